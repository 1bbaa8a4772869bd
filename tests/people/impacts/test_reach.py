import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.land.hazards.routing import speed_m_s
from highground.people.impacts.reach import Exposed, Groups, cells_of, disc, displaced, draws, radius_m, reach


def town(radius: float = 100.0, people: float = 900.0) -> tuple[Exposed, Groups]:
    """One disc on a grid of 100 columns of 50 m cells, its centre in the middle of cell (50, 50)."""
    down, right, away = disc((0.0, 0.0), radius, 50.0)
    cell = (50 + down) * 100 + 50 + right
    order = np.argsort(cell)
    groups = Groups(np.array([people]), np.array([[radius]]), cells_of(away, [[radius]]))
    return Exposed(cell[order], np.zeros(cell.size, np.int32), away[order], np.full(cell.size, np.nan)), groups


def one(exposed: Exposed, groups: Groups, cells: list[int], heights: list[float], threshold: float = 0.5) -> tuple[float, float]:
    released = np.zeros(len(cells), np.int64)
    found = reach(released, np.array(cells, np.int64), np.array(heights), exposed, groups, 0, threshold)
    return (float(found.reached.sum()), float(found.unfit.sum()))


def test_a_disc_of_two_cells_radius_has_thirteen_cells() -> None:
    assert len(disc((0.0, 0.0), 100.0, 50.0)[0]) == 13


def test_a_settlement_smaller_than_a_cell_still_stands_on_one() -> None:
    down, right, away = disc((40.0, -40.0), 10.0, 90.0)
    assert (down.tolist(), right.tolist(), away.tolist()) == ([0], [0], [0.0])


def test_cells_beyond_the_threshold_are_unfit_and_all_are_reached() -> None:
    exposed, groups = town()
    middle = 50 * 100 + 50
    assert one(exposed, groups, [middle, middle + 1], [0.2, 0.9]) == pytest.approx((2 / 13, 1 / 13))


def test_cells_outside_the_settlement_count_for_nobody() -> None:
    exposed, groups = town()
    assert one(exposed, groups, [10], [5.0]) == (0.0, 0.0)


def test_zero_hazard_gives_zero() -> None:
    exposed, groups = town()
    assert one(exposed, groups, [], []) == (0.0, 0.0)


def test_in_a_member_where_the_settlement_is_smaller_its_edge_is_empty() -> None:
    exposed, groups = town()
    small = Groups(groups.people, np.array([[60.0]]), cells_of(exposed.away_m, [[60.0]]))
    middle = 50 * 100 + 50
    assert one(exposed, small, [middle, middle + 2], [1.0, 1.0]) == pytest.approx((1 / 5, 1 / 5))


def test_a_cell_of_two_settlements_counts_for_both() -> None:
    exposed = Exposed(np.array([7, 7, 9]), np.array([0, 1, 1], np.int32), np.zeros(3), np.array([1.0, 0.5, 0.5]))
    groups = Groups(np.array([10.0, 20.0]), np.empty((2, 0)), np.empty((2, 0), np.int64))
    found = reach(np.array([3]), np.array([7]), np.array([1.0]), exposed, groups, 0, 0.5)
    assert (found.group.tolist(), found.reached.tolist(), found.release.tolist()) == ([0, 1], [1.0, 0.5], [3, 3])


@given(st.lists(st.integers(0, 9999), unique=True, max_size=60), st.floats(0, 3))
def test_never_more_than_everybody(cells: list[int], height: float) -> None:
    exposed, groups = town(300.0)
    reached, unfit = one(exposed, groups, cells, [height] * len(cells))
    assert 0 <= unfit <= reached <= 1


@given(st.floats(0, 1e6), st.floats(0, 1), st.floats(0, 1))
def test_people_displaced_never_exceed_people_present(people: float, unfit: float, share: float) -> None:
    assert displaced(np.array(people), np.array(unfit), np.array(share)) <= people


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(BadData, match="must lie between 0 and 1"):
        displaced(np.array(10.0), np.array(1.2), np.array(1.0))


def test_settlements_without_a_count_have_a_stated_radius_and_blank_people() -> None:
    assert radius_m([np.nan], [5000.0]).tolist() == [[250.0]]
    assert np.isnan(displaced(np.array(np.nan), np.array(1.0), np.array(1.0)))


def test_the_judged_inputs_stay_within_their_stated_ranges() -> None:
    drawn = draws(Ensemble(3, 200), 12.5)
    speeds = speed_m_s(drawn.threshold_m)
    assert 1.0 <= speeds.min() <= speeds.max() <= 5.0
    assert 0.5 <= drawn.share.min() <= drawn.share.max() <= 1.0
    assert 1_999 <= drawn.density_km2.min() <= drawn.density_km2.max() <= 10_001


@pytest.mark.parametrize(("cell_m", "times"), [(12.5, 2.7), (25.0, 5.0), (50.0, 8.2), (87.5, 11.9)])
def test_one_event_covers_the_share_of_reached_ground_that_mapped_flows_did(cell_m: float, times: float) -> None:
    drawn = draws(Ensemble(3, 400), cell_m)
    low, mid, high = np.quantile(1 / drawn.covered, [0.05, 0.5, 0.95])
    assert mid == pytest.approx(times, rel=0.12)
    assert (low / mid, high / mid) == pytest.approx((0.5, 2.0), rel=0.05)


def test_one_event_never_covers_more_than_flow_can_take() -> None:
    drawn = draws(Ensemble(3, 200), 1.0)
    assert drawn.covered.max() == 1.0
    assert (drawn.away <= drawn.share).all()
