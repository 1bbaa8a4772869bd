"""The ground on which the chapter on mobility writes: who lives where and how, what presses on them, how many move today, and where to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.indicators import BAND_EDGES_M
from highground.basis.mobility import DRIVERS, LIVELIHOODS
from highground.basis.scenario import ALL_LEVELS, TODAY
from highground.catalogue.regions import GLACIERS_CARD
from highground.land import climate, ecosystems, glaciers
from highground.people import population
from highground.people.mobility import drivers, expected, livelihoods, strain, travel
from highground.people.mobility.flows.sphere import great_circle_km, unit_sphere
from highground.people.population.cells import Cells
from highground.research.chapters.ecosystems import GROWTH
from highground.research.chapters.hazard_change import ICE, RAIN
from highground.research.chapters.hazards import Seen
from highground.research.chapters.mobility_ways import CITY_PEOPLE, Ways, cost, ways
from highground.research.chapters.mountains import band
from highground.research.chapters.people import NOW, Spread
from highground.research.material import Material

Values = NDArray[np.float64]
Places = NDArray[np.intp]

DRIVER_CARD: Final = "mobility-parameters"
NETS: Final = "kazakhstan-internal-nets"
WPP: Final = "un-wpp-2024"
RULES: Final = ("highground-judgement", DRIVER_CARD)
LEAST_PLACE: Final = (
    0.001  # share of the nation from which a unit's altitude band stands alone; smaller ones join the next band; judged
)
INTENSITY: Final = (
    0.4,
    1.1,
    2.4,
)  # % of people who change first-level unit in a year, 5, 50 and 95 %; judged: about 1 % where counted, from memory
INTENSITY_UNITS: Final = (
    16.0  # units for which that holds; more and smaller units count more moves (Courgeau's law: with their log)
)
EMIGRANTS: Final = (
    0.05,
    0.15,
    0.40,
)  # % of people who leave for good in a year beyond the net loss; judged: some return for each who leaves
REGISTERED: Final = (0.9, 1.3, 2.5)  # true over registered departures; judged: many leave without telling the register
NODE_K: Final = 0.5  # step of the shifts at which growth is worked out; between them straight lines
NEAR_HOURS: Final = 6.0  # h on foot, some 30 km, up to which a city is at hand; judged: a daily way by road
NEAR_ROAD_HOURS: Final = 0.75  # the same where a pack brings roads; judged
MOST_MOVE: Final = 0.9  # of those who wish and can, how many move in a year at most; judged: members that drew more are cut
GONE: Final = 0.01  # iciness below which melt water is none of a country's; judged
HERDING: Final = list(LIVELIHOODS).index("herding")
SOURCES: Final = (*RULES, "ecosystem-parameters", "itu-p1510-1", "itu-p1511-2", "itu-p837-7", "naturalearth-admin1", WPP)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What the chapter knows before it writes a row.

    impacts: level -> driver -> z; absent: drivers that the country has not; unknown: drivers of which no figure is known here, so that
    no difference is reported. internal, abroad (member,): share of those who wish and can that moves in a year.
    """

    types: expected.Types
    parameters: drivers.Parameters
    impacts: Mapping[float, expected.Impacts]
    absent: tuple[str, ...]
    unknown: tuple[str, ...]
    baseline: expected.Outcome
    internal: Members
    abroad: Members
    ways: Ways
    herders: Values  # (piece,): people who live on herds, in the mean of members
    sources: tuple[str, ...]  # cards behind any row
    drivers: Mapping[str, tuple[str, ...]]  # cards behind each impact

    @property
    def pressed(self) -> tuple[str, ...]:
        """Cards behind a difference that impacts make."""
        return tuple(
            sorted({*self.sources, *(card for name, cards in self.drivers.items() if name not in self.absent for card in cards)})
        )

    def leaving(self, outcome: expected.Outcome) -> tuple[Values, Values]:
        """Moves a year out of each unit, inside the country and abroad, (member, unit)."""
        mobile = expected.by_unit(self.types, outcome.mobile * self.types.people)
        return mobile * self.internal[:, None] * self.ways.open, mobile * self.abroad[:, None]


