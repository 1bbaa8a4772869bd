"""What the files hold; that they are the same bytes each time is tested with the chain."""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio

from highground.research.reach.files import document, rows, save


@pytest.fixture
def saved(found: Any, tmp_path: Path) -> Path:
    save(found, tmp_path)
    return tmp_path


def test_the_raster_holds_share_angle_and_speed(saved: Path) -> None:
    with rasterio.open(saved / "runout.tif") as file:
        assert file.descriptions == ("hit_probability", "travel_angle", "velocity")
        values = file.read(masked=True)
    assert values[0].max() == 1.0
    assert 0 < values[2].max() <= np.sqrt(2 * 9.81 * 20)  # the height limit is drawn from 8 to 16 m and a little beyond


def test_lines_lead_from_starts_to_the_settlements_that_they_reach(saved: Path, found: Any) -> None:
    layers = {name: gpd.read_file(saved / "runout.gpkg", layer=name) for name in ("releases", "settlements", "reach")}
    assert len(layers["releases"]) == len(found.releases)
    assert len(layers["reach"]) == len(found.pairs)
    assert layers["reach"].geom_type.unique().tolist() == ["LineString"]
    assert layers["settlements"]["name"].tolist() == found.places["name"].tolist()


def test_the_table_names_start_and_settlement(saved: Path) -> None:
    table = pd.read_csv(saved / "reach.csv", encoding="utf-8-sig")
    assert {"release_name", "name", "chance", "speed_high", "reached_mid", "displaced_high"} <= set(table.columns)


def test_the_document_holds_every_number_seed_and_hash(saved: Path, found: Any) -> None:
    read = json.loads((saved / "runout.json").read_text(encoding="utf-8"))
    assert read["about"]["settings"]["seed"] == 1
    assert set(read["written"]) == {"runout.tif", "runout.gpkg", "reach.csv"}
    assert len(read["releases"]) == len(found.releases)
    assert {key: value for key, value in read.items() if key != "written"} == json.loads(json.dumps(document(found)))


def test_a_blank_is_null() -> None:
    assert rows(pd.DataFrame({"people": [np.nan, 3.0], "place": [np.int64(1), np.int64(2)]})) == [
        {"people": None, "place": 1},
        {"people": 3.0, "place": 2},
    ]
