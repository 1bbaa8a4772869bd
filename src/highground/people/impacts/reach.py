"""Who lives where a flow reaches, and how many of them are displaced: from reached cells and energy heights to people, per member.

A settlement is a disc around its point. Its extent is not known: people live at a density that is drawn for each member. Housing
that flow reaches faster than a threshold is unfit to live in, and a share of the people who live in it is displaced. Threshold and
share are drawn too, and both are judged. The time of day is ignored: people are counted where they sleep.

Routing reaches far more ground than one event covers, the more the coarser the cells. People who live where flow may come are
therefore an upper bound; displaced are counted for the share of that ground that mapped events covered.

Reached is not displaced, and neither is evacuated: how many are told to leave is a decision, which nothing here knows.
"""

from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.land.hazards.routing import GRAVITY_M_S2

Values = NDArray[np.float64]

THRESHOLD_M_S: Final = (1.0, 5.0)  # speed bound beyond which housing is unfit; judged: strong from 1 m/s (BWW 1997)
DISPLACED_SHARE: Final = (0.5, 1.0)  # share of those in unfit housing who are displaced; judged
DENSITY_KM2: Final = (2_000.0, 10_000.0)  # persons in a km2 of built-up ground, log-uniform; judged from mountain towns
EXCESS: Final = 2.8  # reached ground over the ground that one event covered, at EXCESS_CELL_M; three debris flows in Chile, docs/studies/maipo.md
EXCESS_CELL_M: Final = 12.5  # m; same
EXCESS_POWER: Final = (
    0.76  # growth of the excess with the cell: 2.7, 5.0, 8.2, 11.9 times at 12.5, 25, 50, 87.5 m; same, fitted to the logs
)
EXCESS_FACTOR: Final = 2.0  # half to twice, 5 to 95 %; single flows were 1.3 to 4.3 times at 12.5 m; judged for other kinds of flow
LEAST_RADIUS_M: Final = 100.0  # of a settlement, m; judged: points are not surer than this
UNKNOWN_RADIUS_M: Final = 250.0  # of a settlement whose people are not reported, m; judged: a village of 500 to 2,000


@dataclass(frozen=True, slots=True)
class Draws:
    """What is unknown about housing, one value a member.

    threshold_m   energy height beyond which housing is unfit, m
    share         of those in unfit housing who are displaced
    density_km2   persons in a km2
    covered       of the ground that flow can take, the share that one event covers
    """

    threshold_m: Values
    share: Values
    density_km2: Values
    covered: Values

    @property
    def away(self) -> Values:
        """Share of those who live where flow comes fast enough who are displaced by one event."""
        return self.share * self.covered


def draws(ensemble: Ensemble, cell_m: float) -> Draws:
    """Draws of the four inputs, each from its own stream; cell_m is the side of the elevation's cells.

    >>> drawn = draws(Ensemble(1, 500), 87.5)
    >>> round(float(np.median(1 / drawn.covered)))
    12
    """
    times = excess(cell_m) * np.exp(ensemble.between("runout excess", -np.log(EXCESS_FACTOR), 0.0, np.log(EXCESS_FACTOR)))
    speed = ensemble.uniform("runout threshold", *THRESHOLD_M_S)
    density = np.exp(ensemble.uniform("runout density", *np.log(DENSITY_KM2)))
    return Draws(
        speed**2 / (2 * GRAVITY_M_S2), ensemble.uniform("runout displaced", *DISPLACED_SHARE), density, 1 / np.maximum(times, 1.0)
    )


def excess(cell_m: float) -> float:
    """How many times the ground that one event covers flow can take, on cells of so many metres: the middle.

    >>> round(excess(12.5), 1), round(excess(87.5))
    (2.8, 12)
    """
    return float(EXCESS * (cell_m / EXCESS_CELL_M) ** EXCESS_POWER)


def radius_m(people: ArrayLike, density_km2: ArrayLike) -> Values:
    """Radius of the disc in which people live at a density, m, shape (place, member).

    >>> round(float(radius_m([10_000], [5_000])[0, 0]))
    798
    """
    persons = np.asarray(people, dtype=float)[:, None]
    radius = 1000 * np.sqrt(persons / (np.pi * np.asarray(density_km2, dtype=float)))
    return np.asarray(np.maximum(np.where(np.isnan(persons), UNKNOWN_RADIUS_M, radius), LEAST_RADIUS_M), dtype=float)


