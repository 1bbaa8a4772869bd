"""The bank as a sheet: one row a question, its key and grounds; text stays text."""

from pathlib import Path

from openpyxl import load_workbook

from highground.basis.question import Choice, Item, Option, Question, Said
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.office import questions_workbook


def test_a_row_holds_question_key_and_grounds_and_no_formula(sample_run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bank.xlsx"
    options = (Option("a", Said("x"), right=False), Option("b", Said("y"), right=True))
    asked = Question("=1+1", "KAZ", "s2", "basic", "single", Said("?"), options, claims=("glaciers.left",), rows=(6,))
    item = Item("=1+1", "single", "=2+2", (Choice("x", False), Choice("y", True)), explanation="Because.", tags=("s2", "basic"))
    questions_workbook.write((asked,), (item,), sample_run, Words("en", "questions"), path)
    page = load_workbook(path).worksheets[0]
    row = next([cell.value for cell in line] for line in page.iter_rows() if line[0].value == "=1+1")
    assert row == ["=1+1", "Warming and ice", "basic", "=2+2", "A. x\nB. y", "B", "Because.", "glaciers.left, E7"]
    assert not [cell for line in page.iter_rows() for cell in line if cell.data_type == "f"]
