"""whatif.pdf: the answer to one what-if on one A4 page, set with Typst."""

from pathlib import Path
from typing import Any, Final

from highground.basis.words import N_
from highground.research.whatif.answer import WhatIf
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.base import shorten, svg
from highground.views.report.figures.whatif import whatif
from highground.views.report.narrative.parts import Listing
from highground.views.report.narrative.whatif_content import Page, build
from highground.views.report.pages.paper import press

LEAD: Final = 1.35  # size of the answer over that of the text below it
STEPS: Final = (  # pt of the text below the answer, and letters of each source, until all stands on one page
    (9.5, 400), (9.5, 70), (9.0, 70), (8.5, 70), (8.0, 70), (8.0, 40), (8.0, 0),
)  # fmt: skip


def write(found: WhatIf, lang: str, path: Path) -> Path:
    """Write the sheet of a what-if in a language; the same answer gives the same bytes. Returns the path."""
    path.write_bytes(pdf(found, lang))
    return path


def pdf(found: WhatIf, lang: str = "en") -> bytes:
    """The sheet as PDF bytes, tagged for screen readers; so that it stays one page, letters shrink down to 8 pt
    and sources are cut short, and at last left to whatif.json. What still asks for more, such as histories under six levers,
    takes two pages in letters of the full size."""
    page, words = build(found, lang), Words(lang)
    with press("whatif.typ", found.about["made_on"]) as made:
        drawn = whatif(found, words)
        (made.folder / "whatif.svg").write_bytes(svg(drawn))
        for size, letters in (*STEPS, STEPS[0]):
            data = _data(page, words, drawn.alt, size) | {"sources": _sources(found, page, letters)}
            if made.pages(data) == 1:
                break
        return made.printed(data)


def _data(page: Page, words: Words, alt: str, size: float) -> dict[str, Any]:
    """The page as plain data for the template."""
    return {
        "lang": page.lang, "title": page.title, "subtitle": page.subtitle, "made_on": page.made_on, "notice": page.notice, "answer": page.answer,
        "confidence": page.confidence, "tone": theme.CONFIDENCE[page.level], "caption": page.caption, "size": size, "lead": size * LEAD,
        "tables": [_table(listing) for listing in (page.alone, page.followed) if len(listing.lines) > 1], "alt": alt,
        "changes": [{"name": change.name, "text": change.text} for change in page.changes], "unknown": page.unknown,
        "footer": page.colophon, "elsewhere": words.t(N_("{count} sources, named in whatif.json."), count=len(page.references)),
        "labels": {
            "changes": words.t("What each lever changes in the model"), "unknown": words.t("What the model does not know"),
            "sources": words.t("Sources"),
        },
    }  # fmt: skip


def _sources(found: WhatIf, page: Page, letters: int) -> list[dict[str, Any]]:
    """The sources as they are cited, or, for fewer letters, by title and producer; none for 0."""
    if not letters:
        return []
    short = [f"{card.title}, {card.producer}" for card in found.sources]
    texts = [reference.text for reference in page.references] if letters == STEPS[0][1] else short
    return [
        {
            "number": reference.number,
            "text": shorten(text.rstrip("."), letters),
            "flag": "" if reference.verified else reference.grade,
        }
        for reference, text in zip(page.references, texts, strict=True)
    ]


def _table(listing: Listing) -> dict[str, Any]:
    return {"caption": listing.caption, "columns": listing.columns, "lines": listing.lines, "note": listing.note}
