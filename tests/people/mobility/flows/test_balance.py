from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.people.mobility.flows.balance import check_sums, factors


def of(table: Any) -> Any:
    def weights() -> Iterator[Any]:
        for start in range(0, len(table), 2):
            yield start, table[start : start + 2].copy()

    return weights


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_margins_of_any_flows_over_the_weights_can_be_kept(seed: int) -> None:
    r = np.random.default_rng(seed)
    weights, flows = r.uniform(0.5, 2, (6, 6)), r.integers(0, 50, (6, 6)).astype(float)
    out, into = flows.sum(axis=1), flows.sum(axis=0)
    a, b = factors(of(weights), out, into)
    found = a[:, None] * b * weights
    assert found.sum(axis=1) == pytest.approx(out, rel=1e-12)
    assert found.sum(axis=0) == pytest.approx(into, rel=1e-9, abs=1e-9)


def test_factors_by_hand() -> None:
    a, b = factors(of(np.ones((2, 2))), np.array([30.0, 10.0]), np.array([20.0, 20.0]))
    assert (a[:, None] * b).tolist() == [[15, 15], [5, 5]]


def test_a_place_that_receives_nobody_stays_empty() -> None:
    a, b = factors(of(np.ones((3, 3))), np.array([3.0, 0.0, 3.0]), np.array([0.0, 6.0, 0.0]))
    assert (a[:, None] * b).tolist() == [[0, 3, 0], [0, 0, 0], [0, 3, 0]]
    nobody = factors(of(np.ones((2, 2))), np.zeros(2), np.zeros(2))
    assert [part.tolist() for part in nobody] == [[0, 0], [0, 0]]


def test_margins_that_do_not_balance_are_told_with_both_sums() -> None:
    with pytest.raises(BadData, match="600 people leave and 590 arrive"):
        check_sums(np.array([600.0]), np.array([590.0]))
    check_sums(np.array([600.0]), np.array([600.0 + 1e-8]))


@pytest.mark.parametrize(
    ("weights", "out", "into"),
    [
        (1 - np.eye(2), [10.0, 5.0], [10.0, 5.0]),  # each must go to the other
        (1 - np.eye(3), [10.0, 1.0, 1.0], [10.0, 1.0, 1.0]),  # more leave one place than the others take
        (np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]), [1.0, 1.0, 1.0], [1.0, 1.0, 1.0]),  # an island
        (np.array([[1.0, 0.0], [0.0, 1.0]]), [2.0, 1.0], [1.0, 2.0]),
    ],
)
def test_margins_that_nobody_can_keep_are_refused(weights: Any, out: list[float], into: list[float]) -> None:
    with pytest.raises(BadData, match="no flows fit both margins"):
        factors(of(weights), np.array(out), np.array(into))
