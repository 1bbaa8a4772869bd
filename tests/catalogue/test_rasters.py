import errno
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
from shapely.geometry import Point, Polygon

from highground.basis.errors import BadData, CannotWrite
from highground.catalogue import rasters
from highground.catalogue.rasters import Cells, write_cells, write_geopackage


def cells(shape: tuple[int, int], at: list[tuple[int, int]]) -> Cells:
    flat = np.array(sorted(row * shape[1] + column for row, column in at), np.int64)
    bands = {
        "hit_probability": np.linspace(0.1, 1, flat.size, dtype=np.float32),
        "velocity": np.arange(flat.size, dtype=np.float32),
    }
    units = {"hit_probability": "1", "velocity": "m s-1"}
    return Cells(flat, bands, units, shape, (10.0, 0.0, 500_000.0, 0.0, -10.0, 9_900_000.0), "EPSG:32717")


def test_cells_come_back_where_they_were_with_their_bands_and_units(tmp_path: Path) -> None:
    write_cells(cells((100, 200), [(3, 5), (4, 6), (90, 150)]), tmp_path / "r.tif")
    with rasterio.open(tmp_path / "r.tif") as file:
        assert file.descriptions == ("hit_probability", "velocity")
        assert file.units == ("1", "m s-1")
        assert (file.height, file.width) == (88, 146)
        assert (file.transform.c, file.transform.f) == (500_050.0, 9_899_970.0)
        values = file.read()
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert file.compression.name == "deflate"
    assert (values[1] != -9999).sum() == 3
    assert (values[1, 0, 0], values[1, 1, 1], values[1, 87, 145]) == (0, 1, 2)


def test_cells_far_apart_on_a_huge_grid_take_little_room(tmp_path: Path) -> None:
    write_cells(cells((20_000, 20_000), [(3, 5), (5_000, 5_500)]), tmp_path / "r.tif")
    assert (tmp_path / "r.tif").stat().st_size < 500_000
    with rasterio.open(tmp_path / "r.tif") as file:
        assert (file.height, file.width) == (4_998, 5_496)
        assert file.read(2, window=((4_997, 4_998), (5_495, 5_496)))[0, 0] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["r.tif"]


def test_a_failed_write_leaves_the_earlier_file_and_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.tif"
    write_cells(cells((9, 9), [(1, 1), (1, 2)]), path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(rasters.os, "fsync", full)
    with pytest.raises(CannotWrite, match=r"r.tif: the disk is full; free some space"):
        write_cells(cells((9, 9), [(1, 3)]), path)
    assert [path.name for path in tmp_path.iterdir()] == ["r.tif"]
    with rasterio.open(path) as file:
        assert file.read(2).tolist() == [[0, 1]]


def test_a_raster_cut_short_by_a_full_disk_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check = rasters._check_written

    def cut(part: Path) -> None:
        part.write_bytes(part.read_bytes()[:-500])
        check(part)

    monkeypatch.setattr(rasters, "_check_written", cut)
    with pytest.raises(CannotWrite, match="is there room"):
        write_cells(cells((600, 600), [(row, row * 7 % 600) for row in range(600)]), tmp_path / "r.tif")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "r.tif").mkdir()
    with pytest.raises(CannotWrite, match="a part of the path is a file"):
        write_cells(cells((9, 9), [(1, 1)]), tmp_path / "file" / "r.tif")
    with pytest.raises(CannotWrite, match="a folder has that name"):
        write_cells(cells((9, 9), [(1, 1)]), tmp_path / "r.tif")


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
