"""Workbooks that come back: columns found by their tags, what is dangerous refused."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.codes.workbook import read_lines, tag


def _book(folder: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    path = folder / "coding.xlsx"
    book.save(path)
    return path


TAGS = (tag("code", "text"), "#told+2", tag("code", "passage"), tag("code", "date"))


def test_columns_are_found_by_their_tags_wherever_they_stand(tmp_path: Path) -> None:
    path = _book(
        tmp_path,
        ("Text, id", "Text", "Passage", "Date"),
        TAGS,
        ("t", "name", 7.0, datetime(2026, 11, 5)),
        (None,) * 4,
        ("u", None, 8, date(2026, 1, 2)),
    )
    first, second = read_lines(path)
    assert first.cells == {"text": "t", "passage": "7", "date": "2026-11-05"}
    assert (second.number, second.cells["date"], second.part) == (5, "2026-01-02", "code")
    assert second.where("passage") == "coding.xlsx, sheet Sheet: row 5, Passage"


@pytest.mark.parametrize(
    ("row", "said"),
    [(("=1+1", "", 1, None), "holds a formula"), ((True, "", 1, None), "TRUE or FALSE"), (("x" * 32_001, "", 1, None), "more than 32,000 signs")],
)  # fmt: skip
def test_cells_that_cannot_be_are_refused(tmp_path: Path, row: tuple[object, ...], said: str) -> None:
    with pytest.raises(BadData, match=said):
        read_lines(_book(tmp_path, ("a", "b", "c", "d"), TAGS, row))


def test_a_workbook_without_tags_or_with_a_tag_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="row of tags below the headings is gone"):
        read_lines(_book(tmp_path, ("a", "b"), ("t", 7)))
    with pytest.raises(BadData, match="columns A and B"):
        read_lines(_book(tmp_path, ("a", "b"), (TAGS[0], TAGS[0]), ("t", 7)))


WHOLE = tuple(tag("code", name) for name in ("text", "passage", "theme", "present", "coder"))


@pytest.mark.parametrize("gone", range(5))
def test_a_needed_column_that_was_deleted_is_named_and_not_read_as_no_answer(tmp_path: Path, gone: int) -> None:
    rows = [row[:gone] + row[gone + 1 :] for row in (("a", "b", "c", "d", "e"), WHOLE, ("t", 7, "migration", "yes", "one"))]
    with pytest.raises(BadData, match=rf"the column tagged {WHOLE[gone]} is gone".replace("+", r"\+")):
        read_lines(_book(tmp_path, *rows), ("code",))


def test_a_sheet_whose_tags_are_gone_is_told_though_another_has_them(tmp_path: Path) -> None:
    path = _book(tmp_path, ("a", "b", "c", "d", "e"), WHOLE, ("t", 7, "migration", "yes", "one"))
    assert len(read_lines(path, ("code",))) == 1
    with pytest.raises(BadData, match=r"no sheet with the row of tags #text\+"):
        read_lines(path, ("code", "text"))


def test_rows_that_were_sorted_above_the_tags_are_not_lost(tmp_path: Path) -> None:
    path = _book(
        tmp_path, ("a", "b", "c", "d", "e"), ("t", 7, "migration", "yes", "one"), WHOLE, ("t", 8, "migration", "yes", "one")
    )
    with pytest.raises(BadData, match="tags stand in row 3"):
        read_lines(path)


def test_what_is_no_workbook_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "coding.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(BadData, match="not a whole xlsx workbook"):
        read_lines(path)
    with pytest.raises(MissingSource, match=r"gone\.xlsx"):
        read_lines(tmp_path / "gone.xlsx")
