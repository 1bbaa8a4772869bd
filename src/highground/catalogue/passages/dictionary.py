"""The dictionary of themes: the bundled table, and words of one's own, read strictly."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.shelf import Shelf

CARD: Final = "highground-policy-dictionary"
LANGS: Final = ("en", "ru", "es", "kk")
MOST_BYTES: Final = 1024**2  # words are typed by people
MOST_SIGNS: Final = 120  # of one entry
_TERM: Final = {"theme", "lang", "words", "weight", "need", "unless", "general"}
_TABLES: Final = {"version", "endings", "sets", "not", "term", "negation", "clause"}
_WORD: Final = re.compile(r"_|\w+\*?|\w+~\w+|\*")
_ENDING: Final = re.compile(r"(?:[\w|]|\(\?:|\)\??)*")

Book = Mapping[str, Any]


def dictionary(shelf: Shelf, own: Path | None = None) -> Book:
    """The bundled dictionary; words of a file of one's own ([[term]], [[not]], [sets.LANG] and [negation]) are added to it.

    Raises MissingSource when the file is not there, BadData naming the entry that is wrong and what to do.
    """
    book = _checked(tomllib.loads(shelf.open(CARD).read_text(encoding="utf-8")), CARD, {})
    return book if own is None else _joined(book, _checked(_read(own), own.name, book))


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise MissingSource(f"there is no file {path}; --dictionary wants a TOML file with [[term]] tables")
    if path.stat().st_size > MOST_BYTES:
        raise BadData(f"{path.name}: larger than 1 MB, which no dictionary is; cut it into parts")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadData(f"{path.name}: this is not valid TOML in UTF-8 ({error}); mend the line") from None


def _joined(book: Book, own: Book) -> Book:
    """Both together; sets of the same name grow."""
    lists = {name: [*book.get(name, []), *own.get(name, [])] for name in ("term", "not")}
    words = {
        name: {
            lang: [*book.get(name, {}).get(lang, []), *own.get(name, {}).get(lang, [])]
            for lang in {*book.get(name, {}), *own.get(name, {})}
        }
        for name in ("negation", "clause")
    }
    sets = {lang: dict(found) for lang, found in book["sets"].items()}
    for lang, found in own.get("sets", {}).items():
        for name, added in found.items():
            sets.setdefault(lang, {})[name] = [*sets.get(lang, {}).get(name, []), *added]
    return {**book, **lists, **words, "sets": sets, "endings": _grown(book["endings"], own.get("endings", {}))}


def _grown(endings: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Endings of both by language; an own one of the same name takes its place."""
    return {lang: {**endings.get(lang, {}), **own.get(lang, {})} for lang in {*endings, *own}}


def _checked(found: dict[str, Any], name: str, base: Book) -> Book:
    """The tables as they are, every entry proved."""
    if strange := sorted(set(found) - _TABLES):
        raise BadData(f"{name}: unknown table {strange[0]!r}; allowed are {', '.join(sorted(_TABLES))}")
    _check_endings(_tables(found, "endings", name), name)
    endings = _grown(base.get("endings", {}), found.get("endings", {}))
    for table in ("sets", "negation", "clause"):
        _check_lists(table, _tables(found, table, name), endings, name)
    sets = {lang: {*base.get("sets", {}).get(lang, {}), *_tables(found, "sets", name).get(lang, {})} for lang in LANGS}
    for table in ("term", "not"):
        given = found.get(table, [])
        if not isinstance(given, list):
            raise BadData(f"{name}: {table} must be written as [[{table}]]; mend it")
        for number, one in enumerate(given, 1):
            _entry(one, f"{name}: {table} {number}", table == "term", sets, endings)
    return found


def _check_endings(endings: Mapping[str, Any], name: str) -> None:
    for lang, classes in endings.items():
        for key, ending in _dict(classes, f"{name}: endings.{lang}").items():
            if not isinstance(ending, str) or not _ENDING.fullmatch(ending) or ending.count("(") != ending.count(")"):
                raise BadData(f"{name}: endings.{lang}.{key} may hold letters, |, (?: and )? only; mend it")


def _check_lists(table: str, given: Mapping[str, Any], endings: Mapping[str, Any], name: str) -> None:
    for lang, one in given.items():
        lists = _dict(one, f"{name}: {table}.{lang}") if table == "sets" else {table: one}
        for key, words in lists.items():
            _words(words, lang, endings, f"{name}: {table}.{lang}.{key}")


def _entry(one: object, where: str, is_term: bool, sets: Mapping[str, set[str]], endings: Mapping[str, Any]) -> None:
    entry = _dict(one, where)
    allowed = _TERM if is_term else {"lang", "words"}
    if strange := sorted(set(entry) - allowed):
        raise BadData(f"{where}: unknown key {strange[0]!r}; allowed are {', '.join(sorted(allowed))}")
    lang = entry.get("lang")
    if lang not in LANGS:
        raise BadData(f"{where}: lang is {lang!r}, and one of {', '.join(LANGS)} is needed")
    _words(entry.get("words"), lang, endings, where)
    if not is_term:
        return
    if not isinstance(entry.get("theme"), str) or not entry["theme"]:
        raise BadData(f"{where}: it names no theme; write for example theme = 'migration'")
    if entry.get("weight", 1) not in (1, 2, 3) or not isinstance(entry.get("general", False), bool):
        raise BadData(f"{where}: weight is 1, 2 or 3, and general is true or false; mend it")
    for key in ("need", "unless"):
        if key in entry and entry[key] not in sets[lang]:
            raise BadData(f"{where}: {key} names the set {entry[key]!r}, which does not exist for {lang}; add it to [sets.{lang}]")


def _words(words: object, lang: str, endings: Mapping[str, Any], where: str) -> None:
    if lang not in LANGS:
        raise BadData(f"{where}: the language {lang!r} is none of {', '.join(LANGS)}")
    if not isinstance(words, list) or not words:
        raise BadData(f"{where}: words must be a list of at least one")
    for word in words:
        parts = word.split() if isinstance(word, str) and len(word) <= MOST_SIGNS else []
        if not parts or not all(_WORD.fullmatch(part) for part in parts) or parts[0] in ("_", "*") or parts[-1] == "_":
            raise BadData(f"{where}: {word!r} is no entry; write words, word*, word~ending, or _ between two words")
        for part in parts:
            if "~" in part and part.split("~")[1] not in endings.get(lang, {}):
                raise BadData(f"{where}: {word!r} names endings that do not exist for {lang}; add them to [endings.{lang}]")


def _tables(found: Mapping[str, Any], table: str, name: str) -> dict[str, Any]:
    return _dict(found.get(table, {}), f"{name}: {table}")


def _dict(given: object, where: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise BadData(f"{where} must be a table; mend it")
    return given
