"""The code book: bundled fields and themes, and behind them those of a file of one's own. Checked strictly."""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, get_args

from highground.basis.errors import BadData, MissingSource
from highground.basis.policy import Codebook, Field, FieldKind, Layer, Scope, Theme
from highground.basis.settings import LANGS
from highground.basis.source import GRADES
from highground.catalogue.shelf import Shelf

BOOK: Final = "highground-policy-codebook"
MOST_BYTES: Final = 1024**2  # a code book is typed by people
MOST_ITEMS: Final = 500  # fields, themes or values of one field; more is no code book
LONGEST: Final = 2000  # signs of one label or guidance
GROUPS: Final = ("mobility", "place", "response")
_ID: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_FIELD: Final = {
    "id",
    "layer",
    "kind",
    "scope",
    "label",
    "guidance",
    "values",
    "values_status",
    "required",
    "source",
    "grade",
    "note",
}
_THEME: Final = {"id", "group", "label", "guidance"}

Table = Mapping[str, Any]


def codebook(shelf: Shelf, own: Path | None = None) -> Codebook:
    """The bundled code book, and behind it the fields and themes of a file of one's own ([[field]], [[theme]], [lists]).

    Raises BadData when the file is no such table or takes a name that exists, MissingSource when it is not there.
    """
    book = _book(tomllib.loads(shelf.open(BOOK).read_text(encoding="utf-8")), "code book")
    if own is None:
        return book
    found, digest = _read(own)
    added = _book({"version": "own", **found}, own.name, own=True)
    if doubled := sorted(set(_ids(book)) & set(_ids(added))):
        raise BadData(f"{own.name}: {doubled[0]!r} exists already in the code book; give it another id")
    if not added.fields and not added.themes:
        raise BadData(f"{own.name}: there is no [[field]] and no [[theme]] in it; add one, or leave the file out")
    return Codebook(f"{book.version}+{digest[:8]}", (*book.fields, *added.fields), (*book.themes, *added.themes))


def _read(path: Path) -> tuple[Table, str]:
    """The tables of a file of one's own, and the hash of its bytes."""
    if not path.is_file():
        raise MissingSource(f"there is no file {path}; --codebook wants a TOML file with [[field]] and [[theme]] tables")
    if path.stat().st_size > MOST_BYTES:
        raise BadData(f"{path.name}: larger than 1 MB, which no code book is")
    raw = path.read_bytes()
    try:
        found = tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadData(f"{path.name}: this is not valid TOML in UTF-8 ({error}); mend the line") from None
    return found, hashlib.sha256(raw).hexdigest()


def _book(found: Table, name: str, own: bool = False) -> Codebook:
    """Fields and themes of one file. Raises BadData naming the table and what is wrong with it."""
    if extra := sorted(set(found) - {"version", "lists", "field", "theme"}):
        raise BadData(f"{name}: {extra[0]!r} is not read; only [[field]], [[theme]] and [lists] are")
    fields, themes, lists = found.get("field", []), found.get("theme", []), found.get("lists", {})
    if not isinstance(lists, dict) or not all(
        isinstance(group, list) and len(group) <= MOST_ITEMS and all(isinstance(one, dict) for one in group)
        for group in (fields, themes)
    ):
        raise BadData(f"{name}: fields are [[field]], themes [[theme]] and lists [lists], {MOST_ITEMS} at most; mend them")
    book = Codebook(
        str(found.get("version", "")),
        tuple(_field(one, lists, name, own) for one in fields),
        tuple(_theme(one, name) for one in themes),
    )
    ids = _ids(book)
    if doubled := next((one for one in ids if ids.count(one) > 1), ""):
        raise BadData(f"{name}: the id {doubled!r} comes twice; give each field and theme its own")
    return book


def _ids(book: Codebook) -> list[str]:
    return [one.id for one in book.fields] + [one.id for one in book.themes]


