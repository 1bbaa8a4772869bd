"""How the cold belts climb and shrink, what it means for species, pasture and plant growth."""

from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.indicators import BELTS
from highground.basis.scenario import ALL_LEVELS, LEVELS, TODAY
from highground.basis.words import N_
from highground.land import climate, ecosystems
from highground.research.evidence import Ledger
from highground.research.material import Material

BELT: Final = ("itu-p1510-1", "itu-p1511-2", "sdg-1542-belts")  # and the cards of the warming, for all of these
SPECIES: Final = (*BELT, "ecosystem-parameters")
GROWTH: Final = (*BELT, "itu-p837-7", "ecosystem-parameters")
COLD: Final = [BELTS.index("nival"), BELTS.index("alpine")]
TRACE_KM2: Final = 50.0  # a belt smaller than a cell of the grid today is not resolved, so no share of it is given; judged
MOST: Final = 0.5  # share of members that must have a belt for a row about it; such a row is conditional on the belt; judged
GROWTH_ERROR: Final = 0.25  # sd of the log of plant growth; judged: the Miami model explains about two thirds of sites, from memory


def write(ledger: Ledger, material: Material, inputs: xr.Dataset, ensemble: Ensemble) -> dict[str, Members]:
    """Rows of belts, species, season and growth by level; returns the draws by label."""
    shifts = {level: climate.local_shift(inputs, level) for level in ALL_LEVELS}
    lapse = inputs["lapse"].to_numpy()
    nodes = ecosystems.shift_axis(*shifts.values())
    response = ecosystems.surface(material.pieces, material.pieces, nodes, float(np.median(shifts[TODAY])))
    found = {level: ecosystems.at(response, shift, lapse) for level, shift in shifts.items()}
    exponent = ecosystems.species_area_exponent(ensemble)
    growth = np.exp(ensemble.normal("plant growth", 0.0, GROWTH_ERROR))
    seen = np.median(found[TODAY]["area"].to_numpy(), axis=0) > TRACE_KM2
    for level, belts in found.items():
        _belts(ledger, belts, seen, material.warming, level)
        _footprint(ledger, belts, growth, material.warming, level)
    for level in LEVELS:
        _against_today(ledger, found[TODAY], found[level], exponent, material.warming, level)
        climb = ecosystems.belt_rise_m(climate.mountain_warming_since_today(inputs, level), lapse)
        ledger.add("belt_rise", climb, "modelled", material.warming, level=level)
    return {N_("Species-area exponent"): exponent, N_("Error of the plant growth model"): growth}


def maps(material: Material, inputs: xr.Dataset) -> dict[str, np.ndarray]:
    """Belt of each piece today, at +2 and at +3 degC at the median shift: index into BELTS, -1 outside mountains."""
    levels = {"belt_today": TODAY, "belt_2": 2.0, "belt_3": 3.0}
    middle = {name: float(np.median(climate.local_shift(inputs, level))) for name, level in levels.items()}
    return {name: ecosystems.belt_map(material.pieces, material.pieces, shift) for name, shift in middle.items()}


def season_of(material: Material) -> tuple[np.ndarray, np.ndarray]:
    """Season in days and plant growth in g m-2 yr-1 of every piece at the normals, for the spread of people; (piece,)."""
    monthly = material.pieces["temperature"].to_numpy()
    days, _ = ecosystems.season(monthly)
    rain = material.pieces["precipitation"].sum("month").to_numpy()
    return days[:, 0], np.asarray(ecosystems.miami(monthly @ climate.DAYS / climate.DAYS.sum(), rain))


def where_there(values: Members) -> Members:
    """Values of the members that have the belt, when at least half of them do; else all, so that the row is not applicable."""
    there = np.isfinite(values)
    return values[there] if there.mean() >= MOST else values


def _belts(ledger: Ledger, belts: xr.Dataset, seen: NDArray[np.bool_], warming: tuple[str, ...], level: float) -> None:
    """Rows of area and height; a belt too small for the grid today is not applicable rather than zero."""
    sources = (*BELT, *warming)
    for belt, enough in zip(BELTS, seen, strict=True):
        here = belts.sel(belt=belt)
        if not enough:
            for indicator in ("belt_area", "belt_elevation"):
                ledger.blank(indicator, "not applicable", "modelled", sources, group=f"belt:{belt}", level=level)
            continue
        ledger.add("belt_area", here["area"].to_numpy(), "modelled", sources, group=f"belt:{belt}", level=level)
        ledger.add(
            "belt_elevation", where_there(here["elevation"].to_numpy()), "modelled", sources, group=f"belt:{belt}", level=level
        )


def _footprint(ledger: Ledger, belts: xr.Dataset, growth: Members, warming: tuple[str, ...], level: float) -> None:
    for belt in BELTS:
        here = belts.sel(belt=belt)
        group = f"belt:{belt}"
        ledger.add("growing_season", here["season"].to_numpy(), "modelled", (*BELT, *warming), group=group, level=level)
        ledger.add(
            "productivity", here["productivity"].to_numpy() * growth, "modelled", (*GROWTH, *warming), group=group, level=level
        )


def _against_today(  # noqa: PLR0917
    ledger: Ledger, now: xr.Dataset, then: xr.Dataset, exponent: Members, warming: tuple[str, ...], level: float
) -> None:
    """Rows against today. A belt that most members do not resolve today has no share: not applicable."""
    for number, belt in enumerate(BELTS):
        before, after = now["area"].to_numpy()[:, number], then["area"].to_numpy()[:, number]
        left = ecosystems.area_left_pct(np.where(before > TRACE_KM2, before, 0.0), after)
        ledger.add("belt_area_left", where_there(left), "modelled", (*BELT, *warming), group=f"belt:{belt}", level=level)
    before, after = (belts["area"].to_numpy()[:, COLD].sum(axis=1) for belts in (now, then))
    risk = ecosystems.species_at_risk_pct(np.where(before > TRACE_KM2, before, 0.0), after, exponent)
    ledger.add("species_at_risk", where_there(risk), "modelled", (*SPECIES, *warming), level=level)
