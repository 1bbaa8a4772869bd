"""Entries of the dictionary made into patterns: word*, word~ending, word _ word."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from highground.research.drafts.plain import plain

BETWEEN: Final = r"(?:\w+\W+){0,3}?"  # what _ stands for
_APART: Final = r"\W+"


@dataclass(frozen=True, slots=True)
class Term:
    """Words of one theme in one language, and what must or must not stand beside them."""

    theme: str
    lang: str
    pattern: re.Pattern[str]
    beginnings: tuple[str, ...]  # the longest of each entry, for the index
    weight: int
    need: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    general: bool


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Everything that texts are searched with."""

    terms: tuple[Term, ...]
    silenced: Mapping[str, re.Pattern[str]]  # language -> what no word may be part of
    denied: Mapping[str, re.Pattern[str]]
    clause: Mapping[str, re.Pattern[str]]

    def of(self, lang: str) -> tuple[Term, ...]:
        """The terms of one language."""
        return tuple(term for term in self.terms if term.lang == lang)


def dictionary_of(book: Mapping[str, Any]) -> Dictionary:
    """The dictionary from its checked table."""
    endings: Mapping[str, Mapping[str, str]] = book["endings"]
    terms = tuple(_term(one, book["sets"], endings) for one in book["term"])
    langs = sorted({term.lang for term in terms})
    silenced = {
        lang: pattern([w for one in book["not"] if one["lang"] == lang for w in one["words"]], endings[lang]) for lang in langs
    }
    denied, clause = ({lang: pattern(book[name].get(lang, []), endings[lang]) for lang in langs} for name in ("negation", "clause"))
    return Dictionary(terms, silenced, denied, clause)


def _term(one: Mapping[str, Any], sets: Mapping[str, Mapping[str, list[str]]], endings: Mapping[str, Mapping[str, str]]) -> Term:
    lang = str(one["lang"])
    need, unless = (pattern(sets[lang][one[key]], endings[lang]) if key in one else None for key in ("need", "unless"))
    first = sorted({max(re.split(r"[*~]\w*\s*|\s+|_", plain(word)), key=len) for word in one["words"]})
    return Term(
        one["theme"],
        lang,
        pattern(one["words"], endings[lang]),
        tuple(first),
        one.get("weight", 1),
        need,
        unless,
        one.get("general", False),
    )


def pattern(words: Iterable[str], endings: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern for several entries, on folded text.

    >>> pattern(["снег~masc", "not _ address*"], {"masc": "(?:а|ом)?"}).findall("снегом не снегирь, not yet addressed")
    ['снегом', 'not yet addressed']
    """
    found = [_one(plain(word).split(), endings) for word in words]
    return re.compile("|".join(rf"\b{one}\b" for one in sorted(found, key=len, reverse=True)) or r"(?!)")


def _one(parts: list[str], endings: Mapping[str, str]) -> str:
    made = ""
    for place, part in enumerate(parts):
        if part == "_":
            made += BETWEEN
            continue
        stem, _, ending = part.partition("~")
        made += re.escape(stem.removesuffix("*"))
        made += r"\w*" if stem.endswith("*") else plain(endings[ending]) if ending else ""
        made += _APART if place < len(parts) - 1 else ""
    return made
