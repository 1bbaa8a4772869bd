import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.people.impacts import severity
from highground.people.impacts.exceedance import aad_of_curves, pmd_of_curves

ENSEMBLE = Ensemble(members=300)
ONES = np.ones(300)


def curve(
    per_year: float = 1000.0, cap: float = 1e5, people: tuple[float, ...] = (), years: float = 14.0, grown: float = 1.0
) -> np.ndarray:
    rare = severity.Footprints(np.sort(np.array(people, dtype=float)), 0.05 * ONES)
    return severity.curve(per_year * ONES, 0.65 * ONES, cap * ONES, rare, years, grown)


def mean(rates: np.ndarray) -> np.ndarray:
    return aad_of_curves(severity.SIZES, rates)


def size_at(rates: np.ndarray, years: float) -> np.ndarray:
    return pmd_of_curves(severity.SIZES, rates, years)[:, 0]


def test_conjugate_posterior_by_hand() -> None:
    # sizes 100 and 1,000: n = 2, sum of log(size / smallest) = 2.303; mean (12 + 2) / (12 / 0.65 + 2.303) = 0.674
    draws = severity.exponent("x", (100.0, 1000.0), Ensemble(members=5000))
    assert draws.mean() == pytest.approx(14 / (12 / 0.65 + np.log(10)), rel=0.01)


def test_one_size_alone_tells_nothing_of_the_tail() -> None:
    assert np.array_equal(severity.exponent("x", (5000.0,), ENSEMBLE), severity.exponent("x", (), ENSEMBLE))


@given(st.floats(0.3, 1.5), st.floats(100, 1e6))
def test_the_mean_size_is_the_area_under_the_curve(power: float, cap: float) -> None:
    sizes = np.geomspace(10, cap, 20_001)
    area = 10 + np.trapezoid(severity.surviving(sizes, power, cap), sizes)
    assert severity.mean_size(power, cap) == pytest.approx(area, rel=1e-3)


def test_without_rare_events_the_mean_of_the_curve_is_what_was_put_in() -> None:
    assert mean(curve(1000.0)) == pytest.approx(1000, rel=5e-3)


@settings(deadline=None, max_examples=30)
@given(st.floats(1, 1e5), st.floats(100, 1e6), st.lists(st.floats(0, 1e7), max_size=40), st.integers(3, 40))
def test_curves_fall_with_size_and_with_the_return_period(per_year: float, cap: float, people: list[float], years: int) -> None:
    rates = curve(per_year, cap, tuple(people), years)
    assert (np.diff(rates, axis=1) <= 1e-12 * rates[:, :-1].max()).all()
    sizes = [size_at(rates, period) for period in (10, 20, 50, 100, 250)]
    assert all((rarer >= often).all() for often, rarer in itertools.pairwise(sizes))
    assert sizes[-1].max() <= cap * 1.13  # one step of the grid


@settings(deadline=None, max_examples=30)
@given(st.floats(1, 1e5), st.floats(100, 1e6), st.lists(st.floats(0, 1e7), max_size=40), st.floats(1, 5), st.floats(1, 1.5))
def test_more_people_today_never_lower_any_part_of_the_curve(
    per_year: float, cap: float, people: list[float], grown: float, more: float
) -> None:
    few, many = (curve(per_year, cap, tuple(people), grown=times) for times in (grown, grown * more))
    assert (many >= few * (1 - 1e-12)).all()
    assert (mean(many) >= mean(few) * (1 - 1e-12)).all()
    assert all((size_at(many, years) >= size_at(few, years) * (1 - 1e-9)).all() for years in (10, 100, 250))


def test_twice_the_people_make_every_event_twice_as_large() -> None:
    few, many = (curve(1000.0, 1e6, tuple(np.geomspace(1e5, 1e7, 200)), grown=times) for times in (1.0, 2.0))
    assert mean(many) == pytest.approx(2 * mean(few), rel=0.02)
    assert size_at(many, 100) == pytest.approx(2 * size_at(few, 100), rel=0.02)


