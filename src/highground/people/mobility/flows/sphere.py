"""Distances on the sphere between all pairs of places, in km. numpy alone."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData

Floats = NDArray[np.float64]

EARTH_KM: Final = 6371.0088  # mean radius of the Earth, IUGG 1980; true distances differ from the sphere's by up to 0.6 %


def unit_sphere(lat: ArrayLike, lon: ArrayLike) -> Floats:
    """Points on the unit sphere, shape (place, 3), of latitudes and longitudes in degrees. Raises BadData."""
    north, east = np.asarray(lat, dtype=float), np.asarray(lon, dtype=float)
    if north.ndim != 1 or north.shape != east.shape:
        raise BadData(f"places have {north.size} latitudes and {east.size} longitudes; give one of each, in a row")
    if not (np.all(np.abs(north) <= 90) and np.all(np.abs(east) <= 360)):
        raise BadData("places lie outside 90 and 360 degrees, or are blank; give latitude first, in degrees, not metres")
    north, east = np.radians(north), np.radians(east)
    flat = np.cos(north)
    return np.stack([flat * np.cos(east), flat * np.sin(east), np.sin(north)], axis=1)


def great_circle_km(here: Floats, there: Floats) -> Floats:
    """Great-circle distance (km) of points on the unit sphere, shapes that broadcast against each other, last axis 3.

    From chords, which keep their digits at a few metres, where arc cosines lose them. A quarter of the way round:
    >>> float(great_circle_km(unit_sphere([0.0], [0.0]), unit_sphere([90.0], [0.0]))[0].round(1))
    10007.6
    """
    chord = np.sqrt(((here - there) ** 2).sum(axis=-1))
    return np.asarray(2 * EARTH_KM * np.arcsin(np.minimum(chord / 2, 1.0)), dtype=float)


def all_km(lat: ArrayLike, lon: ArrayLike) -> Floats:
    """Great-circle distance (km) between all pairs of places in degrees, shape (place, place), zero on the diagonal.

    For some thousand places; `gravity` and `radiation` never hold all distances.
    """
    xyz = unit_sphere(lat, lon)
    return great_circle_km(xyz[:, None, :], xyz)
