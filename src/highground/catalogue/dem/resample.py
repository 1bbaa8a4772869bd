"""Heights of one grid on the cells of another: the same for a cell whatever window it is read in, to the last bit.

GDAL's warper chooses weights and places by the window that it is given: neighbouring tiles then differ by metres on a slope.
"""

from collections.abc import Callable
from math import ceil, floor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from highground.catalogue.dem.grids import Grid

NODE: Final = 32  # cells between exactly transformed places; what lies between is off by less than 0.01 of a cell
STRIP: Final = 1_000_000  # cells worked on at once
HALO: Final = 2  # cells around a window that weights may ask for

Heights = NDArray[np.float32]
Places = NDArray[np.float64]
Read = Callable[[tuple[int, int, int, int]], Heights]


def resampled(read: Read, source: Grid, target: Grid, window: tuple[int, int, int, int]) -> Heights:
    """Heights (m) of a window (row0, row1, col0, col1) of the target grid, NaN without data.

    The target's corner lies at whole cells. read gives a box of the source grid, NaN beyond it. Bilinear from the four cells around a place, those without data left out;
    a place whose nearest cell holds no data has none.
    """
    down, right = -round(target.north / target.dy), round(target.west / target.dx)
    window = (window[0] + down, window[1] + down, window[2] + right, window[3] + right)  # counted from 0, 0 of the target's CRS
    row0, row1, col0, col1 = window
    out = np.empty((row1 - row0, col1 - col0), np.float32)
    rows_at_once = max(1, STRIP // (col1 - col0))
    nodes = _nodes(source, target, window)
    top, bottom, left, right = _reach(nodes, source)
    if top >= bottom or left >= right:
        out[:] = np.nan
        return out
    z = read((top, bottom, left, right))
    for first in range(row0, row1, rows_at_once):
        last = min(first + rows_at_once, row1)
        y, x = (_between(values, window, (first, last)) for values in nodes)
        out[first - row0 : last - row0] = bilinear(z, y - top, x - left)
    return out


def bilinear(z: Heights, down: Places, across: Places) -> Heights:
    """Heights at places counted in rows and columns of z from the centre of its first cell; NaN outside z and by the void rule.

    >>> z = np.array([[0, 10], [20, 30]], dtype=np.float32)
    >>> float(bilinear(z, np.array([0.5]), np.array([0.25]))[0])
    12.5
    """
    row, col = np.floor(down), np.floor(across)
    inside = (row >= 0) & (row < z.shape[0] - 1) & (col >= 0) & (col < z.shape[1] - 1)
    y, x = np.where(inside, down - row, 0).astype(np.float32), np.where(inside, across - col, 0).astype(np.float32)
    at = np.where(inside, row * z.shape[1] + col, 0).astype(np.int64)
    total, weights = np.zeros(down.shape, np.float32), np.zeros(down.shape, np.float32)
    flat = z.reshape(-1)
    nearest = np.where(y >= 0.5, z.shape[1], 0) + np.where(x >= 0.5, 1, 0)
    void = np.isnan(flat[at + nearest]) | ~inside
    for step, weight in ((0, (1 - y) * (1 - x)), (1, (1 - y) * x), (z.shape[1], y * (1 - x)), (z.shape[1] + 1, y * x)):
        height = flat[at + step]
        held = ~np.isnan(height)
        total += np.where(held, weight * height, 0)
        weights += np.where(held, weight, 0)
    return np.where(void, np.float32(np.nan), total / np.where(void, 1, weights)).astype(np.float32)


def _nodes(source: Grid, target: Grid, window: tuple[int, int, int, int]) -> tuple[Places, Places]:
    """Places in the source, in rows and columns from its first cell's centre, of every NODE-th corner of the target around a window."""
    from rasterio.warp import transform  # noqa: PLC0415

    row0, row1, col0, col1 = window
    rows = np.arange(floor(row0 / NODE), ceil(row1 / NODE) + 1) * NODE
    cols = np.arange(floor(col0 / NODE), ceil(col1 / NODE) + 1) * NODE
    y, x = np.meshgrid(-rows * target.dy, cols * target.dx, indexing="ij")
    east, north = transform(target.crs, source.crs, x.ravel().tolist(), y.ravel().tolist())
    lon = np.array(east).reshape(x.shape)
    if source.east > 180:  # a grid that counts on beyond 180 degrees
        lon = np.where(lon < source.west - 90, lon + 360, lon)
    return (source.north - np.array(north).reshape(x.shape)) / source.dy - 0.5, (lon - source.west) / source.dx - 0.5


def _reach(nodes: tuple[Places, Places], source: Grid) -> tuple[int, int, int, int]:
    """The box of the source that holds all places, within HALO cells around the source."""
    down, across = nodes
    return (
        max(floor(down.min()) - HALO, -HALO),
        min(ceil(down.max()) + HALO + 1, source.rows + HALO),
        max(floor(across.min()) - HALO, -HALO),
        min(ceil(across.max()) + HALO + 1, source.cols + HALO),
    )


def _between(nodes: Places, window: tuple[int, int, int, int], rows: tuple[int, int]) -> Places:
    """Places of the centres of some rows of the window, straight between the nodes."""
    _, _, col0, col1 = window
    down = (np.arange(*rows) + 0.5) / NODE - floor(window[0] / NODE)
    across = (np.arange(col0, col1) + 0.5) / NODE - floor(col0 / NODE)
    i, j = down.astype(int), across.astype(int)
    y, x = (down - i)[:, None], across - j
    rows_of_nodes = nodes[i] * (1 - y) + nodes[i + 1] * y
    places: Places = rows_of_nodes[:, j] * (1 - x) + rows_of_nodes[:, j + 1] * x
    return places
