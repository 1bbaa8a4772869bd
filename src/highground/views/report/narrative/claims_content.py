"""What a checked draft says to its reader: the text with its doubtful places, and for each what is doubtful, why, and what to write."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from highground import __version__
from highground.basis.words import N_
from highground.catalogue.drafts.draft import Draft, Passage
from highground.research.drafts.check import Checked, Mark
from highground.views.report.alphabet.words import HARD, Words
from highground.views.report.evidence.labels import GRADES

SEVERITY: Final = {"wrong": N_("wrong"), "doubtful": N_("doubtful"), "style": N_("wording")}
KIND: Final = {
    "figure": N_("Misquoted figure"),
    "confusion": N_("Unlike things taken for one"),
    "cause": N_("A single cause"),
    "forecast": N_("A forecast without a range"),
    "term": N_("Term"),
}
LANGUAGES: Final = {"en": N_("English"), "ru": N_("Russian"), "es": N_("Spanish"), "kk": N_("Kazakh")}
PLACE: Final = N_("Paragraph {paragraph}, sentence {number}")
PAGE: Final = N_("Page {page}, paragraph {paragraph}, sentence {number}")
COUNTS: Final = N_("Sentences read: {sentences}. Wrong: {wrong} · doubtful: {doubtful} · wording: {style}.")
READ_AS: Final = N_("Language of the draft: {lang}.")
UNREAD: Final = N_("Parts in Kazakh are not checked; English, Russian and Spanish are.")
NOTHING: Final = N_(
    "No doubt was found. That does not prove that every figure is right: only known figures, words and forms are recognised."
)
LIMIT: Final = N_(
    "A mark is a question to the author, not a verdict: rules see one sentence and a little before it, and know some figures, words and forms only."
)
QUOTE: Final = N_("“{text}”")
MILLION: Final = 1e6
ORDER: Final = ("wrong", "doubtful", "style")


@dataclass(frozen=True, slots=True)
class Note:
    """One mark in a reader's language."""

    number: int
    severity: str
    severity_text: str
    kind: str
    place: str
    found: str
    sentence: str
    why: str
    write: str
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; `numbers` are the marks that rest on it, `severity` is the worst of them."""

    text: str
    numbers: tuple[int, ...] = ()
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the draft with the notes on it."""

    page: int | None  # where a new page begins
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The marked draft; the first fields are what every page of ours has."""

    lang: str
    version: str
    made_on: str
    title: str
    subtitle: str
    answer: str
    said: tuple[str, ...]
    numbers: tuple[tuple[str, str, int], ...]
    blocks: tuple[Block, ...]
    colophon: str


def place(mark: Mark, words: Words) -> str:
    """Where in the draft a mark stands, in words."""
    values = {"paragraph": mark.paragraph, "number": mark.number}
    return words.t(PLACE, **values) if mark.page is None else words.t(PAGE, page=mark.page, **values)


def sentence(message: str, values: Mapping[str, object], words: Words) -> str:
    """A message of a rule with its known figures in the reader's language."""
    return words.t(message, **{name: _printed(value, words) for name, value in values.items()})


def _printed(value: object, words: Words) -> object:
    """A known figure as drafts write it: 2.4 million people, 31 %, 904."""
    if not isinstance(value, dict):
        return value
    number, unit = float(value["mid"]), str(value["unit"])
    if number < MILLION:
        return f"{words.number(number)}{HARD}{words.noun(unit, number)}"
    scaled = number / MILLION
    return f"{words.number(scaled, 0 if scaled.is_integer() else 1)}{HARD}{words.t(N_('million'))} {words.unit(unit)}"


def note(number: int, mark: Mark, words: Words) -> Note:
    """A mark in the reader's language."""
    why, write = (sentence(text, mark.values, words) for text in (mark.why, mark.write))
    return Note(
        number, mark.severity, words.t(SEVERITY[mark.severity]), words.t(KIND[mark.kind]), place(mark, words), mark.found,
        mark.sentence, why, write, mark.source, words.t(GRADES[mark.grade]),
    )  # fmt: skip


def notes(checked: Checked, words: Words) -> tuple[Note, ...]:
    """All marks in the reader's language, in reading order."""
    return tuple(note(number, mark, words) for number, mark in enumerate(checked.marks, 1))


