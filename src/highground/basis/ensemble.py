"""One seeded joint ensemble. Each uncertain input has its own named stream, so draws never depend on call order."""

from dataclasses import dataclass
from statistics import NormalDist
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Members = NDArray[np.float64]  # shape (member,)
_Z95 = NormalDist().inv_cdf(0.95)  # 1.645; published ranges are 5 to 95 %


@dataclass(frozen=True, slots=True)
class Ensemble:
    """A seed and a number of members; the same name always gives the same draws.

    Countries and warming levels share the streams (common random numbers), so differences between them are not noise.
    Draws are stratified (one per equal slice of probability), which keeps the tails honest at few members.
    """

    seed: int = 1
    members: int = 1000

    def __post_init__(self) -> None:
        if self.members < 2:
            raise ValueError(f"an ensemble needs at least 2 members, got {self.members}")

    def uniform(self, name: str, low: float = 0.0, high: float = 1.0) -> Members:
        """Draws spread evenly between low and high, shape (member,)."""
        rng = np.random.default_rng([self.seed, crc32(name.encode())])
        slices = (rng.permutation(self.members) + rng.random(self.members)) / self.members
        return low + (high - low) * slices

    def normal(self, name: str, mean: float = 0.0, sd: float = 1.0) -> Members:
        """Draws from a normal distribution, shape (member,)."""
        inverse = NormalDist().inv_cdf
        return mean + sd * np.array([inverse(p) for p in self.uniform(name)])

    def between(self, name: str, low: float, mid: float, high: float) -> Members:
        """Draws from a two-sided normal with the published median and 5 and 95 % points, shape (member,).

        >>> draws = Ensemble(seed=1, members=2000).between("demo", 1.0, 2.0, 4.0)
        >>> [round(float(q), 1) for q in np.quantile(draws, [0.05, 0.5, 0.95])]
        [1.0, 2.0, 4.0]
        """
        if not low <= mid <= high:
            raise ValueError(f"{name}: need low <= mid <= high, got {low}, {mid}, {high}")
        return spread(self.normal(name), low, mid, high)


def spread(scores: Members, low: float, mid: float, high: float) -> Members:
    """Standard normal scores turned into draws with the given 5, 50 and 95 % points.

    The same scores with other points give perfectly rank-correlated draws.
    """
    return mid + np.where(scores >= 0, (high - mid), (mid - low)) * scores / _Z95
