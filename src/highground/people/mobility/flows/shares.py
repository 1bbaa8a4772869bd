"""Where those who leave go: shares of destinations by people and cost of travel, for a few places and many members. numpy alone."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData

Floats = NDArray[np.float64]

LEAST: Final = 0.1  # judged: km or hours; places nearer than 100 m or 6 minutes, duplicates too, count as so far apart


def shares(people: ArrayLike, cost: ArrayLike, exponent: ArrayLike, *, least: float = LEAST) -> Floats:
    """Share of the leavers of each place that goes to each other place: people there times cost^-exponent, rows sum to one.

    people (place,); cost (from, to) in km or hours, of which only ratios count; exponent one number, then (from, to), or
    (member,), then (member, from, to). The diagonal is zero. A cost below `least` counts as least, an infinite one is no way.
    A place from which nobody lives within reach (an island, or the only place) has a row of zeros: who leaves has nowhere to go.
    For up to some 500 places; beyond that use `gravity`. Raises BadData.
    Half the people twice as far, exponent 1: four go near for each one who goes far.
    >>> shares([7, 200, 100], [[0, 1, 2], [1, 0, 1], [2, 1, 0]], 1.0)[0].round(6).tolist()
    [0.0, 0.8, 0.2]
    """
    here, apart, powers = np.asarray(people, dtype=float), np.asarray(cost, dtype=float), np.asarray(exponent, dtype=float)
    _check(here, apart, powers, least)
    closed = np.eye(here.size, dtype=bool) | np.isinf(apart) | (here == 0)
    with np.errstate(divide="ignore"):
        people_log = np.log(here)
    cost_log = np.log(np.where(closed, 1.0, np.maximum(apart, least)))
    weight = np.where(closed, -np.inf, people_log - powers[..., None, None] * cost_log)
    top = weight.max(axis=-1, keepdims=True, initial=-np.inf)
    np.exp(weight - np.where(np.isfinite(top), top, 0.0), out=weight)
    whole = weight.sum(axis=-1, keepdims=True)
    return np.asarray(weight / np.where(whole > 0, whole, 1.0), dtype=float)


def _check(people: Floats, cost: Floats, exponent: Floats, least: float) -> None:
    if people.ndim != 1 or not np.all(np.isfinite(people) & (people >= 0)):
        raise BadData("people of the places are not a row of finite numbers from 0 up; a blank is not 0: fill or drop it first")
    if cost.shape != (people.size, people.size):
        raise BadData(f"cost of travel has shape {cost.shape}, but there are {people.size} places; give one row and column a place")
    if np.isnan(cost).any() or (cost < 0).any():
        raise BadData("cost of travel has blanks or numbers below 0; write infinite where there is no way")
    if exponent.ndim > 1 or not np.all(np.isfinite(exponent)):
        raise BadData("the exponent must be one finite number, or one for each member")
    if not 0 < least < np.inf:
        raise BadData(f"the least cost is {least}; give a finite number above 0, in the unit of the cost")
