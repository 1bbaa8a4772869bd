from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pytest
import shapely
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from highground.basis.errors import BadData
from highground.catalogue.installed import topography
from highground.catalogue.regions import find_region, outline
from highground.catalogue.shelf import default_shelf
from highground.land import grid

STEP = 1 / 12
WGS84 = Geod(ellps="WGS84")


def window(west: float, south: float, columns: int, rows: int) -> xr.Dataset:
    """A window of 5' cells whose elevation is the number of the cell."""
    lat = south + STEP * (np.arange(rows)[::-1] + 0.5)
    lon = west + STEP * (np.arange(columns) + 0.5)
    cells = np.arange(rows * columns, dtype=np.float32).reshape(rows, columns)
    return xr.Dataset({"elevation": (("lat", "lon"), cells, {"units": "m"})}, {"lat": lat, "lon": lon})


def units(*shapes: shapely.Geometry) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"code": [f"U{n}" for n in range(len(shapes))]}, geometry=list(shapes), crs=4326)


def geodesic_km2(shape: shapely.Geometry) -> float:
    """Area on the ellipsoid; edges are cut into pieces of 0.02 degrees so that parallels stay parallels."""
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon | shapely.MultiPolygon)]
    return sum(abs(WGS84.geometry_area_perimeter(part.segmentize(0.02))[0]) for part in parts) / 1e6


@pytest.fixture(scope="module")
def country() -> Callable[[str], gpd.GeoDataFrame]:
    shelf = default_shelf()
    return lambda iso3: outline(shelf, find_region(iso3, shelf))


# areas


@given(st.floats(-89.9, 89.9), st.sampled_from([STEP, 0.25, 1.0]))
def test_the_area_of_a_cell_is_that_of_its_polygon_on_the_ellipsoid(lat: float, step: float) -> None:
    south, north = max(lat - step / 2, -90), min(lat + step / 2, 90)
    assert float(grid.cell_area_km2(lat, step)) == pytest.approx(
        geodesic_km2(shapely.box(10, south, 10 + step, north).segmentize(step / 200)), rel=2e-4
    )


def test_all_cells_of_the_world_add_up_to_the_area_of_the_earth() -> None:
    lat = -90 + STEP * (np.arange(2160) + 0.5)
    assert grid.cell_area_km2(lat, STEP).sum() * 4320 == pytest.approx(510_065_621.724, rel=1e-10)  # WGS84, Moritz 2000


@given(st.floats(-89, 89))
def test_the_size_of_a_cell_is_its_geodesic_length(lat: float) -> None:
    high, wide = grid.cell_size_m(lat, 0.001)
    assert float(high) == pytest.approx(WGS84.inv(10, lat - 0.0005, 10, lat + 0.0005)[2], rel=1e-5)
    assert float(wide) == pytest.approx(WGS84.inv(10, lat, 10.001, lat)[2], rel=1e-5)


# pieces


def test_a_unit_of_whole_cells_has_exactly_their_areas() -> None:
    terrain = window(70, 42, 6, 5)
    pieces = grid.cut(terrain, units(shapely.box(70 + STEP, 42 + STEP, 70 + 4 * STEP, 42 + 3 * STEP)))
    assert pieces.sizes["piece"] == 6
    np.testing.assert_allclose(pieces["area_km2"], grid.cell_area_km2(pieces["lat"], STEP))
    assert set(pieces["row"].to_numpy()) == {2, 3}  # rows count from the north
    assert set(pieces["col"].to_numpy()) == {1, 2, 3}
    assert pieces["area_km2"].attrs["units"] == "km2"


def test_pieces_carry_the_terrain_of_their_cell() -> None:
    terrain = window(70, 42, 6, 5)
    pieces = grid.cut(terrain, units(shapely.box(70.05, 42.05, 70.35, 42.3)))
    np.testing.assert_array_equal(pieces["elevation"], pieces["row"] * 6 + pieces["col"])
    np.testing.assert_array_equal(pieces["lat"], terrain["lat"].to_numpy()[pieces["row"]])
    np.testing.assert_array_equal(pieces["lon"], terrain["lon"].to_numpy()[pieces["col"]])
    assert pieces["elevation"].attrs == {"units": "m"}


