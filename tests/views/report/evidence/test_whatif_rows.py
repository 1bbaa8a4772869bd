from typing import Any

import pytest

from highground.basis.indicators import BY_ID
from highground.basis.mobility import LEVERS
from highground.basis.settings import LANGS
from highground.research.whatif.answer import OWN, WhatIf
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.whatif_rows import (
    NAMES,
    SHOWN,
    TOLD,
    changed,
    difference,
    is_nothing,
    lever,
    name,
    percent,
    signed,
    size,
    span,
    together,
    unchanged,
    with_all,
    without,
)

EN = Words("en")


def row(low: float, mid: float, high: float, unit: str = "persons") -> dict[str, Any]:
    return {"low": low, "mid": mid, "high": high, "unit": unit}


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        ((-4_000, -1_200, -200), "−1,200 (−4,000 to −200)"),
        ((200, 1_200, 4_000), "+1,200 (+200 to +4,000)"),
        ((-4_000, 100, 5_000), "−4,000 to +5,000"),
        ((-50, 0, 0), "−50 to 0"),
        ((-0.3, -0.1, 0.2), "0"),
        ((-210.4, -29.2, -1.01), "−29 (−210 to −1)"),
        ((0, 0, 0), "no change"),
        ((-3, -3, -3), "−3"),
    ],
)
def test_a_difference_carries_its_sign_and_both_signs_round_alike(ends: tuple[float, float, float], text: str) -> None:
    assert signed(row(*ends), EN).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        ((0.0006, 0.011, 0.09), "+0.010 (0.0 to +0.09)"),
        ((-0.06, -0.004, 0.0), "−0.06 to 0.00"),
        ((-0.002, -0.001, 0.0), "0"),
        ((-4.2, -2.0, -0.3), "−2.0 (−4 to −0.30)"),
    ],
)
def test_a_difference_of_shares_is_told_to_hundredths_at_most(ends: tuple[float, float, float], text: str) -> None:
    assert signed(row(*ends, "%"), EN).replace("\u00a0", " ") == text


def test_a_blank_is_never_a_zero() -> None:
    assert signed(None, EN) == span(None, EN) == "not reported"
    assert is_nothing(row(0, 0, 0))
    assert not is_nothing(row(-1, 0, 0))


def test_the_size_of_a_difference_has_no_sign() -> None:
    assert size(row(-4_000, -1_200, -200), EN).replace("\u00a0", " ") == "1,200 (200 to 4,000)"
    assert percent(row(-20, -12, -5, "%"), EN).replace("\u00a0", " ") == "12 % (5 to 20)"


def test_rows_are_found_by_measure_and_levers(asked: WhatIf) -> None:
    assert together(asked) == "early_warning pathways"
    for key in SHOWN:
        before, after, change = without(asked, key), with_all(asked, key), difference(asked, key)
        assert before is not None
        assert after is not None
        assert change is not None
    assert is_nothing(difference(asked, ("internal_moves", ""), "early_warning") or {})
    assert difference(asked, ("internal_moves", ""), "water") is None


def test_what_changes_and_what_does_not_make_up_the_picture(asked: WhatIf) -> None:
    assert changed(asked) == SHOWN
    assert unchanged(asked) == ()
    nothing = WhatIf(asked.about, asked.rows.assign(low=0.0, mid=0.0, high=0.0), ())
    assert changed(nothing) == SHOWN  # an answer of nothing shows all that stays


def test_every_measure_that_is_told_has_a_short_name_in_each_language() -> None:
    for lang in LANGS:
        words = Words(lang)
        assert len({name(key, words) for key in TOLD}) == len(TOLD)
    assert {key for key, _ in (*TOLD, *SHOWN)} <= {*BY_ID, *OWN}
    assert set(SHOWN) <= set(NAMES)


def test_a_lever_is_told_with_its_amount_in_its_own_unit(asked: WhatIf) -> None:
    about = {**asked.about, "levers": {each.id: 20.0 for each in LEVERS}}
    found = WhatIf(about, asked.rows, asked.sources)
    assert lever(found, "water", EN) == "Investment in water: 20\u00a0% of full reach"
    assert lever(found, "relocation", EN) == "Planned relocation programme: 20 households a year"
