"""The tables that drafts are read against: bundled known figures, words and rules, and rules of one's own."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table

FIGURES: Final = "known-figures"
WORDS: Final = "highground-draft-words"
RULES: Final = "highground-draft-rules"
MOST_BYTES: Final = 1024**2  # rules of one's own are typed by people


@dataclass(frozen=True, slots=True)
class Tables:
    """Rows of known figures, words by concept, rules."""

    figures: tuple[Mapping[str, Any], ...]
    words: Mapping[str, Mapping[str, object]]
    rules: tuple[Mapping[str, Any], ...]


def rulebook(shelf: Shelf, own: Path | None = None) -> Tables:
    """The bundled tables, and behind them the words and rules of a file of one's own ([words.NAME] and [[rule]]).

    Raises BadData when the file is no such table or takes a name that exists, MissingSource when it is not there.
    """
    figures = tuple({str(name): value for name, value in row.items()} for row in table(shelf, FIGURES).to_dict("records"))
    words = tomllib.loads(shelf.open(WORDS).read_text(encoding="utf-8"))
    rules = tuple(tomllib.loads(shelf.open(RULES).read_text(encoding="utf-8"))["rule"])
    if own is None:
        return Tables(figures, words, rules)
    added = _own(own)
    if doubled := sorted(set(added.get("words", {})) & set(words)):
        raise BadData(f"{own.name}: the words {doubled[0]!r} exist already; give them another name")
    return Tables(figures, {**words, **added.get("words", {})}, (*rules, *added.get("rule", [])))


def _own(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise MissingSource(f"there is no file {path}; --rules wants a TOML file with [[rule]] tables")
    if path.stat().st_size > MOST_BYTES:
        raise BadData(f"{path.name}: larger than 1 MB, which no table of rules is")
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadData(f"{path.name}: this is not valid TOML in UTF-8 ({error}); mend the line") from None
    words, rules = found.get("words", {}), found.get("rule", [])
    tables = isinstance(words, dict) and all(isinstance(item, dict) for item in words.values())
    if (
        set(found) - {"words", "rule"}
        or not tables
        or not isinstance(rules, list)
        or not all(isinstance(item, dict) for item in rules)
    ):
        raise BadData(f"{path.name}: only [words.NAME] and [[rule]] tables are read; remove the rest")
    return found
