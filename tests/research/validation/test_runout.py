import hashlib
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
import shapely
from rasterio import Affine

from highground.basis.errors import BadData
from highground.catalogue.reference import Reference
from highground.land.hazards.routing import Rule
from highground.research.validation.overlap import best, best_without
from highground.research.validation.runout import (
    DATASET,
    Option,
    Terrain,
    by_half,
    checks,
    flow_of,
    met,
    path_auc,
    reached,
    read,
    search,
)

NAMES = ("0", "3", "4")
READINGS = ("preset", "half of members", "calibrated", "calibrated on the others")


def ramp(slope: float = 0.5, cell_m: float = 10.0) -> Terrain:
    """A plane of 40 x 41 cells that falls southward, its first cell's middle at x 5, y 395."""
    y, x = 395 - cell_m * np.arange(40.0), 5 + cell_m * np.arange(41.0)
    dem = np.repeat((1000 + slope * y)[:, None], 41, axis=1).astype(np.float32)
    return Terrain(dem, x, y, cell_m)


def test_a_polygon_holds_the_cells_whose_middle_lies_in_it_and_is_as_long_as_its_farthest_corner() -> None:
    flow = flow_of("a", shapely.box(200, 100, 220, 380), shapely.Point(205, 375), ramp())
    assert flow.ground.size == 2 * 28
    assert flow.start.tolist() == [[2, 20]]
    assert flow.length_m == pytest.approx(np.hypot(15, 275))
    assert flow.box_m == pytest.approx(280)


def test_coarser_cells_are_means_and_lie_where_their_parts_lay() -> None:
    fine, coarse = ramp(), ramp().coarser(4)
    assert coarse.dem.shape == (10, 10)
    assert (coarse.cell_m, coarse.x[0], coarse.y[0]) == (40, 20, 380)
    assert coarse.dem[0, 0] == pytest.approx(fine.dem[:4, :4].mean())


def test_a_polygon_that_crosses_itself_is_mended() -> None:
    bow = shapely.Polygon([(200, 380), (240, 340), (240, 380), (200, 340)])
    assert not bow.is_valid
    flow = flow_of("bow", bow, shapely.Point(205, 375), ramp())
    whole = flow_of("whole", shapely.box(200, 340, 240, 380), shapely.Point(205, 375), ramp())
    assert 0 < flow.ground.size < whole.ground.size
    assert np.isin(flow.ground, whole.ground).all()


def test_ground_that_is_the_mapped_one_is_met_whole_but_for_half_a_cell_of_length() -> None:
    terrain = ramp()
    flow = flow_of("a", shapely.box(200, 100, 210, 380), shapely.Point(205, 375), terrain)
    found = met(flow, flow.ground)
    assert found.iou == 1
    assert found.length_m == pytest.approx(flow.length_m)
    assert found.score == pytest.approx(1)


def test_reached_ground_never_grows_with_the_share_of_flux_that_counts() -> None:
    terrain = ramp()
    flow = flow_of("a", shapely.box(200, 100, 220, 380), shapely.Point(205, 375), terrain)
    rule = Rule(10.0, 12.0, 4.0)
    some, many = (reached(terrain, flow, Option(rule, share)) for share in (0.1, 3e-4))
    assert np.isin(some, many).all()
    assert 0 < some.size < many.size


def test_half_of_two_members_is_either_and_half_of_three_is_two() -> None:
    terrain = ramp()
    flow = flow_of("a", shapely.box(200, 100, 220, 380), shapely.Point(205, 375), terrain)
    narrow, wide = Rule(10.0, 12.0, 40.0), Rule(10.0, 12.0, 1.0)
    of = {rule: set(reached(terrain, flow, Option(rule))) for rule in (narrow, wide)}
    assert of[narrow] < of[wide]
    assert set(by_half(terrain, flow, [narrow, wide])) == of[wide]
    assert set(by_half(terrain, flow, [narrow, narrow, wide])) == of[narrow]


def test_paths_of_a_flow_straight_down_a_plane_rank_the_ground_below_first() -> None:
    terrain = ramp()
    below = flow_of("below", shapely.box(190, 100, 220, 380), shapely.Point(205, 375), terrain)
    beside = flow_of("beside", shapely.box(20, 100, 50, 380), shapely.Point(205, 375), terrain)
    rule = Rule(10.0, 12.0, 8.0)
    assert path_auc(terrain, below, rule) > 0.95
    assert path_auc(terrain, beside, rule) < 0.5


