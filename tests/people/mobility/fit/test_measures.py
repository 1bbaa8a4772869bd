from math import lgamma

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.people.mobility.fit.measures import _log_factorial, in_space, in_time, recorded
from highground.people.mobility.fit.pairs import pairs


def test_a_perfect_fit_is_perfect_and_the_mean_alone_explains_nothing() -> None:
    y = np.array([[1.0, 5.0], [9.0, 0.0]])
    perfect, flat = in_space(y, y), in_space(y, np.full_like(y, y.mean()))
    assert (perfect.d2, perfect.srmse, perfect.sorensen) == (1, 0, 1)
    assert (flat.d2, flat.pseudo_r2) == (0, 0)


def test_the_measures_by_hand() -> None:
    found = in_space([4.0, 0.0, np.nan], [2.0, 2.0, 7.0])
    assert found.srmse == pytest.approx(2.0 / 2.0)  # both miss by 2, the mean flow is 2
    assert found.sorensen == pytest.approx(2 * 2 / 8)
    assert found.d2 == pytest.approx(0)  # the mean of 4 and 0


def test_the_log_of_a_factorial() -> None:
    y = np.array([0.0, 1.0, 5.0, 19.0, 20.0, 1e6])
    assert _log_factorial(y) == pytest.approx([lgamma(n + 1) for n in y], rel=1e-10, abs=1e-9)


def test_changes_by_hand_beside_the_mean_of_other_years() -> None:
    y = np.array([[10.0, 5.0], [20.0, 5.0], [30.0, 5.0]])
    found = in_time(y, np.array([[15.0, 5.0], [20.0, 5.0], [25.0, 5.0]]))
    assert found.r2 == pytest.approx(1 - (25 + 25) / (100 + 100))
    assert found.baseline == pytest.approx((15 + 0 + 15) / 6)  # others' means are 25, 20, 15
    assert found.error == pytest.approx(10 / 6)
    assert found.better == pytest.approx(1 - 50 / 450)


def test_a_model_that_misses_by_more_than_no_change_is_below_zero() -> None:
    found = in_time([[10.0], [20.0]], [[30.0], [0.0]])
    assert found.r2 < 0
    assert found.better < 0


def test_pairs_of_a_single_year_say_nothing_about_time() -> None:
    y = [[1.0, 3.0], [np.nan, 5.0]]
    assert in_time(y, [[9.0, 3.0], [9.0, 5.0]]).pairs == 1
    with pytest.raises(BadData, match="no pair"):
        in_time([[1.0], [np.nan]], [[1.0], [1.0]])
    with pytest.raises(BadData, match="two periods"):
        in_time([[1.0]], [[1.0]])


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=20).filter(any))
def test_sorensen_and_d2_stay_in_their_bounds(flows: list[int]) -> None:
    y = np.array(flows, dtype=float)
    found = in_space(y, np.roll(y, 1) + 1)
    assert 0 <= found.sorensen <= 1
    assert not found.d2 > 1


def test_nothing_recorded_is_said() -> None:
    with pytest.raises(BadData, match="nobody moved"):
        in_space([0.0, 0.0], [1.0, 1.0])
    with pytest.raises(BadData, match="same pairs"):
        in_space([1.0], [1.0, 2.0])


def test_what_is_not_reported_is_blank_again() -> None:
    given = [[np.nan, 1.0], [0.0, np.nan]]
    assert np.array_equal(recorded(pairs(given, {}))[0], given, equal_nan=True)
