import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.warp import transform

from highground.basis.errors import BadData, UnitMismatch
from highground.catalogue.dem import open_dem, read_dem
from highground.catalogue.dem.mosaic import _sample

Maker = Callable[..., Path]
GROUND = np.arange(20.0).reshape(4, 5)
EAST = 780_000.0 + 5 * 30


def test_a_geotiff_in_metres_comes_out_as_it_is(tiff: Maker) -> None:
    dem = read_dem([tiff(GROUND)])
    assert dem.dims == ("y", "x")
    assert dem.dtype == np.float32
    np.testing.assert_array_equal(dem.values, GROUND)
    assert dem.y.values.tolist() == [9_899_985, 9_899_955, 9_899_925, 9_899_895]
    assert dem.x.values[:2].tolist() == [780_015, 780_045]
    assert {key: dem.attrs[key] for key in ("units", "crs", "cell_m", "sources", "how")} == {
        "units": "m",
        "crs": "EPSG:32717",
        "cell_m": 30.0,
        "sources": ("dem.tif",),
        "how": "measured",
    }


def test_a_window_is_the_part_of_the_whole_and_outside_is_refused(tiff: Maker) -> None:
    dem = open_dem([tiff(GROUND)])
    assert dem.shape == (4, 5)
    assert dem.transform == (30, 0, 780_000, 0, -30, 9_900_000)
    part = dem.read((1, 3, 2, 5))
    np.testing.assert_array_equal(part.values, GROUND[1:3, 2:5])
    assert part.y.values.tolist() == [9_899_955, 9_899_925]
    for window in ((0, 5, 0, 5), (-1, 2, 0, 2), (2, 2, 0, 5)):
        with pytest.raises(BadData, match="is not inside the DEM of 4 rows and 5 columns"):
            dem.read(window)


def test_a_dem_goes_to_another_process(tiff: Maker) -> None:
    dem = pickle.loads(pickle.dumps(open_dem([tiff(GROUND)])))  # noqa: S301  our own bytes
    assert dem.read((0, 4, 0, 5)).values.sum() == GROUND.sum()


def test_files_side_by_side_become_one_and_a_gap_is_said(tiff: Maker) -> None:
    paths = [tiff(GROUND, "a.tif"), tiff(GROUND + 100, "b.tif", west=EAST), tiff(GROUND + 200, "c.tif", north=9_900_000 - 120)]
    dem = open_dem(paths)
    assert dem.shape == (8, 10)
    assert dem.void_share == pytest.approx(0.25)
    assert dem.notes == ("No file covers 25% of the rectangle around the files: there is no data there.",)
    whole = dem.read((0, 8, 0, 10)).values
    np.testing.assert_array_equal(whole[:4], np.hstack([GROUND, GROUND + 100]))
    np.testing.assert_array_equal(whole[4:, :5], GROUND + 200)
    assert np.isnan(whole[4:, 5:]).all()
    np.testing.assert_array_equal(dem.read((3, 5, 4, 6)).values, [[19, 115], [204, np.nan]])


def test_where_files_overlap_the_first_that_holds_a_height_gives_it(tiff: Maker) -> None:
    first = tiff([[1, -9999, 3]], "a.tif")
    second = tiff([[20, 30, 40]], "b.tif", west=780_030.0)
    assert read_dem([first, second]).values.tolist() == [[1, 20, 3, 40]]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"step": 10.0}, "cells of 10, a.tif of 30; use tiles of one resolution"),
        ({"crs": "EPSG:32718"}, "b.tif is in EPSG:32718, a.tif in EPSG:32717"),
        ({"west": EAST + 11}, "off the grid of a.tif by part of a cell"),
        ({"west": 780_000.0}, "b.tif covers the same cells as a.tif"),
        ({"crs": "EPSG:32717", "north": 9_900_000.0 + 30 * 200_000}, "together span"),
    ],
)
def test_files_that_do_not_fit_together_are_refused(tiff: Maker, other: dict[str, object], words: str) -> None:
    with pytest.raises(BadData, match=words):
        open_dem([tiff(GROUND, "a.tif"), tiff(GROUND, "b.tif", **{"west": EAST, **other})])


def test_files_of_two_datums_are_refused_and_a_person_may_state_one(tiff: Maker) -> None:
    known, other = tiff(GROUND, "a.tif", crs="EPSG:32717+5773"), tiff(GROUND, "b.tif", crs="EPSG:32717+3855", west=EAST)
    with pytest.raises(BadData, match="measure heights differently"):
        open_dem([known, other])
    plain = tiff(GROUND, "c.tif", west=EAST)
    assert open_dem([known, plain]).datum == "not stated in the file"
    assert open_dem([plain], datum="heights of the national survey").datum == "heights of the national survey"


