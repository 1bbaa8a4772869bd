"""One job of a runout: a few releases over one window of terrain, for every member. What a worker gets, and what it gives back."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation

from highground.land.hazards.routing import Rule, route
from highground.land.hazards.runout import Reached
from highground.people.impacts.reach import Exposed, Groups, reach

Arrays = dict[str, NDArray[Any]]
Whole = NDArray[np.int64]

AROUND: Final = np.ones((3, 3), bool)
MARGIN: Final = 2  # cells: flow that comes so near to a side of the window may have left it


@dataclass(frozen=True, slots=True)
class Task:
    """All that a worker needs. Cells are flat in the window; answers come in flat cells of the whole elevation.

    `starts` has one row (row, column) for each release cell, `release` says to which release it belongs and `law` which list of
    `rules` (one rule a member) it follows. `inner` says which sides (top, left, bottom, right) are not the elevation's own edge.
    """

    dem: NDArray[np.float32]
    cell_m: float
    corner: tuple[int, int]
    columns: int  # of the whole elevation
    inner: tuple[bool, bool, bool, bool]
    starts: Whole
    release: Whole
    law: Whole
    rules: tuple[tuple[Rule, ...], ...]
    exposed: Exposed
    groups: Groups
    threshold_m: NDArray[np.float64]

    @property
    def members(self) -> int:
        """How many members are routed."""
        return len(self.rules[0])

    def whole(self, cells: Whole) -> Whole:
        """Flat cells of the window as flat cells of the whole elevation."""
        row, column = np.divmod(cells, self.dem.shape[1])
        return np.asarray((row + self.corner[0]) * self.columns + column + self.corner[1], dtype=np.int64)


def work(task: Task) -> Arrays:
    """Route the releases of a task for every member and add up whom they reach. Pure: the same task gives the same arrays."""
    shape = task.dem.shape
    ground = Reached(shape[0] * shape[1], task.members)
    watched = np.unique(task.exposed.cell)
    watch = np.full(shape[0] * shape[1], -1, np.int32)
    watch[watched] = np.arange(watched.size, dtype=np.int32)
    near: list[tuple[Whole, Whole, NDArray[np.float64]]] = []
    pairs, skipped = [], np.empty(0, np.int64)
    for member in range(task.members):
        hits = []
        for law in np.unique(task.law):
            mine = task.law == law
            rule = task.rules[int(law)][member]
            routed = route(task.dem, task.cell_m, task.starts[mine], rule, watch=watch.reshape(shape), ids=task.release[mine])
            ground.add(routed, member)
            hits.append((routed.hits[:, 0], watched[routed.hits[:, 1]], routed.marks[:, 0]))
            skipped = np.concatenate([skipped, routed.skipped]) if member == 0 else skipped
        release, cell, height = _strongest(hits)
        found = reach(release, cell, height, task.exposed, task.groups, member, float(task.threshold_m[member]))
        pairs.append(
            np.column_stack(
                [found.release, found.group, np.full(found.group.size, member), found.reached, found.unfit, found.height_m]
            )
        )
        near.append(_any_release(cell, height, member))
    return _answer(task, ground, near, pairs, skipped)


def _strongest(hits: list[tuple[Whole, Whole, NDArray[np.float64]]]) -> tuple[Whole, Whole, NDArray[np.float64]]:
    """Each pair of release and cell once, with its largest energy height."""
    release, cell, height = (np.concatenate(parts) for parts in zip(*hits, strict=True))
    pair, at = np.unique(np.column_stack([release, cell]), axis=0, return_inverse=True)
    top = np.zeros(len(pair))
    np.maximum.at(top, at.ravel(), height)
    return pair[:, 0], pair[:, 1], top


def _any_release(cell: Whole, height: NDArray[np.float64], member: int) -> tuple[Whole, Whole, NDArray[np.float64]]:
    """Inhabited cells that any release reaches in a member, with the largest energy height."""
    cells, at = np.unique(cell, return_inverse=True)
    top = np.zeros(cells.size)
    np.maximum.at(top, at, height)
    return np.full(cells.size, member, np.int64), cells, top


def _answer(
    task: Task,
    ground: Reached,
    near: list[tuple[Whole, Whole, NDArray[np.float64]]],
    pairs: list[NDArray[np.float64]],
    skipped: Whole,
) -> Arrays:
    order = np.argsort(ground.cells)
    cell, pair = ground.cells[order], np.concatenate(pairs)
    member, inhabited, height = (np.concatenate(parts) for parts in zip(*near, strict=True))
    lives = np.isin(task.exposed.cell, inhabited)
    return {
        "cell": task.whole(cell), "bits": ground.bits[order], "height": ground.best[order, 0], "angle": ground.best[order, 1],
        "near_member": member, "near_cell": task.whole(inhabited), "near_height": height,
        "pair_key": pair[:, :3].astype(np.int64), "pair_value": pair[:, 3:],
        "lives_cell": task.whole(task.exposed.cell[lives]), "lives_group": task.exposed.group[lives].astype(np.int64),
        "lives_away": task.exposed.away_m[lives], "lives_share": task.exposed.share[lives],
        "holes": task.whole(_holes(task.dem, cell)), "brink": task.whole(cell[_beside(task, cell, edge=True)]),
        "idle": _idle(task), "touched": np.array([_beside(task, cell, edge=False).any()]), "skipped": np.sort(skipped),
    }  # fmt: skip


def _idle(task: Task) -> Whole:
    """Releases none of whose cells has a neighbour so much lower that a flow begins in any member."""
    flattest = np.array([min(rule.angle_deg for rule in rules) for rules in task.rules])[task.law]
    begins = np.zeros(len(task.starts), bool)
    for down, right in ((d, r) for d in (-1, 0, 1) for r in (-1, 0, 1) if d or r):
        row, column = task.starts[:, 0] + down, task.starts[:, 1] + right
        inside = (row >= 0) & (column >= 0) & (row < task.dem.shape[0]) & (column < task.dem.shape[1])
        drop = task.dem[task.starts[inside, 0], task.starts[inside, 1]] - task.dem[row[inside], column[inside]]
        begins[inside] |= drop > np.hypot(down, right) * task.cell_m * np.tan(np.radians(flattest[inside]))
    return np.setdiff1d(task.release, task.release[begins])


def _holes(dem: NDArray[np.float32], cell: Whole) -> Whole:
    """Cells without data that stopped flow: a cell beside one takes no visit, so flow ends up to two cells away."""
    if not np.isnan(dem).any():
        return np.empty(0, np.int64)
    reached = np.zeros(dem.size, bool)
    reached[cell] = True
    beside = binary_dilation(reached.reshape(dem.shape), AROUND, iterations=MARGIN) & np.isnan(dem)
    return np.flatnonzero(beside).astype(np.int64)


def _beside(task: Task, cell: Whole, *, edge: bool) -> NDArray[np.bool_]:
    """Reached cells beside the elevation's own edge, or beside a side of the window beyond which there is more elevation."""
    rows, columns = task.dem.shape
    row, column = np.divmod(cell, columns)
    sides = (row < MARGIN, column < MARGIN, row >= rows - MARGIN, column >= columns - MARGIN)
    chosen = [side for side, inner in zip(sides, task.inner, strict=True) if inner != edge]
    return np.logical_or.reduce(chosen) if chosen else np.zeros(cell.size, bool)
