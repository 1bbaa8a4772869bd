"""Release cells found from the slope alone: one for each patch of ground that is steep enough for the kind of flow."""

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from highground.basis.errors import BadData
from highground.basis.words import N_
from highground.land.hazards.release import SLOPE_RULES, slope_deg
from highground.research.reach.asked import Note
from highground.research.reach.plan import Ground, Release, centre_of

PATCH_M: Final = 500.0  # side of a patch of ground that gives one release cell; judged
LEAST_PATCH: Final = 4  # cells on a side of a patch
TILE: Final = 2048  # cells that are looked at together
MOST: Final = 5_000  # releases; judged: more say no more and take long

AUTO: Final = N_(
    "Releases were found from the slope alone ({low} to {high} degrees), one in each {patch} m of ground: not where flows are known to start."
)


def from_slopes(ground: Ground, preset: str) -> tuple[list[Release], tuple[Note, ...]]:
    """One release for each patch of ground with a slope in the band of the preset, at its highest such cell.

    Patches grow until there are at most MOST releases. Raises BadData for a kind of flow that no slope releases, and where no ground
    is steep enough.
    """
    if preset not in SLOPE_RULES:
        raise BadData(f"--auto finds no start of the kind {preset}; give lakes with --lakes, or places with --release")
    patch = max(LEAST_PATCH, round(PATCH_M / ground.cell_m))
    tile = TILE // patch * patch
    corners = [(top, left) for top in range(0, ground.shape[0], tile) for left in range(0, ground.shape[1], tile)]
    found = [_steep(ground, preset, (top, left, tile), patch) for top, left in corners]
    cells, heights = (np.concatenate(parts) for parts in zip(*found, strict=True))
    low, high = SLOPE_RULES[preset]
    if len(cells) == 0:
        raise BadData(
            f"no ground has a slope of {low:g} to {high:g} degrees, where a flow of the kind {preset} may start; use --release"
        )
    while len(cells) > MOST:
        patch *= 2
        kept = _highest(cells, heights, patch)
        cells, heights = cells[kept], heights[kept]
    x, y = centre_of(ground, cells[:, 0], cells[:, 1])
    releases = [
        Release(str(number), cell[None], 0, point)
        for number, (cell, point) in enumerate(zip(cells, shapely.points(x, y), strict=True), 1)
    ]
    return releases, ((AUTO, {"low": low, "high": high, "patch": round(patch * ground.cell_m)}),)


def _steep(ground: Ground, preset: str, place: tuple[int, int, int], patch: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The highest steep cell of each patch of a tile, row and column, and its height."""
    top, left, tile = place
    window = (max(0, top - 1), min(ground.shape[0], top + tile + 1), max(0, left - 1), min(ground.shape[1], left + tile + 1))
    terrain = ground.read(window)
    slope, (low, high) = slope_deg(terrain), SLOPE_RULES[preset]  # blank beside no data and on the edge, from where nothing flows
    row, column = np.nonzero((slope >= low) & (slope <= high))
    heights = terrain.to_numpy()[row, column]
    cells = np.column_stack([row + window[0], column + window[2]]).astype(np.int64)
    kept = _highest(cells, heights, patch)
    return cells[kept], heights[kept]


def _highest(cells: NDArray[np.int64], heights: NDArray[np.float32], patch: int) -> NDArray[np.int64]:
    """Numbers of the cells that are the highest of their patch; the first one where several are."""
    down, right = cells[:, 0] // patch, cells[:, 1] // patch
    order = np.lexsort((cells[:, 1], cells[:, 0], -heights, right, down))
    first = np.ones(order.size, bool)
    first[1:] = (np.diff(down[order]) != 0) | (np.diff(right[order]) != 0)
    return order[first]
