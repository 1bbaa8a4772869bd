"""Parts that the smaller pages (a runout, a what-if, a relocation, gaps) are made of: a number, a table of words, the notice of a translation."""

from dataclasses import dataclass
from typing import Final

from highground.basis.words import N_
from highground.views.report.alphabet.words import Words

UNREVIEWED: Final = N_("This translation has not been reviewed yet. The English text prevails.")


@dataclass(frozen=True, slots=True)
class Number:
    """One number for the top of the page."""

    value: str
    unit: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of words; the first column names the line, the others align right unless they are named in `words`."""

    id: str
    caption: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    note: str = ""
    words: tuple[int, ...] = ()  # columns that hold words


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every such page has, in one language."""

    lang: str
    title: str
    subtitle: str
    made_on: str
    version: str
    notice: str  # that the translation is unreviewed; empty otherwise
    answer: str
    colophon: str


@dataclass(frozen=True, slots=True)
class Findings(Sheet):
    """A page of numbers and tables, with what is not known, what it does not say, and how it was made."""

    numbers: tuple[Number, ...]
    tables: tuple[Listing, ...]
    unknown: tuple[str, ...]
    limits: tuple[str, ...]
    method: tuple[str, ...]
    checks: Listing
    files: Listing


def notice(words: Words) -> str:
    """That nobody has reviewed the translation yet; empty for a language that was reviewed."""
    return "" if words.reviewed else words.t(UNREVIEWED)
