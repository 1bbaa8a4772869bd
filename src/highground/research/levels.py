"""Between the warming levels that the chain knows: which two stand on both sides, and what lies between them on the straight line."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from highground.basis.scenario import ALL_LEVELS, TODAY

Values = NDArray[np.float64]


def sides(level: float) -> tuple[float, float, float]:
    """The known levels on both sides of a level in degC, and how far it lies from the first to the second, 0 to 1.

    Today and the last level are the ends: what lies outside takes theirs.
    >>> sides(1.75), sides(2.0), sides(0.9), sides(9.0)
    ((1.5, 2.0, 0.5), (2.0, 2.0, 0.0), (1.09, 1.09, 0.0), (4.0, 4.0, 0.0))
    """
    inside = min(max(float(level), TODAY), ALL_LEVELS[-1])
    below = max(known for known in ALL_LEVELS if known <= inside)
    above = min(known for known in ALL_LEVELS if known >= inside)
    return below, above, 0.0 if below == above else (inside - below) / (above - below)


def straight(known: Mapping[float, float], level: float) -> float:
    """A number at a level, on the straight line between those of the known levels.

    >>> straight({1.5: 10.0, 2.0: 20.0}, 1.75)
    15.0
    """
    below, above, share = sides(level)
    return (1 - share) * known[below] + share * known[above]


def mixed(impacts: Mapping[float, Mapping[str, Values]], level: float) -> dict[str, Values]:
    """Impacts of a level, driver -> z in sd; between two known levels on the straight line in every member.

    impacts: known level -> driver -> z. A driver that only one of the two levels has is left out.
    >>> known = {1.5: {"water": np.array([1.0])}, 2.0: {"water": np.array([2.0])}}
    >>> {driver: float(z[0]) for driver, z in mixed(known, 1.75).items()}
    {'water': 1.5}
    """
    below, above, share = sides(level)
    lower, upper = impacts[below], impacts[above]
    return {driver: (1 - share) * lower[driver] + share * upper[driver] for driver in lower if driver in upper}
