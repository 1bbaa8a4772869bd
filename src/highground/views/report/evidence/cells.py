"""What tables are made of: cells that know their evidence row, and lines under a head."""

from collections.abc import Sequence
from dataclasses import dataclass

from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import Row


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, and the evidence row behind it (from 0; None for words)."""

    text: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. The first column names the line; `numeric` says which columns align right."""

    id: str
    caption: str
    columns: tuple[str, ...]
    lines: tuple[tuple[Cell, ...], ...]
    numeric: tuple[bool, ...]
    note: str = ""


def cell(row: Row | None, words: Words) -> Cell:
    """A row's number with its range, or which kind of nothing it is; only a number leads back to its row."""
    return Cell(labels.bare(row, words), row.number if row and row.known else None)


def table(name: str, caption: str, columns: tuple[str, ...], lines: Sequence[tuple[Cell, ...]], note: str = "") -> Table:
    """A table whose columns after the first hold numbers."""
    return Table(name, caption, columns, tuple(lines), (False, *(True for _ in columns[1:])), note)
