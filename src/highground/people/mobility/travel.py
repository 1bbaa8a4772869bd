"""How long it takes from place to place over the terrain: valleys and passes, not crow-flies.

Paths run over the 5' grid from cell to any of the eight cells around it and take the quickest way: on foot by the slope between
the two cells, or by road where both cells have one. What that leaves out:

- Eight directions make a way over a plain up to 8.2 % longer than the straight line (1 / cos 22.5 deg), 5 % on the whole. Shares
  of destinations rest on ratios of cost and feel little of it.
- A cell of 9 km is as high as its mean. Gorges, bridges and the climbs within a cell are unseen, so that rough land is
  crossed faster than on foot in truth, and a narrow pass looks higher than it is.
- Cells without height (sea, land across the border) are not crossed. Where no path exists, and for places in the same cell, the
  great circle takes its part, times a detour factor, at the speed of the flat.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from highground.basis.errors import BadData
from highground.land.grid import cell_size_m
from highground.people.mobility.flows.sphere import great_circle_km, unit_sphere

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

TOBLER_KM_H: Final = 6.0  # fastest walk, at a fall of 5 %; Tobler 1993, NCGIA Technical Report 93-1
TOBLER_STEEP: Final = 3.5  # same; per unit of slope
TOBLER_SHIFT: Final = 0.05  # same; slope of the fastest walk, downhill
FLAT_KM_H: Final = 5.037  # Tobler's walk on the flat, 6 exp(-3.5 x 0.05)
ROAD_KM_H: Final = 50.0  # 30 to 80; judged: a bus over a day, with its stops, where a layer says only that there is a road
ROAD_FACTOR: Final = 1.2  # 1.1 to 1.4; judged: km of road for a km between centres of cells, bends within the cells
ROAD_GRADE: Final = 0.07  # 0.05 to 0.1; judged: steepest grade that a road keeps; steeper ground is climbed in bends
DETOUR: Final = 1.3  # 1.2 to 1.5; judged: km travelled for a km of great circle where the grid knows no way
WITHIN_KM: Final = 25.0  # judged: two cells; a place farther than this from any ground of the grid lies outside it
DENSEST: Final = 0.5  # judged: a centre is sought among the densest pieces that hold this share of a unit's people
_STEPS: Final = ((0, 1), (1, 0), (1, 1), (1, -1))  # down, right; the other four are these the other way


class Travel(NamedTuple):
    """Travel between places, each (from, to): hours, km along the way, and whether a path over the grid was found."""

    hours: Floats
    km: Floats
    by_land: Flags


def walking_km_h(slope: ArrayLike) -> Floats:
    """Walking speed (km/h) on a slope: metres up per metre along, negative downhill.

    Source: Tobler 1993, NCGIA Technical Report 93-1, fitted to Imhof's figures. A healthy adult on a path.
    >>> walking_km_h([-0.05, 0.0, 0.3]).round(2).tolist()
    [6.0, 5.04, 1.76]
    """
    return np.asarray(TOBLER_KM_H * np.exp(-TOBLER_STEEP * np.abs(np.asarray(slope, dtype=float) + TOBLER_SHIFT)))


def road_hours(km: ArrayLike, rise_m: ArrayLike, km_h: ArrayLike) -> Floats:
    """Hours by road between points km apart with a difference in height, at a speed; infinite where there is none (0 or NaN).

    The road is ROAD_FACTOR longer than the line, and long enough to climb at ROAD_GRADE. 50 km on the flat at 50 km/h:
    >>> float(road_hours(50.0, 0.0, 50.0))
    1.2
    """
    length = np.maximum(ROAD_FACTOR * np.asarray(km, dtype=float), np.abs(rise_m) / 1000 / ROAD_GRADE)
    speed = np.nan_to_num(np.asarray(km_h, dtype=float))
    return np.asarray(np.where(speed > 0, length / np.where(speed > 0, speed, 1.0), np.inf))


def between(
    heights: xr.DataArray, lat: ArrayLike, lon: ArrayLike, *, road: ArrayLike | None = None, symmetric: bool = False
) -> Travel:
    """Travel between all pairs of places: quickest paths over the terrain, great circles where there is none.

    heights (m): dims lat (falling), lon (rising) in even steps, NaN where nobody passes; `grid.picture` makes it from pieces.
    lat, lon (place,) degrees; each place stands at the centre of the nearest cell with ground, within WITHIN_KM. road, as
    heights: km/h (0 or NaN for none) or whether there is one (ROAD_KM_H). symmetric: the mean of both ways, in hours and km.
    Places at one point are 0 hours apart; the diagonal is zero. Raises BadData.
    """
    z, rows = _checked(heights), heights["lat"].to_numpy()
    points = unit_sphere(lat, lon)
    network, ground = _network(z, _roads(road, z.shape), rows, abs(float(rows[1] - rows[0])))
    row, column = np.nonzero(ground)
    centres = unit_sphere(rows[row], _turned(heights["lon"].to_numpy())[column])
    node = _nearest(points, centres)
    straight = DETOUR * great_circle_km(points[:, None, :], points)
    hours, km = straight / FLAT_KM_H, straight
    inside = np.flatnonzero(node >= 0)
    starts, which = np.unique(node[inside], return_inverse=True)
    found, length = _paths(network, starts, centres)
    pairs = np.ix_(inside, inside)
    by_land = np.zeros(hours.shape, dtype=bool)
    by_land[pairs] = np.isfinite(found)[np.ix_(which, which)] & (which[:, None] != which)
    hours[by_land], km[by_land] = (_at(part, pairs, which, hours.shape)[by_land] for part in (found, length))
    if symmetric:
        hours, km = (hours + hours.T) / 2, (km + km.T) / 2
    return Travel(hours, km, by_land)


def centres(pieces: xr.Dataset, people: ArrayLike) -> tuple[Floats, Floats]:
    """Latitude and longitude (degrees) of a place to stand for each unit's people, shape (unit,) each.

    people (piece,). It is the piece nearest to the people-weighted mean position, among the densest pieces that hold DENSEST of
    the unit's people: where many live, not an empty ridge between two towns. Areas serve where a unit has no people.
    Raises BadData for people that are not one number a piece.
    """
    unit, area = pieces["unit"].to_numpy(), pieces["area_km2"].to_numpy()
    here = np.asarray(people, dtype=float)
    if here.shape != unit.shape or not np.all(np.isfinite(here) & (here >= 0)):
        raise BadData(f"people need one finite number from 0 up for each of the {unit.size} pieces; got {here.size}")
    xyz = unit_sphere(pieces["lat"].to_numpy(), _turned(pieces["lon"].to_numpy()))
    chosen = np.empty(int(unit.max()) + 1, dtype=np.int64)
    for one in range(chosen.size):
        own = np.flatnonzero(unit == one)
        if not own.size:
            raise BadData(f"unit {one} has no piece; number the units from 0 without gaps")
        weight = here[own] if here[own].any() else area[own]
        dense = np.argsort(-weight / area[own], kind="stable")
        held = np.cumsum(weight[dense])
        own, weight = own[dense], weight[dense]
        mean = weight @ xyz[own]
        some = own[: int(np.searchsorted(held, DENSEST * held[-1])) + 1]
        chosen[one] = some[np.argmin(((xyz[some] - mean / np.linalg.norm(mean)) ** 2).sum(axis=1))]
    return pieces["lat"].to_numpy()[chosen], pieces["lon"].to_numpy()[chosen]


def roads_on(heights: xr.DataArray, layer: xr.DataArray) -> Floats:
    """The fastest road (km/h) of a finer layer in each cell of the terrain, shape of heights; 0 where there is none.

    heights and layer: dims lat (falling) and lon (rising), degrees. A cell of the layer counts where its centre lies.
    """
    lat, lon = heights["lat"].to_numpy(), heights["lon"].to_numpy()
    row = np.rint((lat[0] - layer["lat"].to_numpy()) / (lat[0] - lat[1])).astype(np.intp)
    column = np.rint((layer["lon"].to_numpy() - lon[0]) / (lon[1] - lon[0])).astype(np.intp)
    rows, columns = ((at >= 0) & (at < size) for at, size in ((row, lat.size), (column, lon.size)))
    speed = np.zeros((lat.size, lon.size))
    np.maximum.at(speed, np.ix_(row[rows], column[columns]), np.nan_to_num(layer.to_numpy()[np.ix_(rows, columns)]))
    return speed


def _checked(heights: xr.DataArray) -> Floats:
    """The heights as they are to be read. Raises BadData."""
    z = heights.to_numpy().astype(float)
    if heights.dims != ("lat", "lon") or min(z.shape) < 2:
        raise BadData(f"heights need dims lat and lon of at least 2 cells, got {dict(heights.sizes)}")
    steps = np.concatenate([-np.diff(heights["lat"].to_numpy()), np.diff(heights["lon"].to_numpy())])
    if not (steps[0] > 0 and np.allclose(steps, steps[0], rtol=1e-6)):
        raise BadData("heights need lat falling and lon rising in even, equal steps")
    if not np.isfinite(z).any():
        raise BadData("heights have no cell with ground; give metres, NaN only where nobody passes")
    return np.where(np.isfinite(z), z, np.nan)


def _roads(road: ArrayLike | None, shape: tuple[int, ...]) -> Floats | None:
    """Speed (km/h) of the road in each cell, or None without a layer."""
    if road is None:
        return None
    layer = np.asarray(road)
    if layer.shape != shape:
        raise BadData(f"the road layer has shape {layer.shape}, heights have {shape}; bring both to one grid")
    speed = ROAD_KM_H * layer if layer.dtype == bool else layer.astype(float)
    if (speed < 0).any() or np.isinf(speed).any():
        raise BadData("the road layer has speeds below 0 or without end; give km/h, 0 where there is no road")
    return speed


def _turned(lon: Floats) -> Floats:
    """Longitudes within 180 degrees, for windows that pass the date line."""
    return np.asarray((lon + 180) % 360 - 180)


def _nearest(points: Floats, centres: Floats) -> NDArray[np.int64]:
    """Nearest cell with ground of each point, -1 where it is farther than WITHIN_KM."""
    node = np.full(len(points), -1, dtype=np.int64)
    for at, point in enumerate(points):
        best = int(np.argmax(centres @ point))
        if great_circle_km(centres[best], point) <= WITHIN_KM:
            node[at] = best
    return node


def _network(z: Floats, road: Floats | None, lat: Floats, step_deg: float) -> tuple[csr_matrix, Flags]:
    """Hours between neighbouring cells with ground as a sparse matrix, and where these cells are."""
    ground = np.isfinite(z)
    node = np.cumsum(ground).reshape(z.shape) - 1
    high, wide = cell_size_m(lat, step_deg)
    start, end, hours = [], [], []
    for (down, right), here, there in _neighbours(z.shape):
        both = ground[here] & ground[there]
        long = np.hypot(down * high, right * wide)
        metres = np.broadcast_to(((long[: long.size - down] + long[down:]) / 2)[:, None], both.shape)[both]
        rise, a, b = (z[there] - z[here])[both], node[here][both], node[there][both]
        speed = None if road is None else np.minimum(road[here], road[there])[both]
        for from_, to, up in ((a, b, rise), (b, a, -rise)):
            time = metres / 1000 / walking_km_h(up / metres)
            hours.append(time if speed is None else np.minimum(time, road_hours(metres / 1000, up, speed)))
            start.append(from_)
            end.append(to)
    count = int(ground.sum())
    parts = (np.concatenate(hours), (np.concatenate(start), np.concatenate(end)))
    return csr_matrix(parts, shape=(count, count)), ground


def _neighbours(shape: tuple[int, ...]) -> Iterator[tuple[tuple[int, int], tuple[slice, slice], tuple[slice, slice]]]:
    """Each step, and the cells from and to which it can be made."""
    rows, columns = shape
    for down, right in _STEPS:
        here = (slice(0, rows - down), slice(max(0, -right), columns - max(0, right)))
        there = (slice(down, rows), slice(max(0, right), columns + min(0, right)))
        yield (down, right), here, there


def _paths(network: csr_matrix, starts: NDArray[np.int64], centres: Floats) -> tuple[Floats, Floats]:
    """Hours and km of the quickest paths between some cells, shape (start, start); infinite hours where there is none."""
    hours, km = np.zeros((starts.size, starts.size)), np.zeros((starts.size, starts.size))
    for one, start in enumerate(starts):
        away, before = dijkstra(network, indices=int(start), return_predecessors=True)
        hours[one] = away[starts]
        at = starts
        while (before[at] >= 0).any():
            last = np.where(before[at] >= 0, before[at], at)
            km[one] += great_circle_km(centres[at], centres[last])
            at = last
    return hours, km


def _at(part: Floats, pairs: tuple[NDArray[np.int64], ...], which: NDArray[np.int64], shape: tuple[int, ...]) -> Floats:
    """What was found between cells, spread to the places that stand in them."""
    whole = np.zeros(shape)
    whole[pairs] = part[np.ix_(which, which)]
    return whole
