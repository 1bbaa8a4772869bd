"""gaps.xlsx: one sheet a table, and no cell that a spreadsheet would compute."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from highground.basis.policy import Instrument
from highground.catalogue.codes.book import codebook
from highground.catalogue.shelf import default_shelf
from highground.response.policy.gaps import Cell, Gaps, Row
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.parts import Findings, Listing
from highground.views.report.office.gaps_workbook import quotes, whole, write

TABLE = Listing("one", "A table", ("Name", "Said"), (("=1+1", "y"),), words=(1,))
PAGE = Findings("en", "T", "S", "D", "0", "", "An answer.", "C", (), (TABLE,), ("u",), ("l",), ("m",), TABLE, TABLE)


def found() -> Gaps:
    themes = codebook(default_shelf()).themes
    cells = {theme.id: Cell("unread") for theme in themes} | {"migration": Cell("coded", 3, (("plan.pdf", 7, "=cmd()"),))}
    return Gaps("KAZ", themes, (Row(Instrument("X", "KAZ", "A law", "law"), (), True, False, cells),), (), ())


def test_a_formula_in_a_table_stays_text(tmp_path: Path) -> None:
    write(PAGE, (quotes(found(), Words("en", "gaps")),), date(2026, 11, 25), tmp_path / "x.xlsx")
    book = load_workbook(tmp_path / "x.xlsx")
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_printed_numbers_are_numbers_that_a_spreadsheet_counts_with(tmp_path: Path) -> None:
    table = Listing("n", "Numbers", ("Name", "Count", "Mean", "Said"), (("a", "7", "2,0", "2 из 4"), ("b", "0", "–", "2")))
    page = replace(PAGE, lang="ru", tables=(table,))
    write(page, (), date(2026, 11, 25), tmp_path / "x.xlsx")
    rows = list(load_workbook(tmp_path / "x.xlsx")["Numbers"].iter_rows(min_row=2))
    assert [[cell.value for cell in row] for row in rows] == [["a", 7, 2.0, "2 из 4"], ["b", 0, "–", "2"]]
    assert rows[0][2].number_format == "0.0"


def test_the_whole_title_stands_in_its_column(tmp_path: Path) -> None:
    write(replace(PAGE, title="T" * 50), (), date(2026, 11, 25), tmp_path / "x.xlsx")
    assert load_workbook(tmp_path / "x.xlsx").worksheets[0].column_dimensions["A"].width > 50


def test_the_matrix_holds_every_theme_and_the_quotes_their_page() -> None:
    words = Words("en", "gaps")
    assert len(whole(found(), words).lines[0]) == 15
    assert list(quotes(found(), words).lines) == [("Migration", "A law", "plan.pdf", 7, "3 measure", "=cmd()")]
