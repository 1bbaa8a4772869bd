"""Shape of the ground around each cell: steepest way down, and relief in a window."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from highground.basis.errors import BadData, UnitMismatch
from highground.land.drainage.sinks import Heights, as_heights


def steepest_descent(dem: Heights, cell_m: float) -> NDArray[np.float32]:
    """Largest gradient (m/m) down to one of the eight neighbours, 0 in pits and on flats, NaN without data; shape as given.

    dem: metres, square cells of cell_m metres. Neighbours outside the grid or without data are left out.

    >>> round(float(steepest_descent(np.array([[30.0, 0.0]], dtype=np.float32), 30.0)[0, 0]), 3)
    1.0
    """
    dem = as_heights(dem)
    if not 0 < cell_m < np.inf:
        raise UnitMismatch(f"cells need a side in metres, got {cell_m!r}")
    gradient = np.zeros_like(dem)
    _steepest_rows(dem, np.float32(1 / cell_m), np.float32(np.sqrt(0.5) / cell_m), gradient)
    return gradient


def local_relief(dem: Heights, cells: int) -> NDArray[np.float32]:
    """Highest less lowest height (m) in a square window of so many cells around each cell, NaN without data; shape as given.

    cells: side of the window, an odd number, so that the cell is its middle. Cells without data are left out, and at the edge the
    window sees itself in a mirror, which adds no height that it does not hold. Source of the filters: scipy.ndimage.
    Raises BadData for a window that has no middle.
    """
    from scipy import ndimage  # noqa: PLC0415  sinks and flow do without it

    dem = as_heights(dem)
    if cells < 1 or cells % 2 == 0:
        raise BadData(f"the window needs an odd number of cells, so that it has a middle, got {cells}")
    blank = np.isnan(dem)
    if not blank.any():
        relief: NDArray[np.float32] = ndimage.maximum_filter(dem, cells)
        relief -= ndimage.minimum_filter(dem, cells)
        return relief
    relief = ndimage.maximum_filter(np.where(blank, np.float32(-np.inf), dem), cells)
    relief -= ndimage.minimum_filter(np.where(blank, np.float32(np.inf), dem), cells)
    relief[blank] = np.nan
    return relief


@njit(cache=True)
def _steepest_rows(dem: Heights, straight: np.float32, across: np.float32, gradient: Heights) -> None:
    rows = dem.shape[0]
    for row in range(rows):
        if row:
            _compare(dem[row], dem[row - 1], straight, across, gradient[row])
        if row < rows - 1:
            _compare(dem[row], dem[row + 1], straight, across, gradient[row])
        _compare_sides(dem[row], straight, gradient[row])


@njit(cache=True)
def _compare(here: Heights, there: Heights, straight: np.float32, across: np.float32, out: Heights) -> None:
    """Raise the gradients of a row by the drops to a neighbouring row. No branches: it runs on vectors. NaN is never steeper."""
    for col in range(here.size):
        drop = (here[col] - there[col]) * straight
        out[col] = drop if drop > out[col] else out[col]
    for col in range(1, here.size):
        drop = (here[col] - there[col - 1]) * across
        out[col] = drop if drop > out[col] else out[col]
    for col in range(here.size - 1):
        drop = (here[col] - there[col + 1]) * across
        out[col] = drop if drop > out[col] else out[col]


@njit(cache=True)
def _compare_sides(here: Heights, straight: np.float32, out: Heights) -> None:
    for col in range(1, here.size):
        drop = (here[col] - here[col - 1]) * straight
        out[col] = drop if drop > out[col] else out[col]
    for col in range(here.size - 1):
        drop = (here[col] - here[col + 1]) * straight
        out[col] = drop if drop > out[col] else out[col]
    for col in range(here.size):
        out[col] = out[col] if here[col] == here[col] else here[col]  # NaN is not itself
