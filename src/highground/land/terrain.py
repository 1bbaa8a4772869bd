"""Slope, relief, mountain classes K1 and K2-like, and altitude bands of a grid of 5' mean elevations.

Both mountain definitions were written for points 30 arc-seconds apart; a 5' cell is the mean of a hundred of them. Their
thresholds are kept exactly; what the mean has smoothed away is put back by a law of terrain, never by fitting shares:

- Slope at 30 arc-seconds is the slope of the plane through 3 x 3 cells and, square added to square, ROUGHNESS times the
  departure of the nine cells from that plane. On terrain that looks alike at all scales (fractional Brownian surfaces) with
  the Hurst exponent of the continents, 0.66, the factor is 4.3; between H = 0.8 and 0.5 it runs from 3.6 to 5.3. Measured on
  SRTM in the Andes of Ecuador it is 3.5 to 5.3. A plane keeps its own slope, which a factor on the slope would not allow.
- Relief in a circle of 7 km radius is the range of cell means in a window whose half width is 7 km rounded to whole cells:
  3 x 3 cells up to 60 degrees of latitude, then 3 x 5 and more. The window is wider than the circle by about as much as
  the means are smoother than the points: 1.06 times the true range on those surfaces at the equator, 0.77 to 1.02 near
  60 degrees, 0.9 on SRTM, where 87 % of the cells pass 300 m either way.

On SRTM in Ecuador, which set neither number, 81 % of the land is K1 here and 80 % at 30 arc-seconds; 98 % of the
cells agree. Tried and left, with the bias there: Horn's slope on the 5' grid (2.9 times too gentle), the steepest of eight
neighbours (1.7 times), and bicubic interpolation to 1' before a true circle (smooth between the means: half the relief is lost).
Good for national statements, not for a valley.
"""

from typing import Any, Final

import numpy as np
import xarray as xr
from numpy.typing import ArrayLike, NDArray
from scipy import ndimage

from highground.basis.errors import BadData, UnitMismatch
from highground.basis.indicators import BAND_EDGES_M
from highground.land.grid import cell_area_km2, cell_size_m

Array = NDArray[np.float64]

RELIEF_RADIUS_M: Final = 7000.0  # exact by definition; K1, World Bank SDG metadata 15-4-2
RELIEF_M: Final = 300.0  # local elevation range above which 300 to 1,500 m is mountain; same
SLOPE_1500_DEG: Final = 2.0  # least slope of 1,500 to 2,500 m; same
SLOPE_1000_DEG: Final = 5.0  # least slope of 1,000 to 1,500 m where relief does not pass; same
BASIN_KM2: Final = 25.0  # an enclosed area below it is mountain; Kapos et al. 2000 as commonly described, unverified
RUGGED_M: Final = 200.0  # range of nine points that makes a 2.5' pixel rugged; K2, Koerner et al. 2011 as told by GMBA
FINE_STEP_DEG: Final = 1 / 120  # 30 arc-seconds, the points of both definitions
ROUGHNESS: Final = 4.3  # 3.6 to 5.3; for H = 0.66 (0.8 to 0.5): Gagnon et al. 2006, doi:10.5194/npg-13-541-2006, from memory
WIDEST_RANGE: Final = 4.3  # 4.0 to 4.6; widest 3 x 3 range in a 2.5' pixel / (slope x spacing), same surfaces; 3.5 to 4.7 on SRTM
NOT_MOUNTAIN: Final = 0
BASIN: Final = 7
_NINE: Final = tuple((down, right) for down in (-1, 0, 1) for right in (-1, 0, 1))


