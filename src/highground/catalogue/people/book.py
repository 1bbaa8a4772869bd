"""Reads people.xlsx back: the tags in the second row of each sheet say which column is which. Formulas and bombs are refused."""

import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData, MissingSource
from highground.basis.stakeholder import Attendance, Event, Need, Person, day
from highground.catalogue.events.sheet import Sheet
from highground.catalogue.events.xlsx_door import read_pages

PARTS: Final[Mapping[str, type]] = {"person": Person, "event": Event, "need": Need, "attendance": Attendance}
LETTER: Final = {"person": "p", "event": "e", "need": "n", "attendance": "a"}  # first letter of an id
VERSION: Final = "version"  # column with the number of the last change, by which two who edit copies are told apart
MOST_ROWS: Final = 20_000  # rows of one sheet; a country's trainings of many years; judged
LONGEST: Final = 2_000  # signs of one cell; judged
_TAGGED: Final = 5
_GIVEN: Final = re.compile(r"p-[0-9a-f]{10}")  # an id that the program gave


@dataclass(frozen=True, slots=True)
class Row:
    """One row that was read: its record, the version that it was written with (None: new), and where it stands."""

    record: Any
    version: int | None
    where: str


def read_book(path: Path, today: date, fresh: Callable[[], str] = lambda: uuid.uuid4().hex[:10]) -> tuple[Row, ...]:
    """The rows of every sheet that carries our tags, people first. A row without an id gets one that says nothing of the person.

    A mark that somebody typed in its place, so that other rows can name a new person, is replaced by such an id wherever it stands.
    Raises MissingSource without a file, BadData with one sentence for a damaged or dangerous file, and for a row that cannot be.
    """
    if not path.is_file():
        raise MissingSource(
            f"there is no file {path}; give the workbook that `highground teach people --out` wrote and people filled"
        )
    try:
        sheets = read_pages(path).values()
    except OSError as error:
        raise BadData(f"{path.name} cannot be read ({error.strerror}); check that no other program holds it") from None
    found = {part: [row for sheet in sheets for row in _rows(sheet, part, fresh)] for part in PARTS}
    rows = tuple(row for part in PARTS for row in found[part])
    if not rows:
        raise BadData(
            f"{path.name} holds no rows: the row of tags below the headings is gone, or nothing is in it; fill the workbook that `highground teach people --out` wrote"
        )
    for row in found["person"]:
        if day(row.record.consent_on, row.where) > today:
            raise BadData(f"{row.where}: the day of consent, {row.record.consent_on}, is still to come; mend it")
    marks = _marks(found["person"], fresh)
    return tuple(replace(row, record=_unmarked(row.record, marks)) for row in rows)


def _marks(people: Sequence[Row], fresh: Callable[[], str]) -> dict[str, str]:
    """An id for each mark of a new person: a mark may be a name, and an id stays in the log after a person is erased."""
    marks: dict[str, str] = {}
    for row in people:
        mark = row.record.id
        if row.version is None and not _GIVEN.fullmatch(mark):
            if mark in marks:
                raise BadData(f"{row.where}: the mark {mark[:30]} stands at another person too; give each a mark of their own")
            marks[mark] = f"{LETTER['person']}-{fresh()}"
    return marks


def _unmarked(record: Any, marks: Mapping[str, str]) -> Any:
    """A record with ids in place of marks."""
    name = "id" if isinstance(record, Person) else "person" if hasattr(record, "person") else ""
    return replace(record, **{name: marks[getattr(record, name)]}) if name and getattr(record, name) in marks else record


def _rows(sheet: Sheet, part: str, fresh: Callable[[], str]) -> list[Row]:
    for at, (_, cells) in enumerate(sheet.lines[:_TAGGED]):
        columns = {
            str(cell).removeprefix(f"#{part}+"): number for number, cell in enumerate(cells) if str(cell).startswith(f"#{part}+")
        }
        if columns:
            below = [(line, row) for line, row in sheet.lines[at + 1 :] if any(_text(row[n], "") for n in columns.values())]
            break
    else:
        return []
    missing = {one.name for one in fields(PARTS[part])} - set(columns)
    if missing:
        raise BadData(
            f"{sheet.name}: the tags of {', '.join(sorted(missing))} are gone; take the workbook that the program wrote and fill that one"
        )
    if len(below) > MOST_ROWS:
        raise BadData(f"{sheet.name}: {len(below):,} rows are more than {MOST_ROWS:,}; cut the workbook into parts")
    return [
        _row(
            part,
            {name: _text(row[n], f"{sheet.name}: row {line}") for name, n in columns.items()},
            f"{sheet.name}: row {line}",
            fresh,
        )
        for line, row in below
    ]


def _row(part: str, cells: Mapping[str, str], where: str, fresh: Callable[[], str]) -> Row:
    given: dict[str, Any] = {one.name: cells[one.name] for one in fields(PARTS[part])}
    given["id"] = given["id"] or f"{LETTER[part]}-{fresh()}"
    if part == "need":
        given["person"] = given["person"] or None
    if part == "attendance":
        given["days"] = _whole(given["days"], f"{where}, days")
    version = cells.get(VERSION, "")
    try:
        return Row(PARTS[part](**given), _whole(version, f"{where}, version") if version else None, where)
    except BadData as error:
        raise BadData(f"{where}: {error}") from None


def _whole(text: str, where: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise BadData(f"{where}: {text or 'a blank'} is no whole number; mend it") from None


def _text(cell: object, where: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    text = " ".join(str(cell).split())
    if len(text) > LONGEST:
        raise BadData(f"{where}: a cell holds more than {LONGEST:,} signs; shorten it")
    return text
