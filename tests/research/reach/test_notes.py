from typing import Any

import numpy as np
import pandas as pd

from highground.people.impacts.reach import Groups
from highground.research.reach import notes

GROUPS = Groups(np.array([2_781_641.0, 300.0]), np.array([[13_000.0] * 3, [140.0] * 3]), np.zeros((2, 3), np.int64))


def answer(**more: int) -> dict[str, Any]:
    empty = {name: np.empty(more.get(name, 0)) for name in ("holes", "brink", "skipped", "idle")}
    return {**empty, "pair_key": np.empty((more.get("pairs", 1), 3))}


def places(*people: float) -> pd.DataFrame:
    """Settlements that are reached: none of them a city."""
    return pd.DataFrame({"place": 1, "name": "a", "people": people})


def test_nothing_to_say_says_nothing(slope: Any) -> None:
    assert notes.of(slope, answer(), 0, places(300.0), GROUPS) == ()


def test_everything_that_counts_is_counted(slope: Any) -> None:
    found = dict(notes.of(slope, answer(holes=1, brink=2, skipped=3, idle=4, pairs=0), 6, places(*[np.nan] * 5), GROUPS))
    assert [found[message]["count"] for message in (notes.HOLES, notes.BRINK, notes.SKIPPED, notes.IDLE, notes.UNCOUNTED, notes.DAMAGED)] == [
        1, 2, 3, 4, 5, 6,
    ]  # fmt: skip
    assert notes.NOBODY in found


def test_elevation_over_25_m_is_called_coarse_and_the_doors_own_notes_come_first(slope: Any) -> None:
    slope.cell_m, slope.notes = 92.6, ("half of it is void",)
    found = notes.of(slope, answer(), 0, places(), GROUPS)
    assert found[0] == ("half of it is void", {})
    assert found[1] == (notes.COARSE, {"cell": 92.6, "best": 10.0, "usable": 25.0, "times": 13})


def test_a_city_that_is_one_point_is_named(slope: Any) -> None:
    reached = pd.DataFrame({"place": [0, 1], "name": ["Quito", "Nono"], "people": [2_781_641.0, 300.0]})
    assert notes.of(slope, answer(), 0, reached, GROUPS) == ((notes.CITY, {"name": "Quito", "people": 2_780_000, "km": 26}),)
    cells = Groups(GROUPS.people, np.empty((2, 0)), np.empty((2, 0), np.int64))
    assert notes.of(slope, answer(), 0, reached, cells) == ()  # people per cell know where they live
