import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.people.impacts.curves import Vulnerability, logistic, start_table, tables_of

GRIDS = [[0.0, 1.0, 2.0, 3.0], [0.0, 0.01, 5.0, 20.0], [0.5, 0.500001, 0.7], [0.0, 10.0]]


def test_a_logistic_curve_is_a_half_at_its_threshold_and_nothing_at_the_first_node() -> None:
    curve = logistic(np.linspace(0, 4, 5), [2.0, 1.0], [3.0, 0.5])
    assert curve.shape == (2, 5)
    assert curve[:, 0].tolist() == [0.0, 0.0]
    assert (curve[0, 2], curve[1, 1]) == (0.5, 0.5)
    assert curve[0, 3] == pytest.approx(0.9526, abs=1e-4)  # 1 / (1 + exp(-3))


def test_a_cliff_of_a_curve_neither_warns_nor_leaves_0_to_1() -> None:
    assert logistic([0.0, 1.0, 2.0], [1.0], [1e6]).tolist() == [[0.0, 0.5, 1.0]]


@pytest.mark.parametrize(
    ("intensity", "affected", "words"),
    [
        ([0.0, 1.0, 1.0], [0.0, 0.5, 1.0], "must rise"),
        ([1.0, 0.0], [0.0, 1.0], "must rise"),
        ([-1.0, 1.0], [0.0, 1.0], "must rise"),
        ([0.0, np.nan], [0.0, 1.0], "must rise"),
        ([0.0], [0.0], "two nodes at least"),
        ([0.0, 1.0], [0.0, 1.01], "within 0 and 1"),
        ([0.0, 1.0], [0.0, 60.0], "divided by 100"),
        ([0.0, 1.0], [0.0, -0.1], "within 0 and 1"),
        ([0.0, 1.0], [0.0, np.nan], "none blank"),
        ([0.0, 1.0], [0.1, 1.0], "must be 0"),
        ([0.0, 1.0], [0.0, 0.5, 1.0], "one share a node"),
    ],
)
def test_a_curve_that_cannot_be_one_is_refused(intensity: list[float], affected: list[float], words: str) -> None:
    with pytest.raises(BadData, match=words):
        Vulnerability(np.array(intensity), np.array(affected))


@pytest.mark.parametrize("grid", GRIDS)
def test_a_bin_starts_at_the_last_node_not_beyond_it(grid: list[float]) -> None:
    nodes = np.array(grid)
    starts, per_unit = start_table(nodes)
    for bin_, node in enumerate(starts):
        begin = nodes[0] + bin_ / per_unit
        assert nodes[node] <= begin + 1e-12
        assert node == nodes.size - 2 or nodes[node + 1] > begin - 1e-12


@settings(max_examples=25)
@given(st.lists(st.floats(0.001, 100), min_size=2, max_size=6, unique=True).map(sorted))
def test_slopes_lead_from_node_to_node(grid: list[float]) -> None:
    nodes = np.array(grid)
    shares = np.linspace(0, 1, nodes.size)[None]
    _, _, slopes, _, _ = tables_of(nodes, shares)
    assert shares[:, :-1] + slopes * np.diff(nodes) == pytest.approx(shares[:, 1:])
