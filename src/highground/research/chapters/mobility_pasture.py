"""Moving herds with the seasons: the pasture calendar by belt, how far its window climbs, what stays within reach, for whom moving pays."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from highground.basis.ensemble import Ensemble, Members
from highground.basis.indicators import BELTS
from highground.basis.scenario import ALL_LEVELS, LEVELS, TODAY
from highground.land import climate, ecosystems
from highground.people.mobility import drivers, pasture, strain
from highground.people.mobility.flows.sphere import EARTH_KM, unit_sphere
from highground.people.mobility.levers import NO_EFFECTS, Effects
from highground.research.chapters.ecosystems import BELT, GROWTH, TRACE_KM2
from highground.research.chapters.hazard_change import RAIN
from highground.research.chapters.mobility_ground import DRIVER_CARD, Ground, Growth
from highground.research.evidence import Ledger
from highground.research.material import Material

Values = NDArray[np.float64]

GRAZED: Final = ("alpine", "montane")
STEP_M: Final = 10.0  # of heights at which land within reach is summed; the shortest way measured is 53 m
HOMES: Final = 200  # pieces with most herders from which reach is measured; judged: more change no share by a point
FLOOR: Final = 1  # slice of a cell in which its homes lie, the second lowest of five; judged: villages lie below their cell's mean
WINDOW: Final = (*BELT, "highground-judgement")  # cards of the calendar


@dataclass(frozen=True, slots=True, eq=False)
class Herds:
    """What moving herds rests on, by level: days with grass by belt; rise (m) of the window; and of the high pasture (the alpine belt, or
    the montane one where some members have no alpine days; empty where neither is there) log of growth over today and dryness (sd).
    """

    days: Mapping[str, Mapping[float, Members]]
    rise: Mapping[float, Members]
    pasture: str
    growth: Mapping[float, Members]
    dry: Mapping[float, Members]  # lacks levels at which it is not known


def look(material: Material, inputs: xr.Dataset, ground: Ground, ensemble: Ensemble) -> Herds:
    """Everything that the rows rest on, worked out once."""
    belt = ecosystems.belt_map(material.pieces, material.pieces, float(np.median(climate.local_shift(inputs, TODAY))))
    lapse = inputs["lapse"].to_numpy()
    rise = {level: ecosystems.belt_rise_m(climate.mountain_warming_since_today(inputs, level), lapse) for level in ALL_LEVELS}
    days = _days(material, inputs, belt, ensemble)
    high = next((name for name in GRAZED if name in days and (days[name][TODAY] > 0).all()), "")
    dry = {level: ground.impacts[level]["crops"][:, 0] for level in ALL_LEVELS if "crops" in ground.impacts[level]}
    dry[TODAY] = np.zeros(ensemble.members)
    growth: dict[float, Members] = {}
    if high:
        grow = Growth(material, inputs, (belt == BELTS.index(high)).astype(np.intp))
        growth = {level: grow.log_change(level)[:, 1] for level in ALL_LEVELS}
    return Herds(days, rise, high, growth, dry)


def paying(
    herds: Herds, table: dict[str, drivers.Row], level: float, ensemble: Ensemble, effects: Effects = NO_EFFECTS
) -> Members | None:
    """Share of herding households for whom moving pays at a level, %, (member,); effects: of levers. None where it is not known."""
    if not herds.pasture or level not in herds.dry:
        return None
    up, _ = pasture.reach(table, "middle", ensemble)
    z = effects.felt("pasture", strain.pasture(herds.growth[level][:, None], herds.dry[level], ensemble))[:, 0]
    grass = np.exp(-z * strain.draw(ensemble, "growth_sd"))  # of a whole year, so that a longer season is in it once
    return pasture.pays(1 + herds.rise[level] / up, grass, ensemble)


def write(ledger: Ledger, material: Material, inputs: xr.Dataset, ground: Ground, ensemble: Ensemble) -> None:
    """Rows of the pasture calendar, its climb, reach, and for whom moving pays."""
    herds, table = look(material, inputs, ground, ensemble), drivers.rows(material.tables[DRIVER_CARD])
    warm, all_of = (*WINDOW, *material.warming), (*WINDOW, DRIVER_CARD, *GROWTH, *RAIN, *material.warming)
    reached = (*warm, *ground.sources)  # homes are where herders live
    for level in ALL_LEVELS:
        for name in GRAZED:
            if name in herds.days:
                ledger.add("pasture_window", herds.days[name][level], "modelled", warm, group=f"belt:{name}", level=level)
            else:
                ledger.blank("pasture_window", "not applicable", "modelled", warm, group=f"belt:{name}", level=level)
        share = paying(herds, table, level, ensemble)
        if share is None:
            ledger.blank("pasture_pays", "not reported" if herds.pasture else "not applicable", "judged", all_of, level=level)
        else:
            ledger.add("pasture_pays", share, "judged", all_of, level=level)
    if not herds.days:  # no pasture follows the seasons here
        for level in LEVELS:
            ledger.blank("pasture_climb", "not applicable", "modelled", material.warming, level=level)
            for name in pasture.REACHES:
                ledger.blank("pasture_reach", "not applicable", "judged", reached, group=f"reach:{name}", level=level)
        return
    for level in LEVELS:
        ledger.add("pasture_climb", herds.rise[level], "modelled", material.warming, level=level)
    _reach(ledger, material, ground, table, herds.rise, ensemble)


def _days(material: Material, inputs: xr.Dataset, belt: NDArray[np.int8], ensemble: Ensemble) -> dict[str, dict[float, Members]]:
    """Days with grass by belt and level; a belt that the grid does not resolve today, or without a warm season, is left out."""
    shifts = {level: climate.local_shift(inputs, level) for level in ALL_LEVELS}
    grass = pasture.draw(ensemble, "grass")
    low = min(float(shift.min()) for shift in shifts.values()) - float(grass.max())
    nodes = np.arange(low, max(float(shift.max()) for shift in shifts.values()) + pasture.SHIFT_K, pasture.SHIFT_K)
    area, monthly = material.pieces["area_km2"].to_numpy(), material.pieces["temperature"].to_numpy()
    found: dict[str, dict[float, Members]] = {}
    for name in GRAZED:
        here = belt == BELTS.index(name)
        if area[here].sum() > TRACE_KM2 and pasture.has_seasons(monthly[here], area[here]):
            curve = pasture.windows(monthly[here], area[here], nodes)
            found[name] = {level: pasture.grazing_days(curve, nodes, shift, grass) for level, shift in shifts.items()}
    return found


def _reach(  # noqa: PLR0917
    ledger: Ledger,
    material: Material,
    ground: Ground,
    table: dict[str, drivers.Row],
    rise: Mapping[float, Members],
    ensemble: Ensemble,
) -> None:
    sources = (*WINDOW, *material.warming, *ground.sources)
    km = sorted({edge for name in pasture.REACHES for edge in pasture.reach(table, name, ensemble)[1]})
    held = _held(material, ground, km)
    for name in pasture.REACHES:
        up, ends = pasture.reach(table, name, ensemble)
        side = ensemble.uniform(f"mobility.pasture.along.{name}")
        for level in LEVELS:
            short, long = (pasture.within(held[edge], STEP_M, up, rise[level]) for edge in ends)
            ledger.add("pasture_reach", (1 - side) * short + side * long, "judged", sources, group=f"reach:{name}", level=level)


def _held(material: Material, ground: Ground, km: list[float]) -> dict[float, Values]:
    """Land above homes of herders up to each STEP_M and within each distance, summed over homes by the herders who live there."""
    pieces = material.pieces
    high = np.flatnonzero(pieces["k1"].to_numpy() > 0)
    offset = ecosystems.HEIGHT_SD_OF_RELIEF * pieces["relief_m"].to_numpy()[high, None] * ecosystems.SLICES
    heights = pieces["elevation"].to_numpy()[high, None] + offset
    area = pieces["area_km2"].to_numpy()[high]
    herders = ground.herders[high]
    homes = np.argsort(-herders, kind="stable")[:HOMES]
    homes = homes[herders[homes] > 0]
    points = unit_sphere(pieces["lat"].to_numpy()[high], (pieces["lon"].to_numpy()[high] + 180) % 360 - 180)
    chord = 2 * np.sin(np.array(km) / EARTH_KM / 2)
    tree = cKDTree(points)
    steps = int(max(pasture.TOP_M / STEP_M, 1)) + 1
    out = {edge: np.zeros(steps) for edge in km}
    for home in homes:
        near = np.asarray(tree.query_ball_point(points[home], chord[-1]))
        apart = np.linalg.norm(points[near] - points[home], axis=1)
        above = np.ceil((heights[near] - heights[home, FLOOR]) / STEP_M)
        for edge, reach in zip(km, chord, strict=True):
            inside = apart <= reach
            step = above[inside]
            fits = (step > 0) & (step < steps)
            part = np.broadcast_to(area[near][inside, None], step.shape)[fits]
            out[edge] += herders[home] * np.bincount(step[fits].astype(np.intp), part, steps)
    return {edge: np.cumsum(values) for edge, values in out.items()}
