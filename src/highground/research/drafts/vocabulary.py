"""Finds concepts in a sentence: each concept is a list of patterns a language, and a mention knows whether it is negated or quoted.

A pattern is words in their plain form. `*` stands for any ending, ` ~ ` for up to five words between, ` ~~ ` for up to twelve,
(a|b) for a choice, `?` after a letter or a bracket for what may be missing, {name} for the patterns of another concept.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from highground.basis.errors import BadData
from highground.research.drafts.language import CHECKED
from highground.research.drafts.plain import plain, quotations

DEPTH: Final = 4  # concepts named inside concepts; deeper is a circle
TERM: Final = 60  # signs; what is quoted shorter than that is a word that is spoken about, longer is somebody's speech
_BREAK: Final = r"(?:(?<=тыс)\.|(?<=млн)\.)?[^\w.;:!?]++"
_INSIDE: Final = r"(?>\w+(?:[.,]\d+)*)"  # never tried in another way: a long list cannot hold up the search
_NOT: Final = {  # words that deny what follows, up to two words away
    "en": r"(?:\b(?:not|no|never|nor|neither|avoid\w*|rather than|instead of|cannot)|n't)(?! only| less| fewer| just)",
    "ru": r"\b(?:не|ни|нет|вместо|нельзя|избега\w*)\b(?! только| менее| просто| более)",
    "es": r"\b(?:no|ni|nunca|jamas|evita\w*|en lugar de|en vez de)\b(?! solo| solamente| menos)",
}
_WITHOUT: Final = {"en": r"\bwithout", "ru": r"\bбез", "es": r"\bsin"}  # up to one word away
_DENIED: Final = {
    lang: re.compile(rf"(?:{_NOT[lang]}(?:[^\w.;:!?]+\w+){{0,2}}?|{_WITHOUT[lang]}(?:[^\w.;:!?]+\w+){{0,1}}?)[^\w.;:!?]*$")
    for lang in _NOT
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept at a place of a sentence. `denied`: the sentence says that it is not so; `quoted`: the word itself is spoken about."""

    concept: str
    start: int
    end: int
    denied: bool = False
    quoted: bool = False

    @property
    def said(self) -> bool:
        """Whether the sentence claims it."""
        return not self.denied and not self.quoted


@dataclass(frozen=True, slots=True)
class Concept:
    """Compiled patterns by language; what lies inside a mention of `inside` does not count (Central Asia inside a wider region)."""

    name: str
    patterns: Mapping[str, re.Pattern[str] | None]
    inside: tuple[str, ...] = ()


def denied(flat: str, place: int, lang: str) -> bool:
    """Whether the words just before a place deny it.

    >>> denied("they are not refugees", 13, "en"), denied("not only refugees", 9, "en")
    (True, False)
    """
    return bool(_DENIED[lang].search(flat[max(0, place - 60) : place]))


def vocabulary(raw: Mapping[str, Mapping[str, object]]) -> dict[str, Concept]:
    """Concepts from their tables. Raises BadData naming the concept when a pattern is not one."""
    concepts = {}
    for name, table in raw.items():
        inside = _texts(name, table.get("not_in", []))
        strangers = sorted(set(table) - {*CHECKED, "not_in"})
        if strangers:
            raise BadData(
                f"the words of {name!r} have an unknown key {strangers[0]!r}; allowed are {', '.join(CHECKED)} and not_in"
            )
        patterns = {lang: _compiled(name, lang, raw) for lang in CHECKED}
        concepts[name] = Concept(name, patterns, tuple(inside))
    for concept in concepts.values():
        if deeper := [other for other in concept.inside if other not in concepts or concepts[other].inside]:
            raise BadData(
                f"the words of {concept.name!r}: not_in names {deeper[0]!r}; name words that exist and have no not_in themselves"
            )
    return concepts


class Mentions(dict[str, tuple[Mention, ...]]):
    """What a sentence names, by concept; a concept is looked for when it is first asked for, and one that is not named has no places."""

    def __init__(self, text: str, lang: str, concepts: Mapping[str, Concept]) -> None:
        super().__init__()
        self._lang, self._concepts = lang, concepts
        self._flat, self._quotes = plain(text), quotations(text)

    def __missing__(self, name: str) -> tuple[Mention, ...]:
        concept = self._concepts.get(name)
        pattern = concept.patterns[self._lang] if concept else None
        places = [] if pattern is None else [match.span() for match in pattern.finditer(self._flat)]
        wider = [other for inside in concept.inside for other in self[inside]] if concept and places else []
        kept = tuple(
            Mention(name, a, b, denied(self._flat, a, self._lang), _quoted(a, b, self._quotes))
            for a, b in places
            if not any(other.start <= a and b <= other.end for other in wider)
        )
        self[name] = kept
        return kept


def _quoted(start: int, end: int, quotes: tuple[tuple[int, int], ...]) -> bool:
    return any(a <= start and end <= b and b - a <= TERM for a, b in quotes)


def _texts(name: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise BadData(f'the words of {name!r} must be lists of texts, got {value!r}; write ["..."]')
    return value


def _compiled(name: str, lang: str, raw: Mapping[str, Mapping[str, object]]) -> re.Pattern[str] | None:
    pattern = _pattern(name, lang, raw, 0)
    if not pattern:
        return None
    try:
        return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
    except re.error as error:
        raise BadData(f"the words of {name!r} ({lang}) hold a pattern that cannot be read ({error}); mend it") from None


def _pattern(name: str, lang: str, raw: Mapping[str, Mapping[str, object]], depth: int) -> str:
    if name not in raw:
        raise BadData(f"a pattern names {{{name}}}, and there are no words of that name; add them or mend the name")
    if depth > DEPTH:
        raise BadData(f"the words of {name!r} name each other in a circle; break it")
    texts = _texts(name, raw[name].get(lang, []))
    return "|".join(part for text in texts if (part := _expression(text, lang, raw, depth)))


def _expression(text: str, lang: str, raw: Mapping[str, Mapping[str, object]], depth: int) -> str:
    """One pattern as a regular expression; empty when it names a concept without words in this language."""
    named = {name: _pattern(name, lang, raw, depth + 1) for name in re.findall(r"\{(\w+)\}", text)}
    if not all(named.values()):
        return ""
    flat = re.sub(r"\{(\w+)\}", r"<\1>", text)
    flat = re.sub(r"(?<!\\)\(", "(?:", plain(flat)).replace("*", r"\w*")
    flat = re.sub(r"(?<![\\\[])\.", r"\\.", flat).replace(" ?", "\x00")
    flat = flat.replace(" ~~ ", rf"(?:{_BREAK}{_INSIDE}){{0,12}}?{_BREAK}").replace(
        " ~ ", rf"(?:{_BREAK}{_INSIDE}){{0,5}}?{_BREAK}"
    )
    flat = flat.replace("#", r"\d").replace(" ", "[ -]+").replace("\x00", "[ -]*")
    return re.sub(r"<(\w+)>", lambda found: f"(?:{named[found[1]]})", flat)
