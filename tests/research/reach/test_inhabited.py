from typing import Any

import geopandas as gpd
import numpy as np
import pytest
from rasterio import Affine
from rasterio.crs import CRS
from shapely.geometry import Point

from highground.basis.ensemble import Ensemble
from highground.catalogue.inputs import PeopleGrid
from highground.people.impacts.reach import draws
from highground.research.reach.inhabited import gridded, settled

LEFT, TOP = 500_000.0, 9_900_000.0
WHOLE = (0, 60, 0, 80)


def village(people: float = 50.0, x: float = 400, y: float = 300, name: str = "Village") -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"name": [name], "people": [people]}, geometry=[Point(LEFT + x, TOP - y)], crs="EPSG:32717")


def test_a_village_covers_the_disc_in_which_its_people_live(slope: Any) -> None:
    drawn = draws(Ensemble(1, 4), 10.0)
    found = settled(village(), slope, drawn)
    exposed = found.within(WHOLE)
    assert found.groups.radius_m.min() == 100.0  # 50 people need less; a point is not surer than that
    assert exposed.cell.size == pytest.approx(np.pi * 100, rel=0.05)
    assert found.groups.cells[0].tolist() == [exposed.cell.size] * 4


def test_the_rows_of_two_windows_are_those_of_the_whole(slope: Any) -> None:
    found = settled(village(), slope, draws(Ensemble(1, 4), 10.0))
    whole = found.within(WHOLE)
    left, right = found.within((0, 60, 0, 40)), found.within((0, 60, 40, 80))
    back = np.concatenate([left.cell // 40 * 80 + left.cell % 40, right.cell // 40 * 80 + right.cell % 40 + 40])
    assert sorted(back) == whole.cell.tolist()
    assert sorted([*left.away_m, *right.away_m]) == sorted(whole.away_m)


def test_a_village_outside_the_window_is_not_there(slope: Any) -> None:
    found = settled(village(x=4000, y=3000), slope, draws(Ensemble(1, 4), 10.0))
    assert found.within(WHOLE).cell.size == 0


def grid(persons: Any, side: float = 100.0) -> PeopleGrid:
    return PeopleGrid(np.array(persons, np.float32), Affine(side, 0, LEFT + 200, 0, -side, TOP - 200), CRS.from_epsg(32717))


def test_people_of_a_cell_are_spread_over_the_ground_that_it_covers(slope: Any) -> None:
    found = gridded(grid([[100, np.nan], [0, 300]]), village(), slope)
    exposed = found.within(WHOLE)
    assert found.groups.people.tolist() == [400.0, 0.0]
    assert exposed.cell.size == 200
    assert exposed.share.sum() == pytest.approx(1.0)
    first = (exposed.cell // 80 < 30) & (exposed.cell % 80 < 30)
    assert exposed.share[first].sum() * 400 == pytest.approx(100)


def test_small_cells_of_people_are_added_up(slope: Any) -> None:
    exposed = gridded(grid(np.ones((4, 4)), side=5.0), village(), slope).within(WHOLE)
    assert (exposed.cell.size, exposed.share.sum()) == (4, pytest.approx(1.0))


def test_people_far_from_every_settlement_are_elsewhere(slope: Any) -> None:
    found = gridded(grid([[7.0]]), village(x=90_000), slope)
    assert (found.names, found.groups.people.tolist()) == (("Village", "elsewhere"), [0.0, 7.0])


def test_nobody_anywhere_is_an_answer(slope: Any) -> None:
    found = gridded(grid([[0.0]]), village().iloc[:0], slope)
    assert found.within(WHOLE).cell.size == 0
    assert found.groups.people.tolist() == [0.0]
