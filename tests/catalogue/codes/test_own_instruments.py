"""A table of instruments of one's own: what it adds, what it completes, and what it must not say."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from highground.basis.errors import BadData, MissingSource
from highground.basis.policy import Instrument
from highground.catalogue.codes.instruments import instruments
from highground.catalogue.codes.own_instruments import with_own
from highground.catalogue.shelf import Shelf

LAW = Instrument("KAZ-CIVIL-PROT", "KAZ", "Civil Protection Law", "law", year=2014, content="Evacuation", source="from memory")


def table(folder: Path, text: str) -> Path:
    path = folder / "own.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_verified_row_keeps_what_the_bundled_table_knows(tmp_path: Path) -> None:
    path = table(tmp_path, "id;quote;verified_by;verified_on\nKAZ-CIVIL-PROT;Article 3;Department;2026-11-25\n")
    (law,) = with_own([LAW], path)
    assert (law.name, law.year, law.content) == ("Civil Protection Law", 2014, "Evacuation")
    assert (law.quote, law.verified_by, law.verified_on, law.verified, law.grade) == (
        "Article 3",
        "Department",
        "2026-11-25",
        "yes",
        "read",
    )


def test_a_row_that_verifies_nothing_leaves_the_mark_of_memory(tmp_path: Path) -> None:
    (law,) = with_own([LAW], table(tmp_path, "id,note\nKAZ-CIVIL-PROT,ask the ministry\n"))
    assert (law.verified, law.grade, law.note) == ("no", "unverified", "ask the ministry")


def test_a_source_says_that_it_exists_and_not_that_its_wording_was_read(tmp_path: Path) -> None:
    (law,) = with_own([LAW], table(tmp_path, "id,source\nKAZ-CIVIL-PROT,gazette 12\n"))
    assert (law.verified, law.verified_by, law.source) == ("yes", "", "gazette 12")


def test_a_new_instrument_stands_behind_the_bundled_ones(tmp_path: Path) -> None:
    path = table(tmp_path, "id,iso3,name,kind,year\nPER-NAP-2021,Peru,Plan Nacional de Adaptación,NAP,2021\n")
    found = instruments(Shelf(), path)
    assert found[:-1] == instruments(Shelf())
    assert (found[-1].iso3, found[-1].year, found[-1].verified, found[-1].grade) == ("PER", 2021, "no", "unverified")


def test_a_day_that_a_spreadsheet_made_is_read_as_a_day(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["id", "year", "verified_by", "verified_on"])  # type: ignore[union-attr]
    book.active.append(["KAZ-CIVIL-PROT", 2014.0, "Department", date(2026, 11, 25)])  # type: ignore[union-attr]
    book.save(tmp_path / "own.xlsx")
    (law,) = with_own([LAW], tmp_path / "own.xlsx")
    assert (law.year, law.verified_on) == (2014, "2026-11-25")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\nx\n", "no column id"),
        ("id,colour\nKAZ-CIVIL-PROT,red\n", "'colour' is unknown"),
        ("id,id\nA,B\n", "'id' is unknown or stands twice"),
        ("id,year\n", "rows below the headings"),
        ("id,note\n../x,y\n", "is no id"),
        ("id,name\nPER-1,Plan\n", "needs iso3, kind too"),
        ("id,iso3\nKAZ-CIVIL-PROT,PER\n", "instrument of KAZ"),
        ("id,verified_by\nKAZ-CIVIL-PROT,Department\n", "give both or none"),
        ("id,verified_on\nKAZ-CIVIL-PROT,2026-11-25\n", "give both or none"),
        ("id,verified_by,verified_on\nKAZ-CIVIL-PROT,D,2026-11\n", "is no day"),
        ("id,verified_by,verified_on\nKAZ-CIVIL-PROT,D,2026-02-30\n", "is no day"),
        ("id,year\nKAZ-CIVIL-PROT,soon\n", "is no year"),
        ("id,year\nKAZ-CIVIL-PROT,99999\n", "is no year"),
        ("id,note\nKAZ-CIVIL-PROT,a\nKAZ-CIVIL-PROT,b\n", "stands twice"),
        ("id,note\nKAZ-CIVIL-PROT," + "x" * 2001 + "\n", "at most 2,000"),
    ],
)
def test_what_is_wrong_is_named_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadData, match=said) as error:
        with_own([LAW], table(tmp_path, text))
    assert "own.csv" in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match="there is no file"):
        with_own([LAW], tmp_path / "none.csv")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_are_refused_in_one_sentence(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(raw)
    said = ""
    try:
        found: tuple[Instrument, ...] = with_own([LAW], path)
    except BadData as error:
        found, said = (), str(error)
    assert bool(found) != bool(said)
    assert "\n" not in said
