import os
import subprocess
import sys
from itertools import pairwise
from math import atan, degrees, hypot, radians, sqrt, tan
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from highground.basis.errors import BadData
from highground.land.hazards import routing
from highground.land.hazards.routing import NOTHING, RASTERS, Routed, Rule, route, speed_m_s

ROOT = Path(__file__).parents[3]
Dem = NDArray[np.float32]
AVALANCHE = Rule(angle_deg=25.0, height_limit_m=270.0, exponent=8.0)
STRAIGHT = Rule(angle_deg=25.0, height_limit_m=270.0, exponent=64.0)  # nothing but the steepest way


def plane(rows: int, cols: int, slope_deg: float, cell_m: float = 10.0) -> Dem:
    """Falls towards the last row, along rows only."""
    fall = np.arange(rows) * cell_m * tan(radians(slope_deg))
    return np.repeat((5000.0 - fall)[:, None], cols, axis=1).astype(np.float32)


def rough(seed: int, rows: int = 40, cols: int = 30, holes: float = 0.0) -> Dem:
    rng = np.random.default_rng(seed)
    dem = plane(rows, cols, 28.0) + rng.normal(0, 3, (rows, cols)).astype(np.float32)
    dem[rng.random((rows, cols)) < holes] = np.nan
    return dem


def starts(*cells: tuple[int, int]) -> NDArray[np.int64]:
    return np.array(cells, np.int64).reshape(-1, 2)


