"""Measures of agreement against published and hand-worked examples, and laws."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.response.policy.agreement import FEWEST, Scale, alpha, kappa, table

OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
# 2011, Computing Krippendorff's Alpha-Reliability, section C: 4 observers, 12 units
KRIPPENDORFF: list[list[str | None]] = [[None if one == "." else one for one in unit] for unit in zip(*OBSERVERS, strict=True)]
COHEN: list[tuple[str, str, int]] = [
    ("a", "a", 88),
    ("a", "b", 14),
    ("a", "c", 18),
    ("b", "a", 10),
    ("b", "b", 40),
    ("b", "c", 10),
    ("c", "a", 2),
    ("c", "b", 6),
    ("c", "c", 12),
]


@pytest.mark.parametrize(("scale", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_is_what_krippendorff_published(scale: Scale, published: float) -> None:
    found = alpha(KRIPPENDORFF, scale)
    assert found.value == pytest.approx(published, abs=0.0005)
    assert found.units == 11  # the twelfth was seen by one observer


def test_kappa_is_what_cohen_published() -> None:
    one, other = ([str(pair[place]) for pair in COHEN for _ in range(pair[2])] for place in (0, 1))
    assert kappa(one, other).value == pytest.approx(0.492, abs=0.0005)  # 1960, table 2: agreement 0.70, by chance 0.41


def test_weighted_kappa_by_hand() -> None:
    # table [[1, 1], [0, 1]] on 0, 1, 2 with one far miss: observed squares 1 + 4 of 4 pairs
    one, other = ["0", "0", "1", "2"], ["0", "1", "1", "0"]
    # by chance: rows 2,1,1, columns 2,2,0: (2*2*1 + 1*2*1 + 1*2*4 + 1*2*1) / 4 = 4
    assert kappa(one, other, weighted=True, values=["0", "1", "2"]).value == pytest.approx(1 - 5 / 4)


def test_where_all_say_the_same_agreement_is_not_defined() -> None:
    assert alpha([["yes", "yes"]] * 9, "nominal").value is None
    assert kappa(["yes"] * 9, ["yes"] * 9).value is None
    assert alpha([["yes", None]], "nominal").value is None


def test_few_passages_give_no_interval_and_more_narrow_it() -> None:
    rows: list[list[str | None]] = [["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"]]
    assert len(rows) < FEWEST
    assert alpha(rows, "nominal").low is None
    wide, narrow = alpha(rows * 3, "nominal"), alpha(rows * 48, "nominal")
    for found in (wide, narrow):
        assert found.low is not None
        assert found.high is not None
        assert found.value is not None
        assert found.low <= found.value <= found.high
    assert (narrow.high or 0) - (narrow.low or 0) < (wide.high or 0) - (wide.low or 0)


def test_units_of_one_passage_are_resampled_together() -> None:
    rows: list[list[str | None]] = [["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"], ["a", "a"], ["b", "a"]] * 4
    apart = alpha(rows, "nominal")
    together = alpha(rows, "nominal", clusters=[str(number // 4) for number in range(len(rows))])
    assert apart.value == together.value
    assert (apart.low, apart.high) != (together.low, together.high)


def test_the_same_seed_gives_the_same_interval() -> None:
    assert alpha(KRIPPENDORFF, "ordinal", seed=3) == alpha(KRIPPENDORFF, "ordinal", seed=3)


ANSWERS = st.lists(st.lists(st.sampled_from(["0", "1", "2", None]), min_size=3, max_size=3), min_size=1, max_size=12)


@given(ANSWERS, st.permutations([0, 1, 2]))
def test_alpha_is_at_most_one_and_knows_no_first_coder(rows: list[list[str | None]], order: list[int]) -> None:
    for scale in get_args(Scale):
        found = alpha(rows, scale)
        turned = alpha([[row[place] for place in order] for row in rows], scale)
        assert found.value is None or found.value <= 1 + 1e-12
        assert (found.value is None) == (turned.value is None)
        assert found.value is None or found.value == pytest.approx(turned.value)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab")), min_size=2, max_size=20))
def test_kappa_of_two_values_needs_no_weights(pairs: list[tuple[str, str]]) -> None:
    one, other = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    plain, weighted = kappa(one, other), kappa(one, other, weighted=True)
    assert plain.value is None if weighted.value is None else plain.value == pytest.approx(weighted.value)


def test_answers_become_a_table_of_units_and_coders() -> None:
    found = table({("u1", "a"): "yes", ("u1", "b"): "no", ("u2", "b"): "no"}, ["u1", "u2"], ["a", "b"])
    assert found == [["yes", "no"], [None, "no"]]
    assert np.array(found, dtype=object).shape == (2, 2)


def test_coders_who_never_differ_get_no_interval_without_doubt() -> None:
    few, many = (kappa(["yes", "no"] * pairs, ["yes", "no"] * pairs) for pairs in (10, 100))
    assert few.value == many.value == many.high == 1
    assert few.low == pytest.approx(1 - (1 - 0.05 ** (1 / 20)) / 0.5)
    assert few.low is not None
    assert many.low is not None
    assert few.low < many.low < 1
