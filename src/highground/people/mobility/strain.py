"""How strongly each impact presses on each place: z, in standard deviations of today's year-to-year variation, positive is worse.

People feel impacts, not temperature: less melt water in summer, another pasture, drier years, more frequent hazards, hotter days.
Each function takes what the chapters on land have found and gives z by member and place; without a change z is exactly zero, and z
grows with what it measures. Where an impact gets better, as pastures of a cold belt may, z is negative.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.ensemble import Ensemble, Members, spread
from highground.basis.scenario import TODAY
from highground.land.hazards import warming

Values = NDArray[np.float64]

PRIORS: Final = {  # 5, 50 and 95 %; all judged, each for its reason
    "melt": (0.05, 0.20, 0.50),  # share of glacier melt in the summer water of a dry unit amid glaciers; judged: 10 to 50 % in dry basins
    "water_cv": (0.15, 0.25, 0.40),  # sd over mean of summer water from year to year; judged after river records, from memory
    "growth_sd": (0.15, 0.25, 0.40),  # sd of the log of pasture growth from year to year; judged: steppe varies by a quarter
    "growth_used": (0.1, 0.5, 1.0),  # share of added growth that herds find; judged: the growth model knows neither shrubs nor grazing
    "spell": (0.2, 0.5, 0.8),  # sd of a dry year for one sd of the longest dry spell; judged: a long spell is a part of a dry year
    "demand": (0.010, 0.030, 0.055),  # K-1, how much more water air draws from land for each kelvin; judged: 2 to 5 % by most formulas
    "dry_sd": (0.12, 0.20, 0.30),  # sd of the log of rain over that demand from year to year; judged after gauges, from memory
    "drought": (0.3, 0.6, 1.0),  # sd of pasture for one sd of dryness; judged
    "hazard_cv": (0.7, 1.5, 3.0),  # sd over mean of displacements from year to year; judged: a few years hold most
}  # fmt: skip
REACH_KM: Final = 200.0  # from a unit's people within which glaciers feed its rivers; judged: a long irrigated valley
COLDEST_KM2: Final = 500.0  # coldest land of a country from which it is told where its glaciers are; judged: the grid resolves none
SPAN_K: Final = 2.0  # K above the warmest of it up to which land counts too; judged: glaciers reach lower in shade and snow
FULL_ICE_KM2: Final = 100.0  # of it within reach, at which melt counts by half; judged
WET_MM: Final = 600.0  # rain of a year at which melt counts by half; judged: where it rains, rivers need no ice
HOT_DEGC: Final = (
    22.0  # mean of the warmest month at which half of a hotter day is felt; judged: below, heat does not wear people out
)
HOT_STEP_K: Final = 2.5  # width of the same; judged


def draw(ensemble: Ensemble, name: str) -> Members:
    """Draws of one prior, never below a quarter of its low end."""
    return np.asarray(np.maximum(ensemble.between(f"mobility.strain.{name}", *PRIORS[name]), PRIORS[name][0] / 4))


def iciness(ice_km2: ArrayLike, rain_mm: ArrayLike) -> Values:
    """How far melt water counts in a place with so much of the coldest land within reach and so much rain a year, 0 to 1.

    >>> iciness([0.0, 100.0, 300.0], [0.0, 0.0, 600.0]).tolist()
    [0.0, 0.5, 0.375]
    """
    area = np.asarray(ice_km2, dtype=float)
    return np.asarray(area / (area + FULL_ICE_KM2) * WET_MM / (WET_MM + np.asarray(rain_mm, dtype=float)))


def coldest(warmest_degc: ArrayLike, area_km2: ArrayLike) -> Values:
    """Area (km2) of each part of the land that stands for a country's glaciers, by the mean of its warmest month; any shape.

    All that is at most SPAN_K warmer than the warmest of the coldest COLDEST_KM2.
    >>> coldest([3.0, 9.0, 5.0, 6.5], [400.0, 400.0, 400.0, 400.0]).tolist()
    [400.0, 0.0, 400.0, 400.0]
    """
    warm, area = np.asarray(warmest_degc, dtype=float), np.asarray(area_km2, dtype=float)
    order = np.argsort(warm, axis=None, kind="stable")
    last = int(np.searchsorted(np.cumsum(area.ravel()[order]), COLDEST_KM2))
    edge = warm.ravel()[order[min(last, order.size - 1)]] + SPAN_K
    return np.asarray(np.where(warm <= edge, area, 0.0))


def water(ice_left: Members, icy: ArrayLike, ensemble: Ensemble) -> Values:
    """z of summer water, (member, place). ice_left: area of ice at a level over that which today's warming leaves; icy (place,).

    By hand, at the medians: 0.15 x half of the ice lost / 0.25 = 0.3 sd amid glaciers. Neither rain nor snow nor the rise of melt
    before its decline is in here.
    """
    lost = draw(ensemble, "melt") * (1 - np.asarray(ice_left, dtype=float)) / draw(ensemble, "water_cv")
    return np.asarray(lost[:, None] * np.asarray(icy, dtype=float))


def change(changes: Mapping[float, warming.Range], scores: Members, level: float) -> Members:
    """Further change of an extreme against today in its own unit, shape (member,); exactly zero today.

    changes: against 1850-1900 by level, 5, 50 and 95 % points. Today lies on the straight line from no change without warming.
    """
    if level == TODAY:
        return np.zeros_like(scores)
    first = min(changes)
    return np.asarray(spread(scores, *changes[level]) - spread(scores, *changes[first]) * TODAY / first)


def dryness(further_days: Members, further_k: Members, ensemble: Ensemble) -> Members:
    """z of dry years, shape (member,): longer dry spells, and more water that warmer air draws from the land.

    further_days: change of the longest dry spell against today; further_k: warming since today. By hand, at the medians: 4 days at an sd
    of 8 give 0.5 x 0.5 = 0.25; 1 K gives 0.03 / 0.20 = 0.15 more.
    """
    spell = further_days / ensemble.uniform("hazards.sd.dry_spell", *warming.DRY_SD_DAYS)
    return np.asarray(draw(ensemble, "spell") * spell + draw(ensemble, "demand") * further_k / draw(ensemble, "dry_sd"))


def pasture(log_growth: Values, dry: ArrayLike, ensemble: Ensemble) -> Values:
    """z of pastures, (member, place): less growth and longer dry spells are worse.

    log_growth: log of plant growth at a level over today's at the same rain, (member, place); dry: z of dry years, (member,).
    """
    gain = draw(ensemble, "growth_used")[:, None] * np.asarray(log_growth, dtype=float)
    drought = draw(ensemble, "drought") * np.asarray(dry, dtype=float)
    return np.asarray(drought[:, None] - gain / draw(ensemble, "growth_sd")[:, None])


def hazards(times: Members, ensemble: Ensemble) -> Values:
    """z of sudden hazards, (member, 1): displacements a year at a level over today's, less one, over their sd over mean."""
    return np.asarray(((np.asarray(times, dtype=float) - 1) / draw(ensemble, "hazard_cv"))[:, None])


def heat(further_k: Members, warmest_degc: ArrayLike, ensemble: Ensemble) -> Values:
    """z of heat, (member, place): further change of the hottest day over its sd, as far as the place is hot.

    warmest_degc (place,): mean of the warmest month today. By hand: 22 degC and 1.5 K more at an sd of 1.5 K give 0.5.
    """
    hot = 1 / (1 + np.exp(-np.clip((np.asarray(warmest_degc, dtype=float) - HOT_DEGC) / HOT_STEP_K, -40, 40)))
    return np.asarray((further_k / ensemble.uniform("hazards.sd.hottest_day", *warming.HOT_SD_K))[:, None] * hot)
