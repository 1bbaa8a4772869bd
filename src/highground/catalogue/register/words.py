"""Words of a register in four languages: which field a heading names, which choice a word means, and which headings are personal data."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from highground.catalogue.events.words import plain

HERE: Final = Path(__file__).parent


def fields(part: str, headings: Sequence[object]) -> dict[str, int]:
    """The column of each field of a part (family, place, hazard) that the headings name; the first where two name one.

    >>> fields("family", ["Село", "Людей", "цвет"])
    {'settlement': 0, 'people': 1}
    """
    known, found = _index(part), dict[str, int]()
    for column, heading in enumerate(headings):
        name = next((known[text] for text in _spellings(heading) if text in known), "")
        if name:
            found.setdefault(name, column)
    return found


def choice(text: object, allowed: Mapping[str, str]) -> str:
    """The code of a word in any of the four languages among those allowed; empty where no word is known.

    >>> choice("Иә", {"yes": "", "no": ""}), choice("maybe", {"yes": "", "no": ""})
    ('yes', '')
    """
    said = plain(text)
    return next((code for code in allowed if said in _choices().get(code, frozenset()) or said == plain(code)), "")


def personal(heading: object) -> str:
    """What kind of personal data a column holds, by its heading; empty where it is none that we know.

    >>> personal("ФИО главы семьи"), personal("Teléfono celular"), personal("Note")
    ('names of people', 'telephone numbers', '')
    """
    said = plain(heading)
    words = said.split()
    for kind, names in _personal().items():
        if any(said == name or (len(name) > 2 and re.search(rf"\b{re.escape(name)}\b", said)) for name in names):
            return kind
    return "names of people" if words and words[0].startswith("фио") else ""


def _spellings(heading: object) -> tuple[str, ...]:
    """A heading as it stands, and without what is in brackets or after a comma."""
    return plain(heading), plain(re.sub(r"\(.*?\)|\[.*?\]|,.*$", " ", str(heading)))


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def _index(part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, texts in _table()[part].items():
        for text in (name.replace("_", " "), *texts):
            found.setdefault(plain(text), name)
    return found


@lru_cache(maxsize=1)
def _choices() -> dict[str, frozenset[str]]:
    return {code: frozenset(map(plain, texts)) for code, texts in _table()["choice"].items()}


@lru_cache(maxsize=1)
def things() -> frozenset[str]:
    """Words that no person is called, in plain form."""
    return frozenset(map(plain, _table()["things"]["words"]))


@lru_cache(maxsize=1)
def _personal() -> dict[str, frozenset[str]]:
    return {kind: frozenset(map(plain, texts)) for kind, texts in _table()["personal"].items()}
