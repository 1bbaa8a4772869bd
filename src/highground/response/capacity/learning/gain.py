"""What a class gained: normalised gain, the mean change and its size, and what of it is left months later, each with its interval."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Shares = NDArray[np.float64]  # share of right answers of each participant, 0 to 1
COVERED: Final = 0.95  # of an interval
SMALL: Final = 10  # participants; below it one person moves a range, and shares are far from the normal law; judged
WIDEST: Final = 50.0  # of a size times the root of participants; beyond it the law of noncentral t is not computed; judged


@dataclass(frozen=True, slots=True)
class Span:
    """A number with the ends of its 95 % interval; the ends are None where too few people answered to tell."""

    mid: float
    low: float | None = None
    high: float | None = None


def class_gain(pre: Shares, post: Shares) -> float | None:
    """Share of what the class could still gain that it gained, of the class means (Hake 1998). None where there was nothing to gain.

    Hake, R. R. (1998), Am. J. Phys. 66, 64-74: from 43 % to 67 % is 24 of 57 points.
    >>> round(class_gain(np.array([0.43]), np.array([0.67])), 2)
    0.42
    """
    room = 1 - pre.mean()
    return None if room <= 1e-12 else float((post.mean() - pre.mean()) / room)


def own_gains(pre: Shares, post: Shares) -> Shares:
    """The gain of each participant who could gain; who had everything right before is left out.

    >>> own_gains(np.array([0.5, 1.0, 0.8]), np.array([0.75, 1.0, 0.7])).round(2).tolist()
    [0.5, -0.5]
    """
    could = pre < 1 - 1e-12
    return np.asarray((post[could] - pre[could]) / (1 - pre[could]), dtype=np.float64)


def gain_of_class(pre: Shares, post: Shares) -> Span | None:
    """The class gain with Fieller's interval, which holds zero just where that of the mean change does. No gain passes 1."""
    mid = class_gain(pre, post)
    if mid is None:
        return None
    found = ratio(post - pre, 1 - pre)
    return Span(mid, found.low, None if found.high is None else min(1.0, found.high))


def gain_of_people(pre: Shares, post: Shares) -> Span | None:
    """The mean of the participants' own gains with Student's interval; None where nobody could gain."""
    own = own_gains(pre, post)
    if not own.size:
        return None
    found = student(own)
    return Span(found.mid, found.low, None if found.high is None else min(1.0, found.high))


def ratio(above: Shares, below: Shares) -> Span:
    """The mean of one over the mean of the other, of the same people, with Fieller's interval: all ratios r at which above - r below may be 0.

    Fieller (1954), J. R. Stat. Soc. B 16, 175-185. No ends where the mean below may be zero, or where no spread was seen.
    By hand: below without a spread, so a quarter of Student's 0.25 (0.045 to 0.455).
    >>> found = ratio(np.array([0.1, 0.2, 0.3, 0.4]), np.full(4, 0.25))
    >>> round(found.mid, 3), round(found.low, 3), round(found.high, 3)
    (1.0, 0.178, 1.822)
    """
    from scipy.stats import t  # noqa: PLC0415

    mid = float(above.mean() / below.mean())
    if above.size < 2 or np.ptp(above - mid * below) <= 1e-12:
        return Span(mid)
    spread = float(t.ppf((1 + COVERED) / 2, above.size - 1)) ** 2 * np.cov(above, below) / above.size
    a, b, c = below.mean() ** 2 - spread[1, 1], above.mean() * below.mean() - spread[0, 1], above.mean() ** 2 - spread[0, 0]
    if a <= 1e-12:
        return Span(mid)
    half = float(np.sqrt(max(0.0, b * b - a * c)))
    return Span(mid, float((b - half) / a), float((b + half) / a))


def change(pre: Shares, post: Shares) -> Span:
    """The mean change of paired shares with Student's interval.

    >>> found = change(np.zeros(4), np.array([0.1, 0.2, 0.3, 0.4]))  # mean 0.25, sd 0.129, t(3) 3.182
    >>> round(found.mid, 3), round(found.low, 3), round(found.high, 3)
    (0.25, 0.045, 0.455)
    """
    return student(post - pre)