def test_neighbours_share_a_cell_without_loss() -> None:
    terrain = window(70, 42, 4, 4)
    border = 70 + 1.7 * STEP
    pieces = grid.cut(
        terrain, units(shapely.box(70, 42, border, 42 + 4 * STEP), shapely.box(border, 42, 70 + 4 * STEP, 42 + 4 * STEP))
    )
    cell = grid.cell_area_km2(terrain["lat"], STEP)
    west, east = grid.total(pieces, labels=pieces["unit"], count=2)
    assert west + east == pytest.approx(4 * cell.sum())
    assert west == pytest.approx(1.7 * cell.sum(), rel=0.01)
    shared = pieces["col"] == 1
    assert shared.sum() == 8


def test_where_units_overlap_no_land_counts_twice() -> None:
    terrain = window(70, 42, 4, 4)
    whole = shapely.box(70, 42, 70 + 4 * STEP, 42 + 4 * STEP)
    pieces = grid.cut(terrain, units(whole, shapely.box(70, 42, 70 + 2 * STEP, 42 + 4 * STEP), whole))
    np.testing.assert_allclose(grid.total(pieces, labels=pieces["unit"], count=3)[:2], 0)
    assert grid.total(pieces)[0] == pytest.approx(4 * grid.cell_area_km2(terrain["lat"], STEP).sum())


def test_a_hole_belongs_to_nobody() -> None:
    ring = shapely.box(70, 42, 70 + 6 * STEP, 42 + 6 * STEP) - shapely.box(
        70 + 2 * STEP, 42 + 2 * STEP, 70 + 4 * STEP, 42 + 4 * STEP
    )
    pieces = grid.cut(window(70, 42, 6, 6), units(ring))
    assert pieces.sizes["piece"] == 32
    assert not ((pieces["row"].isin([2, 3])) & (pieces["col"].isin([2, 3]))).any()


def test_an_island_smaller_than_a_sub_cell_keeps_a_piece_of_its_own_area() -> None:
    islet = shapely.box(70.2003, 42.2003, 70.2007, 42.2007)
    mainland = shapely.box(70, 42, 70.15, 42.15)
    pieces = grid.cut(window(70, 42, 6, 6), units(mainland, islet))
    own = pieces.isel(piece=(pieces["unit"] == 1).to_numpy())
    assert own.sizes["piece"] == 1
    assert float(own["area_km2"][0]) == pytest.approx(geodesic_km2(islet), rel=0.01)
    assert (int(own["row"][0]), int(own["col"][0])) == (3, 2)


def test_two_islets_in_one_cell_make_one_piece() -> None:
    islets = shapely.MultiPolygon([shapely.box(x, 42.2003, x + 0.0004, 42.2007) for x in (70.2003, 70.2203)])
    pieces = grid.cut(window(70, 42, 6, 6), units(islets))
    assert pieces.sizes["piece"] == 1
    assert float(pieces["area_km2"][0]) == pytest.approx(geodesic_km2(islets), rel=0.01)


@given(
    corners=st.lists(st.tuples(st.floats(70.02, 70.9), st.floats(42.02, 42.9)), min_size=4, max_size=8),
    border=st.floats(70.1, 70.8),
)
@settings(max_examples=20, deadline=None)
def test_splitting_a_unit_never_changes_the_area(corners: list[tuple[float, float]], border: float) -> None:
    shape = shapely.MultiPoint(corners).convex_hull
    if shape.area < 0.01:
        return
    terrain = window(70, 42, 11, 11)
    west, east = shape & shapely.box(69, 41, border, 44), shape & shapely.box(border, 41, 72, 44)
    together = grid.total(grid.cut(terrain, units(shape)))[0]
    parts = [part for part in (west, east) if not part.is_empty and part.area > 1e-4]
    apart = grid.total(grid.cut(terrain, units(*parts)))[0]
    sub_cell_km = float(grid.cell_size_m(42.0, STEP)[0]) / 1000 / grid.MOST_SUB_CELLS
    edge_km = 111.2 * (shape.length + 2)  # with the border; each km of edge can miss half a sub-cell at most
    assert apart == pytest.approx(together, abs=edge_km * sub_cell_km / 2)
    assert together == pytest.approx(geodesic_km2(shape), abs=edge_km * sub_cell_km / 2)


@pytest.mark.parametrize("iso3", ["KAZ", "ECU", "LSO", "ZAF", "FJI", "NOR", "LUX", "MUS", "CPV", "CHE"])
def test_pieces_add_up_to_the_geodesic_area_of_the_country(iso3: str, country: Callable[[str], gpd.GeoDataFrame]) -> None:
    shape = country(iso3)
    pieces = grid.cut(topography(*shape.total_bounds).to_dataset(), shape)
    assert grid.total(pieces)[0] == pytest.approx(geodesic_km2(shape.union_all()), rel=1e-3)
    assert set(pieces["unit"].to_numpy()) == set(range(len(shape)))


