"""A comparison that `highground policy compare` wrote, read back: how many mountain countries and island states mention human mobility."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData, MissingSource

MARK: Final = "compare.json"
MOST_BYTES: Final = 16 * 1024**2  # some hundred texts with their hashes; judged
PAIR: Final = ("mountain", "sids")  # groups that a pack speaks of
YEARS: Final = range(1900, 2201)
AGAIN: Final = "write it again with `highground policy compare mountain sids`"


@dataclass(frozen=True, slots=True)
class Group:
    """One group: of `n` countries with a text that a person read in full, `hits` mention human mobility. read: code and year of each text."""

    hits: int
    n: int
    read: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Mountain countries beside small island states."""

    mountain: Group
    islands: Group


def comparison(folder: Path) -> Counted:
    """The counts of a folder that `highground policy compare` wrote; shares and intervals are worked out again from them.

    Raises MissingSource where there is none, BadData for anything else, for other groups, and where a side was not read.
    """
    path = folder / MARK
    if not path.is_file():
        raise MissingSource(f"there is no {MARK} in {folder}; --comparison wants a folder of `highground policy compare`")
    document = _document(path)
    sides = [document.get(side) for side in ("one", "other")]
    named = {str(side.get("name")): side for side in sides if isinstance(side, dict)}
    if len(named) == len(PAIR) and set(named) != set(PAIR):
        raise BadData(f"{path}: the groups are {' and '.join(sorted(named))}; a pack takes mountain and sids, so {AGAIN}")
    try:
        mountain, islands = (_group(named[name]) for name in PAIR)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadData(f"{path}: this is no whole comparison; {AGAIN}") from None
    if not mountain.n or not islands.n:
        raise BadData(f"{path}: of one group no text was read in full, so nothing is compared; read some, and {AGAIN}")
    return Counted(mountain, islands)


def _document(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise BadData(f"{path}: this is no comparison; {AGAIN}") from None
    if not isinstance(found, dict):
        raise BadData(f"{path}: this is no comparison; {AGAIN}")
    return found


def _group(side: Mapping[str, Any]) -> Group:
    """One side. Raises ValueError where its numbers do not belong together: the share, the countries read and their texts."""
    share, read = side["shares"]["mobility"], side["read"]
    hits, n, open_ = share["hits"], share["n"], side.get("doubtful", {}).get("mobility", [])  # coders disagree on the open ones
    texts = tuple(starmap(_text, ((text["iso3"], text["year"]) for text in side["used"])))
    whole = type(hits) is int and type(n) is int and 0 <= hits <= n
    if not whole or n != len(read) - len(open_) or not set(open_) <= set(read):
        raise ValueError
    if set(read) != {code for code, _ in texts} or len(set(read)) != len(read) or len(set(open_)) != len(open_):
        raise ValueError
    return Group(hits, n, tuple(sorted(texts, key=lambda one: (one[0], one[1] or 0))))


def _text(code: Any, year: Any) -> tuple[str, int | None]:
    if not (isinstance(code, str) and len(code) == len("KAZ") and code.isascii() and code.isupper()):
        raise ValueError
    if year is not None and (type(year) is not int or year not in YEARS):
        raise ValueError
    return code, year
