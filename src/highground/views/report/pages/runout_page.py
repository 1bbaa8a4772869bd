"""runout.html: the map of a runout and who may be reached, in one file that needs no network, reads on a phone and prints on A4."""

from pathlib import Path
from typing import Final

from highground.research.reach.asked import Runout
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.base import png
from highground.views.report.figures.runout import runout
from highground.views.report.narrative.runout_content import build
from highground.views.report.pages.page import PIXELS_PER_INCH, Embedded, fill, uri

MORE_CSS: Final = """
figure img { width: 100%; }
.notes { border-left: 3px solid var(--warn); padding: .1rem 0 .1rem 1.9rem; }
@media (max-width: 35rem) {
  .cards, .cards tbody, .cards caption { display: block; width: 100%; }
  .cards thead { display: none; }
  .cards tbody tr { display: block; border-bottom: 1px solid var(--line); padding: .6rem 0; }
  .cards tbody tr > * { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; border: 0; padding: .1rem 0; text-align: left; }
  .cards th { font-weight: 600; }
  .cards td::before { content: attr(data-name); color: var(--soft); }
  .cards td .range { flex-basis: 100%; text-align: right; }
}
"""


def write(found: Runout, lang: str, path: Path) -> Path:
    """Write the page of a runout in a language; the same runout gives the same bytes. Returns the path."""
    path.write_text(html(found, lang), encoding="utf-8")
    return path


def html(found: Runout, lang: str = "en") -> str:
    """The page as text. Everything that comes from data is escaped."""
    words = Words(lang)
    return fill("runout.html", build(found, lang), words, MORE_CSS, picture=_picture(found, words))


def _picture(found: Runout, words: Words) -> Embedded:
    wide, narrow = (runout(found.scene, words, width) for width in (theme.WIDE, theme.NARROW))
    width, height = (round(float(side) * PIXELS_PER_INCH) for side in wide.figure.get_size_inches())
    return Embedded(uri(png(wide), "image/png"), uri(png(narrow), "image/png"), width, height, wide.alt)
