"""Where only margins are known (who leaves and who arrives, not who goes where): the flows nearest to a stated prior that have them.

Margins do not say how far people go: every exponent of distance gives flows with the same margins, so that none can be told from them.
The exponent is a prior, and flows are given as ranges over it. Source: entropy maximisation, Wilson 1967,
doi:10.1016/0041-1647(67)90035-4; the prior's masses of places drop out, since the margins replace them.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from highground.basis.errors import BadData
from highground.people.mobility.fit.pairs import Floats
from highground.people.mobility.flows.balance import EQUAL, factors
from highground.people.mobility.flows.shares import LEAST

EXPONENTS: Final = (
    0.8,
    1.3,
    1.8,
)  # low, middle, high; typical of internal migration, not yet verified: card migration-distance
PRIORS: Final = 11  # judged: exponents from low to high that the ranges run over


@dataclass(frozen=True, slots=True)
class Guess:
    """Flows that margins and a prior allow, shape (from, to): low, with the middle exponent, and high.

    unsettled: share of all movers whose destination the exponent alone decides, from one end of its range to the other.
    """

    low: Floats
    mid: Floats
    high: Floats
    exponents: tuple[float, float, float]
    unsettled: float


def nearest(leaving: ArrayLike, arriving: ArrayLike, cost: ArrayLike, exponent: float) -> Floats:
    """Flows (from, to) with these margins, nearest to cost^-exponent in relative entropy; nobody goes to where they are.

    leaving and arriving (place,) in people; cost (from, to) in km or hours, infinite where there is no way. Raises BadData where the
    margins do not sum to the same, naming both sums, or where no flows can have them.
    Three places one apart, two of which only send: all their people arrive at the third.
    >>> nearest([3, 4, 0], [0, 0, 7], [[0, 1, 1], [1, 0, 1], [1, 1, 0]], 1.3)[:, 2].tolist()
    [3.0, 4.0, 0.0]
    """
    out, into, apart = (np.asarray(values, dtype=float) for values in (leaving, arriving, cost))
    _check(out, into, apart)
    with np.errstate(divide="ignore"):
        weights = np.where(np.isfinite(apart), np.maximum(apart, LEAST) ** -float(exponent), 0.0)
    np.fill_diagonal(weights, 0.0)
    a, b = factors(lambda: iter([(0, weights)]), out, into)
    return np.asarray(a[:, None] * weights * b)


def guessed(leaving: ArrayLike, arriving: ArrayLike, cost: ArrayLike, exponents: tuple[float, float, float] = EXPONENTS) -> Guess:
    """Flows by the middle exponent, and the lowest and highest of each pair over the exponents from low to high. Raises BadData."""
    low, mid, high = exponents
    if not low <= mid <= high:
        raise BadData(f"exponents of the prior must rise from low to high, got {low:g}, {mid:g}, {high:g}")
    tables = np.stack([nearest(leaving, arriving, cost, one) for one in np.linspace(low, high, PRIORS)])
    middle = nearest(leaving, arriving, cost, mid)
    moved = np.abs(tables[0] - tables[-1]).sum() / 2
    return Guess(
        np.minimum(tables.min(axis=0), middle),
        middle,
        np.maximum(tables.max(axis=0), middle),
        exponents,
        float(moved / middle.sum()),
    )


def check_balanced(leaving: Floats, arriving: Floats, when: str = "") -> None:
    """Refuse margins whose sums differ. Raises BadData, which names both."""
    gone, came = float(leaving.sum()), float(arriving.sum())
    if abs(gone - came) > EQUAL * max(gone, came):
        raise BadData(
            f"{when}{gone:,.10g} people leave and {came:,.10g} arrive, a difference of {abs(gone - came):,.10g}; between places of one table both "
            "sums are the same: a place is missing, or moves across the border are counted too"
        )


def _check(leaving: Floats, arriving: Floats, cost: Floats) -> None:
    for name, people in (("who leaves", leaving), ("who arrives", arriving)):
        if people.ndim != 1 or not np.all(np.isfinite(people) & (people >= 0)):
            raise BadData(f"{name} must be a row of finite numbers from 0 up; a blank is not 0: fill or drop the place first")
    if not leaving.shape == arriving.shape or cost.shape != (leaving.size, leaving.size):
        raise BadData(f"margins of {leaving.size} and {arriving.size} places do not fit costs of shape {cost.shape}")
    if np.isnan(cost).any() or (cost < 0).any():
        raise BadData("costs have blanks or numbers below 0; write infinite where there is no way")
    check_balanced(leaving, arriving)
    if not leaving.any():
        raise BadData("nobody leaves and nobody arrives, so that there are no flows")
