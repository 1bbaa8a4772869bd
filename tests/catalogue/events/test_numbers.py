from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.event import Count, Remark
from highground.catalogue.events.numbers import FAMILIES, FRACTION, NEGATIVE, TOO_MANY, UNREADABLE, parse_count


@pytest.mark.parametrize("cell", ["200", "200 чел.", 200, 200.0, "200 personas", "200 адам", " 200 "])
def test_a_plain_number_is_itself(cell: object) -> None:
    assert parse_count(cell, "displaced") == Count(200, 200, 200)


@pytest.mark.parametrize(
    "cell", ["1 200", "1,200", "1.200", "1\u00a0200", "1\u202f200", "1'200", "1,2 тыс.", "1.2 thousand", "1,2 mil"]
)
def test_thousands_are_read_however_they_are_grouped(cell: str) -> None:
    assert parse_count(cell, "displaced") == Count(1200, 1200, 1200)


@pytest.mark.parametrize("cell", [None, "", " ", "-", "—", "NA", "n/a", "нет данных", "н/д", "sin datos", "дерек жоқ", "..."])
def test_a_blank_is_not_reported_and_never_zero(cell: object) -> None:
    assert parse_count(cell, "displaced") is None


def test_a_written_zero_is_zero() -> None:
    assert parse_count("0", "deaths") == parse_count(0, "deaths") == Count(0, 0, 0)


@pytest.mark.parametrize("cell", ["200-300", "200 – 300", "от 200 до 300", "between 200 and 300", "entre 200 y 300", "200 to 300"])
def test_a_range_keeps_both_ends(cell: str) -> None:
    assert parse_count(cell, "displaced") == Count(200, 250, 300)


@pytest.mark.parametrize(
    "cell",
    [
        ">1000",
        "1000+",
        "более 1 000",
        "свыше 1000",
        "не менее 1000",
        "más de 1.000",
        "at least 1,000",
        "1000-нан астам",
        "кемінде 1000",
    ],
)
def test_at_least_has_no_upper_end(cell: str) -> None:
    assert parse_count(cell, "displaced") == Count(1000, 1000, None)


@pytest.mark.parametrize("cell", ["до 100", "up to 100", "hasta 100", "<100", "не более 100", "100-ге дейін"])
def test_up_to_begins_at_none(cell: str) -> None:
    assert parse_count(cell, "displaced") == Count(0, 50, 100)


@pytest.mark.parametrize("cell", ["около 200", "about 200", "~200", "unas 200 personas", "шамамен 200", "приблизительно 200 чел."])
def test_about_is_ten_percent_to_both_sides(cell: str) -> None:
    assert parse_count(cell, "displaced") == Count(180, 200, 220)


def test_a_plus_alone_is_more_than_none() -> None:
    assert parse_count("+", "houses_destroyed") == Count(1, None, None)


@pytest.mark.parametrize(
    ("cell", "why"),
    [("-5", NEGATIVE), (-5, NEGATIVE), ("12,5", FRACTION), (0.5, FRACTION), ("много", UNREADABLE), ("Damage in 8 villages", UNREADABLE),
     ("50 семей", FAMILIES), ("50 families", FAMILIES), ("300-200", UNREADABLE), (float("nan"), UNREADABLE), ("1 2 3", UNREADABLE)],
)  # fmt: skip
def test_what_is_not_a_count_is_refused_with_its_reason(cell: object, why: str) -> None:
    read = parse_count(cell, "displaced")
    assert isinstance(read, Remark)
    assert read.template == why
    assert str(cell) in str(read)


def test_families_may_stand_in_a_column_of_families() -> None:
    assert parse_count("50 семей", "families_affected") == Count(50, 50, 50)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader_and_every_count_is_ordered(text: str) -> None:
    read = parse_count(text, "displaced")
    if isinstance(read, Count):
        known = [end for end in (read.low, read.mid, read.high) if end is not None]
        assert known == sorted(known)
        assert read.low >= 0


@pytest.mark.parametrize("cell", [1e300, "9" * 400, "20 000 000 000", "11 млн тыс", 10**11])
def test_more_than_all_people_on_earth_is_a_slip(cell: object) -> None:
    read = parse_count(cell, "evacuated")
    assert isinstance(read, Remark)
    assert read.template in (TOO_MANY, UNREADABLE)


FORMS: tuple[Callable[[int], str], ...] = (
    str, "{:,}".format, "{:,} чел.".format, lambda n: f"{n:,}".replace(",", " "), lambda n: f"{n:,}".replace(",", "."),
    lambda n: f"{n:,}".replace(",", "\u00a0"), "{} familias".format, "{}.0".format,
)  # fmt: skip


@given(st.integers(0, 10**10), st.sampled_from(FORMS))
def test_a_whole_number_comes_back_from_every_form(number: int, form: Callable[[int], str]) -> None:
    assert parse_count(form(number), "families_affected") == Count(number, number, number)


@given(
    st.integers(0, 10**9), st.integers(0, 10**6), st.sampled_from(["{}-{}", "{} – {}", "от {} до {}", "{} to {}", "entre {} y {}"])
)
def test_a_range_comes_back_with_both_ends(low: int, more: int, form: str) -> None:
    read = parse_count(form.format(low, low + more), "deaths")
    assert isinstance(read, Count)
    assert (read.low, read.high) == (low, low + more)


WORDS = st.sampled_from(
    ["около", "семей", "до", "-", "+", "1 200", "1.5", "²", "٣", "тыс", "mil", ">", "не менее", "{0}", "NaN", "inf", "1e400", "½"]
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.floats(), st.integers()))
def test_no_cell_breaks_the_reading_and_a_count_is_never_negative_or_upside_down(cell: object) -> None:
    read = parse_count(cell, "evacuated")
    if isinstance(read, Count):
        assert 0 <= read.low <= (read.low if read.mid is None else read.mid) <= (float("inf") if read.high is None else read.high)
    elif read is not None:
        assert str(read)
