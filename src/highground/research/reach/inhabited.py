"""Who lives on which cell: settlements as discs of unsure extent, or people per cell, cut to the window that a job looks at."""

from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray
from rasterio.warp import transform as reproject
from scipy.spatial import cKDTree

from highground.catalogue.inputs import PeopleGrid
from highground.people.impacts.reach import Draws, Exposed, Groups, cells_of, disc, radius_m
from highground.research.reach.plan import Ground, Window, cell_of, centre_of

NEAR_M: Final = 10_000.0  # people farther than this from every named settlement are counted as "elsewhere"; judged
MOST_PARTS: Final = 40  # pieces to a side into which a cell of people is cut; judged: cells over 40 times coarser say little here


@dataclass(frozen=True, slots=True)
class Settled:
    """Settlements as discs. `names`, `people` and points are of the groups; `groups` holds radius and cells by member."""

    names: tuple[str, ...]
    shapes: gpd.GeoDataFrame
    groups: Groups
    ground: Ground

    def within(self, window: Window) -> Exposed:
        """The inhabited cells of a window, flat in the window."""
        found = []
        most = self.groups.radius_m.max(axis=1, initial=0)
        for number, point in enumerate(self.shapes.geometry):
            row, column = cell_of(self.ground, point.x, point.y)
            reach = most[number] / self.ground.cell_m + 2
            if not (window[0] - reach < row < window[1] + reach and window[2] - reach < column < window[3] + reach):
                continue
            down, right, away = disc(_offset(self.ground, point, row, column), float(most[number]), self.ground.cell_m)
            found.append(_rows(row + down, column + right, number, away, np.nan, window))
        return _exposed(found)


def _offset(ground: Ground, point: Any, row: int, column: int) -> tuple[float, float]:
    x, y = centre_of(ground, np.array(row), np.array(column))
    return float(y - point.y), float(point.x - x)


def settled(shapes: gpd.GeoDataFrame, ground: Ground, drawn: Draws) -> Settled:
    """Settlements (name, people, geometry) on the elevation; an area counts from its middle, as a disc."""
    points = shapes.set_geometry(shapes.geometry.representative_point())
    people = points["people"].to_numpy(dtype=float)
    radius = radius_m(people, drawn.density_km2)
    cells = np.zeros(radius.shape, np.int64)
    for number, point in enumerate(points.geometry):
        row, column = cell_of(ground, point.x, point.y)
        away = disc(_offset(ground, point, row, column), float(radius[number].max()), ground.cell_m)[2]
        cells[number] = cells_of(away, radius[number])
    return Settled(tuple(points["name"].astype(str)), points, Groups(people, radius, cells), ground)


@dataclass(frozen=True, slots=True)
class Gridded:
    """People per cell of a grid of their own, each cell counted to the nearest named settlement, the last group being elsewhere."""

    names: tuple[str, ...]
    shapes: gpd.GeoDataFrame
    groups: Groups
    ground: Ground
    grid: PeopleGrid
    group: NDArray[np.int32]  # of each populated cell
    cell: NDArray[np.int64]  # flat cell of the grid, populated ones
    x: NDArray[np.float64]  # in the coordinates of the elevation
    y: NDArray[np.float64]
    parts: int

    def within(self, window: Window) -> Exposed:
        """The inhabited cells of a window: each cell of people is cut into parts, which fall into cells of the elevation."""
        side = self.parts * self.ground.cell_m * 2
        left, top = centre_of(self.ground, np.array(window[0]), np.array(window[2]))
        right, bottom = centre_of(self.ground, np.array(window[1]), np.array(window[3]))
        near = (self.x > left - side) & (self.x < right + side) & (self.y > bottom - side) & (self.y < top + side)
        x, y = _split(self.grid, self.cell[near], self.parts, self.ground)
        step = self.ground.transform
        row, column = np.floor((y - step[5]) / step[4]).astype(np.int64), np.floor((x - step[2]) / step[0]).astype(np.int64)
        persons = self.grid.persons.ravel()[self.cell[near]].astype(float)
        group = np.repeat(self.group[near], self.parts**2)
        share = np.repeat(persons, self.parts**2) / self.parts**2 / self.groups.people[group]
        return _summed(_exposed([_rows(row, column, group, 0.0, share, window)]))


def gridded(grid: PeopleGrid, shapes: gpd.GeoDataFrame, ground: Ground) -> Gridded:
    """People per cell on the elevation, named after the settlements nearest to them."""
    cell = np.flatnonzero(np.nan_to_num(grid.persons.ravel()) > 0)
    x, y = _split(grid, cell, 1, ground)
    group = np.full(cell.size, len(shapes), np.int32)
    if len(shapes) and cell.size:
        points = shapes.geometry.representative_point()
        away, nearest = cKDTree(np.column_stack([points.x, points.y])).query(np.column_stack([x, y]))
        group = np.where(away <= NEAR_M, nearest, len(shapes)).astype(np.int32)
    people = np.bincount(group, grid.persons.ravel()[cell].astype(float), len(shapes) + 1).astype(float)
    names = (*shapes["name"].astype(str), "elsewhere")
    empty = np.empty((people.size, 0))
    side = abs(grid.transform[0]) * (111_200.0 if grid.crs.is_geographic else 1.0)
    parts = int(min(MOST_PARTS, max(1, np.ceil(side / ground.cell_m))))
    return Gridded(names, shapes, Groups(people, empty, empty.astype(np.int64)), ground, grid, group, cell, x, y, parts)


def _split(grid: PeopleGrid, cell: NDArray[np.int64], parts: int, ground: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Middles of the parts of cells of people, in the coordinates of the elevation."""
    row, column = np.divmod(cell, grid.persons.shape[1])
    inner = (np.arange(parts) + 0.5) / parts
    down, right = (each.ravel() for each in np.meshgrid(inner, inner, indexing="ij"))
    x = grid.transform[2] + (column[:, None] + right).ravel() * grid.transform[0]
    y = grid.transform[5] + (row[:, None] + down).ravel() * grid.transform[4]
    if x.size == 0:
        return x, y
    moved = reproject(grid.crs, ground.crs, x, y)
    return np.asarray(moved[0]), np.asarray(moved[1])


Rows = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64], NDArray[np.float64]]


def _rows(row: Any, column: Any, group: Any, away: Any, share: Any, window: Window) -> Rows:  # noqa: PLR0917
    """Rows of inhabited cells inside a window."""
    inside = (row >= window[0]) & (row < window[1]) & (column >= window[2]) & (column < window[3])
    flat = (row - window[0]) * (window[3] - window[2]) + column - window[2]
    full = [np.broadcast_to(np.asarray(each), row.shape)[inside] for each in (group, away, share)]
    return flat[inside].astype(np.int64), full[0].astype(np.int32), full[1].astype(float), full[2].astype(float)


def _exposed(found: list[Rows]) -> Exposed:
    if not found:
        return Exposed(np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0), np.empty(0))
    cell, group, away, share = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((group, cell))
    return Exposed(cell[order], group[order], away[order], share[order])


def _summed(rows: Exposed) -> Exposed:
    """One row for each cell and group, shares added."""
    if rows.cell.size == 0:
        return rows
    new = np.ones(rows.cell.size, bool)
    new[1:] = (rows.cell[1:] != rows.cell[:-1]) | (rows.group[1:] != rows.group[:-1])
    begin = np.flatnonzero(new)
    return Exposed(rows.cell[begin], rows.group[begin], rows.away_m[begin], np.add.reduceat(rows.share, begin))
