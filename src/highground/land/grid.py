"""The grid of 5' cells: true areas, the pieces of cells inside first-level units, and pictures made from pieces."""

from typing import Final, Literal

import geopandas as gpd
import numpy as np
import shapely
import xarray as xr
from numpy.typing import ArrayLike, NDArray
from rasterio.features import rasterize
from rasterio.transform import Affine

from highground.basis.errors import BadData

SEMI_MAJOR_KM: Final = 6378.137  # WGS84, exact by definition; NGA.STND.0036
FLATTENING: Final = 1 / 298.257223563  # WGS84, exact by definition; NGA.STND.0036
SUB_CELLS: Final = 10  # per side of a cell, at least; a sub-cell of 0.5' is 0.9 km high
MOST_SUB_CELLS: Final = 50  # per side, for small countries
BUDGET: Final = 10_000_000  # sub-cells that a small window may use before they grow to 0.5'
_BLOCK: Final = 8_000_000  # sub-cells painted at a time; 8 MB for a country of up to 254 units
_ISLAND: Final = 4.0  # sub-cells; a larger part of a unit is sure to catch a centre, unless it is a sliver

Shapes = list[tuple[int, shapely.Geometry]]  # row of the outline, geometry
Found = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]  # row, col, unit, share of the cell


def cell_area_km2(lat: ArrayLike, step_deg: float) -> NDArray[np.float64]:
    """Area (km2) of cells step_deg wide and high around latitudes (degrees), exact on the WGS84 ellipsoid; shape of lat.

    Source: authalic latitude, Snyder 1987, USGS Professional Paper 1395, eq. 3-12.
    >>> cell_area_km2([0.0, 60.0], 1 / 12).round(2).tolist()
    [85.48, 43.17]
    """
    centre = np.asarray(lat, dtype=float)
    eccentricity = np.sqrt(FLATTENING * (2 - FLATTENING))

    def q(degrees: NDArray[np.float64]) -> NDArray[np.float64]:  # area from the equator, in units of pi a2
        es = eccentricity * np.sin(np.radians(degrees))
        zone = es / (1 - es**2) + np.arctanh(es)
        return np.asarray((1 - eccentricity**2) / eccentricity * zone, dtype=float)

    north, south = np.minimum(centre + step_deg / 2, 90.0), np.maximum(centre - step_deg / 2, -90.0)
    return np.asarray(SEMI_MAJOR_KM**2 * np.radians(step_deg) / 2 * (q(north) - q(south)), dtype=float)


