"""A file becomes a text of the library, with what its instrument and its own words say of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from highground.basis.errors import BadData
from highground.basis.policy import Instrument, Text
from highground.response.policy.library import Given, Reading, near, reading, same

LAW = Instrument("KAZ-LAW", "KAZ", "Law on migration", "law", year=2011)
WORDS = (
    "The Government will support the people of mountain districts, and the plan names who pays for what and until when it is done. "
)
RUSSIAN = "Правительство разрабатывает меры по поддержке жителей горных районов, которым угрожают сели и паводки. "


def read(folder: Path, words: str, given: Given | None = None, held: tuple[Text, ...] = ()) -> Reading:
    path = folder / "plan.txt"
    path.write_text(words, encoding="utf-8")
    return reading(path, given or Given(), [LAW], held, today="2026-11-25", who="office")


def test_what_the_instrument_says_fills_what_the_person_did_not(tmp_path: Path) -> None:
    found = read(tmp_path, WORDS, Given(instrument="KAZ-LAW", sector="migration"))
    assert (found.text.iso3, found.text.year, found.text.type, found.text.title) == ("KAZ", 2011, "law", "Law on migration")
    assert (found.text.language, found.text.by, found.text.sector, found.said) == ("en", "office", "migration", ())
    assert {one.text for one in found.passages} == {found.text.id}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Given(instrument="KAZ-LAY"), "no instrument 'KAZ-LAY'; the table has KAZ-LAW"),
        (Given(instrument="KAZ-LAW", iso3="ECU"), "instrument of KAZ, and --country says ECU"), (Given(type="song"), "no kind of instrument"),
        (Given(language="old norse"), "no code of a language"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_of_a_text_is_refused(tmp_path: Path, given: Given, said: str) -> None:
    with pytest.raises(BadData, match=said):
        read(tmp_path, WORDS, given)


def test_other_languages_and_two_languages_are_told(tmp_path: Path) -> None:
    french = read(
        tmp_path, "Le gouvernement soutient les habitants des zones de montagne et prépare des plans pour la relocalisation."
    )
    assert french.text.language == "und"
    assert any("none of English, Russian, Kazakh and Spanish" in one for one in french.text.said)
    mixed = read(tmp_path, f"{RUSSIAN}\n\n{WORDS}")
    assert any("more than one language" in one for one in mixed.text.said)
    stated = read(tmp_path, WORDS, Given(language="ru"))
    assert stated.text.language == "ru"
    assert any("looks like en" in one for one in stated.text.said)


def test_a_text_that_no_analysis_will_count_is_told(tmp_path: Path) -> None:
    assert any("names no country" in one for one in read(tmp_path, WORDS).text.said)
    assert not any("names no country" in one for one in read(tmp_path, WORDS, Given(iso3="KGZ")).text.said)


def test_nearly_the_same_wording_is_told_and_the_same_bytes_are_known(tmp_path: Path) -> None:
    long = " ".join(f"{WORDS} Part {number}." for number in range(60))
    first = read(tmp_path, long)
    second = read(tmp_path, long.replace("Part 7.", "Part seven."), held=(first.text,))
    assert [one.id for one, _ in second.near] == [first.text.id]
    assert second.near[0][1] > 0.9
    assert near(first.text, (first.text,)) == ()
    assert same(first.text, (second.text, first.text)) == first.text
    assert same(first.text, (second.text,)) is None
    assert near(replace(first.text, sha256="x"), (read(tmp_path, RUSSIAN).text,)) == ()
