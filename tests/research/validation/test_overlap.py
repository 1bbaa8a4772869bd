import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from highground.basis.errors import BadData
from highground.research.validation.overlap import best, best_without, box_m, corners_of, farthest_m, iou

SCORES = st.tuples(st.integers(1, 12), st.integers(2, 5)).flatmap(
    lambda shape: arrays(float, shape, elements=st.floats(-10, 10, width=16))
)
CELLS = arrays(bool, (5, 6))


def square(row: int, column: int, side: int) -> np.ndarray:
    ground = np.zeros((10, 10), bool)
    ground[row : row + side, column : column + side] = True
    return np.flatnonzero(ground)


def test_two_squares_that_share_a_quarter_overlap_by_a_seventh() -> None:
    assert iou(square(0, 0, 4), square(2, 2, 4)) == pytest.approx(4 / 28)


def test_a_square_inside_another_overlaps_by_the_share_of_its_area() -> None:
    assert iou(square(0, 0, 8), square(2, 2, 4)) == pytest.approx(16 / 64)


def test_squares_apart_do_not_overlap() -> None:
    assert iou(square(0, 0, 3), square(5, 5, 3)) == 0


def test_no_ground_at_all_has_no_overlap() -> None:
    with pytest.raises(BadData, match="neither"):
        iou([], [])


@given(CELLS, CELLS)
def test_overlap_takes_no_side_and_is_whole_only_for_the_same_ground(a: np.ndarray, b: np.ndarray) -> None:
    if (a | b).any():
        ours, mapped = np.flatnonzero(a), np.flatnonzero(b)
        assert iou(ours, mapped) == iou(mapped, ours)
        assert (iou(ours, mapped) == 1) == bool((a == b).all())


def test_a_line_is_as_long_as_the_way_from_its_start_to_its_end() -> None:
    line = np.column_stack([np.linspace(0, 300, 31), np.linspace(0, 400, 31)])
    assert farthest_m(line, line[0]) == pytest.approx(500)
    assert farthest_m(line, line[15]) == pytest.approx(250)  # from its middle
    assert box_m(line[[0, -1]]) == pytest.approx(500)


def test_the_length_of_a_box_does_not_change_when_it_is_turned() -> None:
    box = np.array([[0, 0], [120, 0], [120, 50], [0, 50]], float)
    turn = np.radians(33)
    turned = box @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    assert box_m(box) == pytest.approx(120)
    assert box_m(turned) == pytest.approx(120)


def test_three_cells_in_a_row_are_three_cells_long() -> None:
    assert box_m(corners_of([5, 15, 25], [5, 5, 5], 10)) == pytest.approx(30)


def test_the_option_that_serves_the_others_is_not_the_one_that_serves_all() -> None:
    score = [[1.0, 0.0, 0.0], [0.0, 0.4, 0.4], [0.2, 0.3, 0.3]]
    assert best(score) == 0
    assert best_without(score).tolist() == [1, 0, 0]


@given(SCORES)
def test_what_was_not_seen_is_never_met_better_on_average_than_what_was(score: np.ndarray) -> None:
    unseen = score[best_without(score), np.arange(score.shape[1])]
    assert unseen.mean() <= score[best(score)].mean() + 1e-9


def test_one_event_alone_cannot_be_left_out() -> None:
    with pytest.raises(BadData, match="two events"):
        best_without([[1.0], [2.0]])
