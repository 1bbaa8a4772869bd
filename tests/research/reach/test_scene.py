from typing import Any

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Point

from highground.basis.ensemble import Ensemble
from highground.people.impacts.reach import draws
from highground.research.reach import scene
from highground.research.reach.inhabited import settled
from highground.research.reach.plan import Release
from highground.research.reach.scene import scene_of

LEFT, TOP = 500_000.0, 9_900_000.0


def made(slope: Any, far: float = 300.0) -> Any:
    """Ten reached cells below one start; settlement 0 is reached, its point `far` metres to the right; settlement 1 is not."""
    shapes = gpd.GeoDataFrame(
        {"name": ["Hit", "Missed"], "people": [100.0, 900.0]},
        geometry=[Point(LEFT + 400 + far, TOP - 255), Point(LEFT + 405, TOP - 105)], crs="EPSG:32717",
    )  # fmt: skip
    where = settled(shapes, slope, draws(Ensemble(1, 8), 10.0))
    cells = np.arange(10, 20) * 80 + 40
    answer = {
        "cell": cells, "bits": np.full((10, 1), 0b1111, np.uint8), "pair_key": np.array([[0, 0, 2], [0, 0, 3]]),
        "lives_cell": cells[-2:], "lives_group": np.zeros(2, np.int64),
    }  # fmt: skip
    releases = [Release("top", np.array([[10, 40]]), 0, Point(LEFT + 405, TOP - 105))]
    return scene_of(slope, answer, releases, where, 8)


def test_the_picture_holds_what_is_reached_with_ground_around_it(slope: Any) -> None:
    found = made(slope, far=0.0)
    assert min(found.elevation.shape) >= 40
    assert float(found.chance.max()) == 0.5
    assert int((~np.isnan(found.chance)).sum()) == 10
    below = found.chance.sel(x=LEFT + 405, y=TOP - 155)
    assert float(below) == 0.5
    assert float(found.elevation.sel(x=LEFT + 405, y=TOP - 155)) == 400 - 5 * 15


def test_reached_settlements_come_first_and_starts_say_whether_they_reach_any(slope: Any) -> None:
    found = made(slope, far=0.0)
    assert found.places["name"].tolist() == ["Hit", "Missed"]
    assert found.places["chance"].tolist() == [0.25, 0.0]
    assert found.places["centre"].tolist() == [True, True]
    assert found.releases["reaches"].tolist() == [True]


def test_a_settlement_whose_middle_lies_outside_is_named_where_it_is_reached(slope: Any) -> None:
    found = made(slope, far=5_000.0)
    hit = found.places.iloc[0]
    assert (hit["name"], bool(hit["centre"])) == ("Hit", False)
    assert (hit["x"], hit["y"]) == (LEFT + 405, TOP - 190)


def test_a_large_scene_is_made_coarser(slope: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scene, "MOST_PIXELS", 15)
    monkeypatch.setattr(scene, "STRIP_CELLS", 50)
    found = made(slope, far=0.0)
    assert max(found.elevation.shape) <= 15
    assert float(found.chance.max()) == 0.5
    assert float(found.elevation.max()) <= 400
