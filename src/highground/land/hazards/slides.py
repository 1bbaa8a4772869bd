"""Where slopes slide: a logistic susceptibility from terrain, and how well it tells slides from other slopes elsewhere.

Random folds flatter a model of landslides, because neighbours are alike; folds here are patches of ground.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.cluster.vq import kmeans2
from scipy.special import expit
from scipy.stats import rankdata

from highground.basis.errors import BadData

Values = NDArray[np.float64]

RIDGE: Final = 1.0  # penalty on standardised coefficients, worth about one observation; judged
MOST_STEPS: Final = 50  # Newton steps; a ridge fit of a few hundred points settles in under ten
SETTLED: Final = 1e-8  # largest change of a coefficient at which the fit has settled
FEWEST: Final = 10  # slides, and other slopes, below which nothing is fitted; judged


@dataclass(frozen=True, slots=True)
class Susceptibility:
    """A fitted model: means and spreads of the terrain it saw, and the coefficients for standardised terrain, first the constant."""

    mean: Values
    spread: Values
    coefficients: Values

    def chance(self, terrain: ArrayLike) -> Values:
        """Chance between 0 and 1 that a slope is of the sliding kind, shape (point,); terrain has shape (point, variable).

        On a sample with as many slides as other slopes this ranks slopes; it is no yearly rate.
        """
        design = (np.asarray(terrain, dtype=float) - self.mean) / self.spread
        return np.asarray(expit(self.coefficients[0] + design @ self.coefficients[1:]), dtype=float)


def fit(terrain: ArrayLike, slid: ArrayLike) -> Susceptibility:
    """Fit a ridge logistic model to terrain, shape (point, variable), and slid, True where the slope has slid, shape (point,).

    Raises BadData for blanks, for a variable that never varies, or for fewer than ten slides or other slopes.
    """
    x, y = _checked(terrain, slid)
    mean, spread = x.mean(axis=0), x.std(axis=0)
    if (spread == 0).any():
        raise BadData(f"terrain variable {int(np.argmin(spread))} is the same at every point; leave it out")
    design = np.column_stack([np.ones(len(y)), (x - mean) / spread])
    penalty = RIDGE * np.diag([0.0] + [1.0] * x.shape[1])
    found = np.zeros(design.shape[1])
    for _ in range(MOST_STEPS):
        chance = expit(design @ found)
        score = design.T @ (y - chance) - penalty @ found
        step = np.linalg.solve((design * (chance * (1 - chance))[:, None]).T @ design + penalty, score)
        found = found + step
        if np.abs(step).max() < SETTLED:
            break
    return Susceptibility(mean, spread, found)


def auc(chance: ArrayLike, slid: ArrayLike) -> float:
    """Area under the receiver operating characteristic: how often a slide is ranked above another slope; ties count half.

    Source: Hanley and McNeil 1982, doi:10.1148/radiology.143.1.7063747.
    >>> auc([0.1, 0.4, 0.35, 0.8], [False, False, True, True])
    0.75
    """
    y = np.asarray(slid, dtype=bool)
    slides, others = int(y.sum()), int((~y).sum())
    if not slides or not others:
        raise BadData(f"an area under the curve needs slides and other slopes, got {slides} and {others}")
    above = rankdata(np.asarray(chance, dtype=float))[y].sum() - slides * (slides + 1) / 2
    return float(above / (slides * others))


def patches(points: ArrayLike, count: int, seed: int) -> NDArray[np.intp]:
    """Patch 0 to count - 1 of each point, shape (point,), by k-means on the coordinates (m), shape (point, 2)."""
    xy = np.asarray(points, dtype=float)
    _, label = kmeans2(xy, count, minit="++", seed=seed, missing="raise")
    return np.asarray(label, dtype=np.intp)


def spatial_auc(terrain: ArrayLike, slid: ArrayLike, points: ArrayLike, count: int = 5, seeds: ArrayLike = range(20)) -> Values:
    """Area under the curve on ground that the fit has not seen, shape (seed,): each patch is ranked by a fit to the others.

    The chances of all patches are pooled and ranked together, once for each seed of the patches.
    """
    x, y = _checked(terrain, slid)
    found = []
    for seed in np.asarray(seeds, dtype=int):
        patch = patches(points, count, int(seed))
        chance = np.empty(len(y))
        for number in range(count):
            away = patch != number
            chance[~away] = fit(x[away], y[away]).chance(x[~away])
        found.append(auc(chance, y))
    return np.array(found)


def _checked(terrain: ArrayLike, slid: ArrayLike) -> tuple[Values, NDArray[np.bool_]]:
    x, y = np.asarray(terrain, dtype=float), np.asarray(slid, dtype=bool)
    if x.ndim != 2 or len(x) != len(y):
        raise BadData(f"terrain must have one row a point and one column a variable, got {x.shape} for {len(y)} points")
    if not np.isfinite(x).all():
        raise BadData(f"terrain has {int((~np.isfinite(x)).sum())} blanks; leave those points out and say so")
    if min(int(y.sum()), int((~y).sum())) < FEWEST:
        raise BadData(f"need at least {FEWEST} slides and {FEWEST} other slopes, got {int(y.sum())} and {int((~y).sum())}")
    return x, y