def _field(raw: Table, lists: Table, name: str, own: bool) -> Field:
    where = _where(raw, _FIELD, name, "field")
    layer = raw.get("layer", "own") if own else raw.get("layer")
    for key, given, allowed in (
        ("layer", layer, ("own",) if own else get_args(Layer)), ("kind", raw.get("kind"), get_args(FieldKind)),
        ("scope", raw.get("scope", "passage"), get_args(Scope)[:2] if own else get_args(Scope)),
        ("grade", raw.get("grade", "unverified"), GRADES),
    ):  # fmt: skip
        if given not in allowed:
            raise BadData(f"{where}: {key} is {given!r}; choose one of {', '.join(allowed)}")
    words = {key: _text(raw.get(key, ""), where, key) for key in ("values_status", "required", "source", "note")}
    values = _values(raw.get("values", []), lists, where)
    kind: FieldKind = raw["kind"]
    if kind == "ordinal" and (not values or not all(one.isdecimal() for one in values)):
        raise BadData(f"{where}: an ordinal field needs values whose ids are whole numbers, such as 0, 1, 2")
    words["values_status"] = words["values_status"] or ("proposed" if values else "open")
    made: Field = Field(
        raw["id"], layer or "own", kind, raw.get("scope", "passage"), _labels(raw.get("label"), where, "label"),
        _labels(raw["guidance"], where, "guidance") if "guidance" in raw else {}, values, grade=raw.get("grade", "unverified"), **words,
    )  # fmt: skip
    return made


def _theme(raw: Table, name: str) -> Theme:
    where = _where(raw, _THEME, name, "theme")
    if raw.get("group") not in GROUPS:
        raise BadData(f"{where}: group is {raw.get('group')!r}; choose one of {', '.join(GROUPS)}")
    guidance = _labels(raw["guidance"], where, "guidance") if "guidance" in raw else {}
    return Theme(raw["id"], str(raw["group"]), _labels(raw.get("label"), where, "label"), guidance)


def _where(raw: Table, known: set[str], name: str, what: str) -> str:
    """The place for messages; refuses what has no proper id or keys that nobody reads."""
    given = raw.get("id")
    if not isinstance(given, str) or not given or not set(given) <= _ID or len(given) > 40:
        raise BadData(f"{name}: a {what} has the id {given!r}; use small Latin letters, digits and _, 40 at most")
    if extra := sorted(set(raw) - known):
        raise BadData(f"{name}: {what} {given} has {extra[0]!r}, which is not read; known are {', '.join(sorted(known))}")
    return f"{name}: {what} {given}"


def _text(given: object, where: str, key: str) -> str:
    if not isinstance(given, str) or len(given) > LONGEST or any(ord(sign) < 32 for sign in given):
        raise BadData(f"{where}: {key} must be one line of text, {LONGEST:,} signs at most")
    return given


def _labels(given: object, where: str, key: str) -> dict[str, str]:
    """Words by language. One's own fields may give a single text, which then stands in every language."""
    if isinstance(given, str) and given.strip():
        given = dict.fromkeys(LANGS, given)
    if not isinstance(given, dict) or set(given) != set(LANGS) or not all(_text(one, where, key).strip() for one in given.values()):
        raise BadData(f"{where}: {key} must be a text, or a text for each of {', '.join(LANGS)}")
    return {lang: given[lang] for lang in LANGS}


def _values(given: object, lists: Table, where: str) -> dict[str, dict[str, str]]:
    if isinstance(given, str):
        if given not in lists:
            raise BadData(f"{where}: there is no list {given!r} in [lists]; add it, or write the values")
        given = lists[given]
    if not isinstance(given, list) or len(given) > MOST_ITEMS:
        raise BadData(f"{where}: values must be a list of at most {MOST_ITEMS}, or the name of one in [lists]")
    found: dict[str, dict[str, str]] = {}
    for one in given:
        value, labels = (
            (one, one) if isinstance(one, str) else (one.get("id"), _without_id(one)) if isinstance(one, dict) else (None, None)
        )
        if not isinstance(value, str) or not value.strip() or value in found:
            raise BadData(f"{where}: the value {value!r} is empty, no text, or comes twice; give each value once")
        found[_text(value, where, "a value")] = _labels(labels, where, f"the value {value!r}")
    return found


def _without_id(one: Table) -> dict[str, Any]:
    return {key: words for key, words in one.items() if key != "id"}
