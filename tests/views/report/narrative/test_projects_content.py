from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pandas as pd

from highground.basis.estimate import Estimate
from highground.basis.project import BudgetLine, Country, Evidence, Indicator, Note, Result, Spending, Value
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
    assert report.answer.startswith("Of 2 indicators, targets met: 0; not met: 1; not certain: 0; without data or target: 1.")
    assert "30,000 of 100,000 USD are reported as spent (30 %)." in report.answer
    (results,) = [table for table in report.tables if table.id == "results"]
    assert results.lines[0][4] == "not met: only one end of the range reaches the target; baseline missing"


def test_a_year_without_spending_is_not_reported() -> None:
    (money,) = [table for table in build(PROJECT, {}, "en", TODAY).tables if table.id == "money"]
    assert money.lines == (("2022", "USD", "60,000", "30,000", "50"), ("2023", "USD", "40,000", "not reported", "not reported"))


def test_what_the_money_does_not_add_up_to_is_said_and_no_currency_is_left_out() -> None:
    project = replace(
        PROJECT, budgets=(*PROJECT.budgets, BudgetLine("2022", "2022", 75_000.5, "USD", revised="yes")), spending=(*PROJECT.spending, Spending("2024", 1_234.56, "EUR")),
    )  # fmt: skip
    report = build(project, {}, "en", TODAY)
    assert "30,000 of 100,000 USD are reported as spent (30 %)." in report.answer
    assert "The budget by year adds up to 115,000.50 USD, not to the total stated" in report.answer
    assert "1,234.56 EUR are reported as spent; no budget in this currency has been entered." in report.answer
    assert any(text.startswith("A revised amount") for text in report.reading)
    assert "not to the total" not in build(PROJECT, {}, "en", TODAY).answer
    assert len(build(PROJECT, {}, "en", TODAY).reading) == 1


def test_an_amount_over_two_years_says_where_it_counts() -> None:
    report = build(replace(PROJECT, budgets=(BudgetLine("2022-07", "2023-06", 100_000.0, "USD"),)), {}, "en", TODAY)
    assert any("counts in the year in which it begins" in text for text in report.reading)


def test_a_budget_of_nothing_has_no_share() -> None:
    answer = build(replace(PROJECT, budget=0.0, budgets=()), {}, "en", TODAY).answer
    assert "None" not in answer
    assert "30,000 USD are reported as spent; no budget" in answer


def test_a_value_of_a_run_names_the_warming_that_it_is_for() -> None:
    rows = pd.DataFrame(
        [{"indicator": "mountain_warming", "place": "KAZ", "group": "", "level": 2.0, "status": "value", "low": 2.58, "mid": 2.78, "high": 3.62, "unit": "degC",
          "how": "modelled", "confidence": "medium", "sources": "a"}]
    )  # fmt: skip
    run = SimpleNamespace(about={"iso3": "KAZ", "made_on": "2026-11-25T00:00:00"}, evidence=rows, claims=(), sources=())
    one = Indicator(
        "I1", "O", "Warming", unit="degC", direction="down", evidence=Evidence("KAZ", "mountain_warming", "KAZ", level=2.0)
    )
    report = build(replace(PROJECT, indicators=(one,)), {"KAZ": run}, "en", TODAY)  # type: ignore[dict-item]
    (results,) = [table for table in report.tables if table.id == "results"]
    assert (
        results.lines[0][3]
        .replace("\u00a0", " ")
        .startswith("2.8 °C (2.6 to 3.6) at 2 °C of global warming; medium confidence; run of KAZ")
    )


def test_a_member_state_needs_no_outline() -> None:
    facts = dict(build(replace(PROJECT, countries=(Country("GEO"),)), {}, "ru", TODAY).facts)
    assert "Грузия" in facts.values()


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
