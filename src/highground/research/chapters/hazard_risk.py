"""People at risk of one country and what its hazards do today: the ground on which the chapter on hazards writes its rows."""

from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.hazards import SUDDEN
from highground.land.hazards import susceptibility
from highground.people import population
from highground.people.impacts import annual, exceedance, exposed, records, severity
from highground.research.chapters import people
from highground.research.chapters.people import Spread
from highground.research.material import Material

RECORD_YEAR: Final = 2015  # middle of 2008-2021, to which recorded displacements belong
FOOTPRINTS: Final = 600  # modelled rare events per hazard; judged: their 99 % point then wanders by a tenth
LEAST_RISK: Final = 10.0  # people at risk (people times proneness) below which a hazard does not apply; judged
PRONE: Final = {  # proneness from which land counts as reached, sampled between; judged: plain land far from a river lies near 0.2 for floods
    "river_flood": (0.20, 0.25, 0.35), "debris_flow": (0.05, 0.10, 0.20), "outburst": (0.05, 0.10, 0.20), "landslide": (0.05, 0.10, 0.20),
    "avalanche": (0.05, 0.10, 0.20),
}  # fmt: skip
GRID: Final = ("highground-judgement", "itu-p1510-1", "itu-p1511-2", "itu-p837-7", "naturalearth-admin1", "un-wpp-2024")
TOTALS: Final = "idmc-totals-2008-2021"
POOL: Final = ("highground-hazard-pool", TOTALS)


@dataclass(frozen=True, slots=True)
class Risk:
    """People at risk of a country: weights (hazard, piece), by hazard, member, unit and part (elsewhere, mountain), and reached."""

    weights: xr.DataArray
    by_zone: NDArray[np.float64]  # hazard, member, zone at the sampled sharpness
    plain: dict[str, Members]  # people at risk in the whole country at sharpness 1
    reached: NDArray[np.float64]  # hazard, member: people on land that the hazard can reach
    per_piece: NDArray[np.float64]  # people per piece under the mean weights

    @property
    def here(self) -> tuple[str, ...]:
        """Sudden hazards that the country has."""
        return tuple(hazard for hazard in SUDDEN if np.median(self.plain[hazard]) >= LEAST_RISK)


@dataclass(frozen=True, slots=True)
class National:
    """What a country's hazards do today: curves and displacements a year by hazard, shares by place, units, the levels behind them."""

    curves: dict[str, NDArray[np.float64]]  # member, size
    per_year: dict[str, Members]
    places: dict[str, NDArray[np.float64]]  # member, 3
    units: NDArray[np.float64]  # member, unit
    mountain_units: NDArray[np.float64]  # same, the part in each unit's mountains
    levels: dict[str, annual.Level]
    sources: dict[str, tuple[str, ...]]  # by hazard
    late: bool  # whether the record holds events after its totals


def at_risk(material: Material, who: Spread, ensemble: Ensemble) -> Risk:
    """People times proneness by hazard, unit and mountain or elsewhere, for every member."""
    weights = susceptibility.weights(material.pieces, bool(material.rgi))
    prone, units = weights.to_numpy(), len(material.units)
    zone = 2 * material.pieces["unit"].to_numpy().astype(np.intp) + material.k1
    unit_of = np.repeat(np.arange(units), 2)
    bars = np.array([PRONE[hazard] for hazard in SUDDEN]).T[:, :, None]  # bar, hazard, piece
    rows = np.concatenate([*(prone**power for power in exposed.SHARPNESS), *(prone >= bars).astype(float)])
    found = exposed.exposed(rows, zone, unit_of.tolist(), who.patterns, who.weights, who.total)
    kinds = len(exposed.SHARPNESS)
    found = found.reshape(kinds + len(bars), len(SUDDEN), *found.shape[1:])
    middle = found[exposed.SHARPNESS.index(1.0)].sum(axis=-1)
    many, some, few = found[kinds:].sum(axis=-1)
    at = ensemble.uniform("hazards.reached")
    reached = np.where(at < 0.5, many + 2 * at * (some - many), some + (2 * at - 1) * (few - some))
    return Risk(
        weights, exposed.sharpened(found[:kinds], ensemble), dict(zip(SUDDEN, middle, strict=True)), reached, people.per_piece(who)
    )


