"""Tables that people typed: which heading is which, and what is refused in one sentence."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.answers.table import number_of, text, typed

HEADS = {"participant": ("participant", "номер"), "days": ("days", "дней")}


def written(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_headings_are_found_in_any_language_below_a_title(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", ("Список",), ("НОМЕР", "Дней."), ("7", 2))
    found = typed(path, HEADS, ("participant", "days"), "a list")
    assert found.rows[0][1] == {"participant": "7", "days": "2"}
    assert found.rows[0][0].endswith("row 3")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("name", "days"), ("a", 1)], "none of the first"),
        ([("participant", "days", "days"), ("a", 1, 2)], "stands twice"),
        ([("participant", "days")], "no rows below"),
        ([("participant", "days", None), ("a", 1, "x")], "below no heading"),
        ([("participant", "days"), ("a", "=1+1")], "formula"),
        ([("participant", "days"), ("a", True)], "TRUE/FALSE"),
        ([("participant", "days"), ("a", date(2026, 1, 2))], "made a date"),
        ([("participant", "days"), ("a", "x" * 300)], "more than 200 signs"),
    ],
)
def test_what_is_no_plain_table_is_refused(tmp_path: Path, rows: list[tuple[object, ...]], said: str) -> None:
    with pytest.raises(BadData, match=said):
        typed(written(tmp_path / "a.xlsx", *rows), HEADS, ("participant", "days"), "a list")


def test_a_long_note_on_another_sheet_is_in_nobodys_way(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(("x" * 300,))
    book.create_sheet("list").append(("participant", "days"))
    book["list"].append(("1", 1))
    book.save(tmp_path / "a.xlsx")
    assert typed(tmp_path / "a.xlsx", HEADS, ("participant", "days"), "a list").rows[0][1]["days"] == "1"


def test_two_sheets_that_both_fit_are_refused(tmp_path: Path) -> None:
    book = Workbook()
    for sheet in (book.worksheets[0], book.create_sheet("again")):
        sheet.append(("participant", "days"))
        sheet.append(("1", 1))
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(BadData, match="more than one sheet"):
        typed(tmp_path / "a.xlsx", HEADS, ("participant", "days"), "a list")


def test_a_missing_file_and_one_that_is_no_workbook_are_told(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match="there is no file"):
        typed(tmp_path / "a.xlsx", HEADS, ("participant",), "a list")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(BadData, match="not a whole xlsx"):
        typed(tmp_path / "b.xlsx", HEADS, ("participant",), "a list")


@pytest.mark.parametrize("told", ["", "Aigul Abenova", "../x", "a/b", "=1", "x" * 41])
def test_a_name_a_path_or_a_blank_is_no_number(told: str) -> None:
    with pytest.raises(BadData, match="participant's number"):
        number_of(told, "row 2")


def test_small_letters_are_the_same_number() -> None:
    assert number_of("p-7", "") == number_of("P-7", "") == "P-7"


@given(st.text(max_size=60))
def test_a_number_is_always_fit_for_the_name_of_a_file(told: str) -> None:
    try:
        found = number_of(told, "row")
    except BadData:
        return
    assert not set(found) & set('/\\.:*?"<>| \n')


def test_whole_numbers_lose_their_point() -> None:
    assert [text(value, "") for value in (3.0, 2.5, 7, None, " a  b ")] == ["3", "2.5", "7", "", "a b"]
