"""A small made-up valley: a list of families, places, hazards, and a runout folder made by the catalogue's own writers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from openpyxl import Workbook

from highground.catalogue.rasters import Cells, write_cells
from highground.catalogue.register.cells import Reader
from highground.catalogue.runouts import write_document, write_table
from highground.catalogue.shelf import sha256_of

Maker = Callable[..., Path]
TODAY = date(2026, 11, 25)


@pytest.fixture
def reader() -> Reader:
    return Reader(TODAY)


@pytest.fixture
def text_file(tmp_path: Path) -> Maker:
    def make(text: str, name: str = "list.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return make


@pytest.fixture
def book_file(tmp_path: Path) -> Maker:
    def make(rows: list[list[object]], name: str = "list.xlsx") -> Path:
        book = Workbook()
        page = book.active
        assert page is not None
        for row in rows:
            page.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def runout_folder(tmp_path: Path) -> Maker:
    """A finished runout of 100 by 100 cells of 20 m from 500000 E, 4800000 N (UTM 43N): a tongue of flow down column 50."""

    def make(name: str = "north", settlements: tuple[dict[str, Any], ...] = ()) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        cells = np.arange(60, dtype=np.int64) * 100 + 50
        share = np.linspace(1.0, 0.4, 60).astype(np.float32)
        transform = [20.0, 0.0, 500_000.0, 0.0, -20.0, 4_800_000.0]
        write_cells(
            Cells(cells, {"hit_probability": share}, {"hit_probability": "1"}, (100, 100), transform, "EPSG:32643"),
            folder / "runout.tif",
        )
        write_table(pd.DataFrame({"release_name": ["1"], "name": ["Top"], "chance": [0.8]}), folder / "reach.csv")
        document = {
            "about": {
                "rule": {"label": "Debris flow"}, "settings": {"members": 50, "seed": 1},
                "elevation": {"shape": [100, 100], "transform": transform, "crs": "EPSG:32643", "cell_m": 20.0},
            },
            "totals": {}, "settlements": list(settlements), "releases": [], "reach": [], "notes": [],
            "written": {part: sha256_of(folder / part) for part in ("runout.tif", "reach.csv")},
        }  # fmt: skip
        write_document(document, folder / "runout.json")
        return folder

    return make
