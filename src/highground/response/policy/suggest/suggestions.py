"""Passages of one text that speak of a theme, best first: found by full-text search, proved by exact rules, quoted word for word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from highground.basis.errors import BadData
from highground.basis.policy import Code, Text, TextPassage, code_id
from highground.catalogue.passages.index import ranked
from highground.research.drafts.plain import plain
from highground.research.drafts.sentences import sentences
from highground.research.mentions.find import Mention, mentions
from highground.research.mentions.words import Dictionary
from highground.response.policy.language import ENOUGH, written_in

CODER: Final = "highground"  # who suggests; never a person
MORE: Final = 0.5  # what a further word of the theme adds to the score; judged
DENIED: Final = 0.5  # what a denial leaves of the score; judged: it is read after what is affirmed
_LETTERS: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One theme in one passage, for a person to confirm. `quote` is the sentence with its neighbours, word for word as in the passage.

    `why` are the words that speak of the theme; `denied` says that each of them stands in a denial; `general` that people move and no
    form is named. `score` orders suggestions and is no probability.
    """

    text: str
    passage: int
    page: int | None
    theme: str
    language: str
    quote: str
    why: tuple[str, ...]
    denied: bool
    general: bool
    score: float

    @property
    def status(self) -> str:
        """Always `suggested`: only a person makes it more."""
        return "suggested"

    def code(self, made_on: str) -> Code:
        """The suggestion as a code without an answer."""
        return Code(
            code_id(self.text, self.passage, self.theme, CODER), self.text, self.passage, self.theme, self.page, self.quote, {},
            self.language, CODER, made_on, "suggested", "", "; ".join(self.why),
        )  # fmt: skip


def suggested(
    text: Text, passages: Sequence[TextPassage], dictionary: Dictionary, themes: Iterable[str] = ()
) -> tuple[Suggestion, ...]:
    """Suggestions for one text, best first; only the given themes where some are. A text in another language gives none.

    Raises BadData for a theme that the dictionary does not know.
    """
    wanted = _wanted(themes, dictionary)
    terms = [term for term in dictionary.terms if term.theme in wanted]
    folded = [plain(passage.words) for passage in passages]
    ranks = dict(ranked(folded, {word for term in terms for word in term.beginnings}))
    known = {term.lang for term in terms}
    found: list[tuple[float, Suggestion]] = []
    for place in sorted(ranks):
        passage = passages[place]
        lang = language_of(passage, text.language)
        if lang in known:
            spoken = [one for one in mentions(passage.words, lang, dictionary) if one.theme in wanted]
            found += [(ranks[place], one) for one in _of_passage(text, passage, lang, spoken)]
    return tuple(one for _, one in sorted(found, key=lambda pair: (-pair[1].score, -pair[0], pair[1].passage, pair[1].theme)))


def _wanted(themes: Iterable[str], dictionary: Dictionary) -> set[str]:
    known = {term.theme for term in dictionary.terms}
    wanted = set(themes) or known
    if strange := sorted(wanted - known):
        raise BadData(f"the dictionary has no words for the theme {strange[0]!r}; it knows {', '.join(sorted(known))}")
    return wanted


def language_of(passage: TextPassage, main: str) -> str:
    """The language of a passage; a short one has that of its text."""
    letters = len(_LETTERS.findall(passage.words))
    return main if letters < 3 * ENOUGH else written_in(passage.words)


def _of_passage(text: Text, passage: TextPassage, lang: str, spoken: Sequence[Mention]) -> Iterable[Suggestion]:
    for theme in sorted({one.theme for one in spoken}):
        mine = [one for one in spoken if one.theme == theme]
        words = tuple(dict.fromkeys(" ".join(passage.words[one.start : one.end].split()) for one in mine))
        denied = all(one.negated for one in mine)
        score = (max(one.weight for one in mine) + MORE * (len({word.lower() for word in words}) - 1)) * (DENIED if denied else 1.0)
        best = max(mine, key=lambda one: (not one.negated, one.weight, -one.start))
        yield Suggestion(
            text.id, passage.number, passage.page, theme, lang, quote(passage.words, best), words, denied, all(one.general for one in mine), score
        )  # fmt: skip


def quote(words: str, mention: Mention) -> str:
    """The sentence of a mention with the one before and the one after it, word for word.

    >>> quote("One. Two. Three. Four.", Mention("x", 5, 8, (5, 9), 1, False))
    'One. Two. Three.'
    """
    places = sentences(words)
    number = places.index(mention.sentence)
    return words[places[max(0, number - 1)][0] : places[min(len(places) - 1, number + 1)][1]]
