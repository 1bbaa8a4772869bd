import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.land.hazards.outburst import (
    debris_runout_m,
    lake_members,
    lake_volume_m3,
    peak_as_debris_m3_s,
    peak_by_power_m3_s,
    runout_angle_deg,
)


def test_the_laws_give_what_pencil_and_paper_give() -> None:
    assert lake_volume_m3(1e6) == pytest.approx(0.104 * 10**8.52)  # 34 million m3 from a square kilometre
    assert peak_as_debris_m3_s(5e6) == pytest.approx(10_000)
    assert peak_by_power_m3_s(1e5) == pytest.approx(0.0048 * 10**4.48)
    assert debris_runout_m(1e6, 100.0) == pytest.approx(1.9 * 10**0.96 * 10**1.66)


@given(st.floats(1e3, 1e7), st.floats(1.01, 3.0))
def test_a_larger_lake_holds_more_than_its_share_more(area: float, times: float) -> None:
    assert lake_volume_m3(area * times) > times * lake_volume_m3(area)


@given(st.floats(1e3, 1e7), st.floats(50, 3000))
def test_a_larger_debris_flow_runs_farther_and_flatter(volume: float, drop: float) -> None:
    assert debris_runout_m(2 * volume, drop) > debris_runout_m(volume, drop)
    assert runout_angle_deg(2 * volume, drop) < runout_angle_deg(volume, drop)


def test_members_spread_by_the_stated_factor_around_the_law() -> None:
    volume, peak = lake_members(1e5, Ensemble(seed=2, members=4000))
    mid = float(lake_volume_m3(1e5))
    assert np.quantile(volume, [0.05, 0.5, 0.95]) == pytest.approx([mid / 2, mid, mid * 2], rel=0.02)
    both = sorted([float(peak_as_debris_m3_s(mid)), float(peak_by_power_m3_s(mid))])
    assert both[0] / 1.5 < np.median(peak) < both[1] * 1.5


@pytest.mark.parametrize("area", [0.0, -5.0, float("nan"), float("inf")])
def test_a_lake_without_a_positive_area_is_refused(area: float) -> None:
    with pytest.raises(BadData, match="must be a positive number"):
        lake_volume_m3(area)
