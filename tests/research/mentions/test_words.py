"""Entries of the dictionary become patterns that know the endings of each language."""

import pytest

from highground.catalogue.passages.dictionary import dictionary
from highground.catalogue.shelf import Shelf
from highground.research.mentions.words import dictionary_of, pattern

BOOK = dictionary(Shelf())


@pytest.mark.parametrize("word", ["тау", "таулар", "тауы", "тауда", "таулардың", "таудан", "тауларымыздың", "таулы", "таудағы"])
def test_kazakh_endings_follow_the_word_for_mountain(word: str) -> None:
    assert pattern(["тау~noun"], BOOK["endings"]["kk"]).fullmatch(word)


@pytest.mark.parametrize("word", ["тауар", "тауық", "тауысу"])
def test_words_that_only_begin_like_it_are_others(word: str) -> None:
    assert not pattern(["тау~noun"], BOOK["endings"]["kk"]).fullmatch(word)


def test_up_to_three_words_stand_for_a_gap() -> None:
    found = pattern(["leave _ homes"], {})
    assert found.search("leave all of their homes")
    assert not found.search("leave one two three four homes")


def test_every_term_knows_how_its_words_begin() -> None:
    for term in dictionary_of(BOOK).terms:
        assert term.beginnings
        assert all(len(word) >= 2 for word in term.beginnings)
