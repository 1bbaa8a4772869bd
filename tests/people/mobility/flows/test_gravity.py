from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.people.mobility.flows import gravity as room
from highground.people.mobility.flows.costs import Places
from highground.people.mobility.flows.gravity import gravity
from highground.people.mobility.flows.shares import LEAST, shares

DETERRENCES = [(1.3, 0.0), (0.0, 0.004), (0.7, 0.002), (0.0, 0.0)]


def deterrence(km: Any, exponent: float, decay: float) -> Any:
    weight = np.maximum(km, LEAST) ** -exponent * np.exp(-decay * np.maximum(km, LEAST))
    return weight * (1 - np.eye(len(km)))


@pytest.mark.parametrize(("exponent", "decay"), DETERRENCES)
def test_who_leaves_is_kept_and_goes_where_people_are(country: Callable[..., Any], exponent: float, decay: float) -> None:
    here = country(1)
    weight = here.people * deterrence(here.km, exponent, decay)
    expected = here.out[:, None] * weight / weight.sum(axis=1, keepdims=True)
    assert gravity(here.people, here.places, exponent, decay=decay, out=here.out).table() == pytest.approx(expected, rel=1e-9)
    assert gravity(here.people, here.km, exponent, decay=decay, out=here.out).table() == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("exponent", "decay"), DETERRENCES)
def test_who_arrives_is_kept(country: Callable[..., Any], exponent: float, decay: float) -> None:
    here = country(2)
    weight = here.people[:, None] * deterrence(here.km, exponent, decay)
    expected = here.out * weight / weight.sum(axis=0)
    found = gravity(here.people, here.places, exponent, decay=decay, into=here.out).table()
    assert found == pytest.approx(expected, rel=1e-9)
    assert found.sum(axis=0) == pytest.approx(here.out)


@pytest.mark.parametrize(("exponent", "decay"), DETERRENCES)
def test_only_the_total_is_kept(country: Callable[..., Any], exponent: float, decay: float) -> None:
    here = country(3)
    weight = np.outer(here.people, here.people) * deterrence(here.km, exponent, decay)
    found = gravity(here.people, here.places, exponent, decay=decay, total=1234.0).table()
    assert found == pytest.approx(1234 * weight / weight.sum(), rel=1e-9)


@pytest.mark.parametrize(("exponent", "decay"), DETERRENCES)
def test_both_margins_are_kept_and_the_odds_are_those_of_the_law(
    country: Callable[..., Any], exponent: float, decay: float
) -> None:
    here = country(4, 12)
    into = np.roll(here.out, 5)
    found = gravity(here.people, here.places, exponent, decay=decay, out=here.out, into=into).table()
    assert found.sum(axis=1) == pytest.approx(here.out, rel=1e-12)
    assert found.sum(axis=0) == pytest.approx(into, rel=2e-9)
    law = deterrence(here.km, exponent, decay)
    odds = found[0, 2] * found[1, 3] / (found[0, 3] * found[1, 2])  # factors of rows and columns cancel
    assert odds == pytest.approx(law[0, 2] * law[1, 3] / (law[0, 3] * law[1, 2]), rel=1e-6)


def test_balancing_does_not_hang_on_what_is_kept_in_memory(country: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    here = country(4, 12)
    into = np.roll(here.out, 5)
    kept = gravity(here.people, here.places, 1.0, decay=0.001, out=here.out, into=into).table()
    monkeypatch.setattr(room, "KEPT", 0)
    assert gravity(here.people, here.places, 1.0, decay=0.001, out=here.out, into=into).table() == pytest.approx(kept)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.floats(0, 3), st.floats(1e-3, 1e3))
def test_doubling_all_people_leaves_the_flows(seed: int, exponent: float, factor: float) -> None:
    r = np.random.default_rng(seed)
    people, km, out = r.lognormal(9, 1, 15), r.uniform(1, 900, (15, 15)), r.integers(0, 500, 15)
    before = gravity(people, km, exponent, out=out).table()
    assert gravity(people * factor, km, exponent, out=out).table() == pytest.approx(before, rel=1e-9)
    assert before.sum(axis=1) == pytest.approx(out)
    assert (np.diag(before) == 0).all()
    assert before == pytest.approx(shares(people, km, exponent) * out[:, None], rel=1e-9)