def test_the_same_file_twice_and_none_at_all_are_refused(tiff: Maker) -> None:
    path = tiff(GROUND)
    with pytest.raises(BadData, match="name each tile once"):
        open_dem([path, path])
    with pytest.raises(BadData, match="no elevation file is named"):
        open_dem([])


def test_a_dem_without_a_height_is_refused(tiff: Maker, hgt: Maker) -> None:
    with pytest.raises(BadData, match="no cell holds a height"):
        open_dem([tiff(np.full((5, 5), -9999))])
    with pytest.raises(BadData, match="no cell holds a height"):
        open_dem([hgt(heights=-32768)])


@pytest.mark.parametrize("shape", [(2000, 2000), (2001, 2000), (100, 90_000), (30_000, 150), (20_000, 20_000)])
def test_a_large_dem_is_looked_at_evenly_and_a_small_one_whole(shape: tuple[int, int]) -> None:
    windows = np.array(_sample(shape))
    cells = ((windows[:, 1] - windows[:, 0]) * (windows[:, 3] - windows[:, 2])).sum()
    assert 1_000_000 < cells <= 5_000_000
    assert windows.min() >= 0
    assert (windows[:, [1, 3]] <= shape).all()
    middle = (windows[:, 0] + windows[:, 1]).mean() / 2, (windows[:, 2] + windows[:, 3]).mean() / 2
    assert middle == pytest.approx((shape[0] / 2, shape[1] / 2), rel=0.01)


def test_ground_as_steep_as_feet_make_it_is_noted(tiff: Maker) -> None:
    rise = np.arange(100)[:, None] * 30 * np.tan(np.radians(27)) + np.zeros(100) + 100
    assert open_dem([tiff(rise)]).notes == ()
    (note,) = open_dem([tiff(rise * 3.28)]).notes
    assert note.startswith("Half of the ground is steeper than 59 degrees")
    assert "not in feet" in note


def test_tiles_share_their_edges_and_lie_where_their_names_say(hgt: Maker) -> None:
    step = np.arange(1201)
    dem = open_dem(
        [
            hgt("S01W080.hgt.gz", np.broadcast_to(step, (1201, 1201))),
            hgt("S01W079.hgt", np.broadcast_to(step + 1200, (1201, 1201))),
        ]
    )
    assert (dem.source_grid.rows, dem.source_grid.cols) == (1201, 2401)
    assert dem.crs == "EPSG:32717"
    assert dem.cell_m == pytest.approx(92.66, abs=0.02)
    assert dem.datum.startswith("heights above EGM96")
    assert dem.notes == ()
    whole = dem.read((0, dem.shape[0], 0, dem.shape[1]))
    (x,), (y,) = transform("EPSG:4326", dem.crs, [-79.0], [-0.5])  # the seam
    assert float(whole.sel(x=x, y=y, method="nearest")) == pytest.approx(1200, abs=0.6)
    inner = whole.values[50:-50, 50:-50]
    assert np.abs(np.diff(inner, axis=1) - 1).max() < 0.01  # one post a cell, over the seam too


def test_degrees_are_read_alike_by_windows_and_whole(hgt: Maker) -> None:
    heights = np.random.default_rng(5).integers(0, 4000, (1201, 1201))
    heights[600, 600] = -32768
    dem = open_dem([hgt(heights=heights)])
    whole = dem.read((0, dem.shape[0], 0, dem.shape[1])).values
    for window in ((0, 500, 0, 500), (500, 900, 333, 801), (600, 601, 600, 601)):
        np.testing.assert_array_equal(dem.read(window).values, whole[window[0] : window[1], window[2] : window[3]])
    assert np.isnan(whole[500:700, 500:700]).sum() == 1  # the void, neither grown nor gone


def test_bounds_in_degrees_cut_what_is_read(tiff: Maker, hgt: Maker) -> None:
    part = read_dem([hgt()], (-78.6, -0.6, -78.5, -0.4))
    assert part.shape[0] == pytest.approx(240, abs=4)
    assert part.shape[1] == pytest.approx(120, abs=4)
    path = tiff(GROUND)
    lon, lat = transform("EPSG:32717", "EPSG:4326", [780_061.0, 780_100.0], [9_899_900.0, 9_899_960.0])
    cut = read_dem([path], (lon[0], lat[0], lon[1], lat[1]))
    np.testing.assert_array_equal(cut.values, GROUND[1:4, 2:4])
    with pytest.raises(BadData, match=r"lie outside the elevation of dem.tif"):
        open_dem([path], bounds=(10.0, 10.0, 11.0, 11.0))
    with pytest.raises(BadData, match="west, south, east, north"):
        open_dem([path], bounds=(11.0, 10.0, 10.0, 11.0))


