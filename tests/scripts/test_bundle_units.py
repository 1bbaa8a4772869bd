"""The mending of outlines, on drawings small enough to check by hand."""

import importlib.util
from pathlib import Path
from types import ModuleType

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

SCRIPT = Path(__file__).parents[2] / "scripts" / "bundle_units.py"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bundle_units", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MODULE = _load()


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return MODULE


def shapes(*items: object) -> np.ndarray:
    return np.array(items, dtype=object)


def test_an_overlap_goes_to_the_smaller_unit(script: ModuleType) -> None:
    large, small = script.tile(shapes(box(0, 0, 10, 10), box(9, 0, 12, 10)))
    assert (large.area, small.area) == (pytest.approx(90), pytest.approx(30))
    assert large.intersection(small).area == 0


def test_a_city_inside_a_region_is_cut_out_of_it(script: ModuleType) -> None:
    region, city = script.tile(shapes(box(0, 0, 10, 10), box(4, 4, 5, 5)))
    assert (region.area, city.area) == (pytest.approx(99), pytest.approx(1))


def test_a_crack_between_units_is_filled_and_a_lake_inside_one_is_not(script: ModuleType) -> None:
    frame = box(0, 0, 10, 10)
    crack, lake = box(4.99, 1, 5.01, 9), box(1, 1, 2, 2)
    west = box(0, 0, 5, 10).difference(crack).difference(lake)
    east = frame.difference(box(0, 0, 5, 10)).difference(crack)
    mended = script.tile(shapes(west, east))
    assert shapely.union_all(mended).area == pytest.approx(99)  # the lake of one square degree stays open


def test_another_country_between_two_units_stays_open_unless_it_is_ours(script: ModuleType) -> None:
    hole = box(4.5, 4.5, 5.5, 5.5)
    west, east = box(0, 0, 5, 10).difference(hole), box(5, 0, 10, 10).difference(hole)
    assert shapely.union_all(script.tile(shapes(west, east))).area == pytest.approx(99)
    assert shapely.union_all(script.tile(shapes(west, east), (shapely.Point(5, 5),))).area == pytest.approx(100)


def degrees(low: float, high: float) -> st.SearchStrategy[float]:
    """Coordinates as outlines have them, to a thousandth of a degree."""
    return st.integers(round(1000 * low), round(1000 * high)).map(lambda thousandths: thousandths / 1000)


@settings(max_examples=40, deadline=None)
@given(
    edges=st.lists(st.tuples(degrees(0, 9), degrees(0, 9), degrees(0.5, 6), degrees(0.5, 6)), min_size=2, max_size=6, unique=True)
)
def test_units_never_overlap_and_no_land_is_lost(edges: list[tuple[float, float, float, float]]) -> None:
    given_shapes = shapes(*[box(x, y, x + w, y + h) for x, y, w, h in edges])
    tiled = MODULE.tile(given_shapes)
    union = shapely.union_all(given_shapes)
    assert shapely.area(tiled).sum() == pytest.approx(shapely.union_all(tiled).area, rel=1e-6)
    assert shapely.union_all(tiled).area >= union.area - 1e-4


def test_a_unit_whose_land_others_hold_is_left_without_land_not_without_an_answer() -> None:
    tiled = MODULE.tile(shapes(box(0, 0, 1, 1), box(0, 0, 1, 2), box(0, 1, 1, 2)))
    assert shapely.area(tiled).sum() == pytest.approx(2)
    assert not shapely.area(tiled).all()


def test_longitudes_of_a_country_across_the_date_line_run_on(script: ModuleType) -> None:
    east, west = script.unwrap(shapes(box(177, -18, 180, -16), box(-180, -18, -178, -16)))
    assert east.bounds == (177, -18, 180, -16)
    assert west.bounds == (180, -18, 182, -16)


def test_an_island_cut_by_the_date_line_becomes_one_piece(script: ModuleType) -> None:
    island = shapely.MultiPolygon([box(179, 0, 180, 1), box(-180, 0, -179, 1)])
    (whole,) = script.unwrap(shapes(island))
    assert whole.geom_type == "Polygon"
    assert whole.bounds == (179, 0, 181, 1)


def test_shared_borders_stay_shared_when_simplified(script: ModuleType) -> None:
    wiggle = [(5 + 0.0002 * (i % 2), i / 50) for i in range(501)]
    west = shapely.Polygon([(0, 0), *wiggle, (0, 10)])
    east = shapely.Polygon([(10, 0), *wiggle, (10, 10)])
    left, right = script.simplify(script.tile(shapes(west, east)))
    assert shapely.get_num_coordinates(left) < 504 / 4
    assert left.intersection(right).area == 0
    assert left.union(right).area == pytest.approx(100, rel=1e-6)


def test_a_doubled_code_keeps_one_owner_and_the_others_are_marked(script: ModuleType) -> None:
    frame = gpd.GeoDataFrame(
        {"code": ["PH-CEB", "PH-CEB", "MG-A", "MG-A", "MA-01"], "name": list("abcde"), "size": [1.0, 9.0, 2.0, 3.0, 1.0]},
        geometry=[box(i, 0, i + 1, 1) for i in range(5)],
        crs="EPSG:4326",
    )
    found = script.renumber(frame, {"by_name": [], "outdated": ["MA"], "shared": ["MG-A"]}).set_index("name")["code"].to_dict()
    assert found == {"b": "PH-CEB", "a": "PH-CEB~1", "d": "MG-A~1", "c": "MG-A~2", "e": "MA-01~old"}


def test_another_package_is_refused(script: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "package.tgz"
    path.write_bytes(b"other bytes")
    with pytest.raises(ValueError, match="Is it another version"):
        script.fetch(path)


def test_a_table_of_mends_that_names_what_is_not_there_is_refused(script: ModuleType) -> None:
    frame = gpd.GeoDataFrame({"file": ["usa"], "iso": ["US-TX"], "name": ["Texas"]}, geometry=[box(0, 0, 1, 1)], crs="EPSG:4326")
    with pytest.raises(KeyError, match="usa US-AK"):
        script.drop(frame, {"usa US-AK": "moved"})
    with pytest.raises(KeyError, match="found 0"):
        script.rename(frame, [["US-AK", "Alaska", 0, "US-AK", "Alaska"]])
