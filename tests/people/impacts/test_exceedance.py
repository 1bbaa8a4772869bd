import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.people.impacts.curves import Vulnerability
from highground.people.impacts.exceedance import (
    aad_of_curves,
    aad_of_events,
    aad_of_maps,
    aggregate_of_events,
    frequency_of,
    marginal_rates,
    pmd_of_curves,
    pmd_of_events,
)
from highground.people.impacts.kernel import gather, impact

PERIODS = [2, 5, 10, 50, 100, 250]
TABLES = st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1)), min_size=1, max_size=12)
NODES = st.lists(st.tuples(st.floats(1, 1e6), st.floats(1e-6, 1)), min_size=2, max_size=8, unique_by=lambda node: node[0])


def curve(nodes: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array(sorted(size for size, _ in nodes)), np.array(sorted((rate for _, rate in nodes), reverse=True))


# event tables


def test_average_and_maximum_of_four_events_by_hand() -> None:
    sizes, frequency = [20_000, 50, 3_000, 400], [0.005, 0.5, 0.02, 0.1]
    assert aad_of_events(sizes, frequency) == pytest.approx(100 + 25 + 60 + 40)
    assert frequency_of(sizes, frequency, [0, 50, 51, 400, 20_000, 20_001]) == pytest.approx([0.625, 0.625, 0.125, 0.125, 0.005, 0])
    assert pmd_of_events(sizes, frequency, [1, 2, 8, 40, 100, 200, 1000]).tolist() == [0, 50, 400, 3000, 3000, 20_000, 20_000]


def test_ten_events_of_once_in_a_hundred_years_are_once_in_ten() -> None:
    assert sum([0.01] * 10) < 0.1  # what the machine makes of it
    assert pmd_of_events(np.arange(1, 11), np.full(10, 0.01), 10).tolist() == [1.0]


def test_the_largest_event_of_a_year_is_rarer_than_its_rate() -> None:
    sizes, frequency = [10.0, 20.0], [0.9, 0.1]  # one event a year, but in exp(-1) of the years none
    assert pmd_of_events(sizes, frequency, 1.2).tolist() == [10.0]
    assert pmd_of_events(sizes, frequency, 1.2, yearly=True).tolist() == [0.0]  # 63 % of the years have one, not 83 %
    assert pmd_of_events(sizes, frequency, 1 / (1 - math.exp(-1)) + 1e-9, yearly=True).tolist() == [10.0]


def test_members_stand_side_by_side() -> None:
    sizes = np.array([[1.0, 5.0, 3.0], [9.0, 0.0, 2.0]])
    both = pmd_of_events(sizes, [0.1, 0.1, 0.1], [5, 20])
    assert both.tolist() == [pmd_of_events(row, [0.1, 0.1, 0.1], [5, 20]).tolist() for row in sizes] == [[3.0, 5.0], [2.0, 9.0]]


@given(TABLES)
def test_curves_of_events_never_fall_with_the_return_period_nor_pass_the_largest(table: list[tuple[float, float]]) -> None:
    sizes, frequency = zip(*table, strict=True)
    for yearly in (False, True):
        pmd = pmd_of_events(sizes, frequency, PERIODS, yearly=yearly)
        assert (np.diff(pmd) >= 0).all()
        assert pmd.max() <= max(sizes)
    assert (np.diff(frequency_of(sizes, frequency, np.linspace(0, 1e6, 9))) <= 0).all()


@given(TABLES)
def test_the_area_under_the_frequency_of_events_is_their_average(table: list[tuple[float, float]]) -> None:
    sizes, frequency = (np.array(column) for column in zip(*table, strict=True))
    steps = np.unique(np.r_[0.0, sizes])
    area = (np.diff(steps) * frequency_of(sizes, frequency, steps[1:])).sum()
    assert area == pytest.approx(aad_of_events(sizes, frequency), rel=1e-9, abs=1e-9)


def test_two_hazards_are_combined_by_adding_rates_not_maxima() -> None:
    one, two = ([100.0], [0.01]), ([300.0], [0.01])
    both = ([100.0, 300.0], [0.01, 0.01])
    assert pmd_of_events(*one, 100).tolist() == [100.0]
    assert pmd_of_events(*both, [50, 100]).tolist() == [100.0, 300.0]  # not 400 in 100 years
    assert aad_of_events(*both) == aad_of_events(*one) + aad_of_events(*two)


# yearly sums


def test_yearly_sums_of_one_event_follow_poisson() -> None:
    chances = np.array([0.70, 0.60, 0.30, 0.25, 0.09, 0.075])  # of 1, 2 and 3 or more events in a year: 0.632, 0.264, 0.080
    sums = aggregate_of_events([1000.0], [1.0], 1 / chances, Ensemble(seed=4))
    assert sums.tolist() == [0.0, 1000.0, 1000.0, 2000.0, 2000.0, 3000.0]


def test_yearly_sums_repeat_with_the_seed_and_hold_the_largest_event() -> None:
    r = np.random.default_rng(3)
    sizes, frequency = r.pareto(1.5, 50) * 100, np.full(50, 0.05)
    first = aggregate_of_events(sizes, frequency, PERIODS, Ensemble(seed=1), years=20_000)
    assert first.tolist() == aggregate_of_events(sizes, frequency, PERIODS, Ensemble(seed=1), years=20_000).tolist()
    assert first.tolist() != aggregate_of_events(sizes, frequency, PERIODS, Ensemble(seed=2), years=20_000).tolist()
    assert (first >= 0.98 * pmd_of_events(sizes, frequency, PERIODS, yearly=True)).all()
    with pytest.raises(BadData, match="simulate more"):
        aggregate_of_events(sizes, frequency, 300, Ensemble(), years=200)


def test_years_without_events_have_no_displacement() -> None:
    assert aggregate_of_events([5.0], [0.0], [10.0], Ensemble(), years=100).tolist() == [0.0]


# exceedance curves


def test_a_straight_curve_and_a_power_law_by_hand() -> None:
    assert aad_of_curves([0.0, 1000.0], [0.2, 0.0]) == pytest.approx(100)  # half of 1,000 x 0.2
    assert aad_of_curves([10.0, 30.0], [0.2, 0.1]) == pytest.approx(2 + 3)  # 10 x 0.2 below the first size
    law = [100.0, 10_000.0], [1.0, 0.01]  # 100 / size
    assert pmd_of_curves(*law, [0.5, 10, 50, 100, 500]) == pytest.approx([0, 1000, 5000, 10_000, 10_000])  # 10,000 is the cap
    often = pmd_of_curves(*law, 1.2, yearly=True)  # 83 % of the years have such an event: ln 6 of them a year, more than all
    assert often.tolist() == [0.0]


def test_an_average_of_close_nodes_is_that_of_the_power_law() -> None:
    sizes = np.geomspace(100, 10_000, 2001)
    assert aad_of_curves(sizes, 100 / sizes) == pytest.approx(100 + 100 * math.log(100), rel=1e-5)


@given(NODES)
def test_maxima_of_curves_rise_with_the_return_period_and_are_met_once_in_it(nodes: list[tuple[float, float]]) -> None:
    sizes, rates = curve(nodes)
    pmd = pmd_of_curves(sizes, rates, PERIODS)
    assert (np.diff(pmd) >= 0).all()
    assert pmd.max() <= sizes[-1] * (1 + 1e-9)
    met = (pmd > 0) & (pmd < sizes[-1] * (1 - 1e-9))
    once = np.exp(np.interp(np.log(pmd[met]), np.log(sizes), np.log(rates)))
    flat = np.exp(np.interp(np.log(pmd[met] * (1 - 1e-6)), np.log(sizes), np.log(rates)))
    assert (once <= 1.01 / np.array(PERIODS)[met]).all()
    assert (flat >= 0.99 / np.array(PERIODS)[met]).all()


def test_members_of_curves_stand_side_by_side_and_hazards_are_added_as_rates() -> None:
    sizes, one, two = np.array([10.0, 100.0, 1000.0]), np.array([0.5, 0.1, 0.01]), np.array([0.1, 0.02, 0.0])
    both = np.stack([one, one + two])
    assert aad_of_curves(sizes, both) == pytest.approx([float(aad_of_curves(sizes, row)) for row in both])
    pmd = pmd_of_curves(sizes, both, PERIODS)
    assert pmd.tolist() == [pmd_of_curves(sizes, row, PERIODS).tolist() for row in both]
    assert (pmd[1] >= pmd[0]).all()  # a hazard more never lowers the maximum
    assert pmd_of_curves(sizes, two, 2).tolist() == [0.0]  # rarer than once in two years


def test_an_event_table_and_its_curve_agree() -> None:
    sizes, frequency = np.array([50.0, 400.0, 3000.0]), np.array([0.5, 0.1, 0.02])
    close = np.sort(np.r_[sizes, sizes * (1 + 1e-12)])[:-1]  # a stair as a curve
    rates = frequency_of(sizes, frequency, close)
    assert aad_of_curves(close, rates) == pytest.approx(aad_of_events(sizes, frequency), rel=1e-9)
    assert pmd_of_curves(close, rates, [2, 10, 50]) == pytest.approx(pmd_of_events(sizes, frequency, [2, 10, 50]), rel=1e-9)


# nested maps


def test_the_published_sum_over_nested_maps_counts_people_too_often() -> None:
    displaced, years = np.array([800.0, 900.0, 1000.0]), np.array([10.0, 50.0, 100.0])
    published = (displaced / years).sum()
    assert published == pytest.approx(80 + 18 + 10)
    assert aad_of_maps(displaced, years) == pytest.approx(800 * 0.08 + 900 * 0.01 + 1000 * 0.01)  # 83
    assert aad_of_maps(displaced, years, "trapezoid") == pytest.approx(850 * 0.08 + 950 * 0.01 + 1000 * 0.01)  # 87.5
    same = np.full(3, 1000.0)  # in all three maps: displaced once in ten years, 100 a year, whatever lies between the maps
    assert aad_of_maps(same, years) == aad_of_maps(same, years, "trapezoid") == pytest.approx(100)
    assert (same / years).sum() == pytest.approx(130)


def test_nested_maps_enter_the_kernel_with_their_marginal_frequencies() -> None:
    deep = {0: [1.0, 1.0, 1.0], 1: [0.0, 1.0, 1.0], 2: [0.0, 0.0, 1.0]}  # place: reached by the maps of 10, 50 and 100 years
    entries = [(event, place, depth) for place, depths in deep.items() for event, depth in enumerate(depths)]
    event, place, depth = zip(*entries, strict=True)
    events = gather(event, place, depth, marginal_rates([10, 50, 100]))
    result = impact(events, [1000, 100, 10], Vulnerability(np.array([0.0, 1.0]), np.array([[0.0, 1.0]])))
    assert result.expected == pytest.approx([100, 2, 0.1])  # each place once in the years of the first map that holds it
    assert result.aad == pytest.approx(float(aad_of_maps(result.at_event, [10, 50, 100])))


@given(st.lists(st.floats(0, 1e6), min_size=3, max_size=3).map(sorted))
def test_marginal_frequencies_lie_below_the_published_sum_and_the_trapezoid_above_the_lower_bound(displaced: list[float]) -> None:
    years = [10, 50, 100]
    low, middle = float(aad_of_maps(displaced, years)), float(aad_of_maps(displaced, years, "trapezoid"))
    assert low <= middle * (1 + 1e-12)
    assert low <= (np.array(displaced) / years).sum() * (1 + 1e-12)
    assert middle <= displaced[-1] / 10 * (1 + 1e-12) + 1e-300  # numbers so small have no digits left


def test_many_members_of_maps_at_once() -> None:
    assert aad_of_maps([[800, 900, 1000], [0, 0, 10]], [10, 50, 100]) == pytest.approx([83, 0.1])


# doors


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: aad_of_events([1, np.nan], [0.1, 0.1]), "sizes .* a blank is not 0"),
        (lambda: aad_of_events([1, 2], [0.1, -0.1]), "frequencies"),
        (lambda: aad_of_events([1, 2], [0.1]), "one frequency an event"),
        (lambda: aad_of_events([[1, 2], [3, 4]], [0.1, 0.1]), "one member at a time"),
        (lambda: frequency_of([[1, 2], [3, 4]], [0.1, 0.1], 1), "one member at a time"),
        (lambda: aggregate_of_events([[1, 2], [3, 4]], [0.1, 0.1], 10, Ensemble()), "one member at a time"),
        (lambda: pmd_of_events([1], [0.1], 0), "longer than 0"),
        (lambda: pmd_of_events([1], [0.1], [], yearly=False), "return periods"),
        (lambda: pmd_of_events([1], [0.1], 1, yearly=True), "longer than 1"),
        (lambda: aad_of_curves([1.0, 1.0], [0.1, 0.1]), "must rise"),
        (lambda: aad_of_curves([1.0, 2.0], [0.1, 0.2]), "cannot rise"),
        (lambda: pmd_of_curves([1.0, 2.0], [0.1, np.nan], 10), "cannot rise"),
        (lambda: pmd_of_curves([0.0, 2.0], [0.2, 0.1], 10), "power law"),
        (lambda: aad_of_curves([1.0], [0.2, 0.1]), "one rate a size"),
        (lambda: marginal_rates([50, 10]), "must rise"),
        (lambda: aad_of_maps([10, 5], [10, 50]), "not nested"),
        (lambda: aad_of_maps([10, np.nan], [10, 50]), "none blank"),
        (lambda: aad_of_maps([10], [10, 50]), "as many"),
    ],
)
def test_what_cannot_be_is_refused(call: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        call()
