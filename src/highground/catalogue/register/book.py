"""Reads register.xlsx back: families, checklist, visits, places, hazards and the log, found by the tags in their second row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData
from highground.basis.relocation import CHECKS, VISIT, YEARS, Change, Field, Hazard, Place, key
from highground.catalogue.events.sheet import Sheet, letter
from highground.catalogue.events.words import plain
from highground.catalogue.register.cells import Reader, written
from highground.catalogue.register.families import FIELDS, families_of
from highground.catalogue.register.history import State, kept, replay
from highground.catalogue.register.places import hazards_of, places_of
from highground.catalogue.register.tables import Table, pages, refuse_personal

PARTS: Final = (
    "family",
    "check",
    "visit",
    "settlement",
    "destination",
    "hazard",
    "log",
)  # sheets that are read; others are only told
OWN: Final = "own:"  # fields of columns that people added themselves
LOGGED: Final = ("when", "who", "family", "field", "before", "after")
NOTE: Final = Field("own", "", "text")
_TAGGED: Final = 5  # lines in which the tags are looked for


@dataclass(frozen=True, slots=True)
class Book:
    """A register: its state as the sheets say, its history, what it was screened with, and families whose rows had been taken out."""

    state: State
    before: State
    log: tuple[Change, ...]
    settlements: tuple[Place, ...]
    destinations: tuple[Place, ...]
    hazards: tuple[Hazard, ...]
    put_back: tuple[str, ...]
    unread: tuple[str, ...] = ()  # sheets and columns that people added where the program keeps none


def tag(part: str, field: str) -> str:
    """The tag of a column: #family+consent."""
    return f"#{part}+{field}"


def read_register(path: Path, reader: Reader) -> Book:
    """Read a register that people filled.

    A family whose row is gone is put back from the log; a cell that is emptied stays in the log. Raises BadData with one sentence for
    what cannot be: sheet, row, column, and what to do.
    """
    sheets = pages(path)
    read = {name: _table(sheet) for name, sheet in sheets.items()}
    tables: dict[str, Table] = {}
    for part, table in read.values():
        if part in tables:
            raise BadData(
                f"{path.name}: two sheets hold the same list ({tables[part].name} and {table.name}); keep one, move the other to a file of its own"
            )
        if part:
            tables[part] = table
    unread = [name for name, (part, _) in read.items() if not part and not _told(sheets[name])]
    unread += [f"{name}: {heading}" for name, (part, table) in read.items() if part for heading in table.unknown]
    if "family" not in tables or "log" not in tables:
        raise BadData(
            f"{path.name} is no register of highground: the sheet of families or the log is missing, or the row of tags below its headings "
            "is gone; take the last file that the program wrote, or import the list with --families"
        )
    log = tuple(_log(tables["log"]))
    before = replay(log)
    settlements, destinations = (places_of(tables[part]) if part in tables else () for part in ("settlement", "destination"))
    reader = reader.knowing(place.name for place in (*settlements, *destinations))
    state, gone = kept(before, _families(tables["family"], reader, before))
    _fill(state, tables.get("check"), reader, before, "check")
    _fill(state, tables.get("visit"), reader, before, "visit")
    hazards = hazards_of(tables["hazard"]) if "hazard" in tables else ()
    return Book(state, before, log, settlements, destinations, hazards, tuple(gone), tuple(unread))


def _table(sheet: Sheet) -> tuple[str, Table]:
    """The part that a sheet holds, by its tags, and its rows; no part where it has no tags of ours."""
    for at, (_, cells) in enumerate(sheet.lines[:_TAGGED]):
        texts = [str(cell or "").strip() for cell in cells]
        part = next((part for part in PARTS if any(text.startswith(f"#{part}+") for text in texts)), "")
        if part:
            return part, _rows(sheet, at, texts, part)
    return "", Table(sheet.name, (), {})


