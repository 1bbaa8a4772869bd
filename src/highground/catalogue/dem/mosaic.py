"""Several files as one grid, read by windows, in metres."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from highground.basis.errors import BadData
from highground.catalogue.dem.grids import MOST_SIDE, NOT_STATED, WGS84, Grid, on_the_globe, stretched, utm_grid
from highground.catalogue.dem.pieces import Box, Heights, Piece, covered, heights, piece
from highground.catalogue.dem.resample import resampled

if TYPE_CHECKING:
    import xarray as xr

Window = Box
Bounds = tuple[float, float, float, float]  # west, south, east, north in degrees

CELLS_AT_ONCE: Final = 150_000_000  # of one window, 600 MB; wider is read by windows
LOOKED_AT: Final = 4_000_000  # cells that are read when a DEM is opened: all of a small one, an even sample of a large one
SIDE_LOOKED_AT: Final = 200  # cells on a side of one block of the sample
ON_GRID: Final = 0.01  # of a cell, by which files of one grid may be off it
STEEP_DEG: Final = 45.0  # half of the ground steeper: heights in feet make 25 degrees of metres look like 57; judged
CELL_FOR_SLOPE_M: Final = 5.0  # on smaller cells a cliff is a window


@dataclass(frozen=True, slots=True)
class Dem:
    """A DEM on square cells of cell_m metres that is read by windows; it holds no open file.

    shape is (rows, columns); transform the six numbers of an affine map (a, b, c, d, e, f) from column and row to x and y; void_share
    the part of shape without data, from a sample of LOOKED_AT cells where there are more; datum what heights are measured from, in words;
    notes are sentences that a reader must see.
    """

    grid: Grid
    sources: tuple[str, ...]
    datum: str
    void_share: float
    notes: tuple[str, ...]
    source_grid: Grid
    pieces: tuple[tuple[Piece, Box], ...]  # with the place of each in source_grid

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.grid.rows, self.grid.cols

    @property
    def cell_m(self) -> float:
        """Side of a cell, metres."""
        return self.grid.dx

    @property
    def crs(self) -> str:
        """Projected CRS, as EPSG code or WKT."""
        return self.grid.crs

    @property
    def transform(self) -> tuple[float, float, float, float, float, float]:
        """Column and row to x and y: x = a * column + b * row + c, y = d * column + e * row + f."""
        return self.grid.dx, 0.0, self.grid.west, 0.0, -self.grid.dy, self.grid.north

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north in the DEM's own CRS."""
        return self.grid.west, self.grid.south, self.grid.east, self.grid.north

    def read(self, window: Window) -> "xr.DataArray":
        """Heights (m) of rows row0 to row1 and columns col0 to col1, ends left out, as (y, x) at cell centres; NaN is no data.

        Raises BadData for a window outside the DEM, one of more than CELLS_AT_ONCE cells, and damaged files.
        """
        import xarray as xr  # noqa: PLC0415

        row0, row1, col0, col1 = window
        if not (0 <= row0 < row1 <= self.grid.rows and 0 <= col0 < col1 <= self.grid.cols):
            raise BadData(f"the window {window} is not inside the DEM of {self.grid.rows:,} rows and {self.grid.cols:,} columns")
        if (cells := (row1 - row0) * (col1 - col0)) > CELLS_AT_ONCE:
            raise BadData(f"{cells:,} cells at once are more than {CELLS_AT_ONCE:,}; read the DEM by smaller windows")
        part = self.grid.part(*window)
        if self.grid.crs == self.source_grid.crs:
            z = self._read_source(window)
        else:
            z = resampled(self._read_source, self.source_grid, self.grid, window)
        y, x = part.north - part.dy * (np.arange(part.rows) + 0.5), part.west + part.dx * (np.arange(part.cols) + 0.5)
        return xr.DataArray(z, {"y": y, "x": x}, ("y", "x"), "elevation", self._attrs())

    def _attrs(self) -> dict[str, Any]:
        return {
            "units": "m",
            "long_name": "Elevation",
            "how": "measured",
            "sources": self.sources,
            "crs": self.crs,
            "cell_m": self.cell_m,
            "datum": self.datum,
            "notes": self.notes,
        }

    def _read_source(self, box: Box) -> Heights:
        """Heights in a box of the grid of the files, which may reach beyond it; the first file that holds a height gives it."""
        row0, row1, col0, col1 = box
        z = np.full((row1 - row0, col1 - col0), np.nan, np.float32)
        for one, place in self.pieces:
            top, bottom = max(row0, place[0]), min(row1, place[1])
            left, right = max(col0, place[2]), min(col1, place[3])
            if top >= bottom or left >= right:
                continue
            into = z[top - row0 : bottom - row0, left - col0 : right - col0]
            blank = np.isnan(into)
            if blank.any():
                found = heights(one, (top - place[0], bottom - place[0], left - place[2], right - place[2]))
                into[blank] = found[blank]
        return z


