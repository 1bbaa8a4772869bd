"""Lake outbursts in numbers: volume of a lake from its area, peak discharge, and how far a debris flow of a volume runs.

Empirical power laws, each with its spread as a factor: the mid times and divided by it is roughly 5 to 95 %. Forms and coefficients
are from memory and unverified, as are the spreads; they fit moraine-dammed lakes and debris flows, not ice-dammed lakes or dams.
The laws say nothing about whether a lake breaks out, and little about lakes outside the sizes that they were fitted to.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PowerLaw:
    """y = coefficient * x ** exponent, and the factor within which nine of ten cases are thought to lie."""

    coefficient: float
    exponent: float
    factor: float
    source: str

    def __call__(self, value: ArrayLike, words: str) -> Values:
        """y of x. Raises BadData unless every x is a positive number."""
        values = np.asarray(value, np.float64)
        if not (np.isfinite(values).all() and (values > 0).all()):
            raise BadData(
                f"{words} must be a positive number, got {values.min() if values.size else 'none'}: give it in the unit named."
            )
        return np.asarray(self.coefficient * values**self.exponent)


VOLUME_FROM_AREA: Final = PowerLaw(0.104, 1.42, 2.0, "Huggel et al. 2002; m3 from m2; unverified, from memory; factor judged")
PEAK_AS_DEBRIS: Final = PowerLaw(
    2.0 / 1000.0, 1.0, 3.0, "Huggel et al. 2002: emptied in 1,000 s; m3/s from m3; unverified; factor judged"
)
PEAK_BY_POWER: Final = PowerLaw(
    0.0048, 0.896, 5.0, "Huggel et al. 2002 and references there; m3/s from m3; unverified; factor judged"
)
RUNOUT_COEFFICIENT: Final = 1.9  # m, m3, m; Rickenmann 1999, Natural Hazards 19:47-77; unverified
RUNOUT_VOLUME_EXPONENT: Final = 0.16  # same
RUNOUT_DROP_EXPONENT: Final = 0.83  # same
RUNOUT_FACTOR: Final = 2.0  # judged: most of the cases it was fitted to lie within half and twice


def lake_volume_m3(area_m2: ArrayLike) -> Values:
    """Volume of a moraine-dammed lake from its area; half to twice.

    Source: V = 0.104 A^1.42, Huggel et al. 2002, unverified. 0.1 km2 holds about 1.3 million m3:
    >>> round(float(lake_volume_m3(100_000)), -4)
    1310000.0
    """
    return VOLUME_FROM_AREA(area_m2, "The area of a lake (m2)")


def peak_as_debris_m3_s(volume_m3: ArrayLike) -> Values:
    """Peak discharge if the lake empties in 1,000 s with a triangular hydrograph: 2 V / 1000; a third to three times.

    >>> float(peak_as_debris_m3_s(1_000_000))
    2000.0
    """
    return PEAK_AS_DEBRIS(volume_m3, "The volume of a lake (m3)")


def peak_by_power_m3_s(volume_m3: ArrayLike) -> Values:
    """Peak discharge by the power law over broken dams: 0.0048 V^0.896; a fifth to five times.

    A million m3: 0.0048 * 10^(6 * 0.896) = 0.0048 * 237,684.
    >>> round(float(peak_by_power_m3_s(1_000_000)))
    1141
    """
    return PEAK_BY_POWER(volume_m3, "The volume of a lake (m3)")


def debris_runout_m(volume_m3: ArrayLike, drop_m: ArrayLike) -> Values:
    """Length that a debris flow runs, from its volume and the height that it falls; half to twice.

    Source: L = 1.9 V^0.16 H^0.83, Rickenmann 1999, unverified. 100,000 m3 falling 1,000 m: 1.9 * 6.31 * 309 = 3,705 m.
    >>> round(float(debris_runout_m(100_000, 1000)))
    3705
    """
    by_volume = PowerLaw(RUNOUT_COEFFICIENT, RUNOUT_VOLUME_EXPONENT, RUNOUT_FACTOR, "")(
        volume_m3, "The volume of a debris flow (m3)"
    )
    by_drop = PowerLaw(1.0, RUNOUT_DROP_EXPONENT, RUNOUT_FACTOR, "")(drop_m, "The height of fall (m)")
    return np.asarray(by_volume * by_drop)


def runout_angle_deg(volume_m3: ArrayLike, drop_m: ArrayLike) -> Values:
    """Travel angle that this runout means: what a rule of the routing should have for a flow of that volume; below 90.

    >>> round(float(runout_angle_deg(100_000, 1000)), 1)
    15.1
    """
    return np.asarray(np.degrees(np.arctan(np.asarray(drop_m, np.float64) / debris_runout_m(volume_m3, drop_m))))


def lake_members(area_m2: float, ensemble: Ensemble) -> tuple[Members, Members]:
    """Volume (m3) and peak discharge (m3/s) of one lake over the ensemble.

    The spread of each law is a factor on a log scale; each member takes one of the two laws for the peak, half and half, because
    nobody can say which is right. Streams are shared by all lakes: the laws err for all of them together.
    """
    volume = lake_volume_m3(area_m2) * _factor(VOLUME_FROM_AREA.factor, "outburst.volume", ensemble)
    debris = ensemble.uniform("outburst.law") < 0.5
    peak = np.where(debris, peak_as_debris_m3_s(volume), peak_by_power_m3_s(volume))
    spread = np.where(debris, np.log(PEAK_AS_DEBRIS.factor), np.log(PEAK_BY_POWER.factor))
    scores = ensemble.between("outburst.peak", -1.0, 0.0, 1.0)
    return np.asarray(volume), np.asarray(peak * np.exp(scores * spread))


def _factor(factor: float, name: str, ensemble: Ensemble) -> Members:
    """Draws whose 5 and 95 % points are one over the factor and the factor, the median 1."""
    return np.asarray(np.exp(ensemble.between(name, -np.log(factor), 0.0, np.log(factor))))
