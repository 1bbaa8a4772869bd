"""How single questions worked: how hard, how well they tell who knows, how far the test agrees with itself, and who changed his answer."""

from collections.abc import Sequence
from math import comb
from typing import Final

import numpy as np
from numpy.typing import NDArray

from highground.response.capacity.learning.gain import COVERED, Span

Right = NDArray[np.float64]  # participants by items, 1 for a right answer, 0 for a wrong one or a blank
EXTREME: Final = 0.27  # share of the best and of the weakest; Kelley (1939), J. Educ. Psychol. 30, 17-24


def difficulty(right: Right) -> list[float]:
    """Share of participants with a right answer, an item each; a low share is a hard item."""
    return [float(share) for share in right.mean(axis=0)]


def discrimination(right: Right) -> list[float | None]:
    """Correlation of each item with the sum of the others (corrected point-biserial); None where everybody answered alike.

    By hand: three people, item 1 right for the best two, the others' sums 2, 1, 0.
    >>> found = discrimination(np.array([[1, 1, 1], [1, 1, 0], [0, 0, 0.0]]))
    >>> round(found[0], 3)
    0.866
    """
    totals = right.sum(axis=1)
    return [_correlation(right[:, at], totals - right[:, at]) for at in range(right.shape[1])]


def _correlation(one: Right, other: Right) -> float | None:
    a, b = one - one.mean(), other - other.mean()
    scale = float(np.sqrt((a**2).sum() * (b**2).sum()))
    return None if scale <= 1e-12 else float((a * b).sum() / scale)


def upper_lower(right: Right) -> list[float]:
    """Share right among the best 27 % less that among the weakest 27 %; who ties at the border counts in part, so that order does not matter.

    >>> upper_lower(np.array([[1, 1.0], [1, 0], [0, 0], [0, 0]]))
    [1.0, 1.0]
    """
    totals = right.sum(axis=1)
    count = max(1, round(EXTREME * totals.size))
    return [float(one) for one in _weights(totals, count) @ right - _weights(-totals, count) @ right]


def _weights(totals: Right, count: int) -> Right:
    """Weights of those with the highest totals, together 1: whole above the border, shared at it."""
    border = np.sort(totals)[::-1][count - 1]
    above, at = totals > border, totals == border
    return np.asarray((above + at * (count - above.sum()) / at.sum()) / count, dtype=np.float64)


def kr20(right: Right) -> Span | None:
    """Kuder-Richardson formula 20 (Cronbach's alpha of right and wrong), with Feldt's interval. None where it does not exist.

    Kuder & Richardson (1937); Feldt (1965), Psychometrika 30, 357-370. By hand: items right in 3, 2 and 1 of 4, sums 3, 2, 1, 0:
    sum of p q is 0.1875 + 0.25 + 0.1875 = 0.625, variance 1.25, so 3/2 (1 - 0.5) = 0.75.
    >>> round(kr20(np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0.0]])).mid, 3)
    0.75
    """
    from scipy.stats import f  # noqa: PLC0415

    people, items = right.shape
    variance = float(right.sum(axis=1).var())
    if items < 2 or people < 2 or variance <= 1e-12:
        return None
    share = right.mean(axis=0)
    alpha = min(1.0, items / (items - 1) * (1 - float((share * (1 - share)).sum()) / variance))  # rounding may pass 1
    ends = (
        1 - (1 - alpha) * float(f.ppf(at, people - 1, (people - 1) * (items - 1))) for at in ((1 + COVERED) / 2, (1 - COVERED) / 2)
    )
    return Span(alpha, *ends)


def mcnemar(lost: int, won: int) -> float:
    """Chance of a split at least as uneven if nobody had learnt or forgotten: exact and two-sided (McNemar 1947, binomial).

    By hand: 8 of 9 changed to right; 2 (1 + 9) / 512.
    >>> mcnemar(1, 8), mcnemar(0, 6), mcnemar(3, 3)
    (0.0390625, 0.03125, 1.0)
    """
    changed = lost + won
    tail: int = sum(comb(changed, at) for at in range(min(lost, won) + 1))
    return min(1.0, float(2 * tail / 2**changed))


def holm(chances: Sequence[float]) -> list[float]:
    """The chances corrected for being many, in their order (Holm 1979, Scand. J. Stat. 6, 65-70).

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    found, least = [0.0] * len(chances), 0.0
    for rank, at in enumerate(sorted(range(len(chances)), key=lambda at: chances[at])):
        least = max(least, min(1.0, (len(chances) - rank) * chances[at]))
        found[at] = least
    return found
