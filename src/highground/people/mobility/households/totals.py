"""What is counted of households: whole numbers, so that parts add up to exactly the whole in any order."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from highground.basis.errors import BadData

Whole = NDArray[np.int64]

HISTORIES: Final = "displaced", "moved", "stuck"  # times displaced, moves to a unit or abroad, years of a wish without means
TIMES: Final = 6  # times of one household that are told apart; the last holds as many and more
KINDS: Final = (
    "acquiescent", "voluntary", "involuntary", "mobile", "people", "births", "deaths", "immigrants", "emigrants", "moved_out", "moved_in",
    "seasonal", "displaced", "displaced_days", "returned", "waiting", "lasting", "offered", "relocated_out", "relocated_in",
    "households",
)  # fmt: skip
(
    ACQUIESCENT, VOLUNTARY, INVOLUNTARY, MOBILE, PEOPLE, BIRTHS, DEATHS, IMMIGRANTS, EMIGRANTS, MOVED_OUT, MOVED_IN,
    SEASONAL, DISPLACED, DISPLACED_DAYS, RETURNED, WAITING, LASTING, OFFERED, RELOCATED_OUT, RELOCATED_IN,
    HOUSEHOLDS,
) = range(len(KINDS))  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """What was counted, in whole numbers: sums over households, so that parts add up to exactly the whole in any order.

    counts (place, year, kind of KINDS): persons, but person-seasons of "seasonal", person-days of "displaced_days", and
    households at the end of the year of "households"; moves (year, unit, unit): persons who moved from one unit to another; times (unit, history, TIMES + 1): households by number of times, for each of HISTORIES, by
    the unit where they lived at first; start (place,): people; unit (place,).
    """

    counts: Whole
    moves: Whole
    times: Whole
    start: Whole
    unit: NDArray[np.int32]

    def __add__(self, other: "Totals") -> "Totals":
        """Both parts together. Raises BadData when they are not parts of one run."""
        if self.counts.shape != other.counts.shape or not np.array_equal(self.unit, other.unit):
            raise BadData("totals of different places or years cannot be added; add the parts of one run")
        return Totals(
            self.counts + other.counts, self.moves + other.moves, self.times + other.times, self.start + other.start, self.unit
        )

    def households(self, history: str, at_least: int = 0) -> Whole:
        """Households with at least so many times in their history, by the unit where they lived at first, (unit,). Raises BadData."""
        if history not in HISTORIES or not 0 <= at_least <= TIMES:
            raise BadData(f"no history {history!r} of {at_least} times; ask for {', '.join(HISTORIES)}, from 0 to {TIMES} times")
        return np.asarray(self.times[:, HISTORIES.index(history), at_least:].sum(axis=1))

    def of(self, kind: str) -> Whole:
        """Counts of one kind, (place, year)."""
        return self.counts[:, :, KINDS.index(kind)]

    def by_unit(self, kind: str) -> Whole:
        """Counts of one kind, (year, unit)."""
        found = np.zeros((self.counts.shape[1], len(self.times)), np.int64)
        np.add.at(found.T, self.unit, self.of(kind))
        return found
