"""How far flow runs from release cells, where it goes and how fast it may be: an energy line that spends flux cell by cell.

The rule is that of com4FlowPy (AvaFrame 2.1; D'Amboise et al. 2022, Geosci. Model Dev. 15:2423, from memory), coded from a written
specification of it, in its plain mode: no forest, no infrastructure, one angle for all. In short:

- Every release cell is routed alone, with flux 1, and the rasters are combined at the end.
- A visit at a cell has flux F, energy height Z (a speed of sqrt(2 g Z)) and the shortest length L from its release cell. A step to a
  neighbour gains the drop and pays tan(travel angle) a metre; Z is cut to [0, height limit]; a neighbour with Z = 0 is out of reach.
- F is shared by terrain, tan((90 deg + slope) / 2) to the exponent, and persistence, which favours the way the flow came and forbids
  the way straight back. Shares below the threshold are divided among the others in equal parts.
- Visits are taken first in, first out; flux that arrives where a visit waits joins it. Cells come back when flux comes back.
- A cell whose block of 3 x 3 leaves the grid or holds no data takes no visit: flux sent there leaves the model.

Flow stops where no neighbour is within reach and where every share is below the threshold. There is no volume and no time in it: it
says which ground can be reached at a travel angle, not how deep or how often. Cells of 10 m suit it, 25 m are still of use (Horton
et al. 2013, doi:10.5194/nhess-13-869-2013); on coarser ones narrow channels are lost.
"""

from dataclasses import dataclass
from math import hypot, radians, tan
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData
from highground.land.hazards import flow as kernel

FLUX_THRESHOLD: Final = 3e-4  # share of the flux of one release; com4FlowPy's default
MOST_VISITS: Final = 50_000_000  # visits of one release; judged: above it an angle near zero runs without end on a large plain
TILE: Final = 64  # cells; releases are taken tile by tile, so that flows over the same ground find it in the processor's cache
FIRST_ROWS: Final = 1 << 19  # cells that there is room for at first, at most; 128 MB, taken up only as it is used
FIRST_VISITS: Final = 256  # visits that wait; a power of two, small enough for the nearest cache
NOTHING: Final = -9999.0  # where no flow came; com4FlowPy's value for no data
GRAVITY_M_S2: Final = 9.81  # standard, 9.80665 rounded as in com4FlowPy
RASTERS: Final = {  # name -> (unit, words)
    "cell_counts": ("1", "Release cells whose flow came here"),
    "z_delta": ("m", "Largest energy height"),
    "flux": ("1", "Largest flux of one visit"),
    "routed_flux": ("1", "Flux that came through, summed over visits"),
    "deposited_flux": ("1", "Flux that stopped here, summed"),
    "z_delta_sum": ("m", "Largest energy height of each release, summed"),
    "travel_length": ("m", "Largest length from a release cell along the flow"),
    "travel_angle": ("degrees", "Steepest angle to a release cell along the flow"),
    "straight_angle": ("degrees", "Steepest angle to a release cell in a straight line"),
}
BOUNDS: Final = {  # of a rule; judged: wide enough for all flows, narrow enough for floating point
    "angle_deg": (0.1, 89.0),
    "height_limit_m": (0.01, 10_000.0),
    "exponent": (0.0, 64.0),
    "flux_threshold": (1e-6, 1.0),
}
SUMS: Final = ("routed_flux", "deposited_flux", "z_delta_sum")
BEST: Final = ("z_delta", "flux", "travel_length", "travel_angle", "straight_angle")


@dataclass(frozen=True, slots=True)
class Rule:
    """What one kind of flow does: angle at which it stops, the height that bounds its speed, and how narrow it stays.

    exponent: 0 spreads whatever the terrain, 64 follows the steepest way. Raises BadData for numbers outside BOUNDS.
    """

    angle_deg: float
    height_limit_m: float
    exponent: float
    flux_threshold: float = FLUX_THRESHOLD

    def __post_init__(self) -> None:
        for name, (low, high) in BOUNDS.items():
            if not low <= getattr(self, name) <= high:
                raise BadData(f"A flow rule has {name} {getattr(self, name):g}: give a number from {low:g} to {high:g}.")