def test_web_mercator_is_brought_to_true_metres(tiff: Maker) -> None:
    dem = open_dem([tiff(np.full((50, 50), 700), crs="EPSG:3857", west=8_560_000.0, north=5_330_000.0)])
    assert dem.crs == "EPSG:32643"
    assert dem.cell_m == pytest.approx(21.9, abs=0.1)


def test_twenty_thousand_cells_square_are_read_by_windows_only(tmp_path: Path) -> None:
    path = tmp_path / "wide.tif"
    place = rasterio.Affine(30, 0, 200_000, 0, -30, 9_900_000)
    shape = {"height": 20_000, "width": 20_000, "count": 1, "dtype": "float32", "nodata": -9999}
    tiles = {"tiled": True, "blockxsize": 512, "blockysize": 512, "sparse_ok": True, "compress": "deflate"}
    with rasterio.open(path, "w", driver="GTiff", crs="EPSG:32717", transform=place, **shape, **tiles) as raster:
        raster.write(np.full((1, 512, 512), 2500, np.float32), window=((10_240, 10_752), (10_240, 10_752)))
    dem = open_dem([path])
    assert dem.shape == (20_000, 20_000)
    assert dem.void_share > 0.9
    assert dem.read((10_500, 10_501, 10_500, 10_501)).item() == 2500
    assert np.isnan(dem.read((19_000, 20_000, 19_000, 20_000))).all()
    with pytest.raises(BadData, match="400,000,000 cells at once"):
        dem.read((0, 20_000, 0, 20_000))


def test_more_than_a_hundred_thousand_cells_on_a_side_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.tif"
    shape = {"height": 100_001, "width": 16, "count": 1, "dtype": "uint8"}
    tiles = {"tiled": True, "blockxsize": 16, "blockysize": 4096, "sparse_ok": True}
    place = rasterio.Affine(1, 0, 200_000, 0, -1, 9_900_000)
    with rasterio.open(path, "w", driver="GTiff", crs="EPSG:32717", transform=place, **shape, **tiles):
        pass
    with pytest.raises(BadData, match="100,001 by 16 cells, more than 100,000 on a side"):
        open_dem([path])


def test_feet_are_refused_when_a_dem_is_opened(tiff: Maker) -> None:
    with pytest.raises(UnitMismatch, match="look like feet"):
        open_dem([tiff(GROUND * 100 + 15_000)])


# real tiles


@pytest.mark.parametrize(
    ("summit", "lon", "lat", "height_m"),
    [("Cotopaxi", -78.4366, -0.6838, 5897), ("Chimborazo", -78.8170, -1.4690, 6263), ("Antisana", -78.1410, -0.4816, 5704)],
)
def test_summits_of_ecuador_lie_a_little_below_their_known_heights(
    shared: Path, summit: str, lon: float, lat: float, height_m: float
) -> None:
    tiles = sorted((shared / "data" / "srtm-ecuador").glob("*.hgt.gz"))
    around = read_dem(tiles, (lon - 0.02, lat - 0.02, lon + 0.02, lat + 0.02))
    assert height_m - 50 < float(around.max()) < height_m, summit


def test_real_tiles_meet_without_a_step_and_keep_their_voids(shared: Path) -> None:
    folder = shared / "data" / "srtm-ecuador"
    dem = open_dem([folder / name for name in ("S02W078.hgt.gz", "S02W079.hgt.gz")])
    (x,), _ = transform("EPSG:4326", dem.crs, [-78.0], [-1.5])
    seam = int((x - dem.transform[2]) / dem.cell_m)
    step = np.abs(np.diff(dem.read((500, 700, seam - 20, seam + 20)).values, axis=1)).mean(axis=0)
    assert step[17:23].max() < 1.5 * np.median(step)
    assert np.isnan(dem.read((200, dem.shape[0] - 200, 200, dem.shape[1] - 200))).sum() in range(4, 12)  # seven voids of S02W078


def test_a_real_catchment_keeps_its_blanks(shared: Path) -> None:
    dem = open_dem([shared / "data" / "dem-alay-100m" / "DEM.tif"])
    assert (dem.shape, dem.cell_m, dem.crs) == ((468, 523), 100.0, "EPSG:32642")
    assert dem.void_share == pytest.approx(0.43, abs=0.005)
    whole = dem.read((0, 468, 0, 523))
    assert (float(whole.min()), float(whole.max())) == (1116, 5320)


def test_a_real_valley_of_fine_cells_is_whole(shared: Path) -> None:
    dem = open_dem([shared / "data" / "maipo-debris-flow" / "elev_12_5m.tif"])
    assert (dem.shape, dem.cell_m, dem.crs, dem.void_share) == ((238, 547), 12.5, "EPSG:32719", 0.0)
