"""Reads a table of flows or of margins: every row is taken, or refused with its reason; nothing is lost and no blank becomes zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from highground.basis.errors import BadData
from highground.basis.event import Remark
from highground.catalogue.events.sheet import listed
from highground.catalogue.events.words import is_blank
from highground.catalogue.flows.cells import decimal_signs, km, people, year
from highground.catalogue.flows.headings import Columns, read_columns, words
from highground.catalogue.flows.places import Place, Places, key_of, named

Floats = NDArray[np.float64]

NO_PLACE: Final = "no {field} is named"
UNKNOWN: Final = "{cell} is no place of the list{near}"
SELF: Final = "{n} people go from {cell} to {cell}; who stays in a place is no flow between places"
TOTAL: Final = "the row is a total of other rows"
NO_YEAR: Final = "the year is blank while other rows have one"
COPY: Final = "the row says the same as row {row}"
CLASH: Final = "the pair stands in rows {rows} with different counts; keep the right one"
NOTHING: Final = 0  # the year of tables that name none
MOST_PLACES: Final = 2000  # judged: 4 million pairs a year; a table of villages is thinned first


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken, and why."""

    row: int
    reason: str
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """What flows and margins have in common: where they were read, places and years in order, refusals, and what is to be said."""

    name: str
    sha256: str
    places: tuple[Place, ...]
    years: tuple[int, ...]  # (0,) where the table names none
    rows: int
    refused: tuple[Refused, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flows(Table):
    """Flows (year, from, to), NaN where nothing is reported; km (from, to) where the table gives distances, NaN where it does not.

    totals (year, from): what rows with the destination "total" say, NaN elsewhere; read only where they are asked for.
    """

    flow: Floats
    km: Floats | None
    totals: Floats


@dataclass(frozen=True, slots=True)
class Margins(Table):
    """Who leaves and who arrives, (year, place); the sums of a year are the same."""

    leaving: Floats
    arriving: Floats


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    origin: str
    destination: str
    year: int
    flow: int | None
    km: float | None

    @property
    def about(self) -> str:
        return f"{self.origin} to {self.destination}" + (f", {self.year}" if self.year else "")


def read_table(path: Path, places: Places | None = None, sheet: str = "", *, totals: bool = False) -> Flows | Margins:
    """Read a table of flows (origin, destination, flow, perhaps year and km) or of margins (place, arrivals, departures, perhaps year).

    `places` are those that the table may name; without them it names its own. With `totals`, rows whose destination is called a total
    are known sums of their origins; else they are refused as the sums of other rows that they mostly are. Rows of flows that cannot be
    taken are refused with their reasons. Margins are only read whole. Raises BadData with one sentence.
    """
    table = read_columns(path, ["flows", "margins"], sheet)
    sha = sha256(path.read_bytes()).hexdigest()
    return _flows(table, places, sha, totals=totals) if table.kind == "flows" else _margins(table, places, sha)


def _flows(table: Columns, places: Places | None, sha: str, *, totals: bool) -> Flows:
    signs = _signs(table, "flow")
    read = [_row(table, number, cells, signs, totals=totals) for number, cells in table.lines]
    refused = [row for row in read if isinstance(row, Refused)]
    rows = [row for row in read if isinstance(row, _Row)]
    places = places or named(text for row in rows for text in (row.origin, row.destination) if not _called_total(text))
    if not rows or len(places.places) > MOST_PLACES:
        many = f"{len(places.places):,} places are named, more than {MOST_PLACES:,}"
        raise BadData(f"{table.name}: the table cannot be taken ({many if rows else _first(refused)}); mend it")
    taken, unfit = _placed(rows, places)
    kept, doubled = _single(taken)
    refused = sorted([*refused, *unfit, *doubled], key=lambda one: one.row)
    if not any(row.flow for row, _, _ in kept):
        why = _first(refused) or "all counts are 0 or blank"
        raise BadData(f"{table.name}: no row with people who move could be taken ({why}); mend the table")
    years = tuple(sorted({row.year for row, _, _ in kept}))
    flow, apart, sums = _arrays(kept, years, len(places.places))
    said = (*table.said, *_said(table, flow, years))
    given = apart if "km" in table.fields else None
    return Flows(table.name, sha, places.places, years, len(read), tuple(refused), said, flow, given, sums)


def _placed(rows: Sequence[_Row], places: Places) -> tuple[list[tuple[_Row, int, int]], list[Refused]]:
    """Rows with the numbers of their places, and those that do not fit; a total goes to the number after the last place."""
    has_years, taken, refused = any(row.year for row in rows), list[tuple[_Row, int, int]](), list[Refused]()
    for row in rows:
        beyond = len(places.places) if _called_total(row.destination) else None
        ends = [places.find(row.origin), places.find(row.destination) if beyond is None else beyond]
        if (why := _unfit(row, ends, places, has_years=has_years)) is not None:
            refused.append(Refused(row.number, why, row.about))
        elif ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            taken.append((row, ends[0], ends[1]))
    return taken, refused


def _row(table: Columns, number: int, cells: Sequence[object], signs: frozenset[str], *, totals: bool) -> _Row | Refused:
    """One row, or why it is refused, as far as its own cells tell."""
    origin, destination = (_text(table.cell(cells, field)) for field in ("origin", "destination"))
    about = f"{origin} to {destination}"
    for field, text in (("origin", origin), ("destination", destination)):
        if not text:
            return Refused(number, NO_PLACE.format(field=field), about)
        if _called_total(text) and not (totals and field == "destination"):
            return Refused(number, TOTAL, about)
    when = year(table.cell(cells, "year"))
    count = people(table.cell(cells, "flow"), "flow", signs)
    apart = km(table.cell(cells, "km")) if key_of(origin) != key_of(destination) else None
    if isinstance(when, Remark) or isinstance(count, Remark) or isinstance(apart, Remark):
        why = next(str(read) for read in (when, count, apart) if isinstance(read, Remark))
        return Refused(number, why.rstrip("."), about)
    return _Row(number, origin, destination, when or NOTHING, count, apart)


def _unfit(row: _Row, ends: Sequence[int | None], places: Places, *, has_years: bool) -> str | None:
    """Why a row does not fit the others or the list of places; None where it does."""
    for text, end in zip((row.origin, row.destination), ends, strict=True):
        if end is None:
            return _unknown(text, places)
    if has_years and not row.year:
        return NO_YEAR
    return SELF.format(n=f"{row.flow:,}", cell=row.origin) if ends[0] == ends[1] and row.flow else None


def _single(taken: list[tuple[_Row, int, int]]) -> tuple[list[tuple[_Row, int, int]], list[Refused]]:
    """One row for each pair and year: copies are refused, and all rows of a pair whose counts differ."""
    groups: dict[tuple[int, int, int], list[tuple[_Row, int, int]]] = {}
    for one in taken:
        groups.setdefault((one[0].year, one[1], one[2]), []).append(one)
    kept, refused = [], list[Refused]()
    for several in groups.values():
        counts = {row.flow for row, _, _ in several}
        if len(counts) == 1:
            kept.append(several[0])
            refused += [Refused(row.number, COPY.format(row=several[0][0].number), row.about) for row, _, _ in several[1:]]
        else:
            numbers = ", ".join(str(row.number) for row, _, _ in several)
            refused += [Refused(row.number, CLASH.format(rows=numbers), row.about) for row, _, _ in several]
    return kept, refused


def _arrays(kept: list[tuple[_Row, int, int]], years: tuple[int, ...], size: int) -> tuple[Floats, Floats, Floats]:
    """Flows, distances and totals, NaN where no row gives them."""
    flow, apart = np.full((len(years), size, size + 1), np.nan), np.full((size, size), np.nan)
    for row, origin, destination in kept:
        if row.flow is not None:
            flow[years.index(row.year), origin, destination] = row.flow
        if row.km is not None and destination < size:
            apart[origin, destination] = row.km
    return np.ascontiguousarray(flow[:, :, :size]), apart, flow[:, :, size]


def _said(table: Columns, flow: Floats, years: tuple[int, ...]) -> list[str]:
    """What a reader must know: columns not used, several years, and pairs that are not reported."""
    said = [f"Columns that were not used: {listed(table.unused)}."] if table.unused else []
    if len(years) > 1:
        said.append(f"The table holds {len(years)} years, {years[0]} to {years[-1]}; each is kept apart.")
    reported, pairs = int(np.isfinite(flow).sum()), flow.size - flow.shape[0] * flow.shape[1]
    if reported < pairs:
        said.append(
            f"{pairs - reported:,} of {pairs:,} pairs are blank or not in the table: read as not reported, not as 0; write 0 where nobody moved."
        )
    return said


def _margins(table: Columns, places: Places | None, sha: str) -> Margins:
    """Margins, every row of them: without one, the others do not balance."""
    signs = {field: _signs(table, field) for field in ("arrivals", "departures")}
    rows = [
        (number, *_margin(table, number, cells, signs))
        for number, cells in table.lines
        if not _called_total(_text(table.cell(cells, "place")))
    ]
    places = places or named(name for _, name, *_ in rows)
    years = tuple(sorted({when for _, _, when, _, _ in rows}))
    shape = (len(years), len(places.places))
    leaving, arriving = np.full(shape, np.nan), np.full(shape, np.nan)
    for number, name, when, came, gone in rows:
        place = places.find(name)
        if place is None:
            raise BadData(f"{table.name}: row {number}: {_unknown(name, places)}")
        at = (years.index(when), place)
        if not np.isnan(leaving[at]):
            raise BadData(f"{table.name}: row {number}: {name} stands twice{_in(when)}; keep one row")
        leaving[at], arriving[at] = gone, came
    _check_margins(table.name, places, years, leaving, arriving)
    kept = np.flatnonzero(~np.isnan(leaving).all(axis=0))
    said = (*table.said, *([f"Columns that were not used: {listed(table.unused)}."] if table.unused else []))
    there = tuple(places.places[at] for at in kept)
    return Margins(table.name, sha, there, years, len(table.lines), (), said, leaving[:, kept], arriving[:, kept])


def _margin(table: Columns, number: int, cells: Sequence[object], signs: dict[str, frozenset[str]]) -> tuple[str, int, int, int]:
    """Name, year, arrivals and departures of a row. Raises BadData with the row."""
    name = _text(table.cell(cells, "place"))
    when = year(table.cell(cells, "year"))
    found = [people(table.cell(cells, field), field, signs[field]) for field in signs]
    if not name:
        raise BadData(f"{table.name}: row {number} names no place; name it or remove the row")
    for field, read in zip(("year", "arrivals", "departures"), (when, *found), strict=True):
        if isinstance(read, Remark):
            raise BadData(f"{table.name}: row {number}: {str(read).rstrip('.')}")
        if read is None and (field != "year" or "year" in table.fields):
            raise BadData(
                f"{table.name}: row {number}: {field} of {name} is not reported, and margins need every place; fill it, a blank is never 0"
            )
    came, gone = (int(read) for read in found if isinstance(read, int))
    net = table.cell(cells, "net")
    if net is not None and str(net).replace(" ", "").replace("−", "-").replace(",", "").removesuffix(".0") != str(came - gone):
        raise BadData(
            f"{table.name}: row {number}: net of {name} is {net}, but {came:,} arrive and {gone:,} leave; mend one of them"
        )
    return name, when if isinstance(when, int) else NOTHING, came, gone


def _check_margins(name: str, places: Places, years: tuple[int, ...], leaving: Floats, arriving: Floats) -> None:
    """Refuse years that lack a place which others have, and years whose sums differ. Raises BadData, which names them."""
    some = ~np.isnan(leaving).all(axis=0)
    for at, when in enumerate(years):
        if (lost := np.flatnonzero(some & np.isnan(leaving[at]))).size:
            raise BadData(
                f"{name}: {listed([places.places[one].name for one in lost])} is missing{_in(when)} but stands in other years; add the rows"
            )
        gone, came = np.nansum(leaving[at]), np.nansum(arriving[at])
        if gone != came:
            raise BadData(
                f"{name}: margins do not balance{_in(when)}: {gone:,.0f} people leave and {came:,.0f} arrive, a difference of {abs(gone - came):,.0f}; "
                "between places of one table both sums are the same: a place is missing, or moves across the border are counted too"
            )


def _unknown(text: str, places: Places) -> str:
    near = places.near(text)
    return UNKNOWN.format(cell=repr(text), near=f"; nearest: {', '.join(near)}" if near else "")


def _called_total(text: str) -> bool:
    return key_of(text) in words()["total"]


def _signs(table: Columns, field: str) -> frozenset[str]:
    return decimal_signs(cells[table.fields[field]] for _, cells in table.lines)


def _text(cell: object) -> str:
    whole = isinstance(cell, float) and cell.is_integer()
    return _spaced("" if cell is None else str(int(cell) if whole and isinstance(cell, float) else cell))


@lru_cache(maxsize=2**16)
def _spaced(text: str) -> str:
    """A text with single spaces; nothing where it says that nothing is reported."""
    return "" if is_blank(text) else " ".join(text.split())


def _in(when: int) -> str:
    return f" in {when}" if when else ""


def _first(refused: Sequence[Refused]) -> str:
    return f"row {refused[0].row}: {refused[0].reason.rstrip('.')}" if refused else ""
