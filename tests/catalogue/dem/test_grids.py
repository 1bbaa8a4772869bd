from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS

from highground.basis.errors import BadData, UnitMismatch
from highground.catalogue.dem import open_dem, read_dem
from highground.catalogue.dem.grids import Grid, datum_of, horizontal, stretched, utm_grid

Maker = Callable[..., Path]
GROUND = np.arange(12).reshape(3, 4)
FEET = 'VERT_CS["NAVD88 height (ftUS)",VERT_DATUM["North American Vertical Datum 1988",2005],UNIT["US survey foot",0.304800609601219],AXIS["Up",UP]]'


def test_a_file_without_crs_is_refused_and_degrees_are_guessed(tiff: Maker) -> None:
    with pytest.raises(BadData, match="has no CRS; write the right one"):
        open_dem([tiff(GROUND, crs=None)])
    with pytest.raises(BadData, match="has no CRS, and its coordinates look like degrees"):
        open_dem([tiff(GROUND, crs=None, west=-78.5, north=-0.5, step=1 / 1200)])


def test_degrees_that_pass_as_metres_are_refused(tiff: Maker) -> None:
    with pytest.raises(UnitMismatch, match=r"a cell of 0.000833333 m cannot be; it seems to be in degrees"):
        open_dem([tiff(GROUND, west=-78.5, north=-0.5, step=1 / 1200)])


def test_metres_that_pass_as_degrees_are_refused(tiff: Maker) -> None:
    with pytest.raises(UnitMismatch, match="it seems to be in metres"):
        open_dem([tiff(GROUND, crs="EPSG:4326")])


def test_cells_in_feet_are_refused(tiff: Maker) -> None:
    with pytest.raises(UnitMismatch, match="its cells are measured in US survey foot"):
        open_dem([tiff(GROUND, crs="EPSG:2227")])


def test_turned_mirrored_and_oblong_cells_are_refused(tiff: Maker) -> None:
    for transform, words in (
        (rasterio.Affine(30, 5, 780_000, 5, -30, 9_900_000), "turned or mirrored"),
        (rasterio.Affine(30, 0, 780_000, 0, 30, 9_900_000), "turned or mirrored"),
        (rasterio.Affine(30, 0, 780_000, 0, -20, 9_900_000), "30 by 20 m; write it again with square cells"),
    ):
        with pytest.raises(BadData, match=words):
            open_dem([tiff(GROUND, transform=transform)])


def test_a_file_that_does_not_say_where_it_lies_is_refused(tiff: Maker) -> None:
    with pytest.raises(BadData, match="does not say where its cells lie"):
        open_dem([tiff(GROUND, transform=rasterio.Affine.identity())])


def test_a_crs_of_a_building_site_is_refused(tiff: Maker) -> None:
    with pytest.raises(BadData, match="nothing of where on the globe"):
        open_dem([tiff(GROUND, crs='LOCAL_CS["site",UNIT["metre",1]]')])


def test_a_vertical_crs_in_feet_is_refused(tiff: Maker) -> None:
    with pytest.raises(UnitMismatch, match="its heights are in US survey foot"):
        open_dem([tiff(GROUND, crs="EPSG:32717+6360")])
    both = CRS.from_wkt(f'COMPD_CS["both",{CRS.from_epsg(32717).to_wkt()},{FEET}]')
    with pytest.raises(UnitMismatch, match="its vertical CRS is in US survey foot"):
        datum_of(both, "dem.tif")


def test_a_vertical_crs_in_metres_is_named_and_the_horizontal_part_kept(tiff: Maker) -> None:
    dem = read_dem([tiff(GROUND, crs="EPSG:32717+5773")])
    assert dem.attrs["crs"] == "EPSG:32717"
    assert dem.attrs["datum"] == "heights above EGM96, about mean sea level"
    assert open_dem([tiff(GROUND, crs="EPSG:32717+3855")]).datum == "heights by EGM2008 height"
    assert open_dem([tiff(GROUND)]).datum == "not stated in the file"


def test_ellipsoid_heights_are_said_to_differ(tiff: Maker) -> None:
    dem = open_dem([tiff(np.full((30, 40), 3000), crs="EPSG:4979", west=-78.5, north=-0.5, step=1 / 3600)])
    assert "above the ellipsoid" in dem.datum
    assert any("tens of metres" in note for note in dem.notes)


@pytest.mark.parametrize(
    ("crs", "flat", "datum"),
    [
        ("EPSG:4979", "EPSG:4326", "heights above the ellipsoid"),
        ("EPSG:4326+5773", "EPSG:4326", "heights above EGM96"),
        ("EPSG:32642", "EPSG:32642", "not stated"),
    ],
)
def test_only_the_horizontal_part_of_a_crs_places_cells(crs: str, flat: str, datum: str) -> None:
    assert horizontal(CRS.from_user_input(crs)) == flat
    assert datum_of(CRS.from_user_input(crs), "dem.tif").startswith(datum)


def test_metres_of_web_mercator_are_not_metres_of_the_ground() -> None:
    grid = Grid("EPSG:3857", 8_560_000, 5_330_000, 30, 30, 100, 100)  # 43 N
    assert stretched(grid)
    assert utm_grid(grid).dx == pytest.approx(30 * np.cos(np.radians(43.1)), rel=0.005)
    assert not stretched(Grid("EPSG:32642", 700_000, 4_440_000, 100, 100, 400, 500))
    assert stretched(Grid("EPSG:4326", -78, 0, 1 / 1200, 1 / 1200, 10, 10))


def test_a_cell_of_three_arc_seconds_at_the_equator_has_93_metres() -> None:
    grid = utm_grid(Grid("EPSG:4326", -79, 0.5, 1 / 1200, 1 / 1200, 1200, 1200))
    assert grid.crs == "EPSG:32617"
    assert grid.dx == pytest.approx(40_030_000 / 360 / 1200, rel=1e-3)  # the earth's girth
    assert grid.rows == pytest.approx(1200, abs=30)


@pytest.mark.parametrize(
    ("lon", "lat", "crs"),
    [(76.9, 43.2, "EPSG:32643"), (-78.5, -1.0, "EPSG:32717"), (179.5, -17.0, "EPSG:32760"), (-180.0, 60.0, "EPSG:32601")],
)
def test_the_zone_is_that_of_the_middle(lon: float, lat: float, crs: str) -> None:
    assert utm_grid(Grid("EPSG:4326", lon, lat, 1e-3, 1e-3, 100, 100)).crs == crs


def test_where_one_zone_does_not_do_is_refused() -> None:
    with pytest.raises(BadData, match="20 degrees of longitude, too wide"):
        utm_grid(Grid("EPSG:4326", 60, 45, 0.01, 0.01, 100, 2000))
    with pytest.raises(BadData, match="UTM does not apply"):
        utm_grid(Grid("EPSG:4326", 60, 86, 0.01, 0.01, 100, 100))
    with pytest.raises(BadData, match="more than 100,000 on a side"):
        utm_grid(Grid("EPSG:4326", 60, 45, 1 / 36000, 1 / 36000, 200_000, 1000))


def test_a_place_that_its_projection_does_not_reach_is_refused(tiff: Maker) -> None:
    with pytest.raises(BadData, match="lies where EPSG:32717 does not reach"):
        open_dem([tiff(GROUND, west=7e9)])


def test_cells_of_no_size_on_the_ground_are_refused(tiff: Maker) -> None:
    with pytest.raises(BadData, match="is 0 m on the ground, which cannot be"):
        open_dem([tiff(GROUND, crs="EPSG:4326", west=-78.0, north=-1.0, step=1e-9)])
