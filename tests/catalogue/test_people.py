import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.people.book import read_book

TODAY = date(2026, 6, 1)
PERSON = ("id", "name", "institution", "role", "contact", "consent_on", "consent_for", "version")
ROW = (None, "Айгүл", "Ministry", "analyst", None, "2026-05-01", "training")


def book(path: Path, rows: Sequence[Sequence[object]], tags: Sequence[str] = PERSON, part: str = "person") -> Path:
    file = Workbook()
    sheet = file.active
    for line in (tags, [f"#{part}+{name}" for name in tags], *rows):
        sheet.append(list(line))
    file.save(path)
    return path


def test_a_new_row_gets_an_id_that_says_nothing_of_the_person(tmp_path: Path) -> None:
    (row,) = read_book(book(tmp_path / "p.xlsx", [ROW, (None,) * 8]), TODAY)
    assert (row.record.name, row.version, row.record.contact) == ("Айгүл", None, "")
    assert row.record.id.startswith("p-")
    assert len(row.record.id) == 12


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((None, "A", "B", None, None, None, None), "row 3: person p-x is not kept without consent"),
        ((None, "A", "B", None, None, "2026-07-01", "training"), "still to come"),
        (("p-1", "A", "B", None, None, "2026-05-01", "x", "two"), "version: two is no whole number"),
        ((None, "A" * 3000, "B"), "more than 2,000 signs"),
        ((None, "=1+1", "B"), "formula"),
    ],
)
def test_a_row_that_cannot_be_is_named(tmp_path: Path, row: tuple[object, ...], said: str) -> None:
    with pytest.raises(BadData, match=said):
        read_book(book(tmp_path / "p.xlsx", [row]), TODAY, lambda: "x")


def test_consent_may_be_of_today(tmp_path: Path) -> None:
    (row,) = read_book(book(tmp_path / "p.xlsx", [(*ROW[:5], TODAY.isoformat(), "training")]), TODAY)
    assert row.record.consent_on == "2026-06-01"


def test_a_mark_by_which_rows_name_a_new_person_becomes_an_id_everywhere(tmp_path: Path) -> None:
    path = book(tmp_path / "p.xlsx", [("aygul", *ROW[1:]), ("p-0123456789", "B", "C", None, None, "2026-05-01", "x", 4)])
    file = load_workbook(path)
    sheet = file.create_sheet("came")
    for line in (
        ("id", "event", "person", "days"),
        ("#attendance+id", "#attendance+event", "#attendance+person", "#attendance+days"),
        (None, "e", "aygul", 2),
        (None, "e", "p-0123456789", 1),
    ):
        sheet.append(line)
    file.save(path)
    new, old, came, other = (row.record for row in read_book(path, TODAY))
    assert re.fullmatch(r"p-[0-9a-f]{10}", new.id)
    assert (old.id, came.person, other.person) == ("p-0123456789", new.id, "p-0123456789")
    with pytest.raises(BadData, match="row 4: the mark x1 stands at another person too"):
        read_book(book(tmp_path / "two.xlsx", [("x1", *ROW[1:]), ("x1", "Other", *ROW[2:])]), TODAY)


def test_a_file_that_is_none_or_holds_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingSource):
        read_book(tmp_path / "none.xlsx", TODAY)
    with pytest.raises(BadData, match="holds no rows"):
        read_book(book(tmp_path / "empty.xlsx", []), TODAY)
    with pytest.raises(BadData, match="the tags of contact are gone"):
        read_book(
            book(tmp_path / "cut.xlsx", [("p", "A")], ("id", "name", "institution", "role", "consent_on", "consent_for")), TODAY
        )
    (tmp_path / "junk.xlsx").write_bytes(b"junk")
    with pytest.raises(BadData):
        read_book(tmp_path / "junk.xlsx", TODAY)


def test_attendance_needs_whole_days(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", [(None, "e", "p", 2.0), (None, "e", "q", "many")], ("id", "event", "person", "days"), "attendance"
    )
    with pytest.raises(BadData, match="row 4, days: many is no whole number"):
        read_book(path, TODAY)
    assert load_workbook(path).active["D3"].value == 2
