"""How often each hazard strikes at a warming level, compared with today. Each rule is stated, and so is what it cannot know.

- Rain: AR6 says how much heavier the heaviest rain gets. If every extreme of today grows by the same ratio, an event of today's
  return period is passed more often: the generalised extreme value distribution says how much more often, given how much the
  heaviest rain varies from year to year and how heavy the tail is. All three are sampled.
- Snowmelt floods: more winter snow where it stays cold, less where it does not, faster melt and rain on snow: the sign is sampled.
- Glacial lake outbursts: new lakes form while ice retreats, and fewer slopes and tongues are left to set them off. The rate is
  a hump in the ice that is left, (1 - ice)^a x ice^b. Whether a country stands before or behind the top is sampled; where records
  show that the top has passed, behind it. It never grows by assumption.
- Snow avalanches: the water that falls as snow on steep slopes where people live, at the temperatures of the level.
- Drought and heat: how often a dry spell or a hottest day that comes once in ten years today is passed in a year.

One score per input and member serves all levels (common random numbers), and every factor is 1 today.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gamma

from highground.basis.ensemble import Ensemble, Members, spread
from highground.basis.scenario import TODAY

Values = NDArray[np.float64]
Range = tuple[float, float, float]  # 5, 50 and 95 % points

VARIATION: Final = (0.25, 0.50)  # sd over mean of the heaviest rain of a year, even between; judged after gauges, from memory
SHAPE: Final = (0.0, 0.20)  # shape of extremes, even between; global mean 0.09-0.14, Papalexiou and Koutsoyiannis 2013, unverified
RETURN_YEARS: Final = (5.0, 50.0)  # yr, return period today of rain that displaces people, even in its log; judged
MELT_SHIFT: Final = 0.03  # change of the log rate of snowmelt floods per kelvin in the middle: falls by 0.03 where winters are mild, grows where cold; judged
MELT_SPREAD: Final = 0.12  # 1 sd of the same; judged: studies disagree even on the sign
COLD_WINTER_DEGC: Final = -8.0  # mean of the coldest month below which snow still stays through the winter at +2 to +4 K; judged
SNOWY_DEGC: Final = -3.0  # mean of the coldest month at which half of the river floods come with melting snow; judged
SNOWY_STEP_K: Final = 3.0  # width of the same; judged
SNOWY_ERROR: Final = 0.6  # 1 sd of that share on the logit scale; judged
HUMP: Final = (0.5, 1.5)  # exponents of the hump of outbursts, each even between; judged
ICE_NOW: Final = (0.35, 0.85)  # ice of today over ice of about 1850, even between, where the side of the top is unknown; judged
PAST_TOP: Final = (0.40, 1.00)  # ice of today over ice at the top of the hump, even between, where it has passed; judged
LAKE_SPREAD: Final = 0.8  # 1 sd of the log rate when all of today's ice is gone, in proportion before; judged: lakes grew by half since 1990, and no record tells how many of the new ones will break
LEAST_ICE: Final = 1e-3  # share of ice at which nothing can burst any more; keeps logs finite
SNOW_POWER: Final = (0.5, 1.5)  # exponent from snow on slopes to avalanches that displace, even between; judged
SNOW_SPREAD: Final = 0.05  # 1 sd per kelvin of the log rate: wet snow, storms; judged, no sign assumed
TEN_YEARS: Final = 10.0  # yr, return period today of the dry spell and of the hot day that are followed
DRY_SD_DAYS: Final = (4.0, 12.0)  # days, year to year sd of the longest dry spell, even between; judged
HOT_SD_K: Final = (1.0, 2.0)  # K, year to year sd of the hottest day, even between; judged
_EULER: Final = 0.5772156649
_GUMBEL_SD: Final = np.pi / np.sqrt(6)  # sd over scale of a Gumbel distribution


@dataclass(frozen=True, slots=True)
class Extremes:
    """The distribution of the heaviest rain of a year in every member: variation (sd over mean), shape, return period (yr)."""

    variation: Members
    shape: Members
    years: Members


def draw_extremes(ensemble: Ensemble) -> Extremes:
    """Sampled distribution of rain extremes, shared by all levels and countries."""
    low, high = np.log(RETURN_YEARS)
    return Extremes(
        ensemble.uniform("hazards.variation", *VARIATION),
        ensemble.uniform("hazards.shape", *SHAPE),
        np.exp(ensemble.uniform("hazards.years", low, high)),
    )


def rate_ratio(intensity: ArrayLike, variation: ArrayLike, shape: ArrayLike, years: ArrayLike) -> Values:
    """How many times as often an event of a return period is passed when every extreme is multiplied by `intensity`.

    variation: sd over mean of the annual maximum; shape: of the generalised extreme value distribution, 0 is Gumbel; years: return
    period today. By hand, Gumbel: with a variation of 0.35 the location is 3.09 scales; the 20-year event lies 2.97 scales above it;
    10 % more intensity gives exp(6.06 x (1 - 1 / 1.1)) = 1.73.
    >>> round(float(rate_ratio(1.1, 0.35, 0.0, 20)), 2)
    1.73
    """
    more, xi = np.asarray(intensity, dtype=float), np.asarray(shape, dtype=float)
    near = np.where(np.abs(xi) < 1e-4, 1e-4, xi)  # nearer to 0 the formulas lose digits; their limit is Gumbel's
    first, second = gamma(1 - near), gamma(1 - 2 * near)
    sd = np.where(xi == near, np.sqrt(np.maximum(second - first**2, 0.0)) / np.abs(near), _GUMBEL_SD)
    mean = np.where(xi == near, (first - 1) / near, _EULER)
    location = sd / np.asarray(variation, dtype=float) - mean  # in scales
    hazard = -np.log1p(-1 / np.asarray(years, dtype=float))  # rate at which today's level is passed, per year
    level = np.where(xi == near, location + np.expm1(-near * np.log(hazard)) / near, location - np.log(hazard))
    there = level / more - location
    grown = np.where(xi == near, np.exp(-np.log1p(np.maximum(near * there, 1e-12 - 1)) / near), np.exp(-there))
    return np.asarray(grown / hazard)


def intensity_ratio(changes: Mapping[float, Range], scores: Members, level: float) -> Members:
    """Intensity at a level over that of today, shape (member,).

    changes: percent against 1850-1900 by level, 5, 50 and 95 % points. Today lies on the straight line from no change without warming
    to the lowest level. The same scores serve all levels.
    """
    first = min(changes)
    now = spread(scores, *changes[first]) * TODAY / first
    then = now if level == TODAY else spread(scores, *changes[level])
    return np.asarray((100 + then) / (100 + now))


def rain(changes: Mapping[float, Range], scores: Members, extremes: Extremes, level: float) -> Members:
    """Rate of floods, flows or slides set off by rain at a level over that of today, shape (member,); 1 today."""
    return rate_ratio(intensity_ratio(changes, scores, level), extremes.variation, extremes.shape, extremes.years)


def passed_in_a_year(rise: Members, scale: Members) -> Members:
    """How many times as often a year passes today's ten-year mark when the yearly extreme rises by so much, at most ten times.

    Gumbel with a scale: rates grow as exp(rise / scale); a year counts once however often it is passed.
    """
    rate = -np.log1p(-1 / TEN_YEARS) * np.exp(np.clip(rise / scale, -50, 50))
    return np.asarray(TEN_YEARS * -np.expm1(-rate))


def slow(changes: Mapping[float, Range], scores: Members, sd: Members, level: float) -> Members:
    """How many times as often today's ten-year dry spell (days) or hottest day (degC) comes at a level, shape (member,); 1 today."""
    first = min(changes)
    now = spread(scores, *changes[first]) * TODAY / first
    then = now if level == TODAY else spread(scores, *changes[level])
    return passed_in_a_year(then - now, sd / _GUMBEL_SD)


