from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.basis.estimate import Estimate
from highground.basis.project import BudgetLine, Evidence, Indicator, Project, Result, Spending, Value
from highground.response.projects.late import late
from highground.response.projects.money import over_years, pace, time_passed, years
from highground.response.projects.results import latest, read_from, standings, verdict, with_run
from highground.response.projects.steps import held, steps
from highground.views.report.evidence.rows import label


def value(low: float, mid: float, high: float, on: str = "") -> Value:
    return Value(Estimate(low, mid, high, "persons", "surveyed", ("list",)), on=on)


GOAL = Indicator("I", "O", "Trained", unit="persons", target=value(20, 20, 20))
LINE = Result("O", "output", "Training")


@pytest.mark.parametrize(
    ("direction", "ends", "said"),
    [
        ("up", (20, 25, 30), "met"),
        ("up", (19, 25, 30), "uncertain"),
        ("up", (10, 19, 30), "one end"),
        ("up", (10, 15, 19), "not met"),
        ("down", (10, 15, 20), "met"),
        ("down", (10, 15, 21), "uncertain"),
        ("down", (10, 21, 30), "one end"),
        ("down", (21, 25, 30), "not met"),
    ],
)
def test_a_target_is_met_only_by_the_whole_range_in_its_own_direction(
    direction: Any, ends: tuple[float, float, float], said: str
) -> None:
    assert verdict(replace(GOAL, direction=direction), value(*ends)) == said


@given(st.lists(st.floats(0, 100), min_size=3, max_size=3))
def test_a_range_that_misses_the_target_with_one_end_is_never_met(ends: list[float]) -> None:
    low, mid, high = sorted(ends)
    assert (verdict(GOAL, value(low, mid, high)) == "met") == (low >= 20)


def test_a_planned_range_is_reached_at_the_end_that_comes_first() -> None:
    assert verdict(replace(GOAL, target=value(20, 25, 30)), value(22, 22, 22)) == "met"
    assert verdict(replace(GOAL, target=value(20, 25, 30), direction="down"), value(29, 29, 29)) == "met"


def test_what_is_not_known_is_said_and_never_counted_as_zero() -> None:
    assert verdict(GOAL, None) == "no data"
    assert verdict(replace(GOAL, target=None), value(1, 1, 1)) == "no target"
    words = Value(None, "better", met="yes")
    assert verdict(replace(GOAL, target=Value(None, "good")), words) == "said met"
    assert verdict(replace(GOAL, target=Value(None, "good")), Value(None, "better")) == "not judged"
    (one,) = standings(Project("A", "Ice", results=(LINE,), indicators=(GOAL,)), {})
    assert one.baseline_missing


def test_the_latest_result_counts_in_whatever_order_the_rows_stand() -> None:
    last, first, undated = value(24, 24, 24, "2026-06-20"), value(9, 9, 9, "2025"), value(1, 1, 1)
    for rows in ((last, first, undated), (undated, first, last), (first, undated, last)):
        assert latest(replace(GOAL, actuals=rows)) == last
    assert latest(replace(GOAL, actuals=(last, value(30, 30, 30, "2026-06-20")))) == value(30, 30, 30, "2026-06-20")
    assert latest(GOAL) is None
    (one,) = standings(Project("A", "Ice", results=(LINE,), indicators=(replace(GOAL, actuals=(last, first)),)), {})
    assert one.verdict == "met"


def run(*rows: tuple[str, float | None, float]) -> Any:
    table = pd.DataFrame(
        [{"indicator": "people", "place": "KAZ", "group": group, "level": level, "status": "value", "low": mid - 1, "mid": mid, "high": mid + 1, "unit": "persons",
          "how": "modelled", "confidence": "low", "sources": "a b"} for group, level, mid in rows]
    )  # fmt: skip
    claim = SimpleNamespace(id="people.total")
    return SimpleNamespace(about={"iso3": "KAZ", "made_on": "2026-11-25T00:00:00"}, evidence=table, claims=(claim,))