def test_kazakhstan_and_ecuador_have_their_published_areas(country: Callable[[str], gpd.GeoDataFrame]) -> None:
    for iso3, published_km2 in (("KAZ", 2_724_902), ("ECU", 256_370)):  # UN Statistics Division, with inland water
        shape = country(iso3)
        assert grid.total(grid.cut(topography(*shape.total_bounds).to_dataset(), shape))[0] == pytest.approx(
            published_km2, rel=0.01
        )


def test_lesotho_is_no_part_of_south_africa(country: Callable[[str], gpd.GeoDataFrame]) -> None:
    inside, around = country("LSO"), country("ZAF")
    terrain = topography(*around.total_bounds).to_dataset()
    taken = grid.picture(np.ones(1), grid.cut(terrain, units(shapely.box(28.2, -29.6, 28.4, -29.4))).isel(piece=[0]), "first")
    there = grid.picture(grid.cut(terrain, around)["area_km2"], grid.cut(terrain, around))
    assert np.isnan(there.to_numpy()[~np.isnan(taken.to_numpy())]).all()
    assert grid.total(grid.cut(terrain, inside))[0] == pytest.approx(30_355, rel=0.01)  # km2, UN Statistics Division


def test_russia_runs_past_the_antimeridian_without_a_seam(country: Callable[[str], gpd.GeoDataFrame]) -> None:
    shape = country("RUS")
    pieces = grid.cut(topography(*shape.total_bounds).to_dataset(), shape)
    assert pieces["lon"].max() > 189
    assert grid.total(pieces)[0] == pytest.approx(17_098_246, rel=0.01)  # km2, UN Statistics Division


# doors


def test_terrain_that_does_not_cover_the_outline_is_refused() -> None:
    with pytest.raises(BadData, match="load the terrain of the outline's bounds"):
        grid.cut(window(70, 42, 4, 4), units(shapely.box(-110, 42, -109.8, 42.2)))


def test_terrain_upside_down_is_refused() -> None:
    with pytest.raises(BadData, match="lat falling"):
        grid.cut(window(70, 42, 4, 4).isel(lat=slice(None, None, -1)), units(shapely.box(70, 42, 70.2, 42.2)))


def test_an_outline_without_land_is_refused() -> None:
    with pytest.raises(BadData, match="no polygon"):
        grid.cut(window(70, 42, 4, 4), units(shapely.Polygon()))


# pictures and totals


def two_units() -> xr.Dataset:
    """Cell 0 is 30 % unit 0 and 70 % unit 1; cell 1 is whole and of unit 1."""
    border = 70 + 0.3 * STEP
    shapes = units(shapely.box(70, 42, border, 42 + STEP), shapely.box(border, 42, 70 + 2 * STEP, 42 + STEP))
    return grid.cut(window(70, 42, 3, 2), shapes)


def test_a_picture_sums_the_pieces_of_a_cell_and_leaves_the_rest_blank() -> None:
    pieces = two_units()
    people = grid.picture([7.0, 3.0, 5.0], pieces)
    np.testing.assert_array_equal(people, [[np.nan] * 3, [10.0, 5.0, np.nan]])
    np.testing.assert_array_equal(people["lat"], window(70, 42, 3, 2)["lat"])


def test_a_picture_of_classes_takes_the_largest_piece() -> None:
    pieces = two_units()
    np.testing.assert_array_equal(grid.picture(pieces["unit"], pieces, "first"), [[np.nan] * 3, [1, 1, np.nan]])


def test_totals_weigh_by_area_and_leave_out_negative_labels() -> None:
    pieces = two_units()
    cell = float(grid.cell_area_km2(42 + STEP / 2, STEP))
    np.testing.assert_allclose(grid.total(pieces, labels=pieces["unit"], count=3), [0.3 * cell, 1.7 * cell, 0])
    np.testing.assert_allclose(grid.total(pieces, [2.0, 0.0, 1.0], [-1, 0, 0], 1), [cell])


def test_a_label_past_the_count_is_refused() -> None:
    with pytest.raises(BadData, match="count is 1"):
        grid.total(two_units(), labels=[0, 1, 2], count=1)
