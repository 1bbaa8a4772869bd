import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.estimate import LEVEL, Estimate, honest, summarise

number = st.floats(-1e9, 1e9, allow_nan=False)


def test_a_range_is_printed_to_the_digit_it_supports() -> None:
    assert str(Estimate(8_214, 11_937, 17_402, "persons", "modelled", ("demo",))) == "12,000 persons (8,000 to 17,000)"


def test_a_count_without_doubt_is_printed_whole() -> None:
    assert str(Estimate(20_330_104, 20_330_104, 20_330_104, "persons", "counted", ("demo",))) == "20,330,104 persons"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"low": 3.0}, "need low <= mid <= high"),
        ({"mid": 5.0}, "need low <= mid <= high"),
        ({"low": math.nan}, "finite"),
        ({"high": math.inf}, "finite"),
        ({"how": "guessed"}, "need one of counted, measured, surveyed, modelled, judged"),
        ({"sources": ()}, "no source card"),
    ],
)
def test_an_estimate_that_cannot_be_published_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Estimate(**{"low": 1.0, "mid": 2.0, "high": 4.0, "unit": "m", "how": "modelled", "sources": ("demo",), **change})


@given(st.tuples(number, number, number).map(sorted))
def test_rounding_keeps_the_order_and_moves_no_bound_by_more_than_half_the_width(span: list[float]) -> None:
    low, mid, high = span
    if (high - low) / 2 < 1e-6:
        return
    rounded = honest(low, mid, high)
    assert rounded[0] <= rounded[1] <= rounded[2]
    assert all(abs(after - before) <= (high - low) / 4 + 1e-9 for before, after in zip(span, rounded, strict=True))


def test_a_summary_is_the_median_and_the_ninety_per_cent_range() -> None:
    # 0, 1 ... 1000: by hand, 5 % lie below 50 and 5 % above 950
    found = summarise(np.arange(1001.0), "m", "modelled", ("demo",))
    assert LEVEL == 0.9
    assert (found.low, found.mid, found.high) == pytest.approx((50, 500, 950))


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=50), st.randoms())
def test_the_order_of_members_changes_nothing(values: list[float], random: object) -> None:
    shuffled = values.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert summarise(values, "m", "modelled", ("demo",)) == summarise(shuffled, "m", "modelled", ("demo",))


def test_one_member_without_a_value_is_refused_and_not_dropped_in_silence() -> None:
    with pytest.raises(ValueError, match="finite"):
        summarise([1.0, math.nan, 2.0], "m", "modelled", ("demo",))


def test_the_last_bits_of_a_constant_are_not_a_range() -> None:
    found = summarise(np.array([365.00000000000006, 364.99999999999994, 365.0]), "days", "modelled", ("demo",))
    assert (found.low, found.mid, found.high) == (365, 365, 365)


def test_what_a_computer_leaves_of_nothing_is_nothing() -> None:
    # found in Andorra, where nobody lives outside mountains, and in the Dominican Republic, whose cold belt runs out at +3 °C
    nobody = summarise([-2.9e-11, 0.0, 1.5e-11], "persons", "modelled", ("demo",))
    assert (nobody.low, nobody.mid, nobody.high) == (0, 0, 0)
    cold = summarise([3.3e-12] * 9 + [217.0] * 3, "km2", "modelled", ("demo",))
    assert (cold.low, cold.mid, cold.high) == (0, 0, 217)
    assert str(cold) == "0 km2 (0 to 200)"


def test_a_range_below_what_the_computer_can_halve_is_no_range() -> None:
    assert honest(0.0, 0.0, 5e-324) == (0.0, 0.0, 5e-324)
