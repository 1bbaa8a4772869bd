"""Where terrain lets flow start: steep slopes, steep channels with enough ground above them, and the way out of a lake.

Terrain alone is looked at: forest, snow, rock, soil and rain are not. All heights are in metres on square cells, NaN without data.
"""

from dataclasses import dataclass
from math import radians, tan
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData
from highground.land.drainage import STEPS, cells_upstream, fill_sinks, flow_direction, local_relief, steepest_descent

Heights = NDArray[np.float32]
Cell = tuple[int, int]  # row, column

SLOPE_RULES: Final = {  # kind of flow -> least and largest slope of release, degrees
    "avalanche": (28.0, 55.0),  # avalanche practice, from memory; unverified
    "rockfall": (45.0, 90.0),  # judged: faces that show as steep on 10 to 30 m cells
    "debris_flow": (15.0, 45.0),  # least: Horton et al. 2013, from memory; unverified; largest: judged, where loose cover is shed
}
RELIEF_WITHIN_M: Final = 250.0  # on each side; judged
LEAST_RELIEF_M: Final = 50.0  # so that walls, cuts and banks do not count as slopes; judged

# Debris flows: Rickenmann and Zimmermann 1993, Geomorphology 8:175-189, as in Horton et al. 2013, extreme events; from memory, unverified
LEAST_AREA_KM2: Final = 0.01  # drains to the place, or there is no channel; same
CHANNEL_GRADIENT: Final = 0.31  # least gradient where 1 km2 drains to the place; same
CHANNEL_POWER: Final = -0.15  # of the area, km2; same
CHANNEL_AREA_KM2: Final = 2.5  # of larger areas the least gradient stays the same; same
CHANNEL_FLOOR: Final = 0.26  # that gradient, 15 degrees; same

LAKE_LEVEL_M: Final = 2.0  # ground so near to a lake's level is lake; judged: noise of a terrain model over water
STREAM_M: Final = 1_000.0  # down from a lake's outlet in which steep ground is looked for; judged


def may_start(z: Heights, cell_m: float, kind: str) -> NDArray[np.bool_]:
    """Cells where a kind of flow of SLOPE_RULES may start; never on the edge and beside no data, from where nothing flows.

    A debris flow also needs a channel: the less ground drains to a place, the steeper it must be. What drains to a place is counted
    inside the grid alone.
    """
    low, high = SLOPE_RULES[kind]
    slope = slope_deg(z, cell_m)
    found = (slope >= low) & (slope <= high)
    found &= local_relief(z, 2 * relief_cells(cell_m) + 1) >= LEAST_RELIEF_M
    if kind == "debris_flow":
        area = cells_upstream(flow_direction(fill_sinks(z))) * (cell_m**2 / 1e6)
        found &= (area >= LEAST_AREA_KM2) & (steepest_descent(z, cell_m) >= least_gradient(area))
    return np.asarray(found)


def relief_cells(cell_m: float) -> int:
    """Cells on each side in which relief is looked for."""
    return max(1, round(RELIEF_WITHIN_M / cell_m))


def least_gradient(area_km2: ArrayLike) -> NDArray[np.float64]:
    """Gradient of a channel from which debris flows are known to start, by the ground that drains to it; 1 ha needs 32 degrees.

    >>> [round(float(least_gradient(area)), 2) for area in (0.01, 1, 10)]
    [0.62, 0.31, 0.26]
    """
    area = np.maximum(np.asarray(area_km2, dtype=float), LEAST_AREA_KM2)
    return np.asarray(np.where(area < CHANNEL_AREA_KM2, CHANNEL_GRADIENT * area**CHANNEL_POWER, CHANNEL_FLOOR))


def slope_deg(z: Heights, cell_m: float) -> Heights:
    """Slope of the plane through 3 x 3 cells (Horn 1981), degrees; NaN on the edge and beside no data.

    Good for 10 to 30 m cells; coarser cells smooth steep slopes away.
    """
    heights = z.astype(np.float64)
    slope = np.full(z.shape, np.nan, np.float32)
    if min(z.shape) < 3:
        return slope
    row = heights[:-2] + 2 * heights[1:-1] + heights[2:]
    col = heights[:, :-2] + 2 * heights[:, 1:-1] + heights[:, 2:]
    right, down = row[:, 2:] - row[:, :-2], col[2:] - col[:-2]
    slope[1:-1, 1:-1] = np.degrees(np.arctan(np.hypot(right, down) / (8 * cell_m)))
    slope[np.isnan(z)] = np.nan
    return slope


@dataclass(frozen=True, slots=True)
class LakeStart:
    """Where the flow of a lake starts: its cell, how far down from the outlet that lies (m), and how far the water must rise first (m)."""

    cell: Cell
    moved_m: float
    rise_m: float


def lake_start(z: Heights, lake: Cell, cell_m: float, angle_deg: float) -> LakeStart:
    """Follow the water of a lake over filled terrain to its outlet, and down to where it turns steeper than an angle.

    The outlet is the last cell at the level of the lake. Flow starts there where no step within STREAM_M is that steep.
    Raises BadData for a lake on no data.
    """
    if np.isnan(z[lake]):
        raise BadData("lies where the elevation holds no data; fill the hole, or move the point onto the shore")
    filled = fill_sinks(z)
    way = _way_down(flow_direction(filled), lake)
    height = filled[way[:, 0], way[:, 1]].astype(float)
    step = np.hypot(*np.diff(way, axis=0).T) * cell_m
    gone = np.concatenate([[0.0], np.cumsum(step)])
    outlet = int(np.flatnonzero(height >= height[0] - LAKE_LEVEL_M)[-1])
    gone -= gone[outlet]
    steep = (-np.diff(height) > step * tan(radians(angle_deg))) & (gone[:-1] >= 0) & (gone[:-1] <= STREAM_M)
    first = int(np.argmax(steep)) if steep.any() else outlet
    return LakeStart((int(way[first, 0]), int(way[first, 1])), float(gone[first]), float(height[0] - z[lake]))


def _way_down(direction: NDArray[np.uint8], cell: Cell) -> NDArray[np.int64]:
    """Cells from one to the outlet of the grid, (cell, 2)."""
    way = [cell]
    while (code := int(direction[way[-1]])) < len(STEPS):
        way.append((way[-1][0] + STEPS[code][0], way[-1][1] + STEPS[code][1]))
    return np.array(way, dtype=np.int64)
