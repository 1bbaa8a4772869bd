"""From rows of a loss table to events and persons: rows of one event are found and never summed, houses become persons with a range."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, groupby, pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Final, Literal

from highground.basis.event import MEASURES, MOVED, OTHER, Count, Event, Record, Remark
from highground.basis.words import N_

HOUSEHOLD: Final = Count(
    2.5, 4.0, 7.0, "judged"
)  # persons; judged wide: UN household sizes run from about 2.5 to 7 in mountain countries
NEAR_DAYS: Final = 3  # days; judged: reports of one event are dated by its start, its news or its response
NEAR_KM: Final = 25.0  # km; judged: a valley, or a town and its district's centre
NAME_DAYS: Final = 31  # days; judged: the same name within a month is one event
EARTH_KM: Final = 6371.0  # km; mean radius
SERIES: Final = 3  # rows; judged: so many counts that only grow, day after day, are one cumulative count

SAME_ID: Final = N_("same id in the source")
SAME_CODE: Final = N_("same GLIDE number")
SAME_NAME: Final = N_("same hazard and name, dates near each other")
SAME_PLACE: Final = N_("same hazard, near dates, same place, another source or as-of date")
SAME_PARTS: Final = N_("same hazard, near dates, same place, each row counts something else")
SAME_SERIES: Final = N_("same hazard and place, counts that only grow from one date to the next: a cumulative count")
ONLY: Final = N_("the only figure")
LATEST: Final = N_("the latest as-of date, {day}; {n} earlier or undated figures are not added")
WIDENED: Final = N_("the latest as-of date, {day}; undated figures widen the range to {least} to {most}")
UNDATED: Final = N_("{n} figures without as-of dates: from the lowest to the highest, the highest in the middle; none are added")
GROWING: Final = N_("the highest of {n} figures of a cumulative count; none are added")
DOUBT_PARTS: Final = N_("same id or GLIDE number but another place: parts of one disaster, counted apart")
DOUBT_SOURCE: Final = N_("same hazard, near dates and place, but one source gives both: counted as two events")
DOUBT_YEAR: Final = N_("same hazard, place and year, the day is not known: counted as two events")
_FAMILIES: Final = tuple((name, f"families_{name}") for name in ("displaced", "evacuated", "relocated", "affected"))
Near = Literal["same", "doubt", ""]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows of a table that speak, or may speak, of one event, and why."""

    row: int
    other: int
    reason: Remark
    merged: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """Events without double counting, the pairs of rows that were merged or left apart in doubt, and the household size used."""

    events: tuple[Event, ...]
    pairs: tuple[Pair, ...]
    household: Count


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over events: ends are added to ends, so the range is the widest. `reporting` of `events` report the measure."""

    hazard: str
    kind: str  # of other hazards; empty for ours
    year: int | None  # None: the date spans several years
    measure: str
    events: int
    reporting: int
    count: Count | None  # None: not reported, never zero


def count_events(records: Sequence[Record], household: Count = HOUSEHOLD) -> Counted:
    """Group records into events and keep one figure for each measure.

    Four as-of rows of the Kazakh floods of 2024 (74,942, 111,194, 117,000 and 119,220 evacuated) are one event with 119,220.
    """
    pairs = list(_pairs(records))
    groups = _groups(records, [pair for pair in pairs if pair.merged])
    growing = {frozenset((pair.row, pair.other)) for pair in pairs if pair.reason.template == SAME_SERIES}
    numbers: dict[str, int] = {}
    events = []
    for group in groups:
        first = _first(group)
        stem = first.id or f"{first.iso3}-{first.when.start.year}-{first.kind}".replace("_", "-")
        numbers[stem] = numbers.get(stem, 0) + 1
        name = stem if first.id and numbers[stem] == 1 else f"{stem}-{numbers[stem]}"
        cumulative = any({record.row for record in group} >= pair for pair in growing)
        events.append(_event(name, first, group, household, cumulative=cumulative))
    return Counted(tuple(events), tuple(pairs), household)


def totals(counted: Counted, measures: Sequence[str] = MEASURES) -> tuple[Total, ...]:
    """Sums by hazard and year for every measure, in the order of hazards, years and measures."""

    def key(event: Event) -> tuple[str, str, int]:
        first = event.first
        return first.hazard, first.kind if first.hazard == OTHER else "", first.when.year or 0

    made = []
    for (hazard, kind, year), group in groupby(sorted(counted.events, key=key), key):
        events = list(group)
        made += [_total(hazard, kind, year or None, measure, events) for measure in measures]
    return tuple(made)


def summed(counts: Iterable[Count | None]) -> Count | None:
    """Ends added to ends; at least, where one has no upper end; None where nothing is reported.

    >>> str(summed([Count(10, 20, 30), None, Count(5, 5, 5)])), str(summed([Count(5, 5, 5), Count(1, None, None)])), summed([None])
    ('25 (15 to 35)', 'at least 6', None)
    """
    known = [count for count in counts if count is not None]
    if not known:
        return None
    highs = [count.high for count in known]
    high = None if any(value is None for value in highs) else sum(value for value in highs if value is not None)
    mid = sum(count.low if count.mid is None else count.mid for count in known)
    return Count(
        sum(count.low for count in known), mid, high, "modelled" if any(count.how == "modelled" for count in known) else "counted"
    )


def _total(hazard: str, kind: str, year: int | None, measure: str, events: list[Event]) -> Total:
    found = [event.moved if measure == "moved" else event.counts.get(measure) for event in events]
    return Total(hazard, kind, year, measure, len(events), sum(count is not None for count in found), summed(found))


# pairs of rows


def _pairs(records: Sequence[Record]) -> Iterator[Pair]:
    """Pairs that are, or may be, one event. Only rows of one country and hazard are compared, sorted by date."""
    yield from _by_code(records)

    def key(record: Record) -> tuple[str, str, str]:
        return record.iso3, record.hazard, record.kind if record.hazard == OTHER else ""

    for _, group in groupby(sorted(records, key=key), key):
        ordered = sorted(group, key=lambda record: record.when.start)
        yield from _series(ordered)
        for place, one in enumerate(ordered):
            for two in ordered[place + 1 :]:
                if (two.when.start - one.when.end).days > NAME_DAYS:
                    break
                pair = _pair(one, two) if not _same_code(one, two) else None
                if pair:
                    yield pair


def _by_code(records: Sequence[Record]) -> Iterator[Pair]:
    """Rows with one id or GLIDE number: one event where the places agree, parts of a disaster where they do not."""
    for name, why in (("id", SAME_ID), ("glide", SAME_CODE)):
        coded = sorted(
            (record for record in records if getattr(record, name)), key=lambda record: (getattr(record, name), record.row)
        )
        for _, group in groupby(coded, key=lambda record: str(getattr(record, name))):
            rows = list(group)
            for one, two in combinations(rows, 2) if len(rows) <= SERIES else pairwise(rows):
                apart = _apart(one, two)
                yield Pair(one.row, two.row, Remark(DOUBT_PARTS if apart else why), not apart)


def _same_code(one: Record, two: Record) -> bool:
    return bool((one.id and one.id == two.id) or (one.glide and one.glide == two.glide))


def _apart(one: Record, two: Record) -> bool:
    """Whether two rows name places that differ, or lie far from each other."""
    distance = _km(one, two)
    if distance is not None:
        return distance > NEAR_KM
    return bool(one.place and two.place and not _one_place(one, two))


def _pair(one: Record, two: Record) -> Pair | None:
    """Two rows of one hazard without a common id: same event, in doubt, or strangers."""
    exact = "year" not in (one.when.precision, two.when.precision) and "range" not in (one.when.precision, two.when.precision)
    gap = max((two.when.start - one.when.end).days, 0)
    named = bool(_plain(one.name)) and _plain(one.name) == _plain(two.name)
    if named and gap <= NAME_DAYS and not _apart(one, two):
        return Pair(one.row, two.row, Remark(SAME_NAME), merged=True)
    if one.id and two.id and one.source == two.source:
        return None  # one source that tells them apart knows better
    if gap > NEAR_DAYS or not _one_place(one, two):
        return None
    if not exact:
        return Pair(one.row, two.row, Remark(DOUBT_YEAR), merged=False)
    return _judged(one, two)


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

    placed = sorted(
        (record for record in ordered if place(record) and record.when.precision == "day"), key=lambda r: (place(r), r.when.start)
    )
    for _, group in groupby(placed, place):
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


# events


def _groups(records: Sequence[Record], merged: Sequence[Pair]) -> list[list[Record]]:
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


def _first(group: Sequence[Record]) -> Record:
    """The record that says most exactly when and where; blanks are filled from the others."""
    exact = ("day", "month", "year", "range")
    best = min(group, key=lambda record: (exact.index(record.when.precision), record.lat is None, not record.place, record.row))
    spot = next((record for record in (best, *group) if record.lat is not None), best)

    def filled(name: str) -> str:
        return next((str(getattr(record, name)) for record in (best, *group) if getattr(record, name)), "")

    words = {name: filled(name) for name in ("id", "name", "place", "mountain", "glide")}
    return replace(
        best,
        lat=spot.lat,
        lon=spot.lon,
        id=words["id"],
        name=words["name"],
        place=words["place"],
        mountain=words["mountain"],
        glide=words["glide"],
    )


def _event(name: str, first: Record, group: Sequence[Record], household: Count, *, cumulative: bool) -> Event:
    counts, kept = dict[str, Count](), dict[str, Remark]()
    for measure in MEASURES:
        found = [(record.as_of, record.counts[measure]) for record in group if measure in record.counts]
        if found:
            counts[measure], kept[measure] = _kept(found, cumulative=cumulative and measure in MOVED)
    moved, source = _moved(counts, household)
    return Event(name, first, tuple(group), counts, kept, moved, source)


def _kept(found: Sequence[tuple[date | None, Count]], *, cumulative: bool) -> tuple[Count, Remark]:
    """One figure of several, never their sum: the latest dated one, widened by undated ones; else the span of all."""
    if len(found) == 1:
        return found[0][1], Remark(ONLY)
    days = [day for day, _ in found if day]
    if not days:
        every = [count for _, count in found]
        if cumulative:
            return max(every, key=lambda count: count.low), Remark(GROWING, {"n": len(every)})
        return _span(every, max(every, key=_middle)), Remark(UNDATED, {"n": len(every)})
    latest = [count for day, count in found if day == max(days)]
    undated = [count for day, count in found if not day]
    best = max(latest, key=_middle)
    span = _span([*latest, *undated], best)
    said = {"day": max(days).isoformat()}
    if (span.low, span.high) != (best.low, best.high):
        return span, Remark(WIDENED, {**said, "least": _said(span.low), "most": _said(span.high)})
    return best, Remark(LATEST, {**said, "n": len(found) - 1})


def _said(value: float | None) -> str:
    return "…" if value is None else f"{value:,.0f}"


def _span(counts: Sequence[Count], best: Count) -> Count:
    highs = [count.high for count in counts]
    high = None if None in highs else max(value for value in highs if value is not None)
    return Count(min(count.low for count in counts), best.mid, high, best.how)


def _middle(count: Count) -> float:
    return count.low if count.mid is None else count.mid


def persons_of(counts: dict[str, Count], household: Count) -> dict[str, tuple[Count, str]]:
    """Persons for each meaning apart, with the measure behind them: counted where the source counts persons, else families or houses
    times people per house. A source's own count is never replaced.

    >>> made = persons_of({"families_affected": Count(10, 10, 10), "evacuated": Count(30, 30, 30)}, Count(2.5, 4, 7))
    >>> str(made["affected"][0]), made["affected"][1], str(made["evacuated"][0])
    ('40 (25 to 70)', 'families_affected', '30')
    """
    made: dict[str, tuple[Count, str]] = {name: (counts[name], name) for name in (*MOVED, "affected") if name in counts}
    for name, families in _FAMILIES:
        if name not in made and families in counts:
            made[name] = counts[families].times(household), families
    for houses in ("houses_damaged", "houses_destroyed"):
        if houses in counts:
            made[houses] = counts[houses].times(household), houses
    return made


def _moved(counts: dict[str, Count], household: Count) -> tuple[Count | None, str]:
    """New displacements, evacuations included: one figure, the first that is reported; else modelled from families or houses destroyed."""
    persons = persons_of(counts, household)
    counted = [name for name in MOVED if name in counts]
    return next((persons[name] for name in (*counted, *MOVED, "houses_destroyed") if name in persons), (None, ""))
