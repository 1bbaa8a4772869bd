"""Made-up countries for the tests of flows."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from highground.people.mobility.flows.costs import Places


class Country(NamedTuple):
    people: NDArray[np.float64]
    places: Places
    km: NDArray[np.float64]
    out: NDArray[np.float64]


def haversine_km(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Another formula than the one under test."""
    north, east = np.radians(lat), np.radians(lon)
    half = np.sin((north - north[:, None]) / 2) ** 2
    half = half + np.cos(north) * np.cos(north[:, None]) * np.sin((east - east[:, None]) / 2) ** 2
    return np.asarray(2 * 6371.0088 * np.arcsin(np.sqrt(half)))


@pytest.fixture(scope="session")
def country() -> Callable[..., Country]:
    """A country of so many places from a seed."""

    def made(seed: int = 1, size: int = 30) -> Country:
        r = np.random.default_rng(seed)
        lat, lon = r.uniform(38, 50, size), r.uniform(60, 85, size)
        people, out = np.floor(r.lognormal(9, 1.5, size)), np.floor(r.lognormal(4, 1, size))
        return Country(people, Places(lat, lon), haversine_km(lat, lon), out)

    return made
