"""Where flow starts, as cells of the elevation, and the jobs that share the releases out. The same releases give the same jobs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

import geopandas as gpd
import numpy as np
import shapely
import xarray as xr
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData

Window = tuple[int, int, int, int]  # first row, row past the last, first column, column past the last

TILE: Final = 1024  # cells; releases of one square of so many cells share jobs
SMALL: Final = 4_000_000  # cells, 16 MB; a smaller elevation is one window
MOST_CELLS: Final = 150_000_000  # cells of a window, 600 MB; judged: eight such things fit into 8 GB
STARTS: Final = 256  # release cells of a job
MOST_STARTS: Final = 400  # release cells kept of one release, evenly spaced; judged: more change nothing that is seen


class Ground(Protocol):
    """The elevation as the plan needs it."""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""

    @property
    def cell_m(self) -> float:
        """Side of a cell, m."""

    @property
    def crs(self) -> str:
        """Projected CRS."""

    @property
    def transform(self) -> tuple[float, ...]:
        """Affine: x = a column + b row + c, y = d column + e row + f."""

    def read(self, window: Window) -> xr.DataArray:
        """Elevation of a window, m, NaN where there is no data."""


@dataclass(frozen=True, slots=True)
class Release:
    """One place where flow starts: its cells (row, column), the list of rules that it follows, its point or area."""

    name: str
    cells: NDArray[np.int64]
    law: int
    geometry: shapely.Geometry


@dataclass(frozen=True, slots=True)
class Job:
    """Some releases (numbers) and how far around them the elevation is read, cells."""

    number: int
    releases: tuple[int, ...]
    halo: int

    def wider(self) -> "Job":
        """The same job with twice the ground."""
        return replace(self, halo=2 * self.halo)


def cell_of(ground: Ground, x: float, y: float) -> tuple[int, int]:
    """Row and column of the cell that holds a point; may lie outside the elevation."""
    step = ground.transform
    return int(np.floor((y - step[5]) / step[4])), int(np.floor((x - step[2]) / step[0]))


def centre_of(ground: Ground, row: ArrayLike, column: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """x and y of the middle of cells."""
    step, down, right = ground.transform, np.asarray(row, dtype=float), np.asarray(column, dtype=float)
    return np.asarray(step[2] + (right + 0.5) * step[0]), np.asarray(step[5] + (down + 0.5) * step[4])


def bounds_of(ground: Ground) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the elevation."""
    step, (rows, columns) = ground.transform, ground.shape
    return step[2], step[5] + rows * step[4], step[2] + columns * step[0], step[5]


def releases_of(shapes: gpd.GeoDataFrame, ground: Ground, laws: Sequence[int] | None = None) -> list[Release]:
    """Points and areas as release cells. Raises BadData for one that lies outside the elevation, with its name."""
    found = []
    for number, (name, shape) in enumerate(zip(shapes["name"], shapes.geometry, strict=True)):
        cells = _inside(_cells(shape, ground), ground)
        if len(cells) == 0:
            left, bottom, right, top = bounds_of(ground)
            x, y = shape.representative_point().coords[0]
            raise BadData(
                f"release {name} at x {x:,.0f}, y {y:,.0f} lies outside the elevation, which spans x {left:,.0f} to {right:,.0f} and "
                f"y {bottom:,.0f} to {top:,.0f}; bring elevation that covers it, or take it out"
            )
        found.append(Release(str(name), thinned(cells), laws[number] if laws else 0, shape))
    return found


def _cells(shape: shapely.Geometry, ground: Ground) -> NDArray[np.int64]:
    """Cells whose middle lies in an area; the cell of a point, or of an area smaller than a cell."""
    parts = [part for part in shapely.get_parts(shape) if not part.is_empty]
    found = [_cells_of_part(part, ground) for part in parts]
    return np.unique(np.concatenate(found), axis=0)


def _cells_of_part(part: shapely.Geometry, ground: Ground) -> NDArray[np.int64]:
    if part.geom_type == "Polygon":
        left, bottom, right, top = part.bounds
        (first, west), (last, east) = cell_of(ground, left, top), cell_of(ground, right, bottom)
        rows, columns = ground.shape
        row, column = np.mgrid[max(0, first) : min(rows, last + 1), max(0, west) : min(columns, east + 1)]
        inside = shapely.contains_xy(part, *centre_of(ground, row, column))
        if inside.any():
            return np.column_stack([row[inside], column[inside]]).astype(np.int64)
    point = part.representative_point()
    return np.array([cell_of(ground, point.x, point.y)], dtype=np.int64)


def _inside(cells: NDArray[np.int64], ground: Ground) -> NDArray[np.int64]:
    rows, columns = ground.shape
    return cells[(cells[:, 0] >= 0) & (cells[:, 0] < rows) & (cells[:, 1] >= 0) & (cells[:, 1] < columns)]


def thinned(cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """At most MOST_STARTS of the cells, evenly spaced in their order."""
    if len(cells) <= MOST_STARTS:
        return cells
    return np.asarray(cells[np.linspace(0, len(cells) - 1, MOST_STARTS).round().astype(int)])


def jobs_of(releases: Sequence[Release], ground: Ground, halo: int) -> list[Job]:
    """Jobs of about STARTS release cells each, so that the releases of a job are neighbours; halo: cells around them."""
    small = ground.shape[0] * ground.shape[1] <= SMALL
    tiles = [(0, 0) if small else (int(one.cells[0, 0]) // TILE, int(one.cells[0, 1]) // TILE) for one in releases]
    jobs: list[Job] = []
    for tile in sorted(set(tiles)):
        for batch in _batches([number for number, at in enumerate(tiles) if at == tile], releases):
            jobs.append(Job(len(jobs), batch, max(ground.shape) if small else halo))
    return jobs


def _batches(numbers: Sequence[int], releases: Sequence[Release]) -> Iterator[tuple[int, ...]]:
    batch: list[int] = []
    held = 0
    for number in numbers:
        if batch and held + len(releases[number].cells) > STARTS:
            yield tuple(batch)
            batch, held = [], 0
        batch.append(number)
        held += len(releases[number].cells)
    if batch:
        yield tuple(batch)


def window_of(job: Job, releases: Sequence[Release], ground: Ground) -> Window:
    """The window of a job: its release cells and the halo around them. Raises BadData as `around`."""
    return around(np.concatenate([releases[number].cells for number in job.releases]), job.halo, ground)


def around(cells: NDArray[np.int64], halo: int, ground: Ground) -> Window:
    """The window that holds cells and so many more on each side, inside the elevation.

    Raises BadData where that is more than fits into memory.
    """
    low, high = cells.min(axis=0) - halo, cells.max(axis=0) + halo + 1
    window = (max(0, int(low[0])), min(ground.shape[0], int(high[0])), max(0, int(low[1])), min(ground.shape[1], int(high[1])))
    size = (window[1] - window[0]) * (window[3] - window[2])
    if size > MOST_CELLS:
        raise BadData(
            f"a flow would need {size:,} cells of elevation at once, over {MOST_CELLS:,}; use coarser elevation or a steeper kind of flow"
        )
    return window


def inner_sides(window: Window, ground: Ground) -> tuple[bool, bool, bool, bool]:
    """Which sides of a window (top, left, bottom, right) have more elevation beyond."""
    return window[0] > 0, window[2] > 0, window[1] < ground.shape[0], window[3] < ground.shape[1]
