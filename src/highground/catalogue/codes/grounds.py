"""Bundled tables that policy analysis rests on: themes known from excerpts, claims that make a theme matter, groups of countries."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table

EXCERPTS: Final = "highground-policy-excerpts"
GROUNDS: Final = "highground-policy-grounds"
GROUPS: Final = "highground-country-groups"
BASES: Final = ("excerpt", "title", "memory")
COUNTS: Final = "policy-counts"
MOST_BYTES: Final = 1024**2  # a list of countries is typed by people
LETTERS: Final = 3  # of a country's ISO code


def excerpts(shelf: Shelf) -> dict[tuple[str, str], Any]:
    """How a theme of an instrument is known without its text: (instrument, theme) -> excerpt, title or memory."""
    found = {(row["instrument"], row["theme"]): row["basis"] for row in table(shelf, EXCERPTS).to_dict("records")}
    if strangers := set(found.values()) - set(BASES):
        raise BadData(f"{EXCERPTS}: basis is {min(strangers)!r}; choose one of {', '.join(BASES)}")
    return found


def claims(shelf: Shelf) -> dict[str, tuple[str, ...]]:
    """Claim ids by theme, in the order of the table."""
    rows = table(shelf, GROUNDS).to_dict("records")
    return {
        theme: tuple(row["claim"] for row in rows if row["theme"] == theme) for theme in dict.fromkeys(row["theme"] for row in rows)
    }


def counts(shelf: Shelf) -> tuple[dict[str, Any], ...]:
    """Published counts: id, study, publisher, as_of, hits, denominator, source, grade."""
    return tuple({str(key): cell for key, cell in row.items()} for row in table(shelf, COUNTS).to_dict("records"))


def groups(shelf: Shelf, own: Path | None = None) -> dict[str, dict[str, str]]:
    """Groups of countries: name -> ISO code -> grade of its membership. `own`: a CSV file with the columns group and iso3.

    Raises BadData for a file that is no such list or takes a bundled name, MissingSource where there is none.
    """
    found: dict[str, dict[str, str]] = {}
    for row in table(shelf, GROUPS).to_dict("records"):
        found.setdefault(row["group"], {})[row["iso3"]] = row["grade"]
    given = _read(own) if own else {}
    if taken := sorted(set(found) & set(given)):
        raise BadData(f"{own.name if own else ''}: the group {taken[0]!r} is bundled already; give yours another name")
    return found | given


def _read(path: Path) -> dict[str, dict[str, str]]:
    if not path.is_file():
        raise MissingSource(f"there is no file {path}; --group wants a CSV file with the columns group and iso3")
    raw = path.read_bytes()
    try:
        if len(raw) > MOST_BYTES or b"\0" in raw:
            raise BadData(f"{path.name}: this is no list of countries; give a CSV file of less than 1 MB")
        rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadData(f"{path.name}: this is not a CSV file in UTF-8 ({error}); save it as one") from None
    if not rows or not {"group", "iso3"} <= set(rows[0]):
        raise BadData(f"{path.name}: there are no columns group and iso3 with rows below; add them")
    found: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows, 2):
        name, code = _cells(row)
        if not name or len(code) != LETTERS or not code.isascii() or not code.isalpha():
            raise BadData(f"{path.name}, line {number}: {name!r}, {code!r}; write a name and a code of three letters such as KGZ")
        if code in found.setdefault(name, {}):
            raise BadData(f"{path.name}, line {number}: {code} is in {name} already; name each country once")
        found[name][code] = "given"
    return found


def _cells(row: Mapping[str, str | None]) -> tuple[str, str]:
    return (row["group"] or "").strip(), (row["iso3"] or "").strip().upper()
