"""Moving herds up and down: when high pastures can be grazed, how much of them lies within reach, and for whom moving pays.

- Calendar: the days of a year on which a belt is free of snow and grass grows, from monthly temperatures. Warmth comes earlier.
- Reach: herders near, in the middle and far, by the heights and distances measured in the Alai valley. The window that a pasture has
  today lies higher in a warmer year, by the climb; who can go no higher loses the lowest part of the way up, a strip as high as the climb.
- Who moves: moving pays where the herd is larger than a threshold that grows with the way and falls with the gain of grass. Kerven et al.
  (2003) asked 46 households in Kazakhstan: herd size, labour and distance decide, and for most small herds moving does not pay.

Rain, fences, shrubs, quality of grass and rights to graze are not in here.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.land import ecosystems
from highground.people.mobility.drivers import Row, usable

Values = NDArray[np.float64]

REACHES: Final = {"near": "alai_east", "middle": "alai_west", "far": "alai_outsiders"}  # herders: rows of the driver table
PRIORS: Final = {  # 5, 50 and 95 %; all judged, each for its reason
    "grass": (3.0, 5.0, 7.0),  # degC, daily mean from which grass grows; judged: cool-season grasses start near 5
    "pays": (0.10, 0.25, 0.45),  # share of herding households for whom moving pays today; judged after Kerven et al.: a minority, those with large herds
    "herds": (0.7, 1.0, 1.4),  # sd of the log of herd size among households; judged: the largest tenth holds ten times the median
    "way": (0.2, 0.45, 0.7),  # share of the cost of moving that grows with the way up; judged: labour, lorries and camp are the rest
    "gain": (0.3, 0.8, 1.3),  # power by which the threshold of herd size falls with more grass; judged
}  # fmt: skip
TOP_M: Final = 2_000.0  # m above homes up to which land is summed; the farthest rise measured is 1,296 m
SEASONS_K: Final = (
    5.0  # K between the coldest and the warmest month below which a year has no warm season, as in the tropics; judged
)
SHIFT_K: Final = 0.5  # step of the shifts at which windows are worked out; between them straight lines


def draw(ensemble: Ensemble, name: str) -> Members:
    """Draws of one prior, never below a quarter of its low end."""
    return np.asarray(np.maximum(ensemble.between(f"mobility.pasture.{name}", *PRIORS[name]), PRIORS[name][0] / 4))


def windows(monthly: ArrayLike, area: ArrayLike, shifts: ArrayLike) -> Values:
    """Mean days above SEASON_FROM_DEGC over some land at each shift (K), weighted by area, (shift,). monthly (piece, 12), degC.

    Never falls with warmth.
    """
    days, _ = ecosystems.season(np.asarray(monthly, dtype=np.float32), np.asarray(shifts, dtype=np.float32))
    weight = np.asarray(area, dtype=float)
    return np.asarray(weight @ days.astype(float) / weight.sum())


def has_seasons(monthly: ArrayLike, area: ArrayLike) -> bool:
    """Whether the year over some land has a warm season that herds can follow. monthly (piece, 12), degC; area weighs.

    >>> has_seasons([[9.0, 9.5, 10, 10, 9, 8, 8, 8, 9, 9, 9, 9]], [1.0])
    False
    """
    months, weight = np.asarray(monthly, dtype=float), np.asarray(area, dtype=float)
    return bool(np.ptp(weight @ months / weight.sum()) >= SEASONS_K)


def grazing_days(curve: ArrayLike, shifts: ArrayLike, shift: Members, grass_degc: Members) -> Members:
    """Days with grass of every member: the curve of `windows` read where its threshold is that of grass, (member,)."""
    warm = shift - (grass_degc - ecosystems.SEASON_FROM_DEGC)
    return np.asarray(np.interp(warm, np.asarray(shifts, dtype=float), np.asarray(curve, dtype=float)))


def reach(table: dict[str, Row], name: str, ensemble: Ensemble) -> tuple[Members, tuple[float, float]]:
    """Vertical range (m) of a kind of herders, drawn evenly between the measured ends, and both ends of the horizontal one (km)."""
    up, along = (usable(table, f"{REACHES[name]}_{way}") for way in ("vertical", "horizontal"))
    return ensemble.uniform(f"mobility.pasture.reach.{name}", up.low, up.high), (along.low, along.high)


def within(held: ArrayLike, steps_m: float, rise_m: Members, climb_m: Members) -> Members:
    """Area with today's window that stays within reach, % of today, (member,): heights from the climb to the rise, over all up to the rise.

    held: area (any unit) that lies up to 0, 1, 2 ... steps of steps_m above homes and within their distance, never falling.
    By hand: land evenly spread over heights, a climb of 200 m and a rise of 1,000 m leave 80 %; a climb above the rise leaves none.
    >>> within([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 100.0, np.array([1000.0, 150.0]), np.array([200.0, 200.0])).tolist()
    [80.0, 0.0]
    """
    curve = np.asarray(held, dtype=float)
    heights = steps_m * np.arange(curve.size)
    top = np.interp(rise_m, heights, curve)
    lost = np.interp(np.clip(climb_m, 0.0, rise_m), heights, curve)
    return np.asarray(100 * (top - lost) / np.where(top > 0, top, np.nan))


def pays(way: Members, grass: Members, ensemble: Ensemble) -> Members:
    """Share of herding households for whom moving pays, %, (member,).

    way: length of the way up over that of today; grass: growth of the high pasture in a year over today. Herds are log-normal; the
    threshold of today is that of the share of today, and grows with the cost of the way and falls with the grass. Without a change the
    share is that of today; a longer way never raises it, more grass never lowers it.
    """
    from scipy.special import ndtr, ndtri  # noqa: PLC0415

    share = np.clip(draw(ensemble, "pays"), 0.01, 0.99)
    part = np.clip(draw(ensemble, "way"), 0.0, 1.0)
    cost = np.log1p(part * (np.maximum(way, 0.0) - 1))
    threshold = ndtri(1 - share) + (cost - draw(ensemble, "gain") * np.log(grass)) / draw(ensemble, "herds")
    return np.asarray(100 * ndtr(-threshold))
