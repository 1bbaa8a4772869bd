"""How prone each piece of land is to each sudden hazard, 0 to 1, on the 5' grid.

A 9 km cell holds no gully and no avalanche path. What it does hold is the setting: gentle low land where rivers spill, relief and
the fans below it, slopes and rain, slopes and snow, and land within reach of cold, glacierised summits. Each weight is a product of
such factors, each of them between 0 and 1 and half-way at a stated value. They place hazards against each other; they are no
probabilities. `sharpness` (an exponent, sampled) says how strongly displacement follows them.

- river and snowmelt flood: gentle slope x low beside its surroundings x water (rain and snow of the year, here or around: rivers
  bring the water of mountains to dry plains; snow counts twice, since it melts at once)
- flash flood and debris flow: relief within 7 km, which also marks fans just below steep ground x wettest month
- glacial lake outburst: glacierised summit within reach: nearer counts more, and the line up to it must be steep enough
- landslide: slope x rain of the year
- snow avalanche: slope x snow of the year
"""

from typing import Any, Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from highground.basis.hazards import SUDDEN
from highground.land.climate import LAPSE_K_PER_M
from highground.land.grid import picture

Values = NDArray[np.float64]

GENTLE_DEG: Final = 2.0  # slope at which river floods are half as likely as on flat land; judged
AROUND_CELLS: Final = 3.0  # cells, sd of the surroundings against which land lies low; judged, about 27 km
FLAT_M: Final = 15.0  # m, height against the surroundings that matters on a plain; judged: errors of the grid are of this size
RELIEF_SHARE: Final = 0.25  # same, as a share of local relief; judged
BASIN_CELLS: Final = 8.0  # cells, sd of the land from which rivers bring water; judged, about 75 km
WATER_MM: Final = 500.0  # mm a year at which a river has half its water; judged
RELIEF_LOW_M: Final = 200.0  # m within 7 km below which no debris flow is expected; judged, less than K1's 300 m
RELIEF_FULL_M: Final = 2000.0  # same, from which on the setting is fully there; judged
STORM_MM: Final = 100.0  # mm in the wettest month at which flash floods are half as likely as they can be; judged
STEEP_DEG: Final = 15.0  # typical slope between points 30 arc-seconds apart at which slopes count in full; judged
SLOPE_LOW_DEG: Final = 1.5  # same, below which none fails; judged
RAIN_MM: Final = 1000.0  # mm a year at which slopes fail half as often as they can; judged
SNOW_MM: Final = 200.0  # mm of water a year at which avalanches are half as likely as they can be; judged
SNOW_ALL_DEGC, SNOW_NONE_DEGC = (-2.0, 2.0)  # monthly mean at which all, and none, of the month's water falls as snow; judged
HALF_CELL_M: Final = 4600.0  # m from the middle of a 5' cell to its edge; a summit may rise over the mean by the slope times it
ICE_DEGC: Final = 2.0  # warmest month at a summit with glaciers in half of the cases; judged, balance lines lie near it
ICE_STEP_K: Final = 1.0  # width of the same; judged
ICE_MM: Final = 200.0  # mm a year at which cold summits have glaciers half as often as with plenty; judged: dry volcanoes have none
REACH_KM: Final = 50.0  # farthest that an outburst flood is followed; judged
FADE_KM: Final = 20.0  # km over which the reach of an outburst fades to a third; judged
REACH_SLOPE: Final = 0.0524  # tan 3 degrees, flattest reach of a flood from a lake; judged, as Huggel et al. 2002, from memory
KM_PER_DEG: Final = 111.2  # along a meridian, +- 0.6; WGS84
ICE_LEAST: Final = 0.05  # chance of glaciers below which a summit is left out; judged


def weights(pieces: xr.Dataset, glaciers: bool) -> xr.DataArray:
    """Weight of every piece for every sudden hazard, 0 to 1, dims (hazard, piece).

    pieces: terrain and monthly normals over `piece` (elevation, slope_deg, relief_m, temperature, precipitation, row, col) with the
    axes grid_lat and grid_lon. glaciers: whether the country has any; without them nothing bursts.
    """
    slope = pieces["slope_deg"].to_numpy().astype(float)
    rain = pieces["precipitation"].to_numpy()
    year = rain.sum(axis=1)
    steep = _ramp(slope, SLOPE_LOW_DEG, STEEP_DEG)
    found = {
        "river_flood": 1 / (1 + (slope / GENTLE_DEG) ** 2) * _low(pieces) * _half(_water_mm(pieces), WATER_MM),
        "debris_flow": _ramp(pieces["relief_m"].to_numpy(), RELIEF_LOW_M, RELIEF_FULL_M) * _half(rain.max(axis=1), STORM_MM),
        "outburst": below_ice(pieces) if glaciers else np.zeros_like(slope),
        "landslide": steep * _half(year, RAIN_MM),
        "avalanche": steep * _half(snow_mm(pieces), SNOW_MM),
    }
    attrs: dict[str, Any] = {
        "units": "1",
        "long_name": "Proneness of the setting",
        "how": "judged",
        "sources": ("highground-judgement",),
    }
    stack = np.stack([found[hazard] for hazard in SUDDEN])
    return xr.DataArray(stack, {"hazard": list(SUDDEN)}, ("hazard", "piece"), attrs=attrs)


