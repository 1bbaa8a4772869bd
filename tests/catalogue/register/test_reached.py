from collections.abc import Callable
from pathlib import Path

import pytest
from rasterio.warp import transform

from highground.basis.errors import BadData, BadRun
from highground.basis.relocation import Place
from highground.catalogue.register.reached import Source, hazards_from, source_of

Maker = Callable[..., Path]
TOP = {"name": "Top", "chance": 0.8, "reached_low": 0.0, "reached_mid": 40.0, "reached_high": 90.0}


def place(name: str, east: float, south: float) -> Place:
    """A place so many metres east and south of the corner of the elevation."""
    (lon,), (lat,) = transform("EPSG:32643", "EPSG:4326", [500_000 + east], [4_800_000 - south])
    return Place(name, lat, lon)


def test_a_settlement_that_the_runout_names_is_taken_from_its_table(runout_folder: Maker) -> None:
    found, named = hazards_from([Source(runout_folder("north", (TOP,)), (20, 100))], [Place("top")], 250)
    (hazard,) = found
    assert (hazard.place, hazard.reach, hazard.trials, hazard.period, hazard.reached) == (
        "top",
        0.8,
        50,
        (20, 100),
        (0.0, 40.0, 90.0),
    )
    assert hazard.source == "Debris flow · north"
    assert named == ("Top",)


def test_a_destination_is_read_from_the_map_around_it(runout_folder: Maker) -> None:
    places = [
        place("in the flow", 1010, 10),
        place("beside it", 1210, 610),
        place("away", 1900, 1900),
        place("outside", 5000, 100),
        Place("nowhere"),
    ]
    found, _ = hazards_from([Source(runout_folder(), None)], places, 250)
    reach = {one.place: one.reach for one in found}
    assert reach["in the flow"] == pytest.approx(1.0)
    assert 0.4 < reach["beside it"] < 0.9
    assert reach["away"] == 0.0
    assert set(reach) == {"in the flow", "beside it", "away"}
    (narrow,), _ = hazards_from(
        [Source(runout_folder("south"), None)], places[:1], 1
    )  # no centre of a cell is so near: its own cell counts
    assert narrow.reach == pytest.approx(1.0)


def test_a_folder_may_say_how_often_its_flow_starts(tmp_path: Path) -> None:
    assert source_of("runs/north=20-100") == Source(Path("runs/north"), (20.0, 100.0))
    assert source_of("runs/north") == Source(Path("runs/north"), None)
    (tmp_path / "a=b").mkdir()
    assert source_of(str(tmp_path / "a=b")) == Source(tmp_path / "a=b", None)
    with pytest.raises(BadData, match="no return period"):
        source_of("runs/north=often")


def test_a_changed_or_missing_runout_is_refused(runout_folder: Maker, tmp_path: Path) -> None:
    folder = runout_folder()
    (folder / "reach.csv").write_text("changed", encoding="utf-8")
    with pytest.raises(BadRun, match="damaged or changed"):
        hazards_from([Source(folder, None)], [], 250)
    with pytest.raises(BadRun, match="not there"):
        hazards_from([Source(tmp_path / "none", None)], [], 250)


def test_two_runouts_of_one_name_stay_two_hazards(runout_folder: Maker, tmp_path: Path) -> None:
    folder = runout_folder("north", (TOP,))
    found, _ = hazards_from([Source(folder, None), Source(folder, (10, 10))], [], 250)
    assert len({one.source for one in found}) == 2
