"""Where flow starts: cells of a user's points or areas, steep slopes by rule, and outlets of lakes.

Every release cell belongs to a group with a name (one lake, one slope, one feature of a file), so that a result can say who reaches
whom. Where there are more cells than one wants to route, some stand for the others, chosen by seed, and the result says how many.
Terrain here is the noun of valley runs: dims y (falling) and x, metres, square cells, `crs` and `cell_m` in the attributes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import ArrayLike, NDArray
from scipy import ndimage

from highground.basis.errors import BadData

LAKE_LEVEL_M: Final = 2.0  # cells within this of the point's height are lake; judged: noise of a terrain model over water
LAKE_SEARCH_M: Final = 3000.0  # no lake is followed farther from its point; judged: longer than nearly all moraine-dammed lakes
SLOPE_RULES: Final = {  # kind of flow -> least and largest slope of release, degrees
    "avalanche": (28.0, 55.0),  # avalanche practice, from memory; unverified
    "rockfall": (45.0, 90.0),  # judged: faces that show as steep on 10 to 30 m cells
    "debris_flow": (27.0, 45.0),  # judged: loose slopes below the angle at which they shed their cover
}
_EIGHT: Final = np.ones((3, 3), bool)


@dataclass(frozen=True, slots=True)
class Releases:
    """Cells from which flow starts, each in a group. `stands_for` is how many cells of its group each stands for."""

    cells: NDArray[np.int64]  # (n, 2): row and column
    groups: NDArray[np.int64]  # (n,): index into names
    names: tuple[str, ...]
    stands_for: NDArray[np.float64]  # (n,): 1 unless thinned
    notes: tuple[str, ...] = ()  # sentences on what was left out or assumed

    def batch(self, first: int, last: int) -> "Releases":
        """A slice of the cells; groups and names stay."""
        return replace(self, cells=self.cells[first:last], groups=self.groups[first:last], stands_for=self.stands_for[first:last])


def gather(cells: ArrayLike, groups: ArrayLike, names: Sequence[str], notes: Sequence[str] = ()) -> Releases:
    """Releases from rows and columns, sorted by group, row and column; a cell named twice in one group counts once.

    Raises BadData when nothing is left, or a group has no name.
    """
    table = np.unique(np.column_stack([np.ravel(groups), np.reshape(cells, (-1, 2))]).astype(np.int64), axis=0)
    if not table.size:
        raise BadData("No release cell is left: widen the slopes, lower the least area, or give points that lie on the terrain.")
    if table[:, 0].min() < 0 or table[:, 0].max() >= len(names):
        raise BadData(f"Releases belong to group {table[:, 0].max()}, and there are {len(names)} names: give each group a name.")
    return Releases(table[:, 1:], table[:, 0], tuple(names), np.ones(len(table)), tuple(notes))


def locate(dem: xr.DataArray, x: ArrayLike, y: ArrayLike, words: str = "Release") -> NDArray[np.int64]:
    """Row and column of points in the terrain's coordinates, shape (n, 2).

    Raises BadData for a point outside, with its distance and what the terrain covers.
    """
    east, north = np.ravel(np.asarray(x, np.float64)), np.ravel(np.asarray(y, np.float64))
    cell, left, top = float(dem.attrs["cell_m"]), float(dem["x"][0]), float(dem["y"][0])
    cols, rows = np.floor((east - left) / cell + 0.5), np.floor((top - north) / cell + 0.5)
    over = np.hypot(_beyond(rows, dem.sizes["y"]), _beyond(cols, dem.sizes["x"])) * cell
    if not (over == 0).all():
        worst = int(np.argmax(np.nan_to_num(over, nan=np.inf)))
        covers = (left - cell / 2, float(dem["x"][-1]) + cell / 2, float(dem["y"][-1]) - cell / 2, top + cell / 2)
        raise BadData(
            f"{words} {worst + 1} of {east.size} at x {east[worst]:.0f}, y {north[worst]:.0f} lies {over[worst] / 1000:.1f} km outside the "
            f"terrain, which covers x {covers[0]:.0f} to {covers[1]:.0f} and y {covers[2]:.0f} to {covers[3]:.0f} in "
            f"{dem.attrs.get('crs', 'its own coordinates')}: give terrain that covers it, or points in the terrain's coordinates."
        )
    return np.stack([rows, cols], axis=1).astype(np.int64)


def _beyond(place: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Cells by which places lie outside 0 to size - 1."""
    return np.maximum(np.maximum(-place, place - (size - 1)), 0.0)


def slope_deg(dem: xr.DataArray) -> NDArray[np.float32]:
    """Slope of the plane through 3 x 3 cells (Horn 1981), degrees; NaN on the edge and beside no data.

    Good for 10 to 30 m cells; coarser cells smooth steep slopes away.
    """
    z, cell = dem.to_numpy().astype(np.float64), float(dem.attrs["cell_m"])
    slope = np.full(z.shape, np.nan, np.float32)
    if min(z.shape) < 3:
        return slope
    row = z[:-2] + 2 * z[1:-1] + z[2:]
    col = z[:, :-2] + 2 * z[:, 1:-1] + z[:, 2:]
    right, down = row[:, 2:] - row[:, :-2], col[2:] - col[:-2]
    slope[1:-1, 1:-1] = np.degrees(np.arctan(np.hypot(right, down) / (8 * cell)))
    slope[1:-1, 1:-1][~np.isfinite(z[1:-1, 1:-1])] = np.nan
    return slope


