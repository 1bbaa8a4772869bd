"""Which place is nearest: many points and many places on the sphere, with a limit beyond which the answer is none."""

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

from highground.basis.errors import BadData
from highground.people.impacts.curves import Floats, floats

EARTH_KM: Final = 6371.0088  # mean radius of the Earth, IUGG 1980; true distances differ from the sphere's by up to 0.6 %
ROWS: Final = 512  # judged: points are looked up along this many rows, so that neighbours follow each other; 256 to 2,048 alike
AT_ONCE: Final = 1 << 18  # points; keeps temporaries below 20 MB
NONE: Final = -1


class Nearest(NamedTuple):
    """For each point the index of the nearest place, NONE (-1) where none is near enough, and its distance (km, NaN for none)."""

    place: NDArray[np.int64]
    km: Floats


def nearest(lat: ArrayLike, lon: ArrayLike, place_lat: ArrayLike, place_lon: ArrayLike, within_km: float) -> Nearest:
    """Nearest place of each point by great circle, no farther than within_km; degrees, points (point,), places (place,).

    Exact on the sphere, across the date line and at the poles; where two places are equally near (to a micrometre) either may
    be named. Raises BadData for blanks, impossible degrees and distances, and when there are no places.
    A degree of latitude is 111.195 km:
    >>> near = nearest([0.4, 3.0], [0.0, 0.0], [0.0, 1.0], [0.0, 0.0], within_km=100)
    >>> near.place.tolist(), near.km.round(2).tolist()
    ([0, -1], [44.48, nan])
    """
    here, there = _degrees(lat, lon, "points"), _degrees(place_lat, place_lon, "places")
    if not within_km >= 0:
        raise BadData(f"a distance of {within_km} km; give one of 0 or more, infinite for no limit")
    if not there[0].size:
        raise BadData("no places to be near to; give at least one")
    tree = cKDTree(_unit_sphere(*there))
    bound = 2 * math.sin(min(within_km / EARTH_KM, math.pi) / 2) * (1 + 1e-9) + 1e-15  # a little wide: kilometres decide
    place, km = np.full(here[0].size, NONE, dtype=np.int64), np.full(here[0].size, np.nan)
    order = _neighbours_first(*here)
    for start in range(0, order.size, AT_ONCE):
        some = order[start : start + AT_ONCE]
        chord, found = tree.query(_unit_sphere(here[0][some], here[1][some]), distance_upper_bound=bound)
        away = 2 * EARTH_KM * np.arcsin(np.minimum(chord, 2) / 2)
        near = (found < tree.n) & (away <= within_km)
        place[some] = np.where(near, found, NONE)
        km[some] = np.where(near, away, np.nan)
    return Nearest(place, km)


def _degrees(lat: ArrayLike, lon: ArrayLike, words: str) -> tuple[Floats, Floats]:
    north, east = floats(lat), floats(lon)
    if north.ndim != 1 or north.shape != east.shape:
        raise BadData(f"{words} have {north.size} latitudes and {east.size} longitudes; give one of each, in a row")
    if not (np.all(np.abs(north) <= 90) and np.all(np.abs(east) <= 360)):
        raise BadData(f"{words} lie outside 90 and 360 degrees, or are blank; give latitude first, in degrees, not metres")
    return north, east


def _unit_sphere(lat: Floats, lon: Floats) -> Floats:
    north, east = np.radians(lat), np.radians(lon)
    flat = np.cos(north)
    return np.stack([flat * np.cos(east), flat * np.sin(east), np.sin(north)], axis=1)


def _neighbours_first(lat: Floats, lon: Floats) -> NDArray[np.int64]:
    """An order of the points in which most follow a neighbour, so that the same branches of the tree are at hand."""
    if not lat.size:
        return np.zeros(0, dtype=np.int64)
    rows, columns = (((axis - axis.min()) * (ROWS / max(np.ptp(axis), 1e-9))).astype(np.int64) for axis in (lat, lon))
    return np.argsort(rows * (ROWS + 1) + columns)
