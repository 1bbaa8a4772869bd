import heapq
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from highground.basis.errors import BadData, UnitMismatch
from highground.land.drainage import (
    NO_DATA,
    OUTLET,
    STEPS,
    cells_upstream,
    fill_sinks,
    flow_direction,
    local_relief,
    steepest_descent,
)

Heights = NDArray[np.float32]
NORTH, WEST, EAST, SOUTH = (STEPS.index(step) for step in ((-1, 0), (0, -1), (0, 1), (1, 0)))


def grids() -> st.SearchStrategy[Heights]:
    """Few whole heights, so that flats and nested pits abound; 9 stands for no data."""
    shapes = st.tuples(st.integers(1, 9), st.integers(1, 9))
    whole = shapes.flatmap(lambda shape: hnp.arrays(np.int8, shape, elements=st.integers(0, 9)))
    return whole.map(lambda heights: np.where(heights == 9, np.nan, heights).astype(np.float32))


@pytest.fixture(scope="session")
def mountains() -> Callable[..., Heights]:
    """Rough ground of n x n cells: waves of all lengths and noise."""

    def make(cells: int, seed: int = 1, noise: float = 3.0) -> Heights:
        draws = np.random.default_rng(seed)
        at = np.linspace(0, 6, cells)
        waves = sum(
            100 / k * np.sin(k * at[:, None] + draws.uniform(0, 6)) * np.cos(k * at[None, :] + draws.uniform(0, 6))
            for k in range(1, 9)
        )
        return np.asarray(waves + noise * draws.standard_normal((cells, cells)), dtype=np.float32)

    return make


# sinks


def flooded(dem: Heights) -> Heights:
    """The same surface by the textbook: a queue over cells, from the outlets inwards."""
    rows, cols = dem.shape
    around = [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if (a, b) != (0, 0)]
    padded = np.pad(dem, 1, constant_values=np.nan)
    outlet = np.any([np.isnan(padded[1 + a : 1 + a + rows, 1 + b : 1 + b + cols]) for a, b in around], axis=0)
    filled = np.where(outlet, dem, np.inf).astype(np.float32)
    queue = [(float(dem[r, c]), int(r), int(c)) for r, c in np.argwhere(outlet & ~np.isnan(dem))]
    heapq.heapify(queue)
    while queue:
        level, row, col = heapq.heappop(queue)
        for a, b in around:
            r, c = row + a, col + b
            if 0 <= r < rows and 0 <= c < cols and filled[r, c] == np.inf:
                filled[r, c] = max(level, dem[r, c])
                heapq.heappush(queue, (float(filled[r, c]), r, c))
    filled[np.isnan(dem)] = np.nan
    return filled


def test_a_bowl_fills_to_its_lowest_rim_and_no_further() -> None:
    dem = np.array(
        [
            [9, 9, 9, 9, 9],
            [9, 2, 3, 8, 9],
            [9, 1, 5, 2, 6],
            [9, 4, 3, 8, 9],
            [9, 9, 7, 9, 9],
        ],
        dtype=np.float32,
    )
    filled = fill_sinks(dem)  # the way out leads over the 5 in the middle, the 2 beside it, and the 6 on the right
    expected = dem.copy()
    expected[1:4, 1:4] = [[6, 6, 8], [6, 6, 6], [6, 6, 8]]
    np.testing.assert_array_equal(filled, expected)


@given(grids())
def test_the_surface_is_that_of_the_textbook(dem: Heights) -> None:
    np.testing.assert_array_equal(fill_sinks(dem), flooded(dem))


def test_the_surface_is_that_of_the_textbook_on_rough_ground(mountains: Callable[..., Heights]) -> None:
    dem = mountains(90)
    assert (fill_sinks(dem) > dem).sum() > 500
    np.testing.assert_array_equal(fill_sinks(dem), flooded(dem))


def test_pits_at_every_fourth_cell_need_more_passes_than_were_made_ready() -> None:
    dem = np.random.default_rng(3).random((200, 200), dtype=np.float32)
    dem[1::2, 1::2] -= 1
    np.testing.assert_array_equal(fill_sinks(dem), flooded(dem))


@given(grids())
def test_filling_raises_or_leaves_and_twice_is_as_once(dem: Heights) -> None:
    filled = fill_sinks(dem)
    held = ~np.isnan(dem)
    assert (filled[held] >= dem[held]).all()
    np.testing.assert_array_equal(np.isnan(filled), ~held)
    np.testing.assert_array_equal(fill_sinks(filled), filled)


