from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from highground.basis.estimate import Estimate
from highground.basis.project import BudgetLine, Indicator, Note, Project, Result, Spending, Value
from highground.basis.settings import LANGS
from highground.catalogue.projects.facts import bundled
from highground.catalogue.shelf import Shelf
from highground.views.report.narrative.projects_content import build
from highground.views.report.office import projects_document, projects_workbook

TODAY = date(2026, 11, 25)


def value(low: float, mid: float, high: float) -> Value:
    return Value(Estimate(low, mid, high, "persons", "surveyed", ("Survey of 2024",)), on="2024-06")


PROJECT = replace(
    bundled(Shelf())[0], results=(Result("O", "output", "Officials are trained", due="2023"),),
    indicators=(Indicator("I1", "O", "Trained", unit="persons", target=value(20, 20, 20), actuals=(value(10, 15, 25),)), Indicator("I2", "O", "Asked")),
    budgets=(BudgetLine("2022", "2022", 60_000.0, "USD"), BudgetLine("2023", "2023", 40_000.0, "USD")), spending=(Spending("2022", 30_000.0, "USD"),),
    notes=(Note("lesson", "Begin earlier."),),
)  # fmt: skip


def text_of(path: Path) -> str:
    doc = Document(str(path))
    cells = [cell.text for table in doc.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in doc.paragraphs] + cells)


@pytest.mark.parametrize("lang", LANGS)
def test_both_files_say_the_same_in_every_language(lang: str, tmp_path: Path) -> None:
    report = build(PROJECT, {}, lang, TODAY)
    projects_document.write(report, TODAY, tmp_path / "a.docx")
    projects_workbook.write(report, TODAY, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    cells = {str(cell.value) for page in book for row in page.iter_rows() for cell in row}
    told = text_of(tmp_path / "a.docx")
    for table in report.tables:
        assert all(line[0] in told and (line[0] in cells) for line in table.lines)
    assert report.answer in told
    assert report.answer in cells
    assert ("nan" in told.lower().split()) is False


def test_the_same_record_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    report = build(PROJECT, {}, "es", TODAY)
    for name in ("a", "b"):
        projects_document.write(report, TODAY, tmp_path / f"{name}.docx")
        projects_workbook.write(report, TODAY, tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_no_page_begins_with_the_last_line_of_a_table(tmp_path: Path) -> None:
    projects_document.write(build(PROJECT, {}, "en", TODAY), TODAY, tmp_path / "a.docx")
    facts = Document(str(tmp_path / "a.docx")).tables[0].rows
    assert [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in facts[-4:]] == [None, True, True, None]


def test_a_project_without_anything_still_makes_a_report(tmp_path: Path) -> None:
    projects_document.write(build(Project("A", "Ice"), {}, "en", TODAY), TODAY, tmp_path / "a.docx")
    assert "not reported" in text_of(tmp_path / "a.docx")
