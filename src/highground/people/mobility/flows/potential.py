"""Population potential: how strongly people around a place draw others to it, as Groundswell spreads people in space."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial import cKDTree

from highground.basis.errors import BadData
from highground.people.mobility.flows.costs import Places
from highground.people.mobility.flows.found import Floats, persons
from highground.people.mobility.flows.sphere import EARTH_KM

REACH_KM: Final = 100.0  # convention of the model; Jones and O'Neill 2016 as coded in IMMM-SFA/population_gravity
AT_ONCE: Final = 256  # places; pairs within reach are held for so many at a time


def potential(
    people: ArrayLike, places: Places, alpha: float, beta: float, *, land: ArrayLike = 1.0, suited: ArrayLike = 1.0,
    reach_km: float = REACH_KM,
) -> Floats:  # fmt: skip
    """Potential of each place, v_i = suited_i land_i sum_j people_j^alpha exp(-beta km_ij) over the other places within reach_km.

    people, land (share of the cell that can be settled), suited (any factor from 0 up): (place,). beta is per km: check the
    distance unit before use, published values have others. The place itself does not count, as in the published code; another at
    the same point does. Empty places draw nobody, whatever alpha. Fitted alpha and beta lie within -2 and 2; none is known for
    Central Asia. Source: Jones and O'Neill 2016, doi:10.1088/1748-9326/11/8/084003. Raises BadData.
    By hand, 100 people 1 km away, alpha 1, beta ln 2: half of them.
    >>> degree = 1 / 111.195079734
    >>> potential([0, 100], Places([0, degree], [0, 0]), 1.0, np.log(2)).round(6).tolist()
    [50.0, 0.0]
    """
    here = persons(people, "people of the places")
    if places.size != here.size:
        raise BadData(f"there are {places.size} places and people for {here.size}; give one number of people a place")
    if not (np.isfinite(alpha) and np.isfinite(beta) and 0 < reach_km < np.inf):
        raise BadData(f"alpha {alpha}, beta {beta} and a reach of {reach_km} km; give finite numbers, and a reach above 0")
    factor = _share(land, here.size, "land") * _share(suited, here.size, "suited")
    draw = np.where(here > 0, np.power(here, alpha, where=here > 0, out=np.zeros(here.size)), 0.0)
    points = places.xyz.T
    tree, found = cKDTree(points), np.zeros(here.size)
    chord = 2 * np.sin(min(reach_km / EARTH_KM / 2, np.pi / 2)) * (1 + 1e-12)
    for start in range(0, here.size, AT_ONCE):
        pairs = cKDTree(points[start : start + AT_ONCE]).sparse_distance_matrix(tree, chord, output_type="ndarray")
        i, j = pairs["i"] + start, pairs["j"]
        km = 2 * EARTH_KM * np.arcsin(np.minimum(pairs["v"] / 2, 1.0))
        found += np.bincount(i, np.where(i == j, 0.0, draw[j] * np.exp(-beta * km)), here.size)
    return np.asarray(factor * found, dtype=float)


def _share(given: ArrayLike, size: int, words: str) -> Floats:
    row = np.broadcast_to(np.asarray(given, dtype=float), size) if np.ndim(given) == 0 else np.asarray(given, dtype=float)
    if row.shape != (size,) or not np.all(np.isfinite(row) & (row >= 0)):
        raise BadData(f"{words} needs one finite number from 0 up, or one for each of the {size} places")
    return row
