"""The counts of a comparison in a pack: with intervals, in every language, and never more than they carry."""

import pytest

from highground.basis.settings import LANGS
from highground.catalogue.codes.compared import Counted, Group
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.pack_comparison import told

FOUND = Counted(Group(2, 6, (("ARM", 2021), ("CHE", None))), Group(2, 7, (("FJI", 2020),)))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_counts_of_the_study_stand_in_english_with_their_intervals() -> None:
    """By hand (Wilson): 2 of 6 is 10 to 70 %, 2 of 7 is 8 to 64 %; Newcombe's difference is −38 to +47 points."""
    said, read = map(plain, told(FOUND, Words("en", "pack")))
    assert "mountain countries 2 of 6: 33 % (10 to 70); small island states 2 of 7: 29 % (8 to 64)." in said
    assert "+5 percentage points (−38 to +47)" in said
    assert "not settled" in said
    assert "Few countries were read" in said
    assert read == "Texts that were read: Armenia 2021, Switzerland; Fiji 2020."


def test_an_interval_without_zero_is_called_so_and_many_are_not_few() -> None:
    many = (("ARM", 2021),) * 30
    said, _ = told(Counted(Group(29, 30, many), Group(2, 30, many)), Words("en", "pack"))
    assert "leaves zero out" in said
    less, _ = told(Counted(Group(2, 30, many), Group(29, 30, many)), Words("en", "pack"))
    assert "leaves zero out" in less
    assert "Few countries" not in said


@pytest.mark.parametrize("lang", LANGS)
def test_every_language_has_both_counts_and_no_placeholder(lang: str) -> None:
    text = plain(" ".join(told(FOUND, Words(lang, "pack"))))
    assert all(number in text for number in ("33 %", "29 %", "10", "70", "64", "47"))
    assert "{" not in text
    assert len(told(None, Words(lang, "pack"))) == 1
    if lang != "en":
        assert "countries" not in text