@given(grids())
def test_turning_the_ground_turns_the_surface(dem: Heights) -> None:
    filled = fill_sinks(dem)
    np.testing.assert_array_equal(fill_sinks(dem[::-1]), filled[::-1])
    np.testing.assert_array_equal(fill_sinks(dem[:, ::-1]), filled[:, ::-1])
    np.testing.assert_array_equal(fill_sinks(dem.T), filled.T)


def test_a_hole_in_the_data_is_an_outlet() -> None:
    dem = np.full((5, 5), 9, dtype=np.float32)
    dem[2, 1], dem[2, 2] = 1, np.nan
    np.testing.assert_array_equal(fill_sinks(dem), dem)


def test_the_input_is_left_as_it_was(mountains: Callable[..., Heights]) -> None:
    dem = mountains(30)
    before = dem.copy()
    fill_sinks(dem)
    np.testing.assert_array_equal(dem, before)


def test_whole_numbers_and_turned_grids_are_read_as_heights() -> None:
    dem = np.array([[9, 9, 9], [9, 1, 4], [9, 9, 9]], dtype=">i2").T
    assert fill_sinks(dem)[1, 1] == 4  # type: ignore[arg-type]


@pytest.mark.parametrize("dem", [np.zeros(5), np.zeros((0, 4)), np.zeros((3, 3), dtype=complex), np.full((2, 2), "a")])
def test_what_is_no_grid_of_heights_is_refused(dem: NDArray[np.float32]) -> None:
    with pytest.raises(BadData, match="needs a grid of heights"):
        fill_sinks(dem)


def test_more_cells_than_can_be_numbered_are_refused() -> None:
    dem = np.broadcast_to(np.float32(0), (50_000, 50_000))
    with pytest.raises(BadData, match="2,500,000,000 cells is more than"):
        fill_sinks(dem)


# flow


def test_on_a_tilted_plane_each_row_drains_down_its_own_way() -> None:
    plane = np.tile(np.array([40, 30, 20, 10], dtype=np.float32), (5, 1))
    direction = flow_direction(plane)
    assert direction.tolist() == [[EAST, EAST, EAST, OUTLET]] * 5
    assert cells_upstream(direction).tolist() == [[1, 2, 3, 4]] * 5


def test_the_steepest_way_wins_not_the_lowest_neighbour() -> None:
    dem = np.array([[9, 9, 9], [9, 5, 3.5], [9, 9, 3]], dtype=np.float32)  # drop 1.5 over 1, 2 over 1.41
    assert flow_direction(dem)[1, 1] == EAST
    dem[2, 2] = 2.5  # 2.5 over 1.41
    assert flow_direction(dem)[1, 1] == STEPS.index((1, 1))


def test_a_flat_drains_by_the_shortest_way_to_where_it_can_be_left() -> None:
    dem = np.full((5, 7), 9, dtype=np.float32)
    dem[1:4, 1:6] = 5
    dem[2, 6] = 5  # the only way out, at the edge
    direction = flow_direction(dem)
    assert [STEPS[code][1] for code in direction[2, 1:6]] == [1] * 5  # each step leads nearer
    assert direction[2, 5:].tolist() == [EAST, OUTLET]
    assert cells_upstream(direction)[2, 6] == dem.size


@given(grids())
def test_every_drop_reaches_an_outlet_and_none_is_lost(dem: Heights) -> None:
    filled = fill_sinks(dem)
    direction = flow_direction(filled)
    upstream = cells_upstream(direction)
    assert upstream[direction == OUTLET].sum() == (~np.isnan(dem)).sum()
    assert ((upstream == 0) == np.isnan(dem)).all()
    assert ((direction == NO_DATA) == np.isnan(dem)).all()


@given(grids())
def test_water_never_climbs_and_leaves_only_at_the_edge_or_beside_a_hole(dem: Heights) -> None:
    filled = fill_sinks(dem)
    direction = flow_direction(filled)
    padded = np.pad(filled, 1, constant_values=np.nan)
    for (row, col), code in np.ndenumerate(direction):
        if code < OUTLET:
            down, right = STEPS[code]
            assert filled[row + down, col + right] <= filled[row, col]
        elif code == OUTLET:
            around = padded[row : row + 3, col : col + 3]
            assert np.isnan(around).any()
            assert not (around < filled[row, col]).any()


