"""How good a fit is: in space, and in time beside the historical mean. Models of migration fit space and fail in time, so both are given."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from highground.basis.errors import BadData
from highground.people.mobility.fit.pairs import Floats, Pairs

NOT_KNOWN: Final = float("nan")


@dataclass(frozen=True, slots=True)
class InSpace:
    """How well expected flows meet recorded ones, pair by pair. 1 is perfect but for the error, where 0 is.

    d2: share of the deviance from one mean for all pairs that is explained. pseudo_r2: the same of the log-likelihood, which also
    holds what no model of Poisson counts could explain (McFadden). srmse: root mean squared error over the mean flow. sorensen: twice
    the flows in common over all flows (common part of commuters).
    """

    d2: float
    pseudo_r2: float
    srmse: float
    sorensen: float


@dataclass(frozen=True, slots=True)
class InTime:
    """How well changes over the years inside each pair are met, beside the historical mean: that of the pair's other years.

    r2: share of the squared changes around each pair's own mean that is explained; below 0 where expected changes miss by more than no
    change does. error, baseline: mean absolute error of the model and of the historical mean, people a pair and year. better: share of
    the historical mean's squared error that the model takes away; below 0 where the model is worse.
    """

    r2: float
    error: float
    baseline: float
    better: float
    pairs: int  # pairs with two years or more


def in_space(recorded: ArrayLike, expected: ArrayLike) -> InSpace:
    """Measures over all pairs that are reported; NaN is not reported. Raises BadData.

    >>> measured = in_space([10.0, 0.0, 20.0], [12.0, 2.0, 16.0])
    >>> round(measured.srmse, 3), round(measured.sorensen, 3)
    (0.283, 0.867)
    """
    y, mu = _both(recorded, expected)
    mean = np.full_like(y, y.mean())
    least, most = _deviance(y, mu), _deviance(y, mean)
    level, flat = _likelihood(y, mu), _likelihood(y, mean)
    return InSpace(
        1 - least / most if most > 0 else NOT_KNOWN,
        1 - level / flat if flat < 0 else NOT_KNOWN,
        float(np.sqrt(((y - mu) ** 2).mean()) / y.mean()),
        float(2 * np.minimum(y, mu).sum() / (y.sum() + mu.sum())),
    )


def in_time(recorded: ArrayLike, expected: ArrayLike) -> InTime:
    """Measures of changes over periods, shapes (period, ...); pairs with fewer than two reported periods are left out. Raises BadData.

    A model that expects the same in every year explains no change; one that knows each year explains all of it.
    >>> in_time([[4.0], [6.0]], [[5.0], [5.0]]).r2, in_time([[4.0], [6.0]], [[4.0], [6.0]]).better
    (0.0, 1.0)
    """
    y, mu = np.asarray(recorded, dtype=float), np.asarray(expected, dtype=float)
    if y.shape != mu.shape or y.ndim < 2 or y.shape[0] < 2:
        raise BadData(f"changes over time need two periods or more in front, got shapes {y.shape} and {mu.shape}")
    y, mu = y.reshape(y.shape[0], -1), mu.reshape(mu.shape[0], -1)
    known = np.isfinite(y) & np.isfinite(mu)
    known &= known.sum(axis=0) > 1
    if not known.any():
        raise BadData("no pair of places is reported in two periods, so that there is no change to explain")
    y, mu = np.where(known, y, 0.0), np.where(known, mu, 0.0)
    years = np.maximum(known.sum(axis=0), 2)
    around = np.where(known, y - y.sum(axis=0) / years, 0.0)
    missed = np.where(known, around - (mu - mu.sum(axis=0) / years), 0.0)
    others = np.where(known, (y.sum(axis=0) - y) / (years - 1), 0.0)
    ours, theirs, changes = ((y - mu) ** 2).sum(), ((y - others) ** 2).sum(), (around**2).sum()
    count = known.sum()
    return InTime(
        float(1 - (missed**2).sum() / changes) if changes > 0 else NOT_KNOWN,
        float(np.abs(y - mu).sum() / count),
        float(np.abs(y - others).sum() / count),
        float(1 - ours / theirs) if theirs > 0 else NOT_KNOWN,
        int((known.sum(axis=0) > 1).sum()),
    )


def recorded(flows: Pairs) -> Floats:
    """The flows with NaN where nothing is reported, for the measures."""
    return np.where(flows.missing(), np.nan, flows.flow)


def _both(recorded: ArrayLike, expected: ArrayLike) -> tuple[Floats, Floats]:
    y, mu = np.asarray(recorded, dtype=float), np.asarray(expected, dtype=float)
    if y.shape != mu.shape:
        raise BadData(f"recorded flows have shape {y.shape}, expected ones {mu.shape}; give the same pairs")
    known = np.isfinite(y) & np.isfinite(mu)
    if not known.any() or y[known].sum() <= 0:
        raise BadData("nobody moved in the recorded flows, so that there is nothing to measure")
    return y[known], mu[known]


def _deviance(y: Floats, mu: Floats) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(y > 0, y * np.log(y / mu), 0.0)
    return float(2 * (part - y + mu).sum())


def _likelihood(y: Floats, mu: Floats) -> float:
    """Poisson log-likelihood; the logarithm of y! by Stirling's series beyond 20, good to ten digits."""
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(y > 0, y * np.log(mu), 0.0)
    return float((part - mu - _log_factorial(y)).sum())


def _log_factorial(y: Floats) -> Floats:
    n = y + 1.0
    shift = np.maximum(0.0, np.ceil(20.0 - n))
    low = np.zeros_like(n)
    for k in range(20):
        low += np.where(k < shift, np.log(n + k), 0.0)
    z = n + shift
    return np.asarray(
        (z - 0.5) * np.log(z) - z + 0.5 * np.log(2 * np.pi) + 1 / (12 * z) - 1 / (360 * z**3) + 1 / (1260 * z**5) - low
    )
