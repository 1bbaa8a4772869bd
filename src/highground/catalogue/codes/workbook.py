"""Reads a workbook of codes or of disagreements back: the tags in its second row say which column is which. Formulas and bombs are refused."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData, CannotWrite, MissingSource
from highground.catalogue.events.sheet import Sheet, letter
from highground.catalogue.events.xlsx_door import read_pages
from highground.catalogue.runouts import write_document
from highground.catalogue.shelf import sha256_of

PARTS: Final = ("code", "text", "settle")  # codes of passages, answers for whole texts, disagreements
MOST_LINES: Final = 20_000  # rows of one sheet; what several coders do in a year
LONGEST: Final = 32_000  # signs of one cell; a spreadsheet's own limit is 32,767
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {  # columns without which answers would be lost or go to the wrong place
    "code": ("text", "passage", "theme", "present", "coder"), "text": ("text", "coder"), "settle": ("text", "passage", "theme", "field", "decided", "by"),
}  # fmt: skip
_TAGGED: Final = 5  # lines in which the tags are looked for


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its sheet and number, its part, and its cells as text by the name in their tag; a blank cell is blank."""

    sheet: str
    number: int
    part: str
    cells: Mapping[str, str]
    headings: Mapping[str, str]

    def where(self, name: str = "") -> str:
        """Where a cell stands, for a sentence."""
        heading = self.headings.get(name, name)
        return f"{self.sheet}: row {self.number}" + (f", {heading}" if heading else "")


def tag(part: str, name: str) -> str:
    """The tag of a column.

    >>> tag("code", "hg_strength")
    '#code+hg_strength'
    """
    return f"#{part}+{name}"


def read_lines(path: Path, wanted: tuple[str, ...] = ()) -> tuple[Line, ...]:
    """The rows of every sheet that carries our tags; other sheets are only told to people, not read. `wanted`: parts that must be there.

    Raises MissingSource when there is no file, BadData with one sentence for a file that is damaged, dangerous, holds formulas, lacks a
    column or a part that is needed, or is no workbook of ours.
    """
    if not path.is_file():
        raise MissingSource(f"there is no file {path}; give a workbook that highground wrote and people filled")
    try:
        sheets = [_lines(sheet, wanted) for sheet in read_pages(path).values()]
    except OSError as error:
        raise BadData(f"{path.name} cannot be read ({error.strerror}); check that no other program holds it") from None
    found = [line for _, lines in sheets for line in lines]
    if gone := [part for part in wanted if part not in {part for part, _ in sheets}]:
        raise BadData(
            f"{path.name} has no sheet with the row of tags #{gone[0]}+… below its headings, so what was answered there would be lost; "
            f"copy the answers into the workbook that `highground policy {'agree' if gone[0] == 'settle' else 'code'}` wrote"
        )
    if not found and "settle" not in wanted:  # where coders agree on everything there is nothing to settle
        raise BadData(
            f"{path.name} holds no rows of codes: the row of tags below the headings is gone, or nothing is in it; "
            "take the file that `highground policy code` wrote and fill that one"
        )
    return tuple(found)


def marked(document: Mapping[str, Any], folder: Path, mark: str) -> None:
    """Write what a folder of workbooks is, with the hash of each, so that what people fill is not written over."""
    hashes = {path.name: sha256_of(path) for path in sorted(folder.glob("*.xlsx"))}
    write_document({**document, "sha256": hashes}, folder / mark)


def check_untouched(folder: Path, mark: str, taken: Path | None = None, way: str = "give it back with --filled") -> None:
    """Refuse to replace a workbook that people filled since it was written, unless it is the one that was just `taken`.

    way: how what was filled is given back. Raises CannotWrite.
    """
    if not (folder / mark).is_file():
        return
    try:
        hashes = json.loads((folder / mark).read_text(encoding="utf-8"))["sha256"]
    except (ValueError, KeyError, TypeError):
        hashes = {}
    for path in sorted(folder.glob("*.xlsx")):
        mine = taken is not None and taken.is_file() and taken.samefile(path)
        if not mine and hashes.get(path.name) != sha256_of(path):
            raise CannotWrite(
                f"{path} was filled since it was written and would be lost; {way}, or choose another folder with --out"
            )


def _lines(sheet: Sheet, wanted: tuple[str, ...]) -> tuple[str, list[Line]]:
    """The part of a sheet and its rows; blank and none where it carries no tags."""
    tagged = [place for place, (_, cells) in enumerate(sheet.lines[:_TAGGED]) if _part(cells)]
    if not tagged:
        return "", []
    place = tagged[0]
    if place > 1:
        raise BadData(
            f"{sheet.name}: the tags stand in row {sheet.lines[place][0]} and rows above them would be lost; move them below the headings"
        )
    tags, above = sheet.lines[place][1], sheet.lines[place - 1][1] if place else ()
    part = _part(tags)
    names: dict[str, int] = {}
    for column, cell in enumerate(tags):
        name = str(cell).removeprefix(f"#{part}+") if str(cell).startswith(f"#{part}+") else ""
        if name in names:
            raise BadData(
                f"{sheet.name}: the tag {cell} stands in columns {letter(names[name])} and {letter(column)}; remove one of them"
            )
        if name:
            names[name] = column
    if part in wanted and (gone := [name for name in NEEDED[part] if name not in names]):
        raise BadData(
            f"{sheet.name}: the column tagged {tag(part, gone[0])} is gone; put it back, or fill the workbook as it was written"
        )
    headings = {name: str(above[column]) for name, column in names.items() if column < len(above) and above[column] is not None}
    rows = [(number, cells) for number, cells in sheet.lines[place + 1 :] if any(cell is not None for cell in cells)]
    if len(rows) > MOST_LINES:
        raise BadData(f"{sheet.name}: {len(rows):,} rows are more than {MOST_LINES:,}; cut the workbook into parts")
    return part, [
        Line(
            sheet.name,
            number,
            part,
            {name: _text(cells[column], f"{sheet.name}: row {number}") for name, column in names.items()},
            headings,
        )
        for number, cells in rows
    ]


def _part(cells: tuple[object, ...]) -> str:
    return next((part for part in PARTS if any(str(cell).startswith(f"#{part}+") for cell in cells)), "")


def _text(cell: object, where: str) -> str:
    """A cell as text: whole numbers without a decimal point, dates as ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        raise BadData(f"{where}: a cell holds TRUE or FALSE; choose a word from the list of its column")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell)
    if len(text) > LONGEST:
        raise BadData(f"{where}: a cell holds more than {LONGEST:,} signs; shorten it")
    return text
