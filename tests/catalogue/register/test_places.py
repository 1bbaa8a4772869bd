from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import Point

from highground.basis.errors import BadData
from highground.basis.relocation import Hazard, Place
from highground.catalogue.register.places import parse_period, read_hazards, read_places

Maker = Callable[..., Path]


def test_a_table_of_destinations_is_read_and_blanks_stay_blank(text_file: Maker) -> None:
    path = text_file("Destination;lat;lon;People;Pasture, ha;School, km\nPlain;43,1;77.2;1 200;0;2,5\nFar;;;;;\n")
    assert read_places(path) == (Place("Plain", 43.1, 77.2, people=1200.0, pasture_ha=0.0, school_km=2.5), Place("Far"))


def test_points_of_a_map_are_places_too(tmp_path: Path) -> None:
    points = gpd.GeoDataFrame({"name": ["Top"], "population": [120]}, geometry=[Point(77.0, 43.0)], crs="EPSG:4326")
    points.to_file(tmp_path / "places.gpkg")
    assert read_places(tmp_path / "places.gpkg") == (Place("Top", 43.0, 77.0, people=120.0),)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("Top,95,77,1\n", "'95' is no number from -90 to 90"), ("Top,43,77,-1\n", "'-1' is no number from 0"), ("Top,43,,1\n", "only one of latitude and longitude"),
        ("Top,43,77,1\ntop,42,77,1\n", "stands twice"), (",43,77,1\n", "has no name"), ("Top,43,77,few\n", "'few' is no number"), ("Top,43,77,1e999\n", "no number"),
    ],
)  # fmt: skip
def test_places_that_cannot_be_are_refused(text_file: Maker, rows: str, why: str) -> None:
    with pytest.raises(BadData, match=why):
        read_places(text_file("name,lat,lon,people\n" + rows))


def test_hazards_say_how_often_and_how_surely(text_file: Maker) -> None:
    path = text_file("Village,Hazard,Return period,Reached in %\nTop,mudflow,20-100,80\nTop,flood,30,\nHill,avalanche,,5 %\n")
    assert read_hazards(path) == (
        Hazard("Top", "mudflow", 0.8, 0, (20.0, 100.0)), Hazard("Top", "flood", 1.0, 0, (30.0, 30.0)), Hazard("Hill", "avalanche", 0.05, 0, None),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("Top,flood,0.5,0.5\n", "no return period"), ("Top,flood,often,0.5\n", "no return period"), ("Top,flood,30,80\n", "'80' is no chance"), ("Top,,30,1\n", "names no hazard"),
        (",flood,30,1\n", "names no place"), ("Top,flood,30,1\ntop,Flood,50,1\n", "stands twice"), ("Top,flood,100-20,1\n", "no return period"),
    ],
)  # fmt: skip
def test_hazards_that_cannot_be_are_refused(text_file: Maker, rows: str, why: str) -> None:
    with pytest.raises(BadData, match=why):
        read_hazards(text_file("place,hazard,return period,reach\n" + rows))


def test_a_period_is_one_number_or_a_range() -> None:
    assert (parse_period("20–100", ""), parse_period("", "")) == ((20.0, 100.0), None)


def test_a_note_of_a_place_is_kept_whole_and_a_name_in_it_is_refused(text_file: Maker) -> None:
    long = "the bridge is gone; " * 20
    assert read_places(text_file(f"name,note\nMaria Lopez Bridge,{long}\n"))[0].note == long.strip()
    with pytest.raises(BadData, match="note: the cell looks like a full name"):
        read_places(text_file("name,note\nTop,Maria Lopez\n"))
    with pytest.raises(BadData, match="has 121 characters, at most 120"):
        read_places(text_file(f"name,note\n{'x' * 121},\n"))
