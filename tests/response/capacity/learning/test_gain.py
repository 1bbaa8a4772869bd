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
    ratio,
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
    assert gain_of_class(full, full) is None
    assert gain_of_people(full, full) is None


@given(PAIRS)
def test_the_interval_holds_the_gain_and_never_passes_one(pairs: list[tuple[int, int]]) -> None:
    pre, post = shares(pairs)
    found = gain_of_class(pre, post)
    if found is not None and found.low is not None and found.high is not None:
        assert found.low <= found.high <= 1 + 1e-9
    assert class_gain(pre, pre) in (None, 0)


@given(PAIRS)
def test_the_order_of_participants_does_not_move_the_gain(pairs: list[tuple[int, int]]) -> None:
    one, other = class_gain(*shares(pairs)), class_gain(*shares(pairs[::-1]))
    assert (one is None and other is None) or one == pytest.approx(other)


def test_the_interval_is_that_of_the_normal_law_for_many() -> None:
    draws = np.random.default_rng(7)
    pre = np.full(400, 0.5)
    post = 0.7 + draws.normal(0, 0.1, 400)
    found = gain_of_class(pre, post)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    half = 1.96 * post.std() / 20 / 0.5  # standard error of the mean over the room of one half
    assert found.high - found.low == pytest.approx(2 * half, rel=0.05)


@given(PAIRS)
def test_a_gain_is_sure_just_where_the_change_is(pairs: list[tuple[int, int]]) -> None:
    pre, post = shares(pairs)
    gain, points = gain_of_class(pre, post), change(pre, post)
    if gain is None or gain.low is None or gain.high is None or points.low is None or points.high is None:
        return
    if min(abs(points.low), abs(points.high)) > 1e-9:
        assert (gain.low > 0) == (points.low > 0)
        assert (gain.high < 0) == (points.high < 0)


def test_three_people_who_gained_a_little_are_no_sure_gain() -> None:
    # by hand: changes 0.1, 0.1, 0.3, mean 0.167, sd 0.115, t(2) 4.303: 0.167 - 0.287 is below zero, though everybody gained
    found = gain_of_class(np.full(3, 0.5), np.array([0.6, 0.6, 0.8]))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((-0.24, 0.907), abs=1e-3)


def test_fiellers_interval_is_the_one_that_he_derived() -> None:
    # every end is a ratio at which Student's t of above - ratio x below is just the tabled 2.776 (4 degrees of freedom)
    above, below = np.array([1.0, 3.0, 2.0, 5.0, 4.0]), np.array([2.0, 3.0, 4.0, 6.0, 5.0])
    found = ratio(above, below)
    for end in (found.low, found.high):
        assert end is not None
        rest = above - end * below
        assert abs(rest.mean()) / (rest.std(ddof=1) / 5**0.5) == pytest.approx(2.776445, abs=1e-5)


def test_a_ratio_over_what_may_be_zero_has_no_ends() -> None:
    assert ratio(np.array([1.0, 2.0, 3.0]), np.array([-1.0, 0.5, 1.0])).low is None


def test_ranges_hold_the_truth_as_often_as_they_say() -> None:
    draws, classes, people = np.random.default_rng(5), 400, 8
    pre, post = draws.binomial(20, 0.4, (classes, people)) / 20, draws.binomial(20, 0.7, (classes, people)) / 20
    found = [gain_of_class(one, other) for one, other in zip(pre, post, strict=True)]
    held = sum(one is not None and one.low is not None and one.high is not None and one.low <= 0.5 <= one.high for one in found)
    assert 0.92 <= held / classes <= 0.98  # gain 0.3 of 0.6; 95 %, give or take two standard errors


def test_a_single_participant_has_no_interval() -> None:
    one = np.array([0.5])
    assert student(one).low is None
    found = gain_of_class(one, np.array([0.75]))
    assert found is not None
    assert (found.mid, found.low) == (0.5, None)


def test_students_sleep() -> None:
    # Student (1908): extra hours of sleep of ten patients under two drugs; mean difference 1.58, t = 4.06, interval 0.70 to 2.46
    one = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    two = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    found = change(one, two)
    assert (found.mid, found.low, found.high) == pytest.approx((1.58, 0.7001142, 2.4598858), abs=1e-6)
    effect = size(one, two)
    assert effect is not None
    assert effect.mid == pytest.approx(4.0621 / 10**0.5, abs=1e-4)
    assert (effect.low, effect.high) == pytest.approx((0.4146, 2.1180), abs=1e-4)  # by integrating the law of noncentral t


def test_all_who_change_alike_have_no_size() -> None:
    assert size(np.zeros(5), np.full(5, 0.25)) is None


def test_welch_of_the_same_ten_patients() -> None:
    # R documentation, t.test(extra ~ group, data = sleep): interval -3.3654832 to 0.2054832
    one = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    two = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    found = between(one, two)
    assert (found.low, found.high) == pytest.approx((-3.3654832, 0.2054832), abs=1e-6)


def test_what_is_kept_is_a_share_of_the_gain() -> None:
    pre, post = np.array([0.2, 0.3, 0.1, 0.2]), np.array([0.6, 0.7, 0.5, 0.6])
    full, none = kept(pre, post, post), kept(pre, post, pre)
    assert full is not None
    assert none is not None
    assert (full.mid, full.low, full.high) == (1.0, None, None)  # everybody kept everything: no spread was seen
    assert none.mid == pytest.approx(0.0)


def test_where_no_gain_is_sure_nothing_is_said_of_keeping() -> None:
    pre, post = np.array([0.5, 0.5, 0.5, 0.5]), np.array([0.9, 0.1, 0.7, 0.4])
    assert kept(pre, post, post) is None
    assert kept(post, post - 0.05, post) is None


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