def test_no_hazard_gives_nobody_displaced() -> None:
    rates = curve(0.0)
    assert rates.sum() == 0
    assert mean(rates).sum() == 0
    assert size_at(rates, 100).sum() == 0


def test_nobody_is_displaced_where_nobody_can_be_reached() -> None:
    rare = severity.Footprints(np.array([1e6]), 0.1 * ONES)
    cap = severity.caps(rare, 0.0, 0 * ONES)
    assert mean(severity.curve(1000 * ONES, 0.65 * ONES, cap, rare, 14)).sum() == 0


def test_the_largest_event_holds_the_largest_recorded_one_and_never_more_than_the_people_exposed() -> None:
    rare = severity.Footprints(np.array([10.0, 2e4]), 0.1 * ONES)
    assert severity.caps(rare, 100.0, 1e6 * ONES) == pytest.approx(2000)
    assert severity.caps(rare, 5000.0, 1e6 * ONES) == pytest.approx(6000)
    assert severity.caps(rare, 5000.0, 300.0 * ONES) == pytest.approx(300)


def test_modelled_rare_events_take_over_at_the_return_period_of_the_record() -> None:
    body, joined = curve(1000.0), curve(1000.0, people=tuple(np.geomspace(1e5, 1e7, 200)))
    at = size_at(body, 14.0)[0]
    below, beyond = 0.99 * at > severity.SIZES, (1.3 * at < severity.SIZES) & (severity.SIZES < 1e5)
    assert np.array_equal(joined[:, below], body[:, below])
    assert (joined[:, beyond] > body[:, beyond]).all()  # these footprints are larger than the power law expects


def test_size_by_hand_on_a_straight_curve() -> None:
    rates = (10 / severity.SIZES[None, :]) * np.ones((2, 1))  # one event of 10 or more a year; rate is 10 / size
    assert size_at(rates, 100) == pytest.approx(1000)
    assert size_at(rates, 0.5) == pytest.approx(0)  # more than one a year of even the smallest is not there


def test_a_short_record_of_a_heavy_tail_mostly_stands_below_the_mean_and_a_record_with_a_giant_above_it() -> None:
    power, cap = 0.65 * ONES, 1e6 * ONES
    blind = severity.record_ratio("x", 3000.0, 14, power, cap, None, ENSEMBLE)
    giant = severity.record_ratio("x", 3000.0, 14, power, cap, 0.9, ENSEMBLE)
    even = severity.record_ratio("x", 3000.0, 14, power, cap, 0.1, ENSEMBLE)
    assert np.median(blind) < 1
    assert np.median(even) < np.median(giant)


def test_a_very_long_record_shows_the_mean() -> None:
    ratio = severity.record_ratio("x", 3000.0, 1000, 1.2 * ONES, 1e4 * ONES, None, ENSEMBLE)
    assert ratio == pytest.approx(1, abs=0.35)
    assert np.median(ratio) == pytest.approx(1, abs=0.05)


def test_footprints_hold_the_people_inside_them_and_no_others() -> None:
    row, col = (index.ravel() for index in np.meshgrid(np.arange(5), np.arange(5), indexing="ij"))
    people = np.zeros(25)
    people[12] = 1000.0
    weight = (np.arange(25) == 12).astype(float)
    one = severity.footprints(people, row, col, weight, (0, 0), 50, 1)
    assert one.min() > 0
    assert one.max() <= 1000 * severity.MOST_SPREAD
    away = severity.footprints(people, row, col, (np.arange(25) == 0).astype(float), (0, 1), 50, 1)
    assert away.sum() == 0
    assert severity.footprints(people, row, col, 0 * weight, (0, 0), 50, 1).size == 0


def test_no_event_displaces_more_people_than_its_footprint_holds() -> None:
    assert severity.MOST_SHARE * severity.MOST_SPREAD <= 1
