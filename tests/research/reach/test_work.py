"""A plane that tilts, with a village on it."""

from dataclasses import replace

import numpy as np
import pytest

from highground.land.hazards.routing import Rule
from highground.people.impacts.reach import Exposed, Groups
from highground.research.reach.merged import merged
from highground.research.reach.work import Task, work

RULES = (Rule(15.0, 12.0, 40.0), Rule(20.0, 12.0, 40.0), Rule(40.0, 12.0, 40.0))  # the plane falls at 26.6 degrees, then is level
SIDE, CELL_M = 40, 10.0


def plane() -> np.ndarray:
    rows = np.arange(SIDE, dtype=np.float32)
    return np.repeat(np.maximum(200 - 5 * rows, 100)[:, None], SIDE, axis=1).astype(np.float32)


def task(**more: object) -> Task:
    village = np.array([23 * SIDE + column for column in (18, 19, 20, 21)])
    exposed = Exposed(village, np.zeros(4, np.int32), np.zeros(4), np.full(4, 0.25))
    groups = Groups(np.array([400.0]), np.empty((1, 0)), np.empty((1, 0), np.int64))
    given = Task(
        plane(), CELL_M, (0, 0), SIDE, (False,) * 4, np.array([[3, 20], [3, 21], [3, 5]]), np.array([0, 0, 1]), np.zeros(3, np.int64),
        (RULES,), exposed, groups, np.full(3, 0.5),
    )  # fmt: skip
    return replace(given, **more)  # type: ignore[arg-type]


def test_a_release_above_a_village_reaches_it_in_the_members_whose_angle_allows_it() -> None:
    found = work(task())
    assert sorted({(int(release), int(member)) for release, _, member in found["pair_key"]}) == [(0, 0), (0, 1)]


def test_the_flow_of_a_steep_rule_stops_at_its_start() -> None:
    found = work(task(rules=((RULES[2],),), threshold_m=np.array([0.5])))
    assert found["cell"].tolist() == [3 * SIDE + 5, 3 * SIDE + 20, 3 * SIDE + 21]
    assert found["pair_key"].size == 0


def test_the_energy_height_stays_below_the_limit_and_the_share_below_one() -> None:
    found = work(task())
    assert 0 < found["height"].max() <= 12.0
    assert (found["pair_value"][:, :2] <= 1).all()
    assert (found["pair_value"][:, 1] <= found["pair_value"][:, 0]).all()


def test_releases_worked_apart_and_merged_in_any_order_are_the_same_bytes() -> None:
    whole, given = work(task()), task()
    whole = merged([whole])
    parts = [work(replace(given, starts=given.starts[[i]], release=given.release[[i]], law=given.law[[i]])) for i in range(3)]
    apart = [parts[2], merged(parts[:2])]
    for order in (apart, apart[::-1]):
        found = merged(order)
        for name in ("cell", "bits", "height", "angle", "near_member", "near_cell", "near_height", "holes", "brink"):
            assert found[name].tobytes() == whole[name].astype(found[name].dtype).tobytes(), name


def test_a_window_gives_the_cells_of_the_whole_elevation() -> None:
    given, whole = task(), work(task())
    window = replace(
        given, dem=given.dem[1:, 10:], corner=(1, 10), starts=given.starts[:2] - [1, 10], release=given.release[:2], law=given.law[:2],
        inner=(True, True, False, False), exposed=replace(given.exposed, cell=np.array([22 * 30 + column for column in (8, 9, 10, 11)])),
    )  # fmt: skip
    found = work(window)
    assert set(found["cell"]) <= set(whole["cell"])
    assert found["near_cell"].tolist() == whole["near_cell"].tolist()
    assert found["near_height"].tobytes() == whole["near_height"].tobytes()
    assert not found["touched"][0]


def test_flow_that_comes_to_a_side_with_more_elevation_beyond_says_so() -> None:
    given = task()
    cut = replace(given, dem=given.dem[:20], inner=(False, False, True, False), exposed=replace(given.exposed, cell=np.empty(0, np.int64),
                  group=np.empty(0, np.int32), away_m=np.empty(0), share=np.empty(0)))  # fmt: skip
    assert work(cut)["touched"][0]
    assert not work(replace(cut, inner=(False,) * 4))["touched"][0]
    assert work(replace(cut, inner=(False,) * 4))["brink"].size > 0


def test_no_data_beside_the_flow_is_counted_and_stops_it() -> None:
    dem = plane()
    dem[12, :] = np.nan
    found = work(task(dem=dem))
    assert found["holes"].size > 0
    assert (found["holes"] // SIDE == 12).all()
    assert found["cell"].max() // SIDE == 10  # a cell beside no data takes no visit
    assert found["near_cell"].size == 0


def test_releases_on_no_data_are_named() -> None:
    dem = plane()
    dem[3, 5] = np.nan
    assert work(task(dem=dem))["skipped"].tolist() == [1]


def test_releases_from_which_nothing_flows_are_named() -> None:
    starts = np.array([[3, 20], [30, 20]])  # on the slope, and on level ground
    found = work(task(starts=starts, release=np.array([4, 9]), law=np.zeros(2, np.int64)))
    assert found["idle"].tolist() == [9]


def test_bits_are_members() -> None:
    found = work(task())
    hit = np.unpackbits(found["bits"], axis=1, bitorder="little")
    assert hit[:, 0].sum() >= hit[:, 1].sum() > hit[:, 2].sum() == 3
    assert not hit[:, 3:].any()


def test_each_release_may_follow_a_rule_of_its_own() -> None:
    found = work(task(law=np.array([0, 0, 1]), rules=((RULES[2],) * 3, (RULES[0],) * 3)))
    assert found["pair_key"].size == 0
    reached = {int(cell) % SIDE for cell in found["cell"] if int(cell) // SIDE > 5}
    assert reached
    assert max(reached) < 16


def test_nothing_to_merge_is_refused() -> None:
    with pytest.raises(ValueError, match="no answer"):
        merged([])
