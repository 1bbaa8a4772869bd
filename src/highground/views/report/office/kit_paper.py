"""What the Word files of the kit share: an opened document, lines, bullets, tables of words, and lines to write on."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from highground.views.report.narrative.kit_content import Telling
from highground.views.report.office import office, stationery
from highground.views.report.office.stationery import TEXT_MM


def opened(telling: Telling, title: str, subtitle: str) -> Doc:
    """A new document with its title, what it is, and whether the translation has been reviewed."""
    doc = Document()
    stationery.lay_out(doc, office.TAGS[telling.words.lang], f"{title} · {telling.made}")
    say(doc, "highground", "Mark")
    say(doc, title, "Title")
    say(doc, subtitle, "Subtitle")
    if telling.notice:
        say(doc, telling.notice, "Warning")
    return doc


def saved(doc: Doc, telling: Telling, title: str, path: Path) -> None:
    """Save it so that the same run gives the same bytes."""
    office.save(doc, f"{title}: {telling.country}", telling.words.lang, office.made_at(telling.run.about), path)


def say(doc: Doc, text: str, style: str = "Normal") -> Paragraph:
    """A paragraph in one of our styles."""
    return doc.add_paragraph(office.clean(text), style=style)


def bullets(doc: Doc, heading: str, texts: Iterable[str]) -> None:
    """A short list under its heading; nothing where there is nothing to list."""
    lines = tuple(texts)
    if lines:
        say(doc, heading, "Heading 2")
    for text in lines:
        say(doc, text, "List Bullet")


def named(doc: Doc, name: str, text: str) -> None:
    """A short text behind its name, in one paragraph."""
    paragraph = say(doc, "")
    paragraph.add_run(office.clean(f"{name}: ")).bold = True
    paragraph.add_run(office.clean(text))


def page(doc: Doc, text: str) -> None:
    """A chapter on a new page."""
    say(doc, text, "Heading 1").paragraph_format.page_break_before = True


def table(doc: Doc, heads: Sequence[str], lines: Sequence[Sequence[str]], widths: Sequence[float], tall: float = 0) -> None:
    """A table of words; `widths` are shares of the text's width, `tall` the least height of a line in mm, to write in."""
    grid = doc.add_table(1 + len(lines), len(heads), style=stationery.TABLE)
    grid.autofit = False
    for number, line in enumerate((heads, *lines)):
        row = grid.rows[number]
        for cell, text, share in zip(row.cells, line, widths, strict=True):
            cell.width = Mm(TEXT_MM * share)
            cell.paragraphs[0].style = "Table Text" if number else "Table Head"
            cell.paragraphs[0].add_run(office.clean(text))
        if number and tall:
            row.height = Mm(tall)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, share in zip(grid.columns, widths, strict=True):
        column.width = Mm(TEXT_MM * share)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    say(doc, "", "Note").paragraph_format.line_spacing = Pt(6)  # Word wants a paragraph between tables; it need not take a line


def ruled(doc: Doc, count: int) -> None:
    """Empty lines to write on."""
    grid = doc.add_table(count, 1, style=stationery.TABLE)
    for row in grid.rows:
        row.height = Mm(8)
    say(doc, "", "Note").paragraph_format.space_after = Pt(2)