def prepare(  # noqa: PLR0917
    material: Material, who: Spread, inputs: xr.Dataset, seen: Seen, logit: Members, ensemble: Ensemble
) -> Ground:
    """Everything that the rows rest on. seen: hazards; logit: error of the K1 map. Writes nothing."""
    table = drivers.rows(material.tables[DRIVER_CARD])
    parameters = drivers.draw(material.tables[DRIVER_CARD], ensemble)
    place, unit, height = _places(material, seen.risk.per_piece)
    listed = float(np.median(who.total)) / population.persons(material.tables[WPP], material.region.iso3, NOW)[0]
    towns = _towns(material, place, seen.risk.per_piece, listed)
    types = _types(material, who, place, unit, height, towns, seen.risk.per_piece, logit, ensemble)
    z, unknown, absent = _impacts(material, inputs, seen, types, place, ensemble)
    baseline = expected.evaluate(types, expected.NO_IMPACTS, parameters)
    people = np.median(expected.by_unit(types, types.people), axis=0)
    kernel = ways(material, people, listed * _cities(material), seen.risk.per_piece, table, ensemble)
    stay = types.people * kernel.open[types.unit]
    internal = _share(_internal(material, who, kernel, ensemble), baseline.mobile * stay)
    abroad = _share(_abroad(material, who, ensemble), baseline.mobile * types.people)
    cut = np.minimum(1.0, MOST_MOVE / (internal + abroad))
    return Ground(
        types, parameters, z, absent, unknown, baseline, internal * cut, abroad * cut,
        ways=kernel, herders=seen.risk.per_piece * types.livelihood[:, :, HERDING].mean(axis=0)[place],
        sources=_sources(material, who), drivers={
            "water": (*ICE, GLACIERS_CARD), "pasture": (*GROWTH, *material.warming, *RAIN), "crops": (*RAIN, *material.warming),
            "hazards": seen.sources(ALL_LEVELS[-1]), "heat": (*RAIN, "itu-p1510-1"),
        },
    )  # fmt: skip


def _sources(material: Material, who: Spread) -> tuple[str, ...]:
    """Cards behind any row: roads of a pack shorten the way to a city, records of Kazakhstan anchor how many move."""
    roads = () if material.roads is None else tuple(material.roads.attrs["sources"])
    nets_of = (NETS,) if (material.tables[NETS]["iso3"] == material.region.iso3).any() else ()
    return (*SOURCES, *who.sources, *roads, *nets_of)


def _share(moves: Members, mobile: Values) -> Members:
    able = mobile.sum(axis=1)
    return np.asarray(np.divide(moves, able, out=np.zeros_like(able), where=able > 0))


def _places(material: Material, per_piece: Values) -> tuple[Places, Places, Places]:
    """Place of each piece, and unit and band of each place: bands too small to stand alone join the nearest of their unit."""
    unit, high = material.pieces["unit"].to_numpy().astype(np.intp), band(material.pieces["elevation"])
    count = len(BAND_EDGES_M)
    people = np.bincount(unit * count + high, per_piece, len(material.units) * count).reshape(-1, count)
    enough = people >= LEAST_PLACE * people.sum()
    enough[np.arange(len(people)), people.argmax(axis=1)] = True
    away = np.abs(np.arange(count)[:, None] - np.arange(count))  # from band, to band
    joined = np.where(enough[:, None, :], away, count).argmin(axis=2)  # unit, band -> band
    code = unit * count + joined[unit, high]
    codes, place = np.unique(code, return_inverse=True)
    return place.astype(np.intp), codes // count, codes % count


def _listed(material: Material, least: float) -> tuple[Places, Values]:
    """First piece and people of each listed place of so many people inside the outline."""
    cells = Cells(material.pieces)
    big = material.places[material.places["people"] >= least]
    if big.empty:
        return np.zeros(0, dtype=np.intp), np.zeros(0)
    cell, inside = cells.of(big)
    return cells.first(cell[inside]), big["people"].to_numpy(dtype=float)[inside]


