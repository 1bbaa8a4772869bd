import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.scenario import ALL_LEVELS
from highground.research.levels import mixed, sides, straight


@given(st.floats(1.09, 4))
def test_a_level_lies_between_two_known_ones(at: float) -> None:
    below, above, share = sides(at)
    assert {below, above} <= set(ALL_LEVELS)
    assert 0 <= share < 1
    assert below + share * (above - below) == pytest.approx(at)


@pytest.mark.parametrize(("level", "found"), [(1.09, 1.0), (2.0, 4.0), (2.5, 6.5), (3.9, 15.3), (0.5, 1.0), (6.0, 16.0)])
def test_a_number_lies_on_the_straight_line_and_stays_at_the_ends(level: float, found: float) -> None:
    assert straight({1.09: 1.0, 1.5: 2.0, 2.0: 4.0, 3.0: 9.0, 4.0: 16.0}, level) == pytest.approx(found)


def test_an_impact_that_only_one_level_has_is_left_out() -> None:
    known = {1.5: {"water": np.array([1.0, 3.0]), "heat": np.ones(2)}, 2.0: {"water": np.array([2.0, -1.0])}}
    found = mixed(known, 1.75)
    assert found.keys() == {"water"}
    assert found["water"].tolist() == [1.5, 1.0]
    assert mixed(known, 1.5).keys() == {"water", "heat"}