def _rows(sheet: Sheet, at: int, texts: list[str], part: str) -> Table:
    """The rows below the tags by field, and columns that are not ours, by heading or letter, where they hold anything."""
    columns = {text.partition("+")[2]: number for number, text in enumerate(texts) if text.startswith(f"#{part}+")}
    heads = sheet.lines[at - 1][1] if at else ()
    headings = ["" if cell is None else " ".join(str(cell).split()) for cell in heads]
    below = sheet.lines[at + 1 :]
    held = {number for _, row in below for number, cell in enumerate(row) if written(cell)}
    foreign = sorted(held - {number for number, text in enumerate(texts) if text.startswith("#")})
    if part == "family":
        columns |= _own(sheet.name, headings, foreign)
        foreign = []
    rows = [(line, {name: row[column] for name, column in columns.items() if column < len(row)}) for line, row in below]
    filled = tuple((line, row) for line, row in rows if any(written(cell) for cell in row.values()))
    named = {name: headings[column] for name, column in columns.items() if column < len(headings)}
    return Table(sheet.name, filled, named, tuple(_heading(headings, column) or letter(column) for column in foreign))


def _heading(headings: list[str], column: int) -> str:
    return headings[column] if column < len(headings) else ""


def _told(sheet: Sheet) -> bool:
    """Whether a sheet is one that the program itself tells: tagged so, or without headings, as the one about the register."""
    return any(str(cell or "").startswith("#told+") for _, cells in sheet.lines for cell in cells)


def _own(name: str, headings: list[str], foreign: list[int]) -> dict[str, int]:
    """Columns that people added on the sheet of families, by their headings. Personal data are refused there too."""
    refuse_personal(name, [heading if column in foreign else "" for column, heading in enumerate(headings)], {})
    found: dict[str, int] = {}
    for column in foreign:
        heading = _heading(headings, column)
        if not heading or f"{OWN}{heading}" in found:
            raise BadData(
                f"{name}: column {letter(column)} holds entries and has {'the heading of another column' if heading else 'no heading'}; "
                "give it a heading of its own, so that nothing is lost"
            )
        found[f"{OWN}{heading}"] = column
    return found


def _families(table: Table, reader: Reader, before: State) -> State:
    """Families with the fields of their sheet; fields whose column was taken out stay as they were."""
    ours = Table(table.name, tuple((line, _only(row, FIELDS)) for line, row in table.rows), table.headings)
    spelled = {plain(number): number for number in before}  # A-1 and a 1 are one number: the log's spelling stays
    state = {spelled.get(plain(number), number): cells for number, cells in families_of(ours, reader).items()}
    seen = {name for _, row in table.rows for name in row}
    for (number, cells), (line, row) in zip(state.items(), table.rows, strict=True):
        for name, text in before.get(number, {}).items():
            if not name.startswith(("check:", "year ")) and name not in seen:
                cells[name] = text
        for name, value in row.items():
            if name.startswith(OWN) and (text := reader.cell(NOTE, value, table.where(line, name))):
                cells[name] = text
    return state


def _only(row: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    return {name: row[name] for name in names if name in row}


def _fill(state: State, table: Table | None, reader: Reader, before: State, part: str) -> None:
    """Add the fields of the checklist or of the visits; rows and columns that are gone stay as they were."""
    start, fields = ("check:", CHECKS) if part == "check" else ("year ", VISIT)
    for number, cells in state.items():
        cells.update({name: text for name, text in before.get(number, {}).items() if name.startswith(start)})
    seen: dict[tuple[str, int], int] = {}
    numbers = {plain(number): number for number in state}
    for line, row in table.rows if table else ():
        assert table is not None  # noqa: S101  for the type checker: there are rows
        said, year = written(row.get("id")), _year(row, table, line) if part == "visit" else 0
        number = numbers.get(plain(said), "")
        if not number:
            raise BadData(
                f"{table.where(line, 'id')}: no family has the number {said[:40]!r}; write it as on the sheet of families"
            )
        if (number, year) in seen:
            raise BadData(f"{table.where(line)}: family {number} stands in row {seen[number, year]} too; keep one of the two rows")
        seen[number, year] = line
        for field in (field for field in fields if field.id in row):
            name, text = key(part, field.id, year), reader.cell(field, row[field.id], table.where(line, field.id))
            state[number] = {**{one: kept for one, kept in state[number].items() if one != name}, **({name: text} if text else {})}


def _year(row: Mapping[str, object], table: Table, line: int) -> int:
    text = written(row.get("year"))
    if text not in map(str, YEARS):
        raise BadData(
            f"{table.where(line, 'year')}: {text[:40]!r} is no year of a visit; it must be one of {', '.join(map(str, YEARS))}"
        )
    return int(text)


def _log(table: Table) -> Iterable[Change]:
    for _, row in table.rows:
        change = Change(*(written(row.get(name)) for name in LOGGED))
        if change.family and change.field:
            yield change
