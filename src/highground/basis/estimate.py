"""A number we are willing to publish: a range, its unit, and how we know."""

from dataclasses import dataclass
from math import floor, isfinite, log10
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

How = Literal["counted", "measured", "surveyed", "modelled", "judged"]
NOISE = 1e-9  # relative width below which a range is rounding of the computer
NOTHING = 1e-6  # in any unit we print; a smaller amount is what adding and taking away leave of zero
LOPSIDED = 5.0  # high over low from which each end of a range is rounded by itself; judged: else the low end becomes nothing
LEVEL = 0.9  # share of outcomes between low and high; the IPCC "very likely" range, AR6 box 1.1


@dataclass(frozen=True, slots=True)
class Estimate:
    """Low, mid and high with their unit, method and source cards.

    Raises ValueError when the range is out of order or not finite, the method is unknown, or no source is named.
    """

    low: float
    mid: float
    high: float
    unit: str
    how: How
    sources: tuple[str, ...]  # card ids; empty is an error

    def __post_init__(self) -> None:
        if not all(map(isfinite, (self.low, self.mid, self.high))):
            raise ValueError(f"need finite numbers, got {self.low}, {self.mid}, {self.high} {self.unit}")
        if not self.low <= self.mid <= self.high:
            raise ValueError(f"need low <= mid <= high, got {self.low}, {self.mid}, {self.high} {self.unit}")
        if self.how not in get_args(How):
            raise ValueError(f"need one of {', '.join(get_args(How))}, got {self.how!r}")
        if not self.sources:
            raise ValueError(f"{self.mid} {self.unit} has no source card")

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.mid:,.10g} {self.unit}"
        low, mid, high = (f"{value:,.10g}" for value in honest(self.low, self.mid, self.high))
        return f"{mid} {self.unit} ({low} to {high})"


def last_digit(low: float, high: float) -> int | None:
    """Digits after the point that a range supports, negative for tens and more; None where there is no range.

    >>> last_digit(8_214, 17_402), last_digit(1.21, 2.63), last_digit(3, 3)
    (-3, 1, None)
    """
    half = (high - low) / 2
    return -floor(log10(half)) if half > 0 and isfinite(half) else None


def lopsided(low: float, mid: float, high: float) -> bool:
    """Whether a range spans factors, so that one last digit cannot serve both of its ends: 2,900 to 34,000, not 0 to 30,000."""
    return high >= LOPSIDED * low if low > 0 else low == 0 and 0 < mid <= high / LOPSIDED


def figure(value: float) -> int:
    """The last digit of a number in such a range: its first figure, and the second where the first is 1 or 2; at most a sixth off.

    >>> [round(x, figure(x)) for x in (2_937.0, 9_400.0, 33_840.0, 0.163)]
    [2900.0, 9000.0, 30000.0, 0.16]
    """
    power = floor(log10(value)) if value > 0 else 0
    return 1 - power if value < 3 * 10.0**power else -power


def honest(low: float, mid: float, high: float) -> tuple[float, float, float]:
    """Round a range to the digit that its own width supports; where it is lopsided, each number by itself.

    >>> honest(8_214, 11_937, 17_402), honest(2_937, 9_400, 33_840)
    ((8000.0, 12000.0, 17000.0), (2900.0, 9000.0, 30000.0))
    """
    if lopsided(low, mid, high) and isfinite(high):
        return float(round(low, figure(low))), float(round(mid, figure(mid))), float(round(high, figure(high)))
    digits = last_digit(low, high)
    if digits is None:
        return low, mid, high
    rounded = tuple(float(round(value, digits)) for value in (low, mid, high))
    return rounded[0], rounded[1], rounded[2]


def summarise(members: ArrayLike, unit: str, how: How, sources: tuple[str, ...]) -> Estimate:
    """Low, median and high of an ensemble, shape (member,), at the published level.

    >>> str(summarise(np.arange(101.0), "m", "modelled", ("demo",)))
    '50 m (5 to 100)'
    """
    tail = (1 - LEVEL) / 2
    values = np.asarray(members, dtype=float)
    values = np.where(np.abs(values) < NOTHING, 0.0, values)
    low, mid, high = (float(q) for q in np.quantile(values, [tail, 0.5, 1 - tail]))
    if high - low <= NOISE * max(abs(low), abs(high)):  # the last bits of a constant are not a range
        low = mid = high = float(f"{mid:.10g}")
    return Estimate(low, mid, high, unit, how, sources)
