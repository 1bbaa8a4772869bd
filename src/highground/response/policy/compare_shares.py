"""Shares of few texts with intervals: one share (Wilson), the difference of two (Newcombe), and the chance of a difference so large (Fisher)."""

from dataclasses import dataclass
from math import comb, sqrt
from typing import Final

from highground.basis.errors import BadData

Z: Final = 1.959963984540054  # normal quantile for 95 %, by definition
SAME: Final = 1e-9  # tables whose chances differ by less count as equally likely; rounding of floats


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `n`: the share and the ends of its 95 % interval; all None where there is nothing to count in."""

    hits: int
    n: int
    mid: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One share less another, the ends of its 95 % interval, and the two-sided chance of a difference so large where there is none."""

    mid: float
    low: float
    high: float
    p: float


def wilson(hits: int, n: int) -> Share:
    """A share and its 95 % interval (Wilson 1927), which stays between 0 and 1 and is honest for few. Raises BadData for impossible counts.

    >>> [round(x, 4) for x in (lambda s: (s.low, s.high))(wilson(56, 70))]
    [0.6918, 0.877]
    """
    if not 0 <= hits <= n:
        raise BadData(f"{hits} of {n} is no share; give hits from 0 to the number of texts")
    if n == 0:
        return Share(0, 0, None, None, None)
    mid, square = hits / n, Z * Z
    centre = (hits + square / 2) / (n + square)
    half = Z * sqrt(hits * (n - hits) / n + square / 4) / (n + square)
    return Share(hits, n, mid, 0.0 if hits == 0 else max(0.0, centre - half), 1.0 if hits == n else min(1.0, centre + half))


def newcombe(one: Share, other: Share) -> Difference | None:
    """The difference of two independent shares (Newcombe 1998, method 10); None where one of them counts nothing.

    >>> found = newcombe(wilson(56, 70), wilson(48, 80))
    >>> [round(x, 4) for x in (found.mid, found.low, found.high)]
    [0.2, 0.0524, 0.3339]
    """
    if one.mid is None or one.low is None or one.high is None or other.mid is None or other.low is None or other.high is None:
        return None
    mid = one.mid - other.mid
    low = mid - sqrt((one.mid - one.low) ** 2 + (other.high - other.mid) ** 2)
    high = mid + sqrt((one.high - one.mid) ** 2 + (other.mid - other.low) ** 2)
    return Difference(mid, low, high, fisher(one.hits, one.n, other.hits, other.n))


def fisher(a: int, n: int, b: int, m: int) -> float:
    """Fisher's exact test, two-sided, of a of n against b of m: the chance of a table at most as likely as this one.

    The tea tasting, 3 of 4 against 1 of 4 (Fisher 1935): 34 of 70.
    >>> round(fisher(3, 4, 1, 4), 4)
    0.4857
    """
    hits = a + b
    ways = {k: comb(n, k) * comb(m, hits - k) for k in range(max(0, hits - m), min(n, hits) + 1)}
    return min(1.0, sum(way for way in ways.values() if way <= ways[a] * (1 + SAME)) / comb(n + m, hits))
