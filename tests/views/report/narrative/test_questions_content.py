"""Questions in a language: rows, claims and confidence in words, the key in letters, the same ids everywhere."""

from typing import Any

import pytest

from highground.basis.question import Choice, Item, Option, Question, Said
from highground.basis.settings import LANGS
from highground.catalogue.runs import Run
from highground.response.capacity.questions.bank import bank
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.rows import all_rows
from highground.views.report.narrative import questions_content as content


def ask(run: Run, stem: Said) -> Question:
    options = (
        Option("right", Said("{confidence}", {"confidence": {"confidence": "low"}}), right=True),
        Option("wrong", Said("x"), right=False, trap="end"),
    )
    return Question("q", run.about["iso3"], "s2", "basic", "single", stem, options, rows=(0,))


def test_a_row_is_told_with_its_place_level_and_part(sample_run: Run) -> None:
    row = next(row for row in all_rows(sample_run) if row.indicator == "glacier_mass_left" and row.level == 2.0)
    told = content.about(row, sample_run, Words("en", "questions"))
    assert told.startswith("Glacier ice left by 2100 (Central Asia), ")
    assert told.endswith("at 2\u00a0°C of global warming")
    assert "°C" not in content.about(row, sample_run, Words("en", "questions"), without="level")


def test_claims_confidence_and_row_names_are_told_in_words(sample_run: Run) -> None:
    claim = sample_run.claims[0]
    words = Words("en", "questions")
    (item,) = content.items(
        [ask(sample_run, Said("{claim} {number}", {"claim": {"claim": claim.id}, "number": 0}))], sample_run, words
    )
    assert item.stem == f"{words.t(claim.template, **claim.values)} E1"
    assert item.choices[0].text == "low confidence"
    assert item.choices[1].feedback == "One end of a range is not its middle."
    assert item.tags == ("s2", "basic")


@pytest.mark.parametrize("lang", LANGS)
def test_every_language_asks_the_same_and_leaves_no_placeholder(lang: str, sample_run: Run) -> None:
    asked = bank(sample_run)
    items = content.items(asked, sample_run, Words(lang, "questions"))
    assert [item.id for item in items] == [one.id for one in asked]
    assert not [
        item.id
        for item in items
        if "{" in item.stem + item.explanation + "".join(choice.text + choice.match for choice in item.choices)
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_no_two_answers_to_a_question_print_alike(lang: str, pilots: Any) -> None:
    for run in pilots:
        for item in content.items(bank(run), run, Words(lang, "questions")):
            for texts in ([choice.text for choice in item.choices], [choice.match for choice in item.choices if choice.match]):
                assert len(texts) == len(set(texts)), item.id


def test_the_place_of_a_count_is_told_once_and_in_words(pilots: Any) -> None:
    rows = [row for row in all_rows(pilots[0]) if row.indicator in ("people_place", "displacement_recorded")]
    told = {content.about(row, pilots[0], Words("en", "questions")).replace("\u00a0", " ") for row in rows}
    assert "People by place (in mountains), 2025" in told  # not: People in mountains, elsewhere, unknown, in mountains
    assert any("(place unknown)" in text for text in told)


def test_a_change_is_called_a_change_and_a_level_stands_where_it_belongs(pilots: Any) -> None:
    """“Hottest day of the year: 4 °C” reads as a cold summer; a name in brackets takes no brackets around it."""
    words = Words("en", "questions")
    told = [content.about(row, pilots[0], words).replace("\u00a0", " ") for row in all_rows(pilots[0])]
    assert "Warming of the hottest day of the year since 1850–1900 (East Central Asia), at 3 °C of global warming" in told
    assert "Year in which global warming reaches 2 °C (SSP2-4.5)" in told
    assert "Belt area compared with today, alpine (meadow), at 2 °C of global warming" in told
    assert any("(flash flood and debris flow)" in text for text in told)
    assert not [text for text in told if "))" in text or "{" in text]


def test_no_question_prints_the_marks_of_a_command(pilots: Any) -> None:
    items = content.items(bank(pilots[0]), pilots[0], Words("en", "questions"))
    texts = [text for item in items for text in (item.stem, item.explanation, *(choice.text for choice in item.choices))]
    assert any("highground runout" in text for text in texts)
    assert not [text for text in texts if "`" in text]


@pytest.mark.parametrize(("lang", "point"), [("en", "."), ("ru", ","), ("kk", ","), ("es", ",")])
def test_the_player_knows_the_decimal_point_of_its_language(lang: str, point: str, sample_run: Run) -> None:
    said = content.player(sample_run, Words(lang, "questions"))
    assert said["point"] == point
    assert "{mastery}\u00a0%" in said["intro"]  # a number and its sign stay on one line


def test_the_key_gives_letters_numbers_and_pairs() -> None:
    words = Words("en", "questions")
    two = (Choice("a", False), Choice("b", True))
    pairs = Item("m", "matching", "?", (Choice("1", True, match="x"), Choice("2", True, match="y")))
    assert content.answer(Item("q", "single", "?", two), words) == "B"
    assert content.answer(Item("q", "numeric", "?", value=16.1, tolerance=2.0), words) == "16.1 ± 2"
    first = content.LETTERS[pairs.order.index(0)]
    assert content.answer(pairs, words).startswith(f"1–{first}, 2–")


@pytest.mark.parametrize("lang", LANGS)
def test_the_player_keeps_its_own_placeholders(lang: str, sample_run: Run) -> None:
    spoken = content.player(sample_run, Words(lang, "questions"))
    assert all(spoken.values())
    assert "{i}" in spoken["where"]
    assert "{mastery}" in spoken["passed"]
    assert "{" not in spoken["title"]