def _towns(material: Material, place: Places, per_piece: Values, listed: float) -> Values:
    """Share of the people of each place who live in towns; listed: people for each one of the place list."""
    piece, people = _listed(material, livelihoods.TOWN_PEOPLE)
    here = np.bincount(place, per_piece)
    return np.minimum(listed * np.bincount(place[piece], people, here.size) / np.maximum(here, 1.0), 1.0)


def _cities(material: Material) -> Values:
    piece, people = _listed(material, CITY_PEOPLE)
    return np.asarray(
        np.bincount(material.pieces["unit"].to_numpy().astype(np.intp)[piece], people, len(material.units)), dtype=float
    )


def _types(  # noqa: PLR0917
    material: Material, who: Spread, place: Places, unit: Places, height: Places, towns: Values, per_piece: Values, logit: Members,
    ensemble: Ensemble,
) -> expected.Types:  # fmt: skip
    count = unit.size
    split = population.people_by(2 * place + material.k1, 2 * count, who.patterns, who.weights, who.total)
    high, people = split[:, 1::2], split[:, ::2] + split[:, 1::2]
    of_unit = unit[:, None] == np.arange(len(material.units))
    flat, whole = high @ of_unit, people @ of_unit
    share = np.divide(flat, whole, out=np.zeros_like(flat), where=whole > 0)
    moved = share * np.exp(logit)[:, None] / (share * np.exp(logit)[:, None] + 1 - share)  # as in the chapter on people
    growth = _mean(_growth_now(material), place, per_piece)
    living = livelihoods.shares(towns, growth, ensemble)
    sides = np.stack([np.einsum("mp,mpl->ml", people * part, living) for part in (1 - towns, towns)], axis=1)
    return expected.Types(
        unit, height, people, _within(high, people, share[:, unit], moved[:, unit]), living, livelihoods.fifths(sides, ensemble),
        livelihoods.ages(ensemble), livelihoods.sexes(ensemble), towns, _remote(material, place, per_piece),
    )  # fmt: skip


def _within(high: Values, people: Values, share: Values, moved: Values) -> Values:
    """Mountain people of each place when the share of its unit moves from one value to another: never more than the people there.

    A smaller share takes the same part of mountain people everywhere, a larger one the same part of all others.
    """
    less = np.divide(moved, share, out=np.ones_like(share), where=share > 0)
    others = np.divide(1 - moved, 1 - share, out=np.ones_like(share), where=share < 1)
    return np.clip(np.where(moved <= share, high * less, people - (people - high) * others), 0.0, people)


def _remote(material: Material, place: Places, per_piece: Values) -> Values:
    """Doublings of the hours from each place to the nearest city against those of the middle person, (place,); no city, no difference."""
    piece, _ = _listed(material, CITY_PEOPLE)
    if not piece.size:
        return np.zeros(int(place.max()) + 1)
    lat, lon = travel.centres(material.pieces.assign(unit=("piece", place)), per_piece)
    cities, pieces = np.unique(piece), material.pieces
    hours = cost(material, np.append(lat, pieces["lat"].to_numpy()[cities]), np.append(lon, pieces["lon"].to_numpy()[cities]))
    near = NEAR_HOURS if material.roads is None else NEAR_ROAD_HOURS
    doublings = np.log2(np.maximum(hours[: lat.size, lat.size :].min(axis=1), near))
    order = np.argsort(doublings, kind="stable")
    held = np.cumsum(np.bincount(place, per_piece)[order])
    return np.asarray(doublings - doublings[order[int(np.searchsorted(held, held[-1] / 2))]])


def _mean(values: Values, place: Places, weight: Values) -> Values:
    """Mean over the pieces of each place, by people, or evenly where nobody lives."""
    own = weight + 1e-9
    return np.asarray(np.bincount(place, values * own) / np.bincount(place, own))


