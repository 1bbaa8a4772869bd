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
MOST: Final = 20_000  # releases; judged: more say no more and take hours

AUTO: Final = N_(
    "Releases were found from the slope alone ({low} to {high} degrees), one in each {patch} m of ground: not where flows are known to start."
)


def from_slopes(ground: Ground, preset: str) -> tuple[list[Release], tuple[Note, ...]]:
    """One release for each patch of ground with a slope in the band of the preset, at its highest such cell.

    Raises BadData for a kind of flow that no slope releases, where no ground is steep enough, and for too many releases.
    """
    if preset not in SLOPE_RULES:
        raise BadData(f"--auto finds no start of the kind {preset}; give lakes with --lakes, or places with --release")
    patch = max(LEAST_PATCH, round(PATCH_M / ground.cell_m))
    tile = TILE // patch * patch
    found: list[NDArray[np.int64]] = []
    for top in range(0, ground.shape[0], tile):
        for left in range(0, ground.shape[1], tile):
            found.append(_patches(ground, preset, (top, left, tile), patch))
            if sum(map(len, found)) > MOST:
                raise BadData(
                    f"--auto finds over {MOST:,} places where flows may start; cut the elevation to one valley, or use --release"
                )
    cells = np.concatenate(found)
    if len(cells) == 0:
        low, high = SLOPE_RULES[preset]
        raise BadData(
            f"no ground has a slope of {low:g} to {high:g} degrees, where a flow of the kind {preset} may start; use --release"
        )
    x, y = centre_of(ground, cells[:, 0], cells[:, 1])
    releases = [
        Release(str(number), cell[None], 0, point)
        for number, (cell, point) in enumerate(zip(cells, shapely.points(x, y), strict=True), 1)
    ]
    low, high = SLOPE_RULES[preset]
    return releases, ((AUTO, {"low": low, "high": high, "patch": round(patch * ground.cell_m)}),)


def _patches(ground: Ground, preset: str, place: tuple[int, int, int], patch: int) -> NDArray[np.int64]:
    """The highest steep cell of each patch of a tile: rows and columns."""
    top, left, tile = place
    window = (max(0, top - 1), min(ground.shape[0], top + tile + 1), max(0, left - 1), min(ground.shape[1], left + tile + 1))
    terrain = ground.read(window)
    slope, (low, high) = slope_deg(terrain), SLOPE_RULES[preset]  # blank beside no data and on the edge, from where nothing flows
    score = np.where((slope >= low) & (slope <= high), terrain.to_numpy(), -np.inf)
    row, column = np.nonzero(np.isfinite(score))
    key = (row + window[0]) // patch * (ground.shape[1] // patch + 1) + (column + window[2]) // patch
    order = np.lexsort((column, row, -score[row, column], key))
    first = np.ones(order.size, bool)
    first[1:] = np.diff(key[order]) > 0
    chosen = order[first]
    return np.column_stack([row[chosen] + window[0], column[chosen] + window[2]]).astype(np.int64)
