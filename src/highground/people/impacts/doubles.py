"""Rows that speak of one event, and rows that may: found by code, name, place, date, source and what they count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import asin, cos, floor, radians, sin, sqrt
from typing import Final

from highground.basis.event import MOVED, OTHER, Record, Remark
from highground.basis.words import N_

NEAR_DAYS: Final = 3  # days; judged: reports of one event are dated by its start, its news or its response
NEAR_KM: Final = 25.0  # km; judged: a valley, or a town and its district's centre
NAME_DAYS: Final = 31  # days; judged: the same name within a month is one event
SERIES: Final = 3  # rows; judged: so many counts that only grow, day after day, are one cumulative count
EARTH_KM: Final = 6371.0  # km; mean radius
_CELL_DEG: Final = 0.5  # deg; wider than NEAR_KM in latitude, and in longitude up to 60 degrees north and south

SAME_ID: Final = N_("same id in the source")
SAME_CODE: Final = N_("same GLIDE number")
SAME_NAME: Final = N_("same hazard and name, dates near each other")
SAME_PLACE: Final = N_("same hazard, near dates, same place, another source or as-of date")
SAME_PARTS: Final = N_("same hazard, near dates, same place, each row counts something else")
SAME_SERIES: Final = N_("same hazard and place, counts that only grow from one date to the next: a cumulative count")
DOUBT_PARTS: Final = N_("same id or GLIDE number but another place: parts of one disaster, counted apart")
DOUBT_SOURCE: Final = N_("same hazard, near dates and place, but one source gives both: counted as two events")
DOUBT_YEAR: Final = N_("same hazard, place and year, the day is not known: counted as two events")
DOUBT_HAZARD: Final = N_("near dates and same place, another hazard: counted as two events")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows of a table that speak, or may speak, of one event, and why."""

    row: int
    other: int
    reason: Remark
    merged: bool


def find_pairs(records: Sequence[Record]) -> tuple[Pair, ...]:
    """Pairs of rows that are, or may be, one event, each pair once. Rows of two countries are never compared."""
    found = [*_by_code(records), *_in_series(records), *_by_likeness(records)]
    seen: dict[tuple[int, int], Pair] = {}
    for pair in found:  # a reason to merge beats a doubt
        key = (min(pair.row, pair.other), max(pair.row, pair.other))
        if key not in seen or (pair.merged and not seen[key].merged):
            seen[key] = pair
    return tuple(seen.values())


def _by_code(records: Sequence[Record]) -> Iterator[Pair]:
    """Rows with one id or GLIDE number: one event where the places agree, parts of a disaster where they do not."""
    for name, why in (("id", SAME_ID), ("glide", SAME_CODE)):
        coded: dict[str, list[Record]] = {}
        for record in records:
            if code := str(getattr(record, name)):
                coded.setdefault(code, []).append(record)
        for rows in coded.values():
            places = [rows[0]]  # the first row of each place
            for record in rows[1:]:
                same = next((first for first in places if not _apart(first, record)), None)
                yield Pair((same or places[0]).row, record.row, Remark(why if same else DOUBT_PARTS), merged=same is not None)
                places += [] if same else [record]


def _in_series(records: Sequence[Record]) -> Iterator[Pair]:
    for group in _alike(records):
        yield from _series(group)


def _alike(records: Sequence[Record]) -> Iterator[list[Record]]:
    """Rows of one country and hazard; other hazards by their kind."""

    def key(record: Record) -> tuple[str, str, str]:
        return record.iso3, record.hazard, record.kind if record.hazard == OTHER else ""

    for _, group in groupby(sorted(records, key=key), key):
        yield list(group)


def _by_likeness(records: Sequence[Record]) -> Iterator[Pair]:
    """Rows that share a name, a place, or a spot on the map, in the order of their dates."""
    buckets: dict[tuple[object, ...], list[Record]] = {}
    for record in records:
        for key in _keys(record):
            buckets.setdefault((record.iso3, *key), []).append(record)
    for bucket in buckets.values():
        ordered = sorted(bucket, key=lambda record: record.when.start)
        for place, one in enumerate(ordered):
            for two in ordered[place + 1 :]:
                if (two.when.start - one.when.end).days > NAME_DAYS:
                    break
                pair = None if _same_code(one, two) else _pair(one, two)
                if pair:
                    yield pair


def _keys(record: Record) -> Iterator[tuple[object, ...]]:
    """Buckets in which a row may meet its like. A row on the map also looks into the cells around its own."""
    if record.name:
        yield "name", _plain(record.name)
    if record.place:
        yield "place", _plain(record.place).split(", ")[0]
    if record.lat is not None and record.lon is not None:
        row, column = floor(record.lat / _CELL_DEG), floor(record.lon / _CELL_DEG)
        around = ((0, 0),) if record.place else tuple((y, x) for y in (-1, 0, 1) for x in (-1, 0, 1))
        for y, x in around:
            yield "cell", row + y, column + x