def dataset(folder: Path, starts: list[tuple[int, float, float]]) -> Reference:
    """A small data set of one mapped flow, with its card."""
    place = folder / DATASET
    place.mkdir(parents=True)
    terrain = ramp()
    with rasterio.open(
        place / "elev_12_5m.tif", "w", driver="GTiff", height=40, width=41, count=1, dtype="float32",
        crs="EPSG:32719", transform=Affine(10, 0, 0, 0, -10, 400), nodata=-9999,
    ) as raster:  # fmt: skip
        raster.write(terrain.dem, 1)
    shapes = gpd.GeoDataFrame({"feature": [7]}, geometry=[shapely.box(200, 100, 220, 380)], crs="EPSG:32719")
    points = gpd.GeoDataFrame(
        {"feature": [name for name, *_ in starts]}, geometry=[shapely.Point(x, y) for _, x, y in starts], crs="EPSG:32719"
    )
    shapes.to_file(place / "runout.gpkg", layer="runout")
    points.to_file(place / "runout.gpkg", layer="source")
    lines = [
        f'[[files]]\npath = "{path.name}"\nsha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"\n'
        for path in sorted(place.iterdir())
    ]
    (place / "CARD.toml").write_text("\n".join(lines), encoding="utf-8")
    return Reference(folder)


def test_a_flow_is_read_with_its_starting_point(tmp_path: Path) -> None:
    terrain, flows = read(dataset(tmp_path, [(7, 205.0, 375.0)]))
    assert terrain.cell_m == 10
    assert [(flow.name, flow.start.tolist()) for flow in flows] == [("7", [[2, 20]])]


@pytest.mark.parametrize("starts", [[(8, 205.0, 375.0)], [(7, 205.0, 375.0), (7, 210.0, 370.0)]])
def test_a_flow_without_one_starting_point_is_refused(tmp_path: Path, starts: list[tuple[int, float, float]]) -> None:
    with pytest.raises(BadData, match="flow 7 has"):
        read(dataset(tmp_path, starts))


@pytest.fixture(scope="module")
def rows(reference: Reference) -> pd.DataFrame:
    return pd.DataFrame([{"check": row.check, "ours": row.ours, "verdict": row.verdict} for row in checks(reference)]).set_index(
        "check"
    )


def test_mapped_flows_of_the_maipo_are_met_as_measured(rows: pd.DataFrame) -> None:
    measured = {"preset": (0.70, 0.34, 0.23), "calibrated": (0.71, 0.47, 0.35), "calibrated on the others": (0.56, 0.47, 0.33)}
    for reading, overlaps in measured.items():
        ours = [rows.loc[f"Maipo flow {name}, {reading}: overlap", "ours"] for name in NAMES]
        assert ours == pytest.approx(overlaps, abs=0.02)
    for reading in READINGS:
        errors = [rows.loc[f"Maipo flow {name}, {reading}: error of length", "ours"] for name in NAMES]
        assert np.abs(errors).max() < 10  # percent


def test_coarse_cells_swell_the_reached_ground(rows: pd.DataFrame) -> None:
    cells = ("12.5", "25", "50", "87.5")
    overlap = [rows.loc[f"Maipo flows, preset on cells of {cell} m: mean overlap", "ours"] for cell in cells]
    ground = [rows.loc[f"Maipo flows, preset on cells of {cell} m: reached over mapped", "ours"] for cell in cells]
    assert overlap == pytest.approx([0.42, 0.27, 0.18, 0.13], abs=0.02)
    assert ground == pytest.approx([2.7, 5.0, 8.2, 11.9], rel=0.05)


def test_the_calibrated_angle_lies_in_the_range_of_the_preset(rows: pd.DataFrame) -> None:
    assert 7 <= rows.loc["Maipo flows, calibrated beside preset: travel angle", "ours"] <= 11


def test_figures_that_others_report_for_this_basin_are_met(rows: pd.DataFrame) -> None:
    decided = rows[rows["verdict"] != "info"]
    assert len(decided) == 2
    assert set(decided["verdict"]) == {"pass"}


def test_calibration_serves_better_than_the_preset_and_flows_not_seen_no_better_than_those_seen(reference: Reference) -> None:
    terrain, flows = read(reference)
    options, score = search(terrain, flows)
    found = best(score)
    preset = [met(flow, reached(terrain, flow, Option(Rule(9.0, 12.0, 5.0)))).score for flow in flows]
    again = [met(flow, reached(terrain, flow, options[found])).score for flow in flows]
    assert again == pytest.approx(score[found])
    assert score[found].mean() >= np.mean(preset)
    assert score[best_without(score), np.arange(len(flows))].mean() <= score[found].mean()
    edges = (options[found].rule.angle_deg in (6.0, 16.0), options[found].rule.height_limit_m in (6.0, 48.0))
    assert not any(edges)  # the search was wide enough
