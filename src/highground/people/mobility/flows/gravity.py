"""Gravity: flows grow with people at both ends and fall with the cost between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData
from highground.people.mobility.flows.balance import TOLERANCE, Weights, factors
from highground.people.mobility.flows.costs import Costs, Where, blocks, costs
from highground.people.mobility.flows.found import Floats, Flows, check_reach, persons
from highground.people.mobility.flows.shares import LEAST

KEPT: Final = 1 << 26  # numbers; weights of up to 8,192 places (0.5 GB) are kept while margins are balanced, others found anew


def gravity(
    people: ArrayLike, where: Where, exponent: float = 0.0, *, decay: float = 0.0, out: ArrayLike | None = None,
    into: ArrayLike | None = None, total: float | None = None, least: float = LEAST, tolerance: float = TOLERANCE,
) -> Flows:  # fmt: skip
    """Flows T_ij = a_i b_j cost^-exponent exp(-decay cost) between all pairs of places; nobody moves to where they are.

    people (place,); where: `Places`, costs in km, or a table of costs (from, to). Deterrence: power (exponent alone), exponential
    (decay alone, per unit of cost) or Tanner's (both). Give one of:
    - out (place,): who leaves is kept, and goes where people are: a_i from out_i, b_j = people_j;
    - into (place,): who arrives is kept: a_i = people_i, b_j from into_j;
    - both: both are kept (`balance.factors`: rows exactly, columns within `tolerance`), and people change nothing;
    - total: neither is kept, only the sum: a_i and b_j are people times one number.

    A cost below `least` counts as least: places at one point are finite. An infinite cost is no way, a place without people
    draws nobody. Raises BadData for people who leave a place from which nobody can be reached: nothing is lost in silence.
    By hand: 100 leave for 200 people 1 km away and 100 people 2 km away, exponent 1: 80 and 20.
    >>> gravity([7, 200, 100], [[0, 1, 2], [1, 0, 1], [2, 1, 0]], 1.0, out=[100, 0, 0]).table()[0].round(6).tolist()
    [0.0, 80.0, 20.0]
    """
    here = persons(people, "people of the places")
    law = _Law(costs(where, here.size), exponent, decay, least)
    if out is not None and into is not None:
        leaving, arriving = persons(out, "people who leave", here.size), persons(into, "people who arrive", here.size)
        return _flows(here.size, partial(law.scaled, arriving > 0), *factors(law.kept(arriving > 0), leaving, arriving, tolerance))
    if out is not None:
        leaving = persons(out, "people who leave", here.size)
        return Flows(here.size, lambda: law.leaving(here, leaving))
    if into is not None:
        arriving, columns = persons(into, "people who arrive", here.size), law.columns(here)
        check_reach(arriving, columns > 0, arriving=True)
        return _flows(here.size, law.weights, here, np.divide(arriving, columns, out=np.zeros(here.size), where=columns > 0))
    if total is None or not 0 <= total < np.inf:
        raise BadData("give who leaves (out), who arrives (into), both, or the finite total of all flows")
    whole = float(law.columns(here) @ here)
    if total and not whole > 0:
        raise BadData(f"{total:,.10g} people move, but no place with people can be reached from another; give them a way")
    return _flows(here.size, law.weights, here * (total / whole if whole > 0 else 0.0), here)


def _flows(size: int, weights: Weights, a: Floats, b: Floats) -> Flows:
    """Flows a_i b_j weight_ij."""

    def found() -> Iterator[tuple[int, Floats]]:
        for start, rows in weights():
            np.multiply(rows, b, out=rows)
            yield start, np.multiply(rows, a[start : start + len(rows), None], out=rows)

    return Flows(size, found)


@dataclass(frozen=True, slots=True)
class _Law:
    """Deterrence between all pairs, a block of rows at a time; zero on the diagonal and where there is no way."""

    way: Costs
    exponent: float
    decay: float
    least: float

    def __post_init__(self) -> None:
        if not (np.isfinite(self.exponent) and np.isfinite(self.decay)):
            raise BadData(f"exponent {self.exponent} and decay {self.decay} must be finite numbers")
        if not 0 < self.least < np.inf:
            raise BadData(f"the least cost is {self.least}; give a finite number above 0, in the unit of the cost")

    def logs(self) -> Iterator[tuple[int, Floats]]:
        """First row and rows of the deterrence's logarithm."""
        for start, rows, spare in blocks(self.way.size):
            self.way.fill(start, rows, spare)
            no_way = np.isinf(rows) if self.way.islands else None
            if no_way is not None:
                rows[no_way] = self.least  # any number, for infinity times nothing is none
            self._deter(rows, spare)
            if no_way is not None:
                rows[no_way] = -np.inf
            rows[np.arange(len(rows)), np.arange(start, start + len(rows))] = -np.inf
            yield start, rows

    def _deter(self, rows: Floats, spare: Floats) -> None:
        """Turn costs into the logarithm of the deterrence."""
        np.maximum(rows, self.least, out=rows)
        if self.exponent and self.decay:
            np.log(rows, out=spare)
            spare *= -self.exponent
            rows *= -self.decay
            rows += spare
        elif self.exponent:
            np.log(rows, out=rows)
            rows *= -self.exponent
        else:
            rows *= -self.decay

    def weights(self) -> Iterator[tuple[int, Floats]]:
        """First row and rows of the deterrence."""
        for start, rows in self.logs():
            yield start, np.exp(rows, out=rows)

    def scaled(self, draws: NDArray[np.bool_]) -> Iterator[tuple[int, Floats]]:
        """As weights, but each row times a number that makes its largest one for places that draw people, so that none vanishes."""
        for start, rows in self.logs():
            if self.decay:
                top = np.max(rows, axis=1, keepdims=True, where=draws, initial=-np.inf)
                np.subtract(rows, np.where(np.isfinite(top), top, 0.0), out=rows)
                rows[:, ~draws] = -np.inf
            yield start, np.exp(rows, out=rows)

    def kept(self, draws: NDArray[np.bool_]) -> Weights:
        """The scaled weights, held in memory unless they are too many."""
        size = self.way.size
        if size * size > KEPT:
            return partial(self.scaled, draws)
        table = Flows(size, partial(self.scaled, draws)).table()
        return lambda: iter([(0, table)])

    def leaving(self, people: Floats, out: Floats) -> Iterator[tuple[int, Floats]]:
        """First row and rows of flows that keep who leaves."""
        for start, rows in self.scaled(people > 0):
            own = out[start : start + len(rows)]
            whole = np.multiply(rows, people, out=rows).sum(axis=1)
            check_reach(own, whole > 0, start)
            factor = np.divide(own, whole, out=np.zeros(own.size), where=whole > 0)
            yield start, np.multiply(rows, factor[:, None], out=rows)

    def columns(self, people: Floats) -> Floats:
        """Weights that reach each place, times people where they start."""
        columns = np.zeros(people.size)
        for start, rows in self.weights():
            columns += np.einsum("i,ij->j", people[start : start + len(rows)], rows)
        return columns
