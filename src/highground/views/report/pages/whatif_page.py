"""whatif.html: the answer to one what-if in one file that needs no network, reads on a phone and prints on A4."""

from pathlib import Path
from typing import Final

from highground.research.whatif.answer import WhatIf
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.base import svg
from highground.views.report.figures.whatif import whatif
from highground.views.report.narrative.whatif_content import build
from highground.views.report.pages.page import PIXELS_PER_INCH, Embedded, fill, uri
from highground.views.report.pages.runout_page import MORE_CSS as CARDS_CSS

MORE_CSS: Final = """
body { padding-bottom: 2rem; }
.brand { margin-bottom: 1.5rem; } h1 { font-size: 2.44rem; } .answer { margin: 1.5rem 0 .4rem; }
.sureness { margin: 0 0 1.5rem; color: var(--soft); font-size: .9375rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; } figure { margin: 1.5rem 0; } .wide { margin: 1rem 0; } .wide + .fine { margin-top: -.5rem; }
dl { margin: .5rem 0; } dt { font-weight: 600; margin-top: .5rem; } dd { margin: 0; }
main ul { margin: .5rem 0; padding-left: 1.2rem; } .refs { font-size: .875rem; }
@media (max-width: 35rem) { .cards td .value { margin-left: auto; text-align: right; } }
"""


def write(found: WhatIf, lang: str, path: Path) -> Path:
    """Write the page of a what-if in a language; the same answer gives the same bytes. Returns the path."""
    path.write_text(html(found, lang), encoding="utf-8")
    return path


def html(found: WhatIf, lang: str = "en") -> str:
    """The page as text. Everything that comes from data is escaped."""
    words, page = Words(lang), build(found, lang)
    tone = theme.CONFIDENCE[page.level]
    return fill("whatif.html", page, words, CARDS_CSS + MORE_CSS, picture=_picture(found, words), tone=tone)


def _picture(found: WhatIf, words: Words) -> Embedded:
    wide, narrow = (whatif(found, words, width) for width in (theme.WIDE, theme.NARROW))
    width, height = (round(float(side) * PIXELS_PER_INCH) for side in wide.figure.get_size_inches())
    return Embedded(uri(svg(wide), "image/svg+xml"), uri(svg(narrow), "image/svg+xml"), width, height, wide.alt)
