"""Average annual and probable maximum displacement from event tables, exceedance curves and nested return-period maps.

The average annual displacement (AAD) is the sum of frequency times size, or the area under the exceedance curve. The probable
maximum displacement (PMD) of T years is the size that is reached or passed by events that come once in T years together.

Three curves are told apart. The *frequency* curve counts events a year (1 / T); several may fall into one year. The *occurrence*
curve (OEP) asks for the largest event of a year: a chance of 1 / T a year is a frequency of -ln(1 - 1/T), under independent (Poisson)
events; at 10 years the two differ by 5 %, at 100 by 0.5 %. The *aggregate* curve (AEP) asks for the sum of a year, which is never
less than its largest event; it needs a simulation of years. Hazards are combined by adding event rates, never by adding PMDs.
"""

import math
from typing import Final, Literal
from zlib import crc32

import numpy as np
from numpy.typing import ArrayLike

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.people.impacts.curves import Floats, floats

LEAST_RATE: Final = 1e-300  # yr-1; stands for 0 in a logarithm
SLACK: Final = 1e-9  # ten events of 0.01 a year are once in ten years, whatever their sum rounds to
YEARS: Final = 100_000  # judged: years simulated for yearly sums; 400 of them reach a return period of 250 years
Rule = Literal["lower", "trapezoid"]


def aad_of_events(sizes: ArrayLike, frequency: ArrayLike) -> float:
    """Average annual displacement (persons yr-1) of an event table: sizes (event,) persons, frequency (event,) yr-1.

    >>> aad_of_events([100, 1000], [0.1, 0.01])
    20.0
    """
    persons, rates = _row(sizes, frequency)
    return math.fsum(persons * rates)


def frequency_of(sizes: ArrayLike, frequency: ArrayLike, at: ArrayLike) -> Floats:
    """Events a year that reach or pass each size in `at`, of an event table.

    >>> frequency_of([100, 1000], [0.1, 0.01], [100, 101, 2000]).round(12).tolist()
    [0.11, 0.01, 0.0]
    """
    persons, rates = _row(sizes, frequency)
    order = np.argsort(persons, kind="stable")
    above = np.append(np.cumsum(rates[order][::-1])[::-1], 0.0)
    return np.asarray(above[np.searchsorted(persons[order], floats(at), side="left")])


def pmd_of_events(sizes: ArrayLike, frequency: ArrayLike, return_years: ArrayLike, *, yearly: bool = False) -> Floats:
    """Probable maximum displacement (persons) at return periods, of one event table or of many members.

    sizes (..., event) persons; frequency (event,) or (..., event) yr-1; returns (..., return period). No interpolation: it is the
    largest size in the table that events reach or pass at least once in T years, 0 when all together are rarer, and never more
    than the largest in the table. With `yearly` T counts years with such an event (OEP), otherwise events.
    >>> pmd_of_events([100, 1000], [0.1, 0.01], [5, 10, 100, 500]).tolist()
    [0.0, 100.0, 1000.0, 1000.0]
    """
    persons, rates = _table(sizes, frequency)
    wanted = _rates_of(return_years, yearly) * (1 - SLACK)
    order = np.argsort(-persons, axis=-1, kind="stable")
    rates = np.cumsum(np.take_along_axis(np.broadcast_to(rates, persons.shape), order, axis=-1), axis=-1)
    ranked = np.concatenate([np.take_along_axis(persons, order, axis=-1), np.zeros((*persons.shape[:-1], 1))], axis=-1)
    flat = rates.reshape(-1, rates.shape[-1])
    rank = np.array([np.searchsorted(row, wanted) for row in flat]).reshape(*persons.shape[:-1], wanted.size)
    return np.asarray(np.take_along_axis(ranked, rank, axis=-1))


