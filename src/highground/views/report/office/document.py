"""brief.docx: the brief as a Word file that people edit, with real styles, captions, repeated table heads and alt text."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.cells import Table
from highground.views.report.evidence.rows import label
from highground.views.report.narrative import content
from highground.views.report.narrative.content import Headline, Picture, Report, Section, Statement
from highground.views.report.narrative.cuts import GLOBE, SCALE, STEPS, TABLES_FIRST, TOLD, UNITS
from highground.views.report.office import office, stationery
from highground.views.report.office.stationery import TEXT_MM

CLAIMS, TABLES = STEPS[0][0], STEPS[0][2]  # findings and tables per chapter; the page has them all
_GLOBE_MM = 44.0
_ACROSS = 3  # headline numbers in a row
_FIRST = 0.38  # share of a table's width for the column that names the line, in a table of up to three columns
_WORDY = 2.0  # a column of sentences takes so many times the room of a number
_WHOLE = 10  # lines; longer tables may run over a page
_MM_PER_INCH = 25.4  # exactly
_HIGHEST_MM = 190.0  # a picture leaves room for its caption on the page


def write(run: Run, lang: str, path: Path) -> None:
    """Write brief.docx in a language: what brief.pdf says, in the same order."""
    report, words = content.build(run, lang), Words(lang)
    doc = Document()
    stationery.lay_out(doc, office.TAGS[lang], f"highground {report.version} · {report.country} · {report.made_on}")
    _cover(doc, report, run, words)
    for section in report.sections:
        _chapter(doc, section, run, words)
    _chapter(doc, report.doubts, run, words)
    against = dict.fromkeys(said.against[0] for section in report.sections for said in section.statements[:CLAIMS] if said.against)
    _list(doc, words.t("What speaks against our findings"), against, "Heading 2")
    _list(doc, words.t("What better data would change"), (f"{gap.topic}: {gap.text}" for gap in report.gaps), "Heading 1")
    _list(doc, words.t("What this profile does not say"), report.limits, "Heading 2")
    _references(doc, report, words)
    office.save(doc, f"{report.title}: {report.subtitle}", lang, office.made_at(run.about), path)


def _say(doc: Doc, text: str, style: str) -> Paragraph:
    return doc.add_paragraph(office.clean(text), style=style)


def _cover(doc: Doc, report: Report, run: Run, words: Words) -> None:
    """The first page: title beside the globe, the answer in a few sentences, the headline numbers, how to read them."""
    _say(doc, "highground", "Mark")
    title = _say(doc, report.title, "Title")
    if figures.available(GLOBE, run):
        _place(title, figures.show(GLOBE, run, words.lang), words.t("Where it is"), _GLOBE_MM)
        stationery.float_right(title)
    _say(doc, report.subtitle, "Subtitle")
    _say(doc, report.made_on, "Note")
    if report.notice:
        _say(doc, report.notice, "Warning")
    _say(doc, report.answer, "Lead")
    if report.headlines:
        _headlines(doc, report.headlines)
    _list(doc, words.t("How to read the numbers"), report.reading, "Heading 2")


def _headlines(doc: Doc, headlines: tuple[Headline, ...]) -> None:
    """Headline numbers, three in a row, in a table without lines."""
    rows = -(-len(headlines) // _ACROSS)
    grid = doc.add_table(rows, _ACROSS)
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for number, headline in enumerate(headlines):
        cell = grid.cell(number // _ACROSS, number % _ACROSS)
        cell.width = Mm(TEXT_MM / _ACROSS)
        first = cell.paragraphs[0]
        first.style = doc.styles["Number"]
        first.add_run(office.clean(headline.value))
        if headline.unit:
            first.add_run("\u00a0" + office.clean(headline.unit)).font.size = Pt(theme.LEAD)
        _into(cell, headline.label, "Number Label")
        small = " · ".join(text for text in (headline.span, headline.note, headline.confidence) if text)
        _into(cell, f"{small} ({label(headline.row)})", "Note")
    _whole_rows(grid)
    _say(doc, "", "Note")


def _into(cell: _Cell, text: str, style: str) -> Paragraph:
    paragraph: Paragraph = cell.add_paragraph(office.clean(text), style=style)
    return paragraph


def _chapter(doc: Doc, section: Section, run: Run, words: Words) -> None:
    """A chapter: its lead, what we say, pictures and tables."""
    _say(doc, section.title, "Heading 1")
    _say(doc, section.lead, "Intro")
    for said in section.statements[:CLAIMS] if section.id != "doubts" else ():
        _statement(doc, said)
    tables = [table for table in section.tables if table.id in TABLES]
    if section.id in TABLES_FIRST:
        for table in tables:
            _table(doc, table)
    for picture in section.pictures:
        if picture.name not in (GLOBE, *TOLD):
            _picture(doc, picture, run, words)
    if section.id not in TABLES_FIRST:
        for table in tables:
            _table(doc, table)


def _statement(doc: Doc, said: Statement) -> None:
    """One finding as a bullet with its confidence and evidence rows behind it."""
    bullet = _say(doc, said.text, "List Bullet")
    tail = ", ".join(text for text in (said.likelihood, said.confidence, *(label(row) for row in said.rows)) if text)
    bullet.add_run(f" ({office.clean(tail)})", style="Quiet")


def _picture(doc: Doc, picture: Picture, run: Run, words: Words) -> None:
    """A picture as wide as the text, with alt text and a caption that stays with it."""
    _say(doc, picture.title, "Heading 2")
    _place(doc.add_paragraph(style="Picture"), figures.show(picture.name, run, words.lang), picture.title, TEXT_MM)
    _say(doc, picture.caption, "Caption")


def _place(holder: Paragraph, shown: figures.Shown, title: str, most_mm: float) -> None:
    """Put a picture in a paragraph, at most so wide, with its alt text."""
    width = min(most_mm, shown.width * _MM_PER_INCH * SCALE, _HIGHEST_MM * shown.width / shown.height)
    shape = holder.add_run().add_picture(BytesIO(shown.data), width=Mm(width))
    facts = shape._inline.docPr
    facts.set("name", office.clean(title))
    facts.set("descr", office.clean(shown.alt))


def _table(doc: Doc, table: Table) -> None:
    """A table under its caption; its head is repeated on every page, no line is cut in two, and a short table stays whole."""
    _say(doc, table.caption, "Table Caption")
    lines = table.lines[:UNITS] if table.id == "units" else table.lines
    grid = doc.add_table(1 + len(lines), len(table.columns), style=stationery.TABLE)
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _line(grid, 0, table.columns, table.numeric, "Table Head")
    for number, line in enumerate(lines, 1):
        _line(grid, number, [cell.text for cell in line], table.numeric, "Table Text")
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _whole_rows(grid)
    _widths(grid, table.numeric)
    if len(lines) <= _WHOLE:
        for row in grid.rows[:-1]:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
    _say(doc, table.note, "Note")


def _line(grid: Grid, row: int, texts: Iterable[str], numeric: tuple[bool, ...], style: str) -> None:
    for cell, text, right in zip(grid.rows[row].cells, texts, numeric, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style = style
        head, sign, span = office.clean(text).partition(" (")
        paragraph.add_run(head + sign + (span.replace(" ", "\u00a0") if right else span))  # a range is never broken in the middle
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widths(grid: Grid, numeric: tuple[bool, ...]) -> None:
    """The first column names the line and is wider; the others share the rest, a column of words taking more of it."""
    columns = len(grid.columns)
    wordy = sum(not one for one in numeric[1:])
    first = TEXT_MM * max(_FIRST - 0.06 * max(columns - 3, 0) - 0.12 * wordy, 1 / columns - 0.1 * wordy)
    parts = columns - 1 + (_WORDY - 1) * wordy
    for column in range(columns):
        width = first if column == 0 else (TEXT_MM - first) / max(parts, 1) * (1 if numeric[column] else _WORDY)
        grid.columns[column].width = Mm(width)
        for cell in grid.columns[column].cells:
            cell.width = Mm(width)


def _whole_rows(grid: Grid) -> None:
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _list(doc: Doc, heading: str, texts: Iterable[str], style: str) -> None:
    lines = tuple(texts)
    if lines:
        _say(doc, heading, style)
    for text in lines:
        _say(doc, text, "List Bullet")


def _references(doc: Doc, report: Report, words: Words) -> None:
    """The sources in two columns, with licence and whether they have been verified; then how this was made."""
    _say(doc, words.t("Sources"), "Heading 1")
    stationery.columns(doc, 2)
    for source in report.references:
        line = _say(doc, source.text, "Reference")
        line.add_run(" " + office.clean(source.licence), style="Quiet")
        if not source.verified:
            line.add_run(" " + office.clean(source.grade), style="Quiet Warning")
    stationery.columns(doc, 1)
    _say(doc, report.colophon, "Note")
