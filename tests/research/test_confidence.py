from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.research.confidence import ORDER, TABLE, between_definitions, combine, confidence, likelihood, lower, weakest


def test_confidence_rises_from_limited_and_low_to_robust_and_high() -> None:
    assert TABLE["limited", "low"] == "very low"
    assert TABLE["medium", "medium"] == "medium"
    assert TABLE["robust", "high"] == "very high"
    for evidence in ("limited", "medium", "robust"):
        steps = [ORDER.index(TABLE[evidence, agreement]) for agreement in ("low", "medium", "high")]
        assert all(a < b for a, b in pairwise(steps))


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (("counted", "read", 99, 100, 101, False, 1), "very high"),  # a census
        (("measured", "read", 90, 100, 140, True, 1), "high"),  # 3 + 1 - 1 = robust, medium agreement
        (("modelled", "computed", 40, 50, 60, True, 2), "medium"),  # 1 + 1 - 1 = medium; half-width 0.2
        (("modelled", "computed", 10, 50, 90, True, 2), "low"),  # half-width 0.8
        (("judged", "read", 99, 100, 101, False, 1), "low"),  # a judgement stays low however narrow
        (("counted", "unverified", 99, 100, 101, False, 3), "medium"),  # from memory: capped
    ],
)
def test_words_follow_the_points(row: tuple[str, str, float, float, float, bool, int], word: str) -> None:
    assert confidence(*row)[2] == word


@given(
    st.sampled_from(["counted", "measured", "surveyed", "modelled", "judged"]),
    st.sampled_from(["read", "computed", "unverified"]),
    st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3).map(sorted),
    st.integers(1, 5),
)
def test_a_coarse_grid_never_raises_confidence_and_unverified_never_passes_medium(
    how: str, grade: str, span: list[float], sources: int
) -> None:
    fine, coarse = (ORDER.index(confidence(how, grade, span[0], span[1], span[2], rough, sources)[2]) for rough in (False, True))
    assert coarse <= fine
    if grade == "unverified":
        assert fine <= ORDER.index("medium")


def test_many_sources_strengthen_a_survey_but_not_a_model_that_needs_them_all() -> None:
    assert confidence("surveyed", "read", 9, 10, 11, True, 1)[0] == "medium"  # 2 + 1 - 1
    assert confidence("surveyed", "read", 9, 10, 11, True, 3)[0] == "robust"
    assert (
        confidence("modelled", "read", 9, 10, 11, False, 1)[0] == confidence("modelled", "read", 9, 10, 11, False, 9)[0] == "medium"
    )


def test_a_wider_range_never_raises_confidence() -> None:
    words = [
        ORDER.index(confidence("modelled", "read", 100 - half, 100, 100 + half, False, 2)[2]) for half in (1, 15, 16, 50, 51, 500)
    ]
    assert words == sorted(words, reverse=True)
    assert len(set(words)) == 3


def test_a_number_without_a_range_says_nothing_of_agreement() -> None:
    assert confidence("modelled", "read", 5, 5, 5, False, 1)[1] == "medium"
    assert confidence("counted", "read", nan, nan, nan, False, 1)[1] == "medium"
    assert confidence("measured", "read", 5, 5, 5, False, 1)[1] == "high"
    assert confidence("modelled", "read", -1, 0, 1, False, 1)[1] == "low"


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, "virtually certain"), (0.99, "virtually certain"), (0.98, "very likely"), (0.9, "very likely"), (0.7, "likely"),
        (0.66, "likely"), (0.65, "about as likely as not"), (0.33, "about as likely as not"), (0.32, "unlikely"), (0.1, "very unlikely"),
        (0.05, "very unlikely"), (0.01, "exceptionally unlikely"), (0.0, "exceptionally unlikely"),
    ],
)  # fmt: skip
def test_likelihood_words_are_those_of_the_guidance_note(probability: float, word: str) -> None:
    assert likelihood(probability) == word


@pytest.mark.parametrize("wrong", [-0.1, 1.1, inf, nan])
def test_a_probability_outside_zero_to_one_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        likelihood(wrong)


def test_definitions_that_disagree_lower_the_agreement() -> None:
    assert between_definitions((40.0, 42.0)) == "high"
    assert between_definitions((10.0, 40.0)) == "low"  # half-width 15 over 25
    assert between_definitions((10.0,)) == "medium"


def test_a_chain_is_as_strong_as_its_weakest_row() -> None:
    rows = [("robust", "low", "medium"), ("limited", "high", "medium"), ("medium", "medium", "very low")]
    assert weakest(rows) == ("limited", "low", "very low")  # type: ignore[arg-type]
    assert lower("high", "low") == "low"
    assert combine("robust", "high", ("medium",)) == "medium"
