"""Uncertain people, intensities and curves: all members in one pass of the kernel, and parts that merge to exactly the whole.

The outer loop runs over events and the inner one over members, so that the entries of an event are read from memory once for all
members. As in the plain kernel an event is never split, and sums over events are whole numbers of ticks: splitting changes no bit.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData
from highground.people.impacts.curves import Floats, check_grid, check_shares, floats, logistic, tables_of
from highground.people.impacts.kernel import TICK_BITS, Events, exposed, hit_by, in_order


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """What is drawn for each member: a factor on people, a factor on intensity, and curves.

    people, intensity: shape (member,), 0 or more; nodes (node,) rising; affected (member, class, node) or, for curves that are
    certain, (1, class, node); rules as in Vulnerability. Raises BadData.
    """

    people: Floats
    intensity: Floats
    nodes: Floats
    affected: Floats

    def __post_init__(self) -> None:
        people, intensity, nodes, affected = (floats(v) for v in (self.people, self.intensity, self.nodes, self.affected))
        for words, factor in (("people", people), ("intensity", intensity)):
            if factor.ndim != 1 or not np.all(np.isfinite(factor) & (factor >= 0)):
                raise BadData(f"factors on {words} must be one finite number a member, 0 or more")
        check_grid(nodes)
        if affected.ndim != 3 or not people.size == intensity.size or affected.shape[0] not in (1, people.size) or not people.size:
            raise BadData(
                f"{people.size} factors on people, {intensity.size} on intensity and curves of shape {affected.shape}; "
                "give one factor a member each, and curves as (member, class, node), or (1, class, node) for all members"
            )
        check_shares(nodes, affected)
        for name, value in (("people", people), ("intensity", intensity), ("nodes", nodes), ("affected", affected)):
            object.__setattr__(self, name, value)


def logistic_draws(people: ArrayLike, intensity: ArrayLike, nodes: ArrayLike, threshold: ArrayLike, slope: ArrayLike) -> Draws:
    """Draws with logistic curves; threshold and slope have shape (member,) for one class, or (member, class)."""
    middle, steep = floats(threshold), floats(slope)
    if middle.ndim == 1:
        middle, steep = middle[:, None], steep[:, None]
    return Draws(floats(people), floats(intensity), floats(nodes), logistic(nodes, middle, steep))


@dataclass(frozen=True, slots=True, eq=False)
class MemberImpact:
    """Average annual displacement of every member, and the totals of every event if they were kept.

    ticks (member,): sum over events of frequency times persons, in ticks of `tick` persons yr-1; at_event (member, event)
    persons, or None; first and size: which events.
    """

    first: int
    size: int
    ticks: NDArray[np.int64]
    tick: float
    at_event: Floats | None = None

    @property
    def aad(self) -> Floats:
        """Average annual displacement, persons yr-1, shape (member,)."""
        return np.asarray(self.ticks * self.tick, dtype=np.float64)


def impact_members(
    events: Events, people: ArrayLike, draws: Draws, classes: ArrayLike | None = None, *, keep_events: bool = False
) -> MemberImpact:
    """The impact of every member: people, intensities and curves as drawn. Same rules as `impact`, which it equals at factors of 1.

    Nobody is affected twice: at an event and place a member's total never exceeds people times the member's factor.
    A tick is an upper bound of the average (all people, the largest factor, in all events), up to a power of two, times
    2**-TICK_BITS. Memory: what is kept, and 16 bytes a member, class and node. Raises BadData.
    """
    here, kinds = exposed(events, people, classes, draws.affected.shape[1])
    most = events.rate_bound * max(math.fsum(here) * float(draws.people.max()), 1.0)
    tick = 2.0 ** (math.frexp(most)[1] - TICK_BITS)
    grid, shares, slopes, starts, per_unit = tables_of(draws.nodes, draws.affected.reshape(-1, draws.nodes.size))
    ticks = np.zeros(draws.people.size, dtype=np.int64)
    at_event = np.zeros((draws.people.size if keep_events else 0, events.size))
    step = draws.affected.shape[1] if len(draws.affected) > 1 else 0
    _add_up_members(
        events.indptr, events.places, events.intensity, events.frequency, here, kinds, draws.people, draws.intensity, step,
        grid, shares, slopes, starts, per_unit, 1 / tick, ticks, at_event,
    )  # fmt: skip
    return MemberImpact(events.first, events.size, ticks, tick, at_event if keep_events else None)


def merge_members(parts: Sequence[MemberImpact]) -> MemberImpact:
    """The members' impact of all events from those of its parts, in whatever order these come, bit by bit.

    Raises BadData when events are missing or twice there, or parts differ in people, draws or rate_bound.
    """
    ordered = in_order(parts)
    if any((part.tick, part.ticks.size) != (ordered[0].tick, ordered[0].ticks.size) for part in ordered):
        raise BadData(
            "parts have different people, draws or rate_bounds; give every part the same, and the rate_bound of the whole set"
        )
    ticks = np.add.reduce([part.ticks for part in ordered], dtype=np.int64)
    kept = [part.at_event for part in ordered if part.at_event is not None]
    at_event = np.concatenate(kept, axis=1) if len(kept) == len(ordered) else None
    return replace(ordered[0], size=sum(part.size for part in ordered), ticks=ticks, at_event=at_event)


@njit(cache=True, nogil=True)
def _add_up_members(  # type: ignore[no-untyped-def]  # noqa: PLR0917  compiled
    indptr, places, intensity, frequency, people, kinds, more_people, harder, step, grid, shares, slopes, starts, per_unit,
    per_tick, ticks, at_event,
):  # fmt: skip
    """One pass over the events, all members at each: ticks of members and, where there is room for them, totals of events."""
    no_ticks, no_entries = np.zeros(0, dtype=np.int64), np.zeros(0)
    for event in range(frequency.size):
        for member in range(more_people.size):
            total = more_people[member] * hit_by(
                indptr[event], indptr[event + 1], places, intensity, harder[member], people, kinds, member * step,
                grid, shares, slopes, starts, per_unit, 0.0, no_ticks, no_entries,
            )  # fmt: skip
            ticks[member] += np.int64(total * frequency[event] * per_tick + 0.5)
            if at_event.size:
                at_event[member, event] = total
