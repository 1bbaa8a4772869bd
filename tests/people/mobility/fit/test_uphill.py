import numpy as np
import pytest

from highground.basis.errors import BadData
from highground.people.mobility.fit.uphill import Place, check_known, check_stayed, climb


def test_a_step_that_goes_too_far_is_halved() -> None:
    def look(x: np.ndarray) -> Place:  # -log cosh: plain Newton runs away from anything beyond 1.09
        slope = -np.tanh(x)
        step = slope * np.cosh(x) ** 2
        return Place(float(-np.log(np.cosh(x))[0]), step, float((slope * step)[0]))

    top, steps = climb(look, np.array([3.0]))
    assert abs(top[0]) < 1e-8
    assert steps < 20


def test_a_hill_without_a_top_is_said() -> None:
    with pytest.raises(BadData, match="no best estimates"):
        climb(lambda x: Place(float(x[0]), np.array([1.0]), 1.0), np.array([0.0]))
    with pytest.raises(BadData, match="no best estimates"):
        climb(lambda _: Place(0.0, np.array([np.nan]), np.nan), np.array([0.0]))


def test_what_the_effects_swallow_is_named() -> None:
    with pytest.raises(BadData, match="log people cannot be told from the effects of origins"):
        check_known(np.array([[1e-16]]), np.array([100.0]), ("log people",), "origin")
    with pytest.raises(BadData, match="km and hours say the same"):
        check_known(np.array([[1.0, 1.0], [1.0, 1.0 + 1e-9]]), np.ones(2), ("km", "hours"), "both")
    check_known(np.array([[1.0, 0.99], [0.99, 1.0]]), np.ones(2), ("km", "hours"), "both")


def test_an_effect_that_runs_away_is_named() -> None:
    x = [np.array([0.0, 1.0]), np.array([0.0, 1.0])]
    with pytest.raises(BadData, match="the effect of island has no end"):
        check_stayed(np.diag([1.0, 1e-6]), 1e6, ("km", "island"), x)
    check_stayed(np.diag([1.0, 1.0]), 1e6, ("km", "island"), x)  # one person went to the island
