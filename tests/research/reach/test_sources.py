from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Point, box

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.land.hazards.presets import draw
from highground.research.reach.asked import Asked
from highground.research.reach.sources import check_start, lake_areas, lake_rules, started

LEFT, TOP = 500_000.0, 9_900_000.0
ENSEMBLE = Ensemble(1, 40)


def written(path: Path, **columns: Any) -> Path:
    gpd.GeoDataFrame(columns, crs="EPSG:32717").to_file(path, driver="GPKG")
    return path


def pool(slope: Any) -> Any:
    """A lake of 5 by 5 cells on the slope, level at 350 m, with its outlet in the south-west."""
    slope.z[8:13, 30:35] = 350
    slope.z[7:14, 29:36] = 390
    slope.z[8:13, 30:35] = 350
    slope.z[13, 29] = 345
    return slope


def test_points_follow_one_list_of_rules(slope: Any, tmp_path: Path) -> None:
    path = written(tmp_path / "r.gpkg", name=["a", "b"], geometry=[Point(LEFT + 55, TOP - 55), Point(LEFT + 95, TOP - 95)])
    found = started(Asked((), "avalanche", release=path), slope, ENSEMBLE)
    assert [one.law for one in found.releases] == [0, 0]
    assert found.rules == (draw("avalanche", ENSEMBLE),)
    assert found.rule["angle_deg"]["mid"] == 25.0


def test_a_large_area_is_thinned_and_said(slope: Any, tmp_path: Path) -> None:
    path = written(tmp_path / "r.gpkg", name=["a"], geometry=[box(LEFT, TOP - 300, LEFT + 300, TOP)])
    found = started(Asked((), "avalanche", release=path), slope, ENSEMBLE)
    assert len(found.releases[0].cells) == 400
    assert found.notes[0][1] == {"count": 1, "most": 400}


def test_a_lake_starts_at_its_outlet_and_follows_rules_of_its_own(slope: Any, tmp_path: Path) -> None:
    path = written(tmp_path / "l.gpkg", name=["Blue"], area_m2=[2500.0], geometry=[Point(LEFT + 325, TOP - 105)])
    found = started(Asked((), "outburst", lakes=path), pool(slope), ENSEMBLE)
    assert found.releases[0].cells.tolist() == [[12, 30]]  # the last cell at the lake's level; the next is 5 m lower
    assert len(found.rules) == 1
    assert found.rule["lakes"][0]["name"] == "Blue"
    assert found.rule["lakes"][0]["volume_m3"][0] < 0.104 * 2500**1.42 < found.rule["lakes"][0]["volume_m3"][2]


def test_a_lake_without_a_way_out_or_on_no_data_is_told_by_name(slope: Any, tmp_path: Path) -> None:
    path = written(tmp_path / "l.gpkg", name=["Blue"], area_m2=[2500.0], geometry=[Point(LEFT + 325, TOP - 105)])
    shut = pool(slope)
    shut.z[13, 29] = 390
    notes = started(Asked((), "outburst", lakes=path), shut, ENSEMBLE).notes
    assert {"name": "Blue", "rise": 40} in [values for _, values in notes]
    shut.z[8:13, 30:35] = np.nan
    with pytest.raises(BadData, match="lakes: Blue lies where the elevation holds no data"):
        started(Asked((), "outburst", lakes=path), shut, ENSEMBLE)


def test_a_lake_that_stays_water_follows_the_rules_of_its_preset_whatever_its_volume(slope: Any, tmp_path: Path) -> None:
    path = written(tmp_path / "l.gpkg", name=["Blue"], area_m2=[2500.0], geometry=[Point(LEFT + 325, TOP - 105)])
    found = started(Asked((), "outburst_flood", lakes=path), pool(slope), ENSEMBLE)
    assert found.rules == (draw("outburst_flood", ENSEMBLE),)


def test_a_larger_lake_reaches_farther_in_the_members_that_follow_its_volume() -> None:
    rules = draw("outburst", ENSEMBLE)
    small, large = (lake_rules(np.full(40, volume), rules, ENSEMBLE) for volume in (1e4, 1e7))
    flatter = [b.angle_deg < a.angle_deg for a, b in zip(small, large, strict=True)]
    same = [b == a == rule for a, b, rule in zip(small, large, rules, strict=True)]
    assert sum(flatter) == sum(not each for each in same)
    assert 15 <= sum(flatter) <= 25


def test_an_outline_has_its_own_area_and_a_point_must_state_one() -> None:
    outline = gpd.GeoDataFrame({"name": ["a"]}, geometry=[box(0, 0, 100, 50)], crs="EPSG:32717")
    assert lake_areas(outline, "l.gpkg").tolist() == [5000.0]
    stated = gpd.GeoDataFrame({"name": ["a"], "area_m2": [7.0]}, geometry=[box(0, 0, 100, 50)], crs="EPSG:32717")
    assert lake_areas(stated, "l.gpkg").tolist() == [7.0]
    point = gpd.GeoDataFrame({"name": ["Blue"]}, geometry=[Point(0, 0)], crs="EPSG:32717")
    with pytest.raises(BadData, match="lake Blue has no area"):
        lake_areas(point, "l.gpkg")


def test_slopes_are_asked_for_by_auto(slope: Any) -> None:
    slope.z[:30] = 700 - 7.5 * np.arange(30)[:, None]
    found = started(Asked((), "avalanche", auto=True), slope, ENSEMBLE)
    assert found.releases
    assert found.notes


def test_two_ways_to_start_are_one_too_many() -> None:
    with pytest.raises(BadData, match="you gave --release and --auto"):
        check_start(Asked((), "avalanche", release=Path("x"), auto=True))
    with pytest.raises(BadData, match="you gave none of them"):
        check_start(Asked((), "avalanche"))
