"""claim-check.html: the draft with its doubtful places and a note on each, in one file that needs no network."""

from pathlib import Path
from typing import Final

from highground.catalogue.drafts.draft import Draft
from highground.research.drafts.check import Checked
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.claims_content import build
from highground.views.report.pages.page import fill

MORE_CSS: Final = """
mark { background: #fff4d6; color: inherit; border-bottom: 2px solid var(--warn); }
mark.doubtful { border-bottom-style: dashed; }
mark.style { background: var(--wash); border-bottom-color: var(--soft); }
.tag { font-size: .75rem; vertical-align: super; line-height: 1; padding: 0 .15em; }
.doubt { border-left: 3px solid var(--warn); padding: .2rem 0 .2rem 1rem; margin: .75rem 0 1.5rem; }
.doubt.doubtful { border-left-style: dashed; }
.doubt.style { border-left-color: var(--soft); }
.doubt p { margin: .25rem 0; }
h3.page { color: var(--soft); }
"""


def write(draft: Draft, checked: Checked, lang: str, made_on: str, path: Path) -> Path:
    """Write the marked draft in a language; the same draft gives the same bytes. Returns the path."""
    path.write_text(html(draft, checked, lang, made_on), encoding="utf-8")
    return path


def html(draft: Draft, checked: Checked, lang: str, made_on: str) -> str:
    """The page as text. Everything that comes from the draft is escaped."""
    return fill("claims.html", build(draft, checked, lang, made_on), Words(lang), MORE_CSS)
