from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.event import MEASURES, MOVED, Count, Event, Record, Remark, When, moment, years

ends = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(sorted)


def test_a_count_without_an_upper_end_says_at_least() -> None:
    assert str(Count(1000, 1000, None)) == "at least 1,000"


@given(ends, ends)
def test_houses_times_people_keep_their_order(houses: list[int], people: list[int]) -> None:
    low, high = houses
    made = Count(low, (low + high) / 2, high).times(Count(people[0], sum(people) / 2, people[1]))
    assert made.mid is not None
    assert made.high is not None
    assert made.low <= made.mid <= made.high
    assert made.how == "modelled"


def test_an_open_end_stays_open_when_houses_become_persons() -> None:
    assert Count(10, 10, None).times(Count(2, 3, 4)).high is None


@pytest.mark.parametrize(("given_", "said"), [((2024, 3, 26), "2024-03-26"), ((2024, 2), "2024-02"), ((1957,), "1957")])
def test_a_date_is_as_exact_as_what_is_given(given_: tuple[int, ...], said: str) -> None:
    assert str(moment(*given_)) == said


def test_february_of_a_leap_year_ends_on_the_29th() -> None:
    assert moment(2024, 2).end == date(2024, 2, 29)


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        moment(2023, 2, 29)


def test_a_span_of_years_has_no_year_of_its_own() -> None:
    assert years(1955, 1966).year is None
    assert str(years(1955, 1966)) == "1955/1966"
    assert str(When(date(2024, 3, 12), date(2024, 3, 15), "range")) == "2024-03-12/2024-03-15"
    assert years(1960, 1960).precision == "year"


def test_a_remark_is_its_template_filled() -> None:
    assert str(Remark("row {row}", {"row": 4})) == "row 4"


def test_an_event_names_each_source_once() -> None:
    rows = tuple(
        Record(row, "landslide", "landslide", moment(2023), "ECU", source=name) for row, name in ((2, "a"), (3, "b"), (4, "a"))
    )
    assert Event("x", rows[0], rows, {}, {}, None, "").sources == ("a", "b")


def test_counts_of_people_who_left_are_measures() -> None:
    assert set(MOVED) < set(MEASURES)
