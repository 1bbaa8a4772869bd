from dataclasses import replace
from datetime import date

from highground.basis.estimate import Estimate
from highground.basis.project import BudgetLine, Indicator, Note, Result, Spending, Value
from highground.catalogue.projects.facts import bundled
from highground.catalogue.shelf import Shelf
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.projects_content import build, day

TODAY = date(2026, 11, 25)


def value(low: float, mid: float, high: float) -> Value:
    return Value(Estimate(low, mid, high, "persons", "surveyed", ("Survey of 2024",)), on="2024-06")


PROJECT = replace(
    bundled(Shelf())[0], results=(Result("O", "output", "Officials are trained", due="2023"),),
    indicators=(Indicator("I1", "O", "Trained", unit="persons", target=value(20, 20, 20), actuals=(value(10, 15, 25),)), Indicator("I2", "O", "Asked")),
    budgets=(BudgetLine("2022", "2022", 60_000.0, "USD"), BudgetLine("2023", "2023", 40_000.0, "USD")), spending=(Spending("2022", 30_000.0, "USD"),),
    notes=(Note("lesson", "Begin earlier."),),
)  # fmt: skip


def test_a_target_that_only_one_end_reaches_is_told_as_not_met() -> None:
    report = build(PROJECT, {}, "en", TODAY)
    assert report.answer.startswith("Of 2 indicators, targets met: 0; not met: 1; not certain: 0; without data: 1.")
    assert "30,000 of 100,000 USD are reported as spent (30 %)." in report.answer
    (results,) = [table for table in report.tables if table.id == "results"]
    assert results.lines[0][4] == "not met: only one end of the range reaches the target; baseline missing"


def test_a_year_without_spending_is_not_reported() -> None:
    (money,) = [table for table in build(PROJECT, {}, "en", TODAY).tables if table.id == "money"]
    assert money.lines == (("2022", "USD", "60,000", "30,000", "50"), ("2023", "USD", "40,000", "not reported", "not reported"))


def test_the_bundled_record_says_what_is_not_known() -> None:
    report = build(bundled(Shelf())[0], {}, "en", TODAY)
    assert "No indicators have been entered" in report.answer
    assert "No spending has been entered" in report.answer
    assert report.late == ("The record still says “active”, although the project was to end 2024.",)


def test_a_date_is_told_as_exactly_as_it_is_known() -> None:
    words = Words("en", "projects")
    assert [day(text, words) for text in ("2024", "2024-06", "2024-06-30", "07-19", "")] == [
        "2024",
        "June 2024",
        "30 June 2024",
        "19.07., year not stated",
        "",
    ]