def _yearly(material: Material) -> tuple[Values, Values]:
    """Annual mean temperature (degC) and rain (mm) of the pieces."""
    monthly = material.pieces["temperature"].to_numpy()
    return monthly @ climate.DAYS / climate.DAYS.sum(), material.pieces["precipitation"].to_numpy().sum(axis=1)


def _growth_now(material: Material) -> Values:
    return np.asarray(ecosystems.miami(*_yearly(material)), dtype=float)


def _impacts(  # noqa: PLR0917
    material: Material, inputs: xr.Dataset, seen: Seen, types: expected.Types, place: Places, ensemble: Ensemble
) -> tuple[dict[float, expected.Impacts], tuple[str, ...], tuple[str, ...]]:
    """z by level and driver, the drivers that are not known here, and those that the country has not."""
    icy = _icy(material, seen)[types.unit]
    grow = Growth(material, inputs, place)
    warmest = _mean(material.pieces["temperature"].to_numpy().max(axis=1), place, seen.risk.per_piece)
    found: dict[float, expected.Impacts] = {}
    absent = (*(() if material.rgi and icy.max() >= GONE else ("water",)), *(() if seen.now.per_year else ("hazards",)))
    dry, hot = (seen.change.changes.get(name) for name in ("dry_spell", "hottest_day"))
    lacks = {"water": seen.change.ice is None, "pasture": dry is None, "crops": dry is None, "heat": hot is None}
    lacks["hazards"] = any(seen.times(level) is None for level in ALL_LEVELS)
    unknown = tuple(driver.id for driver in DRIVERS if lacks[driver.id] and driver.id not in absent)
    scores = glaciers.scores(ensemble)
    for level in ALL_LEVELS:
        z: dict[str, Values] = {}
        if "water" not in (*absent, *unknown) and seen.change.ice is not None:
            left = [glaciers.area_left_pct(seen.change.ice, scores, at) for at in (level, TODAY)]
            z["water"] = strain.water(left[0] / left[1], icy, ensemble)
        if dry is not None:
            warmer = climate.mountain_warming_since_today(inputs, level)
            drier = strain.dryness(strain.change(dry, seen.change.scores["dry_spell"], level), warmer, ensemble)
            z["crops"], z["pasture"] = drier[:, None], strain.pasture(grow.log_change(level), drier, ensemble)
        if hot is not None:
            z["heat"] = strain.heat(strain.change(hot, seen.change.scores["hottest_day"], level), warmest, ensemble)
        if (times := seen.times(level)) is not None:
            z["hazards"] = strain.hazards(times, ensemble)
        found[level] = z
    return found, unknown, absent


class Growth:
    """Plant growth of each place by shift, so that members read it."""

    def __init__(self, material: Material, inputs: xr.Dataset, place: Places) -> None:
        self._shifts = {level: climate.local_shift(inputs, level) for level in ALL_LEVELS}
        low, high = (int(edge) for edge in (
            np.floor(min(s.min() for s in self._shifts.values()) / NODE_K), np.ceil(max(s.max() for s in self._shifts.values()) / NODE_K)
        ))  # fmt: skip
        self._low = low
        warm, rain = _yearly(material)
        area = material.pieces["area_km2"].to_numpy()
        whole = np.bincount(place, area)
        there = np.where(whole > 0, whole, 1.0)
        sums = [np.bincount(place, area * ecosystems.miami(warm + NODE_K * node, rain)) for node in range(low, high + 2)]
        self._logs = np.log(np.where(whole > 0, np.array(sums) / there, 1.0))  # land that is not there does not grow

    def log_change(self, level: float) -> Values:
        """Log of growth at a level over that of today, (member, place); exactly zero today."""
        return self._at(self._shifts[level]) - self._at(self._shifts[TODAY])

    def _at(self, shift: Members) -> Values:
        at = shift / NODE_K - self._low
        node = np.floor(at).astype(np.intp)
        part = (at - node)[:, None]
        return np.asarray((1 - part) * self._logs[node] + part * self._logs[node + 1])


