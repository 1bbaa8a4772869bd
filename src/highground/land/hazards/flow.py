"""The compiled heart of the routing: flow from release cells, one after another, over a grid, visit by visit.

Four things keep it fast and small. Only cells that flow has reached own a row of the table; the grid itself holds one number a
cell. What terrain asks of a step (its gain of height and its pull) is worked out once a cell and used by every later visit. What
a visit needs to know of its feeders (persistence, the ban on flowing back, the shortest length) is added up when the flux arrives,
so that finished visits can be forgotten: those that wait are never more than one over the flux threshold. And the pieces of the
inner loop become one compiled function over rows that lie together in memory.

Sums are kept as whole numbers in fixed point, so that they do not depend on the order of adding. A row holds numbers of both
kinds: `real` and `whole` are two views of the same memory.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

# numba would count references to arrays at every turn, at four times the cost of the work; nothing here makes an array
COMPILED: Final[dict[str, Any]] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
FLUX_ONE: Final = 2.0**40  # fixed point of flux: steps of 9e-13, room for 8 million units of flux in a cell
HEIGHT_ONE: Final = 2.0**34  # fixed point of heights in m: steps of 6e-11 m, room for 5e8 m in a cell
BESIDE: Final = 0.707  # persistence at 45 degrees; exact by definition of the rule, not the root of one half
DONE, FULL, ENDLESS = 0, 1, 2  # what `flow` answers
RELEASE, HEAD, TAIL, CELLS, HITS, VISITS, LEFT, STATE = range(8)  # places in `state`
SPARE: Final = 10  # rows that one visit can open or visits that it can start, at most, and some

# a cell's row of 32: gains and pulls of eight steps, then best (two tangents among them), whole numbers, sums
PULL, HEIGHT, FLUX, LENGTH, TRAVEL, STRAIGHT, TOP = 8, 16, 17, 18, 19, 20, 21
CELL, DOWN, RIGHT, SEEN, WAITS, COUNT, ROUTED, DEPOSITED, HEIGHTS, CELL_ROW = 22, 23, 24, 25, 26, 27, 28, 29, 30, 32
# a visit's row of 16: flux, energy height, length, owner (its cell's row), free (no persistence), persistence of eight neighbours
Z, FAR, OWNER, FREE, AHEAD, VISIT_ROW = 1, 2, 3, 4, 8, 16
_BAN: Final = -1e300  # persistence of the way back
_LEFT_OF: Final = np.array([1, 2, 4, 0, 7, 3, 5, 6])  # neighbour 45 degrees to one side of each
_RIGHT_OF: Final = np.array([3, 0, 1, 5, 2, 6, 7, 4])  # and to the other


class Ground(NamedTuple):
    """What flow runs over, in flat arrays."""

    dem: NDArray[np.float32]  # m; not finite is no data
    place: NDArray[np.int32]  # 0 where no flow came, -1 where no visit can be, else the cell's row plus one
    watch: NDArray[np.int32]  # label of every cell, or empty
    rows: int
    cols: int
    near: NDArray[np.int64]  # way to the eight neighbours, by row and column
    step_m: NDArray[np.float64]  # and its length


class Law(NamedTuple):
    """The rule in the form that the inner loop wants."""

    tangent: float  # of the travel angle
    limit_m: float
    exponent: float
    threshold: float
    most_visits: int  # of one release


class Desk(NamedTuple):
    """Room to work in: a row for each cell that was reached, and a ring of visits that wait."""

    real: NDArray[np.float64]
    whole: NDArray[np.int64]
    ring: NDArray[np.float64]
    ring_whole: NDArray[np.int64]
    step: NDArray[np.float64]  # energy height, then flux, of eight neighbours
    found: NDArray[np.int64]  # neighbours kept: as found, their ranks, and in order; eight each


class Hits(NamedTuple):
    """One row for each pair of release and label; `row` finds the row of a label in the release at hand."""

    row: NDArray[np.int64]
    pair: NDArray[np.int64]  # (hit, 3): release, label, cells
    mark: NDArray[np.float64]  # (hit, 2): largest energy height, smallest tangent of the travel angle


class Job(NamedTuple):
    """All of it: releases are flat cells, `state` says how far the work has come."""

    ground: Ground
    law: Law
    desk: Desk
    hits: Hits
    releases: NDArray[np.int64]
    state: NDArray[np.int64]


@njit(**COMPILED)
def flow(job: Job) -> int:
    """Route releases from where `state` stands; DONE, FULL (give more room and call again) or ENDLESS."""
    law, desk, hits, releases, state = job.law, job.desk, job.hits, job.releases, job.state
    most_cells, most_waits = desk.real.size // CELL_ROW - SPARE, desk.ring.size // VISIT_ROW - SPARE
    mask = desk.ring.size // VISIT_ROW - 1
    while True:
        while state[HEAD] < state[TAIL]:
            full = state[CELLS] > most_cells or state[TAIL] - state[HEAD] > most_waits
            if full or state[HITS] >= hits.pair.shape[0]:
                return FULL
            if state[VISITS] >= law.most_visits:
                return ENDLESS
            visit = VISIT_ROW * (state[HEAD] & mask)
            cell = CELL_ROW * desk.ring_whole[visit + OWNER]
            _write(job, cell, visit)
            kept = _share(job, cell, visit)
            state[HEAD] += 1
            state[VISITS] += 1
            if kept == 0:
                desk.whole[cell + DEPOSITED] += np.int64(desk.ring[visit] * FLUX_ONE + 0.5)
            _give(job, cell, visit, kept)
        if state[RELEASE] + 1 >= releases.size:
            return DONE
        if state[CELLS] > most_cells:
            return FULL
        state[RELEASE] += 1
        state[VISITS] = 0
        row = _open(job, releases[state[RELEASE]])
        if row >= 0:
            _join(job, row, 1.0, 0.0, 0.0)


@njit(**COMPILED)
def _open(job: Job, cell: int) -> int:
    """Row of a cell, a new one if need be; -1 where its block of 3 x 3 leaves the grid or holds no data."""
    ground, law, desk, state = job.ground, job.law, job.desk, job.state
    place = ground.place[cell]
    if place != 0:
        return int(place - 1 if place > 0 else -1)
    down, right = cell // ground.cols, cell % ground.cols
    whole = 0 < down < ground.rows - 1 and 0 < right < ground.cols - 1 and np.isfinite(ground.dem[cell])
    at = CELL_ROW * state[CELLS]
    for n in range(8 if whole else 0):
        drop = np.float64(ground.dem[cell]) - np.float64(ground.dem[cell + ground.near[n]])
        whole = whole and np.isfinite(drop)
        slope = drop / ground.step_m[n]
        pull = slope + np.sqrt(1.0 + slope * slope)  # tan((90 + b) / 2) of tan b
        desk.real[at + n] = drop - ground.step_m[n] * law.tangent
        desk.real[at + PULL + n] = _power(pull, law.exponent)
    if not whole:
        ground.place[cell] = -1
        return -1
    for k in range(HEIGHT, TOP):
        desk.real[at + k] = -np.inf
    for k in range(CELL, CELL_ROW):
        desk.whole[at + k] = 0
    desk.whole[at + CELL], desk.whole[at + DOWN], desk.whole[at + RIGHT] = cell, down, right
    desk.whole[at + SEEN], desk.whole[at + WAITS] = -1, -1
    state[CELLS] += 1
    ground.place[cell] = state[CELLS]
    return int(state[CELLS] - 1)


@njit(**COMPILED)
def _power(base: float, exponent: float) -> float:
    """Whole powers by squaring, others as they are."""
    if exponent != np.floor(exponent):
        return float(base**exponent)
    power, left = 1.0, np.int64(exponent)
    while left > 0:
        if left & 1:
            power *= base
        base *= base
        left >>= 1
    return power


@njit(inline="always")
def _join(job: Job, row: int, flux: float, height: float, far: float) -> None:
    """A new visit at the end of the queue; the start and its neighbours are free to turn anywhere."""
    desk, state = job.desk, job.state
    mask, free = desk.ring.size // VISIT_ROW - 1, state[VISITS] <= 1
    desk.whole[CELL_ROW * row + WAITS] = state[TAIL]
    at = VISIT_ROW * (state[TAIL] & mask)
    desk.ring[at], desk.ring[at + Z], desk.ring[at + FAR] = flux, height, far
    desk.ring_whole[at + OWNER], desk.ring_whole[at + FREE] = row, free
    ahead = 1.0 if free else 0.0
    for n in range(8):
        desk.ring[at + AHEAD + n] = ahead
    state[TAIL] += 1


@njit(inline="always")
def _write(job: Job, cell: int, visit: int) -> None:
    """Rasters of one visit."""
    ground, desk, state, real, whole = job.ground, job.desk, job.state, job.desk.real, job.desk.whole
    release = job.releases[state[RELEASE]]
    flux, height, far = desk.ring[visit], desk.ring[visit + Z], desk.ring[visit + FAR]
    drop = np.float64(ground.dem[release]) - np.float64(ground.dem[whole[cell + CELL]])
    tangent = drop / far if far > 0 else 0.0
    whole[cell + ROUTED] += np.int64(flux * FLUX_ONE + 0.5)
    first = whole[cell + SEEN] != state[RELEASE]
    if first:
        whole[cell + SEEN] = state[RELEASE]
        whole[cell + COUNT] += 1
        real[cell + TOP] = 0.0
        down, right = whole[cell + DOWN] - release // ground.cols, whole[cell + RIGHT] - release % ground.cols
        away = ground.step_m[1] * np.sqrt(np.float64(down * down + right * right))
        real[cell + STRAIGHT] = max(real[cell + STRAIGHT], drop / away if away > 0 else 0.0)
    if height > real[cell + TOP]:
        whole[cell + HEIGHTS] += np.int64(height * HEIGHT_ONE + 0.5) - np.int64(real[cell + TOP] * HEIGHT_ONE + 0.5)
        real[cell + TOP] = height
    real[cell + HEIGHT] = max(real[cell + HEIGHT], height)
    real[cell + FLUX] = max(real[cell + FLUX], flux)
    real[cell + LENGTH] = max(real[cell + LENGTH], far)
    real[cell + TRAVEL] = max(real[cell + TRAVEL], tangent)
    if ground.watch.size > 0 and ground.watch[whole[cell + CELL]] >= 0:
        _hit(job, ground.watch[whole[cell + CELL]], first, height, tangent)


@njit(**COMPILED)
def _hit(job: Job, label: int, first: bool, height: float, tangent: float) -> None:
    """Note that the release at hand reached a watched label."""
    hits, state = job.hits, job.state
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


@njit(inline="always")
def _share(job: Job, cell: int, visit: int) -> int:
    """Energy height and flux of each neighbour, those kept sorted smallest first; how many are kept."""
    law, desk = job.law, job.desk
    step, found, flux, height = desk.step, desk.found, desk.ring[visit], desk.ring[visit + Z]
    for n in range(8):
        step[n] = min(height + desk.real[cell + n], law.limit_m)
        weight = max(desk.ring[visit + AHEAD + n], 0.0) * desk.real[cell + PULL + n]
        step[8 + n] = weight if step[n] > 0.0 else 0.0
    total = ((step[8] + step[9]) + (step[10] + step[11])) + (step[12] + (step[13] + step[14])) + step[15]
    if total <= 0.0:
        return 0
    kept, held = 0, 0.0
    for n in range(8):
        share = step[8 + n] / total * flux
        step[8 + n] = share
        enough = share >= law.threshold
        held += share if enough else 0.0
        found[kept] = n
        kept += enough
    for i in range(kept):  # rank by height, flux, row and column
        n, rank = found[i], 0
        for j in range(i):
            m = found[j]
            before = step[m] < step[n] or (step[m] == step[n] and step[8 + m] <= step[8 + n])
            rank += before
            found[8 + j] += not before
        found[8 + i] = rank
    more = (flux - held) / kept if 0 < kept < 8 else 0.0
    for i in range(kept):
        found[16 + found[8 + i]] = found[i]
        step[8 + found[i]] += more
    return kept


@njit(inline="always")
def _give(job: Job, cell: int, visit: int, kept: int) -> None:
    """Pass flux to the neighbours kept: to the visit that waits there, or to a new one; out of the model where none can be."""
    ground, desk, state, ring = job.ground, job.desk, job.state, job.desk.ring
    mask, height, far = ring.size // VISIT_ROW - 1, ring[visit + Z], ring[visit + FAR]
    for k in range(kept):
        n = desk.found[16 + k]
        flux, energy, length = desk.step[8 + n], desk.step[n], far + ground.step_m[n]
        there = desk.whole[cell + CELL] + ground.near[n]
        row = ground.place[there] - 1
        if row < 0:
            row = _open(job, there)
        if row < 0:
            state[LEFT] += np.int64(flux * FLUX_ONE + 0.5)
            continue
        waits = desk.whole[CELL_ROW * row + WAITS]
        at = VISIT_ROW * (waits & mask)
        if waits >= state[HEAD]:
            ring[at] += flux
            ring[at + Z] = max(ring[at + Z], energy)
            ring[at + FAR] = min(ring[at + FAR], length)
        else:
            at = VISIT_ROW * (state[TAIL] & mask)
            _join(job, row, flux, energy, length)
        if desk.ring_whole[at + FREE] == 0:
            ring[at + AHEAD + n] += height
            ring[at + AHEAD + _LEFT_OF[n]] += BESIDE * height
            ring[at + AHEAD + _RIGHT_OF[n]] += BESIDE * height
            ring[at + AHEAD + 7 - n] += _BAN
