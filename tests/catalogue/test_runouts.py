from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
from shapely.geometry import Point

from highground.basis.errors import BadRun
from highground.catalogue.runouts import Cells, read_document, write_cells, write_document, write_layers, write_table


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
    assert (values[1] != -9999).sum() == 3
    assert (values[1, 0, 0], values[1, 1, 1], values[1, 87, 145]) == (0, 1, 2)


def test_cells_far_apart_on_a_huge_grid_take_little_room(tmp_path: Path) -> None:
    write_cells(cells((20_000, 20_000), [(3, 5), (5_000, 5_500)]), tmp_path / "r.tif")
    assert (tmp_path / "r.tif").stat().st_size < 500_000
    with rasterio.open(tmp_path / "r.tif") as file:
        assert (file.height, file.width) == (4_998, 5_496)
        assert file.read(2, window=((4_997, 4_998), (5_495, 5_496)))[0, 0] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["r.tif"]


def test_the_same_layers_give_the_same_bytes(tmp_path: Path) -> None:
    layers = {
        "releases": gpd.GeoDataFrame({"name": ["a"]}, geometry=[Point(0, 0)], crs="EPSG:32717"),
        "reach": gpd.GeoDataFrame({"chance": [0.5]}, geometry=[Point(1, 1)], crs="EPSG:32717"),
    }
    for name in ("a.gpkg", "b.gpkg"):
        write_layers(layers, tmp_path / name)
    assert (tmp_path / "a.gpkg").read_bytes() == (tmp_path / "b.gpkg").read_bytes()
    assert gpd.read_file(tmp_path / "a.gpkg", layer="reach")["chance"].tolist() == [0.5]


def test_a_blank_stays_blank_in_the_table(tmp_path: Path) -> None:
    write_table(pd.DataFrame({"name": ["Ñ"], "people": [np.nan]}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes().decode("utf-8-sig").split() == ["name,people", "Ñ,"]


def test_a_document_is_read_back_and_a_damaged_one_refused(tmp_path: Path) -> None:
    write_document({"about": {"seed": 1}}, tmp_path / "runout.json")
    assert read_document(tmp_path) == {"about": {"seed": 1}}
    (tmp_path / "runout.json").write_text("{")
    with pytest.raises(BadRun, match="damaged"):
        read_document(tmp_path)
    (tmp_path / "runout.json").write_text("[]")
    with pytest.raises(BadRun, match="not the document"):
        read_document(tmp_path)
