from typing import Any

import pytest

from highground.basis.errors import BadData
from highground.basis.estimate import Estimate
from highground.basis.project import (
    BudgetLine,
    Country,
    Event,
    Indicator,
    Note,
    Project,
    Result,
    Spending,
    Value,
    in_force,
    in_order,
    span,
)


@pytest.mark.parametrize("text", ["2024-13", "24", "2024-2", "07-19", "2023-02-29", "tomorrow", "2024-06-30T"])
def test_a_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadData, match="write a day such as"):
        span(text)


def test_a_year_means_any_of_its_days() -> None:
    days = span("2024")
    assert days is not None
    assert [day.isoformat() for day in days] == ["2024-01-01", "2024-12-31"]
    assert span("") is None


def test_an_end_before_its_start_is_refused_only_where_it_is_certain() -> None:
    in_order("2024-06", "2024", "it")
    with pytest.raises(BadData, match=r"ends .2023. before it starts"):
        in_order("2024", "2023", "it")


def test_a_value_without_number_and_words_is_refused() -> None:
    with pytest.raises(BadData, match="leave it out"):
        Value()


def test_ids_stand_once_and_shares_are_percentages() -> None:
    line = Result("O", "output", "Ice")
    with pytest.raises(BadData, match="two results have the id O"):
        Project("A", "Ice", results=(line, line))
    with pytest.raises(BadData, match="the date of “Begin earlier” is 'ab-cd'"):
        Project("A", "Ice", notes=(Note("lesson", "Begin earlier", "ab-cd"),))
    with pytest.raises(BadData, match="covers more than a year"):
        Project("A", "Ice", budgets=(BudgetLine("2022-01-01", "2023-01-31", 1.0, "USD"),))
    with pytest.raises(BadData, match="below 0 or above 100"):
        Project("A", "Ice", countries=(Country("KAZ", 120.0),))
    with pytest.raises(BadData, match="no line of its logframe"):
        Project("A", "Ice", results=(line,), indicators=(Indicator("I", "P", "Ice"),))
    with pytest.raises(BadData, match="needs an id and a title"):
        Project("", "Ice")


def test_a_value_has_the_unit_of_its_indicator_and_one_source() -> None:
    line = Result("O", "output", "Ice")
    value = Value(Estimate(1, 1, 1, "km2", "counted", ("map",)))
    with pytest.raises(BadData, match="another unit than the indicator"):
        Project("A", "Ice", results=(line,), indicators=(Indicator("I", "O", "Ice", unit="m", target=value),))


@pytest.mark.parametrize("text", ["2024-00", "2024-00-15", "2024-06-00", "٢٠٢٤"])
def test_a_month_or_day_of_zero_is_no_date(text: str) -> None:
    with pytest.raises(BadData, match="write a day such as"):
        span(text)


def test_a_logframe_does_not_turn_in_a_circle() -> None:
    lines = (Result("O", "outcome", "Ice", "A"), Result("P", "output", "Ice", "O"), Result("A", "activity", "Ice", "P"))
    with pytest.raises(BadData, match="O stands under itself by way of A"):
        Project("X", "Ice", results=lines)
    assert Project("X", "Ice", results=(Result("O", "outcome", "Ice"), *lines[1:]))


@pytest.mark.parametrize("claim", ["glaciers", "KAZ:", "kaz:glaciers.left", "KAZ glaciers.left"])
def test_what_a_step_rests_on_names_a_country_and_a_claim(claim: str) -> None:
    with pytest.raises(BadData, match="names no claim; write the country and the claim"):
        Project("X", "Ice", results=(Result("O", "output", "Ice", claims=(claim,)),))


@pytest.mark.parametrize("when", ["yesterday", "in summer!", "02-31", "2023-02-29"])
def test_the_date_of_an_event_is_one(when: str) -> None:
    with pytest.raises(BadData, match=f"the date of “Visit” is '.*{when}'"):
        Project("X", "Ice", events=(Event(when, "Visit"),))


def test_an_event_may_have_no_year_and_ends_after_it_starts() -> None:
    assert Project("X", "Ice", events=(Event("02-29", "Visit"), Event("08-08", "Talks", "08-09"), Event("12-31", "Talks", "01-02")))
    with pytest.raises(BadData, match=r"ends .2023-05-01. before it starts"):
        Project("X", "Ice", events=(Event("2023-05-02", "Visit", "2023-05-01"),))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"budget": 5.0}, "'' is no currency"),
        ({"budget": float("inf"), "currency": "USD"}, "inf is no amount of money"),
        ({"budgets": (BudgetLine("2022", "2022", float("nan"), "USD"),)}, "nan is no amount of money"),
        ({"spending": (Spending("2022", 1.0, "ДОЛ"),)}, "is no currency"),
    ],
)
def test_money_is_an_amount_in_a_currency(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(BadData, match=said):
        Project("X", "Ice", **parts)
    assert Project("X", "Ice", spending=(Spending("2022", -5.0, "USD"),)), "money given back"


def budgets(*rows: tuple[float, str, str]) -> tuple[BudgetLine, ...]:
    return tuple(BudgetLine("2022", "2022-12-31", amount, "USD", line, revised) for amount, line, revised in rows)


@pytest.mark.parametrize(
    ("rows", "counted"),
    [
        (budgets((60, "staff", ""), (20, "travel", "")), 80),
        (budgets((60, "staff", ""), (20, "travel", ""), (70, "staff", "yes")), 90),
        (budgets((60, "staff", ""), (20, "travel", ""), (70, "", "yes")), 70),
        (budgets((60, "", ""), (70, "staff", "yes"), (15, "travel", "yes")), 145),
        ((*budgets((60, "staff", "")), BudgetLine("2023", "2023", 70, "USD", "staff", "yes")), 130),
        ((*budgets((60, "staff", "")), BudgetLine("2022", "2022", 70, "EUR", "staff", "yes")), 130),
        ((*budgets((60, "staff", "")), BudgetLine("2022-01-01", "2022-12", 70, "USD", "staff", "yes")), 70),
    ],
)
def test_a_revised_budget_takes_the_place_of_the_original(rows: tuple[BudgetLine, ...], counted: float) -> None:
    assert sum(one.amount for one in in_force(rows)) == counted