def open_dem(paths: Sequence[Path], *, bounds: Bounds | None = None, datum: str | None = None) -> Dem:
    """Open elevation files, side by side on one grid, as one DEM.

    bounds cut it (west, south, east, north in degrees). datum says what heights are measured from where the files do not.
    Raises UnitMismatch for feet and for degrees that pass as metres; MissingSource for a file that is not there; BadData for
    everything else that the room's text names.
    """
    if not paths:
        raise BadData("no elevation file is named; name a GeoTIFF or SRTM tiles (.hgt, .hgt.gz)")
    found = [piece(Path(path)) for path in paths]
    source = _common_grid(found)
    placed = tuple((one, _place(one.grid, source)) for one in found)
    _check_twice(placed)
    grid = utm_grid(source) if stretched(source) else source
    dem = Dem(grid, tuple(one.name for one in found), _datum(found, datum), 0.0, (), source, placed)
    return _looked_at(dem if bounds is None else _cut(dem, bounds))


def read_dem(paths: Sequence[Path], bounds: Bounds | None = None) -> "xr.DataArray":
    """The whole of a DEM, dims y and x, or its part inside bounds (degrees); errors as `open_dem` and `Dem.read`."""
    dem = open_dem(paths, bounds=bounds)
    return dem.read((0, dem.shape[0], 0, dem.shape[1]))


def _common_grid(found: Sequence[Piece]) -> Grid:
    """The grid that holds all files; BadData when they do not share CRS, cell and grid lines."""
    first = found[0].grid
    for one in found[1:]:
        grid = one.grid
        if grid.crs != first.crs:
            raise BadData(f"{one.name} is in {grid.crs}, {found[0].name} in {first.crs}; bring all files to one CRS")
        if max(abs(grid.dx / first.dx - 1), abs(grid.dy / first.dy - 1)) > 1e-6:
            raise BadData(
                f"{one.name} has cells of {grid.dx:.6g}, {found[0].name} of {first.dx:.6g}; use tiles of one resolution only"
            )
        off = [(grid.west - first.west) / first.dx, (first.north - grid.north) / first.dy]
        if max(abs(steps - round(steps)) for steps in off) > ON_GRID:
            raise BadData(f"{one.name} is off the grid of {found[0].name} by part of a cell; bring all files to one grid")
    west, north = min(one.grid.west for one in found), max(one.grid.north for one in found)
    rows = round((north - min(one.grid.south for one in found)) / first.dy)
    cols = round((max(one.grid.east for one in found) - west) / first.dx)
    if max(rows, cols) > MOST_SIDE:
        raise BadData(f"the files together span {rows:,} by {cols:,} cells, more than {MOST_SIDE:,} on a side; name fewer")
    return replace(first, west=west, north=north, rows=rows, cols=cols)


def _place(grid: Grid, whole: Grid) -> Box:
    row, col = round((whole.north - grid.north) / whole.dy), round((grid.west - whole.west) / whole.dx)
    return row, row + grid.rows, col, col + grid.cols


def _check_twice(placed: Sequence[tuple[Piece, Box]]) -> None:
    seen: dict[Box, str] = {}
    for one, place in placed:
        if place in seen:
            raise BadData(f"{one.name} covers the same cells as {seen[place]}; name each tile once")
        seen[place] = one.name


