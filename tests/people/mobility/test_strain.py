"""Impacts in standard deviations of today: nothing without a change, more with more of it, by hand at the medians."""

import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.scenario import LEVELS, TODAY
from highground.people.mobility import strain

MANY = Ensemble(seed=2, members=400)
ZERO, ONE = np.zeros(400), np.ones(400)
CHANGES = {1.5: (-2.0, 1.0, 4.0), 2.0: (-1.0, 3.0, 7.0), 3.0: (0.0, 6.0, 12.0), 4.0: (1.0, 9.0, 17.0)}


def test_without_a_change_nothing_presses_by_a_single_bit() -> None:
    assert not strain.water(ONE, [0.4], MANY).any()
    assert not strain.dryness(ZERO, ZERO, MANY).any()
    assert not strain.pasture(np.zeros((400, 2)), ZERO, MANY).any()
    assert not strain.hazards(ONE, MANY).any()
    assert not strain.heat(ZERO, [25.0], MANY).any()
    assert not strain.change(CHANGES, ZERO, TODAY).any()


def test_half_of_the_ice_lost_amid_glaciers_by_hand() -> None:
    z = strain.water(ONE / 2, [0.5, 0.0], MANY)
    assert np.median(z[:, 0]) == pytest.approx(0.20 * 0.5 * 0.5 / 0.25, rel=0.15)
    assert not z[:, 1].any()  # no glacier, no melt water


def test_a_further_change_is_counted_from_today_and_not_from_1850() -> None:
    assert strain.change(CHANGES, ZERO, 2.0) == pytest.approx(3.0 - 1.0 * TODAY / 1.5)


def test_four_drier_days_and_one_kelvin_by_hand() -> None:
    assert np.median(strain.dryness(4 * ONE, ONE, MANY)) == pytest.approx(0.25 + 0.15, rel=0.15)


def test_heat_is_felt_where_it_is_hot() -> None:
    cold, half, hot = np.median(strain.heat(1.5 * ONE, [5.0, 22.0, 40.0], MANY), axis=0)
    assert cold < 0.01
    assert half == pytest.approx(0.5, rel=0.1)
    assert hot == pytest.approx(1.0, rel=0.1)


def test_more_growth_is_better_and_dryness_is_worse_for_pastures() -> None:
    plain = strain.pasture(np.zeros((400, 1)), ONE, MANY)
    assert (plain > 0).all()
    assert (strain.pasture(np.full((400, 1), 0.2), ONE, MANY) < plain).all()
    assert (strain.pasture(np.full((400, 1), -0.2), ONE, MANY) > plain).all()


def test_each_impact_grows_with_what_it_measures() -> None:
    assert (strain.water(0.2 * ONE, [0.5], MANY) > strain.water(0.6 * ONE, [0.5], MANY)).all()
    assert (strain.hazards(2 * ONE, MANY) > strain.hazards(1.5 * ONE, MANY)).all()
    steps = [strain.change(CHANGES, ZERO, level) for level in (TODAY, *LEVELS)]
    assert (np.diff(steps, axis=0) > 0).all()


def test_the_coldest_land_stands_for_glaciers_and_what_is_hardly_warmer() -> None:
    ice = strain.coldest([[3.0, 9.0], [5.0, 1.0]], [[200.0, 900.0], [400.0, 50.0]])  # 500 km2 are reached at 5 degC; 7 is the edge
    assert ice.tolist() == [[200.0, 0.0], [400.0, 50.0]]
    assert strain.coldest([3.0], [80.0]).sum() == 80.0


def test_melt_counts_less_where_it_rains_and_not_at_all_without_ice() -> None:
    dry, wet, none = strain.iciness([100.0, 100.0, 0.0], [0.0, 1800.0, 0.0])
    assert (dry, wet, none) == pytest.approx((0.5, 0.125, 0.0))
