"""The chain of planned relocation: lists, runouts and an earlier register in; screened places, the order of families and a new register out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import xarray as xr

from highground import __version__
from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.basis.event import Count
from highground.basis.indicators import BELTS
from highground.basis.region import Region
from highground.basis.relocation import CONSENTS, Change, Hazard, Place
from highground.basis.scenario import TODAY
from highground.catalogue import installed
from highground.catalogue.events.dates import DayOrder
from highground.catalogue.events.words import plain
from highground.catalogue.inputs import hashes_of
from highground.catalogue.regions import outline
from highground.catalogue.register.book import Book, read_register
from highground.catalogue.register.cells import Reader
from highground.catalogue.register.families import merged, read_families
from highground.catalogue.register.history import MOST, State, differences, replay
from highground.catalogue.register.places import read_hazards, read_places
from highground.catalogue.register.reached import hazards_from, source_of
from highground.catalogue.register.tables import MOST_FAMILIES
from highground.catalogue.runouts import MARK
from highground.catalogue.shelf import Shelf
from highground.land import climate
from highground.land.ecosystems import belts, season
from highground.people.impacts.reach import UNKNOWN_RADIUS_M
from highground.people.mobility.relocation.chance import Chances, chances, ranks
from highground.people.mobility.relocation.destinations import Seen, Verdict, livelihoods_of, screen
from highground.people.mobility.relocation.families import Placed, Step, Visit, ordered, people, step, visits

Span = tuple[float, float, float]
EDGE_DEG: Final = 0.5  # a place so far outside the box of its country is a slip of the pen, such as exchanged coordinates; judged
HALF_CELL: Final = 1 / 24  # degrees; half of a 5' cell
EMPTY: Final = Book({}, {}, (), (), (), (), ())


@dataclass(frozen=True, slots=True)
class Asked:
    """Files and settings of one call. One of families and register is needed; runouts are folders, each with its return period or without."""

    families: Path | None = None
    register: Path | None = None
    runouts: tuple[str, ...] = ()
    hazards: Path | None = None
    settlements: Path | None = None
    destinations: Path | None = None
    household: Count | None = None
    horizon: int = 30
    country: Region | None = None
    today: date = date(2000, 1, 1)
    who: str = ""
    order: DayOrder | None = None
    seed: int = 1
    members: int = 1000


@dataclass(frozen=True, slots=True)
class Standing:
    """One settlement: how often it is reached, its rank among all, and its families, each criterion apart."""

    place: Place
    order: int  # by the middle rank; where nobody knows how often, by the share of members; equal ones share it
    rank: tuple[int, int, int]
    yearly: Span
    horizon: Span
    open: bool  # a hazard may reach it and nobody knows how often
    looked: bool
    hazards: tuple[Hazard, ...]
    families: int
    people: Count | None  # of its families
    blank: int  # families that do not say how many they are
    consents: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Climate:
    """What the bundled grid says of a destination today: days of season, low and high, and the thermal belts of both."""

    days: tuple[float, float]
    belts: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Relocation:
    """Everything that the register, the page and the command line show. `log` holds the changes of this call at its end: the last `new`."""

    about: dict[str, Any]
    state: State
    log: tuple[Change, ...]
    new: int
    added: int  # families that the register did not have before, from the list or from rows that people wrote
    put_back: tuple[str, ...]
    unused: tuple[str, ...]  # columns of the list
    unread: tuple[str, ...]  # sheets and columns of the register that the program does not keep
    settlements: tuple[Standing, ...]
    destinations: tuple[Verdict, ...]
    climates: dict[str, Climate]
    hazards: tuple[Hazard, ...]
    placed: tuple[Placed, ...]
    visits: tuple[Visit, ...]
    people: Count | None
    blank: int

    def step(self, family: str) -> Step:
        """The next step of a family; a destination that is excluded, for all or for its livelihood, stops it."""
        cells = self.state[family]
        out = {plain(one.place.name) for one in self.destinations if one.excluded_for(cells.get("livelihood", ""))}
        return step({**cells, "destination": plain(cells.get("destination", ""))}, out)


def relocation(asked: Asked, shelf: Shelf) -> Relocation:
    """Read, check, screen and order. Raises BadData, BadRun or MissingSource with one sentence for what cannot be."""
    reader = Reader(asked.today, asked.order)
    book = read_register(asked.register, reader) if asked.register else EMPTY
    given = read_places(asked.settlements) if asked.settlements else book.settlements
    goals = read_places(asked.destinations) if asked.destinations else book.destinations
    state, added, unused = _state(asked, book, reader, given)
    if not state:
        raise BadData("there is no family yet; bring a list with --families, or a register with --register")
    log = (*book.log, *differences(book.before, state, asked.today.isoformat(), asked.who))
    if len(state) > MOST_FAMILIES or len(log) > MOST:
        raise BadData(
            f"the register would hold {len(state):,} families and {len(log):,} changes, more than {MOST_FAMILIES:,} and {MOST:,}; "
            "keep one register for each district"
        )
    names = _names(state, given)
    hazards, places = _hazards(asked, book, names, goals)
    _check_country(asked, shelf, (*places, *goals))
    found = chances([place.name for place in (*places, *goals)], hazards, Ensemble(asked.seed, asked.members))
    standings = _standings(places, found, hazards, state, asked)
    climates = {place.name: _climate(place, asked) for place in goals if asked.country and place.lat is not None}
    everybody, blank = people(state.values(), asked.household)
    return Relocation(
        about=_about(asked), state=replay(log), log=log, new=len(log) - len(book.log), added=added, put_back=book.put_back, unused=unused, unread=book.unread,
        settlements=standings, destinations=_verdicts(goals, found, hazards, state, places, climates), climates=climates, hazards=hazards,
        placed=tuple(ordered(_named(state), {plain(one.place.name): one.order for one in standings})),
        visits=tuple(visit for family, cells in state.items() for visit in visits(family, cells, asked.today)),
        people=everybody, blank=blank,
    )  # fmt: skip


def _state(asked: Asked, book: Book, reader: Reader, given: Sequence[Place]) -> tuple[State, int, tuple[str, ...]]:
    """The register with the families of the list, how many are new, and headings of the list that were not used."""
    if asked.families is None:
        return book.state, len(book.state.keys() - book.before.keys()), ()
    known = [place.name for place in given] if asked.settlements else ()
    new, unused = read_families(asked.families, reader, known)
    state = merged(book.state, new, asked.families.name)
    return state, len(state.keys() - book.before.keys()), unused


def _named(state: State) -> State:
    """Families with their settlement in plain form, for looking it up."""
    return {family: {**cells, "settlement": plain(cells.get("settlement", ""))} for family, cells in state.items()}


def _names(state: State, given: Sequence[Place]) -> tuple[Place, ...]:
    """The settlements of the table, and those that families name beside it."""
    found = {plain(place.name): place for place in given}
    for cells in state.values():
        found.setdefault(plain(cells["settlement"]), Place(cells["settlement"]))
    return tuple(found.values())


def _hazards(
    asked: Asked, book: Book, places: Sequence[Place], goals: Sequence[Place]
) -> tuple[tuple[Hazard, ...], tuple[Place, ...]]:
    """Hazards of this call, else those of the register, spelled as the places; and the settlements with those that runouts name."""
    found: tuple[Hazard, ...] = book.hazards
    reached: tuple[str, ...] = ()
    if asked.runouts or asked.hazards:
        read, reached = hazards_from([source_of(text) for text in asked.runouts], (*places, *goals), UNKNOWN_RADIUS_M)
        found = (*read, *(read_hazards(asked.hazards) if asked.hazards else ()))
    spelled = {plain(place.name): place.name for place in (*places, *goals)}
    more = [Place(name) for name in dict.fromkeys((*reached, *(one.place for one in found))) if plain(name) not in spelled]
    spelled |= {plain(place.name): place.name for place in more}
    return tuple(replace(one, place=spelled[plain(one.place)]) for one in found), (*places, *more)


def _standings(
    places: Sequence[Place], found: Chances, hazards: Sequence[Hazard], state: State, asked: Asked
) -> tuple[Standing, ...]:
    """Settlements, the most often reached first; those without a known chance after them, the more surely reached first."""
    here = slice(0, len(places))
    ours = Chances(found.names[here], found.yearly[here], found.open[here], found.looked[here], found.central[here])
    rank, yearly, horizon = ranks(ours), ours.ends(), ours.ends(asked.horizon)
    families: dict[str, list[dict[str, str]]] = {}
    for cells in state.values():
        families.setdefault(plain(cells["settlement"]), []).append(cells)
    keys = [_key(place, int(rank[number, 1]), hazards, bool(ours.looked[number])) for number, place in enumerate(places)]
    made = []
    for number, place in enumerate(places):
        mine = families.get(plain(place.name), [])
        persons, blank = people(mine, asked.household)
        counts = Counter(cells.get("consent", "not asked") for cells in mine)
        made.append(Standing(
            place, 1 + sum(other < keys[number] for other in keys), _ints(rank[number]), _span(yearly[number]), _span(horizon[number]),
            bool(ours.open[number]), bool(ours.looked[number]), tuple(one for one in hazards if one.place == place.name),
            len(mine), persons, blank, {code: counts[code] for code in CONSENTS},
        ))  # fmt: skip
    return tuple(sorted(made, key=lambda one: (one.order, one.place.name)))


def _key(place: Place, rank: int, hazards: Sequence[Hazard], looked: bool) -> tuple[int, float]:
    """What orders settlements: the rank, then the share of members of hazards of unknown frequency; nobody looked: last."""
    return rank, -max((one.reach for one in hazards if one.place == place.name and one.period is None), default=0.0) + (not looked)


def _verdicts(  # noqa: PLR0917  a destination is held against all of these
    goals: Sequence[Place],
    found: Chances,
    hazards: Sequence[Hazard],
    state: State,
    old: Sequence[Place],
    climates: Mapping[str, Climate],
) -> tuple[Verdict, ...]:
    """Destinations by the hazard rule of the settlements, and by what people can live on."""
    asked = livelihoods_of(state.values())
    lived = {plain(cells["settlement"]) for cells in state.values()}
    left = [place for place in old if plain(place.name) in lived]
    made = []
    for place in goals:
        at = found.names.index(place.name)
        mine = [one for one in hazards if one.place == place.name and one.reach > 0]
        seen = Seen(
            float(found.ends()[at, 2]), tuple(one.source for one in mine if one.period),
            tuple(one.source for one in mine if not one.period), bool(found.looked[at]),
        )  # fmt: skip
        days = climates[place.name].days if place.name in climates else None
        made.append(screen(place, seen, asked, left, days))
    return tuple(made)


def _climate(place: Place, asked: Asked) -> Climate:
    """Season and belt of today at a place, at its own height where it is told, else at that of its 5' cell."""
    lat, lon = float(place.lat or 0), float(place.lon or 0)
    box = (lon - HALF_CELL, lat - HALF_CELL, lon + HALF_CELL, lat + HALF_CELL)
    height = place.elevation_m
    if height is None:
        height = float(installed.topography(*box).sel(lat=lat, lon=lon, method="nearest"))
    point = xr.Dataset({name: ("piece", [value]) for name, value in (("lat", lat), ("lon", lon), ("elevation", height))})
    monthly = climate.temperature_at(point, installed.temperature(*box)).to_numpy()
    shifts = np.quantile(climate.local_shift(climate.sample(Ensemble(asked.seed, asked.members)), TODAY), (0.05, 0.95))
    days, mean = season(monthly, shifts)
    kinds = belts(days, mean)[0]
    return Climate((float(days[0, 0]), float(days[0, 1])), (BELTS[int(kinds[0])], BELTS[int(kinds[1])]))


