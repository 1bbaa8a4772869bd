import errno
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import xarray as xr
from shapely.geometry import Point, Polygon

from highground.basis.errors import BadData, CannotWrite
from highground.catalogue import rasters
from highground.catalogue.dem import read_dem
from highground.catalogue.rasters import write_cog, write_geopackage


def layer(values: object, units: str = "m", west: float = 780_000.0) -> xr.DataArray:
    z = np.asarray(values)
    y, x = 9_900_000 - 30 * (np.arange(z.shape[0]) + 0.5), west + 30 * (np.arange(z.shape[1]) + 0.5)
    return xr.DataArray(z, {"y": y, "x": x}, ("y", "x"), "depth", {"units": units, "crs": "EPSG:32717", "cell_m": 30.0})


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    z = np.arange(12, dtype=np.float32).reshape(3, 4)
    z[1, 1] = np.nan
    write_cog(layer(z), tmp_path / "out" / "dem.tif")
    back = read_dem([tmp_path / "out" / "dem.tif"])
    np.testing.assert_array_equal(back.values, z)
    assert back.attrs["crs"] == "EPSG:32717"
    np.testing.assert_array_equal(back.x, layer(z).x)
    np.testing.assert_array_equal(back.y, layer(z).y)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["dem.tif"]


def test_bands_carry_their_names_and_units_and_the_file_is_cloud_optimised(tmp_path: Path) -> None:
    bands = {"hit_probability": layer(np.full((700, 900), 0.5), "1"), "velocity": layer(np.full((700, 900), 12), "m/s")}
    write_cog(bands, tmp_path / "runout.tif")
    with rasterio.open(tmp_path / "runout.tif") as file:
        assert file.descriptions == ("hit_probability", "velocity")
        assert file.units == ("1", "m/s")
        assert np.isnan(file.nodata)
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert file.overviews(1) == [2]
        assert file.compression.name == "deflate"
        assert file.read(2)[699, 899] == 12


def test_a_dataset_is_written_with_all_its_layers(tmp_path: Path) -> None:
    write_cog(xr.Dataset({"a": layer([[1, 2]]), "b": layer([[3, 4]])}), tmp_path / "two.tif")
    with rasterio.open(tmp_path / "two.tif") as file:
        assert file.read().tolist() == [[[1, 2]], [[3, 4]]]


@pytest.mark.parametrize(
    ("layers", "words"),
    [
        ({}, "no layers"),
        ({"a": layer([[1, 2]]), "b": layer([[1, 2]], west=0.0)}, "b lies on another grid than a"),
        ({"a": layer([[1, 2]]).rename(y="lat")}, "dims lat, x; needed are y and x"),
        ({"a": layer([[1, 2], [3, 4]])[::-1]}, "y descending"),
        ({"a": layer([[1, 2, 3, 4]])[:, [0, 1, 3]]}, "not evenly spaced along x"),
        ({"a": layer([[1, 2**25]])}, "whole numbers above 16,777,216"),
        ({"a": layer([[1, 2]]).assign_attrs(crs="")}, "need a CRS"),
    ],
)
def test_layers_that_make_no_raster_are_refused(tmp_path: Path, layers: dict[str, xr.DataArray], words: str) -> None:
    with pytest.raises(BadData, match=words):
        write_cog(layers, tmp_path / "out.tif")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_leaves_the_earlier_file_and_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dem.tif"
    write_cog(layer([[1, 2]]), path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(rasters.os, "fsync", full)
    with pytest.raises(CannotWrite, match=r"dem.tif: the disk is full; free some space"):
        write_cog(layer([[3, 4]]), path)
    assert [path.name for path in tmp_path.iterdir()] == ["dem.tif"]
    assert read_dem([path]).values.tolist() == [[1, 2]]


def test_a_raster_cut_short_by_a_full_disk_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check = rasters._check_written

    def cut(part: Path, shape: dict[str, int]) -> None:
        part.write_bytes(part.read_bytes()[:-500])
        check(part, shape)

    monkeypatch.setattr(rasters, "_check_written", cut)
    with pytest.raises(CannotWrite, match="is there room"):
        write_cog(layer(np.random.default_rng(1).random((600, 600))), tmp_path / "dem.tif")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "dem.tif").mkdir()
    with pytest.raises(CannotWrite, match="a part of the path is a file"):
        write_cog(layer([[1, 2]]), tmp_path / "file" / "dem.tif")
    with pytest.raises(CannotWrite, match="a folder has that name"):
        write_cog(layer([[1, 2]]), tmp_path / "dem.tif")


def places() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"name": ["=1+1", "Алматы"], "people": [3.0, None]}, geometry=[Point(0, 0), Point(1, 2)], crs="EPSG:32717"
    )


def test_a_geopackage_keeps_layers_and_text(tmp_path: Path) -> None:
    areas = gpd.GeoDataFrame({"id": [1]}, geometry=[Polygon([(0, 0), (1, 0), (1, 1)])], crs="EPSG:32717")
    write_geopackage({"reached": places(), "areas": areas}, tmp_path / "out.gpkg")
    back = gpd.read_file(tmp_path / "out.gpkg", layer="reached")
    assert back["name"].tolist() == ["=1+1", "Алматы"]
    assert back["people"].isna().tolist() == [False, True]
    assert back.crs == "EPSG:32717"
    assert len(gpd.read_file(tmp_path / "out.gpkg", layer="areas")) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out.gpkg"]


def test_the_same_layers_give_the_same_bytes_and_an_earlier_file_goes(tmp_path: Path) -> None:
    for name in ("a.gpkg", "b.gpkg", "b.gpkg"):
        write_geopackage({"reached": places()}, tmp_path / name)
    assert (tmp_path / "a.gpkg").read_bytes() == (tmp_path / "b.gpkg").read_bytes()


def test_layers_without_crs_and_none_at_all_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="reached has no CRS"):
        write_geopackage({"reached": places().set_crs(None, allow_override=True)}, tmp_path / "out.gpkg")
    with pytest.raises(BadData, match="nothing to write"):
        write_geopackage({}, tmp_path / "out.gpkg")


def test_a_failed_geopackage_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = gpd.GeoDataFrame.to_file

    def fail_at_the_second(self: gpd.GeoDataFrame, path: Path, layer: str, **more: object) -> None:
        if layer == "second":
            raise RuntimeError("sqlite3_exec failed: database or disk is full")
        written(self, path, layer=layer, **more)

    monkeypatch.setattr(gpd.GeoDataFrame, "to_file", fail_at_the_second)
    with pytest.raises(CannotWrite, match=r"out.gpkg \(sqlite3_exec failed: database or disk is full\); is there room"):
        write_geopackage({"first": places(), "second": places()}, tmp_path / "out.gpkg")
    assert list(tmp_path.iterdir()) == []
