from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.basis.relocation import BY_KEY, FAMILY
from highground.catalogue.register.cells import Reader, ends, written

from .conftest import TODAY

FIELD = {field.id: field for field in FAMILY}
READER = Reader(TODAY)


@pytest.mark.parametrize(
    ("field", "cell", "form"),
    [
        ("people", 5, "5"), ("people", 5.0, "5"), ("people", "4–6", "4-6"), ("people", "4 - 4", "4"), ("people", "нет данных", ""), ("women", "2", "2"),
        ("consent", "Иә", "yes"), ("consent", "спросили, ответа нет", "asked"), ("damage", "none", "none"), ("damage", "без повреждений", "none"),
        ("consent_date", datetime(2026, 3, 1), "2026-03-01"), ("consent_date", "01.03.2026", "2026-03-01"), ("consent_date", "март 2026", "2026-03"),
        ("note", " two  words \r\nmore ", "two  words \nmore"), ("id", 12.0, "12"), ("settlement", "San Juan", "San Juan"),
    ],
)  # fmt: skip
def test_a_cell_has_one_written_form(field: str, cell: object, form: str) -> None:
    assert READER.cell(FIELD[field], cell, "here") == form


@pytest.mark.parametrize(
    ("field", "cell", "why"),
    [
        ("people", -3, "negative"), ("people", "2.5", "no whole number"), ("people", 80, "more than one family"), ("people", "6-4", "turn them round"),
        ("people", "many", "no number of people"), ("women", "1-2", "no number of people"), ("consent", "maybe", "none of not asked, asked, yes"),
        ("consent_date", "2027-01-01", "in the future"), ("moved", "someday", "is not understood"), ("note", "Maria Lopez", "looks like a full name"),
        ("note", "x" * 5001, "5,001 characters"), ("id", "940101300123", "identity number"),
        ("people", "inf", "no whole|no number|more than"), ("consent_date", "03/04/2026", "may be day and month or month and day"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_is_refused_in_one_sentence_with_its_place(field: str, cell: object, why: str) -> None:
    with pytest.raises(BadData, match=why) as refused:
        READER.cell(FIELD[field], cell, "list.csv: row 3, X")
    assert str(refused.value).startswith("list.csv: row 3, X: ")
    assert "\n" not in str(refused.value)


def test_what_looks_personal_is_never_printed() -> None:
    with pytest.raises(BadData) as refused:
        READER.cell(FIELD["note"], "Maria Lopez", "here")
    assert "Lopez" not in str(refused.value)


def test_dates_with_slashes_follow_the_order_that_was_said() -> None:
    assert Reader(TODAY, "dmy").cell(FIELD["moved"], "03/04/2026", "") == "2026-04-03"
    with pytest.raises(BadData, match="row 3: 03/04/2026 may be day and month or month and day; say which with --dates"):
        READER.cell(FIELD["moved"], "03/04/2026", "row 3")


def test_a_count_that_is_said_to_be_none_is_zero_and_people_are_never_none() -> None:
    assert [READER.cell(FIELD["older"], text, "") for text in ("нет", "жоқ", "no", "-")] == ["0", "0", "0", ""]
    with pytest.raises(BadData, match="no number of people"):
        READER.cell(FIELD["people"], "нет", "")


@given(
    st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes()),
    st.sampled_from(sorted(BY_KEY)),
)
def test_a_written_form_is_its_own_written_form_and_nothing_else_comes_out(cell: object, name: str) -> None:
    try:
        form = READER.cell(BY_KEY[name], cell, "here")
    except BadData:
        return
    assert form == written(form)
    assert READER.cell(BY_KEY[name], form, "here") == form


def test_people_have_two_ends() -> None:
    assert (ends("4-6"), ends("3"), ends("")) == ((4.0, 6.0), (3.0, 3.0), None)