def anywhere(seed: int, dem: Dem, number: int) -> NDArray[np.int64]:
    rng = np.random.default_rng(seed)
    return np.stack([rng.integers(0, dem.shape[0] // 2, number), rng.integers(0, dem.shape[1], number)], axis=1)


def same(one: Routed, other: Routed) -> bool:
    arrays = ("cells", "counts", "sums", "best", "skipped", "hits", "marks")
    numbers = ("shape", "releases", "left")
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in arrays) and all(
        getattr(one, name) == getattr(other, name) for name in numbers
    )


# by hand


def test_on_a_level_plain_nothing_is_within_reach_and_all_flux_stays() -> None:
    routed = route(np.full((5, 5), 100.0, np.float32), 10.0, starts((2, 2)), AVALANCHE)
    assert routed.cells.tolist() == [12]
    assert routed.column("deposited_flux").tolist() == [1.0]
    assert routed.raster("travel_angle")[2, 2] == 0.0
    assert routed.raster("z_delta")[0, 0] == NOTHING
    assert routed.raster("cell_counts").sum() == 1.0


def test_the_first_step_shares_flux_by_terrain_as_worked_out_by_hand() -> None:
    # one cell lower by 10 m over 10 m, one by 6 m over 10 m, everything else far higher; exponent 1
    dem = np.full((7, 7), 200.0, np.float32)
    dem[3, 3], dem[4, 3], dem[3, 4] = 100.0, 90.0, 94.0
    routed = route(dem, 10.0, starts((3, 3)), Rule(25.0, 270.0, 1.0))
    pull = [1.0 + sqrt(2.0), 0.6 + sqrt(1.36)]  # tan((90 + b) / 2) = tan b + sqrt(1 + tan b squared)
    flux = routed.raster("flux")
    assert flux[4, 3] == pytest.approx(pull[0] / sum(pull), rel=1e-6)
    assert flux[3, 4] == pytest.approx(pull[1] / sum(pull), rel=1e-6)
    assert routed.raster("z_delta")[4, 3] == pytest.approx(10.0 - 10.0 * tan(radians(25.0)), rel=1e-6)
    assert routed.raster("travel_angle")[4, 3] == pytest.approx(45.0, rel=1e-6)


def test_persistence_counts_707_thousandths_at_45_degrees_and_nothing_flows_straight_back() -> None:
    # a way straight down, then level ground ahead and to both sides at 45 degrees: all at the same height and weight
    dem = np.full((9, 9), 500.0, np.float32)
    dem[2, 4], dem[3, 4], dem[4, 4] = 130.0, 110.0, 90.0
    dem[5, 3:6] = 80.0  # neighbours of the second visit that is fed by no start
    routed = route(dem, 10.0, starts((2, 4)), Rule(20.0, 1000.0, 0.0))
    flux = routed.raster("flux")
    # at (4, 4) the only feeder is (3, 4), which also spread to (2, 4) and (4, 4) when it was fed by the start
    came = flux[4, 4]
    ahead, beside = 1.0 / (1.0 + 2 * 0.707), 0.707 / (1.0 + 2 * 0.707)
    assert flux[5, 4] >= came * ahead * 0.999
    assert flux[5, 3] == pytest.approx(flux[5, 5])
    assert flux[5, 3] / flux[5, 4] == pytest.approx(beside / ahead, rel=0.02)


def test_shares_below_the_threshold_go_to_the_others_in_equal_parts() -> None:
    dem, diagonal = np.full((7, 7), 200.0, np.float32), sqrt(2.0)
    dem[3, 3], dem[4, 3], dem[2, 2], dem[2, 4] = 100.0, 90.0, 100.0 - 7.0 * diagonal, 100.0 - 4.6 * diagonal
    pulls = np.array([s + sqrt(1 + s * s) for s in (1.0, 0.7, 0.46)]) ** 4  # slopes of the three ways down
    shares = pulls / pulls.sum()
    threshold = float(shares[2] + 1e-3)  # just above what the flattest way would get
    flux = route(dem, 10.0, starts((3, 3)), Rule(20.0, 270.0, 4.0, threshold)).raster("flux")
    assert flux[4, 3] == pytest.approx(shares[0] + shares[2] / 2, rel=1e-4)
    assert flux[2, 2] == pytest.approx(shares[1] + shares[2] / 2, rel=1e-4)
    assert flux[2, 4] == NOTHING


def test_flow_climbs_while_its_energy_height_covers_the_rise_and_the_friction() -> None:
    fall, rise = 40.0, 12.0
    dem = np.full((3 + 5, 7), 900.0, np.float32)
    dem[1:4, 3] = 500.0, 500.0 - fall, 500.0 - fall + rise
    routed = route(dem, 10.0, starts((1, 3)), STRAIGHT)
    left = fall - rise - 2 * 10 * tan(radians(25.0))
    assert left > 0
    assert routed.raster("z_delta")[3, 3] == pytest.approx(left, rel=1e-5)
    dem[3, 3] = 500.0 - fall + rise + left + 0.1
    assert route(dem, 10.0, starts((1, 3)), STRAIGHT).raster("z_delta")[3, 3] == NOTHING


# laws


@pytest.mark.parametrize("angle", [12.0, 20.0, 27.0])
def test_on_a_slope_that_ends_in_a_plain_flow_stops_at_the_travel_angle(angle: float) -> None:
    cell, steps = 10.0, 60
    dem = plane(400, 9, 35.0, cell)
    dem[steps:] = dem[steps]
    routed = route(dem, cell, starts((1, 4)), Rule(angle, 1e3, 64.0))
    rows, _ = np.divmod(routed.cells, 9)
    drop = dem[1, 4] - dem[steps, 4]
    reach = drop / tan(radians(angle))  # by the definition of the angle
    assert reach - 2 * cell < (rows.max() - 1) * cell <= reach
    assert routed.column("travel_angle")[1:].min() >= angle
    assert degrees(atan(drop / ((rows.max() - 1) * cell))) == pytest.approx(routed.raster("travel_angle")[rows.max(), 4], abs=1e-4)


def test_a_plane_steeper_than_the_angle_runs_to_the_edge_and_a_flatter_one_not_at_all() -> None:
    steep = route(plane(50, 9, 30.0), 10.0, starts((2, 4)), STRAIGHT)
    assert steep.left_flux == pytest.approx(1.0)
    assert np.divmod(steep.cells, 9)[0].max() == 48  # the last row takes no visit
    assert route(plane(50, 9, 20.0), 10.0, starts((2, 4)), STRAIGHT).cells.size == 1


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), angle=st.floats(5, 35), exponent=st.sampled_from([1.0, 4.0, 5.5, 8.0]))
def test_flux_that_stays_and_flux_that_leaves_add_up_to_the_releases(seed: int, angle: float, exponent: float) -> None:
    dem = rough(seed, holes=0.01)
    routed = route(dem, 10.0, anywhere(seed, dem, 12), Rule(angle, 100.0, exponent))
    assert routed.column("deposited_flux").sum() + routed.left_flux == pytest.approx(routed.releases, abs=1e-6)
    assert routed.releases + routed.skipped.size == 12
    assert routed.column("z_delta").max(initial=0.0) <= 100.0


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6), cut=st.integers(0, 12))
def test_neither_order_nor_batches_change_a_single_bit(seed: int, cut: int) -> None:
    dem = rough(seed, holes=0.005)
    cells, ids = anywhere(seed, dem, 12), np.arange(100, 112)
    watch = np.where(np.arange(dem.size).reshape(dem.shape) % 7 == 0, 3, -1).astype(np.int32)
    whole = route(dem, 10.0, cells, AVALANCHE, watch=watch, ids=ids)
    order = np.random.default_rng(seed).permutation(12)
    assert same(whole, route(dem, 10.0, cells[order], AVALANCHE, watch=watch, ids=ids[order]))
    parts = [route(dem, 10.0, cells[part], AVALANCHE, watch=watch, ids=ids[part]) for part in (order[:cut], order[cut:])]
    counts, sums, top = np.zeros(dem.size, np.int64), np.zeros((dem.size, 3), np.int64), np.full((dem.size, 5), -np.inf, np.float32)
    for part in parts:
        counts[part.cells] += part.counts
        sums[part.cells] += part.sums
        top[part.cells] = np.maximum(top[part.cells], part.best)
    assert np.array_equal(np.flatnonzero(counts), whole.cells)
    for dense, name in ((counts, "counts"), (sums, "sums"), (top, "best")):
        assert np.array_equal(dense[whole.cells], getattr(whole, name)), name
    assert parts[0].left + parts[1].left == whole.left


