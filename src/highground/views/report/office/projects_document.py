"""report.docx of a project: summary on the first page, then the tables, with real styles and repeated heads."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm

from highground.basis.words import N_
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.parts import Listing
from highground.views.report.narrative.projects_content import ROOM, Report
from highground.views.report.office import office, stationery
from highground.views.report.office.stationery import TEXT_MM

WIDTHS = {  # shares of the width of a table's columns
    "logframe": (0.10, 0.15, 0.41, 0.19, 0.15), "results": (0.24, 0.15, 0.21, 0.21, 0.19), "money": (0.12, 0.16, 0.24, 0.24, 0.24),
    "events": (0.17, 0.36, 0.22, 0.25), "steps": (0.3, 0.7), "facts": (0.28, 0.72),
}  # fmt: skip

LAST: Final = 3  # rows at a table's end that stay on one page


def write(report: Report, made_on: date, path: Path) -> None:
    """Write the report; the same record and day give the same bytes."""
    words, doc = Words(report.lang, ROOM), Document()
    stationery.lay_out(doc, office.TAGS[report.lang], f"highground {report.version} · {report.id} · {report.made_on}")
    for text, style in (
        ("highground", "Mark"),
        (report.title, "Title"),
        (f"{report.subtitle} · {report.id}", "Subtitle"),
        (report.made_on, "Note"),
    ):
        _say(doc, text, style)
    if report.notice:
        _say(doc, report.notice, "Warning")
    _say(doc, report.answer, "Lead")
    _list(doc, words.t(N_("What is late")), report.late, "Heading 2")
    _list(doc, words.t(N_("How to read the results")), report.reading, "Heading 2")
    _table(
        doc, Listing("facts", words.t(N_("The project")), (words.t(N_("Field")), words.t(N_("Entry"))), report.facts, words=(1,))
    )
    for table in report.tables:
        _table(doc, table)
    if report.notes:
        _list(doc, words.t(N_("Lessons and risks")), (f"{kind}: {text}" for kind, text in report.notes), "Heading 1")
    if report.sources:
        _say(doc, words.t(N_("Sources")), "Heading 1")
        for source in report.sources:
            _say(doc, source, "Reference")
    _say(doc, report.colophon, "Note")
    office.save(doc, f"{report.id}: {report.subtitle}", report.lang, office.made_at({"made_on": made_on.isoformat()}), path)


def _say(doc: Doc, text: str, style: str) -> None:
    doc.add_paragraph(office.clean(text), style=style)


def _list(doc: Doc, heading: str, texts: Iterable[str], style: str) -> None:
    lines = tuple(texts)
    if lines:
        _say(doc, heading, style)
    for text in lines:
        _say(doc, text, "List Bullet")


def _table(doc: Doc, table: Listing) -> None:
    """A table under its heading; the head is repeated on every page and no line is cut in two."""
    _say(doc, table.caption, "Heading 1" if table.id != "facts" else "Heading 2")
    grid = doc.add_table(1 + len(table.lines), len(table.columns), style=stationery.TABLE)
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for number, line in enumerate((table.columns, *table.lines)):
        for column, text in enumerate(line):
            cell = grid.rows[number].cells[column]
            paragraph = cell.paragraphs[0]
            paragraph.style = "Table Head" if number == 0 else "Table Text"
            paragraph.add_run(office.clean(_breakable(text)))
            cell.width = Mm(TEXT_MM * WIDTHS[table.id][column])
            if column and column not in table.words:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for column, share in enumerate(WIDTHS[table.id]):
        grid.columns[column].width = Mm(TEXT_MM * share)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for row in grid.rows[-LAST:-1]:  # a page never begins with a single line of a table
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _breakable(text: str) -> str:
    """Addresses may break after each slash and hyphen; other words stay whole."""
    if "://" not in text:
        return text
    return text.replace("/", "/\u200b").replace("-", "-\u200b")
