"""From rows of a loss table to events and persons: rows of one event are found and never summed, houses become persons with a range."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final

from highground.basis.event import MEASURES, MOVED, OTHER, Count, Event, Record, Remark
from highground.basis.words import N_
from highground.people.impacts.doubles import SAME_SERIES, Pair, find_pairs, grouped

HOUSEHOLD: Final = Count(2.5, 4.0, 7.0, "judged")  # persons; judged wide: UN household sizes in mountain countries

ONLY: Final = N_("the only figure")
LATEST: Final = N_("the latest as-of date, {day}; {n} earlier or undated figures are not added")
WIDENED: Final = N_("the latest as-of date, {day}; undated figures widen the range to {least} to {most}")
UNDATED: Final = N_("{n} figures without as-of dates: from the lowest to the highest, the highest in the middle; none are added")
GROWING: Final = N_("the highest of {n} figures of a cumulative count; none are added")
_FAMILIES: Final = tuple((name, f"families_{name}") for name in ("displaced", "evacuated", "relocated", "affected"))


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
    pairs = find_pairs(records)
    groups = grouped(records, [pair for pair in pairs if pair.merged])
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
    return Counted(tuple(events), pairs, household)


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


def silent(counted: Counted) -> list[str]:
    """Measures that no event reports."""
    return [name for name in MEASURES if not any(name in event.counts for event in counted.events)]


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


# events


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
