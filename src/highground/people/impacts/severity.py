"""How often so many people are displaced at once: exceedance curves of event sizes, one for every member.

The body is what records can show. Sizes of displacement events have a heavy tail: a few events hold most people. We take a power law
(Pareto) cut off at the largest event that the country's land and people allow. Its exponent is sampled: a prior of our own, updated by
recorded sizes (a Gamma distribution is conjugate to it). Its level is set by the displacements recorded per year, after two corrections.
Small events are missing (completeness, sampled), and a record of a few years of a heavy-tailed thing is seldom near its mean: it
mostly misses the rare giants, and where it holds one it stands too high. So records of the same length are simulated, those most like the real one in
the share of their largest event are kept, and the recorded mean is divided by their ratio to the true mean (a pivot).

The tail is what records cannot show. Beyond the size whose return period is the length of the record, the curve follows modelled rare
events: footprints drawn on the country's land where the hazard is at home, with a sampled share of the people in them displaced. Both
parts meet at that size (a hybrid exceedance curve, after IDMC's first global model). No event displaces more people than a footprint holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv

from highground.basis.ensemble import Ensemble, Members

Values = NDArray[np.float64]

SMALLEST: Final = 10.0  # persons, smallest event that the curve speaks of; judged
SIZES: Final = np.geomspace(SMALLEST, 1e8, 141)  # persons, 20 sizes to a factor of ten
EXPONENT: Final = 0.65  # prior mean; computed: 1,179 mass movements 2008-2021 in FLODIS give 0.5 from the median to the 90 % point and 0.7 from there to the largest
EXPONENT_EVENTS: Final = 12.0  # events that the prior is worth; judged: 5 to 95 % from 0.38 to 0.98
MANY_SIZES: Final = 20  # recorded sizes from which on the smaller half is left out; judged
EXPONENT_BOUNDS: Final = (0.30, 1.50)  # judged: a flatter tail knows no scale, a steeper one no giants
COMPLETENESS: Final = (0.50, 0.75, 0.95)  # share of displacements on record, 5, 50, 95 %; judged: two Kazakh floods are in part
RATIO_BOUNDS: Final = (0.15, 4.0)  # bounds of a recorded mean over the true one; judged: beyond, a record says nothing
TRIES: Final = 12  # simulated records per member, of which the one most like the real record is kept
MOST_EVENTS: Final = 60.0  # mean number of events simulated per record; smaller ones enter by their mean
LEAST_SHARE: Final = 0.01  # least share of events that is simulated
EVENT_SPREAD: Final = 0.8  # 1 sd of the log by which the share displaced differs between events of one hazard; judged
MOST_SPREAD: Final = 4.0  # times the usual share, at most
MOST_SHARE: Final = 0.25  # usual share displaced, at most, so that no event displaces more people than its footprint holds
LEAST_BEYOND: Final = 0.02  # share of footprints that must be larger than the joint, else the body goes on to the cap


@dataclass(frozen=True, slots=True)
class Footprints:
    """Modelled rare events of one hazard: people at risk in each footprint, largest last, and the usual share displaced by member."""

    people: Values
    share: Members


def exponent(name: str, sizes: Sequence[float], ensemble: Ensemble) -> Members:
    """Exponent of the tail, shape (member,), from the prior and the recorded sizes above the smallest of them.

    Gamma prior with shape k and rate k / 0.65; n sizes add n to the shape and the sum of log(size / smallest) to the rate;
    of more than MANY_SIZES sizes only the larger half, since small events are recorded unevenly. By hand,
    sizes 100 and 1,000: posterior mean (12 + 2) / (12 / 0.65 + 2.30) = 0.674.
    >>> draws = exponent("demo", (100.0, 1000.0), Ensemble(members=4000))
    >>> round(float(draws.mean()), 2)
    0.67
    """
    shape, rate = EXPONENT_EVENTS, EXPONENT_EVENTS / EXPONENT
    above = sorted(size for size in sizes if size > 0)
    above = above[len(above) // 2 :] if len(above) > MANY_SIZES else above
    if len(above) > 1:
        shape += len(above)
        rate += float(np.log(np.array(above) / min(above)).sum())
    draws = gammaincinv(shape, ensemble.uniform(f"hazards.exponent.{name}")) / rate
    return np.asarray(np.clip(draws, *EXPONENT_BOUNDS))


def surviving(sizes: ArrayLike, power: ArrayLike, cap: ArrayLike, least: ArrayLike = SMALLEST) -> Values:
    """Share of events that reach a size, for a power law from `least` that ends at `cap`; arrays broadcast. 1 below `least`.

    >>> surviving([10.0, 100.0, 1000.0], 0.5, 1000.0).round(3).tolist()
    [1.0, 0.24, 0.0]
    """
    x, a = np.asarray(sizes, dtype=float), np.asarray(power, dtype=float)
    end, first = np.asarray(cap, dtype=float), np.asarray(least, dtype=float)
    share = ((np.maximum(x, first) / first) ** -a - (end / first) ** -a) / (1 - (end / first) ** -a)
    return np.asarray(np.clip(share, 0.0, 1.0))


def mean_size(power: ArrayLike, cap: ArrayLike, least: ArrayLike = SMALLEST) -> Values:
    """Mean size of events of that power law, exact. By hand, exponent 0.5 from 10 to 1,000: 100.

    >>> round(float(mean_size(0.5, 1000.0)), 6)
    100.0
    """
    a, end, first = (np.asarray(values, dtype=float) for values in (power, cap, least))
    a = np.where(np.abs(a - 1) < 1e-9, 1 - 1e-9, a)
    top = end / first
    return np.asarray(first * a / (1 - a) * (top ** (1 - a) - 1) / (1 - top**-a))


def record_ratio(  # noqa: PLR0917
    name: str, per_year: ArrayLike, years: int, power: Members, cap: Members, largest_share: float | None, ensemble: Ensemble
) -> Members:
    """Mean of a record of so many years over the true mean, shape (member,), bounded by RATIO_BOUNDS.

    largest_share: share of its largest event in the recorded total; of TRIES simulated records the one nearest to it speaks for the
    member. None where no single size is known: any of them speaks.
    """
    rng = np.random.default_rng([ensemble.seed, crc32(f"hazards.record.{name}".encode())])
    shape = (power.size, TRIES)
    a, end = power[:, None], np.maximum(cap, 2 * SMALLEST)[:, None]
    rate = np.broadcast_to(np.asarray(per_year, dtype=float), power.shape)[:, None] / mean_size(a, end)  # events a year
    least = _threshold(np.clip(MOST_EVENTS / (rate * years), LEAST_SHARE, 1.0), a, end)
    often = rate * surviving(least, a, end)
    count = rng.poisson(np.broadcast_to(often * years, shape))
    record = np.repeat(np.arange(count.size), count.ravel())
    member = record // TRIES
    size = _threshold(1 - rng.random(record.size), power[member], end[member, 0], least[member, 0])
    total = np.bincount(record, size, count.size).reshape(shape)
    largest = np.zeros(count.size)
    np.maximum.at(largest, record, size)
    true = rate * mean_size(a, end) * years
    whole = total + np.maximum(true - often * mean_size(a, end, least) * years, 0.0)
    if largest_share is None:
        kept = np.zeros(power.size, dtype=np.intp)
    else:
        kept = np.abs(largest.reshape(shape) / np.maximum(whole, 1e-9) - largest_share).argmin(axis=1)
    return np.asarray(np.clip((whole / true)[np.arange(power.size), kept], *RATIO_BOUNDS))


def _threshold(share: ArrayLike, power: ArrayLike, cap: ArrayLike, least: ArrayLike = SMALLEST) -> Values:
    """Size that a share of the events reaches: the inverse of `surviving`."""
    a, end, first = (np.asarray(values, dtype=float) for values in (power, cap, least))
    floor = (end / first) ** -a
    return np.asarray(first * (np.asarray(share, dtype=float) * (1 - floor) + floor) ** (-1 / a))


def footprints(  # noqa: PLR0917
    people: Values, row: NDArray[np.intp], col: NDArray[np.intp], weight: Values, reach: tuple[int, int], count: int, seed: int
) -> Values:
    """People at risk in modelled rare events, each times its own departure from the usual share displaced; smallest first, shape (count,).

    people: people at risk of each piece (people times weight); weight: proneness times area, where events begin; reach: least and
    greatest half width of the square that one event covers, cells, even in its log. Empty where nothing is prone.
    """
    if not weight.sum() > 0:
        return np.zeros(0)
    rng = np.random.default_rng(seed)
    start = rng.choice(weight.size, size=count, p=weight / weight.sum())
    low, high = np.log(np.array(reach) + 0.5)
    half = np.round(np.exp(rng.uniform(low, high, count)) - 0.5).astype(np.intp)
    field = np.zeros((int(row.max()) + 2, int(col.max()) + 2))
    np.add.at(field, (row + 1, col + 1), people)
    sums = field.cumsum(axis=0).cumsum(axis=1)
    top, bottom = np.maximum(row[start] - half, 0), np.minimum(row[start] + half + 1, field.shape[0] - 1)
    left, right = np.maximum(col[start] - half, 0), np.minimum(col[start] + half + 1, field.shape[1] - 1)
    inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    departure = np.minimum(np.exp(EVENT_SPREAD * rng.standard_normal(count)), MOST_SPREAD)
    return np.sort(np.maximum(inside, 0.0) * departure)


def caps(rare: Footprints, largest: float, exposed: Members) -> Members:
    """Largest event that a member allows, persons, shape (member,): the largest footprint, at least the largest recorded event, never
    more than the people exposed.
    """
    most = rare.share * (rare.people[-1] if rare.people.size else 0.0)
    return np.asarray(np.minimum(np.maximum(most, max(1.2 * largest, 2 * SMALLEST)), np.maximum(exposed, 0.0)))


def curve(  # noqa: PLR0917
    per_year: Members, power: Members, cap: Members, rare: Footprints, years: float, grown: ArrayLike = 1.0
) -> Values:
    """Events a year that displace at least SIZES people today, shape (member, size): hybrid of the power law and modelled rare events.

    per_year: true mean displacements a year of the power law; cap: largest event; years: length of the record, at whose return period
    the modelled events take over; all with the people of the time of the record. grown: people today over people then, one number or
    one a member: each event is so many times larger, so that more people never mean fewer displaced, in any member. (A curve fitted
    to more people at once would not hold this: larger footprints against the same record make each of them rarer.) Falls with size,
    and is zero from the cap on.
    """
    sizes = SIZES / np.broadcast_to(grown, cap.shape)[:, None]
    end = np.maximum(cap, 1.01 * SMALLEST)[:, None]
    rate = per_year / mean_size(power, end[:, 0])
    body = rate[:, None] * surviving(sizes, power[:, None], end)
    if not rare.people.size:
        return np.where(cap[:, None] > sizes, body, 0.0)
    joint = _threshold(np.minimum(1 / (years * np.maximum(rate, 1e-12)), 1.0), power, end[:, 0])
    beyond = _share_above(rare.people, sizes / np.maximum(rare.share, 1e-9)[:, None])
    at_joint = _share_above(rare.people, joint / np.maximum(rare.share, 1e-9))
    level = rate * surviving(joint, power, end[:, 0])
    tail = level[:, None] * beyond / np.maximum(at_joint, LEAST_BEYOND)[:, None]
    use = (joint[:, None] < sizes) & (at_joint >= LEAST_BEYOND)[:, None]
    return np.where(cap[:, None] > sizes, np.where(use, tail, body), 0.0)


def _share_above(people: Values, sizes: Values) -> Values:
    """Share of footprints that hold at least so many people."""
    return np.asarray(1 - np.searchsorted(people, sizes, "left") / people.size)
