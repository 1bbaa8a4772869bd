"""The code lists of IATI, with what has been withdrawn, and the places of a file that hold a code."""

import csv
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from highground.basis.errors import BadData
from highground.catalogue.shelf import Shelf

CODES: Final = "iati-codes"
PLACES: Final = "iati-places"


class Code(NamedTuple):
    """One code of a list."""

    code: str
    name: str
    active: bool


class Place(NamedTuple):
    """Where a code stands: path of its element below the root, attribute (empty: its text), list, and the vocabulary it holds for."""

    path: str
    attribute: str
    list: str
    vocabulary: str  # only where this vocabulary is named; empty: always
    unsaid: bool  # also where no vocabulary is named


def codes(shelf: Shelf, name: str) -> dict[str, Code]:
    """The codes of a list by code. Raises BadData for a list that there is not."""
    lists = _codes(shelf.open(CODES))
    if name not in lists:
        raise BadData(f"there is no code list {name}; the lists are {', '.join(sorted(lists)[:12])} and more")
    return lists[name]


def proved(shelf: Shelf, name: str, code: str) -> str:
    """The code itself, where its list holds it today. Raises BadData for one that is unknown or withdrawn: nothing of that is written."""
    found = codes(shelf, name).get(code)
    if found is None:
        raise BadData(f"{code!r} is no code of the IATI list {name}; take one of that list")
    if not found.active:
        raise BadData(f"the code {code} ({found.name}) of the IATI list {name} has been withdrawn; take one that replaces it")
    return code


def places(shelf: Shelf) -> tuple[Place, ...]:
    """Every place of an activity file that holds a code."""
    return _places(shelf.open(PLACES))


@lru_cache(maxsize=2)
def _codes(path: Path) -> dict[str, dict[str, Code]]:
    lists: dict[str, dict[str, Code]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lists.setdefault(row["list"], {})[row["code"]] = Code(row["code"], row["name"], row["status"] == "active")
    return lists


@lru_cache(maxsize=2)
def _places(path: Path) -> tuple[Place, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_place(row) for row in csv.DictReader(file))


def _place(row: dict[str, str]) -> Place:
    path, _, attribute = row["path"].rpartition("/")
    condition = row["condition"]
    vocabulary = condition.partition("'")[2].partition("'")[0]
    return Place(
        path.removeprefix("iati-activity/"),
        attribute.removeprefix("@").replace("text()", ""),
        row["list"],
        vocabulary,
        "not(" in condition,
    )
