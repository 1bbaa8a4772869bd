"""Shares: published examples and laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.response.policy.compare_shares import fisher, newcombe, wilson

COUNTS = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_the_published_example_of_newcombe_comes_out() -> None:
    found = newcombe(wilson(56, 70), wilson(48, 80))
    assert found is not None
    assert (found.mid, found.low, found.high) == pytest.approx((0.20, 0.0524, 0.3339), abs=5e-5)


def test_the_tea_tasting_has_34_chances_in_70() -> None:
    assert fisher(3, 4, 1, 4) == pytest.approx(34 / 70)


def test_no_hit_of_four_may_still_be_half() -> None:
    share = wilson(0, 4)
    assert share.low == 0
    assert share.high == pytest.approx(0.4899, abs=5e-5)  # 1.96^2 / (4 + 1.96^2)


def test_nothing_to_count_in_has_no_share_and_no_difference() -> None:
    assert wilson(0, 0).mid is None
    assert newcombe(wilson(0, 0), wilson(1, 2)) is None


def test_more_hits_than_texts_are_refused() -> None:
    with pytest.raises(BadData, match="5 of 4"):
        wilson(5, 4)


@given(COUNTS)
def test_a_share_lies_in_its_interval_and_the_interval_in_0_to_1(counts: tuple[int, int]) -> None:
    share = wilson(*counts)
    if share.n and share.low is not None and share.mid is not None and share.high is not None:
        assert 0 <= share.low <= share.mid <= share.high <= 1


@given(COUNTS, COUNTS)
def test_swapping_the_groups_turns_the_difference_round(one: tuple[int, int], other: tuple[int, int]) -> None:
    there, back = newcombe(wilson(*one), wilson(*other)), newcombe(wilson(*other), wilson(*one))
    if there is None or back is None:
        assert there is back
    else:
        assert (there.mid, there.low, there.high, there.p) == pytest.approx((-back.mid, -back.high, -back.low, back.p))