@dataclass(frozen=True, slots=True)
class Routed:
    """Cells that flow reached, in ascending order, one row each; `raster` lays them out on the grid.

    All columns are exact: largest values and whole numbers (sums in fixed point), so that batches of releases add up in any
    order to the same bits as all at once.
    """

    shape: tuple[int, int]
    cells: NDArray[np.int64]  # row * columns + column
    counts: NDArray[np.int64]  # release cells whose flow came
    sums: NDArray[np.int64]  # (cell, 3): routed flux, deposited flux, energy heights, fixed point
    best: NDArray[np.float32]  # (cell, 5): energy height m, flux, length m, tangents of travel and straight angle
    releases: int  # routed
    skipped: NDArray[np.int64]  # ids of releases on no data, beside it or on the grid's edge
    left: int  # flux that left the model, fixed point
    hits: NDArray[np.int64]  # (hit, 3): id of the release, label, cells of the label that it reached
    marks: NDArray[np.float64]  # (hit, 2): largest energy height m, smallest tangent of the travel angle

    @property
    def path_cells(self) -> int:
        """Sum of `cell_counts`: the work done."""
        return int(self.counts.sum())

    @property
    def left_flux(self) -> float:
        """Flux that left at the edge or into no data; with all that is deposited it adds up to the releases routed."""
        return self.left / kernel.FLUX_ONE

    def column(self, name: str) -> NDArray[np.float64]:
        """Values of one raster of RASTERS at `cells`."""
        if name == "cell_counts":
            return self.counts.astype(np.float64)
        if name in SUMS:
            return self.sums[:, SUMS.index(name)] / (kernel.HEIGHT_ONE if name == "z_delta_sum" else kernel.FLUX_ONE)
        values = self.best[:, BEST.index(name)].astype(np.float64)
        return np.asarray(np.degrees(np.arctan(values))) if name.endswith("angle") else values

    def raster(self, name: str) -> NDArray[np.float32]:
        """One raster of RASTERS on the whole grid, -9999 where nothing came (0 for cell_counts)."""
        flat = np.full(self.shape[0] * self.shape[1], 0.0 if name == "cell_counts" else NOTHING, np.float32)
        flat[self.cells] = self.column(name)
        return flat.reshape(self.shape)