def describe(elevation: xr.DataArray) -> xr.Dataset:
    """Terrain of each cell of a window: elevation, slope_deg, relief_m, k1 (0 to 7), k2, band; dims lat, lon.

    elevation: metres, dims lat (descending), lon (ascending), evenly spaced, with some cells of halo: the outermost cells see
    only half of their neighbours. band is an index into BAND_EDGES_M. Sea cells (0 m) are cells like any other.
    Raises UnitMismatch when the units are not metres, BadData for blanks or other dims.
    """
    _check(elevation)
    heights = elevation.values.astype(float)
    lat = elevation["lat"].values
    step = abs(float(elevation["lon"][1] - elevation["lon"][0]))
    slope = slope_deg(heights, lat, step)
    relief = relief_m(heights, lat, step)
    layers: dict[str, tuple[NDArray[Any], str, str]] = {
        "elevation": (heights.astype(np.float32), "m", "Elevation of the cell above mean sea level"),
        "slope_deg": (slope.astype(np.float32), "degrees", "Typical slope between points 30 arc-seconds apart"),
        "relief_m": (relief.astype(np.float32), "m", "Elevation range within about 7 km"),
        "k1": (k1(heights, slope, relief, cell_area_km2(lat, step)), "class", "K1 mountain class, 0 is not mountain"),
        "k2": (k2(slope, lat), "1", "Rugged under a K2-like rule"),
        "band": (band(heights), "index", "Altitude band, index into BAND_EDGES_M"),
    }
    sources = elevation.attrs.get("sources", ())
    return xr.Dataset(
        {
            name: (("lat", "lon"), values, _attrs(unit, label, "measured" if name == "elevation" else "modelled", sources))
            for name, (values, unit, label) in layers.items()
        },
        {"lat": elevation["lat"], "lon": elevation["lon"]},
    )


def slope_deg(elevation: Array, lat: ArrayLike, step_deg: float) -> Array:
    """Typical slope (degrees) at 30 arc-seconds in each cell, shape (lat, lon), from 3 x 3 cells in true metres.

    Plane fitted by least squares, plus what the cell means have smoothed away (ROUGHNESS; see the module's text).
    Exact for a plane. Limits: right on the whole, not cell by cell: on SRTM in Ecuador half of the cells lie between 0.66 and
    1.18 times the true median slope, at a correlation of 0.73.
    """
    high, wide = (size[:, None] for size in cell_size_m(lat, step_deg))
    around = np.pad(elevation, 1, mode="edge")
    rows, columns = elevation.shape
    nine = [(down, right, around[1 + down : 1 + down + rows, 1 + right : 1 + right + columns] - elevation) for down, right in _NINE]
    mean = sum(rise for _, _, rise in nine) / 9
    east = sum(right * rise for _, right, rise in nine) / 6  # m per cell
    south = sum(down * rise for down, _, rise in nine) / 6
    off_plane = sum((rise - mean) ** 2 for _, _, rise in nine) - 6 * east**2 - 6 * south**2
    rough = np.maximum(off_plane, 0) / 6 / (high * wide)  # nine cells less three numbers of the plane
    return np.degrees(np.arctan(np.sqrt((east / wide) ** 2 + (south / high) ** 2 + ROUGHNESS**2 * rough)))


def relief_m(elevation: Array, lat: ArrayLike, step_deg: float) -> Array:
    """Local elevation range (m) around each cell, shape (lat, lon): highest less lowest cell mean in the window.

    The window stands for a circle of RELIEF_RADIUS_M: its half width is the radius in whole cells, at least one, each way.
    """
    high, wide = cell_size_m(lat, step_deg)
    down = np.maximum(np.rint(RELIEF_RADIUS_M / high), 1).astype(int)
    across = np.maximum(np.rint(RELIEF_RADIUS_M / np.maximum(wide, 1.0)), 1).clip(max=elevation.shape[1]).astype(int)
    relief = np.empty_like(elevation)
    for rows_down, cells_across in sorted(set(zip(down.tolist(), across.tolist(), strict=True))):
        same = (down == rows_down) & (across == cells_across)
        first, last = np.flatnonzero(same)[[0, -1]]
        near = slice(max(first - rows_down, 0), last + rows_down + 1)
        size = (2 * rows_down + 1, 2 * cells_across + 1)
        span = ndimage.maximum_filter(elevation[near], size, mode="nearest") - ndimage.minimum_filter(
            elevation[near], size, mode="nearest"
        )
        relief[same] = span[same[near]]
    return relief


