"""Questions: published tables, by hand, and laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import binomtest

from highground.response.capacity.learning.items import difficulty, discrimination, holm, kr20, mcnemar, upper_lower

TABLES = arrays(np.float64, st.tuples(st.integers(3, 15), st.integers(2, 8)), elements=st.sampled_from([0.0, 1.0]))


@given(st.integers(0, 40), st.integers(0, 40))
def test_mcnemar_is_the_binomial_test_of_the_two_ways(lost: int, won: int) -> None:
    expected = binomtest(lost, lost + won).pvalue if lost + won else 1.0
    assert mcnemar(lost, won) == pytest.approx(expected)


def test_mcnemar_of_a_published_table() -> None:
    # Fay (2010), exact2x2, vignette: 21 pairs one way, 9 the other, exact two-sided p = 0.0428
    assert mcnemar(9, 21) == pytest.approx(0.0428, abs=5e-5)


def test_holm_by_hand() -> None:
    # sorted 0.005, 0.01, 0.03, 0.04: times 4, 3, 2, 1 is 0.02, 0.03, 0.06, 0.04; none below the one before it
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=12))
def test_a_corrected_chance_is_never_smaller_and_keeps_the_order(chances: list[float]) -> None:
    found = holm(chances)
    assert all(before <= after <= 1 for before, after in zip(chances, found, strict=True))
    order = sorted(range(len(chances)), key=chances.__getitem__)
    assert [found[at] for at in order] == sorted(found)


def test_kr20_by_hand_and_its_interval() -> None:
    table = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0.0]])
    found = kr20(table)
    assert found is not None
    assert found.mid == pytest.approx(0.75)
    # Feldt: 1 - 0.25 F(.975; 3, 6) = 1 - 0.25 x 6.5988 and 1 - 0.25 F(.025; 3, 6) = 1 - 0.25 / 14.7347
    assert found.low == pytest.approx(1 - 0.25 * 6.5988, abs=1e-4)
    assert found.high == pytest.approx(1 - 0.25 / 14.7347, abs=1e-4)


@given(TABLES)
def test_kr20_is_cronbachs_alpha_and_at_most_one(table: np.ndarray) -> None:
    found, items = kr20(table), table.shape[1]
    if found is not None:
        alpha = items / (items - 1) * (1 - table.var(axis=0, ddof=1).sum() / table.sum(axis=1).var(ddof=1))
        assert found.mid == pytest.approx(alpha)
        assert found.low is not None
        assert found.high is not None
        assert found.low <= found.mid <= found.high <= 1


def test_a_test_that_nobody_differs_in_has_no_reliability() -> None:
    assert kr20(np.ones((5, 4))) is None
    assert kr20(np.ones((1, 4))) is None


@given(TABLES)
def test_discrimination_is_a_correlation_and_order_does_not_matter(table: np.ndarray) -> None:
    found = discrimination(table)
    assert all(one is None or -1 - 1e-9 <= one <= 1 + 1e-9 for one in found)
    turned = discrimination(table[::-1])
    assert [one is None for one in found] == [one is None for one in turned]
    assert upper_lower(table) == pytest.approx(upper_lower(table[::-1]))
    assert all(-1 - 1e-9 <= one <= 1 + 1e-9 for one in upper_lower(table))


def test_discrimination_leaves_the_item_itself_out() -> None:
    table = np.array([[1, 0], [1, 0], [0, 1], [0, 1.0]])  # with itself the correlation would be positive
    assert discrimination(table) == pytest.approx([-1.0, -1.0])


def test_ties_at_the_border_count_in_part() -> None:
    table = np.array([[1, 1], [1, 0], [0, 1], [0, 0.0]])  # best of 4: one; weakest: one
    assert upper_lower(table) == [1.0, 1.0]
    tied = np.array([[1, 0], [0, 1], [1, 0], [0, 1.0]])  # all tie: nothing tells them apart
    assert upper_lower(tied) == [0.0, 0.0]


def test_difficulty_is_the_share_of_right_answers() -> None:
    assert difficulty(np.array([[1, 0], [1, 1], [0, 0], [1, 0.0]])) == [0.75, 0.25]


def test_the_best_and_the_weakest_are_27_percent_rounded_to_people() -> None:
    # ten people: 27 % is 3 of them (2.7). The best three all right, of the weakest three one: 1 - 1/3
    item = [1, 1, 1, 0, 0, 0, 0, 1, 0, 0]
    others = [[1] * right + [0] * (9 - right) for right in (9, 8, 7, 6, 5, 4, 3, 1, 1, 0)]
    table = np.array([[own, *rest] for own, rest in zip(item, others, strict=True)], dtype=np.float64)
    assert upper_lower(table)[0] == pytest.approx(2 / 3)
