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


def test_what_is_no_workbook_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "coding.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(BadData, match="not a whole xlsx workbook"):
        read_lines(path)
    with pytest.raises(MissingSource, match=r"gone\.xlsx"):
        read_lines(tmp_path / "gone.xlsx")
