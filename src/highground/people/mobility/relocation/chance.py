"""How often a place is reached: the chance in a year and over years, and where the place stands among the others, as ranges.

A hazard starts once in so many years and, once it starts, comes to the place in a share of the members. Hazards of different names are
taken to come independently. Where nobody knows how often a hazard starts there is no chance in a year, and nothing is put in its place:
such a place may stand anywhere in the order, and the ranks of the others allow for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.basis.relocation import Hazard

Values = NDArray[np.float64]
Ranks = NDArray[np.int64]

ENDS: Final = (0.05, 0.5, 0.95)  # low, mid and high of published ranges
FLAT: Final = 0.5  # of a beta distribution before any member is seen; Jeffreys' prior


@dataclass(frozen=True, slots=True)
class Chances:
    """Places by row. `looked`: any hazard says something of the place. `open`: one may reach it and nobody knows how often.

    `central` is the chance in a year from the shares as they were counted and the middle of the periods: it ranks, so that places of equal
    shares are equal, whatever the draws.
    """

    names: tuple[str, ...]
    yearly: Values  # chance in a year that it is reached by a hazard whose period is known, (place, member)
    open: NDArray[np.bool_]  # (place,)
    looked: NDArray[np.bool_]  # (place,)
    central: Values  # (place,)

    def ends(self, years: int = 1) -> Values:
        """Low, mid and high of the chance within so many years, (place, 3)."""
        return np.quantile(over_years(self.yearly, years), ENDS, axis=1).T


def over_years(yearly: ArrayLike, years: ArrayLike) -> Values:
    """Chance that something that comes with a chance in a year comes at least once in so many years: 1 - (1 - p)^n.

    >>> round(float(over_years(1 / 100, 30)), 3), round(float(over_years(1 / 30, 30)), 3)
    (0.26, 0.638)
    """
    chance = np.asarray(yearly, dtype=float)
    if np.nanmin(chance, initial=0) < 0 or np.nanmax(chance, initial=0) > 1 or np.min(years) < 0:
        raise BadData("a chance must lie between 0 and 1 and years must not be negative")
    return np.asarray(1 - (1 - chance) ** np.asarray(years, dtype=float), dtype=float)


def chances(names: Sequence[str], hazards: Sequence[Hazard], ensemble: Ensemble) -> Chances:
    """The chance in a year that each place is reached, for every member.

    A return period is drawn once for a hazard, evenly on a logarithmic scale, for all the places that it may reach; the share of
    members is drawn within what so many members can tell. Hazards of places that are not named are left out.
    """
    at = {name: number for number, name in enumerate(names)}
    missed, missed_central = np.ones((len(names), ensemble.members)), np.ones(len(names))
    is_open, looked = np.zeros(len(names), bool), np.zeros(len(names), bool)
    for hazard in hazards:
        place = at.get(hazard.place)
        if place is None:
            continue
        looked[place] = True
        if hazard.period is None:
            is_open[place] |= hazard.reach > 0
        else:
            missed[place] *= 1 - _reached(hazard, ensemble) * _starts(hazard, hazard.period, ensemble)
            missed_central[place] *= 1 - hazard.reach / np.sqrt(hazard.period[0] * hazard.period[1])
    return Chances(tuple(names), 1 - missed, is_open, looked, 1 - missed_central)


def _starts(hazard: Hazard, period: tuple[float, float], ensemble: Ensemble) -> Values:
    """Chance in a year that the hazard starts, (member,)."""
    low, high = period
    if not 1 <= low <= high:
        raise BadData(f"{hazard.source}: a return period must be at least 1 year and its ends in order, got {low:g} to {high:g}")
    where = ensemble.uniform(f"relocation period {hazard.source}", 0.0, 1.0)
    return np.asarray(1 / np.exp(np.log(low) + where * np.log(high / low)), dtype=float)


def _reached(hazard: Hazard, ensemble: Ensemble) -> Values:
    """Chance that an event comes to the place, (member,): what so many members leave open; 0 where none of them came."""
    if not 0 <= hazard.reach <= 1:
        raise BadData(f"{hazard.source}: a chance to reach {hazard.place} must lie between 0 and 1, got {hazard.reach:g}")
    if hazard.trials == 0 or hazard.reach == 0:
        return np.full(ensemble.members, hazard.reach)
    came = hazard.reach * hazard.trials
    where = ensemble.uniform(f"relocation reach {hazard.source} {hazard.place}", 0.0, 1.0)
    return np.asarray(betaincinv(came + FLAT, hazard.trials - came + FLAT, where), dtype=float)


def ranks(found: Chances) -> Ranks:
    """Rank of each place, 1 the most often reached: low, mid and high, (place, 3). Places that are reached as often share a rank.

    A place of which some hazard's frequency is not known, or which nobody looked at, may stand first; the high end of every other place
    makes room for it. The middle is the rank by the central chance.
    >>> from highground.basis.ensemble import Ensemble
    >>> some = chances(["A", "B"], [Hazard("A", "flood", 1.0, 0, (100, 100)), Hazard("B", "flood", 1.0, 0, (10, 10))], Ensemble(1, 9))
    >>> ranks(some).tolist()
    [[2, 2, 2], [1, 1, 1]]
    """
    unsure = found.open | ~found.looked
    above = np.stack([_above(found.yearly[:, member]) for member in range(found.yearly.shape[1])], axis=1)
    low, high = (np.quantile(above, end, axis=1, method="nearest").astype(np.int64) for end in (ENDS[0], ENDS[2]))
    mid = _above(found.central)
    lower = found.central[None, :] <= found.central[:, None]  # (place, other): others that are not above it yet, itself included
    behind = (lower & unsure).sum(axis=1) - unsure
    low = np.where(unsure, 0, np.minimum(low, mid))
    high = np.minimum(np.maximum(high, mid) + behind, max(len(found.names) - 1, 0))
    return np.stack([low, mid, high], axis=1).astype(np.int64) + 1


def _above(values: Values) -> Ranks:
    """How many of the values are larger than each."""
    ordered = np.sort(values)
    return np.asarray(values.size - np.searchsorted(ordered, values, side="right"), dtype=np.int64)
