"""Fills sinks: raises each cell to the lowest level at which its water finds a way out of the grid.

A cell's filled height is the smallest, over all ways out, of the highest point on the way. Every cell belongs to the basin of the
pit that one reaches by going to the lowest neighbour again and again. On that way one never climbs, so that the filled height is
the larger of the cell's own height and the level of its basin; and the level of a basin only depends on the passes between basins.
Basins are far fewer than cells, so that the queue over cells of the usual algorithm becomes a short sorted list of passes.
Exact: the same surface as priority-flood (Barnes et al. 2014, doi:10.1016/j.cageo.2013.04.024). The graph of basins is
described by Cordonnier et al. 2019, doi:10.5194/esurf-7-549-2019; among equal heights the earlier cell counts as lower.
"""

from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from highground.basis.errors import BadData

Heights = NDArray[np.float32]
Numbers = NDArray[np.int32]

MOST_CELLS: Final = 2**31 - 1  # cells are numbered in 32 bits
_OUTSIDE: Final = -1  # labels are ~basin, so that they are negative and cell numbers are not; basin 0 is outside
_LOWEST: Final = np.float32(-np.inf)


def fill_sinks(dem: Heights) -> Heights:
    """Heights (m) without sinks: each cell raised just so far that its water reaches an outlet, shape as given.

    dem: metres, NaN = no data, which is an outlet like the outermost cells. Raises BadData for anything but a grid of heights.

    >>> bowl = np.array([[9, 9, 9], [9, 1, 4], [9, 9, 9]], dtype=np.float32)
    >>> float(fill_sinks(bowl)[1, 1])
    4.0
    """
    dem = as_heights(dem)
    filled = np.empty_like(dem)
    label: Numbers = filled.view(np.int32).reshape(-1)  # until the last step the result's memory holds the labels of basins
    if min(dem.shape) < 3:
        return dem.copy()
    pits = _towards(dem, label)
    _follow(label)
    first, second, height = _passes(dem, label, pits)
    level = _levels(first, second, height, np.argsort(height, kind="stable"), pits)
    _raise(dem.reshape(-1), label, filled.reshape(-1), level)
    return filled


def as_heights(dem: NDArray[Any]) -> Heights:
    """The grid as float32 in rows, not copied where it already is; BadData for other shapes, no cells or too many."""
    if dem.ndim != 2 or not dem.size or dem.dtype.kind not in "fiu":
        raise BadData(
            f"terrain needs a grid of heights (row, column), got {dem.dtype} of shape {dem.shape}; pass metres as float32"
        )
    if dem.size > MOST_CELLS:
        raise BadData(f"terrain of {dem.size:,} cells is more than {MOST_CELLS:,}; cut it or use wider cells")
    return np.ascontiguousarray(dem, dtype=np.float32)


@njit(cache=True)
def _towards(dem: Heights, label: Numbers) -> int:
    """Write for each cell the number of its lowest neighbour, a new label for a pit, or _OUTSIDE; returns the number of pits."""
    rows, cols = dem.shape
    label[:] = _OUTSIDE
    near = np.empty((3, cols), np.float32)
    step = np.empty(cols, np.int32)
    _copy_open(dem[0], near[0])
    _copy_open(dem[1], near[1])
    pits = 0
    for row in range(1, rows - 1):
        _copy_open(dem[row + 1], near[(row + 1) % 3])
        middle = near[row % 3]
        _lowest(near[(row - 1) % 3], middle, near[(row + 1) % 3], step)
        for col in range(1, cols - 1):
            cell = row * cols + col
            if middle[col] == _LOWEST:
                continue
            if step[col]:
                label[cell] = cell + step[col]
            else:
                pits += 1
                label[cell] = ~pits
    return pits


@njit(cache=True)
def _copy_open(row: Heights, out: Heights) -> None:
    """Copy a row of heights; no data becomes lower than any."""
    for col in range(row.size):
        out[col] = row[col] if row[col] == row[col] else _LOWEST  # NaN is not itself


