from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.event import Remark, When
from highground.catalogue.events.dates import BOUND, day_first, parse_date


@pytest.mark.parametrize(
    ("cell", "said"),
    [("2023-03-26", "2023-03-26"), ("26.03.2023", "2023-03-26"), ("26 марта 2023 г.", "2023-03-26"), ("26 de marzo de 2023", "2023-03-26"),
     ("2023 жылғы 26 наурыз", "2023-03-26"), ("March 26, 2023", "2023-03-26"), ("26th March 2023", "2023-03-26"), ("2023/03/26", "2023-03-26"),
     ("45011", "2023-03-26"), (45011.0, "2023-03-26"), (date(2023, 3, 26), "2023-03-26"), (datetime(2023, 3, 26, 4, 5), "2023-03-26"),
     ("2023-03-26T04:05:00", "2023-03-26"), ("2024-03", "2024-03"), ("03.2024", "2024-03"), ("March 2024", "2024-03"), ("март 2024", "2024-03"),
     ("наурыз 2024", "2024-03"), ("marzo de 2024", "2024-03"), ("1957", "1957"), (1957, "1957"), ("2010 г.", "2010"), ("1955-66", "1955/1966"),
     ("2002 - 2008", "2002/2008"), ("1960s", "1960/1969"), ("1960-е", "1960/1969"), ("12-15.03.2024", "2024-03-12/2024-03-15"),
     ("12.03.2024-15.04.2024", "2024-03-12/2024-04-15"), ("May to August 2003", "2003-05-01/2003-08-31"), ("12-15 марта 2024", "2024-03-12/2024-03-15")],
)  # fmt: skip
def test_dates_are_read_as_people_write_them_and_stay_as_exact_as_they_are(cell: object, said: str) -> None:
    assert str(parse_date(cell)) == said


def test_a_slash_is_read_by_the_order_that_was_said() -> None:
    assert str(parse_date("03/04/2024", "dmy")) == "2024-04-03"
    assert str(parse_date("03/04/2024", "mdy")) == "2024-03-04"
    assert isinstance(parse_date("03/04/2024"), Remark)


@pytest.mark.parametrize(
    "cell", ["31.02.2024", "2024-13", "yesterday", "12.03.24", "март 2200000000", "0800", "2240", "15.03-12.03.2024", "март"]
)
def test_what_is_no_date_is_refused(cell: str) -> None:
    assert isinstance(parse_date(cell), Remark)


@pytest.mark.parametrize("cell", ["Before 1966", "до 1966", "antes de 1966"])
def test_a_bound_is_not_a_date(cell: str) -> None:
    read = parse_date(cell)
    assert isinstance(read, Remark)
    assert read.template == BOUND


def test_in_a_column_of_years_two_digits_are_a_span() -> None:
    assert str(parse_date("2010-11", span=True)) == "2010/2011"
    assert str(parse_date("2010-11")) == "2010-11"


@pytest.mark.parametrize(
    ("cells", "order"),
    [(["03/04/2024", "26/03/2023"], "dmy"), (["03/04/2024", "03/26/2023"], "mdy"), (["26/03/2023", "03/26/2023"], "both"), (["03/04/2024"], "either"), (["2024"], None)],
)  # fmt: skip
def test_one_date_that_reads_one_way_tells_the_order_of_its_column(cells: list[object], order: str | None) -> None:
    assert day_first(cells) == order


@given(st.dates(date(1000, 1, 1), date(2100, 12, 31)))
def test_every_iso_day_comes_back_as_itself(day: date) -> None:
    assert parse_date(day.isoformat()) == When(day, day, "day")


@given(st.text(max_size=25))
def test_no_text_breaks_the_reader(text: str) -> None:
    read = parse_date(text, "dmy")
    assert read is None or isinstance(read, Remark | When)


RU = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]
ES = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]
KK = ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"]
FORMS: tuple[Callable[[date], str], ...] = (
    "{:%d.%m.%Y}".format, "{:%Y/%m/%d}".format, "{:%Y-%m-%dT12:30:00}".format, "{:%d.%m.%Y} 14:05".format,
    lambda d: f"{d.day} {RU[d.month - 1]} {d.year} г.", lambda d: f"{d.day} de {ES[d.month - 1]} de {d.year}",
    lambda d: f"{d.year} жылғы {d.day} {KK[d.month - 1]}",
)  # fmt: skip


@given(st.dates(date(1000, 1, 1), date(2100, 12, 31)), st.sampled_from(FORMS))
def test_every_day_comes_back_from_every_form(day: date, form: Callable[[date], str]) -> None:
    assert parse_date(form(day)) == When(day, day, "day")


PARTS = st.sampled_from(
    ["2024", "0000", "13", "31", "марта", "²", "٣", "99999999999", "-", "/", ".", "до", "г.", "1960s", "{0}", " "]
)


@given(st.one_of(st.text(), st.lists(PARTS).map("".join), st.floats(), st.integers(), st.dates()), st.booleans())
def test_no_cell_breaks_the_reading_and_no_date_ends_before_it_begins(cell: object, span: bool) -> None:
    read = parse_date(cell, "dmy", span=span)
    assert read is None or isinstance(read, Remark) or read.start <= read.end