def cell_size_m(lat: ArrayLike, step_deg: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Height and width (m) of cells step_deg wide and high around latitudes (degrees) on WGS84; each has the shape of lat.

    Source: radii of curvature of the meridian and the prime vertical, Snyder 1987, USGS Professional Paper 1395, p. 24-25.
    >>> [round(float(size)) for size in cell_size_m(0.0, 1.0)]
    [110574, 111319]
    """
    phi = np.radians(np.asarray(lat, dtype=float))
    e2 = FLATTENING * (2 - FLATTENING)
    inside = 1 - e2 * np.sin(phi) ** 2
    metres = 1000 * SEMI_MAJOR_KM * np.radians(step_deg)
    return np.asarray(metres * (1 - e2) / inside**1.5), np.asarray(metres * np.cos(phi) / np.sqrt(inside))


def cut(terrain: xr.Dataset, outline: gpd.GeoDataFrame) -> xr.Dataset:
    """Cut the cells of a window along the outline of units; a piece is the part of one cell inside one unit.

    terrain: dims lat (descending), lon (ascending), evenly spaced cell centres; it must cover the outline.
    outline: EPSG:4326, one row per unit. Where units overlap the later row has the land, so no land counts twice.
    Gives a Dataset over piece, sorted by row and column and then largest first: row, col, unit (row of outline), area_km2, lat,
    lon and every variable of terrain; the window's axes stay as grid_lat and grid_lon. Shares are counts of at least 10 x 10
    sub-cell centres; an island that catches no centre still gives its unit a piece of its own area.
    Raises BadData when the terrain does not cover the outline or the outline has no land.
    """
    step = _step(terrain)
    shapes = [(unit, shape) for unit, shape in enumerate(outline.geometry) if shape is not None and not shape.is_empty]
    if not shapes:
        raise BadData("the outline has no polygon; give at least one unit with a geometry")
    _check_cover(terrain, outline, step)
    row, col, unit, share = _with_islands(terrain, shapes, step, _shares(terrain, shapes, step))
    area = share * cell_area_km2(terrain["lat"].values, step)[row]
    order = np.lexsort((unit, -area, col, row))
    return _pieces(terrain, row[order], col[order], unit[order], area[order])


def picture(values: ArrayLike, pieces: xr.Dataset, how: Literal["sum", "first"] = "sum") -> xr.DataArray:
    """Values over pieces as a map (lat, lon) of the whole window; NaN where there is no piece.

    how: sum adds the pieces of a cell (people, areas); first takes the cell's largest piece (classes, elevation).
    """
    shape = (pieces.sizes["grid_lat"], pieces.sizes["grid_lon"])
    flat = pieces["row"].values * shape[1] + pieces["col"].values
    given = np.asarray(values, dtype=float)
    image = np.full(shape[0] * shape[1], np.nan)
    if how == "sum":
        touched, where = np.unique(flat, return_inverse=True)
        image[touched] = np.bincount(where, weights=given, minlength=touched.size)
    else:
        image[flat[::-1]] = given[::-1]  # the first writes last
    coords = {"lat": pieces["grid_lat"].values, "lon": pieces["grid_lon"].values}
    return xr.DataArray(image.reshape(shape), coords, ("lat", "lon"))


def total(pieces: xr.Dataset, values: ArrayLike = 1.0, labels: ArrayLike | None = None, count: int = 1) -> NDArray[np.float64]:
    """Sum of values times area (km2) over the pieces of each label 0 to count - 1, shape (count,).

    Labels below 0 are left out; no labels means one sum over all. With values 1 the sums are areas.
    """
    weights = np.broadcast_to(np.asarray(values, dtype=float), pieces["area_km2"].shape) * pieces["area_km2"].values
    groups = np.zeros(weights.shape, dtype=np.int64) if labels is None else np.asarray(labels).astype(np.int64)
    kept = groups >= 0
    sums = np.bincount(groups[kept], weights=weights[kept], minlength=count)
    if sums.size > count:
        raise BadData(f"labels go up to {sums.size - 1}, count is {count}; count must be larger than the largest label")
    return np.asarray(sums, dtype=float)


def _step(terrain: xr.Dataset) -> float:
    """Side of a cell, degrees. Raises BadData unless lat falls and lon rises in the same even steps."""
    lat, lon = terrain["lat"].values, terrain["lon"].values
    steps = np.concatenate([-np.diff(lat), np.diff(lon)])
    if min(lat.size, lon.size) < 2 or steps[0] <= 0 or not np.allclose(steps, steps[0], rtol=1e-6):
        raise BadData("terrain needs lat falling and lon rising in even, equal steps; use catalogue.installed.topography")
    return float(steps.mean())


def _corner(terrain: xr.Dataset, step: float) -> tuple[float, float]:
    """West and north edge of the window, degrees."""
    return float(terrain["lon"][0]) - step / 2, float(terrain["lat"][0]) + step / 2


def _check_cover(terrain: xr.Dataset, outline: gpd.GeoDataFrame, step: float) -> None:
    west, north = _corner(terrain, step)
    east, south = west + step * terrain.sizes["lon"], north - step * terrain.sizes["lat"]
    left, bottom, right, top = outline.total_bounds
    if left < west - step or right > east + step or bottom < south - step or top > north + step:
        raise BadData(
            f"the outline reaches from {left:.2f}, {bottom:.2f} to {right:.2f}, {top:.2f} degrees, the terrain only from "
            f"{west:.2f}, {south:.2f} to {east:.2f}, {north:.2f}; load the terrain of the outline's bounds"
        )


def _shares(terrain: xr.Dataset, shapes: Shapes, step: float) -> Found:
    """Share of each cell in each unit from counts of sub-cell centres, painted a block of rows at a time."""
    rows, columns = terrain.sizes["lat"], terrain.sizes["lon"]
    sub = int(np.clip(np.sqrt(BUDGET / (rows * columns)), SUB_CELLS, MOST_SUB_CELLS))
    west, north = _corner(terrain, step)
    plain = [(shape.__geo_interface__, unit + 1, shape.bounds) for unit, shape in shapes]
    top = max(value for _, value, _ in plain)
    height = max(1, _BLOCK // (columns * sub * sub))
    found = []
    for first in range(0, rows, height):
        upper, lower = north - first * step, north - (first + height) * step
        near = [(shape, value) for shape, value, bounds in plain if bounds[1] < upper and bounds[3] > lower]
        if near:
            size = (min(height, rows - first) * sub, columns * sub)
            affine = Affine(step / sub, 0, west, 0, -step / sub, upper)
            labels = rasterize(near, size, transform=affine, dtype=np.uint8 if top < 256 else np.uint16)
            row, col, unit, share = _count(labels, sub, top + 1)
            found.append((row + first, col, unit, share))
    row, col, unit, share = (np.concatenate(part) for part in zip(*found, strict=True))
    return row, col, unit, share


def _count(labels: NDArray[np.unsignedinteger], sub: int, kinds: int) -> Found:
    """Row, col, unit and share of every cell and unit in a block of sub-cell labels; label 0 is outside all units."""
    tiles = labels.reshape(labels.shape[0] // sub, sub, -1, sub)
    low, high = tiles.min(axis=1).min(axis=2), tiles.max(axis=1).max(axis=2)
    whole_row, whole_col = np.nonzero((low == high) & (low > 0))
    row, col = np.nonzero(low != high)
    mixed = tiles[row, :, col, :].reshape(row.size, sub * sub).astype(np.int64)
    counts = np.bincount((mixed + np.arange(row.size)[:, None] * kinds).ravel(), minlength=row.size * kinds).reshape(-1, kinds)
    cell, label = np.nonzero(counts[:, 1:])
    return (
        np.concatenate([whole_row, row[cell]]),
        np.concatenate([whole_col, col[cell]]),
        np.concatenate([low[whole_row, whole_col].astype(np.int64) - 1, label]),
        np.concatenate([np.ones(whole_row.size), counts[cell, label + 1] / sub**2]),
    )


def _with_islands(terrain: xr.Dataset, shapes: Shapes, step: float, found: Found) -> Found:
    """Add a piece, with its own area, for each small part of a unit in a cell where the unit has caught no sub-cell centre."""
    parts, of = shapely.get_parts([shape for _, shape in shapes], return_index=True)
    small = shapely.area(parts) < _ISLAND * (step / SUB_CELLS) ** 2
    parts, unit = parts[small], np.array([unit for unit, _ in shapes])[of[small]]
    west, north = _corner(terrain, step)
    points = shapely.point_on_surface(parts)
    row = np.clip((north - shapely.get_y(points)) // step, 0, terrain.sizes["lat"] - 1).astype(np.int64)
    col = np.clip((shapely.get_x(points) - west) // step, 0, terrain.sizes["lon"] - 1).astype(np.int64)
    units = 1 + max(unit for unit, _ in shapes)

    def key(row: NDArray[np.int64], col: NDArray[np.int64], unit: NDArray[np.int64]) -> NDArray[np.int64]:
        return (row * terrain.sizes["lon"] + col) * units + unit

    missed, where = np.unique(key(row, col, unit), return_inverse=True)
    share = np.bincount(where, weights=shapely.area(parts) / step**2, minlength=missed.size)
    new = ~np.isin(missed, key(*found[:3]))
    missed, share = missed[new], share[new]
    cell = missed // units
    added = (cell // terrain.sizes["lon"], cell % terrain.sizes["lon"], missed % units)
    row, col, unit = (np.concatenate(pair) for pair in zip(found[:3], added[:3], strict=True))
    return row, col, unit, np.concatenate([found[3], share])


def _pieces(
    terrain: xr.Dataset, row: NDArray[np.int64], col: NDArray[np.int64], unit: NDArray[np.int64], area: NDArray[np.float64]
) -> xr.Dataset:
    """The Dataset over pieces: terrain taken at each piece's cell, its place in the window, its unit and its area."""
    pieces = terrain.isel(lat=xr.DataArray(row, dims="piece"), lon=xr.DataArray(col, dims="piece"))
    about = {
        "units": "km2",
        "long_name": "Area of the piece on the WGS84 ellipsoid",
        "how": "measured",
        "sources": ("naturalearth-admin1",),
    }
    axes = {"grid_lat": terrain["lat"].values, "grid_lon": terrain["lon"].values}
    return pieces.assign(
        row=("piece", row), col=("piece", col), unit=("piece", unit.astype(np.int32)), area_km2=("piece", area, about)
    ).assign_coords(axes)
