from typing import Any

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import MultiPoint, Point, box

from highground.basis.errors import BadData
from highground.research.reach import plan
from highground.research.reach.plan import Job, Release, bounds_of, inner_sides, jobs_of, releases_of, thinned, window_of

LEFT, TOP = 500_000.0, 9_900_000.0


def shapes(*found: Any) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"name": [f"r{number}" for number in range(len(found))]}, geometry=list(found), crs="EPSG:32717")


def at(row: int, column: int) -> Point:
    return Point(LEFT + 10 * column + 5, TOP - 10 * row - 5)


def test_a_point_starts_in_the_cell_that_holds_it(slope: Any) -> None:
    assert releases_of(shapes(at(7, 3)), slope)[0].cells.tolist() == [[7, 3]]


def test_an_area_starts_in_the_cells_whose_middle_it_holds(slope: Any) -> None:
    area = box(LEFT + 20, TOP - 40, LEFT + 44, TOP - 16)  # columns 2 to 3.4, rows 1.6 to 3
    assert releases_of(shapes(area), slope)[0].cells.tolist() == [[2, 2], [2, 3], [3, 2], [3, 3]]


def test_an_area_smaller_than_a_cell_starts_in_its_cell(slope: Any) -> None:
    area = box(LEFT + 21, TOP - 12, LEFT + 22, TOP - 11)
    assert releases_of(shapes(area), slope)[0].cells.tolist() == [[1, 2]]


def test_several_points_of_one_release_are_one_release(slope: Any) -> None:
    both = MultiPoint([at(1, 1), at(5, 5)])
    assert releases_of(shapes(both), slope)[0].cells.tolist() == [[1, 1], [5, 5]]


@pytest.mark.parametrize("far", [at(-3, 5), at(70, 5), at(5, -1), at(5, 90)])
def test_a_release_outside_the_elevation_is_named_with_both_places(slope: Any, far: Point) -> None:
    with pytest.raises(BadData, match=r"release r1 at x .* lies outside the elevation, which spans x 500,000 to 500,800"):
        releases_of(shapes(at(1, 1), far), slope)


def test_bounds_are_left_bottom_right_top(slope: Any) -> None:
    assert bounds_of(slope) == (LEFT, TOP - 600, LEFT + 800, TOP)


def test_many_cells_are_thinned_evenly() -> None:
    cells = np.column_stack([np.arange(4000), np.zeros(4000)]).astype(np.int64)
    kept = thinned(cells)
    assert len(kept) == 400
    assert (kept[0, 0], kept[-1, 0]) == (0, 3999)
    assert 9 <= np.diff(kept[:, 0]).min() <= np.diff(kept[:, 0]).max() <= 11


def many(count: int) -> list[Release]:
    return [Release(str(n), np.array([[n % 50 + 5, n // 50 + 5]]), 0, Point()) for n in range(count)]


def test_jobs_hold_every_release_once_and_no_more_than_their_share(slope: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "STARTS", 30)
    jobs = jobs_of(many(100), slope, 5)
    assert sorted(number for job in jobs for number in job.releases) == list(range(100))
    assert max(len(job.releases) for job in jobs) <= 30


def test_a_small_elevation_is_one_window(slope: Any) -> None:
    (job,) = jobs_of(many(3), slope, 5)
    assert window_of(job, many(3), slope) == (0, 60, 0, 80)
    assert inner_sides((0, 60, 0, 80), slope) == (False,) * 4


def test_on_a_large_elevation_only_the_ground_around_the_releases_is_read(slope: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "SMALL", 10)
    monkeypatch.setattr(plan, "TILE", 16)
    releases = [Release("a", np.array([[20, 40]]), 0, Point()), Release("b", np.array([[50, 70]]), 0, Point())]
    jobs = jobs_of(releases, slope, 5)
    assert [job.releases for job in jobs] == [(0,), (1,)]
    window = window_of(jobs[0], releases, slope)
    assert window == (15, 26, 35, 46)
    assert inner_sides(window, slope) == (True,) * 4
    assert window_of(jobs[0].wider(), releases, slope) == (10, 31, 30, 51)
    assert window_of(jobs[1].wider(), releases, slope) == (40, 60, 60, 80)


def test_a_window_that_does_not_fit_into_memory_is_refused(slope: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "MOST_CELLS", 100)
    with pytest.raises(BadData, match="coarser elevation"):
        window_of(Job(0, (0,), 30), many(1), slope)
