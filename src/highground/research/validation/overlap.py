"""How well reached ground meets mapped ground: overlap, lengths, and which parameters serve some events, or all but one."""

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData

Values = NDArray[np.float64]


def iou(ours: ArrayLike, mapped: ArrayLike) -> float:
    """Intersection over union of two sets of cells of one grid, each cell named once by its number: 1 where they are the same.

    Raises BadData where neither holds a cell.
    >>> iou([7, 8], [8, 9])
    0.3333333333333333
    """
    a, b = np.asarray(ours, dtype=np.int64), np.asarray(mapped, dtype=np.int64)
    if not a.size + b.size:
        raise BadData("an overlap needs ground: neither the reached nor the mapped ground holds a cell")
    both = np.intersect1d(a, b, assume_unique=True).size
    return both / (a.size + b.size - both)


def farthest_m(points: ArrayLike, start: ArrayLike) -> float:
    """Straight horizontal distance from a start (x, y) to the farthest of some points, shape (point, 2), m.

    >>> farthest_m([[0, 0], [3, 4]], [0, 0])
    5.0
    """
    away = np.asarray(points, dtype=float) - np.asarray(start, dtype=float)
    return float(np.hypot(away[:, 0], away[:, 1]).max())


def box_m(points: ArrayLike) -> float:
    """Longer side of the smallest rectangle, turned as need be, around some points, shape (point, 2), m.

    Source: the runout length of Goetz et al. 2021, doi:10.5194/nhess-21-2543-2021. It takes no notice of where a flow starts.
    >>> round(box_m([[0, 0], [30, 40], [34, 37], [4, -3]]), 6)
    50.0
    """
    around = shapely.oriented_envelope(shapely.MultiPoint(np.asarray(points, dtype=float)))
    corners = shapely.get_coordinates(around)
    return float(np.hypot(*np.diff(corners, axis=0).T).max())


def corners_of(x: ArrayLike, y: ArrayLike, cell_m: float) -> Values:
    """The four corners of square cells with their middle at x, y, shape (4 x cell, 2), m."""
    middle = np.column_stack([np.asarray(x, dtype=float), np.asarray(y, dtype=float)])
    half = cell_m / 2 * np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
    return np.asarray((middle[:, None, :] + half).reshape(-1, 2))


def best(score: ArrayLike) -> int:
    """The option with the highest mean score over events, the first of equals; score has shape (option, event)."""
    return int(np.argmax(np.asarray(score, dtype=float).mean(axis=1)))


def best_without(score: ArrayLike) -> NDArray[np.intp]:
    """For each event the option that serves the others best, shape (event,); what it then does there was not seen before.

    On average this is never better than `best`: each of the others was given the option that suits it.
    """
    table = np.asarray(score, dtype=float)
    if table.shape[1] < 2:
        raise BadData(f"leaving one out needs two events or more, got {table.shape[1]}")
    return np.array([best(np.delete(table, event, axis=1)) for event in range(table.shape[1])], dtype=np.intp)
