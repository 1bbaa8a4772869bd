from pathlib import Path

import pytest
from openpyxl import load_workbook

from highground.catalogue.drafts.draft import Draft, Passage
from highground.catalogue.drafts.rulebook import rulebook
from highground.catalogue.shelf import Shelf
from highground.research.drafts.check import book, check
from highground.views.report.office.claims_workbook import write


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
def test_each_mark_has_a_line_and_text_never_becomes_a_formula(tmp_path: Path, lang: str) -> None:
    tables = rulebook(Shelf())
    draft = Draft(
        "d", "text", "ab", (Passage("=HYPERLINK(1) environmental refugees arrive.", 1), Passage("Internal refugees too.", 2))
    )
    found = check(draft, book(tables.figures, tables.words, tables.rules))
    write(draft, found, lang, "2026-11-25", tmp_path / "a.xlsx")
    write(draft, found, lang, "2026-11-25", tmp_path / "b.xlsx")
    about, marks = load_workbook(tmp_path / "a.xlsx").worksheets
    assert about.cell(1, 2).value == "d"
    assert [marks.cell(row, 5).value for row in (2, 3)] == ["environmental refugees", "Internal refugees"]
    assert marks.cell(2, 6).data_type == "s"
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_clean_draft_has_only_the_first_sheet(tmp_path: Path) -> None:
    tables = rulebook(Shelf())
    draft = Draft("d", "text", "ab", (Passage("The valley is green.", 1),))
    write(draft, check(draft, book(tables.figures, tables.words, tables.rules)), "en", "2026-11-25", tmp_path / "a.xlsx")
    assert len(load_workbook(tmp_path / "a.xlsx").worksheets) == 1
