"""Reads a loss table into records: each row is read, or refused with its reason; each cell that is refused is named."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData, UnknownRegion
from highground.basis.event import Record, Remark, When, moment
from highground.basis.words import N_
from highground.catalogue.events.cells import (
    SHARED,
    Line,
    as_of,
    counts_of,
    degrees,
    glide_of,
    is_total,
    kind_of,
    mountain_of,
    name_of,
    place_of,
    when_of,
)
from highground.catalogue.events.csv_door import read_csv
from highground.catalogue.events.dates import DayOrder, day_first
from highground.catalogue.events.numbers import FATAL
from highground.catalogue.events.sheet import Sheet, Table, listed, tabled
from highground.catalogue.events.words import hazards_in, kinds
from highground.catalogue.events.xlsx_door import read_xlsx
from highground.catalogue.regions import find_region
from highground.catalogue.shelf import Shelf

COPY: Final = N_("the row is an exact copy of row {row}; if it is another event, give each its own id.")
TOTAL: Final = N_("the row is a total of other rows.")
NO_COUNTRY: Final = N_("no country is named.")
STRANGE: Final = N_("{cell} is no country that is known.")
UNKNOWN_COLUMNS: Final = N_("Columns that were not used: {names}.")
ELSEWHERE: Final = N_("Rows of other countries that were left out: {n}.")
NEW_YEAR: Final = N_("{n} of {of} dates are 1 January, far more than chance: they are read as the year only.")
DAY_ORDER: Final = N_("Dates with slashes were read as {order}.")
NEW_YEAR_SHARE: Final = 0.1  # share of rows; judged: by chance it would be 1 in 365
NEW_YEAR_LEAST: Final = 3  # rows; judged
ORDERS: Final[dict[str, str]] = {"dmy": N_("day/month/year"), "mdy": N_("month/day/year")}
_BOOKS: Final = (".xlsx", ".xlsm")
_TEXTS: Final = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row, or one cell of a row, that was not taken, and why. `about` tells the reader which row it is."""

    row: int
    whole: bool
    reason: Remark
    about: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the door let through, what it refused, and what it has to say."""

    name: str
    rows: int  # rows below the headings
    records: tuple[Record, ...]
    refused: tuple[Refusal, ...]
    said: tuple[Remark, ...]
    columns: dict[str, str]  # field -> heading
    sha256: str = ""  # of the file


def read_events(
    path: Path, shelf: Shelf, *, country: str = "", hazard: str = "", dates: DayOrder | None = None, sheet: str = ""
) -> Reading:
    """Read a loss table (xlsx or csv). `country` (ISO 3166-1 alpha-3) and `hazard` stand in where the table names none.

    Raises BadData with one sentence: what is wrong with the file, and what to do.
    """
    cells, sha = _opened(path, sheet)
    table = tabled(cells)
    default = _default_hazard(hazard)
    _check_columns(table, country, default, cells.name)
    order = _order(table, dates, cells.name)
    lines = [Line(number, row, table) for number, row in table.lines]
    countries = _countries(lines, shelf, country)
    records, refused, elsewhere = [], list[Refusal](), 0
    first: dict[tuple[object, ...], int] = {}
    for line in lines:
        iso3 = countries[line.number]
        if country and iso3 and iso3 != country:
            elsewhere += 1
            continue
        made = _record(line, iso3, default, order, first)
        first.setdefault(line.cells, line.number)
        if isinstance(made, Record):
            records.append(made)
            refused += [Refusal(line.number, False, remark, _about(line)) for remark in line.remarks]
        else:
            refused.append(Refusal(line.number, True, made, _about(line)))
    _check_any(records, refused, cells.name)
    _no_unclear_ids(records, cells.name)
    records, more = _new_year(records)
    said = (*cells.said, *_said(table, order if not dates else None, elsewhere), *more)
    headings = {name: table.headings[columns[0]] for name, columns in table.fields.items()}
    return Reading(cells.name, len(lines), tuple(records), tuple(refused), said, headings, sha)


def _opened(path: Path, sheet: str) -> tuple[Sheet, str]:
    """The cells of a file, and its fingerprint."""
    if not path.is_file():
        raise BadData(f"there is no file {path}; check the name")
    ending = path.suffix.lower()
    if ending not in (*_BOOKS, *_TEXTS):
        raise BadData(f"{path.name}: only xlsx and csv are read; save the table as one of them")
    try:
        cells = read_xlsx(path, sheet) if ending in _BOOKS else read_csv(path)
        return cells, sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise BadData(
            f"{path.name} cannot be read ({error.strerror or type(error).__name__}); check that it is still there, "
            "that you may read it and that no other program holds it"
        ) from None


def _default_hazard(text: str) -> str:
    """The kind of hazard that a person named for the whole table."""
    if not text:
        return ""
    found = (text,) if text in kinds() else hazards_in(text)
    if len(found) != 1:
        raise BadData(f"{text!r} is no hazard that is known; take one of {', '.join(kinds())}")
    return found[0]


def _check_columns(table: Table, country: str, hazard: str, name: str) -> None:
    known = table.fields.keys()
    if not known & {"date", "year", "year_approx"}:
        raise BadData(f"{name}: no column holds a date or a year; the headings are {listed(table.headings)}")
    if "hazard" not in known and not hazard:
        raise BadData(
            f"{name}: no column names the hazard; add one, or name it for the whole table with --hazard, such as --hazard avalanche"
        )
    if not known & {"iso3", "country"} and not country:
        raise BadData(f"{name}: no column names the country; name it for the whole table with --country, such as --country KAZ")


def _order(table: Table, dates: DayOrder | None, name: str) -> DayOrder | None:
    """How slashes are read. Raises BadData where nobody can tell and nobody said."""
    columns = [column for field in ("date", "as_of") for column in table.fields.get(field, ())[:1]]
    found = day_first(cells[column] for _, cells in table.lines for column in columns)
    if dates or found in ("dmy", "mdy", None):
        return dates or found  # type: ignore[return-value]  # the two words that cannot be told are below
    why = "some can only be day/month and others only month/day" if found == "both" else "03/04/2024 may be 3 April or March 4"
    raise BadData(
        f"{name}: dates with slashes can be read two ways ({why}); say which with --dates dmy or --dates mdy, or write them as 2024-04-03"
    )


def _countries(lines: Iterable[Line], shelf: Shelf, country: str) -> dict[int, str]:
    """ISO code of each row's country; the country given where the row names none; empty where it is not known."""
    known: dict[str, str] = {"": country}

    def code(text: str) -> str:
        if text not in known:
            try:
                known[text] = find_region(text, shelf).iso3
            except UnknownRegion:
                known[text] = ""
        return known[text]

    return {line.number: code(line.text("iso3") or line.text("country")) for line in lines}