@njit(cache=True)
def _lowest(up: Heights, middle: Heights, down: Heights, step: Numbers) -> None:
    """Difference in number to the lowest of nine cells, 0 for a pit; the first wins a tie. No branches: it runs on vectors."""
    cols = up.size
    for col in range(1, cols - 1):
        best, to, z = up[col - 1], -cols - 1, up[col]
        to, best = -cols if z < best else to, min(z, best)
        z = up[col + 1]
        to, best = -cols + 1 if z < best else to, min(z, best)
        z = middle[col - 1]
        to, best = -1 if z < best else to, min(z, best)
        z = middle[col]
        to, best = 0 if z < best else to, min(z, best)
        z = middle[col + 1]
        to, best = 1 if z < best else to, min(z, best)
        z = down[col - 1]
        to, best = cols - 1 if z < best else to, min(z, best)
        z = down[col]
        to, best = cols if z < best else to, min(z, best)
        z = down[col + 1]
        step[col] = cols + 1 if z < best else to


@njit(cache=True)
def _follow(label: Numbers) -> None:
    """Replace each number of a cell by the label at the end of its way; the whole way is written, so each cell is met twice."""
    for cell in range(label.size):
        at = cell
        while label[at] >= 0:
            at = label[at]
        end = label[at]
        at = cell
        while label[at] >= 0:
            label[at], at = end, label[at]


@njit(cache=True)
def _passes(dem: Heights, label: Numbers, pits: int) -> tuple[Numbers, Numbers, Heights]:
    """Passes between basins: lower basin, higher basin, height. Most pairs stand once, none is missing its lowest pass."""
    rows, cols = dem.shape
    z = dem.reshape(-1)
    first, second = np.empty(4 * pits + 1024, np.int32), np.empty(4 * pits + 1024, np.int32)
    height = np.empty(first.size, np.float32)
    recent = np.full((pits + 1, 2), -1, np.int32)  # the last two passes of each higher basin
    count = 0
    for row in range(rows - 1):
        for side in range(4):
            step, start, stop = ((1, 0, cols - 1), (cols - 1, 1, cols), (cols, 0, cols), (cols + 1, 0, cols - 1))[side]
            for cell in range(row * cols + start, row * cols + stop):
                if label[cell] == label[cell + step]:
                    continue
                high = max(z[cell], z[cell + step])
                a, b = ~label[cell], ~label[cell + step]
                a, b = min(a, b), max(a, b)
                if _known(a, high, recent[b], first, height):
                    continue
                if count == first.size:
                    first, second, height = _longer(first), _longer(second), _longer(height)
                first[count], second[count], height[count] = a, b, high
                recent[b, 1], recent[b, 0] = recent[b, 0], count
                count += 1
    return first[:count], second[:count], height[:count]


@njit(cache=True)
def _known(basin: int, high: float, recent: Numbers, first: Numbers, height: Heights) -> bool:
    """Whether one of the recent passes leads to this basin; its height becomes the lower of both."""
    for turn in range(2):
        one = recent[turn]
        if one >= 0 and first[one] == basin:
            height[one] = min(height[one], high)
            return True
    return False


@njit(cache=True)
def _longer(values: NDArray[Any]) -> NDArray[Any]:
    out = np.empty(2 * values.size, values.dtype)
    out[: values.size] = values
    return out


@njit(cache=True)
def _levels(first: Numbers, second: Numbers, height: Heights, order: NDArray[np.intp], pits: int) -> Heights:
    """Level at which each basin drains: passes from the lowest upwards join basins until one of them is outside."""
    parent = np.arange(pits + 1).astype(np.int32)
    level = np.full(pits + 1, np.inf, np.float32)  # infinite: not drained yet
    level[0] = _LOWEST
    for one in order:
        a, b = _root(parent, first[one]), _root(parent, second[one])
        if level[a] == np.inf and level[b] == np.inf:
            parent[b] = a
        elif level[a] == np.inf:
            level[a] = height[one]
        elif level[b] == np.inf:
            level[b] = height[one]
    for basin in range(pits + 1):
        level[basin] = level[_root(parent, basin)]
    return level


@njit(cache=True)
def _root(parent: Numbers, basin: int) -> int:
    while parent[basin] != basin:
        parent[basin] = parent[parent[basin]]
        basin = parent[basin]
    return basin


@njit(cache=True)
def _raise(dem: Heights, label: Numbers, filled: Heights, level: Heights) -> None:
    """Write the filled heights over the labels: the same memory, cell by cell."""
    for cell in range(dem.size):
        floor = level[~label[cell]]
        filled[cell] = floor if floor > dem[cell] else dem[cell]