def k1(elevation: Array, slope: Array, relief: Array, area_km2: ArrayLike) -> NDArray[np.uint8]:
    """K1 mountain class of each cell, shape (lat, lon): 1 (4,500 m and above) to 6 (300 to 1,000 m), 7 enclosed basins, 0 none.

    elevation (m), slope (degrees), relief (m), area_km2 of a cell in each row. A lower bound belongs to its class. The variant
    without the tropics' exception (23 N to 19 S) of one copy. Source: Kapos et al. 2000 in World Bank SDG metadata 15-4-2.
    """
    rugged = relief > RELIEF_M
    rules = [
        elevation >= 4500,
        elevation >= 3500,
        elevation >= 2500,
        (elevation >= 1500) & (slope >= SLOPE_1500_DEG),
        (elevation >= 1000) & (elevation < 1500) & ((slope >= SLOPE_1000_DEG) | rugged),
        (elevation >= 300) & (elevation < 1000) & rugged,
    ]
    classes = np.select(rules, range(1, 7), NOT_MOUNTAIN).astype(np.uint8)
    classes[_basins(classes, elevation, np.asarray(area_km2, dtype=float))] = BASIN
    return classes


def k2(slope: Array, lat: ArrayLike) -> NDArray[np.bool_]:
    """Whether a cell is mountain under a K2-like rule, shape (lat, lon): rugged at any altitude.

    K2 takes a pixel of 2.5' when nine neighbouring points at 30 arc-seconds inside it range over more than 200 m. This grid has
    no such points, and 2 x 2 or 3 x 3 cells of 5' look ten times too far. But the slope at 30 arc-seconds is known, and the
    widest range is WIDEST_RANGE times slope times spacing: 200 m is a slope of 2.9 degrees at the equator.
    Source: Koerner et al. 2011, doi:10.1007/s00035-011-0094-4 (from memory), as told by GMBA. This rule finds 13 % of the land
    outside Antarctica, the paper 12.3 to 12.5 %.
    """
    high, wide = cell_size_m(lat, FINE_STEP_DEG)
    rise = WIDEST_RANGE * np.sqrt(high * wide)[:, None] * np.tan(np.radians(slope))
    return np.asarray(rise > RUGGED_M)


def band(elevation: Array) -> NDArray[np.uint8]:
    """Altitude band of each height (m), an index into BAND_EDGES_M of any shape; below 0 m counts to the first band.

    >>> band(np.array([-28.0, 499.9, 500.0, 8000.0])).tolist()
    [0, 0, 1, 8]
    """
    above = np.searchsorted(BAND_EDGES_M, elevation, side="right")
    return np.maximum(above - 1, 0).astype(np.uint8)


def _basins(classes: NDArray[np.uint8], elevation: Array, area_km2: Array) -> NDArray[np.bool_]:
    """Cells of land outside classes 1 to 6, closed in by them on all eight sides, whose whole area is below BASIN_KM2.

    A 5' cell is smaller than that only beyond 73 degrees of latitude, so on the bundled grid the class is nearly empty.
    """
    labels, count = ndimage.label(classes == NOT_MOUNTAIN, structure=np.ones((3, 3)))
    area = np.bincount(labels.ravel(), weights=np.broadcast_to(area_km2[:, None], labels.shape).ravel(), minlength=count + 1)
    closed = area < BASIN_KM2
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    closed[edge] = False  # what reaches the window's edge may go on beyond it
    closed[labels[elevation <= 0]] = False  # the sea is not a basin
    closed[0] = False
    return np.asarray(closed[labels])


def _attrs(units: str, long_name: str, how: str, sources: object) -> dict[str, Any]:
    return {"units": units, "long_name": long_name, "how": how, "sources": sources}


def _check(elevation: xr.DataArray) -> None:
    if elevation.dims != ("lat", "lon") or min(elevation.shape) < 2:
        raise BadData(f"elevation needs dims lat and lon of at least 2 cells, got {dict(elevation.sizes)}")
    if elevation.attrs.get("units") != "m":
        raise UnitMismatch(f"elevation needs units 'm', got {elevation.attrs.get('units')!r}; convert it and set attrs['units']")
    blanks = int(np.isnan(elevation.values).sum())
    if blanks:
        raise BadData(f"elevation has {blanks} blank cells; fill them, with 0 m for the sea")