def _datum(found: Sequence[Piece], stated: str | None) -> str:
    datums = list(dict.fromkeys(one.datum for one in found))
    known = [datum for datum in datums if datum != NOT_STATED]
    if len(known) > 1:
        raise BadData(f"the files measure heights differently: {known[0]}; {known[1]}; bring them to one datum")
    return stated or (datums[0] if len(datums) == 1 else NOT_STATED)


def _cut(dem: Dem, bounds: Bounds) -> Dem:
    """The part of a DEM that covers bounds in degrees."""
    from rasterio.warp import transform_bounds  # noqa: PLC0415

    if not (bounds[0] < bounds[2] and bounds[1] < bounds[3]):
        raise BadData(f"bounds must be west, south, east, north in degrees, got {bounds}")
    with on_the_globe(dem.crs):
        west, south, east, north = transform_bounds(WGS84, dem.crs, *bounds, densify_pts=21)
    grid = dem.grid
    row0, row1 = max(0, floor((grid.north - north) / grid.dy)), min(grid.rows, ceil((grid.north - south) / grid.dy))
    col0, col1 = max(0, floor((west - grid.west) / grid.dx)), min(grid.cols, ceil((east - grid.west) / grid.dx))
    if row0 >= row1 or col0 >= col1:
        raise BadData(f"the bounds {bounds} lie outside the elevation of {', '.join(dem.sources[:3])}; name other files or bounds")
    if dem.crs != dem.source_grid.crs:
        return replace(dem, grid=grid.part(row0, row1, col0, col1))
    source = grid.part(row0, row1, col0, col1)
    moved = tuple((one, (box[0] - row0, box[1] - row0, box[2] - col0, box[3] - col0)) for one, box in dem.pieces)
    return replace(dem, grid=source, source_grid=source, pieces=moved)


def _looked_at(dem: Dem) -> Dem:
    """The DEM with void share and notes, from all of its cells or an even sample; BadData when none holds a height."""
    blank = cells = 0
    steep: list[float] = []
    sample = _sample(dem.shape)
    for window in sample:
        z = dem.read(window).values
        blank += int(np.isnan(z).sum())
        cells += z.size
        if min(z.shape) > 2:
            down, right = np.gradient(z, dem.cell_m)
            slope = np.degrees(np.arctan(np.hypot(down, right)))
            steep += [float(np.median(slope[~np.isnan(slope)]))] if (~np.isnan(slope)).sum() > 1000 else []
    if blank == cells and cells == dem.shape[0] * dem.shape[1]:
        raise BadData(f"{', '.join(dem.sources[:3])}: no cell holds a height; name other files, or check what marks no data")
    return replace(dem, void_share=blank / cells, notes=_notes(dem, steep))


def _sample(shape: tuple[int, int]) -> list[Window]:
    """All of a small DEM as one window; of a large one, blocks that lie evenly over it."""
    rows, cols = shape
    if rows * cols <= LOOKED_AT:
        return [(0, rows, 0, cols)]
    high, wide = min(SIDE_LOOKED_AT, rows), min(SIDE_LOOKED_AT, cols)
    blocks = LOOKED_AT / (high * wide)
    down = max(1, min(rows // high, round(sqrt(blocks * rows / cols))))
    across = max(1, min(cols // wide, round(blocks / down)))
    corners = [
        (int((i + 0.5) * rows / down - high / 2), int((j + 0.5) * cols / across - wide / 2))
        for i in range(down)
        for j in range(across)
    ]
    return [(row, row + high, col, col + wide) for row, col in corners]


def _notes(dem: Dem, steep: Sequence[float]) -> tuple[str, ...]:
    notes = []
    gap = 1 - covered([place for _, place in dem.pieces], (dem.source_grid.rows, dem.source_grid.cols))
    if gap > 1e-6:
        notes.append(f"No file covers {gap:.0%} of the rectangle around the files: there is no data there.")
    if steep and dem.cell_m >= CELL_FOR_SLOPE_M and float(np.median(steep)) > STEEP_DEG:
        notes.append(
            f"Half of the ground is steeper than {np.median(steep):.0f} degrees, which is rare: check that heights are in metres, not in feet."
        )
    if "ellipsoid" in dem.datum:
        notes.append(f"These are {dem.datum}; beside other heights they need the geoid.")
    return tuple(notes)
