"""Words of loss tables in four languages: which field a heading names, which hazard a word means. The tables are data beside this file."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from highground.basis.event import MEASURES

HERE: Final = Path(__file__).parent
BLANKS: Final = frozenset(
    ("", "na", "n a", "nan", "null", "none", "nd", "n d", "sd", "s d", "unknown", "not known", "not reported", "not available", "no data", "no information",
     "нд", "н д", "нет данных", "нет сведений", "неизвестно", "не указано", "мәлімет жоқ", "дерек жоқ", "деректер жоқ", "белгісіз",
     "unnamed", "no name", "без названия", "атауы жоқ", "sin nombre",
        "sin datos", "sin dato", "sin informacion", "no reportado", "desconocido")
)  # fmt: skip  # words that mean: not reported; compared in the plain form


def bag(words: str) -> frozenset[str]:
    """The words of a line as a set.

    >>> sorted(bag("b a"))
    ['a', 'b']
    """
    return frozenset(words.split())


FAMILY: Final = re.compile(r"\b(famil\w*|сем\w*|отбас\w*|hogar\w*|household\w*|hhs?)\b")
_UNITS: Final = bag(
    "persons person people чел человек людей адам personas deg no number of число количество саны numero total всего ед шт units unidades жилых"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of hazard: ours, and its codes in other registers. An empty code means that the register has none."""

    id: str
    label: str
    hazard: str
    undrr: str
    cluster: str
    glide: str
    emdat: str
    grade: str


def plain(text: object) -> str:
    """A text for comparing: small letters, no accents, every other sign a space.

    >>> plain("  Año_exact (N°)"), plain("Населённый пункт")
    ('ano exact n', 'населенныи пункт')
    """
    letters = unicodedata.normalize("NFKD", str(text).casefold())
    kept = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w]|_", " ", kept).split())


_SEASONS: Final = bag(
    plain("spring summer autumn fall winter the of in and season disaster event весна весенний весенние весеннее летнее осеннее весной летние осенние в и года год "
          "көктем көктемгі жылы invierno primavera verano otoño de en y el la")
)  # fmt: skip


def is_blank(cell: object) -> bool:
    """Whether a cell says nothing: empty, dashes, NA, or a word for "no data" in one of the four languages. Never zero.

    >>> [is_blank(cell) for cell in (None, " - ", "NA", "нет данных", 0, "0")]
    [True, True, True, True, False, False]
    """
    return cell is None or (isinstance(cell, str) and not re.search(r"[+\d]", cell) and plain(cell) in BLANKS)


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """Every kind of hazard by its id."""
    keys = ("label", "hazard", "undrr", "cluster", "glide", "emdat", "grade")
    return {name: Kind(name, *(str(entry[key]) for key in keys)) for name, entry in _table("hazards.toml").items()}


@lru_cache(maxsize=1024)
def hazards_in(text: str) -> tuple[str, ...]:
    """Kinds of hazard that a text names, in its order; nothing where no word is known. Longer words win over words inside them.

    >>> hazards_in("Glacial lake outburst flood"), hazards_in("Селевой поток и оползень"), hazards_in("Qar")
    (('outburst',), ('debris_flow', 'landslide'), ())
    """
    return _read(text)[0]


@lru_cache(maxsize=1024)
def is_name(text: str) -> bool:
    """Whether a text names an event, and not only its hazard, season or year.

    >>> is_name("Spring floods 2024"), is_name("Santo Domingo Floods"), is_name("")
    (False, True, False)
    """
    return any(not word.isdecimal() and word not in _SEASONS for word in re.findall(r"\w+", _read(text)[1]))


def _read(text: str) -> tuple[tuple[str, ...], str]:
    """Kinds of hazard in a text, and what is left of it."""
    left, found = plain(text), list[tuple[int, str]]()
    for pattern, kind in _patterns():
        match = pattern.search(left)
        if match:
            found.append((match.start(), kind))
            left = left[: match.start()] + "\x00" * (match.end() - match.start()) + left[match.end() :]
    return tuple(dict.fromkeys(kind for _, kind in sorted(found))), left


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    words = [(word, kind) for kind, entry in _table("hazards.toml").items() for word in entry["words"]]
    made = [("*".join(plain(part) for part in word.split("*")), kind) for word, kind in words]
    made = [(re.sub(r"\*(?=\S)", "* ", word), kind) for word, kind in made]
    made.sort(key=lambda pair: -len(pair[0]))
    return tuple((re.compile(r"\b" + re.escape(word).replace(r"\*", r"\w*") + r"\b"), kind) for word, kind in made)


def fields(headings: Sequence[object], tags: Sequence[object] = ()) -> dict[str, tuple[int, ...]]:
    """Columns of each field that the headings or HXL tags name, the preferred column first. A tag decides over its heading."""
    tagged = dict.fromkeys(range(len(headings)), "") | {column: _tag(tag) for column, tag in enumerate(tags)}
    found: dict[str, list[tuple[int, int]]] = {}
    for column, heading in enumerate(headings):
        named = _by_tag().get(tagged[column]) or _named(heading)
        if named:
            found.setdefault(named[0], []).append((named[1], column))
    return {field: tuple(column for _, column in sorted(columns)) for field, columns in found.items()}


def _named(heading: object) -> tuple[str, int] | None:
    """The field of a heading. What stands in brackets or after a comma may say whom a column counts: families, children, houses."""
    whole, *reduced = _spellings(heading)
    if whole in _by_name():
        return _by_name()[whole]
    field, rank = next((_by_name()[name] for name in reduced if name in _by_name()), ("", 0))
    aside = {word for word in bag(whole) - bag(reduced[0]) - _UNITS if word.isalpha() and len(word) > 1}
    if field not in MEASURES or not aside:
        return (field, rank) if field else None
    families = f"families_{field}"
    return (families, rank) if families in MEASURES and all(FAMILY.match(word) for word in aside) else None


def _spellings(heading: object) -> tuple[str, ...]:
    """A heading as it stands, without what is in brackets, and without words for units and numbers."""
    whole = plain(heading)
    bare = plain(re.sub(r"\(.*?\)|\[.*?\]|,.*$", " ", str(heading)))
    lean = " ".join(word for word in bare.split() if word not in _UNITS)
    return whole, bare, lean, lean.removeprefix("country ") if lean.startswith("country iso") else lean


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[str, int]]:
    table = _table("columns.toml")
    return {plain(name): (field, rank) for field, entry in table.items() for rank, name in enumerate(entry["names"])}


@lru_cache(maxsize=1)
def _by_tag() -> dict[str, tuple[str, int]]:
    table = _table("columns.toml")
    return {_tag(tag): (field, rank) for field, entry in table.items() for rank, tag in enumerate(entry["hxl"])}


def _tag(tag: object) -> str:
    """An HXL tag with its attributes in one order: #affected+b+a and #affected +a +b are one."""
    parts = str(tag or "").lower().replace(" ", "").split("+")
    return "+".join([parts[0], *sorted(parts[1:])]) if parts[0].startswith("#") else ""


@lru_cache(maxsize=2)
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