def test_evidence_of_a_run_is_read_again_with_its_range() -> None:
    found = read_from(Evidence("KAZ", "people", "KAZ", "k1", 2.0), run(("k1", 2.0, 5.0), ("k1", 3.0, 9.0)))
    assert found.value.estimate is not None
    assert (found.value.estimate.low, found.value.estimate.mid, found.value.estimate.high) == (4.0, 5.0, 6.0)
    assert (found.confidence, found.row, found.day, found.value.estimate.sources) == ("low", label(0), "2026-11-25", ("a", "b"))


def test_an_indicator_that_the_run_measures_stands_with_the_runs_value() -> None:
    project = Project("A", "Ice", results=(LINE,), indicators=(replace(GOAL, evidence=Evidence("KAZ", "people", "KAZ")),))
    (one,) = standings(project, {"KAZ": run(("", None, 20.5))})
    assert (one.verdict, one.measured is not None) == ("uncertain", True)
    assert standings(project, {})[0].verdict == "no data"
    bare = replace(
        GOAL, unit="", target=Value(Estimate(20, 20, 20, "", "judged", ("plan",))), evidence=Evidence("KAZ", "people", "KAZ")
    )
    (named,) = standings(replace(project, indicators=(bare,)), {"KAZ": run(("", None, 20.5))})
    assert named.indicator.target is not None
    assert named.indicator.target.estimate is not None
    assert named.indicator.target.estimate.unit == "persons", "a unit that nobody wrote is that of the evidence"


@pytest.mark.parametrize("rows", [(), (("k1", 2.0, 5.0), ("k1", 2.0, 6.0)), (("k1", 2.0, float("nan")),)])
def test_evidence_that_is_not_one_number_is_refused(rows: Any) -> None:
    with pytest.raises(BadData, match="the run of KAZ has"):
        read_from(Evidence("KAZ", "people", "KAZ", "k1", 2.0), run(*(rows or (("k2", 2.0, 1.0),))))


MONEY = Project(
    "A", "Ice", start="2022-01-01", end="2023-12-31", budget=100.0, currency="USD",
    budgets=(BudgetLine("2022", "2022", 40.0, "USD"), BudgetLine("2022", "2022", 20.0, "USD"), BudgetLine("2023", "2023", 40.0, "USD")),
    spending=(Spending("2022-06", 30.0, "USD"), Spending("2022", 5.0, "EUR")),
)  # fmt: skip


def test_money_is_added_up_by_year_and_currency_and_a_blank_year_stays_blank() -> None:
    assert [(row.year, row.currency, row.budget, row.spent) for row in years(MONEY)] == [
        (2022, "EUR", None, 5.0), (2022, "USD", 60.0, 30.0), (2023, "USD", 40.0, None),
    ]  # fmt: skip


def test_the_pace_is_told_in_whole_percent() -> None:
    found = {one.currency: one for one in pace(MONEY, date(2022, 12, 31))}
    assert (found["USD"].spent_pct, found["USD"].passed_pct) == (30, (50, 50))
    assert found["EUR"].spent_pct is None
    (bare,) = pace(Project("A", "Ice", budget=5.0, currency="USD"), date(2022, 1, 1))
    assert (bare.spent, bare.passed_pct) == (None, None)


def test_the_share_spent_is_of_the_total_as_stated_and_no_currency_is_left_out() -> None:
    found = {one.currency: one for one in pace(replace(MONEY, budget=150.0), date(2022, 12, 31))}
    assert list(found) == ["USD", "EUR"]
    assert (found["USD"].budget, found["USD"].planned, found["USD"].spent_pct) == (150.0, 100.0, 20)
    assert (found["EUR"].budget, found["EUR"].planned, found["EUR"].spent) == (None, None, 5.0)
    (bare, other) = pace(Project("A", "Ice", budget=0.0, currency="USD", spending=(Spending("2022", 7.0, "EUR"), Spending("2023", 0.1, "EUR"), Spending("2023", 0.2, "EUR"))), date(2022, 1, 1))  # fmt: skip
    assert (bare.budget, bare.spent, bare.spent_pct, other.spent) == (0.0, None, None, 7.3)


