"""A small made-up valley for the register: no real family, place or flow. Shared by the tests of the chain, the views and the verb."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from rasterio.warp import transform

from highground.catalogue.rasters import Cells, write_cells
from highground.catalogue.runouts import write_document, write_table
from highground.catalogue.shelf import sha256_of

CORNER = (500_000.0, 4_800_000.0)  # UTM 43N; east and north of the upper left cell
PLACES = {
    "Upper Bridge": (1010.0, 400.0, 320),
    "Mill": (1010.0, 1150.0, 210),
    "Orchard": (1500.0, 1700.0, 540),
}  # m east, m south, people
GOALS = {"Plain": (300.0, 1800.0, 900), "Far Meadow": (9_000.0, 500.0, ""), "Fan": (1010.0, 900.0, 60)}
FAMILIES = """Family ID,Village,People,Women,Children,Older people,Disability,Livelihood,House damage,Consent,Consent date,Destination,Moved to,Move date,Note
U-01,Upper Bridge,5,2,3,0,0,herding,heavy,yes,2023-03-02,Plain,Plain,2023-06-01,moved with its neighbours
U-02,Upper Bridge,4-6,2,2,1,1,farming,destroyed,yes,2026-01-10,Plain,,,
U-03,Upper Bridge,,,,,,,none,not asked,,,,,
U-04,Upper Bridge,7,4,3,1,0,herding,light,withdrawn,2026-02-01,Plain,,,changed its mind after the visit
U-05,Upper Bridge,2,1,0,2,1,remittances,heavy,asked,,,,,
U-06,Upper Bridge,3,1,1,0,0,wage,heavy,yes,,Plain,,,
M-01,Mill,6,3,4,0,0,farming,light,yes,2026-05-05,Plain,,,
M-02,Mill,4,2,2,0,0,farming,light,no,2026-05-05,,,,
M-03,Mill,5,3,2,1,0,herding,none,asked,,,,,
M-04,Mill,3-4,2,1,0,0,wage,none,not asked,,,,,
M-05,Mill,8,4,5,1,0,herding,none,not asked,,,,,
O-01,Orchard,4,2,1,0,0,farming,none,not asked,,,,,
O-02,Orchard,,,,,,,,not asked,,,,,
"""


def where(east: float, south: float) -> tuple[float, float]:
    """Latitude and longitude of a place in the valley."""
    (lon,), (lat,) = transform("EPSG:32643", "EPSG:4326", [CORNER[0] + east], [CORNER[1] - south])
    return round(lat, 6), round(lon, 6)


def runout(folder: Path) -> Path:
    """A finished runout of 100 by 100 cells of 20 m: a tongue of flow down column 50, reached less and less often."""
    folder.mkdir(parents=True)
    cells = np.arange(75, dtype=np.int64) * 100 + 50
    step = [20.0, 0.0, CORNER[0], 0.0, -20.0, CORNER[1]]
    share = np.linspace(1.0, 0.3, 75).astype(np.float32)
    write_cells(
        Cells(cells, {"hit_probability": share}, {"hit_probability": "1"}, (100, 100), step, "EPSG:32643"), folder / "runout.tif"
    )
    write_table(pd.DataFrame({"release_name": ["1"], "name": ["Upper Bridge"], "chance": [0.82]}), folder / "reach.csv")
    document: dict[str, Any] = {
        "about": {"rule": {"label": "Debris flow"}, "settings": {"members": 50, "seed": 1},
                  "elevation": {"shape": [100, 100], "transform": step, "crs": "EPSG:32643", "cell_m": 20.0}},
        "totals": {}, "releases": [], "reach": [], "notes": [],
        "settlements": [
            {"name": "Upper Bridge", "chance": 0.82, "reached_low": 0.0, "reached_mid": 60.0, "reached_high": 140.0},
            {"name": "Mill", "chance": 0.4, "reached_low": 0.0, "reached_mid": 0.0, "reached_high": 90.0},
        ],
        "written": {part: sha256_of(folder / part) for part in ("runout.tif", "reach.csv")},
    }  # fmt: skip
    write_document(document, folder / "runout.json")
    return folder


def lists(folder: Path) -> dict[str, Path]:
    """The lists of the valley as csv files, and the folder of its runout."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "families": FAMILIES,
        "settlements": "name,lat,lon,people\n" + "".join(f"{name},{','.join(map(str, where(e, s)))},{n}\n" for name, (e, s, n) in PLACES.items()),
        "destinations": "name,lat,lon,people,pasture,farmland,school,clinic,road\n"
        + "".join(
            f"{name},{','.join(map(str, where(e, s)))},{n},{rest}\n"
            for (name, (e, s, n)), rest in zip(GOALS.items(), ("120,80,1.5,6,0.3", "400,,12,,1", "0,10,1,4,0.1"), strict=True)
        ),
        "hazards": "place,hazard,return period,reach\nOrchard,river flood,50-200,0.6\nPlain,river flood,50-200,0\nFar Meadow,river flood,50-200,0\n",
    }  # fmt: skip
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.csv" for name in texts} | {"runout": runout(folder / "north")}
