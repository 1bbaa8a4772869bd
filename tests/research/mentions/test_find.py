"""Mentions: what speaks of people, ice and herds, what only looks like it, and what is denied."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.catalogue.passages.dictionary import dictionary
from highground.catalogue.shelf import Shelf
from highground.research.mentions.find import mentions
from highground.research.mentions.words import dictionary_of

DICTIONARY = dictionary_of(dictionary(Shelf()))


def themes(text: str, lang: str) -> set[str]:
    return {one.theme for one in mentions(text, lang, DICTIONARY)}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Electric mobility displaces imported fuel.", "en"),
        ("The migration of fish species is monitored.", "en"),
        ("A mountain of debt is the main concern.", "en"),
        ("This objective is paramount for the country.", "en"),
        ("El montante se paga al ir montando los paneles.", "es"),
        ("Горнодобывающая промышленность снижает выбросы.", "ru"),
        ("Миграция птиц изучается.", "ru"),
        ("La movilidad eléctrica desplaza el combustible fósil.", "es"),
        ("Тау-кен өнеркәсібі тауар шығарады.", "kk"),
    ],
)
def test_transport_fuel_species_and_mines_are_not_people_or_mountains(text: str, lang: str) -> None:
    assert themes(text, lang) == set()


@pytest.mark.parametrize(
    ("text", "lang", "theme"),
    [
        ("The plan does not address migration; glaciers retreat.", "en", "migration"),
        ("В стратегии не рассматривается миграция населения, однако ледники тают.", "ru", "migration"),
        ("La ley no contempla la migración, pero los glaciares retroceden.", "es", "migration"),
        ("Жоспарда көші-қон қарастырылмаған, бірақ мұздықтар ериді.", "kk", "migration"),
    ],
)
def test_a_denial_marks_its_clause_and_no_other(text: str, lang: str, theme: str) -> None:
    assert {one.theme: one.negated for one in mentions(text, lang, DICTIONARY)} == {theme: True, "cryosphere": False}


def test_a_word_silences_within_six_words_and_no_further() -> None:
    assert themes("Species cross the whole country by migration.", "en") == set()
    assert themes("Species that cross the whole country by migration.", "en") == {"migration"}


def test_a_dash_ends_what_is_denied() -> None:
    (one,) = mentions("The plan does not address ports – migration is supported.", "en", DICTIONARY)
    assert not one.negated


@settings(max_examples=60)
@given(
    st.text(max_size=300) | st.lists(st.sampled_from(["migrants", "не", "glaciar", "тау", ".", "\n", "İ", "“"])).map(" ".join),
    st.sampled_from(["en", "ru", "es", "kk"]),
)
def test_any_text_is_read_and_places_lie_in_it(text: str, lang: str) -> None:
    for one in mentions(text, lang, DICTIONARY):
        assert one.sentence[0] <= one.start < one.end <= one.sentence[1] <= len(text)
