"""Which pieces lie in which cell of the 5' grid, and how points fall on them."""

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.spatial import cKDTree

Values = NDArray[np.float64]
Indices = NDArray[np.intp]

STEP_DEG = 1 / 12  # side of a cell, degrees; the 5' grid of ITU-R P.1511-2
KM_PER_DEG = 111.2  # along a meridian, +- 0.6; WGS84
OUTSIDE_DEG = 0.2  # a place farther than this from any piece lies outside the outline; judged, two cells and a bit
LOWER_CELL_M = 150.0  # e-folding height by which lower neighbours of a settlement are favoured; judged


def share(weights: Values, fallback: Values) -> Values:
    """Weights scaled to add up to 1; the fallback where they are all zero."""
    chosen = weights if weights.sum() > 0 else fallback
    return np.asarray(chosen / chosen.sum(), dtype=np.float64)


class Cells:
    """Which pieces lie in which cell. Cells are numbered row by row with a rim of one, so that neighbours never wrap."""

    def __init__(self, pieces: xr.Dataset) -> None:
        self.row, self.col = pieces["row"].to_numpy().astype(np.intp), pieces["col"].to_numpy().astype(np.intp)
        self.lat, self.lon = pieces["lat"].to_numpy(), pieces["lon"].to_numpy()
        self.area, self.elevation = pieces["area_km2"].to_numpy(), pieces["elevation"].to_numpy()
        self.shape = (int(self.row.max()) + 3, int(self.col.max()) + 3)
        self.cell = (self.row + 1) * self.shape[1] + self.col + 1
        self.order = np.argsort(self.cell, kind="stable")
        self.sorted = self.cell[self.order]
        self.top = float(self.lat[0] + self.row[0] * STEP_DEG)  # centre of row 0
        self.left = float(self.lon[0] - self.col[0] * STEP_DEG)

    def rows(self, lat: Values) -> Indices:
        """Row of the window that holds each latitude; may lie outside."""
        return np.asarray(np.round((self.top - lat) / STEP_DEG), dtype=np.intp)

    def columns(self, lon: Values) -> Indices:
        """Column of the window that holds each longitude, taken round the globe to the window; may lie outside."""
        turns = np.round((lon - (self.lon.min() + self.lon.max()) / 2) / 360)  # longitudes of pieces may pass 180
        return np.asarray(np.round((lon - 360 * turns - self.left) / STEP_DEG), dtype=np.intp)

    def of(self, places: pd.DataFrame) -> tuple[Indices, NDArray[np.bool_]]:
        """Cell of every place (that of the nearest piece where its own is empty) and whether it lies inside the outline."""
        lat, lon = places["lat"].to_numpy(dtype=float), places["lon"].to_numpy(dtype=float)
        row, col = self.rows(lat), self.columns(lon)
        fits = (row >= 0) & (row < self.shape[0] - 2) & (col >= 0) & (col < self.shape[1] - 2)
        cell = np.where(fits, (row + 1) * self.shape[1] + col + 1, 0)
        lost = ~np.isin(cell, self.sorted)
        inside = ~lost
        if lost.any():
            squeeze = np.cos(np.radians(np.clip(self.lat.mean(), -85, 85)))
            tree = cKDTree(np.c_[self.lat, self.lon * squeeze])
            distance, nearest = tree.query(np.c_[lat[lost], (self.left + col[lost] * STEP_DEG) * squeeze])
            cell[lost] = self.cell[nearest]
            inside[lost] = distance <= OUTSIDE_DEG
        return cell, inside

    def highest(self, cell: Indices) -> float:
        """Greatest height of the largest pieces of the cells, m; infinite where there is no cell, so that it bounds nothing."""
        if not cell.size:
            return np.inf
        return float(self.elevation[self.first(cell)].max())

    def first(self, cell: Indices) -> Indices:
        """Largest piece of each cell."""
        return np.asarray(self.order[np.searchsorted(self.sorted, cell, "left")], dtype=np.intp)

    def settle(self, cell: Indices, people: Values) -> tuple[Values, Values]:
        """Listed people per piece: all in their own cell, and spread over the 3 x 3 cells with lower ones favoured."""
        place, piece = self._expand(cell, np.arange(cell.size))
        own = self._assign(place, piece, self.area[piece], people)
        steps = [rows * self.shape[1] + cols for rows in (-1, 0, 1) for cols in (-1, 0, 1)]
        place, piece = self._expand(
            np.concatenate([cell + step for step in steps]).astype(np.intp), np.tile(np.arange(cell.size), len(steps))
        )
        lowest = np.full(cell.size, np.inf)
        np.minimum.at(lowest, place, self.elevation[piece])
        weight = self.area[piece] * np.exp(-(self.elevation[piece] - lowest[place]) / LOWER_CELL_M)
        return own, self._assign(place, piece, weight, people)

    def kernel(self, cell: Indices, weight: Values, sd_km: float) -> Values:
        """Gaussian density of seeds at every piece, any scale. The kernel is round on the ground: wider in columns near a pole."""
        size = self.shape[0] * self.shape[1]
        field = np.bincount(cell, weight, size).reshape(self.shape)
        sd = sd_km / KM_PER_DEG / STEP_DEG
        field = gaussian_filter1d(field, sd, axis=0, mode="constant")
        for row in np.flatnonzero(field.any(axis=1)):
            squeeze = max(np.cos(np.radians(self.top - (row - 1) * STEP_DEG)), 0.05)
            field[row] = gaussian_filter1d(field[row], sd / squeeze, mode="constant")
        return np.asarray(field.ravel()[self.cell], dtype=np.float64)

    def _expand(self, cell: Indices, place: Indices) -> tuple[Indices, Indices]:
        """Pairs (place, piece) for every piece of the cells asked for."""
        first = np.searchsorted(self.sorted, cell, "left")
        count = np.searchsorted(self.sorted, cell, "right") - first
        within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        return np.repeat(place, count), self.order[np.repeat(first, count) + within]

    def _assign(self, place: Indices, piece: Indices, weight: Values, people: Values) -> Values:
        """People of every place split over its pieces by weight; shape (piece,)."""
        whole = np.bincount(place, weight, people.size)
        return np.asarray(np.bincount(piece, people[place] * weight / whole[place], self.cell.size), dtype=np.float64)
