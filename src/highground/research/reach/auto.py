"""Release cells found from terrain alone: one for each patch of ground where the kind of flow may start."""

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from highground.basis.errors import BadData
from highground.basis.words import N_
from highground.land.hazards.release import LEAST_AREA_KM2, SLOPE_RULES, may_start, relief_cells
from highground.research.reach.asked import Note
from highground.research.reach.plan import Ground, Release, centre_of

PATCH_M: Final = 500.0  # side of a patch of ground that gives one release cell; judged
LEAST_PATCH: Final = 4  # cells on a side of a patch
WHOLE: Final = 25_000_000  # cells of an elevation that is looked at as a whole
TILE: Final = 2048  # cells on a side of what is looked at together of a larger one
BESIDE: Final = 512  # cells beside a tile from which water may come
MOST: Final = 5_000  # releases; judged: more say no more and take long

AUTO: Final = N_(
    "Releases were found from the slope alone ({low} to {high} degrees), one in each {patch} m of ground: not where flows are known to start."
)
CHANNELS: Final = N_(
    "Releases were found from terrain alone, one in each {patch} m of ground: slopes of {low} to {high} degrees to which at least {area} ha drain, the steeper the less drains there (Rickenmann and Zimmermann 1993). It is not where flows are known to start."
)
CUT: Final = N_("On elevation this large, ground that drains to a place is counted only some {km} km around it.")

Found = tuple[NDArray[np.int64], NDArray[np.float32]]  # cells (row, column) and their heights


def from_terrain(ground: Ground, preset: str) -> tuple[list[Release], tuple[Note, ...]]:
    """One release for each patch of ground where the preset's kind of flow may start, at the highest such cell.

    Patches grow until there are at most MOST releases. Raises BadData for a kind of flow that no slope releases, and where no ground
    allows it.
    """
    if preset not in SLOPE_RULES:
        raise BadData(f"--auto finds no start of the kind {preset}; give lakes with --lakes, or places with --release")
    patch = max(LEAST_PATCH, round(PATCH_M / ground.cell_m))
    rows, columns = ground.shape
    whole = rows * columns <= WHOLE
    tile = max(rows, columns) if whole else TILE // patch * patch
    corners = [(top, left) for top in range(0, rows, tile) for left in range(0, columns, tile)]
    found = [_of_tile(ground, preset, (top, left, tile), patch) for top, left in corners]
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
    points = shapely.points(*centre_of(ground, cells[:, 0], cells[:, 1]))
    releases = [
        Release(str(number), cell[None], 0, point) for number, (cell, point) in enumerate(zip(cells, points, strict=True), 1)
    ]
    said = {"low": low, "high": high, "patch": round(patch * ground.cell_m)}
    if preset != "debris_flow":
        return releases, ((AUTO, said),)
    notes: list[Note] = [(CHANNELS, {**said, "area": round(100 * LEAST_AREA_KM2)})]
    if not whole:
        notes.append((CUT, {"km": round(BESIDE * ground.cell_m / 1000, 1)}))
    return releases, tuple(notes)


def _of_tile(ground: Ground, preset: str, place: tuple[int, int, int], patch: int) -> Found:
    """The highest cell of each patch of a tile (first row, first column, side) where flow may start."""
    top, left, tile = place
    bottom, right = min(ground.shape[0], top + tile), min(ground.shape[1], left + tile)
    more = max(relief_cells(ground.cell_m), BESIDE if preset == "debris_flow" else 0)
    first, west = max(0, top - more), max(0, left - more)
    z = ground.read((first, min(ground.shape[0], bottom + more), west, min(ground.shape[1], right + more))).to_numpy()
    inside = may_start(z, ground.cell_m, preset)[top - first : bottom - first, left - west : right - west]
    row, column = np.nonzero(inside)
    cells = np.column_stack([row + top, column + left]).astype(np.int64)
    heights = z[row + top - first, column + left - west]
    kept = _highest(cells, heights, patch)
    return cells[kept], heights[kept]


def _highest(cells: NDArray[np.int64], heights: NDArray[np.float32], patch: int) -> NDArray[np.int64]:
    """Numbers of the cells that are the highest of their patch; the first one where several are."""
    down, right = cells[:, 0] // patch, cells[:, 1] // patch
    order = np.lexsort((cells[:, 1], cells[:, 0], -heights, right, down))
    first = np.ones(order.size, bool)
    first[1:] = (np.diff(down[order]) != 0) | (np.diff(right[order]) != 0)
    return order[first]
