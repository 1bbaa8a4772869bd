import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.research.drafts.numbers import figures, years

THIN = "\u202f"


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("5 million", "en", 5e6), ("five million", "en", 5e6), ("5,000,000", "en", 5e6), ("1.8m people", "en", 1.8e6), ("2 bn", "en", 2e9),
        ("5 mln", "en", 5e6), ("half a million", "en", 5e5), ("forty-nine million", "en", 49e6), ("1,209 zones", "en", 1209), ("1.234", "en", 1.234), ("a five-million flow", "en", 5e6), ("Пятимиллионный поток", "ru", 5e6),
        ("5 млн", "ru", 5e6), ("2,4 млн", "ru", 2.4e6), ("5 000 000", "ru", 5e6), ("пять миллионов", "ru", 5e6), ("119 тыс.", "ru", 119e3),
        ("1,05 млрд", "ru", 1.05e9), ("двух миллионов", "ru", 2e6), ("0,36", "ru", 0.36),
        ("5 millones", "es", 5e6), ("1.050 millones", "es", 1050e6), ("2,4 millones", "es", 2.4e6), ("5.000.000", "es", 5e6), ("119.220", "es", 119220),
        ("119 mil", "es", 119e3), ("333 702", "es", 333702), ("2 mil millones", "es", 2e9),
    ],
)  # fmt: skip
def test_numbers_are_read_as_their_language_writes_them(text: str, lang: str, value: float) -> None:
    (figure,) = figures(text, lang)
    assert figure.value == pytest.approx(value)


@given(st.integers(1_000, 999_999_999), st.sampled_from([("en", ","), ("es", "."), ("ru", " "), ("ru", "\u00a0"), ("es", THIN)]))
def test_a_whole_number_comes_back_from_its_written_form(number: int, form: tuple[str, str]) -> None:
    lang, sign = form
    (figure,) = figures(f"x {number:,} y".replace(",", sign), lang)
    assert figure.value == number
    assert figure.means(number)


@given(st.integers(1, 9_999), st.sampled_from([("en", ".", "million"), ("ru", ",", "млн"), ("es", ",", "millones")]))
def test_a_number_of_millions_comes_back_from_its_written_form(tenths: int, form: tuple[str, str, str]) -> None:
    lang, point, word = form
    (figure,) = figures(f"{tenths // 10}{point}{tenths % 10} {word}", lang)
    assert figure.value == pytest.approx(tenths * 1e5)


@given(st.text(max_size=200), st.sampled_from(["en", "ru", "es"]))
def test_no_text_breaks_the_reading_and_every_figure_lies_in_its_text(text: str, lang: str) -> None:
    for figure in figures(text, lang):
        assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    "text",
    [
        "By 2050",
        "in 2008–2021",
        "on 27.04.2024",
        "on 27 April 2024",
        "2024-04-27",
        "SSP3-7.0",
        "CO2",
        "COP29",
        "Article 5",
        "к 27 апреля 2024 г.",
    ],
)
def test_years_dates_and_labels_are_no_figures(text: str) -> None:
    assert figures(text, "en") == ()


def test_four_digits_before_people_are_a_number_and_not_a_year() -> None:
    assert [figure.value for figure in figures("2020 people in 2020", "en")] == [2020]


def test_the_lower_end_of_a_range_takes_scale_and_percent_of_the_higher() -> None:
    low, high = figures("between 44 and 216 million people", "en")
    assert (low.value, low.side, high.value, high.side) == (44e6, "low", 216e6, "high")
    low, high = figures("от 31 до 66 процентов", "ru")
    assert (low.value, low.unit, high.unit) == (31, "%", "%")


@pytest.mark.parametrize(
    ("text", "lang", "bound"),
    [("up to 5 million", "en", "up to"), ("more than 200 million", "en", "more than"), ("almost 2.5 million", "en", "about"),
     ("до 5 млн", "ru", "up to"), ("свыше 5 млн", "ru", "more than"), ("около 5 млн", "ru", "about"),
     ("hasta 5 millones", "es", "up to"), ("más de 5 millones", "es", "more than"), ("cerca de 5 millones", "es", "about")],
)  # fmt: skip
def test_words_before_a_number_bound_it(text: str, lang: str, bound: str) -> None:
    assert figures(text, lang)[0].bound == bound


@pytest.mark.parametrize(
    ("text", "value", "same"),
    [
        ("5 million", 5.1e6, True), ("119,000", 119_220, True), ("120,000", 119_220, True), ("3 million", 2.4e6, False), ("2.4 million", 2.4e6, True),
        ("more than 200 million", 216e6, True), ("more than 40 million", 49e6, False), ("200 million", 216e6, False), ("40 million", 49e6, False),
    ],
)  # fmt: skip
def test_a_figure_rounded_as_people_round_is_the_same_figure(text: str, value: float, same: bool) -> None:
    assert figures(text, "en")[0].means(value) is same


def test_years_are_read_also_inside_dates() -> None:
    assert years("from 2008 to 27.04.2024, not 2,050 people") == (2008, 2024)
