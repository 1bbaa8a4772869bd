"""flows.csv: one row a pair and year, recorded and fitted, in whole people. A blank is not reported, never zero."""

import csv
from collections.abc import Mapping
from math import ceil, floor
from pathlib import Path
from typing import Final

import numpy as np

from highground.catalogue.flows.read import Floats, Table

COLUMNS: Final = (
    "year",
    "origin",
    "destination",
    "origin_name",
    "destination_name",
    "recorded",
    "fitted",
    "low",
    "high",
    "historical_mean",
)
PARTS: Final = ("recorded", "fitted", "low", "high", "past")
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")  # what a spreadsheet may read as a formula; OWASP, CSV injection

Line = tuple[int | None, str, str, str, str, int | None, int | None, int | None, int | None, float | None]


def rows(table: Table, parts: Mapping[str, Floats | None]) -> list[Line]:
    """Lines of every pair of which something is known; low ends are rounded down, high ends up."""
    given = [parts[name] for name in PARTS]
    known = np.any([np.isfinite(part) for part in given if part is not None], axis=0)
    lines: list[Line] = []
    for at in zip(*np.nonzero(known), strict=True):
        year, origin, destination = (int(axis) for axis in at)
        if origin == destination:
            continue
        recorded, fitted, low, high, past = (
            None if part is None or not np.isfinite(part[at]) else float(part[at]) for part in given
        )
        one, other = table.places[origin], table.places[destination]
        lines.append(
            (
                table.years[year] or None, one.code, other.code, one.name, other.name,
                None if recorded is None else int(recorded), None if fitted is None else round(fitted),
                None if low is None else floor(low + 1e-6), None if high is None else ceil(high - 1e-6), past,
            )
        )  # fmt: skip
    return lines


def write_csv(lines: list[Line], path: Path) -> None:
    """Write flows.csv (UTF-8 with a mark, so that spreadsheets read every alphabet). Text that looks like a formula gets a leading '."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([["" if cell is None else _safe(cell) for cell in line] for line in lines])


def _safe(cell: object) -> object:
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else round(cell, 2)
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell
