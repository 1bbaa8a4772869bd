"""What a coder gives back, each row checked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.catalogue.codes.workbook import Line
from highground.response.policy.coding import answers, dated, iso, lacking, matched, to_answer, value

from .made import LIBRARY, TEXT, answer, book, suggestion

BOOK = book()
TODAY = date(2026, 11, 25)
GOOD = {"text": TEXT.id, "passage": "1", "theme": "planned_relocation", "present": "yes", "coder": "one"}


def line(number: int = 3, part: str = "code", **cells: str) -> Line:
    return Line("coding.xlsx, sheet Passages", number, part, cells, {"hg_strength": "Strength of commitment"})


def test_a_filled_row_is_a_code_of_its_coder_with_the_day() -> None:
    (code,) = answers([line(**GOOD, hg_strength="3", hg_framing="adaptación")], BOOK, LIBRARY, TODAY)
    assert (code.coder, code.date, code.status, code.present, code.page) == ("one", "2026-11-25", "confirmed", "yes", 1)
    assert code.values == {"hg_strength": "3", "hg_framing": "adaptation"}
    assert code.published
    assert lacking([replace(code, present="no", values={})], BOOK) == ()
    (missing,) = lacking([code], BOOK)
    assert [field.id for field in missing] == ["hg_mountain", "hg_cryosphere", "hg_pastoralism", "hg_immobility", "hg_loss_damage"]


def test_a_row_without_an_answer_is_left_out() -> None:
    assert (
        answers(
            [line(text=TEXT.id, passage="1", theme="migration", coder="one"), line(part="text", text=TEXT.id)], BOOK, LIBRARY, TODAY
        )
        == ()
    )


def test_a_word_of_any_of_the_four_languages_is_understood() -> None:
    for said in (
        "4",
        "4 мера с бюджетом, ответственным и сроком",
        "4 MEASURE with budget, owner and deadline",
        "4 бюджеті, жауаптысы және мерзімі бар шара",
    ):
        (code,) = answers([line(**GOOD, hg_strength=said)], BOOK, LIBRARY, TODAY)
        assert code.strength == 4


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": "gone"}, "no text of the library"), ({"passage": "9"}, "no passage '9'"), ({"passage": "²"}, "no passage"),
        ({"theme": "sea"}, "no theme"), ({"present": "perhaps"}, "neither yes nor no"), ({"coder": ""}, "names no coder"),
        ({"present": "", "hg_strength": "3"}, "no answer and still 1 value"), ({"present": "no", "hg_strength": "3"}, "the answer no and still"),
        ({"hg_strength": "5"}, "row 3, Strength of commitment: '5' is none of the values"), ({"date": "yesterday"}, "no date"),
        ({"date": "2026-12-01"}, "after today"), ({"quote": "words from elsewhere"}, "do not stand in passage 1"),
        ({"words": "The glacier is measured each year."}, "ids or words were moved"), ({"words": "Households below"}, "ids or words were moved"),
        ({"status": "adjudicated"}, "policy agree"), ({"own_field": "x"}, "no field of the code book"), ({"status": "suggested"}, "cannot be given"), ({"coder": "x" * 81}, "shorten it"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_refused_with_its_place(changed: dict[str, str], said: str) -> None:
    with pytest.raises(BadData, match=said) as caught:
        answers([line(**(GOOD | changed))], BOOK, LIBRARY, TODAY)
    assert str(caught.value).startswith("coding.xlsx, sheet Passages: row 3")


def test_words_that_a_spreadsheet_dressed_anew_are_still_those_of_the_passage() -> None:
    for told in ("Households below the lake will be moved.", "Households  below the\nlake will be moved", ""):
        assert len(answers([line(**GOOD, words=told)], BOOK, LIBRARY, TODAY)) == 1


def test_a_file_given_back_on_another_day_makes_no_answer_newer() -> None:
    old = answer(1, "migration", "one")
    same, other = replace(old, date="2026-11-25"), replace(old, date="2026-11-25", present="no")
    assert dated([same], {old.id: old}) == (old,)
    assert dated([other], {old.id: old}) == (other,)
    assert dated([same], {}) == (same,)


def test_the_same_theme_twice_in_a_passage_is_refused() -> None:
    with pytest.raises(BadData, match="keep one of the two"):
        answers([line(3, **GOOD), line(4, **GOOD)], BOOK, LIBRARY, TODAY)


def test_a_quote_may_be_a_part_of_its_passage() -> None:
    (code,) = answers([line(**GOOD, quote="below the  lake")], BOOK, LIBRARY, TODAY)
    assert code.quote == "below the  lake"


def test_a_whole_text_is_answered_by_its_own_fields() -> None:
    (code,) = answers(
        [line(part="text", text=TEXT.id, nap_migration="mentioned", nap_idps="1200", coder="one")], BOOK, LIBRARY, TODAY
    )
    assert (code.passage, code.theme, code.values) == (0, "", {"nap_migration": "mentioned", "nap_idps": "1200"})
    with pytest.raises(BadData, match="no whole number"):
        answers([line(part="text", text=TEXT.id, nap_idps="many", coder="one")], BOOK, LIBRARY, TODAY)


def test_a_coder_sees_suggestions_and_own_answers_and_nobody_elses() -> None:
    mine, other = answer(1, "migration", "one"), answer(1, "migration", "two", "no")
    rows = to_answer([suggestion(2, "cryosphere"), suggestion(1, "migration"), mine, other], "one")
    assert [(row.passage, row.coder) for row in rows] == [(1, "one"), (2, "highground")]
    assert to_answer([other], "one") == ()
    settled = replace(mine, id="x", status="adjudicated", present="no")
    assert to_answer([mine, settled], "one") == (mine,)  # whoever settles may be a coder too, and keeps the own answer


@pytest.mark.parametrize(("given_", "day"), [("2026-11-05", "2026-11-05"), ("5.11.2026", "2026-11-05")])
def test_days_are_read_in_two_forms(given_: str, day: str) -> None:
    assert iso(given_, "here") == day


def test_open_fields_take_what_is_written_and_closed_ones_only_what_is_listed() -> None:
    fields = {field.id: field for field in BOOK.fields}
    assert value(fields["climb_driver"], "Drought", "here") == "Drought"
    assert value(fields["climb_driver"], "Бедствия", "here") == "Disaster-related events"
    with pytest.raises(BadData, match="none of the values"):
        value(fields["hg_framing"], "colour", "here")


@given(st.text(max_size=20))
def test_whatever_is_written_a_match_is_an_id_of_the_list(said: str) -> None:
    listed = {theme.id: theme.label for theme in BOOK.themes}
    assert matched(said, listed) in ("", *listed)
