"""A sheet of a list by its fields: the line of headings is found, columns of personal data are refused, formulas and bombs never opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData
from highground.catalogue.events.csv_door import read_csv
from highground.catalogue.events.sheet import SEARCHED, Sheet, letter, listed
from highground.catalogue.events.words import is_blank
from highground.catalogue.events.xlsx_door import read_pages
from highground.catalogue.register.words import fields, personal

BOOKS: Final = (".xlsx", ".xlsm")
TEXTS: Final = (".csv", ".tsv", ".txt")
MOST_FAMILIES: Final = 3_000  # rows; a district's list, whose log stays within one sheet even when every cell is filled; judged


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below the headings: their line and their cells by field, the heading of each field, and headings that no field knows."""

    name: str
    rows: tuple[tuple[int, dict[str, object]], ...]
    headings: dict[str, str]
    unknown: tuple[str, ...] = ()

    def where(self, line: int, field: str = "") -> str:
        """Where a cell stands, for a sentence."""
        heading = f", {self.headings[field]}" if field in self.headings else ""
        return f"{self.name}: row {line}{heading}"


def pages(path: Path) -> Mapping[str, Sheet]:
    """The sheets of a csv or xlsx file by name.

    Raises BadData with one sentence for a file that is missing, of another kind, damaged, dangerous, or holds formulas.
    """
    if not path.is_file():
        raise BadData(f"there is no file {path}; check the name")
    ending = path.suffix.lower()
    if ending not in (*BOOKS, *TEXTS):
        raise BadData(f"{path.name}: only xlsx and csv are read; save the list as one of them")
    try:
        return read_pages(path) if ending in BOOKS else {"": read_csv(path)}
    except OSError as error:
        raise BadData(
            f"{path.name} cannot be read ({error.strerror or type(error).__name__}); check that you may read it and that no other program holds it"
        ) from None


def read_table(path: Path, part: str, needed: Sequence[str]) -> Table:
    """The sheet whose headings name most fields of a part (family, place, hazard), by field; text is as it stands.

    Raises BadData where the needed fields are not among the headings of any sheet, a column holds personal data, or the list is too long.
    """
    best: tuple[Sheet, int, dict[str, int]] | None = None
    for sheet in pages(path).values():
        for at, (_, cells) in enumerate(sheet.lines[:SEARCHED]):
            found = fields(part, cells)
            if len(found) >= 2 and (best is None or len(found) > len(best[2])):
                best = sheet, at, found
    if best is None or not set(needed) <= best[2].keys():
        missing = [name for name in needed if best is None or name not in best[2]]
        seen = listed([str(cell) for cell in best[0].lines[best[1]][1] if cell is not None]) if best else "none that are known"
        raise BadData(
            f"{path.name}: no column is called {' and none '.join(missing)} (in English, Russian, Kazakh or Spanish); the headings are {seen}; "
            "name the columns so"
        )
    return _table(*best, part)


def _table(sheet: Sheet, at: int, found: dict[str, int], part: str) -> Table:
    number, cells = sheet.lines[at]
    headings = ["" if cell is None else " ".join(str(cell).split()) for cell in cells]
    if part == "family":
        refuse_personal(sheet.name, headings, found)
    below = sheet.lines[at + 1 :]
    if below and _tags(below[0][1]):
        below = below[1:]
    rows = tuple(
        (line, {name: row[column] for name, column in found.items()})
        for line, row in below
        if any(not is_blank(row[column]) for column in found.values())
    )
    if not rows:
        raise BadData(f"{sheet.name}: there are headings in line {number} but no rows below them; check that the file is whole")
    if len(rows) > MOST_FAMILIES:
        raise BadData(f"{sheet.name}: {len(rows):,} rows are more than {MOST_FAMILIES:,}; cut the list by district")
    unknown = tuple(heading for column, heading in enumerate(headings) if heading and column not in found.values())
    return Table(sheet.name, rows, {name: headings[column] for name, column in found.items()}, unknown)


def refuse_personal(name: str, headings: Sequence[str], found: Mapping[str, int]) -> None:
    """Raises BadData for the first heading that means personal data, with its column and what to do; a known field is never one."""
    for column, heading in enumerate(headings):
        kind = personal(heading) if column not in found.values() else ""
        if kind:
            raise BadData(
                f"{name}: column {letter(column)} ({heading}) seems to hold {kind}, and a register here holds none; "
                "give each family a number, keep the list of who is who apart and locked, and take the column out"
            )


def _tags(cells: Sequence[object]) -> bool:
    """Whether a line is a row of HXL tags."""
    filled = [str(cell) for cell in cells if cell is not None]
    return bool(filled) and sum(text.startswith("#") for text in filled) * 2 >= len(filled)
