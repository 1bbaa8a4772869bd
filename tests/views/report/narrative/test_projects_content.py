from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pandas as pd

from highground.basis.estimate import Estimate
from highground.basis.project import BudgetLine, Country, Event, Evidence, Indicator, Note, Partner, Result, Sector, Spending, Value
from highground.catalogue.projects.facts import bundled
from highground.catalogue.shelf import Shelf
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.projects_content import build, day, period

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
        results.lines[0][3].replace("\u00a0", " ")
        == "2.8 °C (2.6 to 3.6) at 2 °C of global warming; medium confidence; run of Kazakhstan of 25 November 2026, row E1 of its evidence table"
    )


def test_a_member_state_needs_no_outline() -> None:
    facts = dict(build(replace(PROJECT, countries=(Country("GEO"),)), {}, "ru", TODAY).facts)
    assert "Грузия" in facts.values()


def test_the_bundled_record_says_what_is_not_known() -> None:
    report = build(bundled(Shelf())[0], {}, "en", TODAY)
    assert "No indicators have been entered" in report.answer
    assert "No spending has been entered" in report.answer
    assert report.late == ("The record still says “active”, although the planned end (2024) has passed.",)


def test_a_date_is_told_as_exactly_as_it_is_known() -> None:
    words = Words("en", "projects")
    assert [day(text, words) for text in ("2024", "2024-06", "2024-06-30", "07-19", "")] == [
        "2024",
        "June 2024",
        "30 June 2024",
        "19 July, year not stated",
        "",
    ]


def test_two_days_of_a_month_share_it_in_every_language() -> None:
    said = [" ".join(period("2023-06-22", "2023-06-23", Words(lang, "projects")).split()) for lang in ("en", "ru", "kk", "es")]
    assert said == ["22–23 June 2023", "22–23 июня 2023 г.", "2023 ж. 22–23 маусым", "22–23 de junio de 2023"]
    words = Words("en", "projects")
    assert period("2023-06", "2024", words) == "June 2023 – 2024"
    assert period("2023-06-30", "2023-07-01", words) == "30 June 2023 – 1 July 2023"
    assert [period("", "2024", words), period("2024", "", words), period("2024", "2024", words), period("", "", words)] == [
        "2024",
        "2024",
        "2024",
        "",
    ]


def test_a_target_that_is_not_due_yet_says_so() -> None:
    (first, second) = PROJECT.indicators
    later = replace(first, target=replace(value(20, 20, 20), on="2026-12"))
    project = replace(
        PROJECT,
        indicators=(
            later,
            replace(second, unit="persons", target=value(5, 5, 5)),
            replace(later, id="I3", actuals=(value(20, 20, 20),)),
        ),
    )
    report = build(project, {}, "en", TODAY)
    assert "not met: 1; not certain: 0; without data or target: 1. Of the targets not met, not due yet: 1." in report.answer
    (results,) = [table for table in report.tables if table.id == "results"]
    assert [line[4].split("; ")[1] for line in results.lines] == ["not due yet", "baseline missing", "baseline missing"]
    assert "not due yet" not in build(PROJECT, {}, "en", TODAY).answer
    running = replace(PROJECT, end="2027", indicators=(replace(first, target=replace(value(20, 20, 20), on="")),))
    assert "not due yet: 1." in build(running, {}, "en", TODAY).answer, "a target without a day is due when the project ends"


def test_time_is_told_as_a_share_until_it_is_over() -> None:
    assert build(PROJECT, {}, "en", TODAY).answer.endswith("The time of the project is over.")
    exact = replace(PROJECT, start="2026-01-01", end="2027-01-01")
    assert build(exact, {}, "en", TODAY).answer.endswith("90 % of the project's time has passed.")
    assert build(replace(exact, start="2026"), {}, "en", TODAY).answer.endswith(" % of the project's time has passed.")


def test_planned_and_actual_dates_sectors_and_roles_are_shown() -> None:
    project = replace(
        PROJECT, start="2025-03", started="2025-04-15", end="2027", partners=(Partner("Ministry", "extending"),), sectors=(Sector("15190", 60.0, "Migration"), Sector("41010", 40.0)),
    )  # fmt: skip
    facts = {name: text.replace("\u00a0", " ") for name, text in build(project, {}, "en", TODAY).facts}
    assert facts["Start of the project"] == "15 April 2025; planned: March 2025"
    assert facts["End of the project"] == "2027"
    assert facts["Sectors"] == "15190 Migration (60 %), 41010 (40 %)"
    assert facts["Organisations"] == "Ministry (extending)"
    assert "Sectors" not in dict(build(PROJECT, {}, "en", TODAY).facts)


def test_the_plan_of_a_line_its_place_and_the_doubt_of_an_event_are_shown() -> None:
    lines = (
        Result("O", "outcome", "Ice."),
        Result("P", "output", "Training", under="O", description="In two towns", start="2025-05", due="2026"),
    )
    notes = (Note("risk", "Few stay.", "2025-09"),)
    event = Event("2025-06-01", "Meeting.", note="Not signed yet", source="Minutes", grade="unverified")
    report = build(replace(PROJECT, results=lines, indicators=(), events=(event,), notes=notes), {}, "en", TODAY)
    assert report.notes == (("risk", "Few stay. (September 2025)"),)
    tables = {table.id: table.lines for table in report.tables}
    assert tables["logframe"][1] == ("P", "output (O)", "Training. In two towns", "May 2025 – 2026", "")
    assert tables["events"] == (("1 June 2025", "Meeting. Not signed yet", "", "Minutes (not verified)"),)


def test_evidence_whose_run_is_not_given_is_said_to_be_unread() -> None:
    one = Indicator("I1", "O", "Warming", evidence=Evidence("KAZ", "mountain_warming", "KAZ", level=2.0))
    steps = replace(PROJECT.results[0], claims=("KAZ:hazards.aad", "KAZ:glaciers.left"))
    tables = {
        table.id: table.lines for table in build(replace(PROJECT, results=(steps,), indicators=(one,)), {}, "en", TODAY).tables
    }
    assert tables["results"][0][3] == "not read: the run of Kazakhstan that measures it was not given"
    assert tables["steps"][0][1] == "KAZ:hazards.aad, KAZ:glaciers.left: not read, because the run was not given"
