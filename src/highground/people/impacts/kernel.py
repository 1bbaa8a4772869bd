"""The impact kernel: events x places x vulnerability, sparse, and partial results that merge to exactly the whole.

One pass over the entries, with no temporary of their size. Splitting events over batches, workers or machines changes no bit:

- an event is never split, so its total is summed in one order (bit-equal);
- the expected value of a place is a sum over events. It is kept as a whole number of ticks, where order cannot matter
  (bit-equal), and multiplied by the people of the place at the very end;
- the average annual displacement is the correctly rounded sum over places (math.fsum), so it is bit-equal too.

A tick is the total frequency of all events, rounded up to a power of two, times 2**-TICK_BITS: with 10,000 equally frequent
events each entry is rounded at the fifteenth digit, without bias.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol, TypeVar

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData
from highground.people.impacts.curves import Floats, Vulnerability, floats

TICK_BITS: Final = 62  # exact: a sum of all frequencies is 2**62 ticks at most, which int64 holds
LEAST_PER_YR: Final = 2.0**-60  # judged: events rarer than once in the age of the universe keep fewer digits


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Sparse events: entries indptr[e] to indptr[e + 1] are the places that event e reaches, and how hard.

    indptr (event + 1,); places (entry,) whole numbers, rising within an event; intensity (entry,) 0 or more, in the unit of
    the curves; frequency (event,) yr-1. `rate_bound` (yr-1) is a power of two no smaller than the total frequency of the whole
    set; `first` is the position of the first event in it. Both are right by themselves for a whole set, and for what `part`
    cuts out of one; a worker that reads its own share of the events must be told both. Raises BadData.
    """

    indptr: NDArray[np.int64]
    places: NDArray[np.int32]
    intensity: NDArray[Any]  # float32 or float64
    frequency: Floats
    rate_bound: float = 0.0
    first: int = 0
    size: int = field(init=False)

    def __post_init__(self) -> None:
        frequency = floats(self.frequency)
        intensity = np.ascontiguousarray(self.intensity)
        if intensity.dtype != np.float32:
            intensity = floats(intensity)
        indptr = np.ascontiguousarray(self.indptr, dtype=np.int64)
        _check_sizes(indptr, np.asarray(self.places), intensity, frequency)
        places = np.ascontiguousarray(self.places, dtype=np.int32)
        _check_entries(indptr, places, intensity)
        values = {"indptr": indptr, "places": places, "intensity": intensity, "frequency": frequency}
        values |= {"rate_bound": _bound(frequency, self.rate_bound), "size": frequency.size}
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def part(self, start: int, stop: int) -> "Events":
        """Events start to stop (not included) of this set; the arrays are views, not copies."""
        if not 0 <= start < stop <= self.size:
            raise BadData(f"events {start} to {stop} are not in a set of {self.size}; ask for at least one, within the set")
        a, b = self.indptr[start], self.indptr[stop]
        return replace(
            self, indptr=self.indptr[start : stop + 1] - a, places=self.places[a:b], intensity=self.intensity[a:b],
            frequency=self.frequency[start:stop], first=self.first + start,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Impact:
    """People affected, or displaced where the curves say so, by event and by place; of all events or of a part of them.

    at_event (event,) persons; ticks (place,): sum over events of frequency times share, in ticks of `tick` yr-1; people
    (place,); entries: persons of each entry of the events, in their order, or None.
    """

    first: int
    at_event: Floats
    frequency: Floats
    ticks: NDArray[np.int64]
    tick: float
    people: Floats
    entries: Floats | None = None

    @property
    def size(self) -> int:
        """Number of events."""
        return self.at_event.size

    @property
    def expected(self) -> Floats:
        """Expected persons a year at each place (EAI, persons yr-1), shape (place,)."""
        return self.people * (self.ticks * self.tick)

    @property
    def aad(self) -> float:
        """Average annual displacement, persons yr-1."""
        return math.fsum(self.expected)


def impact(
    events: Events, people: ArrayLike, vulnerability: Vulnerability, classes: ArrayLike | None = None, *, keep_entries: bool = False
) -> Impact:
    """People affected by each event and expected at each place: sum of people times share of the place's class.

    people (place,), 0 or more; classes (place,): row of the vulnerability's table, all 0 when left out. Nobody is affected twice
    by one event: shares stay within 0 and 1. Source: the usual event-based sum, here for people. Raises BadData.
    By hand: one event in 50 years, 100 people, share 0.5: 50 people, 1 person a year.
    >>> curve = Vulnerability([0.0, 2.0], [[0.0, 1.0]])
    >>> one = impact(Events([0, 1], [0], [1.0], [1 / 50]), [100.0], curve)
    >>> float(one.at_event[0]), round(one.aad, 12)
    (50.0, 1.0)
    """
    here, kinds = exposed(events, people, classes, len(vulnerability.affected))
    at_event, ticks = np.zeros(events.size), np.zeros(here.size, dtype=np.int64)
    entries = np.zeros(events.places.size if keep_entries else 0)
    tick = events.rate_bound * 2.0**-TICK_BITS
    _add_up(
        events.indptr, events.places, events.intensity, events.frequency, here, kinds, *vulnerability.tables,
        1 / tick, at_event, ticks, entries,
    )  # fmt: skip
    return Impact(events.first, at_event, events.frequency, ticks, tick, here, entries if keep_entries else None)


def merge(parts: Sequence[Impact]) -> Impact:
    """The impact of all events from those of its parts, in whatever order these come: every number as if it had never been split.

    Raises BadData when events are missing or twice there, or parts differ in people or rate_bound.
    """
    ordered = in_order(parts)
    lead = ordered[0]
    if any(part.tick != lead.tick for part in ordered):
        raise BadData("parts have different rate_bounds; give every part that of the whole set of events")
    if any(part.people is not lead.people and not np.array_equal(part.people, lead.people) for part in ordered):
        raise BadData("parts were computed for different people; use the same people in every part")
    kept = [part.entries for part in ordered if part.entries is not None]
    ticks = lead.ticks.copy()
    for part in ordered[1:]:
        ticks += part.ticks
    return replace(
        lead, at_event=np.concatenate([part.at_event for part in ordered]), ticks=ticks,
        frequency=np.concatenate([part.frequency for part in ordered]),
        entries=np.concatenate(kept) if len(kept) == len(ordered) else None,
    )  # fmt: skip


def gather(event: ArrayLike, place: ArrayLike, intensity: ArrayLike, frequency: ArrayLike) -> Events:
    """Events from a list of (event, place, intensity) in any order; where an event reaches a place twice, the hardest counts.

    frequency (event,) yr-1. Raises BadData.
    >>> gather([1, 0, 1], [4, 2, 4], [0.5, 1.0, 3.0], [0.1, 0.1]).intensity.tolist()
    [1.0, 3.0]
    """
    who, where, rates = np.asarray(event, dtype=np.int64), np.asarray(place, dtype=np.int64), floats(frequency)
    hard = floats(intensity)
    if not who.shape == where.shape == hard.shape:
        raise BadData(f"{who.size} events, {where.size} places and {hard.size} intensities; each entry needs one of each")
    if who.size and not (who.min() >= 0 and who.max() < rates.size):
        raise BadData(
            f"entries name events {who.min()} to {who.max()}, but there are frequencies of {rates.size}; give one for each event"
        )
    order = np.lexsort((where, who))
    who, where, hard = who[order], where[order], hard[order]
    new = np.flatnonzero(np.r_[True, (np.diff(who) != 0) | (np.diff(where) != 0)][: who.size])
    most = np.maximum.reduceat(hard, new) if new.size else hard
    indptr = np.searchsorted(who[new], np.arange(rates.size + 1))
    return Events(indptr, where[new].astype(np.int32), most, rates)


class _Part(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def size(self) -> int: ...


P = TypeVar("P", bound=_Part)


def in_order(parts: Sequence[P]) -> list[P]:
    """Parts sorted by their first event. Raises BadData when there is none, or events are missing or twice there."""
    if not parts:
        raise BadData("nothing to merge; give at least one part")
    ordered = sorted(parts, key=lambda part: part.first)
    for before, after in itertools.pairwise(ordered):
        end = before.first + before.size
        if after.first != end:
            lost = (
                f"{end} to {after.first - 1} are in no part"
                if after.first > end
                else f"{after.first} to {end - 1} are in two parts"
            )
            raise BadData(f"events {lost}; merge each event once")
    return ordered


def exposed(events: Events, people: ArrayLike, classes: ArrayLike | None, rows: int) -> tuple[Floats, NDArray[np.int32]]:
    """People and curve of each place, checked against the events and the number of curves. Raises BadData."""
    here = floats(people)
    if here.ndim != 1 or not np.all(np.isfinite(here) & (here >= 0)):
        raise BadData("people of the places are not a row of finite numbers from 0 up; a blank is not 0: fill or drop it first")
    kinds = np.zeros(here.size, dtype=np.int64) if classes is None else np.asarray(classes)
    if kinds.shape != here.shape or kinds.dtype.kind not in "iu" or (kinds.size and not (kinds.min() >= 0 and kinds.max() < rows)):
        raise BadData(f"classes must be one whole number a place, 0 to {rows - 1}, for {here.size} places")
    furthest = int(events.places.max(initial=-1))
    if furthest >= here.size:
        raise BadData(f"events reach place {furthest}, but people are given for {here.size} places; give one number a place")
    return here, kinds.astype(np.int32)


def _bound(frequency: Floats, stated: float) -> float:
    """The smallest power of two that is no smaller than the total frequency, or the stated one."""
    total = math.fsum(frequency)
    if not stated:
        half, power = math.frexp(max(total, LEAST_PER_YR))
        return 2.0 ** (power - (half == 0.5))
    if not (stated >= total and math.frexp(stated)[0] == 0.5):
        raise BadData(f"rate_bound {stated:g} must be a power of two, at least the total frequency {total:g} yr-1")
    return float(stated)


def _check_sizes(indptr: NDArray[Any], places: NDArray[Any], intensity: NDArray[Any], frequency: Floats) -> None:
    if places.dtype.kind not in "iu" or places.shape != intensity.shape or places.ndim != 1:
        raise BadData(
            f"entries need whole numbers of places and as many intensities; got {places.size} {places.dtype} and {intensity.size}"
        )
    if indptr.ndim != 1 or indptr.size != frequency.size + 1 or frequency.size == 0:
        raise BadData(
            f"{frequency.size} frequencies and {indptr.size} row bounds; give at least one event, and one bound more than events"
        )
    if indptr[0] != 0 or indptr[-1] != places.size or np.any(np.diff(indptr) < 0):
        raise BadData(f"row bounds must rise from 0 to the number of entries, {places.size}; got {indptr[0]} to {indptr[-1]}")
    if not np.all(np.isfinite(frequency) & (frequency >= 0)):
        raise BadData("frequencies of events must be finite numbers from 0 up, a year; a blank is not 0")
    if places.size and places.max() > np.iinfo(np.int32).max:
        raise BadData(f"place {places.max()} is too large a number; number places from 0 without gaps")


def _check_entries(indptr: NDArray[np.int64], places: NDArray[np.int32], intensity: NDArray[Any]) -> None:
    at = int(_first_fault(indptr, places, intensity))
    if at >= 0:
        event = int(np.searchsorted(indptr, at, side="right")) - 1
        raise BadData(
            f"event {event}, place {places[at]}, intensity {intensity[at]}: within an event places must rise, each once, from 0, and "
            "intensities be finite and 0 or more; gather() sorts a list and takes the hardest where a place comes twice"
        )


@njit(cache=True, nogil=True)
def _first_fault(indptr, places, intensity):  # type: ignore[no-untyped-def]
    """Position of the first entry that breaks the rules of Events, or -1."""
    for event in range(indptr.size - 1):
        before = -1
        for at in range(indptr[event], indptr[event + 1]):
            place = places[at]
            if place <= before or not (0 <= intensity[at] < np.inf):
                return at
            before = place
    return -1


@njit(cache=True, nogil=True)
def hit_by(  # type: ignore[no-untyped-def]  # noqa: PLR0917  compiled: plain arrays, in order
    start, stop, places, intensity, factor, people, kinds, offset, grid, shares, slopes, starts, per_unit, weight, ticks, entries
):
    """Persons that one event affects: entries start to stop, intensities times a factor, curves from row `offset` on.

    Adds to ticks and entries unless these are empty. The look-up stands inside the loop: as a function of its own it is
    ten times slower, because arrays are then counted in and out at every entry.
    """
    low, last, total = grid[0], grid.size - 1, 0.0
    for at in range(start, stop):
        x, place = intensity[at] * factor, places[at]
        row = offset + kinds[place]
        if x <= low:
            share = 0.0
        elif x >= grid[last]:
            share = shares[row, last]
        else:
            node = starts[min(int((x - low) * per_unit), starts.size - 1)]
            while x < grid[node]:  # the bin was found by a product, which rounds
                node -= 1
            while x >= grid[node + 1]:
                node += 1
            share = min(max(shares[row, node] + (x - grid[node]) * slopes[row, node], 0.0), 1.0)
        hit = people[place] * share
        total += hit
        if ticks.size:
            ticks[place] += np.int64(share * weight + 0.5)
        if entries.size:
            entries[at] = hit
    return total


@njit(cache=True, nogil=True)
def _add_up(  # type: ignore[no-untyped-def]  # noqa: PLR0917  compiled
    indptr, places, intensity, frequency, people, kinds, grid, shares, slopes, starts, per_unit, per_tick, at_event, ticks, entries
):
    """One pass over the entries: totals of events, ticks of places and, where there is room for them, entries."""
    for event in range(frequency.size):
        at_event[event] = hit_by(
            indptr[event], indptr[event + 1], places, intensity, 1.0, people, kinds, 0, grid, shares, slopes, starts, per_unit,
            frequency[event] * per_tick, ticks, entries,
        )  # fmt: skip