def test_a_lower_angle_never_shortens_the_reach_on_a_slope_that_flattens() -> None:
    x = np.arange(150) * 10.0
    dem = np.repeat((600.0 * np.exp(-x / 150.0))[:, None], 9, axis=1).astype(np.float32)
    reach = [route(dem, 10.0, starts((1, 4)), Rule(a, 1e3, 64.0)).column("travel_length").max() for a in (45, 40, 35, 30, 25)]
    assert all(near < far for near, far in pairwise(reach))


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6), limit=st.floats(1, 300))
def test_no_energy_height_passes_the_limit_and_none_beats_the_fall(seed: int, limit: float) -> None:
    dem = rough(seed)
    rule = Rule(20.0, limit, 8.0)
    routed = route(dem, 10.0, starts((3, 15)), rule)
    fall = dem[3, 15] - dem.ravel()[routed.cells]
    assert (routed.column("z_delta") <= np.minimum(limit, fall.max()) * (1 + 1e-6)).all()
    assert float(speed_m_s(rule.height_limit_m)) == pytest.approx(sqrt(2 * 9.81 * limit))


def test_the_straight_angle_is_never_flatter_than_the_travel_angle() -> None:
    routed = route(rough(4), 10.0, starts((3, 15), (5, 10)), AVALANCHE)
    down = routed.column("straight_angle") >= 0
    assert (routed.column("straight_angle") >= routed.column("travel_angle") - 1e-4)[down].all()
    far = np.divmod(routed.cells, 30)
    straight = [min(hypot(row - 3, col - 15), hypot(row - 5, col - 10)) * 10 for row, col in zip(*far, strict=True)]
    assert (routed.column("travel_length") >= np.array(straight) - 1e-3).all()


# no data, edges, doors


def test_a_release_on_no_data_or_on_the_edge_is_skipped_and_named() -> None:
    dem = plane(20, 20, 30.0)
    dem[10, 10] = np.nan
    routed = route(dem, 10.0, starts((10, 10), (9, 9), (0, 5), (4, 4)), AVALANCHE, ids=np.array([7, 8, 9, 5]))
    assert routed.skipped.tolist() == [7, 8, 9]
    assert routed.releases == 1


def test_a_hole_on_the_path_takes_the_flux_and_no_cell_beside_it_is_reached() -> None:
    dem = plane(40, 15, 32.0)
    dem[20, 7] = np.nan
    routed = route(dem, 10.0, starts((3, 7)), Rule(25.0, 270.0, 64.0))
    assert routed.left_flux == pytest.approx(1.0)
    assert (routed.raster("cell_counts")[19:22, 6:9] == 0).all()
    assert routed.raster("cell_counts")[18, 7] == 1


def test_a_release_named_twice_counts_twice() -> None:
    once, twice = (route(rough(1), 10.0, starts(*[(3, 9)] * n), AVALANCHE) for n in (1, 2))
    assert np.array_equal(twice.counts, 2 * once.counts)
    assert np.array_equal(twice.best, once.best)


