"""Gains: from Hake (1998), by hand, and laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.response.capacity.learning.gain import (
    Span,
    between,
    change,
    class_gain,
    gain_of_class,
    gain_of_people,
    kept,
    own_gains,
    share,
    size,
    student,
)

PAIRS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=30)


def shares(pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(pairs) / 20
    return table[:, 0], table[:, 1]


def test_the_gain_is_that_of_hake() -> None:
    # Hake (1998), section II: <g> = (post - pre) / (100 - pre); the two straight lines of figure 1 are 0.3 and 0.7
    assert class_gain(np.array([0.2, 0.4]), np.array([0.41, 0.61])) == pytest.approx(0.3)
    assert class_gain(np.array([0.5]), np.array([0.85])) == pytest.approx(0.7)


def test_the_gain_of_the_class_is_not_the_mean_of_the_gains_of_people() -> None:
    pre, post = np.array([0.0, 0.8]), np.array([0.5, 1.0])  # by hand: 70/120 of points, and (0.5 + 1) / 2
    assert class_gain(pre, post) == pytest.approx(0.35 / 0.6)
    assert own_gains(pre, post).mean() == pytest.approx(0.75)


def test_who_had_everything_right_has_no_gain() -> None:
    full = np.ones(3)
    assert class_gain(full, full) is None
    assert gain_of_class(full, full, 1) is None
    assert gain_of_people(full, full, 1) is None


@given(PAIRS)
def test_the_interval_holds_the_gain_and_never_passes_one(pairs: list[tuple[int, int]]) -> None:
    pre, post = shares(pairs)
    found = gain_of_class(pre, post, 1)
    if found is not None and found.low is not None and found.high is not None:
        assert found.low <= found.high <= 1 + 1e-9
    assert class_gain(pre, pre) in (None, 0)


@given(PAIRS)
def test_the_order_of_participants_does_not_move_the_gain(pairs: list[tuple[int, int]]) -> None:
    one, other = class_gain(*shares(pairs)), class_gain(*shares(pairs[::-1]))
    assert (one is None and other is None) or one == pytest.approx(other)


def test_the_interval_of_resampling_is_that_of_the_normal_law_for_many() -> None:
    draws = np.random.default_rng(7)
    pre = np.full(400, 0.5)
    post = 0.7 + draws.normal(0, 0.1, 400)
    found = gain_of_class(pre, post, 1)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    half = 1.96 * post.std() / 20 / 0.5  # standard error of the mean over the room of one half
    assert found.high - found.low == pytest.approx(2 * half, rel=0.05)


def test_the_same_seed_gives_the_same_interval() -> None:
    pre, post = np.array([0.2, 0.4, 0.6]), np.array([0.5, 0.5, 0.9])
    assert gain_of_class(pre, post, 3) == gain_of_class(pre, post, 3)


def test_a_single_participant_has_no_interval() -> None:
    one = np.array([0.5])
    assert student(one).low is None
    found = gain_of_class(one, np.array([0.75]), 1)
    assert found is not None
    assert (found.mid, found.low) == (0.5, None)


def test_students_sleep() -> None:
    # Student (1908): extra hours of sleep of ten patients under two drugs; mean difference 1.58, t = 4.06, interval 0.70 to 2.46
    one = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    two = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    found = change(one, two)
    assert (found.mid, found.low, found.high) == pytest.approx((1.58, 0.7001142, 2.4598858), abs=1e-6)
    effect = size(one, two, 1)
    assert effect is not None
    assert effect.mid == pytest.approx(4.0621 / 10**0.5, abs=1e-4)


def test_all_who_change_alike_have_no_size() -> None:
    assert size(np.zeros(5), np.full(5, 0.25), 1) is None


def test_welch_of_the_same_ten_patients() -> None:
    # R documentation, t.test(extra ~ group, data = sleep): interval -3.3654832 to 0.2054832
    one = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    two = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    found = between(one, two)
    assert (found.low, found.high) == pytest.approx((-3.3654832, 0.2054832), abs=1e-6)


def test_what_is_kept_is_a_share_of_the_gain() -> None:
    pre, post = np.array([0.2, 0.3, 0.1, 0.2]), np.array([0.6, 0.7, 0.5, 0.6])
    full, none = kept(pre, post, post, 1), kept(pre, post, pre, 1)
    assert full is not None
    assert none is not None
    assert (full.mid, full.low, full.high) == pytest.approx((1.0, 1.0, 1.0))
    assert none.mid == pytest.approx(0.0)


def test_where_no_gain_is_sure_nothing_is_said_of_keeping() -> None:
    pre, post = np.array([0.5, 0.5, 0.5, 0.5]), np.array([0.9, 0.1, 0.7, 0.4])
    assert kept(pre, post, post, 1) is None
    assert kept(post, post - 0.05, post, 1) is None


def test_a_share_never_leaves_its_bounds() -> None:
    found = share(np.array([0.0, 0.0, 0.3]))
    assert (found.low, round(found.mid, 9)) == (0.0, 0.1)
    assert share(np.array([1.0, 1.0, 0.7])).high == 1.0
    assert share(np.array([0.5])).low is None


def test_equal_values_show_no_spread_and_so_no_interval() -> None:
    assert student(np.array([0.3, 0.3, 0.3])) == Span(pytest.approx(0.3))
    assert between(np.array([0.3, 0.3]), np.array([0.1, 0.1])) == Span(pytest.approx(0.2))


@pytest.mark.parametrize("people", [2, 11, 200])
def test_a_share_that_nobody_or_everybody_reached_keeps_its_doubt(people: int) -> None:
    nobody, everybody = share(np.zeros(people)), share(np.ones(people))
    assert nobody.high == pytest.approx(1 - 0.025 ** (1 / people), abs=1e-4)  # as many zeros in a row happen once in forty
    assert (nobody.low, everybody.high) == (0, 1)
    assert everybody.low == pytest.approx(1 - nobody.high, abs=1e-4)
