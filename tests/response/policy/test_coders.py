"""Agreement of made-up coders, counted by hand, and what settling makes of it."""

from dataclasses import replace
from datetime import date

import pytest

from highground.basis.errors import BadData
from highground.basis.policy import Adjudication
from highground.catalogue.codes.workbook import Line
from highground.response.policy.coders import coded, decisions, disagreements, measured, settled

from .made import TEXT, answer, book, suggestion

BOOK = book()
TODAY = date(2026, 11, 25)
ONE = [answer(1, "migration", "one", hg_strength="3"), answer(2, "cryosphere", "one"), answer(3, "migration", "one", "no")]
TWO = [answer(1, "migration", "two", hg_strength="1"), answer(2, "cryosphere", "two"), answer(3, "migration", "two", "no")]
SPLIT = [*ONE, *TWO[:2], answer(3, "migration", "two", "yes", hg_strength="2")]


def test_agreement_counts_pairs_by_hand() -> None:
    found = {(one.field, one.theme): one for one in measured(SPLIT, BOOK)}
    whole = found["present", ""]
    assert whole.same == pytest.approx(2 / 3)
    # yes yes, yes yes, no yes: observed disagreement 2 of 6 answers, expected 2*5*1/(6*5): alpha = 1 - (2/6) / (10/30) = 0
    assert whole.alpha.value == pytest.approx(0)
    assert whole.alpha.units == 3
    assert found["present", "cryosphere"].alpha.value is None  # everybody said the same
    strength = found["hg_strength", ""]
    assert (strength.scale, strength.alpha.units) == ("ordinal", 1)
    assert list(whole.kappas) == [("one", "two")]


def test_a_field_that_only_one_coder_answered_is_no_row_of_blanks() -> None:
    alone = [*ONE, answer(1, "migration", "two"), answer(2, "mountain", "two")]
    assert {(one.field, one.theme) for one in measured(alone, BOOK)} == {("present", ""), ("present", "migration")}


def test_suggestions_are_nobodys_answers() -> None:
    assert coded([suggestion(1, "migration"), *ONE]) == tuple(ONE)
    with pytest.raises(BadData, match="coders who have answered: 1"):
        measured([suggestion(1, "migration"), *ONE], BOOK)


def test_disagreements_are_listed_with_who_said_what() -> None:
    found = disagreements(SPLIT, BOOK)
    assert [(one.unit[1], one.field, one.said) for one in found] == [
        (1, "hg_strength", {"one": "3", "two": "1"}), (3, "present", {"one": "no", "two": "yes"}),
    ]  # fmt: skip
    assert not any(one.settled for one in found)


def _row(passage: str, field: str, decided: str, **more: str) -> Line:
    cells = {
        "text": TEXT.id,
        "passage": passage,
        "theme": "Migration",
        "field": field,
        "decided": decided,
        "by": "panel",
        "why": "read again",
    }
    return Line("a.xlsx, sheet Disagreements", 3, "settle", cells | more, {})


def test_decisions_make_adjudicated_codes_that_keep_what_was_shared() -> None:
    log = decisions([_row("1", "hg_strength", "2 aim"), _row("3", "present", "no")], BOOK, disagreements(SPLIT, BOOK), TODAY)
    assert [(one.decided, one.by, one.said) for one in log] == [
        ("2", "panel", {"one": "3", "two": "1"}),
        ("no", "panel", {"one": "no", "two": "yes"}),
    ]
    first, second = settled(SPLIT, log, BOOK)
    assert (first.status, first.strength, first.coder, first.published) == ("adjudicated", 2, "panel", True)
    assert (second.present, second.published, second.values) == ("no", False, {})


def test_a_unit_with_an_open_disagreement_is_not_settled() -> None:
    codes = [
        answer(1, "migration", "one", hg_strength="3", hg_framing="risk"),
        answer(1, "migration", "two", hg_strength="1", hg_framing="rights"),
    ]
    log = decisions([_row("1", "hg_strength", "3")], BOOK, disagreements(codes, BOOK), TODAY)
    assert settled(codes, log, BOOK) == ()


def test_a_theme_that_was_decided_not_to_be_there_needs_no_strength() -> None:
    codes = [
        answer(1, "migration", "one", hg_strength="3"), answer(1, "migration", "two", hg_strength="1"), answer(1, "migration", "three", "no"),
    ]  # fmt: skip
    log = decisions([_row("1", "present", "no")], BOOK, disagreements(codes, BOOK), TODAY)
    assert [code.present for code in settled(codes, log, BOOK)] == ["no"]
    kept = decisions([_row("1", "present", "yes")], BOOK, disagreements(codes, BOOK), TODAY)
    assert settled(codes, kept, BOOK) == ()


def test_a_decision_on_answers_that_changed_since_no_longer_holds() -> None:
    log = decisions([_row("1", "hg_strength", "3")], BOOK, disagreements(SPLIT, BOOK), TODAY)
    changed = [answer(1, "migration", "one", hg_strength="4"), *SPLIT[1:]]
    assert [one.settled for one in disagreements(changed, BOOK, log) if one.field == "hg_strength"] == [None]


def test_a_decision_taken_again_by_another_replaces_the_first() -> None:
    made = {}
    for by, decided in (("panel", "yes"), ("minister", "no")):
        log = decisions([_row("3", "present", decided, by=by)], BOOK, disagreements(SPLIT, BOOK), TODAY)
        made |= {code.id: code.present for code in settled(SPLIT, log, BOOK) if code.passage == 3}
    assert list(made.values()) == ["no"]


def test_what_a_coder_settles_does_not_replace_what_the_coder_had_said() -> None:
    log = decisions([_row("3", "present", "yes", by="one")], BOOK, disagreements(SPLIT, BOOK), TODAY)
    assert not {code.id for code in settled(SPLIT, log, BOOK)} & {code.id for code in SPLIT}


def test_a_decision_on_answers_that_changed_since_the_sheet_was_written_is_refused() -> None:
    row = _row("1", "hg_strength", "2", said1="3 measure", said2="1 context")
    row = replace(row, headings={"said1": "one", "said2": "two"})
    (kept,) = decisions([row], BOOK, disagreements(SPLIT, BOOK), TODAY)
    assert kept.said == {"one": "3", "two": "1"}
    changed = [answer(1, "migration", "one", hg_strength="4"), *SPLIT[1:]]
    with pytest.raises(BadData, match="not those of the coders now"):
        decisions([row], BOOK, disagreements(changed, BOOK), TODAY)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (_row("2", "present", "yes"), "do not disagree"), (_row("1", "hg_strength", "9"), "none of the values"),
        (_row("3", "present", "perhaps"), "neither yes nor no"), (_row("3", "present", "yes", by=""), "needs the name"),
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_is_refused(row: Line, said: str) -> None:
    with pytest.raises(BadData, match=said):
        decisions([row], BOOK, disagreements(SPLIT, BOOK), TODAY)


def test_rows_without_a_decision_wait() -> None:
    assert decisions([_row("1", "hg_strength", "")], BOOK, disagreements(SPLIT, BOOK), TODAY) == ()
    assert Adjudication("i", TEXT.id, 1, "migration", "present", {}, "yes", "panel", "2026-11-25").why == ""