def melt_share(coldest_degc: float, ensemble: Ensemble) -> Members:
    """Share of river floods that come with melting snow, from the coldest month where people are exposed, shape (member,)."""
    odds = (SNOWY_DEGC - coldest_degc) / SNOWY_STEP_K + ensemble.normal("hazards.melt share", 0.0, SNOWY_ERROR)
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def melt(coldest_degc: float, warmer: Members, ensemble: Ensemble) -> Members:
    """Rate of snowmelt floods under a further warming (K, shape (member,)) over that of today.

    Grows a little in the middle where winters stay cold, falls where they do not; the spread covers both signs.
    """
    middle = MELT_SHIFT if coldest_degc < COLD_WINTER_DEGC else -MELT_SHIFT
    return np.asarray(np.exp(warmer * ensemble.normal("hazards.melt", middle, MELT_SPREAD)))


def outburst(ice_left: Members, ensemble: Ensemble, past_top: bool) -> Members:
    """Rate of outbursts when so much (share of 2015) of the ice is left, over that of today, shape (member,).

    A hump in the ice left: it may rise or fall. past_top: records show that the rate has passed its top. The hump is of the past; what
    new lakes will do adds a spread that grows with the ice lost.
    """
    new, left = ensemble.uniform("hazards.lakes", *HUMP), ensemble.uniform("hazards.triggers", *HUMP)
    top = left / (new + left)
    side = ensemble.uniform("hazards.ice now")
    now = top * (PAST_TOP[0] + (PAST_TOP[1] - PAST_TOP[0]) * side) if past_top else ICE_NOW[0] + (ICE_NOW[1] - ICE_NOW[0]) * side
    then = np.clip(now * ice_left, LEAST_ICE, 1 - LEAST_ICE)
    unseen = ensemble.normal("hazards.new lakes", 0.0, LAKE_SPREAD) * (1 - np.minimum(ice_left, 1.0))
    return np.asarray(np.exp(new * (np.log1p(-then) - np.log1p(-now)) + left * (np.log(then) - np.log(now)) + unseen))


def avalanche(setting: Mapping[float, float], warmer: Members, ensemble: Ensemble) -> Members:
    """Rate of avalanches under a further warming (K, shape (member,)) over that of today.

    setting: people-weighted snow on steep slopes by kelvin of warming, with an entry for 0.
    """
    kelvin = np.array(sorted(setting))
    curve = np.maximum([setting[k] for k in kelvin], 0.0) / setting[0.0]
    left = np.interp(warmer, kelvin, curve)
    power = ensemble.uniform("hazards.snow", *SNOW_POWER)
    noise = ensemble.normal("hazards.wet snow", 0.0, SNOW_SPREAD)
    return np.asarray(left**power * np.exp(warmer * noise))
