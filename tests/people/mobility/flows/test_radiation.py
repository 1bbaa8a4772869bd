from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.people.mobility.flows.costs import Places
from highground.people.mobility.flows.radiation import radiation


def by_the_book(people: Any, km: Any, out: Any, corrected: bool) -> Any:
    """The published formula, a pair at a time; no two places equally far."""
    size = len(people)
    found = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            if i != j:
                between = sum(people[k] for k in range(size) if k not in (i, j) and km[i, k] < km[i, j])
                m, n = people[i], people[j]
                share = m * n / ((m + between) * (m + n + between))
                found[i, j] = out[i] * share / (1 - m / people.sum() if corrected else 1)
    return found


@pytest.mark.parametrize("corrected", [True, False])
def test_flows_are_those_of_the_published_formula(country: Callable[..., Any], corrected: bool) -> None:
    here = country(1, 25)
    expected = by_the_book(here.people, here.km, here.out, corrected)
    for where in (here.places, here.km):
        assert radiation(here.people, where, here.out, corrected=corrected).table() == pytest.approx(expected, rel=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.floats(1e-2, 1e3))
def test_who_leaves_is_kept_and_doubling_all_people_leaves_the_flows(seed: int, factor: float) -> None:
    r = np.random.default_rng(seed)
    people, km, out = r.lognormal(9, 2, 15), r.integers(1, 12, (15, 15)), r.integers(0, 500, 15)  # many equally far
    found = radiation(people, km, out).table()
    assert found.sum(axis=1) == pytest.approx(out, rel=1e-9)
    assert (np.diag(found) == 0).all()
    assert (found >= 0).all()
    assert radiation(people * factor, km, out).table() == pytest.approx(found, rel=1e-9)


def test_without_the_correction_the_share_of_home_is_left_out(country: Callable[..., Any]) -> None:
    here = country(2, 25)
    kept = radiation(here.people, here.places, here.out, corrected=False).table().sum(axis=1)
    assert kept == pytest.approx(here.out * (1 - here.people / here.people.sum()))


def test_only_the_order_of_costs_counts(country: Callable[..., Any]) -> None:
    here = country(3, 25)
    assert np.array_equal(radiation(here.people, here.km, here.out).table(), radiation(here.people, here.km**2, here.out).table())


def test_symmetric_places_get_symmetric_flows() -> None:
    corner = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
    km = np.abs(corner[:, None] - corner).sum(axis=2) * 100
    found = radiation([5, 5, 5, 5], km, [6, 6, 6, 6]).table()
    assert found == pytest.approx(found.T)
    assert found[0].tolist() == pytest.approx([0, 8 / 3, 2 / 3, 8 / 3])  # two neighbours as one of 10, then the far corner
    globe = radiation([5, 5, 5, 5], Places([0.5, 0.5, -0.5, -0.5], [0.5, -0.5, -0.5, 0.5]), [6, 6, 6, 6]).table()
    assert globe == pytest.approx(globe.T)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.05, 0.95))
def test_a_place_in_two_parts_at_one_point_draws_as_before(seed: int, part: float) -> None:
    r = np.random.default_rng(seed)
    people, lat, lon = r.lognormal(9, 1, 8), r.uniform(40, 45, 8), r.uniform(60, 70, 8)
    whole = radiation(people, Places(lat, lon), [100] * 8).table()
    both = np.append(people, people[3] * (1 - part))
    both[3] *= part
    split = radiation(both, Places(np.append(lat, lat[3]), np.append(lon, lon[3])), [100] * 9).table()
    others = [0, 1, 2, 4, 5, 6, 7]
    assert split[np.ix_(others, others)] == pytest.approx(whole[np.ix_(others, others)], rel=1e-9)
    assert split[others, 3] == pytest.approx(part * whole[others, 3], rel=1e-9)
    assert split[others, 8] == pytest.approx((1 - part) * whole[others, 3], rel=1e-9)


def test_an_island_and_an_empty_place_draw_nobody_and_hide_nobody() -> None:
    far = np.inf
    km = np.array([[0, 1, 2, far], [1, 0, 1, far], [2, 1, 0, far], [far, far, far, 0]])
    with_empty = radiation([100, 0, 50, 70], km, [8, 4, 0, 0]).table()
    assert with_empty[0].tolist() == pytest.approx([0, 0, 8, 0])
    assert with_empty[1].tolist() == pytest.approx([4 * 100 / 150, 0, 4 * 50 / 150, 0])  # both as near: by people
    nearer = np.array([[0, 1, 2], [1, 0, 3], [2, 3, 0]])
    assert radiation([100, 0, 50], nearer, [0, 4, 0]).table()[1].tolist() == pytest.approx([4, 0, 0])  # the nearest takes all


def test_who_has_nowhere_to_go_is_not_lost_in_silence() -> None:
    with pytest.raises(BadData, match="8 people leave place 0, but there is no way"):
        radiation([9, 9], [[0, np.inf], [np.inf, 0]], [8, 0]).table()
    with pytest.raises(BadData, match="8 people leave place 0"):
        radiation([9], [[0]], [8]).table()
    assert radiation([9], [[0]], [0]).table().tolist() == [[0]]
    assert radiation([], np.zeros((0, 0)), []).table().shape == (0, 0)


def test_negative_zero_is_zero() -> None:
    km = np.array([[0, -0.0, 5], [-0.0, 0, 5], [5, 5, 0]])
    assert radiation([10, 10, 20], km, [12, 0, 0]).table()[0].tolist() == pytest.approx([0, 8, 4])