def test_a_revised_amount_is_not_added_to_the_one_that_it_replaces() -> None:
    revised = replace(MONEY, budgets=(*MONEY.budgets, BudgetLine("2022", "2022", 55.0, "USD", revised="yes")))
    assert [row.budget for row in years(revised)] == [None, 55.0, 40.0]


def test_an_amount_that_runs_into_the_next_year_is_noticed() -> None:
    assert not over_years(MONEY)
    assert over_years(replace(MONEY, budgets=(BudgetLine("2022-07", "2023-06", 1.0, "USD"),)))


def test_dates_known_by_year_give_a_range_of_time() -> None:
    assert time_passed(Project("A", "Ice", start="2022", end="2023"), date(2022, 12, 31)) == (0, 100)
    low, high = time_passed(Project("A", "Ice", start="2022", end="2024"), date(2023, 7, 1)) or (0, 0)
    assert low < high
    ended = Project("A", "Ice", start="2022-01-01", end="2030-12-31", ended="2023-12-31")
    assert time_passed(ended, date(2022, 12, 31)) == (50, 50), "the actual end counts"


def test_late_is_what_should_have_come_and_was_not_reported() -> None:
    project = Project(
        "A", "Ice", end="2024", results=(replace(LINE, due="2023"), Result("P", "output", "Done", due="2023", done="2023-05")),
        indicators=(replace(GOAL, target=value(1, 1, 1, "2023-12")), Indicator("J", "O", "Reported", unit="persons", target=value(1, 1, 1, "2023"), actuals=(value(1, 1, 1),))),
    )  # fmt: skip
    assert [one.filled.get("line", "project") for one in late(project, date(2026, 1, 1))] == ["project", "O", "I"]
    assert [one.filled.get("line", "project") for one in late(project, date(2026, 1, 1), frozenset({"I"}))] == ["project", "O"]
    assert late(project, date(2023, 12, 31)) == ()
    assert late(Project("A", "Ice", end="2024", ended="2024-10"), date(2026, 1, 1)) == (), "it has ended"


def test_a_step_that_rests_on_evidence_is_an_action_whose_claims_the_run_makes() -> None:
    project = Project("A", "Ice", results=(replace(LINE, claims=("KAZ:people.total",)), Result("P", "output", "Free")))
    assert [step.id for step in held(project, [run()])] == ["A.O"]
    assert [step.kind for step in steps(project)] == ["step"]
    with pytest.raises(BadData, match="which the run does not make"):
        held(replace(project, results=(replace(LINE, claims=("KAZ:ice",)),)), [run()])
    with pytest.raises(BadData, match=r"name one that it makes \(people.total\), profile the country again"):
        held(replace(project, results=(replace(LINE, claims=("KAZ:peple.total",)),)), [run()])
    with pytest.raises(BadData, match="names no claim"):
        steps(replace(project, results=(replace(LINE, claims=("ice",)),)))


def test_an_indicator_with_its_run_keeps_the_runs_unit_and_names_it_as_source() -> None:
    project = Project(
        "A", "Ice", results=(LINE,), indicators=(replace(GOAL, unit="persons", evidence=Evidence("KAZ", "people", "KAZ")),)
    )
    found = with_run(project.indicators[0], {"KAZ": run(("", None, 20.5))})
    (actual,) = found.actuals
    assert actual.estimate is not None
    assert actual.estimate.sources[0].startswith("highground run KAZ of 2026-11-25, evidence row E1, low confidence; a b")
    assert replace(project, indicators=(found,)).indicators[0].unit == "persons"
    assert with_run(GOAL, {}) == GOAL


def test_evidence_in_another_unit_than_the_indicator_is_refused() -> None:
    with pytest.raises(BadData, match="is in 'km2', the evidence that it names in 'persons'"):
        with_run(Indicator("I", "O", "Ice", unit="km2", evidence=Evidence("KAZ", "people", "KAZ")), {"KAZ": run(("", None, 20.5))})
