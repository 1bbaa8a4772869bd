from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.estimate import Estimate, honest, lopsided
from highground.basis.settings import LANGS
from highground.views.report.alphabet import words as room
from highground.views.report.alphabet.words import HARD, MINUS, THIN, Words


@pytest.fixture
def russian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Words]:
    """A Russian catalogue with one good, one broken and one fuzzy translation."""
    book = Catalog(locale="ru", fuzzy=True)
    book.add("{count} units", "{count} единиц")
    book.add("{count} rivers", "{nombre} рек")
    book.add("guess", "догадка", flags=["fuzzy"])
    path = tmp_path / "ru" / "LC_MESSAGES" / "highground.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, book)
    monkeypatch.setattr(room, "LOCALE", tmp_path)
    room.catalogue.cache_clear()
    yield Words("ru")
    room.catalogue.cache_clear()


def test_each_language_writes_the_same_number_in_its_own_form() -> None:
    assert Words("en").number(1234567.5, 1) == "1,234,567.5"
    assert Words("ru").number(1234567.5, 1) == f"1{THIN}234{THIN}567,5"
    assert Words("kk").number(1234567.5, 1) == f"1{THIN}234{THIN}567,5"
    assert Words("es").number(1234567.5, 1) == f"1{THIN}234{THIN}567,5"


def test_spanish_groups_digits_only_from_five_figures() -> None:
    assert Words("es").number(1234) == "1234"
    assert Words("es").number(12345) == f"12{THIN}345"


def test_negative_numbers_carry_a_minus_sign_and_no_hyphen() -> None:
    assert Words("en").number(-260) == f"{MINUS}260"
    assert Words("en").number(-0.001, 1) == "0.0"


@pytest.mark.parametrize(("lang", "text"), [("en", "1.5"), ("ru", "1,5"), ("kk", "1,5"), ("es", "1,5")])
def test_a_warming_level_has_the_decimal_sign_of_the_language(lang: str, text: str) -> None:
    assert Words(lang).level(1.5) == f"{text}{HARD}°C"
    assert Words(lang).level(2.0) == f"2{HARD}°C"


def test_dates_are_written_out_in_the_language() -> None:
    assert Words("en").date(date(2026, 11, 23)) == "23 November 2026"
    assert Words("ru").date("2026-11-23").startswith("23 ноября 2026")
    assert Words("es").date("2026-11-23T10:00:00") == "23 de noviembre de 2026"
    assert "қараша" in Words("kk").date("2026-11-23")


def test_a_sentence_that_ends_with_an_abbreviation_has_one_full_stop() -> None:
    assert Words("ru").t("{day}. {more}…", day=date(2026, 11, 25), more="Да").endswith("г. Да…")
    assert Words("ru").t("{a}... {b}..", a="И", b="../runs") == "И... ../runs."


def test_a_range_is_rounded_to_the_digit_it_supports() -> None:
    assert Words("en").estimate(8_214, 11_937, 17_402, "persons") == f"12,000{HARD}people (8,000{HARD}to{HARD}17,000)"


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
def test_a_range_never_breaks_across_lines(lang: str) -> None:
    words = Words(lang)
    for low, mid, high, unit in ((10, 14, 18, "%"), (8_214, 11_937, 17_402, "persons"), (2046, 2052, 2101, "year")):
        inside = words.estimate(low, mid, high, unit).partition(" (")[2]
        assert inside.endswith(")")
        assert " " not in inside
        assert " " not in words.range(low, mid, high, "%")


def test_a_counted_number_keeps_every_figure_and_shows_no_range() -> None:
    assert Words("en").estimate(20_330_104, 20_330_104, 20_330_104, "persons") == f"20,330,104{HARD}people"
    assert Words("en").range(5, 5, 5, "%") == ""


def test_years_are_never_grouped_and_end_with_the_paths() -> None:
    assert Words("en").estimate(2046, 2052, 2063, "year") == f"2052 (2046{HARD}to{HARD}2063)"
    assert Words("en").estimate(2088, 2094, 2101, "year") == f"2094 (2088{HARD}to{HARD}after{HARD}2100)"


def test_millions_are_counted_as_millions_where_there_is_room_for_little() -> None:
    assert (
        Words("en").estimate(780_000, 1_124_000, 1_610_000, "persons", short=True)
        == f"1.1{HARD}million people (0.8{HARD}to{HARD}1.6)"
    )


def test_a_small_number_is_not_printed_as_nothing() -> None:
    assert Words("en").spread(10, 380, 2950, "km2")[1] == "400"


@given(st.floats(0.01, 1e7), st.floats(0.01, 1e7), st.floats(0.01, 1e7))
def test_ranges_agree_with_the_basis(a: float, b: float, c: float) -> None:
    low, mid, high = sorted((a, b, c))
    expected = honest(low, mid, high)
    if high > low and expected[1] != 0 and not lopsided(low, mid, high):
        shown = [float(text.replace(",", "")) for text in Words("en").spread(low, mid, high, "mm")[:3]]
        assert shown == pytest.approx(expected)


def test_a_range_of_factors_keeps_its_low_end_instead_of_calling_it_nothing() -> None:
    assert (
        Words("en").estimate(2_937, 9_400, 33_840, "displacements yr-1")
        == f"9,000{HARD}displacements a year (2,900{HARD}to{HARD}30,000)"
    )
    assert Words("en").spread(0.04, 0.31, 2.6, "times")[:3] == ("0.04", "0.3", "2.6")


