"""Runout beside three mapped debris flows: the reached ground and how far it goes, with the preset as it is and calibrated here.

Each flow starts at the cell of its given starting point. Four readings stand side by side: the middle of the preset; ground that at
least half of the preset's members reach; parameters calibrated on all three; and parameters calibrated on the two others, which is
what a user may expect elsewhere. Runout length is the straight horizontal distance from the starting point to the farthest reached
ground, or to the farthest drawn corner of the mapped polygon. Three flows of one valley decide little: only two rows have a band.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.catalogue.dem import read_dem
from highground.catalogue.reference import Reference
from highground.catalogue.shapes import read_points, read_polygons
from highground.land.hazards.presets import draw, middle
from highground.land.hazards.routing import FLUX_THRESHOLD, Routed, Rule, route
from highground.land.hazards.slides import auc
from highground.research.validation.overlap import best, best_without, box_m, corners_of, farthest_m, iou
from highground.research.validation.rows import Row, shown

Values = NDArray[np.float64]
Cells = NDArray[np.int64]

DATASET: Final = "maipo-debris-flow"
KIND: Final = "debris_flow"  # the preset
ANGLES_DEG: Final = tuple(float(angle) for angle in range(6, 17))  # of the search; the best lies on no edge
LIMITS_M: Final = (6.0, 12.0, 24.0, 48.0)  # of the search, 11 to 31 m/s
EXPONENTS: Final = (2.0, 4.0, 6.0, 8.0, 12.0)  # of the search
SHARES: Final = (FLUX_THRESHOLD, 0.001, 0.003, 0.01, 0.03)  # of the search: flux from which ground counts as reached
COARSER: Final = (1, 2, 4, 7)  # times the cells of the data, 12.5 m: to 25, 50 and 87.5 m, near the 90 m of SRTM
MEMBERS: Final = 100  # of the preset's ensemble; a chance of one half is then known to 0.05
AROUND_M: Final = 500.0  # ground beside a polygon on which paths are ranked; as in Goetz et al. 2021
THEIR_ERROR: Final = 0.0953  # median relative error of length of 100 flows; runoptGPP, page of 12 April 2021; acceptance
THEIR_AUC: Final = 0.9334  # median area under the curve of paths; same; acceptance
THEIR_SOURCE: Final = f"{DATASET}, runoptGPP"


@dataclass(frozen=True, slots=True)
class Terrain:
    """Elevation (m) and the middles of its columns and rows (m)."""

    dem: NDArray[np.float32]
    x: Values
    y: Values
    cell_m: float

    def middles(self, cells: Cells) -> tuple[Values, Values]:
        """x and y of flat cells."""
        row, column = np.divmod(cells, self.x.size)
        return self.x[column], self.y[row]

    def coarser(self, times: int) -> "Terrain":
        """Cells so many times as wide, each the mean of those that it holds; what is left over at the right and below is dropped."""
        rows, columns = (size // times for size in self.dem.shape)
        blocks = self.dem[: rows * times, : columns * times].reshape(rows, times, columns, times)
        x, y = (side[: size * times].reshape(size, times).mean(axis=1) for side, size in ((self.x, columns), (self.y, rows)))
        return Terrain(blocks.mean(axis=(1, 3), dtype=np.float64).astype(np.float32), x, y, times * self.cell_m)


@dataclass(frozen=True, slots=True)
class Flow:
    """A mapped flow: the cell where it starts, its flat cells and those around it, its length and that of its box, m."""

    name: str
    shape: shapely.Geometry  # the polygon, mended
    point: shapely.Point  # where it starts
    start: Cells  # (1, 2): row and column
    ground: Cells
    near: Cells  # on which paths are ranked
    away_m: Values  # of the farthest corner of every cell from the starting point
    length_m: float
    box_m: float


@dataclass(frozen=True, slots=True)
class Option:
    """Parameters of a flow, and the share of the released flux from which ground counts as reached."""

    rule: Rule
    share: float = FLUX_THRESHOLD


@dataclass(frozen=True, slots=True)
class Met:
    """How reached ground meets a mapped flow: overlap, length from the start (m), and its error as a share of the mapped length."""

    iou: float
    length_m: float
    error: float

    @property
    def score(self) -> float:
        """What is calibrated: overlap less the error of length; judged: both count alike."""
        return self.iou - abs(self.error)


def checks(reference: Reference) -> Iterator[Row]:
    """Overlap and length of three mapped flows for each reading, the parameters found, and two figures beside published ones."""
    terrain, flows = read(reference)
    preset, members = middle(KIND), draw(KIND, Ensemble(members=MEMBERS))
    yield from _rows("preset", flows, [reached(terrain, flow, Option(preset)) for flow in flows])
    yield from _rows("half of members", flows, [by_half(terrain, flow, members) for flow in flows])
    options, score = search(terrain, flows)
    found = options[best(score)]
    yield from _rows("calibrated", flows, [reached(terrain, flow, found) for flow in flows])
    unseen = [reached(terrain, flow, options[option]) for flow, option in zip(flows, best_without(score), strict=True)]
    yield from _rows("calibrated on the others", flows, unseen)
    yield from _parameters(found, Option(preset))
    yield from _coarser(terrain, flows, Option(preset))
    yield from _published(terrain, flows, preset, unseen)


def read(reference: Reference) -> tuple[Terrain, list[Flow]]:
    """Elevation and mapped flows, in the order of their names. Raises BadData for a flow without one starting point."""
    dem = read_dem([reference.path(DATASET, "elev_12_5m.tif")])
    terrain = Terrain(dem.to_numpy(), dem["x"].to_numpy(), dem["y"].to_numpy(), float(dem.attrs["cell_m"]))
    path = reference.path(DATASET, "runout.gpkg")
    crs = dem.attrs["crs"]
    drawn, starts = read_polygons(path, crs, layer="runout"), read_points(path, crs, layer="source")
    flows = []
    for name, shape in sorted(zip(drawn["feature"], drawn.geometry, strict=True)):
        point = starts.geometry[starts["feature"] == name]
        if len(point) != 1:
            raise BadData(f"{DATASET}: flow {name} has {len(point)} starting points, needed is one; copy the data set again")
        flows.append(flow_of(str(name), shape, point.iloc[0], terrain))
    return terrain, flows


def flow_of(name: str, shape: shapely.Geometry, start: shapely.Point, terrain: Terrain) -> Flow:
    """A mapped flow on the cells of the terrain: those whose middle lies in the polygon, mended where it crosses itself."""
    x, y = (side.ravel() for side in np.meshgrid(terrain.x, terrain.y))
    mended = shapely.make_valid(shape)
    left, bottom, right, top = mended.bounds
    near = (x > left - AROUND_M) & (x < right + AROUND_M) & (y > bottom - AROUND_M) & (y < top + AROUND_M)
    cell = np.array([[np.abs(terrain.y - start.y).argmin(), np.abs(terrain.x - start.x).argmin()]], dtype=np.int64)
    away = np.hypot(np.abs(x - start.x) + terrain.cell_m / 2, np.abs(y - start.y) + terrain.cell_m / 2)
    corners = shapely.get_coordinates(mended)
    ground = np.flatnonzero(shapely.contains_xy(mended, x, y))
    return Flow(
        name, mended, start, cell, ground, np.flatnonzero(near), away, farthest_m(corners, [start.x, start.y]), box_m(corners)
    )


def reached(terrain: Terrain, flow: Flow, option: Option) -> Cells:
    """Flat cells through which at least a share of the released flux comes."""
    return _from_share(_routed(terrain, flow, option.rule), option.share)


def by_half(terrain: Terrain, flow: Flow, rules: Sequence[Rule]) -> Cells:
    """Flat cells that at least half of the rules reach."""
    count = np.zeros(terrain.dem.size, np.int64)
    for rule in rules:
        count[_routed(terrain, flow, rule).cells] += 1
    return np.flatnonzero(2 * count >= len(rules))


def met(flow: Flow, cells: Cells) -> Met:
    """How flat cells meet the mapped flow."""
    length = float(flow.away_m[cells].max())
    return Met(iou(cells, flow.ground), length, length / flow.length_m - 1)


def search(terrain: Terrain, flows: Sequence[Flow]) -> tuple[list[Option], Values]:
    """Every option of the search, and how well it meets each flow, shape (option, flow)."""
    options, scores = [], []
    for angle, limit, exponent in product(ANGLES_DEG, LIMITS_M, EXPONENTS):
        rule = Rule(angle, limit, exponent)
        routed = [_routed(terrain, flow, rule) for flow in flows]
        for share in SHARES:
            options.append(Option(rule, share))
            scores.append([met(flow, _from_share(one, share)).score for flow, one in zip(flows, routed, strict=True)])
    return options, np.array(scores)


def path_auc(terrain: Terrain, flow: Flow, rule: Rule) -> float:
    """How well flux tells mapped ground from ground around it: area under the curve on cells within AROUND_M of its bounds."""
    routed = _routed(terrain, flow, rule)
    flux = np.zeros(terrain.dem.size)
    flux[routed.cells] = routed.column("routed_flux")
    return auc(flux[flow.near], np.isin(flow.near, flow.ground))


def _routed(terrain: Terrain, flow: Flow, rule: Rule) -> Routed:
    return route(terrain.dem, terrain.cell_m, flow.start, rule)


def _from_share(routed: Routed, share: float) -> Cells:
    return routed.cells[routed.column("routed_flux") >= share]


def _rows(reading: str, flows: Sequence[Flow], cells: Sequence[Cells]) -> Iterator[Row]:
    """Rows of one reading, flow by flow, and their means."""
    blank = float("nan")
    found = [met(flow, ours) for flow, ours in zip(flows, cells, strict=True)]
    for flow, one in zip(flows, found, strict=True):
        name = f"Maipo flow {flow.name}, {reading}"
        yield shown(f"{name}: overlap", one.iou, blank, "1", DATASET)
        yield shown(f"{name}: length", one.length_m, flow.length_m, "m", DATASET)
        yield shown(f"{name}: error of length", 100 * one.error, blank, "%", DATASET)
    error = 100 * float(np.mean([abs(one.error) for one in found]))
    yield shown(f"Maipo flows, {reading}: mean overlap", float(np.mean([one.iou for one in found])), blank, "1", DATASET)
    yield shown(f"Maipo flows, {reading}: mean error of length", error, blank, "%", DATASET)


def _parameters(found: Option, preset: Option) -> Iterator[Row]:
    """What was found, beside the middle of the preset."""
    for what, name, unit in (
        ("travel angle", "angle_deg", "degrees"),
        ("height limit", "height_limit_m", "m"),
        ("exponent", "exponent", "1"),
    ):
        ours, theirs = getattr(found.rule, name), getattr(preset.rule, name)
        yield shown(f"Maipo flows, calibrated beside preset: {what}", ours, theirs, unit, DATASET)
    yield shown("Maipo flows, calibrated beside preset: least share of flux", found.share, preset.share, "1", DATASET)


def _coarser(terrain: Terrain, flows: Sequence[Flow], option: Option) -> Iterator[Row]:
    """What coarse elevation does to the preset: overlap falls and reached ground swells, while length hardly changes."""
    for times in COARSER:
        coarse = terrain.coarser(times)
        same = [flow_of(flow.name, flow.shape, flow.point, coarse) for flow in flows]
        cells = [reached(coarse, flow, option) for flow in same]
        overlap = np.mean([iou(ours, flow.ground) for flow, ours in zip(same, cells, strict=True)])
        swollen = np.mean([ours.size * coarse.cell_m**2 / flow.shape.area for flow, ours in zip(same, cells, strict=True)])
        name = f"Maipo flows, preset on cells of {coarse.cell_m:g} m"
        yield shown(f"{name}: mean overlap", float(overlap), float("nan"), "1", DATASET)
        yield shown(f"{name}: reached over mapped", float(swollen), float("nan"), "1", DATASET)


def _published(terrain: Terrain, flows: Sequence[Flow], rule: Rule, unseen: Sequence[Cells]) -> Iterator[Row]:
    """The two figures that others report for 100 flows of this basin, in their own measures."""
    boxes = [box_m(corners_of(*terrain.middles(cells), terrain.cell_m)) for cells in unseen]
    error = 100 * float(np.median([abs(box / flow.box_m - 1) for flow, box in zip(flows, boxes, strict=True)]))
    name = "Maipo flows, calibrated on the others: median box error"
    yield Row(name, error, 100 * THEIR_ERROR, 0.0, 100 * THEIR_ERROR, "%", THEIR_SOURCE)
    ranked = float(np.median([path_auc(terrain, flow, rule) for flow in flows]))
    yield Row("Maipo flows, preset: median AUC of paths", ranked, THEIR_AUC, THEIR_AUC, 1.0, "1", THEIR_SOURCE)
