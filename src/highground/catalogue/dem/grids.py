"""Grids of cells: the checks that a raster's georeference must pass, and the UTM grid that stands in for degrees."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import ceil, cos, floor, isfinite, radians, sqrt
from typing import Any, Final

from highground.basis.errors import BadData, UnitMismatch
from highground.catalogue.dem.files import gdal_errors

MOST_SIDE: Final = 100_000  # cells; more is no valley
WIDEST_DEG: Final = 12.0  # of longitude in one UTM zone: 6 degrees off its middle the scale is 0.5 % off
LEAST_CELL_M: Final = 0.05  # a smaller cell "in metres" is one in degrees
STRETCH: Final = 0.02  # a projection whose cells differ by more from the ground is not used as it is
EARTH_M: Final = 6_371_008.8  # mean radius; IUGG 1980
OBLONG: Final = 1e-3  # relative difference of a square cell's sides that is rounding
WGS84: Final = "EPSG:4326"
SEA_LEVEL: Final = "heights above EGM96, about mean sea level"
ELLIPSOID: Final = "heights above the ellipsoid, which differ from those above sea level by up to tens of metres"
NOT_STATED: Final = "not stated in the file"
_VERTICAL: Final = re.compile(r'VERT(?:_CS|CRS)\["([^"]+)".*?UNIT\["([^"]+)"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of dx by dy (units of the CRS), the first one's outer corner at west, north."""

    crs: str
    west: float
    north: float
    dx: float
    dy: float
    rows: int
    cols: int

    @property
    def east(self) -> float:
        """Outer edge of the last column."""
        return self.west + self.cols * self.dx

    @property
    def south(self) -> float:
        """Outer edge of the last row."""
        return self.north - self.rows * self.dy

    def part(self, row0: int, row1: int, col0: int, col1: int) -> "Grid":
        """The grid of some rows and columns, which may lie outside."""
        return replace(self, west=self.west + col0 * self.dx, north=self.north - row0 * self.dy, rows=row1 - row0, cols=col1 - col0)


def grid_of(raster: Any, name: str) -> Grid:
    """Grid of an open raster.

    Raises UnitMismatch for cells in feet or degrees that pass as metres, BadData for a missing CRS and turned or oblong cells.
    """
    step = raster.transform
    if raster.crs is None:
        raise BadData(f"{name} has no CRS{_guess(raster)}; write the right one into it, for example with gdal_edit -a_srs")
    if step.is_identity or not all(map(isfinite, step)):
        raise BadData(f"{name} does not say where its cells lie; write it again with its georeference")
    if step.b or step.d or step.a <= 0 or step.e >= 0:
        raise BadData(f"{name} is turned or mirrored; write it again with north up and west left")
    if max(raster.height, raster.width) > MOST_SIDE:
        raise BadData(f"{name} has {raster.height:,} by {raster.width:,} cells, more than {MOST_SIDE:,} on a side; cut it")
    grid = Grid(horizontal(raster.crs), step.c, step.f, step.a, -step.e, raster.height, raster.width)
    if raster.crs.is_geographic:
        _check_degrees(grid, name)
    elif raster.crs.is_projected:
        _check_projected(grid, raster.crs, name)
    else:
        raise BadData(f"{name}: its CRS says nothing of where on the globe it lies; write the right one into it")
    return grid


def _guess(raster: Any) -> str:
    box = raster.bounds
    if -180 <= box.left < box.right <= 360 and -90 <= box.bottom < box.top <= 90 and raster.transform.a < 1:
        return ", and its coordinates look like degrees"
    return ""


def _check_degrees(grid: Grid, name: str) -> None:
    if grid.west < -360 or grid.east > 360.01 or grid.south < -90.01 or grid.north > 90.01:
        raise UnitMismatch(
            f"{name}: its CRS is in degrees, but it reaches from {grid.west:g} to {grid.east:g} E and {grid.south:g} to "
            f"{grid.north:g} N; it seems to be in metres, write the right CRS into it"
        )
    if not 0.1 <= grid.dx / grid.dy <= 10:
        raise BadData(f"{name}: its cells are {grid.dx:g} by {grid.dy:g} degrees; write it again with nearly square cells")


def _check_projected(grid: Grid, crs: Any, name: str) -> None:
    unit, factor = crs.linear_units_factor
    if abs(factor - 1) > 1e-9:
        raise UnitMismatch(f"{name}: its cells are measured in {unit}; reproject it to a CRS in metres, such as UTM")
    if max(grid.dx, grid.dy) < LEAST_CELL_M:
        raise UnitMismatch(
            f"{name}: a cell of {grid.dx:g} m cannot be; it seems to be in degrees, write the right CRS into it (EPSG:4326)"
        )
    if abs(grid.dx / grid.dy - 1) > OBLONG:
        raise BadData(f"{name}: its cells are {grid.dx:g} by {grid.dy:g} m; write it again with square cells")