def test_a_part_of_a_displacement_is_neither_nothing_nor_a_silly_digit() -> None:
    assert Words("en").spread(0.005, 0.07, 1.04, "displacements yr-1")[:3] == ("<1", "<1", "1")
    assert Words("en").spread(0.0, 0.2, 2.9, "displacements yr-1")[:3] == ("0", "<1", "3")
    assert Words("en").spread(0.0, 380.0, 3_100.0, "displacements")[:3] == ("0", "400", "3,000")
    assert Words("en").estimate(210_000.0, 1_040_000.0, 5_200_000.0, "displacements", short=True).endswith(f"(0.21{HARD}to{HARD}5)")
    assert Words("en").spread(0.0, 0.0, 0.0, "displacements")[1] == "0"


@given(st.floats(1e-3, 1e7), st.floats(5.0, 1e4), st.floats(0, 1))
def test_each_end_of_a_range_of_factors_is_at_most_a_sixth_off(low: float, times: float, share: float) -> None:
    mid, high = low * times**share, low * times
    shown = [float(text.replace(",", "")) for text in Words("en").spread(low, mid, high, "mm")[:3]]
    assert shown == pytest.approx([low, mid, high], rel=1 / 6 + 1e-9)
    assert shown == sorted(shown)


def test_claim_values_print_as_ranges_names_and_levels() -> None:
    share = {"low": 4.9, "mid": 6.4, "high": 8.2, "unit": "%"}
    names = {"en": "Kazakhstan", "kk": "Қазақстан"}
    text = "{country}: at {level} {share}, {year_now}"
    assert (
        Words("en").t(text, country=names, level=2.0, share=share, year_now=2025)
        == f"Kazakhstan: at 2{HARD}°C 6{HARD}% (5{HARD}to{HARD}8), 2025"
    )
    assert Words("kk").t("{country}", country=names) == "Қазақстан"
    assert Words("es").t("{country}", country=names) == "Kazakhstan"
    assert "12,000" in Words("en").t("{n}", n=Estimate(8_214, 11_937, 17_402, "persons", "modelled", ("demo",)))


def test_what_has_no_translation_stays_english(russian: Words) -> None:
    assert russian.t("{count} units", count=1234) == f"1{THIN}234 единиц"
    assert russian.t("never seen before") == "never seen before"
    assert russian.t("guess") == "guess"


def test_a_broken_translation_falls_back_to_english(russian: Words) -> None:
    assert russian.t("{count} rivers", count=3) == "3 rivers"


def test_text_from_data_is_never_read_as_a_pattern() -> None:
    assert Words("en").t("{name}", name="{0.__class__}") == "{0.__class__}"
    assert Words("en").t("a {brace} without values") == "a {brace} without values"


def test_only_english_counts_as_reviewed_until_a_speaker_says_so(russian: Words) -> None:
    assert Words("en").reviewed
    assert not russian.reviewed


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="en, ru, kk, es"):
        Words("fr")


@pytest.mark.parametrize("lang", LANGS)
def test_every_catalogue_can_be_read(lang: str) -> None:
    assert Words(lang).t("today")


def test_a_range_that_is_only_rounding_noise_is_one_number() -> None:
    assert Words("en").estimate(364.99999999999994, 365.0, 365.00000000000006, "days") == f"365{HARD}days"


def test_an_open_sign_is_shown_at_both_ends_of_a_range() -> None:
    assert Words("en").estimate(-0.17, 0.37, 2.19, "%") == "0.4\xa0% (−0.2\xa0to\xa02.2)"
    assert Words("en").estimate(-22_000.0, -4_100.0, 3_800.0, "moves yr-1") == "−4,000\xa0moves a year (−22,000\xa0to\xa04,000)"
    assert Words("en").range(-0.001, 0.4, 2.2, "%") == "0\xa0to\xa02\xa0%"  # what hardly passes zero is zero


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1 перемещение"), (2, "2 перемещения"), (5, "5 перемещений"), (11, "11 перемещений"), (12, "12 перемещений"), (21, "21 перемещение"), (8_824, "8 824 перемещения")],
)  # fmt: skip
def test_a_russian_noun_follows_its_number(number: float, text: str) -> None:
    said = Words("ru").estimate(number, number, number, "displacements")
    assert said.replace("\u202f", " ").replace("\u00a0", " ") == text


def test_behind_a_range_a_russian_noun_stands_in_the_genitive() -> None:
    words = Words("ru")
    assert words.range(0.2, 0.6, 1.4, "displacements").endswith("до\u00a01\u00a0перемещения")
    assert words.range(1, 2, 3, "displacements").endswith("до\u00a03\u00a0перемещений")
    assert words.range(1.1, 1.3, 1.6, "times").endswith("до\u00a01,6\u00a0раза")
    assert words.estimate(2, 2, 2, "times") == "2\u00a0раза"
    assert words.estimate(5, 5, 5, "times") == "5\u00a0раз"
    assert words.estimate(0.9, 1.0, 1.1, "times").startswith("1,0\u00a0раза")


def test_one_is_one_in_spanish_and_in_english_and_millions_are_many() -> None:
    assert Words("es").estimate(1, 1, 1, "moves yr-1") == "1\u00a0mudanza al año"
    assert Words("en").estimate(1, 1, 1, "households") == "1\u00a0household"
    assert Words("en").estimate(0.2, 0.6, 0.9, "moves").startswith("<1\u00a0moves")
    assert Words("ru").estimate(1e6, 1e6, 1e6, "moves", short=True).endswith("млн переездов")
