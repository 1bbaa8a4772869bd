"""The dictionary is read strictly; words of one's own are added to it."""

from pathlib import Path

import pytest

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.passages.dictionary import dictionary
from highground.catalogue.shelf import Shelf

GOOD = '[[term]]\ntheme = "migration"\nlang = "en"\nweight = 2\nneed = "mine"\nwords = ["wander*"]\n[sets.en]\nmine = ["people"]\npeople = ["folk"]\n'


def test_words_of_ones_own_come_after_the_bundled_ones(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(GOOD, encoding="utf-8")
    book, bundled = dictionary(Shelf(), own), dictionary(Shelf())
    assert len(book["term"]) == len(bundled["term"]) + 1
    assert book["sets"]["en"]["people"] == [*bundled["sets"]["en"]["people"], "folk"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = ", "not valid TOML"),
        ("[other]\na = 1", "unknown table 'other'"),
        ('[term]\ntheme = "x"', "[[term]]"),
        ('[[term]]\ntheme = "x"\nlang = "de"\nwords = ["a"]', "lang is 'de'"),
        ('[[term]]\ntheme = "x"\nlang = "en"\nwords = []', "at least one"),
        ('[[term]]\ntheme = "x"\nlang = "en"\nwords = ["(a+)+$"]', "is no entry"),
        ('[[term]]\ntheme = "x"\nlang = "en"\nwords = ["a~none"]', "endings that do not exist"),
        ('[[term]]\ntheme = "x"\nlang = "en"\nwords = ["a"]\nneed = "none"', "set 'none'"),
        ('[[term]]\ntheme = "x"\nlang = "en"\nwords = ["a"]\nweight = 9', "weight is 1, 2 or 3"),
        ('[[term]]\nlang = "en"\nwords = ["a"]', "names no theme"),
        ('[[term]]\ntheme = "x"\nlang = "en"\nwords = ["a"]\npattern = "b"', "unknown key 'pattern'"),
        ('[endings.en]\nx = "(a*)*"', "may hold letters"),
        ("sets = 5", "must be a table"),
    ],
)
def test_a_dictionary_that_is_wrong_is_refused_with_its_reason(tmp_path: Path, text: str, told: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(BadData) as caught:
        dictionary(Shelf(), own)
    assert told in str(caught.value)


def test_a_missing_or_strange_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingSource):
        dictionary(Shelf(), tmp_path / "none.toml")
    (tmp_path / "old.toml").write_bytes("[[term]] # мигра".encode("cp1251"))
    with pytest.raises(BadData):
        dictionary(Shelf(), tmp_path / "old.toml")
