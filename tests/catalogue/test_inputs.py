from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import rasterio
from rasterio import Affine
from shapely.geometry import Point, box

from highground.basis.errors import BadData, MissingSource, UnitMismatch
from highground.catalogue import inputs
from highground.catalogue.inputs import bundled_settlements, read_named, read_people, read_settlements

UTM = "EPSG:32717"  # holds Ecuador; the central meridian, 81 W, lies at x = 500,000


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def raster(path: Path, values: Any, **more: Any) -> Path:
    given = {"driver": "GTiff", "height": 3, "width": 4, "count": 1, "dtype": "float32", "crs": UTM, "nodata": -1.0, **more}
    with rasterio.open(path, "w", transform=Affine(100, 0, 500_000, 0, -100, 9_900_000), **given) as file:
        file.write(np.asarray(values, np.float32), 1)
        if more.get("units"):
            file.units = (more["units"],)
    return path


def test_points_in_degrees_arrive_in_the_coordinates_of_the_elevation(tmp_path: Path) -> None:
    shapes = read_named(written(tmp_path / "r.csv", "Name,Latitude,Longitude\nTop,0,-81\n,0,-81\n"), UTM)
    assert shapes["name"].tolist() == ["Top", "2"]
    assert (shapes.geometry.x[0], shapes.geometry.y[0]) == pytest.approx((500_000, 10_000_000))


def test_areas_of_a_geopackage_are_read(tmp_path: Path) -> None:
    gpd.GeoDataFrame({"id": [5]}, geometry=[box(0, 0, 10, 10)], crs=UTM).to_file(tmp_path / "a.gpkg")
    shapes = read_named(tmp_path / "a.gpkg", UTM)
    assert (shapes["name"].tolist(), shapes.area.tolist()) == (["5"], [100.0])


def test_blank_people_stay_blank(tmp_path: Path) -> None:
    shapes = read_settlements(written(tmp_path / "s.csv", "name,lat,lon,population\nA,0,-81,120\nB,0,-81,\n"), UTM)
    assert shapes["people"][0] == 120
    assert np.isnan(shapes["people"][1])


@pytest.mark.parametrize("people", ["-3", "many", "inf"])
def test_people_that_are_no_number_or_negative_are_refused(tmp_path: Path, people: str) -> None:
    with pytest.raises(BadData, match=people):
        read_settlements(written(tmp_path / "s.csv", f"name,lat,lon,people\nA,0,-81,{people}\n"), UTM)


def test_settlements_need_people(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="no column of people"):
        read_settlements(written(tmp_path / "s.csv", "name,lat,lon\nA,0,-81\n"), UTM)


def test_bundled_places_are_those_inside_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    import pandas as pd

    from highground.catalogue import installed

    asked: list[tuple[float, ...]] = []

    def within(*bounds: float) -> pd.DataFrame:
        asked.append(bounds)
        return pd.DataFrame({"name": ["X"], "lat": [0.0], "lon": [-81.0], "people": [9.0], "admin1": ["1"]})

    monkeypatch.setattr(installed, "places_within", within)
    found = bundled_settlements((499_000, 9_999_000, 501_000, 10_001_000), UTM)
    assert asked[0] == pytest.approx((-81.009, -0.009, -80.991, 0.009), abs=1e-3)
    assert (found["name"].tolist(), found.geometry.x[0]) == (["X"], pytest.approx(500_000))


def test_people_per_cell_are_read_around_the_elevation_with_blanks(tmp_path: Path) -> None:
    path = raster(tmp_path / "p.tif", [[1, 2, 3, -1], [4, 5, 6, 7], [8, 9, 10, 11]])
    grid = read_people(path, (500_000, 9_899_700, 500_400, 9_900_000), UTM)
    assert np.nansum(grid.persons) == 66
    assert np.isnan(grid.persons[0, 3])


