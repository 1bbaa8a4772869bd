"""The compiled heart of the routing: flow from release cells, one after another, over a grid, visit by visit.

Three things keep it fast and small. Only cells that flow has reached own a row of the table; the grid itself holds one number a
cell. What terrain asks of a step (its gain of height and its pull) is worked out once a cell and used by every later visit. And
what a visit needs to know of its feeders (persistence, the ban on flowing back, the shortest length) is added up when the flux
arrives, so that finished visits can be forgotten: visits that wait are never more than one over the flux threshold.

Sums are kept as whole numbers in fixed point, so that they do not depend on the order of adding.
"""

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

FLUX_ONE: Final = 2**40  # fixed point of flux: steps of 9e-13, room for 8 million units of flux in a cell
HEIGHT_ONE: Final = 2**34  # fixed point of heights in m: steps of 6e-11 m, room for 5e8 m in a cell
BESIDE: Final = np.array([(1, 3), (0, 2), (1, 4), (0, 5), (2, 7), (3, 6), (5, 7), (6, 4)])  # directions at 45 degrees to each
PERSISTENCE_BESIDE: Final = 0.707  # exact by definition of the rule, not the root of one half
DONE, FULL, ENDLESS = 0, 1, 2  # what `flow` answers
RELEASE, HEAD, TAIL, CELLS, HITS, VISITS, LEFT = range(7)  # places in `state`
ROUTED, DEPOSITED, HEIGHTS = range(3)  # columns of `Table.sums`
HEIGHT, FLUX, LENGTH, TRAVEL, STRAIGHT = range(5)  # columns of `Table.best`; the last two are tangents
_SPARE = 9  # rows that one visit can open, at most


class Ground(NamedTuple):
    """What flow runs over. `place` is 0 where no flow came, -1 where no visit can be, else the table's row plus one."""

    dem: NDArray[np.float32]  # m, flat; not finite is no data
    shape: tuple[int, int]
    cell_m: float
    place: NDArray[np.int32]
    watch: NDArray[np.int32]  # label of every cell, flat, or empty


class Law(NamedTuple):
    """The rule in the form that the inner loop wants."""

    tangent: float  # of the travel angle
    limit_m: float
    exponent: float
    threshold: float
    most_visits: int  # of one release


class Table(NamedTuple):
    """One row for each cell that was reached."""

    cell: NDArray[np.int64]
    gain: NDArray[np.float64]  # (row, 8) m of energy height won by a step, friction taken off
    pull: NDArray[np.float64]  # (row, 8) terrain weight of a step
    seen: NDArray[np.int32]  # last release that came, plus one
    waits: NDArray[np.int32]  # place of the waiting visit in the queue, or -1
    top: NDArray[np.float64]  # largest energy height of that release, m
    count: NDArray[np.int32]
    sums: NDArray[np.int64]  # (row, 3) fixed point
    best: NDArray[np.float32]  # (row, 5)


class Queue(NamedTuple):
    """A ring of visits that wait, and room to work in."""

    row: NDArray[np.int32]
    load: NDArray[np.float64]  # (place, 3): flux, energy height, length
    ahead: NDArray[np.float64]  # (place, 8): persistence
    banned: NDArray[np.uint8]  # one bit a neighbour that fed this visit
    free: NDArray[np.bool_]  # no persistence: the start, and visits fed by it first
    step: NDArray[np.float64]  # (2, 8): energy height and flux of each neighbour
    order: NDArray[np.int64]  # (8,): neighbours that are kept, sorted


class Hits(NamedTuple):
    """One row for each pair of release and label; `row` finds the row of a label in the release at hand."""

    row: NDArray[np.int64]
    pair: NDArray[np.int64]  # (hit, 3): release, label, cells
    mark: NDArray[np.float64]  # (hit, 2): largest energy height, smallest tangent of the travel angle


@njit(cache=True, nogil=True)
def flow(
    ground: Ground, law: Law, table: Table, queue: Queue, hits: Hits, releases: NDArray[np.int64], state: NDArray[np.int64]
) -> int:
    """Route releases (flat cells) from where `state` stands; DONE, FULL (give longer tables and call again) or ENDLESS."""
    mask = queue.row.size - 1
    while True:
        while state[HEAD] < state[TAIL]:
            if state[CELLS] + _SPARE > table.cell.size or state[HITS] + 1 > hits.pair.shape[0]:
                return FULL
            if state[VISITS] >= law.most_visits:
                return ENDLESS
            _visit(state[HEAD] & mask, ground, law, table, queue, hits, releases[state[RELEASE]], state)
        if state[RELEASE] + 1 >= releases.size:
            return DONE
        if state[CELLS] + _SPARE > table.cell.size:
            return FULL
        state[RELEASE] += 1
        state[VISITS] = 0
        row = _open(releases[state[RELEASE]], ground, law, table, state)
        if row >= 0:
            _join(row, state[TAIL] & mask, 1.0, 0.0, 0.0, True, table, queue, state)


