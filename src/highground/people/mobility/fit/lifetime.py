"""Where only some sums and some pairs are known, such as people who live outside their province of birth: known figures kept, the rest
shared out by a stated prior, and what nobody reported left blank.

These are stocks of persons by place of birth, not moves of a year. How far people went is the prior's, not the data's: flows are ranges over
its exponent. Sums of destinations are not used: what arrives from the unreported origins is not known.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from highground.basis.errors import BadData
from highground.people.mobility.fit.margins import EXPONENTS, PRIORS
from highground.people.mobility.fit.pairs import Floats
from highground.people.mobility.flows.shares import shares


@dataclass(frozen=True, slots=True)
class Partial:
    """People by (place of birth, place where they live): low, with the middle exponent, and high; NaN where nothing was reported.

    reported: people whom known sums hold; settled: those of them whose pair is known too. unknown: origins without a known sum.
    """

    low: Floats
    mid: Floats
    high: Floats
    reported: float
    settled: float
    unknown: tuple[int, ...]


def completed(
    totals: ArrayLike, known: ArrayLike, people: ArrayLike, cost: ArrayLike, exponents: tuple[float, float, float] = EXPONENTS
) -> Partial:
    """The table nearest in relative entropy to people times cost^-exponent with the known sums of origins and the known pairs.

    totals (place,) and known (from, to) hold NaN where nothing is reported; a known pair of an origin without a sum stays alone.
    Without sums of destinations the answer is closed: what an origin's known pairs leave of its sum is shared out as the prior says.
    Raises BadData.
    Ten people left place 0, six of them to place 1; the other places are as far and as large:
    >>> nan = float("nan")
    >>> found = completed([10, nan, nan, nan], [[nan, 6, nan, nan]] + [[nan] * 4] * 3, [5, 5, 5, 5], np.ones((4, 4)))
    >>> found.mid[0].tolist(), found.unknown
    ([0.0, 6.0, 2.0, 2.0], (1, 2, 3))
    """
    sums, pairs = np.asarray(totals, dtype=float), np.asarray(known, dtype=float)
    _check(sums, pairs)
    given = np.isfinite(pairs)
    left = sums - np.where(given, pairs, 0.0).sum(axis=1)
    if (over := np.flatnonzero(left < 0)).size:
        raise BadData(
            f"the known pairs of origin {over[0]} hold {sums[over[0]] - left[over[0]]:,.10g} people, but its sum is {sums[over[0]]:,.10g}; mend one of them"
        )
    low, mid, high = exponents
    parts = shares(people, cost, np.append(np.linspace(low, high, PRIORS), mid))
    parts = np.where(given, 0.0, parts)
    whole = parts.sum(axis=2, keepdims=True)
    if ((whole[0, :, 0] == 0) & (left > 0)).any():
        place = int(np.flatnonzero((whole[0, :, 0] == 0) & (left > 0))[0])
        raise BadData(
            f"the known pairs of origin {place} leave {left[place]:,.10g} people without a destination; mend its sum or a pair"
        )
    tables = np.where(given, pairs, left[:, None] * parts / np.where(whole > 0, whole, 1.0))
    held = np.isfinite(sums)
    return Partial(
        tables.min(axis=0), tables[-1], tables.max(axis=0), float(sums[held].sum()),
        float(pairs[given & held[:, None]].sum()), tuple(int(place) for place in np.flatnonzero(~held)),
    )  # fmt: skip


def _check(totals: Floats, known: Floats) -> None:
    if totals.ndim != 1 or known.shape != (totals.size, totals.size):
        raise BadData(
            f"sums of {totals.size} origins do not fit known pairs of shape {known.shape}; give one row and column a place"
        )
    for values in (totals, known):
        if np.isinf(values).any() or (values < 0).any():
            raise BadData("known sums and pairs must be finite numbers from 0 up, or blank (NaN) where nothing is reported")
    if np.nansum(np.diag(known)) > 0:
        raise BadData("a known pair goes from a place to itself; who stays is not counted here")
    if not np.isfinite(totals).any():
        raise BadData("no origin has a known sum, so that there is nothing to share out")
