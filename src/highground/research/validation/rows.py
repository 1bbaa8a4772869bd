"""One check: our number beside a published one, its band and the verdict."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Row:
    """One check. A missing band means that the row informs and another row decides."""

    check: str
    ours: float
    published: float
    low: float
    high: float
    unit: str
    source: str

    @property
    def verdict(self) -> str:
        """pass or fail against the band; info where there is none."""
        if np.isnan(self.low):
            return "info"
        return "pass" if self.low <= self.ours <= self.high else "fail"


def shown(check: str, ours: float, published: float, unit: str, source: str) -> Row:
    """A row without a band: it informs and decides nothing."""
    return Row(check, ours, published, float("nan"), float("nan"), unit, source)
