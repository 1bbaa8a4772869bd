"""The choice of a household: by hand, and by the laws that any choice must keep."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.people.mobility import rule

SHARES = st.floats(0.0, 1.0)
ODDS = st.floats(-200.0, 200.0)


def test_a_chance_stays_between_nothing_and_one_however_large_the_odds() -> None:
    found = rule.chance(np.array([-1e9, 0.0, 1e9]))
    assert found[0] < 1e-15
    assert found[1] == 0.5
    assert found[2] == 1.0


def test_pressure_adds_what_each_livelihood_feels_of_each_impact() -> None:
    effect, z = np.array([0.04, 0.02]), np.array([2.0, -1.0])
    weight = np.array([[1.0, 0.5], [0.0, 1.0]])
    assert rule.pressure(effect, weight, z) == pytest.approx([0.07, -0.02])


def test_lost_means_grow_with_all_that_is_felt_and_a_lever_keeps_some() -> None:
    assert rule.loss([0.1, 0.2], [1.0, 0.5], [2.0, 1.0]) == pytest.approx(0.3)
    assert rule.loss([0.1, 0.2], [1.0, 0.5], [2.0, 1.0], part=0.5, kept=0.4) == pytest.approx(0.06)
    assert rule.loss(0.1, [1.0], [-2.0], part=0.5, kept=0.4) == pytest.approx(-0.1)  # a gain is nobody's to hold back


def test_no_impact_changes_nothing_at_all() -> None:
    base = np.array([-1.5, 0.3])
    assert np.array_equal(rule.aspiration(base, rule.pressure(0.05, 1.0, np.zeros((2, 5)))), rule.chance(base))
    assert np.array_equal(rule.capability(base, rule.loss(0.2, 1.0, np.zeros((2, 5)))), rule.chance(base))


@given(SHARES, SHARES)
def test_the_four_cells_add_up_to_one_and_none_is_negative(wish: float, can: float) -> None:
    parts = rule.cells(wish, can, wish * can)
    assert sum(parts) == pytest.approx(1.0)
    assert min(parts) >= -1e-15


@given(SHARES, SHARES, SHARES)
def test_more_capability_never_raises_involuntary_immobility(wish: float, can: float, more: float) -> None:
    low, high = sorted((can, more))
    assert rule.cells(wish, high, wish * high)[2] <= rule.cells(wish, low, wish * low)[2] + 1e-15


@given(ODDS, ODDS, ODDS)
def test_more_pressure_never_makes_fewer_wish_and_more_loss_never_lets_more_go(base: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert rule.aspiration(base, high) >= rule.aspiration(base, low)
    assert rule.capability(base, high) <= rule.capability(base, low)
