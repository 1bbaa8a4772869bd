from typing import Any

import numpy as np

from highground.research.reach import notes


def answer(**more: int) -> dict[str, Any]:
    empty = {name: np.empty(more.get(name, 0)) for name in ("holes", "brink", "skipped", "idle")}
    return {**empty, "pair_key": np.empty((more.get("pairs", 1), 3))}


def test_nothing_to_say_says_nothing(slope: Any) -> None:
    assert notes.of(slope, answer(), 0, 0) == ()


def test_everything_that_counts_is_counted(slope: Any) -> None:
    found = dict(notes.of(slope, answer(holes=1, brink=2, skipped=3, idle=4, pairs=0), 6, 5))
    assert [found[message]["count"] for message in (notes.HOLES, notes.BRINK, notes.SKIPPED, notes.IDLE, notes.UNCOUNTED, notes.DAMAGED)] == [
        1, 2, 3, 4, 5, 6,
    ]  # fmt: skip
    assert notes.NOBODY in found


def test_elevation_over_25_m_is_called_coarse_and_the_doors_own_notes_come_first(slope: Any) -> None:
    slope.cell_m, slope.notes = 92.6, ("half of it is void",)
    found = notes.of(slope, answer(), 0, 0)
    assert found[0] == ("half of it is void", {})
    assert found[1] == (notes.COARSE, {"cell": 92.6, "best": 10.0, "usable": 25.0})
