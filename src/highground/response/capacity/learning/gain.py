"""What a class gained: normalised gain, the mean change and its size, and what of it is left months later, each with its interval."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Shares = NDArray[np.float64]  # share of right answers of each participant, 0 to 1
COVERED: Final = 0.95  # of an interval
RESAMPLES: Final = 10_000  # of participants with replacement; judged, the ends move by less than a percent
SMALL: Final = 10  # participants; below it intervals of resampling are too narrow; judged


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


def gain_of_class(pre: Shares, post: Shares, seed: int) -> Span | None:
    """The class gain with an interval from resampling participants."""
    mid = class_gain(pre, post)
    if mid is None:
        return None
    means = _resampled(np.stack([pre, post]), seed)
    room = 1 - means[0]
    return _span(mid, (means[1] - means[0])[room > 1e-12] / room[room > 1e-12], pre.size)


def gain_of_people(pre: Shares, post: Shares, seed: int) -> Span | None:
    """The mean of the participants' own gains with an interval from resampling; None where nobody could gain."""
    own = own_gains(pre, post)
    return _span(float(own.mean()), _resampled(own[None], seed)[0], own.size) if own.size else None


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


def size(pre: Shares, post: Shares, seed: int) -> Span | None:
    """The mean change in units of the spread of changes (Cohen's d of pairs), resampled; None where all changed alike.

    >>> found = size(np.zeros(4), np.array([0.1, 0.2, 0.3, 0.4]), 1)
    >>> round(found.mid, 2)
    1.94
    """
    differences = post - pre
    spread = differences.std(ddof=1) if differences.size > 1 else 0.0
    if spread <= 1e-12:
        return None
    drawn = differences[_draws(differences.size, seed)]
    spreads = drawn.std(axis=1, ddof=1)
    told = spreads > 1e-12
    return _span(float(differences.mean() / spread), drawn.mean(axis=1)[told] / spreads[told], differences.size)


def kept(pre: Shares, post: Shares, later: Shares, seed: int) -> Span | None:
    """Share of the gain that is left at the later test, of class means. None where no gain is sure, for then there is nothing to keep.

    >>> kept(np.array([0.2, 0.4]), np.array([0.6, 0.8]), np.array([0.5, 0.7]), 1).mid  # 30 of 40 points
    0.75
    """
    gained = float(post.mean() - pre.mean())
    means = _resampled(np.stack([pre, post, later]), seed)
    gains = means[1] - means[0]
    if gained <= 0 or np.quantile(gains, (1 - COVERED) / 2) <= 1e-12:
        return None
    sure = gains > 1e-12
    return _span(round(float((later.mean() - pre.mean()) / gained), 12), ((means[2] - means[0])[sure] / gains[sure]), pre.size)


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


def _draws(count: int, seed: int) -> NDArray[np.intp]:
    return np.random.default_rng(seed).integers(0, count, (RESAMPLES, count))


def _resampled(rows: Shares, seed: int) -> Shares:
    """Means of each row over the same participants drawn with replacement; one column a draw."""
    return np.asarray(rows[:, _draws(rows.shape[1], seed)].mean(axis=2), dtype=np.float64)


def _span(mid: float, drawn: Shares, count: int) -> Span:
    """The middle with the quantiles of what was drawn; no ends for a single participant."""
    if count < 2 or not drawn.size:
        return Span(mid)
    low, high = np.quantile(drawn, [(1 - COVERED) / 2, (1 + COVERED) / 2])
    return Span(mid, float(low), float(high))