def aggregate_of_events(
    sizes: ArrayLike, frequency: ArrayLike, return_years: ArrayLike, ensemble: Ensemble, years: int = YEARS
) -> Floats:
    """Displacement of a whole year (persons) that is reached or passed once in T years (AEP), by simulation of independent events.

    The stream is named, so the same seed gives the same years. Return periods must be shorter than the years simulated; about
    years / T of them lie beyond, so the relative error of that count is its square root over it. Raises BadData.
    """
    persons, rates = _row(sizes, frequency)
    period, total = floats(return_years), math.fsum(rates)
    _rates_of(period, yearly=True)
    if np.any(period > years):
        raise BadData(f"a return period of {period.max():g} years cannot be read from {years} simulated years; simulate more")
    rng = np.random.default_rng([ensemble.seed, crc32(b"years of events")])
    count = rng.poisson(total * years)
    drawn = rng.choice(persons.size, count, p=rates / total) if count else np.zeros(0, dtype=int)
    sums = np.sort(np.bincount(rng.integers(0, years, count), persons[drawn], years))[::-1]
    return np.asarray(sums[np.maximum(np.floor(years / period).astype(int), 1) - 1])


def aad_of_curves(sizes: ArrayLike, rates: ArrayLike) -> Floats:
    """Average annual displacement (persons yr-1) of exceedance curves, shape (...): the area under them, by straight lines.

    sizes (node,) persons, rising; rates (..., node): events a year that reach or pass each size, falling. Below the first node the
    rate is that of the first, beyond the last it is 0: the last size is a cap, such as all people present. Raises BadData.
    >>> float(aad_of_curves([0.0, 1000.0], [0.2, 0.0]))
    100.0
    """
    persons, often = _curves(sizes, rates)
    return np.asarray(persons[0] * often[..., 0] + np.trapezoid(often, persons, axis=-1))


def pmd_of_curves(sizes: ArrayLike, rates: ArrayLike, return_years: ArrayLike, *, yearly: bool = False) -> Floats:
    """Probable maximum displacement (persons) of exceedance curves at return periods, shape (..., return period).

    The largest size that is reached or passed once in T years: between nodes by a power law (straight lines in the logs of size and
    rate), 0 where even the smallest size is rarer, never more than the last. Independent hazards are combined by adding their rates.
    sizes must lie above 0; else as in `aad_of_curves`; `yearly` as in `pmd_of_events`. Raises BadData.
    >>> pmd_of_curves([100.0, 10_000.0], [1.0, 0.01], [0.5, 10, 500]).round(3).tolist()  # 100 / size
    [0.0, 1000.0, 10000.0]
    """
    persons, often = _curves(sizes, rates)
    if persons[0] <= 0:
        raise BadData("a power law has no size of 0; leave that node out")
    step, below = np.diff(np.log(persons)), np.log(np.maximum(often, LEAST_RATE))

    def at(target: float) -> Floats:
        passed = (often >= target).sum(axis=-1)
        low = np.clip(passed - 1, 0, persons.size - 2)
        first, second = (np.take_along_axis(below, (low + more)[..., None], axis=-1)[..., 0] for more in (0, 1))
        fall = np.maximum(first - second, SLACK)
        part = np.clip((first - np.log(target)) / fall, 0.0, 1.0)
        return np.where(passed > 0, persons[low] * np.exp(part * step[low]), 0.0)

    return np.stack([at(float(rate)) for rate in _rates_of(return_years, yearly) * (1 - SLACK)], axis=-1)


def _curves(sizes: ArrayLike, rates: ArrayLike) -> tuple[Floats, Floats]:
    persons, often = floats(sizes), floats(rates)
    if persons.ndim != 1 or persons.size < 2 or often.shape[-1:] != persons.shape:
        raise BadData(f"{persons.size} sizes and rates of shape {often.shape}; give one rate a size, and two sizes at least")
    if not (np.all(np.isfinite(persons)) and np.all(persons >= 0) and np.all(np.diff(persons) > 0)):
        raise BadData("sizes of an exceedance curve must rise from 0 or more, none blank")
    if not (np.all(np.isfinite(often)) and np.all(often >= 0) and np.all(np.diff(often, axis=-1) <= SLACK * often[..., :1])):
        raise BadData("an exceedance curve cannot rise: rates of larger sizes must be no larger, none negative or blank")
    return persons, often