def disc(offset: tuple[float, float], radius: float, cell_m: float) -> tuple[NDArray[np.int64], NDArray[np.int64], Values]:
    """Cells of a disc, relative to the cell that holds its centre: rows, columns and distance of cell centres from the centre, m.

    offset: of the centre from the middle of its cell, (down, right), m. The cell that holds the centre always counts: distance 0.
    """
    most = ceil(radius / cell_m) + 1
    down, right = np.mgrid[-most : most + 1, -most : most + 1]
    away = np.hypot(down * cell_m - offset[0], right * cell_m - offset[1])
    away[most, most] = 0.0
    inside = away <= radius
    return down[inside].astype(np.int64), right[inside].astype(np.int64), away[inside]


def cells_of(away_m: Values, radius: ArrayLike) -> NDArray[np.int64]:
    """How many cells of a disc lie within each radius, given the distances of all cells from its centre."""
    return np.searchsorted(np.sort(away_m), np.asarray(radius, dtype=float), side="right").astype(np.int64)


@dataclass(frozen=True, slots=True)
class Groups:
    """Settlements: people (NaN where not reported), and where they are discs their radius and number of cells, (group, member)."""

    people: Values
    radius_m: Values
    cells: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Exposed:
    """Inhabited cells, one row for each cell and group: flat cell, group, distance from its centre (m), share of its people.

    `share` is NaN for discs, whose extent differs by member. Rows are sorted by cell.
    """

    cell: NDArray[np.int64]
    group: NDArray[np.int32]
    away_m: Values
    share: Values

    def rows(self, cells: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For each of some cells the rows that stand on it: index into `cells`, and row; a cell may have none or several."""
        first, last = (np.searchsorted(self.cell, cells, side=side) for side in ("left", "right"))
        which = np.repeat(np.arange(cells.size), last - first)
        start = np.repeat(last - np.cumsum(last - first), last - first)
        return which, start + np.arange(which.size)


@dataclass(frozen=True, slots=True)
class Reached:
    """Per pair of a release (or all of them) and a group: shares of the group's people reached and beyond the threshold, and Z (m)."""

    release: NDArray[np.int64]
    group: NDArray[np.int64]
    reached: Values
    unfit: Values
    height_m: Values


def reach(  # noqa: PLR0917  what is hit, who lives there, and how it is judged
    release: NDArray[np.int64],
    cells: NDArray[np.int64],
    height_m: Values,
    exposed: Exposed,
    groups: Groups,
    member: int,
    threshold_m: float,
) -> Reached:
    """Add up one member: which release reaches which group, and how much of its housing.

    release, cells, height_m: one row for each cell that a release reaches, no pair twice. Shares are of the group's people.
    """
    which, row = exposed.rows(cells)
    group = exposed.group[row].astype(np.int64)
    lives = _lives(exposed, groups, row, group, member)
    inside = lives > 0
    release, group, lives, height = release[which][inside], group[inside], lives[inside], height_m[which][inside]
    pair, at = np.unique(release * groups.people.size + group, return_inverse=True)
    top = np.zeros(pair.size)
    np.maximum.at(top, at, height)
    reached = np.bincount(at, lives, pair.size)
    unfit = np.bincount(at, lives * (height >= threshold_m), pair.size)
    return Reached(pair // groups.people.size, pair % groups.people.size, np.minimum(reached, 1), np.minimum(unfit, 1), top)


def _lives(exposed: Exposed, groups: Groups, row: NDArray[np.int64], group: NDArray[np.int64], member: int) -> Values:
    """Share of its group's people that lives on each row."""
    known = exposed.share[row]
    if groups.cells.size == 0:
        return known
    inside = exposed.away_m[row] <= groups.radius_m[group, member]
    return np.where(inside, 1.0 / np.maximum(groups.cells[group, member], 1), 0.0)


def displaced(people: Values, unfit: Values, share: Values) -> Values:
    """People displaced: people present, times the share whose housing is unfit, times the share of those who are displaced.

    Shapes broadcast. Raises BadData where a share is not between 0 and 1, so that no more are displaced than are there.
    >>> float(displaced(np.array(1000.0), np.array(0.5), np.array(0.8)))
    400.0
    """
    for name, values in (("unfit", unfit), ("displaced", share)):
        if np.nanmin(values, initial=0) < 0 or np.nanmax(values, initial=0) > 1:
            raise BadData(f"a share of {name} must lie between 0 and 1, got {np.nanmin(values):g} to {np.nanmax(values):g}")
    return np.asarray(people * unfit * share, dtype=float)
