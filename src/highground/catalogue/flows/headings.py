"""Which column of a sheet is which: tables of flows, of margins, and lists of places, by headings in four languages."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData
from highground.catalogue.events.csv_door import read_csv
from highground.catalogue.events.sheet import SEARCHED, Sheet, listed
from highground.catalogue.events.words import is_blank, plain
from highground.catalogue.events.xlsx_door import read_pages

WORDS: Final = Path(__file__).parent / "words.toml"
NEEDED: Final = {  # kind of table -> fields that it must have, fields that it may have
    "flows": (("origin", "destination", "flow"), ("year", "km")),
    "margins": (("place", "arrivals", "departures"), ("year", "net")),
    "places": (("place", "lat", "lon"), ("code", "residents")),
}
_BOOKS: Final = (".xlsx", ".xlsm")
_TEXTS: Final = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Columns:
    """A sheet whose headings are understood: the kind of table, the column of each field, the lines below, and headings not used."""

    name: str
    kind: str
    fields: dict[str, int]
    headings: tuple[str, ...]
    lines: tuple[tuple[int, tuple[object, ...]], ...]
    unused: tuple[str, ...]
    said: tuple[str, ...] = ()

    def cell(self, cells: Sequence[object], field: str) -> object:
        """The cell of a field; None where there is no such column or the cell is blank."""
        value = cells[self.fields[field]] if field in self.fields else None
        return None if isinstance(value, str) and _says_nothing(value) else value


def read_columns(path: Path, kinds: Sequence[str], sheet: str = "") -> Columns:
    """Read a file whose sheet holds one of the kinds of table. Raises BadData with one sentence."""
    if not path.is_file():
        raise BadData(f"there is no file {path}; check the name")
    ending = path.suffix.lower()
    if ending not in (*_BOOKS, *_TEXTS):
        raise BadData(f"{path.name}: only xlsx and csv are read; save the table as one of them")
    try:
        pages = read_pages(path) if ending in _BOOKS else {path.name: read_csv(path)}
    except OSError as error:
        raise BadData(
            f"{path.name} cannot be read ({error.strerror or type(error).__name__}); check that you may read it"
        ) from None
    if sheet and ending in _BOOKS:
        if sheet not in pages:
            raise BadData(
                f"{path.name}: there is no visible sheet {sheet!r} that holds anything; the sheets are {', '.join(pages)}"
            )
        pages = {sheet: pages[sheet]}
    found = [columns for page in pages.values() if (columns := columns_of(page, kinds)) is not None]
    if len(found) > 1:
        raise BadData(
            f"{path.name}: more than one sheet holds such a table ({listed([one.name for one in found])}); name one with --sheet"
        )
    if not found:
        raise BadData(
            f"{path.name}: no line holds the headings of {_asked(kinds)}, in English, Russian, Kazakh or Spanish; {_seen(pages)}"
        )
    if not found[0].lines:
        raise BadData(f"{found[0].name}: there are headings but no rows below them; check that the file is whole")
    return found[0]


def columns_of(sheet: Sheet, kinds: Sequence[str]) -> Columns | None:
    """The first line that holds all headings of a kind of table; None where there is none. Raises BadData where a heading stands twice."""
    for place, (number, cells) in enumerate(sheet.lines[:SEARCHED]):
        headings = tuple("" if is_blank(cell) else " ".join(str(cell).split()) for cell in cells)
        for kind in kinds:
            fields, doubled = _fields(headings, kind)
            if not set(NEEDED[kind][0]) <= fields.keys():
                continue
            if doubled:
                raise BadData(
                    f"{sheet.name}: two headings of line {number} mean {doubled[0]} ({doubled[1]}); keep or rename one of them"
                )
            lines = tuple(line for line in sheet.lines[place + 1 :] if any(not is_blank(cell) for cell in line[1]))
            unused = tuple(heading for column, heading in enumerate(headings) if heading and column not in fields.values())
            return Columns(sheet.name, kind, fields, headings, lines, unused, tuple(str(remark) for remark in sheet.said))
    return None


@lru_cache(maxsize=2**16)
def _says_nothing(text: str) -> bool:
    return is_blank(text)


@lru_cache(maxsize=1)
def words() -> dict[str, tuple[str, ...]]:
    """Plain names of each field."""
    table = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return {field: tuple(dict.fromkeys(plain(name) for name in entry["names"])) for field, entry in table.items()}


def _fields(headings: Sequence[str], kind: str) -> tuple[dict[str, int], tuple[str, str] | None]:
    """Column of each field, the better name first where several would do, and a field that two columns claim by the same name."""
    found, doubled = dict[str, int](), None
    known = [plain(heading) for heading in headings]
    for field in (part for group in NEEDED[kind] for part in group):
        for name in words()[field]:
            columns = [column for column, heading in enumerate(known) if heading == name and column not in found.values()]
            if columns:
                found[field] = columns[0]
                doubled = doubled or ((field, headings[columns[0]]) if len(columns) > 1 else None)
                break
    return found, doubled


def _asked(kinds: Sequence[str]) -> str:
    return " or ".join(f"a table of {kind} ({', '.join(NEEDED[kind][0])})" for kind in kinds)


def _seen(pages: dict[str, Sheet]) -> str:
    first = [str(cell)[:30] for page in pages.values() for _, cells in page.lines[:1] for cell in cells if not is_blank(cell)]
    return f"it begins with {listed(first)}; name the columns so" if first else "it is empty"
