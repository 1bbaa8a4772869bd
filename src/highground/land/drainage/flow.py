"""Directions of flow on a filled surface, and how many cells drain through each cell."""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from highground.basis.errors import BadData
from highground.land.drainage.sinks import Heights, Numbers, as_heights

Codes = NDArray[np.uint8]

STEPS: Final = (
    (-1, -1),
    (-1, 0),
    (-1, 1),
    (0, -1),
    (0, 1),
    (1, -1),
    (1, 0),
    (1, 1),
)  # (row, column) of codes 0 to 7; row 0 is north
OUTLET: Final = 8  # water leaves the grid here
NO_DATA: Final = 9
_FLAT: Final = 10  # between the two steps of flow_direction only
_ACROSS: Final = np.float32(np.sqrt(0.5))  # a drop to a corner counts over a way that is longer by root two


def flow_direction(filled: Heights) -> Codes:
    """To which neighbour each cell's water goes: an index into STEPS, OUTLET, or NO_DATA; shape as given.

    filled: heights (m) without sinks, as from `fill_sinks`; square cells. The steepest way down is taken. On flats water takes a
    shortest way, counted in cells, to where it can leave them: across a filled lake, not along its bed. Outermost cells and cells
    beside no data are outlets where nothing near is lower. From every cell one comes to an outlet.
    Raises BadData when the surface has sinks.
    """
    filled = as_heights(filled)
    direction = np.full(filled.shape, _FLAT, np.uint8)
    flats = _downhill(filled, direction)
    left = _across_flats(filled, direction, flats)
    if left:
        raise BadData(f"{left:,} cells lie in sinks, so that their water goes nowhere; pass the heights through fill_sinks first")
    return direction


def cells_upstream(direction: Codes) -> Numbers:
    """How many cells drain through each cell, itself included, 0 where there is no data; shape as given.

    direction: as from `flow_direction`. The numbers at outlets add up to the number of cells with data.
    Raises BadData when directions run in a circle or off the grid.

    >>> cells_upstream(np.array([[4, 4, 8]], dtype=np.uint8)).tolist()
    [[1, 2, 3]]
    """
    if direction.ndim != 2 or direction.dtype != np.uint8:
        raise BadData(f"directions need codes (row, column) of uint8, got {direction.dtype} of shape {direction.shape}")
    steps = np.array(STEPS, np.int64)
    feeders = np.zeros(direction.shape, np.uint8)
    if not _count_feeders(direction, steps, feeders):
        raise BadData("directions lead off the grid or hold unknown codes; use those of flow_direction")
    upstream = np.ones(direction.shape, np.int32)
    done = _add_up(direction.reshape(-1), steps[:, 0] * direction.shape[1] + steps[:, 1], feeders.reshape(-1), upstream.reshape(-1))
    if done != direction.size:
        raise BadData(f"the directions of {direction.size - done:,} cells run in a circle; use those of flow_direction")
    return upstream


@njit(cache=True)
def _downhill(z: Heights, direction: Codes) -> int:
    """Directions where a neighbour is lower, outlets and no data; returns how many cells are left flat."""
    rows, cols = z.shape
    for row in range(1, rows - 1):
        _steepest(z[row - 1], z[row], z[row + 1], direction[row])
    flats = 0
    for row in range(rows):
        edge = row in (0, rows - 1)
        for col in range(cols):
            if edge or col in (0, cols - 1):
                direction[row, col] = _at_edge(z, row, col)
            elif direction[row, col] == _FLAT:
                direction[row, col] = _without_slope(z, row, col)
                flats += direction[row, col] == _FLAT
    return flats


@njit(cache=True)
def _steepest(up: Heights, middle: Heights, down: Heights, direction: Codes) -> None:
    """Codes of one row where a neighbour is lower, else _FLAT. No branches: it runs on vectors. NaN is never lower."""
    for col in range(1, up.size - 1):
        z = middle[col]
        best, code = np.float32(0.0), np.uint8(_FLAT)
        drop = (z - up[col - 1]) * _ACROSS
        code, best = np.uint8(0) if drop > best else code, drop if drop > best else best
        drop = z - up[col]
        code, best = np.uint8(1) if drop > best else code, drop if drop > best else best
        drop = (z - up[col + 1]) * _ACROSS
        code, best = np.uint8(2) if drop > best else code, drop if drop > best else best
        drop = z - middle[col - 1]
        code, best = np.uint8(3) if drop > best else code, drop if drop > best else best
        drop = z - middle[col + 1]
        code, best = np.uint8(4) if drop > best else code, drop if drop > best else best
        drop = (z - down[col - 1]) * _ACROSS
        code, best = np.uint8(5) if drop > best else code, drop if drop > best else best
        drop = z - down[col]
        code, best = np.uint8(6) if drop > best else code, drop if drop > best else best
        drop = (z - down[col + 1]) * _ACROSS
        direction[col] = np.uint8(7) if drop > best else code


