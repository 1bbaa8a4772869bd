"""What the page of suggested passages says: what was read, how many suggestions a theme has, and each with its quote and reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from highground import __version__
from highground.basis.policy import Codebook, Text
from highground.basis.settings import LANGS
from highground.basis.words import N_
from highground.response.policy.suggest.suggestions import Suggestion
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.parts import notice

MOST_SHOWN: Final = 200  # suggestions of a page; the workbook holds all
ROOM: Final = "policy"
TITLE: Final = N_("Suggested passages")
NOTICE: Final = N_(
    "Suggestions of a program, found by a dictionary. None is confirmed: a person reads each passage and answers yes or no in the workbook. Nothing here may be quoted as a finding."
)
COUNTED: Final = N_("Suggestions: {count}, in passages: {passages}, of texts: {texts}.")
NONE: Final = N_("No passage was suggested. The dictionary may lack the words of this text: that is not yet silence.")
DENIED: Final = N_("denied: the text says that it is absent or left out")
GENERAL: Final = N_("people move, and no form is named")
WHY: Final = N_("Words: {words}")
PAGE: Final = N_("page {page}, passage {passage}")
PASSAGE: Final = N_("passage {passage}")
FIRST: Final = N_("The first {shown} of {count} are shown; the workbook holds all.")
COLOPHON: Final = N_(
    "Made by highground {version} on {day}. Dictionary written by hand, not reviewed by speakers of ru, kk and es."
)
WITHOUT: Final = N_("{name}: the language of this text is none of English, Russian, Kazakh and Spanish, so nothing was suggested.")

Pairs = Sequence[tuple[Text, Sequence[Suggestion]]]


@dataclass(frozen=True, slots=True)
class Shown:
    """One suggestion in words."""

    theme: str
    place: str
    lang: str
    quote: str
    why: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneText:
    """A text and its suggestions, best first."""

    title: str
    told: str
    suggestions: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the page prints."""

    lang: str
    version: str
    made_on: str
    title: str
    subtitle: str
    notice: str
    answer: str
    themes: tuple[tuple[str, int, int], ...]  # theme, suggestions, of them denied
    texts: tuple[OneText, ...]
    said: tuple[str, ...]
    colophon: str

    @property
    def denied(self) -> bool:
        """Whether any suggestion is denied; without one no column of noughts is shown."""
        return any(denied for _, _, denied in self.themes)


def build(found: Pairs, book: Codebook, lang: str, made_on: str) -> Page:
    """The page in a language."""
    words = Words(lang, ROOM)
    labels = labelled(book, lang)
    texts = tuple(_text(text, ones, labels, words) for text, ones in found)
    day = words.date(made_on)
    return Page(
        lang, __version__, day, words.t(TITLE), "; ".join(text.title or text.name for text, _ in found), words.t(NOTICE),
        counted(found, words), tallied(found, labels), texts, tuple(filter(None, (notice(words), *without(found, words)))), words.t(COLOPHON, version=__version__, day=day),
    )  # fmt: skip


def labelled(book: Codebook, lang: str) -> dict[str, str]:
    """The names of themes in a language."""
    return {theme.id: theme.label[lang] for theme in book.themes}


def counted(found: Pairs, words: Words) -> str:
    """How much was found, in a sentence."""
    every = [one for _, ones in found for one in ones]
    if not every:
        return words.t(NONE)
    return words.t(COUNTED, count=len(every), passages=len({(one.text, one.passage) for one in every}), texts=len(found))


def tallied(found: Pairs, labels: Mapping[str, str]) -> tuple[tuple[str, int, int], ...]:
    """Themes that have suggestions, in the order of the code book."""
    every = [one for _, ones in found for one in ones]
    themes = [*labels, *sorted({one.theme for one in every} - set(labels))]
    rows = [(theme, [one for one in every if one.theme == theme]) for theme in themes]
    return tuple((labels.get(theme, theme), len(ones), sum(one.denied for one in ones)) for theme, ones in rows if ones)


def without(found: Pairs, words: Words) -> tuple[str, ...]:
    """Texts in which nothing could be looked for."""
    return tuple(words.t(WITHOUT, name=text.name) for text, ones in found if text.language not in LANGS and not ones)


def shown(one: Suggestion, labels: Mapping[str, str], words: Words) -> Shown:
    """A suggestion in words."""
    values = {"page": one.page, "passage": one.passage}
    place = words.t(PASSAGE, passage=one.passage) if one.page is None else words.t(PAGE, **values)
    marks = ((words.t(DENIED),) if one.denied else ()) + ((words.t(GENERAL),) if one.general else ())
    return Shown(
        labels.get(one.theme, one.theme), place, one.language, " ".join(one.quote.split()), words.t(WHY, words=", ".join(one.why)), marks
    )  # fmt: skip


def _text(text: Text, ones: Sequence[Suggestion], labels: Mapping[str, str], words: Words) -> OneText:
    told = words.t(FIRST, shown=MOST_SHOWN, count=len(ones)) if len(ones) > MOST_SHOWN else ""
    return OneText(text.title or text.name, told, tuple(shown(one, labels, words) for one in ones[:MOST_SHOWN]))


def document(found: Pairs, made_on: str) -> dict[str, Any]:
    """suggestions.json: texts, and every suggestion with its quote, place, words and score."""
    return {
        "version": __version__,
        "made_on": made_on,
        "status": "suggested",
        "notice": NOTICE,
        "texts": [
            {"id": text.id, "name": text.name, "sha256": text.sha256, "language": text.language, "pages": text.pages} for text, _ in found
        ],
        "suggestions": [
            {
                "text": one.text, "page": one.page, "passage": one.passage, "theme": one.theme, "language": one.language, "quote": one.quote,
                "words": list(one.why), "denied": one.denied, "general": one.general, "score": round(one.score, 2), "status": one.status,
            }
            for _, ones in found
            for one in ones
        ],
    }  # fmt: skip
