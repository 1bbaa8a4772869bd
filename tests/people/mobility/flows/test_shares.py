import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.people.mobility.flows.shares import LEAST, shares


def country(seed: int, places: int = 12) -> tuple[Any, Any]:
    r = np.random.default_rng(seed)
    x, y = r.uniform(0, 1000, (2, places))
    return r.lognormal(10, 1.5, places), np.hypot(x[:, None] - x, y[:, None] - y)


def test_a_published_rule_by_hand() -> None:
    found = shares([10, 1000, 4000], [[0, 10, 20], [10, 0, 5], [20, 5, 0]], 2.0)
    assert found[0] == pytest.approx([0, 0.5, 0.5])  # 1000 / 100 = 4000 / 400
    assert found[1] == pytest.approx(np.array([10 / 100, 0, 4000 / 25]) / (10 / 100 + 4000 / 25))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.floats(0, 4))
def test_rows_sum_to_one_and_nobody_goes_where_they_are(seed: int, exponent: float) -> None:
    found = shares(*country(seed), exponent)
    assert found.sum(axis=1) == pytest.approx(1)
    assert (np.diag(found) == 0).all()
    assert (found >= 0).all()


def test_many_members_are_the_single_ones_side_by_side() -> None:
    people, km = country(3)
    powers = np.array([0.0, 0.8, 1.3, 1.8])
    together = shares(people, km, powers)
    assert together.shape == (4, 12, 12)
    for member, power in zip(together, powers, strict=True):
        assert np.array_equal(member, shares(people, km, power))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.floats(1e-3, 1e3))
def test_doubling_all_people_or_all_costs_leaves_the_shares(seed: int, factor: float) -> None:
    people, km = country(seed)
    km = np.maximum(km, 200 * LEAST)
    before = shares(people, km, 1.3, least=1e-6)
    assert shares(people * factor, km, 1.3, least=1e-6) == pytest.approx(before, rel=1e-9)
    assert shares(people, km * factor, 1.3, least=1e-6) == pytest.approx(before, rel=1e-9)


def test_symmetric_places_get_symmetric_shares() -> None:
    corner = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * 100.0
    km = np.linalg.norm(corner[:, None] - corner, axis=2)
    found = shares([5, 5, 5, 5], km, 1.3)
    assert found == pytest.approx(found.T)
    assert found[0, 1] == found[0, 3] > found[0, 2]


def test_a_higher_exponent_keeps_people_nearer() -> None:
    people, km = country(8)
    mean_km = (shares(people, km, np.array([0.5, 1.0, 2.0])) * km).sum(axis=2)
    assert (np.diff(mean_km, axis=0) < 0).all()


def test_an_island_and_an_empty_place_are_no_destinations() -> None:
    far = np.inf
    found = shares([5, 5, 5, 0], np.array([[0, far, 3, 1], [far, 0, far, far], [3, far, 0, 1], [1, far, 1, 0]]), 1.3)
    assert found[0].tolist() == [0, 0, 1, 0]
    assert found[1].tolist() == [0, 0, 0, 0]  # nowhere to go
    assert found[3].tolist() == [0.5, 0, 0.5, 0]  # who leaves an empty place finds the others


def test_one_place_alone_sends_nobody() -> None:
    assert shares([5], [[0]], 1.3).tolist() == [[0.0]]
    assert shares([], np.zeros((0, 0)), 1.3).shape == (0, 0)


def test_places_at_the_same_point_count_as_the_least_cost_apart() -> None:
    km = np.array([[0, 0, 10], [0, 0, 10], [10, 10, 0]], dtype=float)
    apart = km + np.where(km == 0, LEAST, 0)
    assert np.array_equal(shares([4, 5, 6], km, 1.3), shares([4, 5, 6], apart, 1.3))


def test_huge_and_tiny_costs_do_not_overflow() -> None:
    found = shares([1, 1e9, 1e9], np.array([[0, 1e-300, 1e300], [1, 0, 1], [1, 1, 0]]), 9.0, least=1e-300)
    assert found[0].tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    ("people", "cost", "exponent", "words"),
    [
        ([1, -1], np.ones((2, 2)), 1.0, "people"),
        ([1, np.nan], np.ones((2, 2)), 1.0, "blank is not 0"),
        ([1, 1], np.ones((2, 3)), 1.0, r"shape \(2, 3\)"),
        ([1, 1], [[0, np.nan], [1, 0]], 1.0, "write infinite"),
        ([1, 1], [[0, -1], [1, 0]], 1.0, "below 0"),
        ([1, 1], np.ones((2, 2)), np.inf, "finite"),
        ([1, 1], np.ones((2, 2)), np.ones((2, 2)), "one for each member"),
    ],
)
def test_what_makes_no_sense_is_refused(people: Any, cost: Any, exponent: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        shares(people, cost, exponent)


def test_a_least_cost_of_nothing_is_refused() -> None:
    with pytest.raises(BadData, match="least cost is 0"):
        shares([1, 1], np.ones((2, 2)), 1.0, least=0)


def test_shares_and_travel_load_no_numba() -> None:
    code = "import highground.people.mobility.flows.shares, highground.people.mobility.travel, sys; print('numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