def test_hits_say_which_release_reached_which_label_how_fast_and_how_far_down() -> None:
    dem = plane(60, 30, 30.0)
    watch = np.full(dem.shape, -1, np.int32)
    watch[40:43, 0:10], watch[40:43, 20:30] = 2, 5
    routed = route(dem, 10.0, starts((2, 5), (2, 25), (2, 4)), Rule(25.0, 50.0, 64.0), watch=watch, ids=np.array([10, 11, 12]))
    assert routed.hits.tolist() == [[10, 2, 3], [11, 5, 3], [12, 2, 3]]
    assert routed.marks[:, 0] == pytest.approx(40 * 10 * (tan(radians(30.0)) - tan(radians(25.0))), rel=1e-4)  # to the last row
    assert np.degrees(np.arctan(routed.marks[:, 1])) == pytest.approx(30.0, abs=1e-3)


def test_room_grows_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    dem, cells = rough(2, 80, 60), anywhere(2, rough(2, 80, 60), 20)
    watch = np.arange(dem.size, dtype=np.int32).reshape(dem.shape)
    whole = route(dem, 10.0, cells, AVALANCHE, watch=watch)
    monkeypatch.setattr(routing, "FIRST_ROWS", 16)
    monkeypatch.setattr(routing, "FIRST_VISITS", 16)
    assert same(whole, route(dem, 10.0, cells, AVALANCHE, watch=watch))


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (starts((3, 3), (50, 2)), "1 of 2 release cells lie outside the terrain of 20 x 20 cells, the first at row 50, column 2"),
        (starts((-1, 3)), "outside"),
        (np.array([[1.5, 2.0]]), "whole rows and columns"),
        (np.array([1, 2]), "whole rows and columns"),
    ],
)
def test_releases_that_are_not_cells_of_the_terrain_are_refused(cells: NDArray[np.int64], words: str) -> None:
    with pytest.raises(BadData, match=words):
        route(plane(20, 20, 30.0), 10.0, cells, AVALANCHE)


@pytest.mark.parametrize(
    ("values", "name"),
    [((0.0, 10.0, 8.0), "angle"), ((90.0, 10.0, 8.0), "angle"), ((25.0, 0.0, 8.0), "height"), ((25.0, 10.0, -1.0), "exponent"),
     ((25.0, 10.0, 8.0, 0.0), "flux"), ((float("nan"), 10.0, 8.0), "angle")],
)  # fmt: skip
def test_a_rule_that_no_flow_follows_is_refused(values: tuple[float, ...], name: str) -> None:
    with pytest.raises(BadData, match=name):
        Rule(*values)


def test_flow_without_end_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "MOST_VISITS", 50)
    with pytest.raises(BadData, match="made 50 visits at 25 degrees without coming to rest"):
        route(rough(1), 10.0, starts((3, 9)), AVALANCHE)


def test_shapes_that_do_not_fit_are_refused() -> None:
    dem, one = plane(20, 20, 30.0), starts((3, 3))
    with pytest.raises(BadData, match="give rows and columns"):
        route(dem[0], 10.0, one, AVALANCHE)
    with pytest.raises(BadData, match="positive number of metres"):
        route(dem, 0.0, one, AVALANCHE)
    with pytest.raises(BadData, match="on one grid"):
        route(dem, 10.0, one, AVALANCHE, watch=np.zeros((3, 3), np.int32))
    with pytest.raises(BadData, match="give one each"):
        route(dem, 10.0, one, AVALANCHE, ids=np.arange(2))


def test_no_release_gives_no_flow() -> None:
    routed = route(plane(20, 20, 30.0), 10.0, starts(), AVALANCHE)
    assert (routed.releases, routed.path_cells, routed.cells.size) == (0, 0, 0)
    assert all((routed.raster(name) <= 0).all() for name in RASTERS)


def test_every_cell_agrees_with_com4flowpy_where_its_rasters_are_at_hand() -> None:
    folder = Path(os.environ.get("PEERS_HOME", ROOT / ".peers")) / "parity"
    if not folder.is_dir():
        pytest.skip("the rasters of com4FlowPy are not here: set PEERS_HOME after the peers' scripts ran")
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "parity_routing.py", folder], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
