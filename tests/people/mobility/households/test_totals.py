"""Totals of parts add up to the whole."""

from typing import Any

import numpy as np
import pytest

from highground.basis.errors import BadData
from highground.people.mobility.households.totals import KINDS, TIMES, Totals


def made(number: int, places: int = 3) -> Totals:
    counts = np.arange(places * 2 * len(KINDS)).reshape(places, 2, -1) * number
    return Totals(
        counts,
        np.full((2, 2, 2), number),
        np.full((2, 3, TIMES + 1), number),
        np.full(places, number),
        np.array([0, 1, 0][:places], np.int32),
    )


def test_parts_add_up() -> None:
    both = made(1) + made(2)
    for name in ("counts", "moves", "times", "start"):
        assert np.array_equal(getattr(both, name), getattr(made(3), name))


def test_a_unit_holds_its_places() -> None:
    found = made(1)
    births = found.of("births")
    assert found.by_unit("births").tolist() == [[int(births[[0, 2], year].sum()), int(births[1, year])] for year in (0, 1)]


def test_totals_of_two_runs_are_refused() -> None:
    other: Any = made(1, places=2)
    with pytest.raises(BadData, match="parts of one run"):
        made(1) + other


def test_households_are_counted_from_so_many_times_on() -> None:
    found = made(2)
    assert found.households("moved", 0).tolist() == [14, 14]
    assert found.households("stuck", 5).tolist() == [4, 4]
    with pytest.raises(BadData, match="from 0 to 6 times"):
        found.households("displaced", 7)
    with pytest.raises(BadData, match="ask for displaced, moved, stuck"):
        found.households("lost")
