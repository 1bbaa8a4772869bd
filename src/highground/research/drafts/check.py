"""Reads a draft against the rules and returns marks: where, what was found, why it is doubtful, what to write, and the source."""

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from highground.basis.errors import BadData
from highground.basis.source import Grade
from highground.catalogue.drafts.draft import Draft, Passage
from highground.research.drafts.known import Known, known_figures
from highground.research.drafts.language import CHECKED, language, main_language
from highground.research.drafts.reading import Reading, read
from highground.research.drafts.rules import SEVERITIES, Hit, Rule, hits, rules
from highground.research.drafts.sentences import sentences
from highground.research.drafts.vocabulary import Concept, vocabulary

OWN: Final = ("found", "known")  # what a rule may name besides known figures: what is doubted, and the known figure that it is
BEFORE: Final = 2  # sentences of the paragraph that may name the place or the event; judged
HEADING: Final = 12  # words; a longer line without a stop is a sentence that lost it; judged
SHORT: Final = 60  # signs; a shorter paragraph takes the language of the draft


@dataclass(frozen=True, slots=True)
class Book:
    """What drafts are read against: known figures, concepts, rules."""

    known: Mapping[str, Known]
    concepts: Mapping[str, Concept]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One doubt. `start` and `end` are places in the sentence; `why` and `write` are messages, filled with `values`."""

    rule: str
    kind: str
    severity: str
    paragraph: int
    page: int | None
    number: int  # of the sentence in its paragraph, from 1
    passage: int  # place in the draft's passages, from 0
    at: int  # where the sentence begins in its passage
    sentence: str
    start: int
    end: int
    why: str
    write: str
    source: str
    grade: Grade
    lang: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def found(self) -> str:
        """What in the sentence is doubted."""
        return self.sentence[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Checked:
    """Marks of a draft in reading order, how much was read, and languages: signs of text by language, kk not checked."""

    marks: tuple[Mark, ...]
    sentences: int
    lang: str
    letters: Mapping[str, int]

    def count(self, severity: str) -> int:
        """Marks of one severity."""
        return sum(mark.severity == severity for mark in self.marks)


def book(
    figures: Iterable[Mapping[str, Any]], words: Mapping[str, Mapping[str, object]], tables: Iterable[Mapping[str, Any]]
) -> Book:
    """The rules from their tables, all names in them proved. Raises BadData naming what is wrong."""
    known, concepts = known_figures(figures), vocabulary(words)
    made = rules(tables, known, concepts)
    for rule in made:
        named = {name for text in (rule.why, rule.write) for _, name, _, _ in string.Formatter().parse(text) if name}
        if strangers := sorted(named - {*known, *OWN}):
            raise BadData(f"rule {rule.id!r}: its sentence names {{{strangers[0]}}}, which is no known figure; mend the name")
    return Book(known, concepts, made)


def check(draft: Draft, against: Book) -> Checked:
    """All marks of a draft. Text in Kazakh or in a language that is not known is counted and left alone."""
    main = main_language(passage.text for passage in draft.passages)
    marks, read_sentences, letters = list[Mark](), 0, dict[str, int]()
    heading: tuple[Reading, ...] = ()
    for place, passage in enumerate(draft.passages):
        lang = language(passage.text, main) if len(passage.text) >= SHORT else _short(passage.text, main)
        letters[lang] = letters.get(lang, 0) + len(passage.text)
        if lang in CHECKED:
            found, count = _passage(passage, place, lang, against, heading)
            marks += found
            read_sentences += count
            if _is_heading(passage.text):
                heading = (read(passage.text, lang, against.concepts),)
    return Checked(tuple(marks), read_sentences, main, letters)


def _short(text: str, main: str) -> str:
    """The language of a few words: the draft's, unless the alphabet says that it cannot be."""
    own = language(text, main)
    return own if (own in ("ru", "kk")) != (main in ("ru", "kk")) else main


def _is_heading(text: str) -> bool:
    """Whether a paragraph is a heading: a few words without a stop."""
    return len(text.split()) <= HEADING and text[-1:] not in ".!?;:," and sum(sign.isalpha() for sign in text) >= 3


def _passage(passage: Passage, place: int, lang: str, against: Book, heading: tuple[Reading, ...]) -> tuple[list[Mark], int]:
    places = sentences(passage.text)
    earlier: tuple[Reading, ...] = ()
    marks: list[Mark] = []
    for number, (start, end) in enumerate(places, 1):
        reading = read(passage.text[start:end], lang, against.concepts, (*heading, *earlier))
        marks += [_mark(hit, reading, passage, (number, place, start), against) for hit in _hits(reading, against)]
        earlier = (*earlier[1 - BEFORE :], reading.alone())
    return marks, len(places)


def _hits(reading: Reading, against: Book) -> list[Hit]:
    """What speaks in a sentence, a rule once, in reading order."""
    every = [hit for rule in against.rules for hit in _first(hits(rule, reading, against.known))]
    silenced = {name for hit in every for name in hit.rule.over}
    kept = [hit for hit in every if hit.rule.id not in silenced]
    return sorted(kept, key=lambda hit: (hit.start, SEVERITIES.index(hit.rule.severity)))


def _first(found: Iterator[Hit]) -> Iterator[Hit]:
    """A rule speaks once in a sentence."""
    hit = next(found, None)
    if hit is not None:
        yield hit


def _mark(hit: Hit, reading: Reading, passage: Passage, where: tuple[int, int, int], against: Book) -> Mark:
    rule = hit.rule
    source, grade = _source(hit, against.known)
    quoted = reading.spoken(hit.start, hit.end)
    severity = "doubtful" if quoted and rule.severity == "wrong" else rule.severity
    return Mark(
        rule.id, rule.kind, severity, passage.paragraph, passage.page, *where, reading.text, hit.start, hit.end,
        rule.why, rule.write, source, grade, reading.lang, _values(hit, reading, against.known),
    )  # fmt: skip


def _values(hit: Hit, reading: Reading, known: Mapping[str, Known]) -> dict[str, object]:
    """What fills the sentences of a rule."""
    parts = [name for text in (hit.rule.why, hit.rule.write) for _, name, _, _ in string.Formatter().parse(text) if name]
    own = _own(hit, known)
    special: dict[str, object] = {
        "found": re.sub(r"\s+", " ", reading.text[hit.start : hit.end]),
        "known": own.printed() if own else reading.text[hit.start : hit.end],
    }
    return {name: special[name] if name in special else known[name].printed() for name in sorted(set(parts))}


def _own(hit: Hit, known: Mapping[str, Known]) -> Known | None:
    """The known figure that the number of a draft is."""
    return next((known[name] for name in hit.rule.figures if hit.figure is not None and known[name].is_in(hit.figure)), None)


def _source(hit: Hit, known: Mapping[str, Known]) -> tuple[str, Grade]:
    rule = hit.rule
    if not rule.right:
        grades: dict[str, Grade] = {"read": "read", "computed": "computed", "unverified": "unverified"}
        return rule.source, grades[rule.grade]
    right = _own(hit, known) if rule.right == "*" else known[rule.right]
    return (right.source, right.grade) if right else ("", "unverified")
