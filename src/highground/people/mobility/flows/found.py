"""Flows as they are found, block by block: as a table of all pairs, or the strongest of each place with the rest stated."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from highground.basis.errors import BadData

Floats = NDArray[np.float64]
Blocks = Callable[[], Iterator[tuple[int, Floats]]]


class Strongest(NamedTuple):
    """The strongest flows of each place, strongest first, and the sum of all its others, so that nothing is lost.

    to (place, top): destinations, -1 where a place has fewer; flow (place, top); rest (place,).
    """

    to: NDArray[np.int32]
    flow: Floats
    rest: Floats


@dataclass(frozen=True, slots=True)
class Flows:
    """Flows between `size` places, worked out when asked for; people who have nowhere to go are told then (BadData).

    `blocks()` yields the first row and rows (row, to), and uses the same memory for each block: copy what you keep.
    """

    size: int
    blocks: Blocks

    def table(self, dtype: DTypeLike = np.float64) -> NDArray[Any]:
        """All pairs (from, to). float32 takes half the memory and keeps seven digits of each flow; sums are as good or better."""
        table = np.empty((self.size, self.size), dtype=dtype)
        for start, rows in self.blocks():
            table[start : start + len(rows)] = rows
        return table

    def strongest(self, top: int) -> Strongest:
        """The `top` strongest flows of each place and the rest; memory grows with places times top, not with pairs.

        Where flows are equal, any of them may be named. Raises BadData.
        """
        if not top >= 1:
            raise BadData(f"the strongest {top} flows of each place; ask for at least one")
        kept = min(top, self.size)
        found = Strongest(np.full((self.size, top), -1, np.int32), np.zeros((self.size, top)), np.zeros(self.size))
        for start, rows in self.blocks():
            own = slice(start, start + len(rows))
            some = np.argpartition(rows, self.size - kept, axis=1)[:, self.size - kept :]
            order = np.argsort(-np.take_along_axis(rows, some, axis=1), axis=1, kind="stable")
            some = np.take_along_axis(some, order, axis=1)
            flow = np.take_along_axis(rows, some, axis=1)
            found.to[own, :kept] = np.where(flow > 0, some, -1)
            found.flow[own, :kept] = flow
            np.put_along_axis(rows, some, 0.0, axis=1)
            found.rest[own] = rows.sum(axis=1)
        return found


def persons(given: ArrayLike, words: str, size: int | None = None) -> Floats:
    """A row of people, checked. Raises BadData."""
    row = np.asarray(given, dtype=float)
    if row.ndim != 1 or not np.all(np.isfinite(row) & (row >= 0)):
        raise BadData(f"{words} are not a row of finite numbers from 0 up; a blank is not 0: fill or drop it first")
    if size is not None and row.size != size:
        raise BadData(f"{words} are given for {row.size} places, people for {size}; give one number a place")
    return row


def check_reach(moving: Floats, reached: NDArray[np.bool_], start: int = 0, *, arriving: bool = False) -> None:
    """Refuse people who leave a place that has no way to others, or arrive where none leads, rather than lose them. Raises BadData."""
    lost = np.flatnonzero((moving > 0) & ~reached)
    if lost.size:
        told = "arrive at" if arriving else "leave"
        raise BadData(
            f"{moving[lost[0]]:,.10g} people {told} place {start + lost[0]}, but there is no way between it and another place with "
            "people; set the number to 0, or give a way"
        )
