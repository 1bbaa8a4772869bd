"""suggestions.html: suggested passages with quote, page and reason, in one file that needs no network. It says that none is confirmed."""

from pathlib import Path
from typing import Final

from highground.basis.policy import Codebook
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.policy_suggestions import ROOM, Pairs, build
from highground.views.report.pages.page import fill

MORE_CSS: Final = """
.suggestion { border-left: 3px dashed var(--warn); padding: .2rem 0 .2rem 1rem; margin: 1rem 0 1.5rem; break-inside: avoid; }
.suggestion p { margin: .25rem 0; }
.suggestion blockquote { margin: .25rem 0; overflow-wrap: anywhere; }
"""


def write(found: Pairs, book: Codebook, lang: str, made_on: str, path: Path) -> Path:
    """Write the page in a language; the same suggestions give the same bytes. Returns the path."""
    path.write_text(html(found, book, lang, made_on), encoding="utf-8")
    return path


def html(found: Pairs, book: Codebook, lang: str, made_on: str) -> str:
    """The page as text. Everything that comes from the texts is escaped."""
    return fill("policy_suggestions.html", build(found, book, lang, made_on), Words(lang, ROOM), MORE_CSS)
