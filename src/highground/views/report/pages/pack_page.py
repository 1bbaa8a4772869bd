"""pack.html: the negotiation pack in one file that needs no network and reads on a phone, the night before."""

from pathlib import Path
from typing import Final

from highground.response.policy.pack.made import Pack
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.pack_content import build
from highground.views.report.pages.page import fill
from highground.views.report.pages.runout_page import MORE_CSS

CSS: Final = """
.draft { color: var(--warn); font-weight: 600; } h2 { margin-top: 2.5rem; } h3 { font-size: 1.0625rem; margin: 1.5rem 0 .3rem; }
.say p { font-size: 1.125rem; line-height: 1.6; margin: .5rem 0; } .beside { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); }
.beside b { display: block; font-size: 1.375rem; overflow-wrap: normal; color: var(--accent); line-height: 1.25; } .beside p { margin: .1rem 0; } .never { color: var(--warn); }
main ul, main ol { padding-left: 1.3rem; } main li { margin: .35rem 0; } .cards td.words { min-width: 6.5rem; } .cards td { overflow-wrap: anywhere; }
@media (max-width: 35rem) { .cards td.words { display: block; padding-left: 0; text-align: left; } .cards td.words::before { display: block; } }
"""


def write(pack: Pack, lang: str, path: Path) -> Path:
    """Write the page in a language; the same pack gives the same bytes. Returns the path."""
    path.write_text(html(pack, lang), encoding="utf-8")
    return path


def html(pack: Pack, lang: str = "en") -> str:
    """The page as text. Everything that comes from people or data is escaped."""
    return fill("pack.html", build(pack, lang), Words(lang, "pack"), MORE_CSS + CSS)
