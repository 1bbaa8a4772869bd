"""What a reader of a runout must know: ground that stopped or lost the flow, coarse elevation, parts that were done again."""

from typing import Final, Protocol

import numpy as np
import pandas as pd

from highground.basis.words import N_
from highground.people.impacts.reach import Groups, excess
from highground.research.reach.asked import Note
from highground.research.reach.work import Arrays

BEST_M: Final = 10.0  # m, cell at which such routing is best; Horton et al. 2013, doi:10.5194/nhess-13-869-2013
CITY_M: Final = 5_000.0  # radius beyond which a settlement is too large for one point; judged
USABLE_M: Final = 25.0  # m, largest cell at which it is usable; same

HOLES: Final = N_("Flow came to {count} cells without elevation and stopped there: it may run farther.")
BRINK: Final = N_("Flow came to the edge of the elevation at {count} cells: it may run farther.")
SKIPPED: Final = N_("{count} release cells lie on or beside cells without elevation, or at its edge, and were not routed.")
COARSE: Final = N_(
    "The elevation has cells of {cell} m. Such routing is best at {best} m and usable to {usable} m (Horton et al. 2013): channels and walls are lost, and flow takes some {times} times the ground that one event covers."
)
CITY: Final = N_(
    "{name} is one point for {people} people: its disc is {km} km wide and may cover ground where nobody lives. Bring people per cell with --people, or quarters with --settlements."
)
IDLE: Final = N_("From {count} of the releases nothing flows: the ground there is flatter than the flow needs.")
DAMAGED: Final = N_("{count} finished parts of an earlier run were damaged and were worked out again.")
UNCOUNTED: Final = N_("For {count} of the settlements that may be reached the people are not reported; they are not in the sums.")
NOBODY: Final = N_("No settlement is reached in any member.")


class Elevation(Protocol):
    """What the notes ask of the elevation."""

    @property
    def cell_m(self) -> float:
        """Side of a cell, m."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences that the elevation's own door wrote."""


def of(ground: Elevation, answer: Arrays, damaged: int, places: pd.DataFrame, groups: Groups) -> tuple[Note, ...]:
    """The notes that hold for a merged answer, as messages for translation and what fills them. places: the settlements reached."""
    found: list[Note] = [(text, {}) for text in ground.notes]
    for message, count in (
        (HOLES, answer["holes"].size),
        (BRINK, answer["brink"].size),
        (SKIPPED, answer["skipped"].size),
        (IDLE, answer["idle"].size),
        (UNCOUNTED, int(places["people"].isna().sum())),
        (DAMAGED, damaged),
    ):
        if count:
            found.append((message, {"count": int(count)}))
    if ground.cell_m > USABLE_M:
        times = round(excess(ground.cell_m))
        found.append((COARSE, {"cell": round(ground.cell_m, 1), "best": BEST_M, "usable": USABLE_M, "times": times}))
    for number, name in zip(places["place"], places["name"], strict=True) if groups.radius_m.size else ():
        if (radius := float(np.median(groups.radius_m[number]))) > CITY_M:
            found.append(
                (CITY, {"name": name, "people": int(round(float(groups.people[number]), -4)), "km": round(2 * radius / 1000)})
            )
    if answer["pair_key"].size == 0:
        found.append((NOBODY, {}))
    return tuple(found)