def from_slopes(
    dem: xr.DataArray,
    low_deg: float,
    high_deg: float,
    least_area_m2: float,
    *,
    least_height_m: float = 0.0,
    within_m: float = 1000.0,
) -> Releases:
    """Every slope between two angles, in areas of a least size, as one group each.

    least_height_m: only ground this much above the lowest within within_m, so that banks in a valley floor do not count. Forest,
    snow, rock and soil are not looked at: the result is where terrain allows a release, not where one is likely.
    Raises BadData when no area is left.
    """
    slope, cell = slope_deg(dem), float(dem.attrs["cell_m"])
    steep = (slope >= low_deg) & (slope <= high_deg)
    if least_height_m > 0:
        z = dem.to_numpy().astype(np.float32)
        lowest = ndimage.minimum_filter(np.where(np.isfinite(z), z, np.inf), 2 * round(within_m / cell) + 1, mode="nearest")
        steep &= z - lowest >= least_height_m
    areas, number = ndimage.label(steep, structure=_EIGHT)
    sizes = np.bincount(areas.ravel(), minlength=number + 1)[1:]
    large = np.flatnonzero(sizes * cell**2 >= least_area_m2)
    if not large.size:
        raise BadData(
            f"No slope of {low_deg:g} to {high_deg:g} degrees covers {least_area_m2:,.0f} m2 ({number} smaller ones do not count; the "
            f"steepest ground has {np.nanmax(slope, initial=0.0):.0f} degrees): widen the angles or lower the least area."
        )
    rank = np.full(number + 1, -1, np.int64)
    rank[large + 1] = np.arange(large.size)
    rows, cols = np.nonzero(rank[areas] >= 0)
    notes = [
        "Slopes are chosen by terrain alone: forest, snow, rock and soil are not looked at.",
        f"{number - large.size} steep areas below {least_area_m2:,.0f} m2 are left out, {int(sizes.sum() - sizes[large].sum())} cells.",
    ]
    return gather(np.stack([rows, cols], axis=1), rank[areas[rows, cols]], [f"slope {k + 1}" for k in range(large.size)], notes)


def from_lakes(dem: xr.DataArray, x: ArrayLike, y: ArrayLike, names: Sequence[str]) -> Releases:
    """One release a lake, at its outlet: the lowest cell around the level surface that holds the point.

    Raises BadData for points outside the terrain or on no data.
    """
    at, notes = locate(dem, x, y, "Lake"), []
    z, cell = dem.to_numpy(), float(dem.attrs["cell_m"])
    outlets = np.empty_like(at)
    for k, (row, col) in enumerate(at):
        if not np.isfinite(z[row, col]):
            raise BadData(f"{names[k]} lies where the terrain holds no data: fill the hole or move the point onto its shore.")
        outlets[k], drop = _outlet(z, int(row), int(col), max(1, round(LAKE_SEARCH_M / cell)))
        if drop <= 0:
            notes.append(f"{names[k]}: no ground around it is lower; flow starts at the lowest rim, {-drop:.0f} m above the lake.")
    return gather(outlets, np.arange(len(outlets)), names, notes)


def _outlet(z: NDArray[np.float32], row: int, col: int, reach: int) -> tuple[tuple[int, int], float]:
    """Lowest cell around the level ground at a point, and how far below that ground it lies, m."""
    top, left = max(0, row - reach), max(0, col - reach)
    window = z[top : row + reach + 1, left : col + reach + 1].astype(np.float64)
    level = float(z[row, col])
    lakes, _ = ndimage.label(np.abs(window - level) <= LAKE_LEVEL_M, structure=_EIGHT)
    lake = lakes == lakes[row - top, col - left]
    rim = ndimage.binary_dilation(lake, structure=_EIGHT) & ~lake & np.isfinite(window)
    if not rim.any():
        return (row, col), 0.0
    down, right = np.unravel_index(int(np.argmin(np.where(rim, window, np.inf))), window.shape)
    return (top + int(down), left + int(right)), level - float(window[down, right])


def thin(releases: Releases, most: int, seed: int = 1) -> Releases:
    """At most so many cells, the others stood for by those of their group; the same for the same seed, whatever the order.

    Each group keeps at least one cell and otherwise its share. Raises BadData when there are more groups than cells wanted.
    """
    if len(releases.cells) <= most:
        return releases
    order = np.lexsort((releases.cells[:, 1], releases.cells[:, 0], releases.groups))
    cells, groups, stood = releases.cells[order], releases.groups[order], releases.stands_for[order]
    present, sizes = np.unique(groups, return_counts=True)
    if present.size > most:
        raise BadData(
            f"There are {present.size:,} release areas and room for {most:,} release cells: allow more cells or raise the least area."
        )
    rank = np.random.default_rng(seed).permutation(len(cells))
    within = np.lexsort((rank, groups))  # each group's cells in random order
    place = np.arange(len(cells)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    quota = _quotas(sizes, most)
    kept = np.sort(within[place < np.repeat(quota, sizes)])
    weight = np.bincount(groups, stood)[groups[kept]] / np.repeat(quota, quota)
    note = f"{len(kept):,} release cells stand for {len(cells):,}, drawn by seed {seed}, at least one an area."
    return Releases(cells[kept], groups[kept], releases.names, weight, (*releases.notes, note))


def _quotas(sizes: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """Whole shares of `most`, by size, at least one each."""
    spare = most - sizes.size
    exact = (sizes - 1) * (spare / max(int((sizes - 1).sum()), 1))
    quota = np.floor(exact).astype(np.int64)
    rest = np.argsort(-(exact - quota), kind="stable")[: spare - int(quota.sum())]
    quota[rest] += 1
    return np.asarray(quota + 1)