def marginal_rates(return_years: ArrayLike) -> Floats:
    """Events a year that belong to each of several nested return-period maps and to no rarer one: 1/T less 1/T of the next.

    They are the frequencies with which nested maps may enter the impact kernel as events. return_years must rise.
    >>> marginal_rates([10, 50, 100]).round(12).tolist()
    [0.08, 0.01, 0.01]
    """
    rates = _rates_of(return_years, yearly=False)
    if rates.ndim != 1 or np.any(np.diff(rates) >= 0):
        raise BadData("return periods of nested maps must rise, each once; sort the maps")
    return np.asarray(rates - np.append(rates[1:], 0.0))


def aad_of_maps(displaced: ArrayLike, return_years: ArrayLike, rule: Rule = "lower") -> Floats:
    """Average annual displacement (persons yr-1) from nested return-period maps, shape (..., map) to (...).

    Maps are nested: that of 100 years shows again whoever is in that of 10. So each map counts with its marginal frequency;
    the sum of D(T) / T, as it has been published, counts people in all three maps of 10, 50 and 100 years at 0.13 a year instead
    of 0.1. `lower` gives events between two maps the smaller one's size: a lower bound; `trapezoid` the mean of both. Either
    way nobody is displaced more often than by the first map. Raises BadData when displacement falls with the return period.
    >>> aad_of_maps([800, 900, 1000], [10, 50, 100]).round(9).tolist()  # 64 + 9 + 10; the sum of D(T) / T would be 108
    83.0
    """
    persons, rates = floats(displaced), marginal_rates(return_years)
    if persons.shape[-1:] != rates.shape or not np.all(np.isfinite(persons) & (persons >= 0)):
        raise BadData(f"{rates.size} return periods need as many numbers of persons, 0 or more, none blank")
    if np.any(np.diff(persons, axis=-1) < 0):
        raise BadData("fewer people in the map of a longer return period than in a shorter one: these maps are not nested")
    if rule == "trapezoid":
        persons = persons.copy()
        persons[..., :-1] = (persons[..., :-1] + persons[..., 1:]) / 2
    return np.asarray((persons * rates).sum(axis=-1))


def _rates_of(return_years: ArrayLike, yearly: bool) -> Floats:
    """Events a year that a return period stands for."""
    period = np.atleast_1d(floats(return_years))
    if not period.size or not np.all(period > (1 if yearly else 0)):
        raise BadData(f"return periods must be longer than {1 if yearly else 0} years, none blank; got {period.tolist()}")
    return np.asarray(-np.log1p(-1 / period) if yearly else 1 / period)


def _row(sizes: ArrayLike, frequency: ArrayLike) -> tuple[Floats, Floats]:
    persons, rates = _table(sizes, frequency)
    if persons.ndim != 1:
        raise BadData(f"sizes of shape {persons.shape}; give one row of events, one member at a time")
    return persons, rates


def _table(sizes: ArrayLike, frequency: ArrayLike) -> tuple[Floats, Floats]:
    persons, rates = floats(sizes), floats(frequency)
    if not persons.ndim or persons.shape[-1] != rates.shape[-1] or rates.ndim > persons.ndim:
        raise BadData(f"sizes of shape {persons.shape} and frequencies of shape {rates.shape}; give one frequency an event")
    for words, values in (("sizes", persons), ("frequencies", rates)):
        if not np.all(np.isfinite(values) & (values >= 0)):
            raise BadData(f"{words} of events must be finite and 0 or more; a blank is not 0: leave such events out or fill them")
    return persons, rates