@njit(cache=True)
def _at_edge(z: Heights, row: int, col: int) -> int:
    """Code of an outermost cell: the steepest way down inside the grid, else an outlet."""
    if np.isnan(z[row, col]):
        return NO_DATA
    best, code = np.float32(0.0), OUTLET
    for one, (down, right) in enumerate(STEPS):
        y, x = row + down, col + right
        if 0 <= y < z.shape[0] and 0 <= x < z.shape[1]:
            drop = (z[row, col] - z[y, x]) * (_ACROSS if down and right else np.float32(1.0))
            if drop > best:
                best, code = drop, one
    return code


@njit(cache=True)
def _without_slope(z: Heights, row: int, col: int) -> int:
    """Code of an inner cell without a lower neighbour: no data, an outlet beside no data, or flat."""
    if np.isnan(z[row, col]):
        return NO_DATA
    for down, right in STEPS:
        if np.isnan(z[row + down, col + right]):
            return OUTLET
    return _FLAT


@njit(cache=True)
def _across_flats(z: Heights, direction: Codes, flats: int) -> int:
    """Give flat cells the direction of the shortest way to a cell of their height that drains; returns how many have none."""
    queue, code_of = np.empty(flats, np.int32), np.empty(flats, np.uint8)
    cols = z.shape[1]
    end = 0
    for row in range(1, z.shape[0] - 1):
        for col in range(1, cols - 1):
            code = _way_out(z, direction, row, col) if direction[row, col] == _FLAT else OUTLET
            if code < OUTLET:
                queue[end], code_of[end] = row * cols + col, code
                end += 1
    for at in range(end):  # not before all are found: what drains through a flat cell is no way out of the flat
        direction[queue[at] // cols, queue[at] % cols] = code_of[at]
    at = 0
    while at < end:
        row, col = divmod(queue[at], cols)
        at += 1
        for code, (down, right) in enumerate(STEPS):
            if direction[row + down, col + right] == _FLAT:
                direction[row + down, col + right] = 7 - code  # STEPS stand so that opposite ways add up to 7
                queue[end] = (row + down) * cols + col + right
                end += 1
    return flats - end


@njit(cache=True)
def _way_out(z: Heights, direction: Codes, row: int, col: int) -> int:
    """Code of the first neighbour of the same height that drains; OUTLET for none."""
    for code, (down, right) in enumerate(STEPS):
        if direction[row + down, col + right] <= OUTLET and z[row + down, col + right] == z[row, col]:
            return code
    return OUTLET


@njit(cache=True)
def _count_feeders(direction: Codes, steps: NDArray[np.int64], feeders: Codes) -> bool:
    """How many neighbours drain into each cell; False when a direction leads off the grid or is unknown."""
    rows, cols = direction.shape
    for row in range(rows):
        for col in range(cols):
            code = direction[row, col]
            if code > NO_DATA:
                return False
            if code < OUTLET:
                y, x = row + steps[code, 0], col + steps[code, 1]
                if not (0 <= y < rows and 0 <= x < cols):
                    return False
                feeders[y, x] += 1
    return True


@njit(cache=True)
def _add_up(direction: Codes, step: NDArray[np.int64], feeders: Codes, upstream: Numbers) -> int:
    """From each cell without feeders go down, adding, as far as all feeders are known; returns how many cells were settled."""
    done = 0
    for start in range(direction.size):
        if feeders[start] != 0:
            continue
        at = start
        while True:
            done += 1
            feeders[at] = 255  # settled: never a start again
            if direction[at] >= OUTLET:
                upstream[at] *= direction[at] == OUTLET
                break
            to = at + step[direction[at]]
            upstream[to] += upstream[at]
            feeders[to] -= 1
            if feeders[to]:
                break
            at = to
    return done
