"""Radiation: people go to the nearest place that is better than home, so that flows hang on who lives in between, on no parameter."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.people.mobility.flows.costs import Costs, Where, blocks, costs
from highground.people.mobility.flows.found import Floats, Flows, check_reach, persons

LEAST_BITS: Final = 16  # places count as equally far when their costs agree to this many bits less than float64's 52, ten digits
NOBODY: Final = 1e-300  # persons; stands for an empty place: who leaves it goes to the nearest place with people
FARTHEST: Final = np.float64(np.inf).view(np.int64)  # bits of an infinite cost, larger than those of any other


def radiation(people: ArrayLike, where: Where, out: ArrayLike, *, corrected: bool = True) -> Flows:
    """Flows of who leaves (`out`, place) by radiation: T_ij = out_i m_i n_j / ((m_i + s_ij)(m_i + n_j + s_ij)) / (1 - m_i / M).

    m and n are people of the places, s people nearer to i than j is (i and j left out), M all who can be reached. where:
    `Places`, or costs (from, to), of which only the order counts; an infinite one is no way.
    corrected: the last factor, by which a finite world keeps who leaves; without it the share m_i / M of them is left out.
    Places equally far (to ten digits; duplicates too) draw together and share by people, so that splitting a place in
    two changes nothing. Raises BadData for people who leave a place from which nobody can be reached.
    Source: Simini et al. 2012, doi:10.1038/nature10856; Masucci et al. 2013, doi:10.1103/PhysRevE.88.022812.
    By hand, three places of 100 in a row: 1/2 x 3/2 of those at the end stop at the next, 1/6 x 3/2 at the last.
    >>> radiation([100, 100, 100], [[0, 1, 2], [1, 0, 1], [2, 1, 0]], [60, 0, 0]).table()[0].round(9).tolist()
    [0.0, 45.0, 15.0]
    """
    here = persons(people, "people of the places")
    leaving = persons(out, "people who leave", here.size)
    law = _Law(costs(where, here.size), here, leaving, corrected)
    return Flows(here.size, law.blocks)


@dataclass(frozen=True, slots=True)
class _Law:
    way: Costs
    people: Floats
    out: Floats
    corrected: bool

    def blocks(self) -> Iterator[tuple[int, Floats]]:
        """First row and rows of flows."""
        bits, found = max(LEAST_BITS, (self.way.size - 1).bit_length()), None
        for start, rows, spare in blocks(self.way.size):
            found = np.empty_like(rows) if found is None else found[: len(rows)]
            self.way.rank(start, rows, spare)
            key = self._nearest_first(start, rows, bits)
            ties = _ties(key, spare.view(np.int64), bits)
            unreached = key[:, 1:] >> bits >= FARTHEST >> bits if self.way.islands else None
            key &= (1 << bits) - 1
            key[:, 0] = np.arange(start, start + len(rows))
            np.take(self.people, key, out=spare, mode="clip")
            np.maximum(spare[:, 0], NOBODY, out=spare[:, 0])
            if unreached is not None:
                spare[:, 1:][unreached] = 0.0
            self._share(start, spare, ties)
            np.put_along_axis(found, key, spare, axis=1)
            yield start, found

    def _nearest_first(self, start: int, rows: Floats, bits: int) -> NDArray[np.int64]:
        """Whole numbers in rising order, a place each: the leading bits of its rank, then its position; the place itself first."""
        rows += 0.0  # a cost of -0 has the bits of a negative number
        key = rows.view(np.int64)
        key &= -1 << bits
        key |= np.arange(self.way.size)
        key[np.arange(len(rows)), np.arange(start, start + len(rows))] = -1
        key.sort(axis=1)
        return key

    def _share(self, start: int, people: Floats, ties: NDArray[np.bool_] | None) -> None:
        """Turn people, nearest first, into flows."""
        own = self.out[start : start + len(people)]
        home, others = people[:, 0].copy(), people[:, 1:].sum(axis=1)
        check_reach(own, others > 0, start)
        within = np.cumsum(people, axis=1)
        before, after = (within[:, :-1], within[:, 1:]) if ties is None else _together(within, ties)
        factor = own * home
        if self.corrected:
            factor *= np.divide(home + others, others, out=np.zeros(own.size), where=others > 0)
        share = people[:, 1:]
        share /= after
        share /= before
        share *= factor[:, None]
        people[:, 0] = 0.0


def _ties(key: NDArray[np.int64], spare: NDArray[np.int64], bits: int) -> NDArray[np.bool_] | None:
    """Which places, nearest first and home left out, are as far as the one before them; None where no two are."""
    gap = np.subtract(key[:, 2:], key[:, 1:-1], out=spare[:, 2:])
    tied = np.zeros((len(key), key.shape[1] - 1), dtype=bool)
    np.less(gap, 2 << bits, out=tied[:, 1:])
    return tied if tied.any() else None


def _together(within: Floats, tied: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """People before and up to each group of places that are equally far."""
    count = tied.shape[1]
    position = np.broadcast_to(np.arange(count), tied.shape)
    first = np.maximum.accumulate(np.where(tied, 0, position), axis=1)
    ends = np.ones(tied.shape, dtype=bool)
    ends[:, :-1] = ~tied[:, 1:]
    last = np.minimum.accumulate(np.where(ends, position, count)[:, ::-1], axis=1)[:, ::-1]
    return np.take_along_axis(within, first, axis=1), np.take_along_axis(within, last + 1, axis=1)
