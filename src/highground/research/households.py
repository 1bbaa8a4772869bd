"""The households of one country, one by one: from the ground of the mobility chapter to a plan and to conditions by year, for one member.

The same draws as in the chapter, so that many households come to its expectation. What only single households need is added here and is
judged: the share within reach of hazards, seasonal absence, and the return curve where no counts exist. A run follows the people of
today on a path of warming, a level for each year; without climate it stays at the impacts and hazards of today.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData
from highground.basis.mobility import LIVELIHOODS
from highground.basis.scenario import ALL_LEVELS, SSPS, TODAY
from highground.land import climate
from highground.people.mobility.expected import NO_IMPACTS, Impacts
from highground.people.mobility.households.conditions import Conditions, Hazard, Programme, Tables, tables
from highground.people.mobility.households.synthesis import MOST_PERSONS, Plan
from highground.people.mobility.households.typed import choices, livelihoods, plan_of
from highground.people.mobility.households.vital import rates
from highground.people.mobility.levers import NO_EFFECTS, NO_LEVERS, Effects, Levers, effects
from highground.research.chapters.hazards import Seen
from highground.research.chapters.mobility_ground import Ground
from highground.research.levels import mixed, straight
from highground.research.material import Material

Values = NDArray[np.float64]

EXPOSED: Final = 0.2  # share of households that sudden hazards can reach; judged: fans, banks, slopes; more where rates ask for it
ROOM: Final = 2.0  # times the largest yearly displacement that are exposed at least; judged: nobody is displaced every year
SEASONAL: Final = {  # yr-1 of those who wish to move and stay; judged: one in ten rural, fewer elsewhere
    "herding": 0.10, "farming": 0.10, "wage": 0.03, "remittances": 0.03,
}  # fmt: skip
NO_CURVE: Final = 0.10, 20.0, 1.0  # stay, scale in days, shape without counts of return; judged: near Kazakhstan's of 2024


@dataclass(frozen=True, slots=True, eq=False)
class Country:
    """What one member's households rest on. share: households simulated of all; births, deaths (year,): a person; size: mean persons."""

    moving: Ground
    seen: Seen
    member: int
    births: Values
    deaths: Values
    size: float
    share: float = 1.0

    @property
    def years(self) -> int:
        """Number of years that are followed."""
        return self.births.size


def country(  # noqa: PLR0917
    material: Material, moving: Ground, seen: Seen, member: int, years: Sequence[int], size: float, most: int = 0
) -> Country:
    """One member of a country. size: mean persons a household; most: about so many households stand for all, 0 for all of them.

    Raises BadData for years outside the projection.
    """
    births, deaths = rates(material.tables["un-wpp-2024"], material.region.iso3, years)
    size = float(np.clip(size, 1.0, MOST_PERSONS / 2))
    every = moving.types.people[member].sum() / size
    return Country(moving, seen, member, births, deaths, size, min(1.0, most / every) if most else 1.0)


def plan(here: Country, seed: int = 1) -> Plan:
    """Whole households of the country, or of the share that stands for it."""
    types = here.moving.types
    types = replace(types, people=types.people * here.share, mountain=types.mountain * here.share)
    return plan_of(types, here.member, here.size, exposed(here), seed=seed)


def run_tables(
    here: Country,
    made: Plan,
    levels: Sequence[float] | None,
    asked: Levers = NO_LEVERS,
    works: Mapping[str, Members] | None = None,
) -> Tables:
    """Conditions of a run. levels: warming of each year in degC, None without climate; asked and works: levers and how well they work.

    Hazards stay as today where their change is not known (`hazards_known`). Raises BadData for another number of levels than years.
    """
    if levels is not None and len(levels) != here.years:
        raise BadData(f"{len(levels)} levels for {here.years} years; give one level for each year")
    pulled = effects(asked, works) if works else NO_EFFECTS
    moving, m = here.moving, here.member
    wish, can = choices(moving.types, _impacts(here, levels), moving.parameters, m, pulled)
    unit = moving.types.unit
    inside, abroad = _shares(moving, m)
    given = Conditions(
        unit=unit, aspiration=wish, capability=can, internal=(inside * moving.ways.open[unit])[:, None], abroad=abroad,
        destinations=np.einsum("n,nij->ij", moving.ways.weights[m], moving.ways.shares) * moving.ways.open[:, None],
        room=_room(here), births=here.births, deaths=here.deaths, seasonal=[SEASONAL[name] for name in LIVELIHOODS],
        livelihoods=livelihoods(moving.types, m), hazard=_hazard(here, levels, pulled), programme=_programme(here, asked, works),
    )  # fmt: skip
    return tables(given, made.exposed_at(unit.size))


