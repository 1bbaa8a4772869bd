import pytest

from highground.basis.errors import BadData
from highground.basis.estimate import Estimate
from highground.basis.project import Country, Indicator, Project, Result, Value, in_order, span


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