def _icy(material: Material, seen: Seen) -> Values:
    """How far melt water counts in each unit, 0 to 1, from the country's coldest land within reach of its people, and their rain."""
    pieces, per_piece = material.pieces, seen.risk.per_piece
    offset = ecosystems.HEIGHT_SD_OF_RELIEF * pieces["relief_m"].to_numpy()[:, None] * ecosystems.SLICES
    warmest = pieces["temperature"].to_numpy().max(axis=1)[:, None] - climate.LAPSE_K_PER_M * offset
    part = np.repeat(pieces["area_km2"].to_numpy()[:, None] / ecosystems.SLICES.size, ecosystems.SLICES.size, axis=1)
    ice = strain.coldest(warmest, part).sum(axis=1)
    cold = np.flatnonzero(ice)
    lat, lon = travel.centres(pieces, per_piece)
    there = unit_sphere(pieces["lat"].to_numpy()[cold], (pieces["lon"].to_numpy()[cold] + 180) % 360 - 180)
    near = great_circle_km(unit_sphere(lat, lon)[:, None, :], there) <= strain.REACH_KM
    rain = _mean(_yearly(material)[1], pieces["unit"].to_numpy().astype(np.intp), per_piece)
    return strain.iciness(np.asarray(near @ ice[cold]), rain)


def _internal(material: Material, who: Spread, kernel: Ways, ensemble: Ensemble) -> Members:
    """Moves between units a year, (member,): the prior, and never fewer than recorded nets need."""
    units = int(kernel.open.sum())
    if units < 2:
        return np.zeros(ensemble.members)
    share = np.maximum(ensemble.between("mobility.intensity", *INTENSITY), INTENSITY[0] / 4) / 100
    share = share * np.log(units) / np.log(INTENSITY_UNITS)
    rows = nets(material)
    least = 0.0 if rows.empty else float(rows.groupby("year")["net"].apply(lambda net: net[net > 0].sum()).mean())
    return np.asarray(np.maximum(share * who.total, least))


def nets(material: Material) -> pd.DataFrame:
    """Recorded nets by unit of the outline and year: code, year, net; empty where none are bundled."""
    table = material.tables[NETS]
    rows = table[(table["iso3"] == material.region.iso3) & (table["measure"] == "net internal migration")]
    years = pd.to_datetime(rows["period_start"]).dt.year
    told = pd.DataFrame({"code": rows["place_code"], "year": years, "net": rows["value"].astype(float)})
    older = {row["code"]: row["geometry_code"] for row in material.units_today}
    return outline_nets(told, older, [str(code) for code in material.units["code"]])


def outline_nets(rows: pd.DataFrame, older: dict[str, str], codes: list[str]) -> pd.DataFrame:
    """Nets by unit of the outline and year: code, year, net. older: unit of today -> unit of the outline that holds it."""
    named = rows.assign(code=rows["code"].map(lambda code: older.get(code, code)))
    return named[named["code"].isin(codes)].groupby(["code", "year"])["net"].sum().reset_index()


def _abroad(material: Material, who: Spread, ensemble: Ensemble) -> Members:
    """Departures abroad a year, (member,): registered ones where bundled, else the net loss of the United Nations and a prior beyond."""
    table, iso3 = material.tables[NETS], material.region.iso3
    told = table[(table["iso3"] == iso3) & (table["measure"] == "emigrants")]
    person = who.total / population.persons(material.tables[WPP], iso3, NOW)[0]
    if len(told):
        true = np.maximum(ensemble.between("mobility.registered", *REGISTERED), 0.5)
        return np.asarray(float(told["value"].mean()) * true * person)
    beyond = np.maximum(ensemble.between("mobility.emigrants", *EMIGRANTS), EMIGRANTS[0] / 4) / 100
    rows = material.tables[WPP]
    net = rows.loc[(rows["iso3"] == iso3) & (rows["year"] == NOW), "net_migration_thousand"]
    loss = max(-1000 * float(net.iloc[0]), 0.0) if len(net) and net.notna().all() else 0.0
    return np.asarray(loss * person + beyond * who.total)