def route(
    dem: NDArray[np.float32],
    cell_m: float,
    releases: NDArray[np.integer],
    rule: Rule,
    *,
    watch: NDArray[np.int32] | None = None,
    ids: NDArray[np.int64] | None = None,
) -> Routed:
    """Route every release cell over the terrain.

    dem: m, square cells of cell_m metres, NaN where there is no data. releases: (n, 2) row and column; a cell named twice counts twice.
    watch: label of each cell (0 and up, -1 for none), so that `hits` says which release reached which label. ids: numbers by which
    `hits` and `skipped` speak of releases (0, 1, ... if left out): give them when releases come in batches.
    Raises BadData for a release outside the grid, and for flow without end.
    """
    ground = _ground(dem, cell_m, watch)
    starts = _starts(releases, dem.shape)
    names = np.arange(starts.size) if ids is None else np.asarray(ids, np.int64)
    if names.shape != starts.shape:
        raise BadData(f"There are {starts.size} release cells and {names.size} ids for them: give one each.")
    law = kernel.Law(tan(radians(rule.angle_deg)), rule.height_limit_m, float(rule.exponent), rule.flux_threshold, MOST_VISITS)
    near = np.lexsort((starts % dem.shape[1], starts % dem.shape[1] // TILE, starts // dem.shape[1] // TILE))
    starts, names = starts[near], names[near]
    desk, hits = _desk(min(FIRST_ROWS, dem.size + kernel.SPARE), FIRST_VISITS), _hits(256, int(ground.watch.max(initial=-1)) + 1)
    state = np.zeros(kernel.STATE, np.int64)
    state[kernel.RELEASE] = -1
    while (answer := kernel.flow(job := kernel.Job(ground, law, desk, hits, starts, state))) == kernel.FULL:
        desk, hits = _larger(desk, state), _longer(hits, state)
    if answer == kernel.ENDLESS:
        at = divmod(int(starts[state[kernel.RELEASE]]), dem.shape[1])
        raise BadData(
            f"Flow from row {at[0]}, column {at[1]} made {MOST_VISITS:,} visits at {rule.angle_deg:g} degrees without coming to rest: "
            "give a larger travel angle, a larger flux threshold or coarser cells."
        )
    return _routed(job, names)


def speed_m_s(energy_height_m: ArrayLike) -> NDArray[np.float64]:
    """Speed that an energy height stands for, sqrt(2 g Z), m/s: an upper bound.

    >>> round(float(speed_m_s(12.0)), 1)
    15.3
    """
    return np.asarray(np.sqrt(2 * GRAVITY_M_S2 * np.asarray(energy_height_m, dtype=float)))


def _ground(dem: NDArray[np.float32], cell_m: float, watch: NDArray[np.int32] | None) -> kernel.Ground:
    if dem.ndim != 2 or min(dem.shape) < 3:
        raise BadData(f"The terrain has shape {dem.shape}: give rows and columns, three at least.")
    if not 0 < cell_m < 1e5:
        raise BadData(f"The side of a cell is {cell_m:g} m: give a positive number of metres.")
    if watch is not None and watch.shape != dem.shape:
        raise BadData(f"The labels to watch have shape {watch.shape}, the terrain {dem.shape}: put both on one grid.")
    labels = np.empty(0, np.int32) if watch is None else np.ascontiguousarray(watch, np.int32).ravel()
    heights = np.ascontiguousarray(dem, np.float32).ravel()
    near = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right]
    return kernel.Ground(
        heights, np.zeros(heights.size, np.int32), labels, dem.shape[0], dem.shape[1],
        np.array([down * dem.shape[1] + right for down, right in near]), np.array([cell_m * hypot(*way) for way in near]),
    )  # fmt: skip


def _starts(releases: NDArray[np.integer], shape: tuple[int, int]) -> NDArray[np.int64]:
    """Release cells as numbers of flat cells."""
    cells = np.asarray(releases)
    if cells.ndim != 2 or cells.shape[1] != 2 or not np.issubdtype(cells.dtype, np.integer):
        raise BadData(f"Release cells have shape {cells.shape} and type {cells.dtype}: give whole rows and columns, (n, 2).")
    outside = (cells < 0).any(axis=1) | (cells[:, 0] >= shape[0]) | (cells[:, 1] >= shape[1])
    if outside.any():
        row, col = cells[outside][0]
        raise BadData(
            f"{int(outside.sum())} of {len(cells)} release cells lie outside the terrain of {shape[0]} x {shape[1]} cells, the first "
            f"at row {row}, column {col}: give a terrain that covers them."
        )
    return np.asarray(cells[:, 0].astype(np.int64) * shape[1] + cells[:, 1])


def _desk(cells: int, visits: int) -> kernel.Desk:
    """Room for so many cells and so many visits that wait, a power of two; memory is taken up only as rows are written."""
    real, ring = np.empty(cells * kernel.CELL_ROW), np.empty(visits * kernel.VISIT_ROW)
    return kernel.Desk(real, real.view(np.int64), ring, ring.view(np.int64), np.empty(16), np.empty(24, np.int64))


def _larger(desk: kernel.Desk, state: NDArray[np.int64]) -> kernel.Desk:
    """Twice the room for what is nearly used up."""
    cells, visits = desk.real.size // kernel.CELL_ROW, desk.ring.size // kernel.VISIT_ROW
    used, waits = int(state[kernel.CELLS]), np.arange(state[kernel.HEAD], state[kernel.TAIL])
    larger = _desk(cells * (1 + (used + kernel.SPARE > cells)), visits * (1 + (waits.size + kernel.SPARE > visits)))
    if larger.real.size == desk.real.size:
        larger = larger._replace(real=desk.real, whole=desk.whole)
    else:
        larger.whole[: used * kernel.CELL_ROW] = desk.whole[: used * kernel.CELL_ROW]
    new, old = (room.ring_whole.reshape(-1, kernel.VISIT_ROW) for room in (larger, desk))
    new[waits & (len(new) - 1)] = old[waits & (len(old) - 1)]
    return larger


def _hits(rows: int, labels: int) -> kernel.Hits:
    return kernel.Hits(np.full(labels, -1, np.int64), np.empty((rows, 3), np.int64), np.empty((rows, 2)))


def _longer(hits: kernel.Hits, state: NDArray[np.int64]) -> kernel.Hits:
    """Twice the rows, if they are used up."""
    rows, used = hits.pair.shape[0], int(state[kernel.HITS])
    if used < rows:
        return hits
    longer = _hits(2 * rows, hits.row.size)
    longer.row[:], longer.pair[:used], longer.mark[:used] = hits.row, hits.pair, hits.mark
    return longer


def _routed(job: kernel.Job, ids: NDArray[np.int64]) -> Routed:
    """What is kept of the rows, in the order of cells."""
    ground, desk, hits, state = job.ground, job.desk, job.hits, job.state
    used, found = int(state[kernel.CELLS]), int(state[kernel.HITS])
    real = desk.real.reshape(-1, kernel.CELL_ROW)[:used]
    whole = desk.whole.reshape(-1, kernel.CELL_ROW)[:used]
    order = np.argsort(whole[:, kernel.CELL])
    order = order[whole[order, kernel.COUNT] > 0]
    lost = ground.place[job.releases] < 0
    pair = hits.pair[:found].copy()
    pair[:, 0] = ids[pair[:, 0]]
    hit, marks = _sorted_hits(pair, hits.mark[:found])
    return Routed(
        (ground.rows, ground.cols), whole[order, kernel.CELL], whole[order, kernel.COUNT],
        whole[order, kernel.ROUTED : kernel.HEIGHTS + 1], real[order, kernel.HEIGHT : kernel.TOP].astype(np.float32),
        int((~lost).sum()), np.sort(ids[lost]), int(state[kernel.LEFT]), hit, marks,
    )  # fmt: skip


def _sorted_hits(hits: NDArray[np.int64], marks: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    order = np.lexsort((hits[:, 1], hits[:, 0]))
    return hits[order], marks[order]