def _same_code(one: Record, two: Record) -> bool:
    return bool((one.id and one.id == two.id) or (one.glide and one.glide == two.glide))


def _apart(one: Record, two: Record) -> bool:
    """Whether two rows name places that differ, or lie far from each other."""
    distance = _km(one, two)
    if distance is not None:
        return distance > NEAR_KM
    return bool(one.place and two.place and not _one_place(one, two))


def _pair(one: Record, two: Record) -> Pair | None:
    """Two rows without a common code: same event, in doubt, or strangers."""
    gap = max((two.when.start - one.when.end).days, 0)
    near = gap <= NEAR_DAYS and _one_place(one, two)
    exact = not {"year", "range"} & {one.when.precision, two.when.precision}
    if (one.hazard, one.kind if one.hazard == OTHER else "") != (two.hazard, two.kind if two.hazard == OTHER else ""):
        both = OTHER not in (one.hazard, two.hazard) and exact and near
        return Pair(one.row, two.row, Remark(DOUBT_HAZARD), merged=False) if both else None
    told = bool(one.id and two.id) and one.source == two.source  # one source that tells them apart knows better
    named = bool(_plain(one.name)) and _plain(one.name) == _plain(two.name)
    if named and not told and gap <= NAME_DAYS and not _apart(one, two):
        return Pair(one.row, two.row, Remark(SAME_NAME), merged=True)
    if not near:
        return None
    if not exact:
        return Pair(one.row, two.row, Remark(DOUBT_YEAR), merged=False)
    return Pair(one.row, two.row, Remark(DOUBT_SOURCE), merged=False) if told else _judged(one, two)


def _judged(one: Record, two: Record) -> Pair:
    """Rows of one hazard, place and date: one event unless one source gives both with figures that differ."""
    if one.source != two.source or one.as_of != two.as_of:
        return Pair(one.row, two.row, Remark(SAME_PLACE), merged=True)
    if one.counts and two.counts and not one.counts.keys() & two.counts.keys():
        return Pair(one.row, two.row, Remark(SAME_PARTS), merged=True)
    return Pair(one.row, two.row, Remark(DOUBT_SOURCE), merged=False)


def _series(ordered: Sequence[Record]) -> Iterator[Pair]:
    """Runs of rows of one place, each a few days after the one before, whose counts of people who left only grow."""

    def place(record: Record) -> str:
        return _plain(record.place)

    placed = [record for record in ordered if place(record) and record.when.precision == "day"]
    for _, group in groupby(sorted(placed, key=lambda record: (place(record), record.when.start)), place):
        run: list[Record] = []
        for record in group:
            if run and not _follows(run[-1], record):
                yield from _run(run)
                run = []
            run.append(record)
        yield from _run(run)


def _run(run: list[Record]) -> Iterator[Pair]:
    if len(run) >= SERIES:
        for one, two in pairwise(run):
            if not _same_code(one, two):
                yield Pair(one.row, two.row, Remark(SAME_SERIES), merged=True)


def _follows(one: Record, two: Record) -> bool:
    """Whether the second row continues the first: at most a few days later, and no count of people who left is lower."""
    shared = [name for name in MOVED if name in one.counts and name in two.counts]
    grows = (
        bool(shared)
        and all(one.counts[name].low <= two.counts[name].low for name in shared)
        and any(two.counts[name].low for name in shared)
    )
    return grows and 0 < (two.when.start - one.when.start).days <= NEAR_DAYS and not (one.id and two.id)


def _one_place(one: Record, two: Record) -> bool:
    """Same place by coordinates, else by name; two rows without either say nothing about being one."""
    distance = _km(one, two)
    if distance is not None:
        return distance <= NEAR_KM and (distance == 0 or _plain(one.place) == _plain(two.place) or not (one.place and two.place))
    a, b = _plain(one.place), _plain(two.place)
    return bool(a and b) and (a == b or a.split(", ")[0] == b.split(", ")[0])


def _km(one: Record, two: Record) -> float | None:
    """Great-circle distance; None where one of them has no coordinates."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return None
    return distance_km((one.lat, one.lon), (two.lat, two.lon))


def distance_km(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude in degrees) on a sphere, by the haversine formula.

    >>> round(distance_km((0, 0), (0, 1)), 1)
    111.2
    """
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, two))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def grouped(records: Sequence[Record], merged: Sequence[Pair]) -> list[list[Record]]:
    """Connected rows, in the order of their first row."""
    root = {record.row: record.row for record in records}

    def find(row: int) -> int:
        while root[row] != row:
            root[row] = root[root[row]]
            row = root[row]
        return row

    for pair in merged:
        a, b = sorted((find(pair.row), find(pair.other)))
        root[b] = a
    groups: dict[int, list[Record]] = {}
    for record in records:
        groups.setdefault(find(record.row), []).append(record)
    return list(groups.values())