def _record(line: Line, iso3: str, hazard: str, order: DayOrder | None, first: dict[tuple[object, ...], int]) -> Record | Remark:
    """The record of a row, or why the whole row is refused."""
    if line.cells in first:
        return Remark(COPY, {"row": first[line.cells]})
    if is_total(line):
        return Remark(TOTAL)
    if not iso3:
        named = line.text("iso3") or line.text("country")
        return Remark(STRANGE, {"cell": named[:60]}) if named else Remark(NO_COUNTRY)
    when, counts = when_of(line, order), counts_of(line)
    fatal = next((remark for remark in line.remarks if remark.template in FATAL), None)
    if isinstance(when, Remark):
        return when
    if fatal:
        return fatal
    kind = kinds()[kind_of(line, hazard)]
    lat, lon = degrees(line, "lat", 90), degrees(line, "lon", 180)
    if lat is None or lon is None or (lat, lon) == (0, 0):  # registers write 0, 0 for a place that was not given
        lat = lon = None
    return Record(
        line.number, kind.hazard, kind.id, when, iso3, line.text("id"), name_of(line), place_of(line), lat, lon,
        mountain_of(line), counts, glide_of(line), line.text("source"), as_of(line, order), line.text("note"),
    )  # fmt: skip


def _about(line: Line) -> str:
    parts = (line.text("id"), line.text("date") or line.text("year"), name_of(line), place_of(line), line.text("hazard"))
    return " · ".join(part for part in parts if part)[:120]


def _check_any(records: Sequence[Record], refused: Sequence[Refusal], name: str) -> None:
    if not records:
        why = f"row {refused[0].row}: {refused[0].reason}" if refused else "all rows are of other countries"
        raise BadData(f"{name}: no row could be read ({why.rstrip('.')}); mend the table or choose another --country")


def _no_unclear_ids(records: Sequence[Record], name: str) -> None:
    """Rows of one id are a series of one event; they must differ in place, source, as-of date or in what they count."""
    seen: dict[tuple[object, ...], int] = {}
    for record in records:
        if not record.id:
            continue
        key = (record.id, record.place, record.source, record.as_of, record.note, tuple(sorted(record.counts)))
        if key in seen:
            raise BadData(
                f"{name}: rows {seen[key]} and {record.row} have the same id {record.id!r} and nothing tells them apart; "
                "give each event its own id, or add a column with the source or the as-of date"
            )
        seen[key] = record.row


def _new_year(records: list[Record]) -> tuple[list[Record], tuple[Remark, ...]]:
    """Days that are 1 January far too often are years that a register writes so."""
    first = [
        record
        for record in records
        if record.when.precision == "day" and (record.when.start.month, record.when.start.day) == (1, 1)
    ]
    if len(first) < NEW_YEAR_LEAST or len(first) <= NEW_YEAR_SHARE * len(records):
        return records, ()
    rows = {record.row for record in first}
    made = [replace(record, when=_whole_year(record.when)) if record.row in rows else record for record in records]
    return made, (Remark(NEW_YEAR, {"n": len(first), "of": len(records)}),)


def _whole_year(when: When) -> When:
    return moment(when.start.year)


def _said(table: Table, order: DayOrder | None, elsewhere: int) -> list[Remark]:
    second = [table.headings[column] for name, columns in table.fields.items() if name not in SHARED for column in columns[1:]]
    unused = [*table.unknown, *second]
    said = [Remark(UNKNOWN_COLUMNS, {"names": listed(unused)})] if unused else []
    said += [Remark(DAY_ORDER, {"order": ORDERS[order]})] if order else []
    return said + ([Remark(ELSEWHERE, {"n": elsewhere})] if elsewhere else [])


def refusals(reading: Reading) -> dict[str, int]:
    """How many rows were refused for each reason, as English sentences without their values."""
    return dict(Counter(item.reason.template for item in reading.refused if item.whole).most_common())
