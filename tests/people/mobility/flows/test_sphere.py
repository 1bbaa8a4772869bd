from typing import Any

import numpy as np
import pytest

from highground.basis.errors import BadData
from highground.people.mobility.flows.sphere import EARTH_KM, all_km, great_circle_km, unit_sphere


def test_a_degree_of_the_equator_and_the_way_to_the_other_side() -> None:
    km = all_km([0, 0, 0, 90], [0, 1, 180, 33])
    assert km[0, 1] == pytest.approx(111.195, abs=1e-3)
    assert km[0, 2] == pytest.approx(np.pi * EARTH_KM)
    assert km[:3, 3] == pytest.approx(np.pi / 2 * EARTH_KM)
    assert (km == km.T).all()
    assert (np.diag(km) == 0).all()


def test_a_metre_keeps_its_digits() -> None:
    metre = np.degrees(0.001 / EARTH_KM)
    assert all_km([45, 45 + metre], [70, 70])[0, 1] == pytest.approx(0.001, rel=1e-6)


def test_the_date_line_is_no_wall() -> None:
    assert all_km([0, 0], [179.5, -179.5])[0, 1] == pytest.approx(111.195, abs=1e-3)


def test_shapes_broadcast() -> None:
    points = unit_sphere([0, 10, 20], [0, 0, 0])
    assert great_circle_km(points[0], points).shape == (3,)


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        ([91.0], [0.0], "outside"),
        ([0.0], [np.nan], "blank"),
        ([5e6], [6e5], "not metres"),
        ([0.0, 1.0], [0.0], "2 latitudes and 1"),
    ],
)
def test_what_is_no_place_is_refused(lat: Any, lon: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        all_km(lat, lon)
