"""Moving herds: the calendar follows warmth, reach follows heights, and who moves follows way and grass; by hand and by law."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table
from highground.land import ecosystems
from highground.people.mobility import drivers, pasture

MANY = Ensemble(seed=6, members=300)
ONE = np.ones(300)


@pytest.fixture(scope="module")
def told() -> dict[str, drivers.Row]:
    return drivers.rows(table(Shelf(), "mobility-parameters"))


def test_the_calendar_grows_with_warmth_and_stops_at_the_year() -> None:
    year = np.array([[-12.0, -10, -4, 2, 7, 11, 14, 13, 8, 2, -5, -10], [-20.0, -18, -12, -6, 0, 4, 6, 5, 1, -5, -12, -18]])
    curve = pasture.windows(year, [1.0, 3.0], np.arange(-10.0, 31.0, 1.0))
    assert (np.diff(curve) >= 0).all()
    assert curve[-1] == pytest.approx(365.0, abs=0.01)
    assert curve[0] < curve[10] < 365


def test_the_tropics_have_no_warm_season_and_the_steppe_has() -> None:
    steppe = [[-12.0, -10, -4, 2, 7, 11, 14, 13, 8, 2, -5, -10]]
    assert pasture.has_seasons(steppe, [1.0])
    assert not pasture.has_seasons([[9.0, 9, 10, 10, 9, 8, 7, 7, 8, 9, 9, 9]], [1.0])


def test_grass_needs_more_warmth_than_snow_to_go() -> None:
    year = np.array([[-12.0, -10, -4, 2, 7, 11, 14, 13, 8, 2, -5, -10]])
    nodes = np.arange(-10.0, 11.0, 0.5)
    curve = pasture.windows(year, [1.0], nodes)
    snow_free, grass = (
        pasture.grazing_days(curve, nodes, np.zeros(1), np.array([degc]))[0] for degc in (ecosystems.SEASON_FROM_DEGC, 5.0)
    )
    assert grass < snow_free
    # by hand: 5 degC lies between 2 (mid April) and 7 (mid May), and between 8 (mid September) and 2 (mid October)
    assert grass == pytest.approx((30 * 0.4) + 31 + 30 + 31 + 31 + (30 * 0.5) - 0, abs=5)


def test_reaches_are_those_measured_in_the_alai_valley(told: dict[str, drivers.Row]) -> None:
    ends = {name: pasture.reach(told, name, MANY) for name in pasture.REACHES}
    assert ends["near"][1] == (4.0, 16.0)
    assert ends["far"][1] == (58.0, 102.0)
    assert (ends["near"][0].min() >= 53) & (ends["near"][0].max() <= 90)
    assert (ends["far"][0].min() >= 1054) & (ends["far"][0].max() <= 1296)


def test_even_land_loses_the_strip_that_the_window_climbs() -> None:
    held = np.arange(0, 201) * 10.0
    assert pasture.within(held, 10.0, np.array([1000.0]), np.array([200.0]))[0] == pytest.approx(80.0)
    assert pasture.within(held, 10.0, np.array([1000.0]), np.array([0.0]))[0] == 100.0
    assert np.isnan(pasture.within(np.zeros(201), 10.0, np.array([1000.0]), np.array([200.0]))[0])  # no land, no share


@given(st.floats(0, 800), st.floats(0, 800), st.floats(10, 1500))
def test_a_higher_window_is_never_easier_to_reach(one: float, other: float, rise: float) -> None:
    held = np.cumsum(np.random.default_rng(5).random(201))
    low, high = sorted((one, other))
    near, far = (pasture.within(held, 10.0, np.array([rise]), np.array([climb]))[0] for climb in (low, high))
    assert 0 <= far <= near + 1e-9 <= 100 + 1e-9


def test_without_a_change_the_share_for_whom_moving_pays_is_that_of_today() -> None:
    low, mid, high = np.quantile(pasture.pays(ONE, ONE, MANY), [0.05, 0.5, 0.95])
    assert (low, mid, high) == pytest.approx((10, 25, 45), abs=1.5)
    assert mid < 50  # for most small herds moving does not pay; Kerven et al. 2003


def test_a_longer_way_never_pays_more_and_more_grass_never_less() -> None:
    now = pasture.pays(ONE, ONE, MANY)
    assert (pasture.pays(1.5 * ONE, ONE, MANY) < now).all()
    assert (pasture.pays(3.0 * ONE, ONE, MANY) < pasture.pays(1.5 * ONE, ONE, MANY)).all()
    assert (pasture.pays(ONE, 1.2 * ONE, MANY) > now).all()
    assert (pasture.pays(ONE, 0.8 * ONE, MANY) < now).all()


def test_shares_stay_shares_whatever_happens() -> None:
    for way, grass in ((1e6, 1e-6), (0.0, 1e6)):
        found = pasture.pays(way * ONE, grass * ONE, MANY)
        assert found.min() >= 0
        assert found.max() <= 100


def test_the_rule_of_herders_is_on_the_card_though_it_has_no_numbers(told: dict[str, drivers.Row]) -> None:
    row = drivers.usable(told, "transhumance_decision")
    assert (row.transferability, row.applies_to) == ("A", "Kazakhstan")
    assert pd.isna(row.mid)
