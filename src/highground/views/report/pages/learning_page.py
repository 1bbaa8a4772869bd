"""evaluation.html: what a training changed, in one file that needs no network."""

from pathlib import Path
from typing import Final

from highground.response.capacity.learning.evaluation import Evaluation
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.base import svg
from highground.views.report.figures.learning_chart import chart
from highground.views.report.narrative.learning_content import Page
from highground.views.report.pages.page import PIXELS_PER_INCH, Embedded, fill, uri
from highground.views.report.pages.runout_page import MORE_CSS

CSS: Final = """
.cards td.words { min-width: 6rem; }
@media (max-width: 35rem) { .cards td.words { display: block; padding-left: 0; } .cards td.words::before { display: block; } }
"""


def write(page: Page, found: Evaluation, path: Path) -> Path:
    """Write the page; the same evaluation gives the same bytes. Returns the path."""
    words = Words(page.lang, "learning", "questions")
    path.write_text(fill("learning_page.html", page, words, MORE_CSS + CSS, picture=_picture(found, words)), encoding="utf-8")
    return path


def _picture(found: Evaluation, words: Words) -> Embedded:
    wide, narrow = (chart(found, words, width) for width in (theme.WIDE, theme.NARROW))
    width, height = (round(float(side) * PIXELS_PER_INCH) for side in wide.figure.get_size_inches())
    return Embedded(uri(svg(wide), "image/svg+xml"), uri(svg(narrow), "image/svg+xml"), width, height, wide.alt)
