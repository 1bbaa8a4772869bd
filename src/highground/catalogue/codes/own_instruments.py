"""A table of instruments of one's own: new ones, and what a person verified of bundled ones. Cells that are blank leave the bundled row as it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData, MissingSource
from highground.basis.policy import Instrument
from highground.catalogue.events.csv_door import read_csv
from highground.catalogue.events.sheet import Sheet
from highground.catalogue.events.xlsx_door import read_pages
from highground.catalogue.regions import find_country

TEXTS: Final = ("id", "iso3", "name", "kind", "number_ref", "content", "quote", "source", "verified_by", "note")
YEARS: Final = ("year", "period_start", "period_end")
DAYS: Final = ("date_adopted", "verified_on")
COLUMNS: Final = (*TEXTS, *YEARS, *DAYS)
NEEDED: Final = ("iso3", "name", "kind")  # of an instrument that the bundled table does not have
MOST: Final = 2_000  # instruments; a country has tens
LONGEST: Final = 2_000  # signs of a cell; a quote is a few sentences
WHAT: Final = "--instruments wants a table (xlsx or csv) with the columns id, iso3, name, kind, and where known year, quote, source, verified_by, verified_on"
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_DAY: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")  # a source may tell the year or the month alone


def with_own(listed: Sequence[Instrument], path: Path) -> tuple[Instrument, ...]:
    """The bundled instruments, each as the file completes it, and behind them the new ones of the file.

    Raises MissingSource where there is no file, BadData with one sentence that names the row and what to do.
    """
    known, found = {one.id: one for one in listed}, {}
    for where, cells in _rows(_sheet(path)):
        one = _instrument(cells, known.get(cells["id"]), where)
        if one.id in found:
            raise BadData(f"{where}: {one.id} stands twice; give each instrument one row")
        found[one.id] = one
    return tuple((known | found).values())


def _sheet(path: Path) -> Sheet:
    if not path.is_file():
        raise MissingSource(f"there is no file {path}; {WHAT}")
    sheets = [read_csv(path)] if path.suffix.lower() in (".csv", ".txt", ".tsv") else list(read_pages(path).values())
    if len(sheets) != 1:
        raise BadData(f"{path.name}: {len(sheets)} sheets hold something, and one is wanted; {WHAT}")
    return sheets[0]


def _rows(sheet: Sheet) -> list[tuple[str, dict[str, str]]]:
    """Cells by column with their place. Raises BadData for headings that are missing, unknown or doubled."""
    (number, first), *below = sheet.lines
    heads = [str(cell or "").strip().casefold() for cell in first]
    if "id" not in heads:
        raise BadData(f"{sheet.name}, row {number}: there is no column id; {WHAT}")
    for head in heads:
        if head and (head not in COLUMNS or heads.count(head) > 1):
            raise BadData(
                f"{sheet.name}, row {number}: the column {head!r} is unknown or stands twice; known are {', '.join(COLUMNS)}"
            )
    if not below or len(below) > MOST:
        raise BadData(f"{sheet.name}: {len(below):,} rows below the headings; give one to {MOST:,}")
    rows = []
    for line, values in below:
        where = f"{sheet.name}, row {line}"
        cells = {head: _text(value, f"{where}, {head}") for head, value in zip(heads, values, strict=True) if head}
        rows.append((where, dict.fromkeys(COLUMNS, "") | cells))
    return rows


def _text(cell: object, where: str) -> str:
    """A cell as one line of text; a day that a spreadsheet made is written as such again."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    whole = isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15
    told = " ".join(str(int(cell) if whole else "" if cell is None else cell).split())  # type: ignore[call-overload]
    if len(told) > LONGEST or any(not sign.isprintable() for sign in told):
        raise BadData(f"{where}: {len(told):,} signs, or signs that nobody sees; give one line of at most {LONGEST:,}")
    return told


def _instrument(cells: Mapping[str, str], bundled: Instrument | None, where: str) -> Instrument:
    if not _ID.fullmatch(cells["id"]):
        raise BadData(f"{where}: {cells['id'][:40]!r} is no id; write letters, digits, - and _, such as PER-NAP-2021")
    if bundled is None and (missing := [name for name in NEEDED if not cells[name]]):
        raise BadData(f"{where}: {cells['id']} is not in the bundled table, so it needs {', '.join(missing)} too")
    iso3 = find_country(cells["iso3"]).iso3 if cells["iso3"] else ""
    if bundled is not None and iso3 not in ("", bundled.iso3):
        raise BadData(f"{where}: {bundled.id} is an instrument of {bundled.iso3}, and the row says {iso3}; mend one of the two")
    if bool(cells["verified_by"]) != bool(cells["verified_on"]):
        raise BadData(f"{where}: who verified it (verified_by) and on which day (verified_on) belong together; give both or none")
    for name in DAYS:
        _check_day(cells[name], name == "verified_on", f"{where}, {name}")
    values: dict[str, Any] = (
        {name: cells[name] for name in (*TEXTS, *DAYS) if cells[name]} | _years(cells, where) | ({"iso3": iso3} if iso3 else {})
    )
    if cells["verified_by"] or cells["source"]:
        values |= {"verified": "yes", "grade": "read"}
    return replace(bundled, **values) if bundled else Instrument(**values)


def _years(cells: Mapping[str, str], where: str) -> dict[str, int]:
    years = {}
    for name in YEARS:
        if given := cells[name]:
            if not (given.isascii() and given.isdecimal() and 1800 <= int(given[:5]) <= 2200):
                raise BadData(f"{where}, {name}: {given[:20]!r} is no year; write four digits")
            years[name] = int(given)
    return years


def _check_day(given: str, whole: bool, where: str) -> None:
    """Refuse what is no day; whole: the day itself, else a year or a month will do."""
    try:
        if given and (not _DAY.fullmatch(given) or (whole and len(given) != len("2026-11-25"))):
            raise ValueError
        date.fromisoformat((given + "-01-01")[:10] if given else "2000-01-01")
    except ValueError:
        raise BadData(f"{where}: {given[:20]!r} is no day; write it as 2026-11-25") from None