def horizontal(crs: Any) -> str:
    """The horizontal part of a CRS as EPSG code or WKT, so that nothing shifts heights."""
    wkt = crs.to_wkt()
    for word in ("PROJCS[", "GEOGCS[", "PROJCRS[", "GEOGCRS["):
        if wkt.startswith(("COMPD_CS", "COMPOUNDCRS")) and word in wkt:
            crs = type(crs).from_wkt(_element(wkt, wkt.index(word)))
            break
    code = crs.to_epsg()
    if code == 4979:  # WGS 84 with ellipsoid heights
        return WGS84
    return f"EPSG:{code}" if code else str(crs.to_wkt())


def _element(wkt: str, start: int) -> str:
    depth = 0
    for end in range(start, len(wkt)):
        depth += {"[": 1, "]": -1}.get(wkt[end], 0)
        if depth == 0 and wkt[end] == "]":
            return wkt[start : end + 1]
    return wkt[start:]


def datum_of(crs: Any, name: str) -> str:
    """What a file's heights are measured from, in words; UnitMismatch when its vertical CRS is not in metres."""
    wkt = crs.to_wkt()
    if found := _VERTICAL.search(wkt):
        if found[2].lower() not in ("metre", "meter", "m"):
            raise UnitMismatch(f"{name}: its vertical CRS is in {found[2]}; convert the heights to metres and write the CRS again")
        if "ellips" in found[1].lower():
            return ELLIPSOID
        return SEA_LEVEL if found[1] == "EGM96 height" else f"heights by {found[1]}"
    return ELLIPSOID if crs.to_epsg() == 4979 or "ellipsoidal height" in wkt else NOT_STATED


@contextmanager
def on_the_globe(crs: str) -> Iterator[None]:
    """Turn what GDAL, or arithmetic, says of places that a projection does not reach into one sentence."""
    refusals: tuple[type[Exception], ...] = (*gdal_errors(), ArithmeticError, ValueError)
    try:
        yield
    except refusals as error:
        raise BadData(
            f"the elevation lies where {crs[:60]} does not reach ({error}); write the right CRS and georeference into the file"
        ) from error


def stretched(grid: Grid) -> bool:
    """Whether cells are no squares of the ground: degrees, or a projection such as Web Mercator."""
    from rasterio.crs import CRS  # noqa: PLC0415

    if CRS.from_user_input(grid.crs).is_geographic:
        return True
    with on_the_globe(grid.crs):
        return _stretched(grid)


def _stretched(grid: Grid) -> bool:
    from rasterio.warp import transform  # noqa: PLC0415

    x, y = (grid.west + grid.east) / 2, (grid.north + grid.south) / 2
    lon, lat = transform(grid.crs, WGS84, [x, x + grid.dx, x], [y, y, y + grid.dy])
    sides = [
        EARTH_M * sqrt((radians(lon[i] - lon[0]) * cos(radians(lat[0]))) ** 2 + radians(lat[i] - lat[0]) ** 2) / side
        for i, side in ((1, grid.dx), (2, grid.dy))
    ]
    return any(abs(side - 1) > STRETCH for side in sides)


def utm_grid(source: Grid) -> Grid:
    """The grid of square cells in the UTM zone of the middle that covers a source grid; a cell has the mean size on the ground.

    Raises BadData where one zone does not do: wider than 12 degrees, or near the poles.
    """
    with on_the_globe(source.crs):
        return _utm_grid(source)


def _utm_grid(source: Grid) -> Grid:
    from rasterio.warp import transform_bounds  # noqa: PLC0415

    west, south, east, north = transform_bounds(
        source.crs, WGS84, source.west, source.south, source.east, source.north, densify_pts=21
    )
    east += 360 if east < west else 0
    if east - west > WIDEST_DEG:
        raise BadData(
            f"the elevation spans {east - west:.0f} degrees of longitude, too wide for one UTM zone; cut it to {WIDEST_DEG:g}"
        )
    if south < -80 or north > 84:
        raise BadData(f"the elevation reaches from {south:.1f} to {north:.1f} N, where UTM does not apply; reproject it yourself")
    lon, lat = (west + east) / 2, (south + north) / 2
    zone = int((lon + 180) // 6) % 60 + 1
    crs = f"EPSG:{(32600 if lat >= 0 else 32700) + zone}"
    high, wide = (north - south) / source.rows, (east - west) / source.cols
    cell = round(radians(1) * EARTH_M * sqrt(high * wide * cos(radians(lat))), 2)
    if cell < LEAST_CELL_M:
        raise BadData(
            f"a cell of {source.dx:g} by {source.dy:g} degrees is {cell:g} m on the ground, which cannot be; check its georeference"
        )
    x0, y0, x1, y1 = transform_bounds(source.crs, crs, source.west, source.south, source.east, source.north, densify_pts=21)
    left, top = floor(x0 / cell), ceil(y1 / cell)
    grid = Grid(crs, left * cell, top * cell, cell, cell, top - floor(y0 / cell), ceil(x1 / cell) - left)
    if max(grid.rows, grid.cols) > MOST_SIDE:
        raise BadData(f"the elevation has {grid.rows:,} by {grid.cols:,} cells, more than {MOST_SIDE:,} on a side; cut it")
    return grid