def snow_mm(pieces: xr.Dataset, warmer_k: float = 0.0) -> Values:
    """Water that falls as snow in a year, mm, shape (piece,), with every month warmer by so many kelvin.

    All of a month's water is snow below -2 degC, none above 2 degC, a share between.
    """
    share = _ramp(-(pieces["temperature"].to_numpy() + warmer_k), -SNOW_NONE_DEGC, -SNOW_ALL_DEGC)
    return np.asarray((share * pieces["precipitation"].to_numpy()).sum(axis=1))


def avalanche_setting(pieces: xr.Dataset, warmer_k: float = 0.0) -> Values:
    """The weight of avalanches under warming, shape (piece,): the slope stays, the snow changes."""
    steep = _ramp(pieces["slope_deg"].to_numpy().astype(float), SLOPE_LOW_DEG, STEEP_DEG)
    return np.asarray(steep * _half(snow_mm(pieces, warmer_k), SNOW_MM))


def glacierised(pieces: xr.Dataset) -> Values:
    """Chance that the summits of each piece carry glaciers, from the warmest month at their height and from rain and snow; shape (piece,)."""
    summit = pieces["temperature"].to_numpy().max(axis=1) - LAPSE_K_PER_M * _rise_m(pieces)
    cold = 1 / (1 + np.exp(np.clip((summit - ICE_DEGC) / ICE_STEP_K, -30, 30)))
    return np.asarray(cold * _half(pieces["precipitation"].to_numpy().sum(axis=1), ICE_MM))


def below_ice(pieces: xr.Dataset) -> Values:
    """How near glacierised summits stand above each piece, 0 to 1, shape (piece,).

    The best of all cells within 50 km: its chance of glaciers, fading with distance, where the line up to it is at least 3 degrees
    steep. Straight lines, not valleys: a ridge between does not shelter, and ice beyond the border is not seen.
    """
    height = np.nan_to_num(picture(pieces["elevation"], pieces, "first").to_numpy(), nan=np.inf)
    ice = np.nan_to_num(picture(glacierised(pieces), pieces, "first").to_numpy())
    rise = np.nan_to_num(picture(_rise_m(pieces), pieces, "first").to_numpy())
    row, col = np.nonzero(ice >= ICE_LEAST)
    chance, top = ice[row, col], (height + rise)[row, col]
    lat = pieces["grid_lat"].to_numpy()
    tall = abs(float(lat[1] - lat[0])) * KM_PER_DEG
    wide = tall * max(float(np.cos(np.radians(pieces["lat"].to_numpy().mean()))), 0.2)
    best = np.where(ice >= ICE_LEAST, ice, 0.0)
    for down in range(-int(REACH_KM / tall), int(REACH_KM / tall) + 1):
        for right in range(-int(REACH_KM / wide), int(REACH_KM / wide) + 1):
            far = float(np.hypot(down * tall, right * wide))
            if 0 < far <= REACH_KM:
                there, across = row + down, col + right
                inside = (there >= 0) & (there < ice.shape[0]) & (across >= 0) & (across < ice.shape[1])
                cell = there[inside], across[inside]  # each cell once, since one step moves all summits alike
                reached = top[inside] - height[cell] >= 1000 * far * REACH_SLOPE
                best[cell] = np.maximum(best[cell], reached * chance[inside] * np.exp(-far / FADE_KM))
    return np.asarray(best[pieces["row"].to_numpy(), pieces["col"].to_numpy()], dtype=np.float64)


def _rise_m(pieces: xr.Dataset) -> Values:
    """How far a summit may rise over the mean of its cell, m."""
    return np.asarray(np.tan(np.radians(pieces["slope_deg"].to_numpy().astype(float))) * HALF_CELL_M)


def _low(pieces: xr.Dataset) -> Values:
    """How low each piece lies against its surroundings, 0 to 1: half on a slope, more in a valley, less on a ridge."""
    height = pieces["elevation"].to_numpy().astype(float)
    scale = FLAT_M + RELIEF_SHARE * pieces["relief_m"].to_numpy()
    return np.asarray(1 / (1 + np.exp(np.clip((height - _around(height, pieces, AROUND_CELLS)) / scale, -30, 30))))


def _water_mm(pieces: xr.Dataset) -> Values:
    """Water that rivers may bring in a year, mm: that of the piece or of the land around it, whichever is more, snow counted twice."""
    water = pieces["precipitation"].to_numpy().sum(axis=1) + snow_mm(pieces)
    return np.asarray(np.maximum(water, _around(water, pieces, BASIN_CELLS)))


def _around(values: Values, pieces: xr.Dataset, sd_cells: float) -> Values:
    """Mean of the cells around each piece, by a Gaussian of so many cells; only land counts."""
    field = picture(values, pieces, "first").to_numpy()
    land = np.isfinite(field)
    weight = gaussian_filter(land.astype(float), sd_cells)
    mean = gaussian_filter(np.where(land, field, 0.0), sd_cells) / np.maximum(weight, 1e-9)
    return np.asarray(mean[pieces["row"].to_numpy(), pieces["col"].to_numpy()])


def _ramp(values: NDArray[Any], low: float, high: float) -> Values:
    return np.clip((np.asarray(values, dtype=float) - low) / (high - low), 0.0, 1.0)


def _half(values: Values, middle: float) -> Values:
    return np.asarray(values / (values + middle))
