import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.people.impacts import assign
from highground.people.impacts.assign import EARTH_KM, nearest

PEERS = Path(os.environ.get("PEERS_HOME") or ".peers") / "inputs" / "assignment.npz"


def haversine_km(lat: Any, lon: Any, to_lat: Any, to_lon: Any) -> Any:
    a, b, c, d = (np.radians(x) for x in (lat, lon, to_lat, to_lon))
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2))


def test_almaty_is_nearer_to_bishkek_than_to_astana() -> None:
    near = nearest([43.24], [76.89], [51.17, 42.87], [71.43, 74.59], within_km=500)
    assert near.place.tolist() == [1]
    assert near.km[0] == pytest.approx(191, abs=2)  # Almaty to Bishkek as the crow flies


def test_the_date_line_and_the_poles_are_no_walls() -> None:
    near = nearest([0, 0, 90, 90], [179.9, -179.9, 0, 170], [0, 0, 89], [-179.8, 179.5, -100], within_km=200)
    assert near.place.tolist() == [0, 0, 2, 2]
    assert near.km[2:] == pytest.approx(111.195, abs=1e-3)


def test_beyond_the_limit_there_is_none_and_at_the_limit_there_is_one() -> None:
    degree = float(haversine_km(0, 0, 1, 0))
    at, beyond = nearest([1], [0], [0], [0], degree + 1e-9), nearest([1], [0], [0], [0], degree - 1e-6)
    assert (at.place[0], beyond.place[0]) == (0, assign.NONE)
    assert np.isnan(beyond.km[0])
    assert nearest([5], [5], [5], [5], 0).place[0] == 0
    assert nearest([0], [0], [0], [180], float("inf")).km[0] == pytest.approx(np.pi * EARTH_KM)
    assert nearest([], [], [0], [0], 1).place.size == 0


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.floats(1, 8000))
def test_the_nearest_is_that_of_all_distances(seed: int, within: float) -> None:
    r = np.random.default_rng(seed)
    lat, lon = np.degrees(np.arcsin(r.uniform(-1, 1, 50))), r.uniform(-180, 180, 50)
    to_lat, to_lon = np.degrees(np.arcsin(r.uniform(-1, 1, 20))), r.uniform(-180, 180, 20)
    all_km = haversine_km(lat[:, None], lon[:, None], to_lat, to_lon)
    near = nearest(lat, lon, to_lat, to_lon, within)
    reached = all_km.min(axis=1) <= within
    assert (near.place == np.where(reached, all_km.argmin(axis=1), assign.NONE)).all()
    assert near.km[reached] == pytest.approx(all_km.min(axis=1)[reached], rel=1e-9)


def test_many_points_are_looked_up_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    r = np.random.default_rng(1)
    points, places = (r.uniform(-5, 5, 500), r.uniform(60, 80, 500)), (r.uniform(-5, 5, 30), r.uniform(60, 80, 30))
    whole = nearest(*points, *places, within_km=100)
    monkeypatch.setattr(assign, "AT_ONCE", 7)
    batched = nearest(*points, *places, within_km=100)
    assert (whole.place == batched.place).all()
    assert -1 in whole.place
    assert np.array_equal(whole.km, batched.km, equal_nan=True)


@pytest.mark.parametrize(
    ("points", "places", "within", "words"),
    [
        (([91.0], [0.0]), ([0.0], [0.0]), 1.0, "outside 90"),
        (([5_200_000.0], [650_000.0]), ([0.0], [0.0]), 1.0, "not metres"),
        (([np.nan], [0.0]), ([0.0], [0.0]), 1.0, "points .* blank"),
        (([0.0], [0.0]), ([0.0], [np.nan]), 1.0, "places .* blank"),
        (([0.0, 1.0], [0.0]), ([0.0], [0.0]), 1.0, "2 latitudes and 1 longitudes"),
        (([0.0], [0.0]), ([], []), 1.0, "at least one"),
        (([0.0], [0.0]), ([0.0], [0.0]), -1.0, "0 or more"),
        (([0.0], [0.0]), ([0.0], [0.0]), float("nan"), "0 or more"),
    ],
)
def test_what_cannot_be_looked_up_is_refused(points: Any, places: Any, within: float, words: str) -> None:
    with pytest.raises(BadData, match=words):
        nearest(*points, *places, within_km=within)


@pytest.mark.skipif(not PEERS.is_file(), reason="the peers' inputs are not made; see benchmarks/README.md")
def test_the_peers_points_find_their_own_places() -> None:
    with np.load(PEERS) as z:
        some = slice(0, 100_000)
        near = nearest(z["point_lat"][some], z["point_lon"][some], z["lat"], z["lon"], within_km=5)
        assert (near.place == z["truth"][some]).all()
