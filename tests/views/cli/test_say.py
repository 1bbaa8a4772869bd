from highground.views.cli.say import columns, sentence

SHARE = {"low": 8.2, "mid": 10.1, "high": 11.9, "unit": "%"}


def test_a_sentence_rounds_its_range_to_what_the_range_supports() -> None:
    said = sentence("{a} of {country} is mountains.", {"a": SHARE, "country": {"en": "Utopia"}})
    assert said.replace("\N{NO-BREAK SPACE}", " ") == "10 % (8 to 12) of Utopia is mountains."


def test_a_country_without_a_name_in_the_language_keeps_its_english_one() -> None:
    assert sentence("{country}", {"country": {"en": "Utopia"}}, "kk") == "Utopia"


def test_columns_line_up_and_long_cells_are_cut_with_a_sign() -> None:
    text = columns([("name", "n"), ("a" * 20, 1), ("b", 22)], widest=5)
    assert text.splitlines() == ["name   n", "aaaa…  1", "b      22"]
