"""evaluation.docx: what a training changed, as a Word file that people edit and send on."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as Doc
from docx.shared import Mm

from highground.basis.words import N_
from highground.response.capacity.learning.evaluation import Evaluation
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.base import png
from highground.views.report.figures.learning_chart import chart
from highground.views.report.narrative.learning_content import Page
from highground.views.report.narrative.parts import Listing
from highground.views.report.office import office, stationery
from highground.views.report.office.pack_document import table

SHARES: Final = {  # of the text's width, the columns of a table
    "items": (0.05, 0.225, 0.2, 0.1, 0.155, 0.13, 0.14), "tests": (0.3, 0.1, 0.15, 0.15, 0.3), "sessions": (0.28, 0.12, 0.12, 0.16, 0.16, 0.16),
    "changed": (0.41, 0.13, 0.13, 0.15, 0.18),
}  # fmt: skip


def write(page: Page, found: Evaluation, moment: datetime, path: Path) -> None:
    """Write evaluation.docx in the language of the page; the same evaluation and day give the same bytes."""
    doc, words = Document(), Words(page.lang, "learning", "questions")
    stationery.lay_out(doc, office.TAGS[page.lang], f"{page.title} · {page.subtitle} · highground {page.version} · {page.made_on}")
    for text, style in ((page.title, "Title"), (page.subtitle, "Subtitle"), (page.notice, "Warning"), (page.answer, "Lead")):
        if text:
            doc.add_paragraph(office.clean(text), style=style)
    for number in page.numbers:
        line = doc.add_paragraph(style="List Bullet")
        line.add_run(office.clean(number.value)).bold = True
        line.add_run(office.clean(f" {number.label} ({number.note})"))
    _list(doc, words.t(N_("What to keep in mind")), page.warnings)
    _list(doc, words.t(N_("What this page does not say")), page.limits)  # on the first sheet, which may be all that is read
    parts = [listing for listing in page.tables if listing.id == "sessions"]
    for listing in parts:  # before the picture, which needs most of a sheet for itself
        _table(doc, listing)
    _picture(doc, page, found, words)
    for listing in page.tables:
        if listing not in parts:
            _table(doc, listing)
    _list(doc, words.t(N_("How it was made")), page.method)
    doc.add_paragraph(office.clean(page.colophon), style="Note")
    office.save(doc, f"{page.title}. {page.subtitle}", page.lang, moment, path)


def _table(doc: Doc, listing: Listing) -> None:
    doc.add_paragraph(office.clean(listing.caption), style="Heading 1")
    table(doc, listing, SHARES.get(listing.id.split("-")[0]))


def _list(doc: Doc, head: str, texts: tuple[str, ...]) -> None:
    doc.add_paragraph(office.clean(head), style="Heading 1")
    for text in texts:
        doc.add_paragraph(office.clean(text), style="List Bullet")


def _picture(doc: Doc, page: Page, found: Evaluation, words: Words) -> None:
    """The chart as wide as the text, with its alt text and caption."""
    doc.add_paragraph(office.clean(words.t(N_("Before and after"))), style="Heading 1")
    drawn = chart(found, words)
    shape = doc.add_paragraph(style="Picture").add_run().add_picture(BytesIO(png(drawn)), width=Mm(stationery.TEXT_MM))
    facts = shape._inline.docPr
    facts.set("name", "chart")
    facts.set("descr", office.clean(drawn.alt))
    doc.add_paragraph(office.clean(page.caption), style="Caption")