@njit(cache=True, nogil=True)
def _open(cell: int, ground: Ground, law: Law, table: Table, state: NDArray[np.int64]) -> int:
    """Row of a cell, a new one if need be; -1 where its block of 3 x 3 leaves the grid or holds no data."""
    place = ground.place[cell]
    if place != 0:
        return place - 1 if place > 0 else -1
    rows, cols = ground.shape
    row, col = divmod(cell, cols)
    whole = 0 < row < rows - 1 and 0 < col < cols - 1 and np.isfinite(ground.dem[cell])
    z, at, n = float(ground.dem[cell]), state[CELLS], 0
    for down in range(-1, 2) if whole else range(0):
        for right in range(-1, 2):
            if down == 0 and right == 0:
                continue
            drop = z - float(ground.dem[cell + down * cols + right])
            whole = whole and np.isfinite(drop)
            step = ground.cell_m * (np.sqrt(2.0) if down * right != 0 else 1.0)
            slope = drop / step
            table.gain[at, n] = drop - step * law.tangent
            table.pull[at, n] = (slope + np.sqrt(1.0 + slope * slope)) ** law.exponent  # tan((90 + b) / 2) of tan b
            n += 1
    if not whole:
        ground.place[cell] = -1
        return -1
    ground.place[cell] = at + 1
    table.cell[at], table.seen[at], table.waits[at], table.count[at] = cell, 0, -1, 0
    table.sums[at, :] = 0
    table.best[at, :] = -np.inf
    state[CELLS] += 1
    return at


@njit(cache=True, nogil=True)
def _join(
    row: int,
    at: int,
    flux: float,
    height: float,
    length: float,
    free: bool,
    table: Table,
    queue: Queue,
    state: NDArray[np.int64],
) -> None:
    """A new visit at the end of the queue; the start and its neighbours are free to turn anywhere."""
    table.waits[row] = at
    queue.row[at], queue.banned[at], queue.free[at] = row, 0, free
    queue.load[at, 0], queue.load[at, 1], queue.load[at, 2] = flux, height, length
    queue.ahead[at, :] = 1.0 if free else 0.0
    state[TAIL] += 1