def today(material: Material, who: Spread, risk: Risk, logit: Members, ensemble: Ensemble) -> National:
    """The country's hazards today: levels at the time of the record, events as much larger as people are more and smaller by protection."""
    told, grown = material.told, who.total / _persons_then(material)
    anchors = records.anchors(told, material.tables[TOTALS], material.region.iso3, material.watched)
    relative = annual.at_risk(ensemble)
    pooled = annual.pooled_rate(material.tables[POOL[0]], relative, ensemble, without=material.region.iso3)
    found = annual.levels(
        anchors, {hazard: relative[hazard] * risk.plain[hazard] / grown for hazard in risk.here}, pooled, ensemble
    )
    known = {name: max(anchor.sizes, default=0.0) for anchor in anchors.values() for name in anchor.hazards[:1]}
    shares = annual.share_displaced(ensemble)
    curves = {}
    for hazard, level in found.items():
        times = grown * level.protection  # size of events today against those of the level
        reached = risk.reached[SUDDEN.index(hazard)] / times
        rare = severity.Footprints(_footprints(material, risk, hazard, ensemble) / np.median(grown), shares[hazard])
        cap = severity.caps(rare, known.get(hazard, 0.0), reached)
        curves[hazard] = severity.curve(annual.bounded(level.per_year, reached), level.power, cap, rare, level.years, times)
    per_year = {hazard: exceedance.aad_of_curves(severity.SIZES, curve) for hazard, curve in curves.items()}
    places = {hazard: _places(material, who, risk, hazard, logit, ensemble) for hazard in found}
    parts = [_units(risk, hazard, per_year[hazard], places[hazard], ensemble) for hazard in found]
    empty = np.zeros((ensemble.members, len(material.units)))
    units, high = (sum((part[i] for part in parts), empty) for i in range(2))
    sources = {hazard: _sources(material, who, level.recorded) for hazard, level in found.items()}
    late = any(anchor.early is not None for anchor in anchors.values())
    return National(curves, per_year, places, units, high, found, sources, late)


def _persons_then(material: Material) -> int:
    year = RECORD_YEAR if material.watched is None else sum(material.watched) // 2
    return population.persons(material.tables["un-wpp-2024"], material.region.iso3, year)[0]


def _footprints(material: Material, risk: Risk, hazard: str, ensemble: Ensemble) -> NDArray[np.float64]:
    pieces, prone = material.pieces, risk.weights.sel(hazard=hazard).to_numpy()
    row, col = (pieces[name].to_numpy().astype(np.intp) for name in ("row", "col"))
    begin = prone * pieces["area_km2"].to_numpy()
    seed = ensemble.seed + crc32(f"hazards.footprints.{hazard}".encode())
    return severity.footprints(risk.per_piece * prone, row, col, begin, annual.REACH_CELLS[hazard], FOOTPRINTS, seed)


def _places(  # noqa: PLR0917
    material: Material, who: Spread, risk: Risk, hazard: str, logit: Members, ensemble: Ensemble
) -> NDArray[np.float64]:
    zones = risk.by_zone[SUDDEN.index(hazard)]
    whole = zones.sum(axis=1)
    mountain = np.divide(zones[:, 1::2].sum(axis=1), whole, out=np.zeros_like(whole), where=whole > 0)
    moved = mountain * np.exp(logit) / (mountain * np.exp(logit) + 1 - mountain)
    unknown = np.asarray(who.weights["unknown"].to_numpy())
    since = records.FIRST_YEAR if material.watched is None else material.watched[0]
    flags = records.flagged(records.climate(material.told), hazard, since)
    return annual.place_shares(moved, unknown, flags, hazard, ensemble)


def _units(
    risk: Risk, hazard: str, per_year: Members, shares: NDArray[np.float64], ensemble: Ensemble
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    zones = risk.by_zone[SUDDEN.index(hazard)]
    return annual.over_units(per_year, shares, zones[:, 1::2], zones[:, ::2], hazard, ensemble)


def _sources(material: Material, who: Spread, recorded: bool) -> tuple[str, ...]:
    """Cards behind a hazard's level: the record and the pool that helps it, or the pool alone (which rests on totals too)."""
    kept: tuple[str, ...] = POOL
    if recorded or len(material.told):
        kept = (material.told_card, POOL[0]) if material.watched else (material.told_card, *POOL)
    return (*GRID, *who.sources, *kept)
