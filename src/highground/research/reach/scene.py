"""What a map of a runout shows: terrain, reach, releases and settlements, as coarse as a picture shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from highground.land.hazards.runout import share_of_members
from highground.research.reach.inhabited import Gridded, Settled
from highground.research.reach.plan import Ground, Release, Window, centre_of
from highground.research.reach.work import Arrays

MOST_PIXELS: Final = 1_100  # of the longer side
PAD: Final = 0.10  # of the longer side, around what is reached
LEAST_CELLS: Final = 40  # on a side of the picture, where the elevation has so many
STRIP_CELLS: Final = 20_000_000  # read at once
ELONGATED: Final = 1.3  # the longer side is at most so many times the shorter; narrow valleys are shown with their flanks


@dataclass(frozen=True, slots=True)
class Scene:
    """Terrain (m) and share of members that reach each cell (blank where none), dims y (descending) and x; places and releases in it.

    places: name, x, y, people, chance (0 where not reached), centre (False where only an outer part of it lies in the scene, and x, y is the
    middle of what is reached), reached ones first. releases: name, x, y, reaches (a settlement, in any member).
    """

    elevation: xr.DataArray
    chance: xr.DataArray
    places: pd.DataFrame
    releases: pd.DataFrame


def scene_of(ground: Ground, answer: Arrays, releases: Sequence[Release], where: Settled | Gridded, members: int) -> Scene:
    """The scene around everything that is reached and where it started."""
    window = _window(ground, answer, releases)
    step = ceil(max(window[1] - window[0], window[3] - window[2]) / MOST_PIXELS)
    elevation = _coarse(ground, window, step)
    rows, columns = elevation.shape[0], elevation.shape[1]
    chance = np.full((rows, columns), np.nan, np.float32)
    row, column = np.divmod(answer["cell"], ground.shape[1])
    at = ((row - window[0]) // step, (column - window[2]) // step)
    inside = (at[0] >= 0) & (at[1] >= 0) & (at[0] < rows) & (at[1] < columns)
    np.fmax.at(chance, (at[0][inside], at[1][inside]), share_of_members(answer["bits"], members)[inside])
    cell, transform = ground.cell_m * step, ground.transform
    x = transform[2] + (window[2] * ground.cell_m) + (np.arange(columns) + 0.5) * cell
    y = transform[5] - (window[0] * ground.cell_m) - (np.arange(rows) + 0.5) * cell
    coords: dict[str, Any] = {"y": y, "x": x}
    box = (x[0] - cell / 2, y[-1] - cell / 2, x[-1] + cell / 2, y[0] + cell / 2)
    return Scene(
        xr.DataArray(elevation, coords, ("y", "x"), "elevation", {"units": "m", "cell_m": cell, "crs": ground.crs}),
        xr.DataArray(chance, coords, ("y", "x"), "chance", {"units": "1"}),
        _places(answer, where, ground, box, members), _releases(releases, answer, box),
    )  # fmt: skip


def _window(ground: Ground, answer: Arrays, releases: Sequence[Release]) -> Window:
    """Rows and columns of the picture."""
    row, column = np.divmod(answer["cell"], ground.shape[1])
    starts = np.concatenate([one.cells for one in releases])
    row, column = np.concatenate([row, starts[:, 0]]), np.concatenate([column, starts[:, 1]])
    spans = [(int(each.min()), int(each.max()) + 1) for each in (row, column)]
    longest = max(high - low for low, high in spans)
    found = []
    for (low, high), size in zip(spans, ground.shape, strict=True):
        wanted = max(LEAST_CELLS, (high - low) + 2 * PAD * longest, longest / ELONGATED)
        first = max(0, min(round((low + high - wanted) / 2), size - ceil(wanted)))
        found.append((first, min(size, first + ceil(wanted))))
    return found[0][0], found[0][1], found[1][0], found[1][1]


def _coarse(ground: Ground, window: Window, step: int) -> NDArray[Any]:
    """Means of blocks of the elevation, read by strips."""
    rows, columns = (window[1] - window[0]) // step, (window[3] - window[2]) // step
    each = max(1, STRIP_CELLS // max(1, columns * step * step))
    strips = []
    for first in range(0, rows, each):
        last = min(rows, first + each)
        part = (window[0] + first * step, window[0] + last * step, window[2], window[2] + columns * step)
        z = ground.read(part).to_numpy()
        strips.append(z.reshape(last - first, step, columns, step).mean(axis=(1, 3)))
    return np.concatenate(strips).astype(np.float32)


def _places(answer: Arrays, where: Settled | Gridded, ground: Ground, box: tuple[float, ...], members: int) -> pd.DataFrame:
    """Settlements in the picture, those that are reached first, then the larger ones."""
    points = where.shapes.geometry.representative_point()
    hit = np.zeros((len(where.names), members), bool)
    key = answer["pair_key"]
    hit[key[:, 1], key[:, 2]] = True
    table = pd.DataFrame({"name": where.names[: len(points)], "x": points.x.to_numpy(), "y": points.y.to_numpy()})
    table["people"] = where.groups.people[: len(points)]
    table["chance"] = hit.mean(axis=1)[: len(points)]
    table["centre"] = _inside(table, box)
    for number in table.index[~table["centre"] & (table["chance"] > 0)]:
        row, column = np.divmod(answer["lives_cell"][answer["lives_group"] == number], ground.shape[1])
        middle = centre_of(ground, np.median(row), np.median(column))
        table.loc[number, ["x", "y"]] = [float(each) for each in middle]
    return table[_inside(table, box)].sort_values(["chance", "people"], ascending=False, kind="stable").reset_index(drop=True)


def _inside(table: pd.DataFrame, box: tuple[float, ...]) -> "pd.Series[bool]":
    return table["x"].between(box[0], box[2]) & table["y"].between(box[1], box[3])


def _releases(releases: Sequence[Release], answer: Arrays, box: tuple[float, ...]) -> pd.DataFrame:
    """Releases in the picture, and whether any member of theirs reaches a settlement."""
    points = [one.geometry.representative_point() for one in releases]
    table = pd.DataFrame({"name": [one.name for one in releases], "x": [p.x for p in points], "y": [p.y for p in points]})
    table["reaches"] = np.isin(np.arange(len(releases)), answer["pair_key"][:, 0])
    return table[_inside(table, box)].reset_index(drop=True)
