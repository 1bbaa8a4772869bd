"""gaps.html and gaps.pdf: matrix, scorecards, silent themes beside claims, draft wording with precedents. A comparison of texts is laid out the same way."""

from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from highground.basis.words import N_
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.parts import Findings
from highground.views.report.pages.page import fill
from highground.views.report.pages.paper import press
from highground.views.report.pages.relocation_page import weights
from highground.views.report.pages.runout_page import MORE_CSS

MOST: Final = 44.0  # weight of a column, so that a long address takes no more of the sheet than a sentence; judged by eye
CSS: Final = """
#table-mobility ~ *, #table-response ~ *, #table-silent ~ tbody td:last-child { font-size: .8125rem; }
#table-drafts ~ tbody td, #table-silent ~ tbody td { min-width: 9rem; }
.numbers .fine, #table-sources ~ tbody td, #table-files ~ tbody td { overflow-wrap: anywhere; }
@media (max-width: 35rem) { .cards td.words { display: block; padding-left: 0; } .cards td.words::before { display: block; } }
"""


def write(page: Findings, made_on: str, path: Path) -> Path:
    """Write the page (html) or the brief (pdf), by the ending of the path; made_on: the day as ISO text. Returns the path."""
    if path.suffix == ".pdf":
        with press("relocation.typ", made_on) as made:
            path.write_bytes(made.printed(_data(page)))
    else:
        path.write_text(fill("relocation.html", page, Words(page.lang), MORE_CSS + CSS), encoding="utf-8")
    return path


def _data(page: Findings) -> dict[str, Any]:
    """The page as plain data for the template."""
    words = Words(page.lang)
    labels = {
        "unknown": words.t(N_("What is not known")), "limits": words.t(N_("What this page does not say")), "how": words.t(N_("How it was made")),
    }  # fmt: skip
    data = asdict(page)
    for listing in (*data["tables"], data["checks"], data["files"]):
        listing["weights"] = [min(weight, MOST) for weight in weights(listing["columns"], listing["lines"])]
    return {**data, "labels": labels, "footer": f"highground {page.version} · {page.title} · {page.made_on}"}