def _check_country(asked: Asked, shelf: Shelf, places: Iterable[Place]) -> None:
    """Raises BadData for a place far outside the country."""
    if asked.country is None:
        return
    west, south, east, north = outline(shelf, asked.country).total_bounds
    for place in places:
        if place.lat is None or place.lon is None:
            continue
        lon = place.lon + 360 if place.lon < west - EDGE_DEG and east > 180 else place.lon
        if not (south - EDGE_DEG <= place.lat <= north + EDGE_DEG and west - EDGE_DEG <= lon <= east + EDGE_DEG):
            raise BadData(
                f"{place.name} at {place.lat:g}, {place.lon:g} lies outside {asked.country.name()}; are latitude and longitude exchanged?"
            )


def _about(asked: Asked) -> dict[str, Any]:
    paths = [path for path in (asked.families, asked.register, asked.hazards, asked.settlements, asked.destinations) if path]
    paths += [source_of(text).folder / MARK for text in asked.runouts]
    size = asked.household
    return {
        "version": __version__, "made_on": asked.today.isoformat(), "files": hashes_of(paths), "runouts": list(asked.runouts),
        "settings": {"seed": asked.seed, "members": asked.members, "horizon": asked.horizon, "by": asked.who},
        "household": [size.low, size.mid, size.high] if size else None,
        "country": asked.country.iso3 if asked.country else None,
    }  # fmt: skip


def _span(row: Any) -> Span:
    return float(row[0]), float(row[1]), float(row[2])


def _ints(row: Any) -> tuple[int, int, int]:
    return int(row[0]), int(row[1]), int(row[2])
