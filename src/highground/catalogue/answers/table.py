"""A table that people typed, from xlsx or csv: which heading is which column, and rows with their places. Nothing is guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.events.csv_door import read_csv
from highground.catalogue.events.sheet import Sheet
from highground.catalogue.events.xlsx_door import read_pages

Heads = Mapping[str, Sequence[str]]  # column -> its headings in four languages, small letters
MOST: Final = 5_000  # rows; judged: a training has tens of participants, a course hundreds
LONGEST: Final = 200  # signs of one cell; judged
SEARCHED: Final = 6  # lines in which headings are looked for


@dataclass(frozen=True, slots=True)
class Typed:
    """The rows of a table: cells by column (a blank is ""), headings that no column knows as they were written, and where each stands."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, dict[str, str]], ...]


def typed(path: Path, heads: Heads, needed: Sequence[str], what: str) -> Typed:
    """The one table of a file that has the needed columns. what: which file it should be, for the sentence.

    Raises MissingSource without a file, BadData with one sentence for anything that is not a plain table of one meaning.
    """
    if not path.is_file():
        raise MissingSource(f"there is no file {path}; give {what} as xlsx or csv")
    try:
        sheets = [read_csv(path)] if path.suffix.lower() in (".csv", ".txt", ".tsv") else list(read_pages(path).values())
    except OSError as error:
        raise BadData(f"{path.name} cannot be read ({error.strerror}); check that no other program holds it") from None
    found = [(sheet, at) for sheet in sheets if (at := _heading(sheet, heads, needed)) is not None]
    if len(found) != 1:
        names = ", ".join(heads[name][0] for name in needed)
        why = "more than one sheet has" if found else f"none of the first {SEARCHED} lines holds"
        raise BadData(f"{path.name}: {why} the headings {names}; give {what}, with each heading once")
    return _rows(*found[0], heads)


def _heading(sheet: Sheet, heads: Heads, needed: Sequence[str]) -> int | None:
    for at, (_, cells) in enumerate(sheet.lines[:SEARCHED]):
        if set(needed) <= {_column(" ".join(cell.split()), heads) for cell in cells if isinstance(cell, str)}:
            return at
    return None


def _column(heading: str, heads: Heads) -> str:
    """The column of a heading; its own words where no column has it."""
    plain = heading.casefold().rstrip(".:")
    return next((name for name, known in heads.items() if plain in known), heading)


def _rows(sheet: Sheet, at: int, heads: Heads) -> Typed:
    number, cells = sheet.lines[at]
    columns = [_column(text(cell, f"{sheet.name}, row {number}"), heads) for cell in cells]
    doubled = next((name for name in columns if name and columns.count(name) > 1), "")
    if doubled:
        raise BadData(f"{sheet.name}: the heading {doubled!r} stands twice in row {number}; give each column its own")
    below = sheet.lines[at + 1 :]
    if len(below) > MOST:
        raise BadData(f"{sheet.name}: {len(below):,} rows are more than {MOST:,}; cut the file into parts")
    rows = []
    for line, values in below:
        where = f"{sheet.name}, row {line}"
        told = {name or f"({n})": text(value, where) for n, (name, value) in enumerate(zip(columns, values, strict=True))}
        if stray := next((value for name, value in told.items() if value and name.startswith("(")), ""):
            raise BadData(f"{where}: {stray!r} stands below no heading; give its column a heading or remove it")
        if any(told.values()):
            rows.append((where, told))
    if not rows:
        raise BadData(f"{sheet.name}: there are headings in row {number} but no rows below them; check that the file is filled")
    return Typed(sheet.name, tuple(name for name in columns if name), tuple(rows))


def text(cell: object, where: str) -> str:
    """A cell as the text that was typed. Raises BadData for dates, which spreadsheets make of answers, and for long texts."""
    if cell is None:
        return ""
    if isinstance(cell, bool | date):
        raise BadData(f"{where}: the spreadsheet made a date or TRUE/FALSE of an entry; format the cells as text and type it again")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    told = " ".join(str(cell).split())
    if len(told) > LONGEST:
        raise BadData(f"{where}: a cell holds more than {LONGEST} signs; an entry here is short")
    return told


def number_of(told: str, where: str) -> str:
    """A participant's number or pseudonym, in capitals, so that p7 and P7 are one. Raises BadData for a blank, and for what may be a name or a path."""
    if not told:
        raise BadData(f"{where}: there is no participant's number; write the number that the person was given, or remove the row")
    if len(told) > 40 or not all(sign.isalnum() or sign in "-_" for sign in told):
        raise BadData(
            f"{where}: {told[:40]!r} is no participant's number; use letters, digits, - and _ without spaces, and no names"
        )
    return told.upper()
