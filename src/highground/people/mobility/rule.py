"""The choice of a household, in one page: who wishes to move, who can, and the four cells.

Two chances, each a logistic function: aspiration rises with the impacts that a livelihood feels, capability falls with the means that
the same impacts take from the poor. Impacts act together inside one chance; they are never added up into causes. The product of the
two gives the four cells of Carling (2002, doi:10.1080/13691830120103912) and Schewel (2020, doi:10.1177/0197918319831952), and a share
of those who wish and can moves in a year. Every function broadcasts: types in `expected`, households in `households`.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Values = NDArray[np.float64]


def chance(log_odds: ArrayLike) -> Values:
    """A chance between 0 and 1 from log odds; no overflow however large they are.

    >>> float(chance(0.0)), round(float(chance(np.log(3.0))), 6)
    (0.5, 0.75)
    """
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -40.0, 40.0))))


def pressure(effect: ArrayLike, weight: ArrayLike, z: ArrayLike) -> Values:
    """Log odds of wishing to move that impacts add: effect times weight times z, summed over the last axis, that of drivers.

    effect: log odds per sd; weight: how much of it a livelihood feels, 0 to 1; z: impact in sd of today's year-to-year variation,
    positive is worse. Broadcast them to (..., driver). Zero impacts press with exactly zero.
    >>> float(pressure([0.04, 0.02], [1.0, 0.5], [2.0, 1.0]))  # 0.08 + 0.01
    0.09
    """
    return np.asarray((np.asarray(effect) * np.asarray(weight) * np.asarray(z)).sum(axis=-1))


def loss(loss_per_sd: ArrayLike, weight: ArrayLike, z: ArrayLike, part: ArrayLike = 1.0, kept: ArrayLike = 1.0) -> Values:
    """Log odds of being able to move that lost means take away: loss times weight times z, summed over the last axis, that of drivers.

    loss_per_sd: log odds per sd, of the poorest; weight and z as in `pressure`; part (...): loss of an income against theirs; kept (...):
    what a lever leaves of a loss, never of a gain.
    >>> float(loss([0.1, 0.2], [1.0, 0.5], [2.0, 1.0]).round(9))  # 0.2 + 0.1
    0.3
    """
    lost = pressure(loss_per_sd, weight, z)
    return np.asarray(np.asarray(part) * lost * np.where(lost > 0, kept, 1.0))


def aspiration(base: ArrayLike, pressed: ArrayLike) -> Values:
    """Chance that a household wishes to move: log odds of its age and sex plus what impacts press."""
    return chance(np.asarray(base) + np.asarray(pressed))


def capability(base: ArrayLike, lost: ArrayLike) -> Values:
    """Chance that a household can move: log odds of its income and livelihood less the means that impacts take."""
    return chance(np.asarray(base) - np.asarray(lost))


def cells(wish: ArrayLike, can: ArrayLike, mobile: ArrayLike) -> tuple[Values, Values, Values, Values]:
    """Shares mobile, voluntary, involuntary, acquiescent, from those who wish, who can and who do both; they add up to 1.

    For one type of households mobile is wish times can; for a mean over types it is the mean of that.
    >>> [round(float(part), 2) for part in cells(0.2, 0.6, 0.12)]
    [0.12, 0.48, 0.08, 0.32]
    """
    wish, can, both = np.asarray(wish), np.asarray(can), np.asarray(mobile)
    return both, can - both, wish - both, 1 - wish - can + both
