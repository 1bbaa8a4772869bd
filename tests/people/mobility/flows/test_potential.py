from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from highground.basis.errors import BadData
from highground.people.mobility.flows import potential as room
from highground.people.mobility.flows.costs import Places
from highground.people.mobility.flows.potential import potential

DEGREE_KM = 111.195


def test_the_sum_over_pairs_is_that_of_the_published_formula(country: Callable[..., Any]) -> None:
    here = country(1, 60)
    near = (here.km <= 400) & ~np.eye(60, dtype=bool)
    expected = (np.where(near, np.exp(-0.01 * here.km), 0) * here.people**0.7).sum(axis=1)
    land = np.linspace(0, 1, 60)
    found = potential(here.people, here.places, 0.7, 0.01, land=land, suited=2.0, reach_km=400)
    assert found == pytest.approx(2 * land * expected, rel=1e-9)


def test_it_falls_with_distance_and_ends_at_the_reach() -> None:
    for km in (10, 50, 99.9, 100.1):
        pair = Places([0, km / DEGREE_KM], [0, 0])
        expected = 1000 * np.exp(-0.02 * km) if km < 100 else 0
        assert potential([0, 1000], pair, 1.0, 0.02)[0] == pytest.approx(expected, rel=1e-4)


def test_empty_places_draw_nobody_whatever_alpha() -> None:
    places = Places([0, 0.1, 0.2], [0, 0, 0])
    for alpha in (-2.0, 0.0, 2.0):
        with_empty = potential([0, 5, 0], places, alpha, 0.01)
        assert with_empty[0] == pytest.approx(5**alpha * np.exp(-0.01 * 0.1 * DEGREE_KM), rel=1e-6)
        assert with_empty[1] == 0


def test_a_place_at_the_same_point_counts_and_the_place_itself_does_not() -> None:
    assert potential([3, 4], Places([0, 0], [0, 0]), 1.0, 0.5).tolist() == [4, 3]
    assert potential([3], Places([0], [0]), 1.0, 0.5).tolist() == [0]


def test_places_are_taken_some_at_a_time(country: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    here = country(2, 50)
    whole = potential(here.people, here.places, 1.0, 0.01, reach_km=500)
    monkeypatch.setattr(room, "AT_ONCE", 7)
    assert potential(here.people, here.places, 1.0, 0.01, reach_km=500) == pytest.approx(whole, rel=1e-12)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"alpha": np.nan}, "finite numbers"),
        ({"reach_km": 0}, "reach above 0"),
        ({"land": [1.0]}, "land needs"),
        ({"suited": -1.0}, "suited needs"),
        ({"people": [1.0]}, "2 places and people for 1"),
    ],
)
def test_what_makes_no_sense_is_refused(given: Any, words: str) -> None:
    asked = {"people": [1.0, 2.0], "places": Places([0, 1], [0, 0]), "alpha": 1.0, "beta": 0.1} | given
    with pytest.raises(BadData, match=words):
        potential(**asked)
