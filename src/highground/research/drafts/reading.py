"""A sentence as the rules see it: its numbers, years and concepts, and what is counted by each number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from highground.research.drafts.numbers import Figure, figures, years
from highground.research.drafts.plain import plain, quotations
from highground.research.drafts.vocabulary import TERM, Concept, Mention, Mentions, denied

NOUNS: Final = (
    "persons",
    "families",
    "movements",
    "cases",
    "zones",
    "documents",
    "things",
)  # concepts n_NAME: what a number counts
FAR: Final = 40.0  # words, with a surcharge for commas and other numbers between; further away nothing belongs together
_COMMA: Final = 3.0  # words that a comma, a dash or a bracket is worth; judged
_OTHER: Final = 6.0  # words that another number between is worth; judged
_MONEY: Final = re.compile(r"(?:[$€£₽₸]|\b(?:usd|eur)) ?$")
_AHEAD: Final = re.compile(r"^\.?(?:[^\w.;:!?]+\w+){0,3}?[^\w.;:!?]+$|^ ?$")


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence and the sentences before it in its paragraph."""

    text: str
    lang: str
    figures: tuple[Figure, ...]
    years: tuple[int, ...]
    mentions: Mentions
    before: "tuple[Reading, ...]" = ()

    def alone(self) -> "Reading":
        """The sentence without those before it."""
        return replace(self, before=())

    def says(self, concept: str) -> bool:
        """Whether the sentence names the concept and does not deny it; with ^ also the sentences before it."""
        name = concept.removesuffix("^")
        here = any(mention.said for mention in self.mentions[name])
        return here or (concept.endswith("^") and any(other.says(name) for other in self.before))

    def names(self, concept: str) -> bool:
        """Whether the sentence names the concept at all, denied or not; with ^ also the sentences before it."""
        name = concept.removesuffix("^")
        return bool(self.mentions[name]) or (concept.endswith("^") and any(other.names(name) for other in self.before))

    def nearest(self, figure: Figure, among: tuple[str, ...]) -> Mention | None:
        """The mention of one of some concepts that belongs to a number: the nearest, commas and other numbers between counted as far."""
        every = [mention for name in among for mention in self.mentions[name]]
        ranked = sorted((self._far(figure, mention), mention.start) for mention in every)
        if not ranked or ranked[0][0] > FAR:
            return None
        return next(mention for mention in every if mention.start == ranked[0][1])

    def noun(self, figure: Figure) -> str:
        """What the number counts, by the words just after it: persons, families, movements, cases, zones, documents, things; empty when not said."""
        found: list[tuple[int, str]] = []
        flat = plain(self.text)
        if _MONEY.search(flat[max(0, figure.start - 5) : figure.start]):
            return "things"
        for noun in NOUNS:
            for mention in self.mentions[f"n_{noun}"]:
                between = flat[figure.end : mention.start]
                if mention.start >= figure.end and _AHEAD.match(between) and not self._numbers_in(figure.end, mention.start):
                    found.append((mention.start, noun))
        return min(found)[1] if found else ""

    def denies(self, figure: Figure) -> bool:
        """Whether the number itself is denied: not 5 million."""
        return denied(plain(self.text), figure.start, self.lang)

    def spoken(self, start: int, end: int) -> bool:
        """Whether a place stands inside somebody's speech in quotation marks."""
        return any(a <= start and end <= b and b - a > TERM for a, b in quotations(self.text))

    def _far(self, figure: Figure, mention: Mention) -> float:
        if mention.start < figure.end and figure.start < mention.end:
            return 0.0
        a, b = (figure.end, mention.start) if mention.start >= figure.end else (mention.end, figure.start)
        between = self.text[a:b]
        signs = len(re.findall(r"[,;:()—–]", between))
        return len(re.findall(r"\w+", between)) + _COMMA * signs + _OTHER * self._numbers_in(a, b)

    def _numbers_in(self, start: int, end: int) -> int:
        return sum(start <= other.start and other.end <= end for other in self.figures)


def read(text: str, lang: str, concepts: Mapping[str, Concept], before: tuple[Reading, ...] = ()) -> Reading:
    """A sentence read once for all rules."""
    return Reading(text, lang, figures(text, lang), years(text), Mentions(text, lang, concepts), before)
