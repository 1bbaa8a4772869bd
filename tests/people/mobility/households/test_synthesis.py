"""Households add up to the people of every place, to the person, and are the same whatever the part."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.people.mobility.households.synthesis import (
    AGE_FROM,
    MOST_PERSONS,
    NEVER,
    NO_TURN,
    SHAPE,
    TYPES,
    bounds,
    households,
    plan,
)

EVEN = np.ones((1, TYPES))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 5000), min_size=1, max_size=6),
    st.floats(1, 8),
    st.floats(0, 1),
    st.integers(0, 2**31),
)
def test_persons_add_up_to_the_people_of_every_place(people: list[int], mean: float, exposed: float, seed: int) -> None:
    made = plan(people, np.ones((len(people), TYPES)), mean, exposed, seed=seed)
    crowd = households(made)
    assert np.bincount(crowd.place, crowd.persons, len(people)).tolist() == people
    assert ((crowd.persons >= 1) & (crowd.persons <= MOST_PERSONS)).all()
    assert (np.diff(made.types, axis=1) >= 0).all()
    assert (np.diff(made.sizes, axis=1) >= 0).all()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 1000), min_size=2, max_size=2), st.integers(1, 50))
def test_a_household_is_the_same_in_any_part(cuts: list[int], seed: int) -> None:
    made = plan([900, 2500], np.random.default_rng(seed).random((2, TYPES)), 3.4, 0.3, immigrants=[[5, 0], [0, 70]], seed=seed)
    whole = households(made)
    start, stop = sorted(min(cut, made.size) for cut in cuts)
    part, seen = households(made, start, stop), whole.part(start, stop)
    for name in ("first", "place", "kind", "age", "persons", "arrival", "turn"):
        assert np.array_equal(getattr(part, name), getattr(seen, name))


def test_types_come_in_their_shares() -> None:
    shares = np.zeros((1, *SHAPE))
    shares[0, 0, 0, 1, 0], shares[0, 2, 4, 2, 1] = 0.75, 0.25  # poor herding women of middle age, rich wage-earning men of old age
    crowd = households(plan([4000], shares, 4.0, 0.0))
    kinds, counts = np.unique(crowd.kind, return_counts=True)
    assert [np.unravel_index(kind, SHAPE) for kind in kinds] == [(0, 0, 1, 0), (2, 4, 2, 1)]
    assert counts == pytest.approx([750, 250], abs=1)


def test_each_type_is_within_one_household_of_its_share_and_right_on_average() -> None:
    shares = np.random.default_rng(5).random((1, TYPES))
    found = np.array([np.diff(plan([400], shares, 4.0, 0.2, seed=seed).types[0]) for seed in range(600)])
    expected = 100 * shares[0] / shares.sum()
    assert (np.abs(found - expected) < 1).all()
    assert found.mean(axis=0) == pytest.approx(expected, abs=0.1)  # 5 standard errors at most


def test_ages_fall_within_the_group_of_the_type() -> None:
    crowd = households(plan([60_000], EVEN, 3.0, 0.2))
    group = (crowd.kind // SHAPE[3]) % SHAPE[2]
    assert (crowd.age >= np.array(AGE_FROM)[group]).all()
    assert (crowd.age < np.array(AGE_FROM)[group + 1]).all()
    assert crowd.age[group == 1].mean() == pytest.approx(44.5, abs=0.5)


def test_sizes_meet_their_mean_and_spread_evenly_over_types() -> None:
    crowd = households(plan([400_000], EVEN, 4.0, 0.25))
    assert crowd.persons.mean() == pytest.approx(4.0, abs=1e-4)
    assert crowd.persons.var() == pytest.approx(3.0, abs=0.05)  # 1 + Poisson(3), cut at 16
    by_type = np.bincount(crowd.kind, crowd.persons) / np.bincount(crowd.kind)
    assert by_type == pytest.approx(np.full(TYPES, 4.0), abs=0.1)
    reached = np.bincount(crowd.kind, crowd.turn != NO_TURN) / np.bincount(crowd.kind)
    assert reached == pytest.approx(np.full(TYPES, 0.25), abs=0.02)
    assert crowd.persons[crowd.turn != NO_TURN].mean() == pytest.approx(4.0, abs=0.05)


def test_turns_number_the_exposed_of_each_place_once() -> None:
    made = plan([3000, 800], np.ones((2, TYPES)), 3.0, [0.4, 0.1], immigrants=[[90, 0]])
    crowd = households(made)
    for place, count in enumerate(made.exposed_at(2)):
        turns = crowd.turn[(crowd.place == place) & (crowd.arrival == 0) & (crowd.turn != NO_TURN)]
        assert sorted(turns) == list(range(count))
    assert set(crowd.turn[crowd.arrival > 0]) == {NO_TURN, NEVER}
    assert made.exposed_at(2).tolist() == pytest.approx([400, 26.7], abs=1)


def test_immigrants_are_households_of_their_year() -> None:
    crowd = households(plan([100, 0], np.ones((2, TYPES)), 2.5, 0.1, immigrants=[[7, 0], [0, 11]]))
    arrived = {
        (int(a), int(p)): int(crowd.persons[(crowd.arrival == a) & (crowd.place == p)].sum()) for a in (0, 1, 2) for p in (0, 1)
    }
    assert arrived == {(0, 0): 100, (0, 1): 0, (1, 0): 7, (1, 1): 0, (2, 0): 0, (2, 1): 11}


def test_parts_of_a_total_are_whole_and_add_up() -> None:
    found = bounds(np.array([[0.2, 0.5, 0.3]]), np.array([10]), np.array([0.0]))
    assert np.diff(found).tolist() == [[2, 5, 3]]
    assert np.diff(bounds(np.array([[1.0, 1.0, 1.0]]), np.array([10]), np.array([0.99]))).sum() == 10


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"people": [10.5]}, "whole numbers of persons"),
        ({"people": [-1]}, "whole numbers of persons"),
        ({"shares": np.ones((1, 7))}, "one share for each of 120 types"),
        ({"shares": np.zeros((1, TYPES))}, "above 0 in sum"),
        ({"shares": np.full((1, TYPES), np.nan)}, "must be finite"),
        ({"mean_persons": 0.5}, "between 1 and 8"),
        ({"exposed": 1.5}, "between 0 and 1"),
        ({"immigrants": [1]}, r"give \(year, place\)"),
    ],
)
def test_what_makes_no_households_is_refused(given: dict[str, Any], words: str) -> None:
    usual: dict[str, Any] = {"people": [100], "shares": EVEN, "mean_persons": 3.0, "exposed": 0.1}
    with pytest.raises(BadData, match=words):
        plan(**(usual | given))


def test_households_outside_the_plan_are_refused() -> None:
    made = plan([100], EVEN, 4.0, 0.1)
    with pytest.raises(BadData, match="not in a plan of 25"):
        households(made, 0, 26)