def _shares(moving: Ground, member: int) -> tuple[float, float]:
    """Shares of those who wish and can that move inside and abroad in a year: all of them at most, where priors ask for more."""
    inside, abroad = float(moving.internal[member]), float(moving.abroad[member])
    most = max(inside + abroad, 1.0)
    return inside / most, abroad / most


def hazards_known(here: Country) -> bool:
    """Whether the change of every sudden hazard with warming is known."""
    return here.seen.times(ALL_LEVELS[-1]) is not None


def path(material: Material, ensemble: Ensemble, ssp: str, years: Sequence[int]) -> Values:
    """Warming of each year on an emission path, degC above 1850-1900, (year, member). Raises BadData for a path that is not one of SSPS."""
    if ssp not in SSPS:
        raise BadData(f"There is no emission path {ssp!r}; choose from {', '.join(SSPS)}.")
    found = climate.timing(material.tables["ipcc-ar6-spm1"], ensemble)["path"]
    return np.asarray(
        found.to_numpy()[list(SSPS).index(ssp), np.searchsorted(found["midpoint"].to_numpy(), np.asarray(years) + 0.5)]
    )


def exposed(here: Country) -> Values:
    """Share of households of each place that sudden hazards can reach, at any level, (place,)."""
    times = [here.seen.times(level) for level in ALL_LEVELS]
    worst = max((float(np.broadcast_to(t, here.moving.internal.shape)[here.member]) for t in times if t is not None), default=1.0)
    return np.minimum(np.maximum(EXPOSED, ROOM * max(worst, 1.0) * rate(here)), 1.0)


def rate(here: Country) -> Values:
    """Displacements a person and year of each place today, (place,): those of a unit's mountains and of the rest, by who lives where."""
    types, m, now = here.moving.types, here.member, here.seen.now
    people = types.people[m]
    high = np.minimum(types.mountain[m], people)
    in_mountains, all_of_it = now.mountain_units[m], now.units[m]
    total = np.zeros_like(people)
    for lives, displaced in ((high, in_mountains), (people - high, np.maximum(all_of_it - in_mountains, 0.0))):
        nobody = np.bincount(types.unit, lives, types.units)[types.unit] <= 0  # then all people of the unit bear it
        who = np.where(nobody, people, lives)
        homes = np.bincount(types.unit, who, types.units)
        total += who * np.divide(displaced, homes, out=np.zeros_like(homes), where=homes > 0)[types.unit]
    return np.asarray(np.divide(total, people, out=np.zeros_like(people), where=people > 0))


def _hazard(here: Country, levels: Sequence[float] | None, pulled: Effects) -> Hazard:
    curve, m = here.seen.curve, here.member
    stay, scale, shape = (float(c[m]) for c in (curve.stay, curve.scale_days, curve.shape)) if curve else NO_CURVE
    known = _times(here) if hazards_known(here) else dict.fromkeys(ALL_LEVELS, 1.0)
    times = [1.0] * here.years if levels is None else [straight(known, level) for level in levels]
    reached = exposed(here)
    warned = float(np.broadcast_to(pulled.displaced, here.moving.internal.shape)[m])
    yearly = rate(here)[:, None] * np.asarray(times) * warned
    return Hazard(np.minimum(yearly, reached[:, None]), reached, stay, scale, shape)


def _times(here: Country) -> dict[float, float]:
    """Displacement at each level over that of today, for the member."""
    found = {level: here.seen.times(level) for level in ALL_LEVELS}
    return {
        level: 1.0 if times is None or level == TODAY else float(np.broadcast_to(times, here.moving.internal.shape)[here.member])
        for level, times in found.items()
    }


def _impacts(here: Country, levels: Sequence[float] | None) -> list[Impacts]:
    if levels is None:
        return [NO_IMPACTS] * here.years
    known: dict[float, Impacts] = {}
    for level in levels:
        if level not in known:
            known[level] = mixed(here.moving.impacts, level)
    return [known[level] for level in levels]


def _room(here: Country) -> Values:
    """Weight of each place for those who arrive: its people, and an even part where a unit has none."""
    types = here.moving.types
    people = types.people[here.member]
    empty = np.bincount(types.unit, people, types.units)[types.unit] <= 0
    return np.where(empty, 1.0, people)


def _programme(here: Country, asked: Levers, works: Mapping[str, Members] | None) -> Programme:
    """The relocation programme, scaled to the households that are simulated; a part of a household is rounded."""
    offers = round(asked.relocation * here.share)
    if not offers or not works:
        return Programme()
    consent, behind = (
        float(np.broadcast_to(works[name], here.moving.internal.shape)[here.member]) for name in ("consent", "left_behind")
    )
    return Programme(offers, consent, behind, risk=rate(here))
