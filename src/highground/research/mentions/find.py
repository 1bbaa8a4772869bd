"""The mentions of themes in one passage, by exact rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from highground.research.drafts.plain import plain
from highground.research.drafts.sentences import sentences
from highground.research.mentions.words import Dictionary, Term

NEAR: Final = 6  # words on both sides in which a word may silence another; judged
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mention:
    """One word or phrase that speaks of a theme. `start` and `end` are places in the passage; `sentence` is the place of its sentence."""

    theme: str
    start: int
    end: int
    sentence: tuple[int, int]
    weight: int
    negated: bool
    general: bool = False


def mentions(passage: str, lang: str, dictionary: Dictionary) -> tuple[Mention, ...]:
    """Every mention in reading order, those that are denied marked as such.

    Of two readings of the same words the longer stands: `forced displacement` of people, not `displacement` of fuel.
    """
    flat = plain(passage)
    found: list[Mention] = []
    for sentence in sentences(passage):
        words = flat[slice(*sentence)]
        silent = [one.span() for one in dictionary.silenced[lang].finditer(words)] if lang in dictionary.silenced else []
        for term in dictionary.of(lang):
            found += [
                Mention(
                    term.theme,
                    sentence[0] + start,
                    sentence[0] + end,
                    sentence,
                    term.weight,
                    _denied(words, start, end, lang, dictionary),
                    term.general,
                )
                for start, end in _spans(words, term, silent)
            ]
    return tuple(sorted(set(found), key=lambda one: (one.start, one.end, one.theme)))


def _spans(words: str, term: Term, silent: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where a term stands in a sentence and nothing silences it."""
    for one in term.pattern.finditer(words):
        start, end = one.span()
        if any(start < last and first < end for first, last in silent):
            continue
        beside = f"{words[:start]} {words[end:]}"
        if term.need is not None and not (term.need.search(beside) or term.need.search(one[0])):
            continue
        if term.unless is not None and term.unless.search(_near(words, start, end)):
            continue
        yield start, end


def _near(words: str, start: int, end: int) -> str:
    before = [one.start() for one in _WORD.finditer(words, 0, start)][-NEAR:]
    after = [one.end() for one in _WORD.finditer(words, end)][:NEAR]
    return words[before[0] if before else start : start] + " \n " + words[end : after[-1] if after else end]


def _denied(words: str, start: int, end: int, lang: str, dictionary: Dictionary) -> bool:
    """Whether the clause that holds the mention denies it."""
    cuts = [one.span() for one in re.finditer(r"[;:]|\s[–—]\s", words)]
    cuts += [one.span() for one in dictionary.clause[lang].finditer(words)]
    first = max((last for _, last in cuts if last <= start), default=0)
    last = min((begin for begin, _ in cuts if begin >= end), default=len(words))
    return bool(dictionary.denied[lang].search(words[first:last]))