def test_counting_cells_agrees_with_following_each_drop(mountains: Callable[..., Heights]) -> None:
    direction = flow_direction(fill_sinks(mountains(40)))
    counted = np.zeros(direction.shape, dtype=int)
    for start in np.ndindex(*direction.shape):
        row, col = start
        counted[row, col] += 1
        while direction[row, col] != OUTLET:
            down, right = STEPS[direction[row, col]]
            row, col = row + down, col + right
            counted[row, col] += 1
    np.testing.assert_array_equal(cells_upstream(direction), counted)


def test_a_surface_with_sinks_is_refused() -> None:
    dem = np.full((5, 5), 9, dtype=np.float32)
    dem[2, 2] = 1
    with pytest.raises(BadData, match=r"1 cells lie in sinks.*fill_sinks first"):
        flow_direction(dem)


def test_a_circle_of_directions_is_refused() -> None:
    with pytest.raises(BadData, match="2 cells run in a circle"):
        cells_upstream(np.array([[EAST, WEST, OUTLET]], dtype=np.uint8))


@pytest.mark.parametrize("code", [NORTH, SOUTH, 10, 255])
def test_directions_off_the_grid_and_strange_codes_are_refused(code: int) -> None:
    with pytest.raises(BadData, match="off the grid or hold unknown codes"):
        cells_upstream(np.array([[code, OUTLET]], dtype=np.uint8))


def test_directions_of_another_kind_are_refused() -> None:
    with pytest.raises(BadData, match="uint8"):
        cells_upstream(np.zeros((2, 2)))  # type: ignore[arg-type]


# shape


def test_a_plane_has_its_own_gradient_everywhere_but_at_its_foot() -> None:
    plane = np.tile(np.array([40, 30, 20, 10], dtype=np.float32), (5, 1))
    assert steepest_descent(plane, 100.0) == pytest.approx(np.tile([0.1, 0.1, 0.1, 0.0], (5, 1)))


def test_a_drop_to_a_corner_counts_over_the_longer_way() -> None:
    dem = np.array([[9, 9, 9], [9, 5, 9], [9, 9, 3]], dtype=np.float32)
    assert steepest_descent(dem, 10.0)[1, 1] == pytest.approx(2 / (10 * 2**0.5))


def test_gradients_are_those_of_the_eight_neighbours_one_by_one(mountains: Callable[..., Heights]) -> None:
    dem = mountains(25)
    dem[7, 8] = np.nan
    padded = np.pad(dem, 1, constant_values=np.nan)
    drops = [
        (dem - padded[1 + a : 26 + a, 1 + b : 26 + b]) / (30 * np.hypot(a, b)) for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b
    ]
    expected = np.fmax(np.fmax.reduce(drops), 0)
    expected[7, 8] = np.nan
    np.testing.assert_allclose(steepest_descent(dem, 30.0), expected, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("cell_m", [0.0, -30.0, float("nan"), float("inf")])
def test_a_cell_without_size_is_refused(cell_m: float) -> None:
    with pytest.raises(UnitMismatch, match="side in metres"):
        steepest_descent(np.zeros((3, 3), dtype=np.float32), cell_m)


def test_relief_is_highest_less_lowest_in_the_window() -> None:
    dem = np.zeros((7, 7), dtype=np.float32)
    dem[3, 3], dem[0, 0] = 10, -5
    relief = local_relief(dem, 3)
    assert relief[2:5, 2:5].tolist() == [[10.0] * 3] * 3
    assert relief[0, 1] == 5
    assert relief[1, 3] == 0
    assert local_relief(dem, 7)[3, 3] == 15


def test_relief_leaves_blank_cells_out_and_blank() -> None:
    dem = np.arange(25, dtype=np.float32).reshape(5, 5)
    dem[2, 2] = np.nan
    relief = local_relief(dem, 3)
    assert np.isnan(relief[2, 2])
    assert np.isnan(relief).sum() == 1
    assert relief[1, 1] == 11  # 11 less 0: the blank 12 is left out


@pytest.mark.parametrize("cells", [0, 4, -3])
def test_a_window_without_a_middle_is_refused(cells: int) -> None:
    with pytest.raises(BadData, match="odd number"):
        local_relief(np.zeros((5, 5), dtype=np.float32), cells)
