"""relocation.html and relocation.pdf: families, consent, places in danger, destinations and visits, in files that need no network."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from highground.basis.words import N_
from highground.research.relocation import Relocation
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.relocation_content import build
from highground.views.report.pages.page import fill
from highground.views.report.pages.paper import press
from highground.views.report.pages.runout_page import MORE_CSS

WORD: Final = 1.0  # share of a column that a letter of its longest word takes; judged by eye
CSS: Final = """
.cards td.words { min-width: 6.5rem; }
.numbers .fine { overflow-wrap: normal; }
@media (max-width: 35rem) { .cards td.words { display: block; padding-left: 0; } .cards td.words::before { display: block; } }
"""


def write(found: Relocation, lang: str, path: Path) -> Path:
    """Write the page (html) or the brief (pdf), by the ending of the path; the same register gives the same bytes. Returns the path."""
    if path.suffix == ".pdf":
        path.write_bytes(pdf(found, lang))
    else:
        path.write_text(html(found, lang), encoding="utf-8")
    return path


def html(found: Relocation, lang: str = "en") -> str:
    """The page as text. Everything that comes from data is escaped."""
    return fill("relocation.html", build(found, lang), Words(lang), MORE_CSS + CSS)


def pdf(found: Relocation, lang: str = "en") -> bytes:
    """The brief as PDF bytes, tagged for screen readers."""
    with press("relocation.typ", found.about["made_on"]) as made:
        return made.printed(_data(found, lang))


def _data(found: Relocation, lang: str) -> dict[str, Any]:
    """The page as plain data for the template."""
    page, words = build(found, lang), Words(lang)
    labels = {
        "unknown": words.t(N_("What is not known")), "limits": words.t(N_("What this page does not say")), "how": words.t(N_("How it was made")),
    }  # fmt: skip
    footer = f"highground {page.version} · {page.title} · {page.made_on}"
    page_data = asdict(page)
    for listing in (*page_data["tables"], page_data["checks"], page_data["files"]):
        listing["weights"] = weights(listing["columns"], listing["lines"])
    return {**page_data, "labels": labels, "footer": footer}


def weights(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> list[float]:
    """Widths of columns on paper, as shares: by the longest word and, less and less, by the longest text.

    >>> weights(["a", "b"], [("x" * 16, "word " * 20)])
    [19.0, 28.0]
    """
    texts = [[head, *(line[at] for line in lines)] for at, head in enumerate(columns)]
    words_ = [max(len(word) for text in some for word in (text.split(" ") or [""])) for some in texts]
    return [round(max(WORD * word, 2.5 * max(map(len, some)) ** 0.5) + 3, 1) for word, some in zip(words_, texts, strict=True)]
