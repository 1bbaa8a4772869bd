import pytest

from highground.views.cli.say import columns, sentence
from highground.views.report.alphabet.words import Words

SHARE = {"low": 8.2, "mid": 10.1, "high": 11.9, "unit": "%"}


def test_a_sentence_rounds_its_range_to_what_the_range_supports() -> None:
    said = sentence("{a} of {country} is mountains.", {"a": SHARE, "country": {"en": "Utopia"}})
    assert said.replace("\N{NO-BREAK SPACE}", " ") == "10 % (8 to 12) of Utopia is mountains."


def test_a_country_without_a_name_in_the_language_keeps_its_english_one() -> None:
    assert sentence("{country}", {"country": {"en": "Utopia"}}, "kk") == "Utopia"


def test_columns_line_up_and_long_cells_are_cut_with_a_sign() -> None:
    text = columns([("name", "n"), ("a" * 20, 1), ("b", 22)], widest=5)
    assert text.splitlines() == ["name   n", "aaaa…  1", "b      22"]


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
def test_a_sentence_is_the_same_as_on_the_pages(lang: str) -> None:
    values = {
        "country": {"en": "Utopia"},
        "people": {"low": 20.6e6, "mid": 20.8e6, "high": 21.1e6, "unit": "persons"},
        "height": 1500,
    }
    template = "{country}: {people} live above {height} m."
    assert sentence(template, values, lang) == Words(lang).t(template, **values)
    assert "20.8\N{NO-BREAK SPACE}million people" in sentence(template, values)
