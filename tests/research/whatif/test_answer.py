from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from highground.basis.source import Source
from highground.research.whatif.answer import DIFFERENCE, OWN, PERCENT, ROW_COLUMNS, WITH, WITHOUT, Book, label_of, one, unit_of

CARD = Source(
    "facts", "We", "Facts", "1", date(2026, 1, 2), "", "CC BY 4.0", "We, 2026", "ab" * 32, "things", "not reported", "none"
)
SOURCES = {"displacement_aad": ("facts",), "pasture_pays": ("facts",), "relocated": ("facts",)}
TOTAL = np.linspace(100.0, 10_000.0, 1001)
KEY = ("displacement_aad", "")


def book() -> Book:
    return Book("KAZ", 2.0, {"facts": CARD})


def test_the_difference_is_that_of_paired_members_never_of_middles() -> None:
    found = book()
    found.compare({KEY: TOTAL}, {KEY: 0.9 * TOTAL[::1]}, "early_warning", SOURCES)
    rows = found.frame()
    percent = one(rows, KEY[0], PERCENT)
    assert percent is not None
    assert (percent["low"], percent["mid"], percent["high"]) == pytest.approx((-10, -10, -10))  # the totals span a hundredfold
    crossed = book()
    crossed.compare({KEY: TOTAL}, {KEY: TOTAL[::-1]}, "early_warning", SOURCES)
    row = one(crossed.frame(), KEY[0], DIFFERENCE)
    assert row is not None
    assert row["mid"] == pytest.approx(0)
    assert row["low"] < -8000  # though both middles and both ranges are the same


def test_the_same_before_and_after_is_exactly_nothing() -> None:
    found = book()
    found.compare({KEY: TOTAL}, {KEY: TOTAL.copy()}, "water", SOURCES)
    assert (found.frame()[["low", "mid", "high"]] == 0).all(axis=None)


def test_what_only_the_levers_bring_is_compared_with_nothing() -> None:
    found = book()
    found.compare({}, {("relocated", ""): np.full(1001, 400.0)}, "relocation", SOURCES)
    rows = found.frame()
    assert list(rows["what"]) == [DIFFERENCE]  # no percent of nothing
    assert rows["mid"].item() == 400


def test_shares_differ_in_points_not_in_percent_of_percent() -> None:
    found = book()
    key = ("pasture_pays", "")
    found.compare({key: np.full(1001, 40.0)}, {key: np.full(1001, 50.0)}, "pasture", SOURCES)
    assert list(found.frame()["what"]) == [DIFFERENCE]


def test_a_judged_difference_is_never_more_than_low_confidence() -> None:
    found = book()
    found.state({KEY: TOTAL}, WITHOUT, "", SOURCES)
    found.state({KEY: TOTAL}, WITH, "water", SOURCES)
    found.compare({KEY: TOTAL}, {KEY: 0.9 * TOTAL}, "water", SOURCES)
    rows = found.frame()
    assert list(rows.columns) == [name for name, _, _ in ROW_COLUMNS]
    assert set(rows.loc[rows["how"] == "judged", "confidence"]) <= {"very low", "low"}
    assert (rows["level"] == 2.0).all()
    assert found.used == ("facts", "highground-judgement")


def test_what_rests_on_our_own_assumptions_is_never_surer_than_medium() -> None:
    cards = {"facts": CARD, "more": replace(CARD, id="more"), "highground-judgement": replace(CARD, id="highground-judgement")}
    for behind, sure in ((("facts", "more"), "very high"), (("facts", "highground-judgement"), "medium")):
        found = Book("KAZ", 2.0, cards)
        found.state({KEY: np.full(1001, 400.0)}, WITHOUT, "", {KEY[0]: behind}, "measured")
        assert found.frame()["confidence"].item() == sure


def test_every_measure_has_a_unit_and_words() -> None:
    assert unit_of("displacement_aad") == "displacements yr-1"
    for measure in OWN:
        assert unit_of(measure)
        assert label_of(measure)