def test_symmetric_places_get_symmetric_flows() -> None:
    lat, lon = [0.5, 0.5, -0.5, -0.5], [0.5, -0.5, -0.5, 0.5]
    found = gravity([7, 7, 7, 7], Places(lat, lon), 1.3, out=[9, 9, 9, 9]).table()
    assert found == pytest.approx(found.T)
    assert found[0, 1] == pytest.approx(found[2, 3])


def test_places_at_one_point_count_as_the_least_cost_apart() -> None:
    found = gravity([5, 5, 5], Places([45, 45, 46], [70, 70, 70]), 1.0, out=[100, 0, 0]).table()
    assert found[0, 1] / found[0, 2] == pytest.approx(111.195 / LEAST, rel=1e-5)
    wide = gravity([5, 5, 5], Places([45, 45, 46], [70, 70, 70]), 1.0, out=[100, 0, 0], least=200.0).table()
    assert wide[0].tolist() == [0, 50, 50]


def test_no_way_and_no_people_draw_nobody() -> None:
    far = np.inf
    km = np.array([[0, 3, far, 5], [3, 0, far, 5], [far, far, 0, far], [5, 5, far, 0]])
    for exponent, decay in DETERRENCES:
        found = gravity([9, 9, 9, 0], km, exponent, decay=decay, out=[8, 0, 0, 2]).table()
        assert found[0].tolist() == [0, 8, 0, 0]
        assert found[3].tolist() == [1, 1, 0, 0]
        assert found[2].tolist() == [0, 0, 0, 0]


def test_who_has_nowhere_to_go_is_not_lost_in_silence() -> None:
    km = np.array([[0, np.inf], [np.inf, 0]])
    with pytest.raises(BadData, match="8 people leave place 0, but there is no way"):
        gravity([9, 9], km, 1.0, out=[8, 0]).table()
    with pytest.raises(BadData, match="8 people arrive at place 1, but there is no way"):
        gravity([9, 9], km, 1.0, into=[0, 8])
    with pytest.raises(BadData, match="5 people move, but no place"):
        gravity([9, 9], km, 1.0, total=5)
    with pytest.raises(BadData, match="5 people leave place 0"):
        gravity([9], [[0]], 1.0, out=[5]).table()
    assert gravity([9], [[0]], 1.0, out=[0]).table().tolist() == [[0]]
    assert gravity([9, 9], km, 1.0, total=0).table().tolist() == [[0, 0], [0, 0]]


def test_steep_decay_over_far_places_does_not_vanish() -> None:
    found = gravity([9, 9, 9], np.array([[0, 5000, 5001], [5000, 0, 1], [5001, 1, 0]]), decay=1.0, out=[100, 0, 0]).table()
    assert found[0, 1] / found[0, 2] == pytest.approx(np.e)  # exp(-5000) is below what a number can hold
    assert found[0].sum() == pytest.approx(100)


def test_an_empty_place_next_door_does_not_hide_the_others() -> None:
    found = gravity([9, 0, 9], np.array([[0, 1, 5000], [1, 0, 5000], [5000, 5000, 0]]), decay=1.0, out=[100, 0, 0]).table()
    assert found[0].tolist() == [0, 0, 100]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"out": [1, 2, 3]}, "people who leave are given for 3 places"),
        ({"out": [1, -2]}, "people who leave"),
        ({"into": [np.nan, 2]}, "people who arrive"),
        ({}, "give who leaves"),
        ({"total": -1}, "give who leaves"),
        ({"out": [1, 1], "exponent": np.nan}, "finite numbers"),
        ({"out": [1, 1], "decay": np.inf}, "finite numbers"),
        ({"out": [1, 1], "least": 0.0}, "least cost is 0"),
    ],
)
def test_what_makes_no_sense_is_refused(given: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        gravity([5, 5], [[0, 1], [1, 0]], **given)
