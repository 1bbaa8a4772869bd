"""Families of a list or of a register: each number once, each settlement known, no part larger than the whole, no names."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData
from highground.basis.relocation import FAMILY, Field
from highground.catalogue.events.words import plain
from highground.catalogue.register.cells import Reader, ends, written
from highground.catalogue.register.history import State
from highground.catalogue.register.tables import Table, read_table

PARTS: Final = ("women", "children", "older", "disability")  # each at most the whole
FIELDS: Final = {one.id: one for one in FAMILY}
NEEDED: Final = ("id", "settlement")
PLACES: Final = tuple(one.id for one in FAMILY if one.kind == "place")


def read_families(path: Path, reader: Reader, known: Iterable[str] = ()) -> tuple[State, tuple[str, ...]]:
    """The families of a list by their numbers, each field in its written form, and the headings of columns that were not used.

    known: names of settlements; where any are given, another name is refused. Raises BadData with one sentence: file, row, column,
    what is wrong and what to do.
    """
    table = read_table(path, "family", NEEDED)
    return families_of(table, reader, known), table.unknown


def families_of(table: Table, reader: Reader, known: Iterable[str] = ()) -> State:
    """As `read_families`, of rows that are read already."""
    names = {plain(name): name for name in known}
    reader = reader.knowing((*names, *(written(raw.get(name)) for _, raw in table.rows for name in PLACES)))
    found: State = {}
    seen: dict[str, int] = {}
    for line, raw in table.rows:
        cells = _family(table, line, raw, reader)
        number = cells.pop("id")
        if plain(number) in seen:
            raise BadData(
                f"{table.where(line)}: the number {number} stands in row {seen[plain(number)]} too; give each family its own number"
            )
        seen[plain(number)] = line
        _settle(cells, names, table.where(line, "settlement"))
        check_parts(cells, table.where(line))
        found[number] = cells
    return found


def _family(table: Table, line: int, raw: Mapping[str, object], reader: Reader) -> dict[str, str]:
    cells = {name: reader.cell(FIELDS[name], value, table.where(line, name)) for name, value in raw.items()}
    for name in NEEDED:
        if not cells.get(name):
            what = "its number" if name == "id" else "its settlement"
            raise BadData(f"{table.where(line, name)}: the family has no entry for {what}; fill the cell")
    return {name: text for name, text in cells.items() if text}


def _settle(cells: dict[str, str], names: Mapping[str, str], where: str) -> None:
    """Write the settlement as the table of settlements does; refuse one that it does not know."""
    if not names:
        return
    name = cells["settlement"]
    if plain(name) not in names:
        some = ", ".join(list(names.values())[:8])
        raise BadData(f"{where}: {name[:60]!r} is no settlement of the table, which has {some}; write it as there, or add it there")
    cells["settlement"] = names[plain(name)]


def check_parts(cells: Mapping[str, str], where: str) -> None:
    """Raises BadData where a part of a family is larger than the family, or children and older people together are."""
    whole = ends(cells.get("people", ""))
    if whole is None:
        return
    parts = {name: ends(cells.get(name, "")) for name in PARTS}
    counts = {name: part[1] for name, part in parts.items() if part}
    counts["children and older people"] = counts.get("children", 0.0) + counts.get("older", 0.0)
    for name, count in counts.items():
        if count > whole[1]:
            raise BadData(f"{where}: {name} {count:.0f} are more than the {whole[1]:.0f} people of the family; mend one of the two")


def merged(state: State, new: State, name: str) -> State:
    """The register with the families of a list: new ones at the end, blanks of known ones filled.

    Raises BadData where the list says otherwise than the register: nothing that stands there is overwritten by a list.
    """
    together = {family: dict(cells) for family, cells in state.items()}
    spelled = {plain(family): family for family in state}
    for family, cells in new.items():
        mine = together.setdefault(spelled.get(plain(family), family), {})
        for field, text in cells.items():
            said = mine.get(field, text)
            if said != text and not (FIELDS[field].kind == "place" and plain(said) == plain(text)):
                raise BadData(
                    f"{name}: family {family} has {_label(field)} {text[:40]!r}, the register has {said[:40]!r}; "
                    "change it in the register, or take the family out of the list"
                )
            mine.setdefault(field, text)
        check_parts(mine, f"{name}: family {family}")
    return together


def _label(field: str) -> str:
    known: Field | None = FIELDS.get(field)
    return known.label if known else field
