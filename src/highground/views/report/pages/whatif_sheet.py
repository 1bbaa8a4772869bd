"""whatif.pdf: the answer to one what-if on one A4 page, set with Typst."""

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from highground.basis.words import N_
from highground.research.whatif.answer import WhatIf
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.base import svg
from highground.views.report.figures.whatif import whatif
from highground.views.report.narrative.runout_content import Listing
from highground.views.report.narrative.whatif_content import Page, build

TEMPLATE: Final = Path(__file__).parent / "templates" / "whatif.typ"
STEPS: Final = (
    (9.5, True),
    (9.0, True),
    (8.5, True),
    (8.0, True),
    (8.0, False),
)  # pt of the text below the answer, and whether sources are listed, until all stands on one page


def write(found: WhatIf, lang: str, path: Path) -> Path:
    """Write the sheet of a what-if in a language; the same answer gives the same bytes. Returns the path."""
    path.write_bytes(pdf(found, lang))
    return path


def pdf(found: WhatIf, lang: str = "en") -> bytes:
    """The sheet as PDF bytes, tagged for screen readers; letters shrink down to 8 pt so that it stays one page,
    and where that is not enough the list of sources is left to whatif.json."""
    page, words = build(found, lang), Words(lang)
    made = datetime.fromisoformat(str(found.about["made_on"])[:10]).replace(tzinfo=UTC)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "whatif.typ").write_bytes(TEMPLATE.read_bytes())
        drawn = whatif(found, words)
        (root / "whatif.svg").write_bytes(svg(drawn))
        for size, listed in STEPS:
            data = json.dumps(_data(page, words, drawn.alt, size) | ({} if listed else {"sources": []}), ensure_ascii=False)
            known: dict[str, Any] = {
                "root": root,
                "font_paths": [theme.FONTS],
                "ignore_system_fonts": True,
                "sys_inputs": {"data": data},
            }
            if json.loads(typst.query(root / "whatif.typ", "<pages>", field="value", one=True, **known)) == 1:
                break
        return bytes(typst.compile(root / "whatif.typ", format="pdf", timestamp=made, **known))


def _data(page: Page, words: Words, alt: str, size: float) -> dict[str, Any]:
    """The page as plain data for the template."""
    return {
        "lang": page.lang, "title": page.title, "subtitle": page.subtitle, "made_on": page.made_on, "notice": page.notice, "answer": page.answer,
        "confidence": page.confidence, "tone": theme.CONFIDENCE[page.level], "caption": page.caption, "family": theme.FAMILY, "size": size,
        "alone": _table(page.alone) if len(page.alone.lines) > 1 else None, "alt": alt,
        "changes": [{"name": change.name, "text": change.text} for change in page.changes], "unknown": page.unknown,
        "sources": [{"number": r.number, "text": r.text, "flag": "" if r.verified else r.grade} for r in page.references],
        "footer": page.colophon, "elsewhere": words.t(N_("{count} sources, named in whatif.json."), count=len(page.references)),
        "labels": {
            "changes": words.t("What each lever changes in the model"), "unknown": words.t("What the model does not know"),
            "sources": words.t("Sources"),
        },
        "theme": {"ink": theme.INK, "soft": theme.SOFT, "line": theme.LINE, "accent": theme.ACCENT, "warn": theme.WARN, "small": theme.SMALL,
                  "lead": theme.LEAD, "title": theme.TITLE},
    }  # fmt: skip


def _table(listing: Listing) -> dict[str, Any]:
    return {"caption": listing.caption, "columns": listing.columns, "lines": listing.lines, "note": listing.note}
