"""A sheet of cells, and the line that holds its headings. Shared by the two doors, csv and xlsx."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from highground.basis.errors import BadData
from highground.basis.event import MEASURES, Remark
from highground.catalogue.events.words import fields, is_blank

SEARCHED: Final = 20  # lines; titles and notes may stand above the headings
MOST_ROWS: Final = 200_000  # a national register of decades; more is another kind of file
MOST_COLUMNS: Final = 400  # a form with every field of a register
CONTROLS: Final = {
    code: " " for code in (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)) if code not in (9, 10, 13)
}
# what no text of a table needs: it moves a terminal's cursor or turns the order of letters
_LIST: Final = 12  # names listed in a sentence


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells with their line numbers in the file, and what the door has to say about how it read them."""

    name: str
    lines: tuple[tuple[int, tuple[object, ...]], ...]
    said: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The lines below the headings, the columns of every field, and the headings that no field knows."""

    headings: tuple[str, ...]
    fields: dict[str, tuple[int, ...]]
    lines: tuple[tuple[int, tuple[object, ...]], ...]
    unknown: tuple[str, ...]
    head: int  # line of the headings


def tabled(sheet: Sheet) -> Table:
    """Find the headings, read an HXL row below them, and keep the lines that hold something.

    Raises BadData when no line names at least two fields, or a heading stands twice.
    """
    place = heading_place(sheet)
    if place is None:
        raise BadData(
            f"{sheet.name}: none of the first {SEARCHED} lines holds headings that are known (such as date, place, hazard, displaced, "
            f"evacuated, in English, Russian, Kazakh or Spanish); they begin with {_begin(sheet)}; name the columns so, add a row of HXL tags, "
            "or, where these letters are wrong, save the file as csv UTF-8"
        )
    number, cells = sheet.lines[place]
    headings = tuple("" if cell is None else " ".join(str(cell).split()) for cell in cells)
    below = sheet.lines[place + 1 :]
    tags: tuple[object, ...] = ()
    if below and _tags(below[0][1]):
        tags, below = below[0][1], below[1:]
    elif _tags(cells) and place:
        tags, headings = cells, tuple("" if cell is None else str(cell) for cell in sheet.lines[place - 1][1])
    _no_doubles(sheet, headings, number)
    known = fields(headings or tags, tags)
    _no_second_line(sheet, headings, known, below[:1])
    lines = tuple((line, cells) for line, cells in below if any(not is_blank(cell) for cell in cells))
    unknown = _unknown(headings, known, lines)
    if not lines:
        raise BadData(f"{sheet.name}: there are headings in line {number} but no rows below them; check that the file is whole")
    return Table(headings, known, lines, unknown, number)


def _unknown(
    headings: Sequence[str], known: dict[str, tuple[int, ...]], lines: Sequence[tuple[int, tuple[object, ...]]]
) -> tuple[str, ...]:
    """Columns that no field knows: by their headings; one without a heading that holds something by its letter, such as (F)."""
    used = {column for columns in known.values() for column in columns}
    nameless = {
        column for column, heading in enumerate(headings) if not heading and any(not is_blank(cells[column]) for _, cells in lines)
    }
    return tuple(
        heading or f"({letter(column)})"
        for column, heading in enumerate(headings)
        if column not in used and (heading or column in nameless)
    )


def letter(column: int) -> str:
    """A column, from 0, as spreadsheets call it.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    return (letter(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def _begin(sheet: Sheet) -> str:
    """The first words of a sheet, as they were read."""
    texts = [str(cell)[:30] for _, cells in sheet.lines[:SEARCHED] for cell in cells if not is_blank(cell)]
    return ", ".join(map(repr, texts[:3])) or "nothing"


def heading_place(sheet: Sheet) -> int | None:
    """The line that names most fields; at least two, and at least a date or a hazard among them."""
    best, most = None, 1
    for place, (_, cells) in enumerate(sheet.lines[:SEARCHED]):
        texts = [cell if isinstance(cell, str) else "" for cell in cells]
        named = fields(texts, texts)
        if len(named) > most and {"date", "year", "year_approx", "hazard"} & named.keys():
            best, most = place, len(named)
    return best


def _tags(cells: Sequence[object]) -> bool:
    """Whether a line is a row of HXL tags: at least half of its filled cells, and two, begin with #."""
    filled = [str(cell).strip() for cell in cells if not is_blank(cell)]
    tagged = [text for text in filled if text.startswith("#") and text[1:2].isalpha()]
    return len(tagged) >= max(2, len(filled) / 2)


def _no_second_line(
    sheet: Sheet, headings: Sequence[str], known: dict[str, tuple[int, ...]], below: Sequence[tuple[int, tuple[object, ...]]]
) -> None:
    """Headings over two lines, such as "evacuated" above "families" and "persons": the upper line alone would mix them."""
    for line, cells in below:
        filled = {column: str(cell) for column, cell in enumerate(cells) if not is_blank(cell)}
        counted = {column for name in MEASURES for column in known.get(name, ())}
        nameless = {column for column, heading in enumerate(headings) if not heading}
        if len(filled) > 1 and filled.keys() & (counted | nameless) and not any(re.search(r"\d", text) for text in filled.values()):
            raise BadData(
                f"{sheet.name}: line {line} holds words under the headings ({listed(list(filled.values()))}), so the headings stand in two "
                "lines; write the whole heading of each column, such as “evacuated families”, into one cell and remove the other line"
            )


def _no_doubles(sheet: Sheet, headings: Sequence[str], number: int) -> None:
    filled = [heading for heading in headings if heading]
    doubled = [heading for heading in dict.fromkeys(filled) if filled.count(heading) > 1]
    if doubled:
        raise BadData(f"{sheet.name}: the heading {doubled[0]!r} stands twice in line {number}; give each column its own name")


def listed(names: Sequence[str]) -> str:
    """Names in a sentence, the first dozen of them.

    >>> listed(["a", "b"])
    'a, b'
    """
    more = f" and {len(names) - _LIST} more" if len(names) > _LIST else ""
    return ", ".join(names[:_LIST]) + more