@njit(cache=True, nogil=True)
def _visit(
    at: int, ground: Ground, law: Law, table: Table, queue: Queue, hits: Hits, release: int, state: NDArray[np.int64]
) -> None:
    """Take one visit: write it down, share its flux out, pass it on."""
    row = queue.row[at]
    table.waits[row] = -1
    _write(row, at, ground, table, queue, hits, release, state)
    kept = _share(row, at, law, table, queue)
    state[HEAD] += 1
    state[VISITS] += 1
    if kept == 0:
        table.sums[row, DEPOSITED] += np.int64(queue.load[at, 0] * FLUX_ONE + 0.5)
    start = state[VISITS] == 1
    cell, height, length = table.cell[row], queue.load[at, 1], queue.load[at, 2]
    for k in range(kept):
        n = queue.order[k]
        m = n + (n > 3)  # place in the block of 3 x 3
        step = ground.cell_m * (1.0 if m % 2 == 1 else np.sqrt(2.0))
        _give(
            cell + (m // 3 - 1) * ground.shape[1] + m % 3 - 1, n, start, height, length + step, ground, law, table, queue, state
        )


@njit(cache=True, nogil=True)
def _write(
    row: int, at: int, ground: Ground, table: Table, queue: Queue, hits: Hits, release: int, state: NDArray[np.int64]
) -> None:
    """Rasters of one visit."""
    flux, height, length = queue.load[at, 0], queue.load[at, 1], queue.load[at, 2]
    cell, best, sums = table.cell[row], table.best[row], table.sums[row]
    drop = float(ground.dem[release]) - float(ground.dem[cell])
    tangent = drop / length if length > 0 else 0.0
    sums[ROUTED] += np.int64(flux * FLUX_ONE + 0.5)
    first = table.seen[row] != state[RELEASE] + 1
    if first:
        table.seen[row], table.top[row] = state[RELEASE] + 1, 0.0
        table.count[row] += 1
        cols = ground.shape[1]
        away = ground.cell_m * np.hypot(float(cell // cols - release // cols), float(cell % cols - release % cols))
        best[STRAIGHT] = max(best[STRAIGHT], drop / away if away > 0 else 0.0)
    if height > table.top[row]:
        sums[HEIGHTS] += np.int64(height * HEIGHT_ONE + 0.5) - np.int64(table.top[row] * HEIGHT_ONE + 0.5)
        table.top[row] = height
    best[HEIGHT] = max(best[HEIGHT], height)
    best[FLUX] = max(best[FLUX], flux)
    best[LENGTH] = max(best[LENGTH], length)
    best[TRAVEL] = max(best[TRAVEL], tangent)
    if ground.watch.size > 0 and ground.watch[cell] >= 0:
        _hit(ground.watch[cell], first, height, tangent, hits, state)


@njit(cache=True, nogil=True)
def _hit(label: int, first: bool, height: float, tangent: float, hits: Hits, state: NDArray[np.int64]) -> None:
    """Note that the release at hand reached a watched label."""
    row = hits.row[label]
    if row < 0 or hits.pair[row, 0] != state[RELEASE]:
        row = state[HITS]
        state[HITS] += 1
        hits.row[label] = row
        hits.pair[row, 0], hits.pair[row, 1], hits.pair[row, 2] = state[RELEASE], label, 0
        hits.mark[row, 0], hits.mark[row, 1] = 0.0, np.inf
    hits.pair[row, 2] += first
    hits.mark[row, 0] = max(hits.mark[row, 0], height)
    hits.mark[row, 1] = min(hits.mark[row, 1], tangent)


@njit(cache=True, nogil=True)
def _share(row: int, at: int, law: Law, table: Table, queue: Queue) -> int:
    """Energy height and flux of each neighbour, those kept sorted smallest first; how many are kept."""
    flux, height, total = queue.load[at, 0], queue.load[at, 1], 0.0
    heights, fluxes, order = queue.step[0], queue.step[1], queue.order
    for n in range(8):
        heights[n] = min(height + table.gain[row, n], law.limit_m)
        reached = heights[n] > 0.0 and (queue.banned[at] >> n) & 1 == 0
        fluxes[n] = queue.ahead[at, n] * table.pull[row, n] if reached else 0.0
        total += fluxes[n]
    if total <= 0.0:
        return 0
    kept, held = 0, 0.0
    for n in range(8):
        fluxes[n] *= flux / total
        if fluxes[n] < law.threshold:
            continue
        held += fluxes[n]
        k = kept
        while k > 0 and _before(n, order[k - 1], heights, fluxes):
            order[k] = order[k - 1]
            k -= 1
        order[k] = n
        kept += 1
    if 0 < kept < 8:
        for k in range(kept):
            fluxes[order[k]] += (flux - held) / kept
    return kept


@njit(cache=True, nogil=True)
def _before(n: int, other: int, heights: NDArray[np.float64], fluxes: NDArray[np.float64]) -> bool:
    """Smaller energy height, then smaller flux; neighbours come in order of row and column, so a tie keeps its place."""
    return heights[n] < heights[other] or (heights[n] == heights[other] and fluxes[n] < fluxes[other])


@njit(cache=True, nogil=True)
def _give(
    cell: int,
    n: int,
    start: bool,
    height: float,
    length: float,
    ground: Ground,
    law: Law,
    table: Table,
    queue: Queue,
    state: NDArray[np.int64],
) -> None:
    """Pass flux to neighbour n: to the visit that waits there, or to a new one; out of the model where none can be."""
    flux, energy = queue.step[1, n], queue.step[0, n]
    row = _open(cell, ground, law, table, state)
    if row < 0:
        state[LEFT] += np.int64(flux * FLUX_ONE + 0.5)
        return
    at = table.waits[row]
    if at < 0:
        at = state[TAIL] & (queue.row.size - 1)
        _join(row, at, flux, energy, length, start, table, queue, state)
    else:
        queue.load[at, 0] += flux
        queue.load[at, 1] = max(queue.load[at, 1], energy)
        queue.load[at, 2] = min(queue.load[at, 2], length)
    if not queue.free[at]:
        ahead = queue.ahead[at]
        ahead[n] += height
        ahead[BESIDE[n, 0]] += PERSISTENCE_BESIDE * height
        ahead[BESIDE[n, 1]] += PERSISTENCE_BESIDE * height
        queue.banned[at] |= 1 << (7 - n)  # the way back
