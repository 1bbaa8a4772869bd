"""The door of a project's workbook: sheets found by the tags in their second row, every cell read strictly, each refusal one sentence."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData
from highground.basis.project import Project
from highground.catalogue.events.sheet import Sheet, letter
from highground.catalogue.events.xlsx_door import read_pages
from highground.catalogue.projects.rows import CHOICES, PARTS, Row, Rows, number, project_of

MOST_ROWS: Final = 5_000  # of a sheet; a logframe has dozens
Spoken = Mapping[
    tuple[str, str], Mapping[str, str]
]  # part and column -> word in any language, in small letters -> word that is kept
STATE: Final = "state"  # number and moment of the record's last change when the workbook was made
_GUARD: Final = re.compile(
    r"_x005F_(?=x[0-9A-Fa-f]{4}_)"
)  # how a workbook writes text that looks like a control sign; ECMA-376 part 1, 22.9.2.19
_TAG: Final = re.compile(r"#([a-z]+)\+([a-z_0-9]+)")
_NUMBER: Final = re.compile(r"[-−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)
_GROUPED: Final = re.compile(
    r"([-−]?\d{1,3}(?:\.\d{3})+),(\d+)|([-−]?\d{1,3}(?:,\d{3})+)\.(\d+)", re.ASCII
)  # 118.250,75 and 118,250.75
_EITHER: Final = re.compile(
    r"[-−]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII
)  # 250,000: thousands in one country, two hundred and fifty in another


def tag(part: str, field: str) -> str:
    """The tag of a column: #budget+amount."""
    return f"#{part}+{field}"


def read_project(path: Path) -> Project:
    """The project of a workbook that people filled; see read_filled."""
    return read_filled(path)[0]


def read_filled(path: Path, spoken: Spoken | None = None) -> tuple[Project, str]:
    """The project of a workbook that people filled, and the state of the records that it was made from; blank where it was from none.

    spoken: words of the choices in the languages of people; the English ones are known without it.

    Raises BadData with one sentence (sheet, row, column, what to do) for a file that is missing, damaged, dangerous, or holds what no project may.
    """
    if not path.is_file():
        raise BadData(f"there is no file {path}; check the name")
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        raise BadData(f"{path.name}: projects are read from xlsx and from IATI xml; save the workbook as xlsx")
    rows: Rows = {}
    for name, sheet in read_pages(path).items():
        part = _part(sheet)
        if not part:
            continue
        if part in rows:
            raise BadData(f"{path.name}: two sheets hold the same part ({part}), the second is {name}; keep one")
        read = _upright(sheet) if part == "project" else _table(sheet, part)
        rows[part] = [_meant(row, part, spoken or {}) for row in read]
    if "project" not in rows:
        raise BadData(
            f"{path.name} is no workbook of a project: no sheet carries the tags of one; make a new one with `highground project template`"
        )
    state = "".join(str(row.pop(STATE, "")) for row in rows["project"])
    return project_of(rows, path.name), state


def _meant(row: Row, part: str, spoken: Spoken) -> Row:
    """The row with each word of a choice as it is kept: finalising for “being closed” and for “завершается”."""

    def kept(name: str, value: str | float) -> str | float:
        choices = CHOICES.get((part, name))
        if choices is None:
            return value
        word = " ".join(str(value).casefold().split())
        english = {text.casefold(): code for code, text in choices.items()}
        return {**spoken.get((part, name), {}), **english, **{code: code for code in choices}}.get(word, value)

    return {name: kept(name, value) for name, value in row.items()}


def _part(sheet: Sheet) -> str:
    """The part that a sheet holds, by the first tag in its first cells; empty where it has none of ours."""
    found = [_TAG.fullmatch(str(cell or "").strip()) for _, cells in sheet.lines[:3] for cell in cells]
    return next((tagged[1] for tagged in found if tagged and tagged[1] in PARTS), "")


def _upright(sheet: Sheet) -> Iterable[Row]:
    """The sheet of the project itself: a tag, a label and a value in each row."""
    row: Row = {}
    for line, cells in sheet.lines:
        tagged = _TAG.fullmatch(str(cells[0] or "").strip())
        if tagged is None:
            continue
        field = tagged[2]
        if field not in (*PARTS["project"], STATE):
            raise BadData(f"{sheet.name}: row {line} has the tag {tagged[0]}, which no project has; take the row out")
        if field in row:
            raise BadData(f"{sheet.name}: row {line} gives {field} a second time; keep one of the two rows")
        value = _cell(cells[2] if len(cells) > 2 else None, field, f"{sheet.name}: row {line}")
        if value != "":
            row[field] = value
    yield row


def _table(sheet: Sheet, part: str) -> Iterable[Row]:
    head = next(at for at, (_, cells) in enumerate(sheet.lines) if any(_TAG.fullmatch(str(cell or "").strip()) for cell in cells))
    columns: dict[int, str] = {}
    for column, cell in enumerate(sheet.lines[head][1]):
        tagged = _TAG.fullmatch(str(cell or "").strip())
        if tagged and (tagged[1] != part or tagged[2] not in PARTS[part] or tagged[2] in columns.values()):
            raise BadData(
                f"{sheet.name}: column {letter(column)} has the tag {tagged[0]}, which is unknown here or stands twice; mend the tag"
            )
        if tagged:
            columns[column] = tagged[2]
    below = sheet.lines[head + 1 :]
    if len(below) > MOST_ROWS:
        raise BadData(f"{sheet.name}: {len(below):,} rows are more than {MOST_ROWS:,}; this is no sheet of one project")
    for line, cells in below:
        foreign = next((column for column, cell in enumerate(cells) if cell is not None and column not in columns), None)
        if foreign is not None:
            raise BadData(
                f"{sheet.name}: row {line} has an entry in column {letter(foreign)}, which carries no tag; move it to a column that does"
            )
        row = {
            name: _cell(cells[column], name, f"{sheet.name}: row {line}, column {letter(column)}")
            for column, name in columns.items()
            if column < len(cells)
        }
        filled = {name: value for name, value in row.items() if value != ""}
        if filled:
            yield filled


def _cell(value: object, field: str, where: str) -> str | float:
    """A cell as its column wants it: a number, or text; a day that a spreadsheet made a date is written as a day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        raise BadData(f"{where}: a yes-or-no sign of the spreadsheet stands there; write a word or a number")
    if number(field):
        return _number(value, where)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _GUARD.sub("_", str(value))


def _number(value: object, where: str) -> float:
    if isinstance(value, int | float):
        return float(value)
    text = re.sub(r"[\s\u00a0\u202f]", "", str(value))
    if _EITHER.fullmatch(text):
        raise BadData(
            f"{where}: {text!r} may be thousands or a decimal; write digits only, such as 250000, or 1250.50 with two digits behind the point"
        )
    if grouped := _GROUPED.fullmatch(text):
        whole, part = (one for one in grouped.groups() if one is not None)
        text = f"{re.sub('[.,]', '', whole)}.{part}"
    text = text.replace(",", ".")
    if not _NUMBER.fullmatch(text):
        raise BadData(f"{where}: {str(value)[:40]!r} is no number; write digits only, such as 1250.50")
    return float(text.replace("−", "-"))