def counts(checked: Checked, words: Words) -> str:
    """How much was read and how many marks of each severity there are."""
    return words.t(COUNTS, sentences=checked.sentences, **{name: checked.count(name) for name in ORDER})


def remarks(draft: Draft, checked: Checked, words: Words) -> tuple[str, ...]:
    """What the door has to say, the language, and what was left alone."""
    said = [words.t(READ_AS, lang=words.t(LANGUAGES[checked.lang]))]
    said += [words.t(remark.template, **remark.values) for remark in draft.said]
    said += [words.t(UNREAD)] if "kk" in checked.letters else []
    return (*said, words.t(LIMIT if checked.marks else NOTHING))


def build(draft: Draft, checked: Checked, lang: str, made_on: str) -> Page:
    """Everything that the page of a checked draft says."""
    words = Words(lang)
    every = notes(checked, words)
    numbers = tuple((name, words.t(SEVERITY[name]), checked.count(name)) for name in ORDER)
    day = words.date(made_on)
    colophon = words.t(
        N_("Made by highground {version} on {day}. SHA-256 of the draft: {sha256}."),
        version=__version__,
        day=day,
        sha256=draft.sha256,
    )
    return Page(
        lang, __version__, day, words.t(N_("Claim check")), draft.name, counts(checked, words), remarks(draft, checked, words),
        numbers, tuple(_blocks(draft, checked, every)), colophon,
    )  # fmt: skip


def document(draft: Draft, checked: Checked, made_on: str) -> dict[str, Any]:
    """claim-check.json: what was read, how, and every mark with its message and values, from which every language is printed."""
    words = Words("en")
    marks = [
        {
            "rule": mark.rule, "kind": mark.kind, "severity": mark.severity, "page": mark.page, "paragraph": mark.paragraph,
            "sentence_number": mark.number, "sentence": mark.sentence, "found": mark.found, "start": mark.start, "end": mark.end,
            "language": mark.lang, "why": _told(mark.why, mark.values, words), "write": _told(mark.write, mark.values, words),
            "source": mark.source, "grade": mark.grade,
        }
        for mark in checked.marks
    ]  # fmt: skip
    return {
        "version": __version__, "made_on": made_on, "draft": draft.name, "kind": draft.kind, "sha256": draft.sha256, "pages": draft.pages,
        "paragraphs": len(draft.passages), "sentences": checked.sentences, "language": checked.lang, "letters": dict(checked.letters),
        "counts": {name: checked.count(name) for name in ORDER}, "said": [str(remark) for remark in draft.said], "marks": marks,
    }  # fmt: skip


def _told(message: str, values: Mapping[str, object], words: Words) -> dict[str, object]:
    return {"text": sentence(message, values, words), "message": message, "values": dict(values)}


def _blocks(draft: Draft, checked: Checked, every: Sequence[Note]) -> Iterator[Block]:
    by_passage: dict[int, list[tuple[int, Mark]]] = {}
    for number, mark in enumerate(checked.marks, 1):
        by_passage.setdefault(mark.passage, []).append((number, mark))
    page: int | None = None
    for index, passage in enumerate(draft.passages):
        marks = by_passage.get(index, [])
        new = passage.page if passage.page != page else None
        page = passage.page or page
        yield Block(new, tuple(_pieces(passage, marks)), tuple(every[number - 1] for number, _ in marks))


def _pieces(passage: Passage, marks: Sequence[tuple[int, Mark]]) -> Iterator[Piece]:
    """The paragraph cut where marks begin and end; marks that overlap share one piece."""
    spans: list[tuple[int, int, list[tuple[int, Mark]]]] = []
    for number, mark in sorted(marks, key=lambda item: item[1].at + item[1].start):
        start, end = mark.at + mark.start, mark.at + mark.end
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]), [*spans[-1][2], (number, mark)])
        else:
            spans.append((start, end, [(number, mark)]))
    at = 0
    for start, end, held in spans:
        if start > at:
            yield Piece(passage.text[at:start])
        worst = min((mark.severity for _, mark in held), key=ORDER.index)
        yield Piece(passage.text[start:end], tuple(number for number, _ in held), worst)
        at = end
    if at < len(passage.text):
        yield Piece(passage.text[at:])
