from dataclasses import replace
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from highground.basis.estimate import Estimate
from highground.basis.project import BudgetLine, Indicator, Note, Result, Spending, Value
from highground.catalogue.projects.facts import bundled
from highground.catalogue.shelf import Shelf
from highground.views.report.narrative.projects_content import build
from highground.views.report.office import projects_workbook

TODAY = date(2026, 11, 25)


def value(low: float, mid: float, high: float) -> Value:
    return Value(Estimate(low, mid, high, "persons", "surveyed", ("Survey of 2024",)), on="2024-06")


PROJECT = replace(
    bundled(Shelf())[0], results=(Result("O", "output", "Officials are trained", due="2023"),),
    indicators=(Indicator("I1", "O", "Trained", unit="persons", target=value(20, 20, 20), actuals=(value(10, 15, 25),)), Indicator("I2", "O", "Asked")),
    budgets=(BudgetLine("2022", "2022", 60_000.0, "USD"), BudgetLine("2023", "2023", 40_000.0, "USD")), spending=(Spending("2022", 30_000.0, "USD"),),
    notes=(Note("lesson", "Begin earlier."),),
)  # fmt: skip


def test_every_table_is_a_sheet_and_blanks_are_said(tmp_path: Path) -> None:
    report = build(PROJECT, {}, "en", TODAY)
    projects_workbook.write(report, TODAY, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == [
        "About",
        "Logframe",
        "Results against plan",
        "Budget and spending by year",
        "Dated outputs",
        "Lessons and risks",
        "Sources",
    ]
    assert [cell.value for cell in book["Budget and spending by year"][3]] == [
        2023,
        "USD",
        40_000,
        "not reported",
        "not reported",
    ]