@pytest.mark.parametrize(
    ("values", "more", "bounds", "said"),
    [
        (np.full((3, 4), -5.0), {}, (500_000, 9_899_700, 500_400, 9_900_000), "negative"),
        (np.ones((3, 4)), {"crs": None}, (500_000, 9_899_700, 500_400, 9_900_000), "coordinate system"),
        (np.ones((3, 4)), {}, (0, 0, 100, 100), "does not cover"),
    ],
)
def test_people_that_cannot_be_are_refused(tmp_path: Path, values: Any, more: Any, bounds: Any, said: str) -> None:
    path = raster(tmp_path / "p.tif", values, **more)
    with pytest.raises(BadData, match=said):
        read_people(path, bounds, UTM)


def test_a_density_is_not_a_count(tmp_path: Path) -> None:
    path = raster(tmp_path / "p.tif", np.ones((3, 4)))
    with rasterio.open(path, "r+") as file:
        file.units = ("persons per km2",)
    with pytest.raises(UnitMismatch, match="persons per km2"):
        read_people(path, (500_000, 9_899_700, 500_400, 9_900_000), UTM)


def test_heights_given_as_people_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnitMismatch, match=r"250,000 people on a km2 where anybody lives, .* persons per cell"):
        read_people(raster(tmp_path / "p.tif", np.full((3, 4), 2500)), (500_000, 9_899_700, 500_400, 9_900_000), UTM)
    empty = read_people(raster(tmp_path / "q.tif", np.zeros((3, 4))), (500_000, 9_899_700, 500_400, 9_900_000), UTM)
    assert not empty.persons.any()


def test_too_many_cells_are_refused_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MOST_CELLS", 5)
    with pytest.raises(BadData, match="coarser"):
        read_people(raster(tmp_path / "p.tif", np.ones((3, 4))), (500_000, 9_899_700, 500_400, 9_900_000), UTM)


def test_a_missing_or_broken_raster_and_one_elsewhere_get_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match=r"no.tif is not there"):
        read_people(tmp_path / "no.tif", (0, 0, 1, 1), UTM)
    with pytest.raises(BadData, match="neither a GeoTIFF"):
        read_people(written(tmp_path / "x.tif", "no tiff"), (0, 0, 1, 1), UTM)
    with pytest.raises(BadData, match="is an address"):
        read_people(Path("/vsicurl/https://example.org/people.tif"), (0, 0, 1, 1), UTM)
    cut = raster(tmp_path / "cut.tif", np.ones((3, 4)))
    cut.write_bytes(cut.read_bytes()[:-20])
    with pytest.raises(BadData, match="truncated"):
        read_people(cut, (500_000, 9_899_700, 500_400, 9_900_000), UTM)


def test_every_file_behind_a_mosaic_is_hashed_and_two_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    raster(tmp_path / "tile.tif", np.ones((3, 4)))
    raster(tmp_path / "a" / "tile.tif", np.zeros((3, 4)))
    band = '<VRTRasterBand dataType="Float32" band="1"><SimpleSource><SourceFilename relativeToVRT="1">tile.tif</SourceFilename>'
    written(
        tmp_path / "m.vrt",
        f'<VRTDataset rasterXSize="4" rasterYSize="3"><GeoTransform>0, 1, 0, 9, 0, -1</GeoTransform>{band}</SimpleSource></VRTRasterBand></VRTDataset>',
    )
    found = inputs.hashes_of([tmp_path / "m.vrt", tmp_path / "a" / "tile.tif"])
    assert list(found) == ["m.vrt", "tile.tif", str(tmp_path / "a" / "tile.tif")]
    assert len(set(found.values())) == 3


def test_every_file_of_a_shapefile_is_hashed(tmp_path: Path) -> None:
    gpd.GeoDataFrame({"a": [1]}, geometry=[Point(0, 0)], crs=UTM).to_file(tmp_path / "p.shp")
    assert set(inputs.hashes_of([tmp_path / "p.shp"])) == {"p.shp", "p.dbf", "p.prj", "p.shx", "p.cpg"}
