"""needs.html: what institutions need, in one file that needs no network."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from highground.response.capacity.people.register import Line
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.people_content import build
from highground.views.report.pages.page import fill
from highground.views.report.pages.runout_page import MORE_CSS


def write(lines: Sequence[Line], lang: str, made: date, path: Path) -> Path:
    """Write the page in a language; the same needs give the same bytes. Returns the path."""
    path.write_text(fill("people.html", build(lines, lang, made), Words(lang, "people"), MORE_CSS), encoding="utf-8")
    return path