def student(values: Shares) -> Span:
    """The mean with Student's interval; without one for a single value, or where all are equal: no spread was seen, which is not none."""
    from scipy.stats import t  # noqa: PLC0415

    mid = float(values.mean())
    if values.size < 2 or np.ptp(values) <= 1e-12:
        return Span(mid)
    half = float(t.ppf((1 + COVERED) / 2, values.size - 1) * values.std(ddof=1) / np.sqrt(values.size))
    return Span(mid, mid - half, mid + half)


def share(values: Shares) -> Span:
    """The mean of shares with Student's interval, whose ends are cut at 0 and 1, beyond which no share lies.

    Where everybody had nothing right, or everything, the far end is the exact bound for as many people (Clopper and Pearson 1934).
    >>> share(np.zeros(11))  # 1 - 0.025 ** (1 / 11)
    Span(mid=0.0, low=0.0, high=0.2849)
    """
    found = student(values)
    if values.size > 1 and found.low is None and found.mid in (0.0, 1.0):
        unseen = round(1 - ((1 - COVERED) / 2) ** (1 / values.size), 4)
        return Span(found.mid, *((0.0, unseen) if found.mid == 0 else (1 - unseen, 1.0)))
    return Span(found.mid, *(None if end is None else min(1.0, max(0.0, end)) for end in (found.low, found.high)))


def size(pre: Shares, post: Shares) -> Span | None:
    """The mean change in units of the spread of changes (Cohen's d of pairs), with the interval of noncentral t. None where all changed alike.

    Cumming and Finch (2001), Educ. Psychol. Meas. 61, 532-574.
    >>> found = size(np.zeros(4), np.array([0.1, 0.2, 0.3, 0.4]))
    >>> round(found.mid, 2), round(found.low, 2), round(found.high, 2)
    (1.94, 0.15, 3.67)
    """
    from scipy.optimize import brentq  # noqa: PLC0415
    from scipy.stats import nct  # noqa: PLC0415

    differences = post - pre
    spread = differences.std(ddof=1) if differences.size > 1 else 0.0
    if spread <= 1e-12:
        return None
    root = float(np.sqrt(differences.size))
    mid = float(differences.mean() / spread)
    if abs(mid) * root > WIDEST or differences.size < 3:
        return Span(mid)

    def end(part: float) -> float:
        def over(far: float) -> float:
            chance = float(nct.cdf(mid * root, differences.size - 1, far))
            return (float(far < mid * root) if np.isnan(chance) else chance) - part  # so far off that it is certain

        return float(brentq(over, -2 * WIDEST, 2 * WIDEST)) / root

    return Span(mid, end((1 + COVERED) / 2), end((1 - COVERED) / 2))


def kept(pre: Shares, post: Shares, later: Shares) -> Span | None:
    """Share of the gain that is left at the later test, of class means. None where no gain is sure, for then there is nothing to keep.

    >>> kept(np.array([0.2, 0.4]), np.array([0.6, 0.8]), np.array([0.5, 0.7])).mid  # 30 of 40 points
    0.75
    """
    gained = change(pre, post)
    alike = gained.low is None and pre.size > 1  # all gained the same
    if gained.mid <= 1e-12 or not (alike or (gained.low is not None and gained.low > 0)):
        return None
    found = ratio(later - pre, post - pre)
    return Span(round(found.mid, 12), found.low, found.high)


def between(one: Shares, other: Shares) -> Span:
    """Mean of one group less that of another, with Welch's interval; without one where a group has a single member, or neither has a spread."""
    from scipy.stats import t  # noqa: PLC0415

    mid = float(one.mean() - other.mean())
    if min(one.size, other.size) < 2:
        return Span(mid)
    a, b = one.var(ddof=1) / one.size, other.var(ddof=1) / other.size
    if a + b <= 1e-18:
        return Span(mid)
    freedom = (a + b) ** 2 / (a**2 / (one.size - 1) + b**2 / (other.size - 1))
    half = float(t.ppf((1 + COVERED) / 2, freedom) * np.sqrt(a + b))
    return Span(mid, mid - half, mid + half)


def half(span: Span) -> Span:
    """Half of a number and of its ends."""
    low, high = (None if end is None else end / 2 for end in (span.low, span.high))
    return Span(span.mid / 2, low, high)
