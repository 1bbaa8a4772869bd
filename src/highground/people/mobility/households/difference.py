"""Counting by difference: a run with climate impacts minus one without, same households and random numbers, each figure with its rule.

Slow-onset and sudden-onset are kept apart: people displaced by a sudden hazard are not migrants, and one household may be in both.
Nothing here adds them up, and nothing should. Planned relocation and those who stay are further figures of their own.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from highground.basis.errors import BadData
from highground.people.mobility.households.totals import Totals

Whole = NDArray[np.int64]

MINUS: Final = (
    "With climate impacts minus without them, same households and random numbers, all other causes alike; below zero where less. "
)
SLOW: Final = {
    "moved_out": ("moves", "Persons in households that left the unit for another one in the year. Moves: who moves twice counts twice. "
                  "Displacement is counted apart."),
    "moved_in": ("moves", "Persons in households that arrived from another unit in the year. The same moves as those out, seen from where they end."),
    "emigrants": ("moves", "Persons in households that left to live abroad in the year."),
    "seasonal": ("person-seasons", "One person of a household away for a season and back in the same year. Not a change of residence."),
}  # fmt: skip
SUDDEN: Final = {
    "displaced": ("movements", "Persons in households that a sudden hazard displaced in the year, however briefly. Movements: who is displaced "
                  "twice counts twice. Never added to migration."),
    "returned": ("movements", "Persons who came home in the year after a displacement of this year or an earlier one."),
    "waiting": ("persons", "Persons still displaced at the end of the year who come home later: a stock, not to be added over years."),
    "lasting": ("persons", "Persons displaced in the year who will not come home; counted under displacement, not as migration."),
    "displaced_days": ("person-days", "Days of the year that persons spent displaced, to its end for those who do not come home; divided by 365, "
                       "those displaced in the year at an average moment."),
}  # fmt: skip
PLANNED: Final = {
    "offered": ("persons", "Persons in households to which the programme offered a new home in the year."),
    "relocated_out": (
        "persons",
        "Persons in households that consented and were moved; planned, so neither displacement nor migration.",
    ),
}
STAYING: Final = {
    "involuntary": ("persons", "Persons in households that wish to move and cannot, when they choose: a stock of the year, not to be added over years."),
    "voluntary": ("persons", "Persons in households that could move and do not wish to: a stock of the year."),
    "acquiescent": ("persons", "Persons in households that neither wish to move nor could: a stock of the year."),
    "mobile": ("persons", "Persons in households that wish to move and can, whether they move in this year or not: a stock of the year."),
}  # fmt: skip


class Figure(NamedTuple):
    """One count by difference, (year, unit), its unit and the rule in words."""

    values: Whole
    unit: str
    rule: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Figures by name, in four groups that are never added to one another."""

    slow: dict[str, Figure]
    sudden: dict[str, Figure]
    planned: dict[str, Figure]
    staying: dict[str, Figure]


def difference(with_climate: Totals, without_climate: Totals) -> Difference:
    """What climate impacts add or hold back. Raises BadData when the two runs do not start from the same people.

    By hand: 120 moves with and 100 without are 20 added; 3 displaced with and 5 without are -2.
    """
    one, two = with_climate, without_climate
    if one.counts.shape != two.counts.shape or not (np.array_equal(one.start, two.start) and np.array_equal(one.unit, two.unit)):
        raise BadData("the runs with and without climate differ in people, places or years; run the same households under both")

    def minus(group: dict[str, tuple[str, str]]) -> dict[str, Figure]:
        return {kind: Figure(one.by_unit(kind) - two.by_unit(kind), unit, MINUS + rule) for kind, (unit, rule) in group.items()}

    return Difference(minus(SLOW), minus(SUDDEN), minus(PLANNED), minus(STAYING))
