"""register.csv and changes.csv beside the register, for models and machines; text that begins like a formula gets a leading '."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from highground.basis.relocation import Change
from highground.catalogue.register.book import LOGGED
from highground.catalogue.register.history import State

RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")  # what a spreadsheet may read as a formula; OWASP, CSV injection
MARK: Final = "relocation.json"
REGISTER: Final = "register.xlsx"


def write_state(state: State, path: Path) -> None:
    """One row a family, one column for each field that any family fills; a blank is not reported."""
    names = list(dict.fromkeys(name for cells in state.values() for name in cells))
    _write(path, ("id", *names), ([family, *(cells.get(name, "") for name in names)] for family, cells in state.items()))


def write_changes(log: Iterable[Change], path: Path) -> None:
    """One row for each cell that changed, the oldest first."""
    _write(path, LOGGED, ([getattr(change, name) for name in LOGGED] for change in log))


def _write(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_safe(head) for head in heads])
        writer.writerows([[_safe(text) for text in row] for row in rows])


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text
