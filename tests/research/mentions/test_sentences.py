"""Russian, Kazakh and Spanish sentences, written before the dictionary was tuned: synthetic, by its own author, so kinder than real texts."""

import csv
from pathlib import Path

import pytest

from highground.catalogue.passages.dictionary import dictionary
from highground.catalogue.shelf import Shelf
from highground.research.mentions.find import mentions
from highground.research.mentions.words import dictionary_of

DICTIONARY = dictionary_of(dictionary(Shelf()))
with (Path(__file__).parent / "sentences.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = tuple(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("lang", "written"), [("ru", 42), ("kk", 42), ("es", 26)])
def test_at_most_two_sentences_are_read_otherwise_than_their_writer_meant(lang: str, written: int) -> None:
    rows = [row for row in ROWS if row["lang"] == lang]
    wrong = [
        row["sentence"]
        for row in rows
        if set(filter(None, row["themes"].split(","))) != {one.theme for one in mentions(row["sentence"], lang, DICTIONARY)}
    ]
    assert len(rows) == written
    assert len(wrong) <= 2, wrong


def test_every_denial_is_seen_and_no_other_sentence_is_taken_for_one() -> None:
    for row in ROWS:
        found = mentions(row["sentence"], row["lang"], DICTIONARY)
        if found:
            assert all(one.negated for one in found) == (row["negated"] == "yes"), row["sentence"]
