"""pack.docx: the negotiation pack as a Word file that people edit: one page first, then points, cards, objections, precedents, the line."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from highground.response.policy.pack.made import Pack
from highground.views.report.alphabet import theme
from highground.views.report.narrative.pack_content import AskLine, Group, Page, build
from highground.views.report.narrative.parts import Listing
from highground.views.report.office import office, stationery
from highground.views.report.office.stationery import TEXT_MM

WIDTHS: Final = {  # shares of the text's width; a listing that is not named here has columns of one width, its first twice as wide
    "line": (0.15, 0.22, 0.3, 0.33), "precedents": (0.5, 0.28, 0.22),
}  # fmt: skip


def write(pack: Pack, lang: str, path: Path) -> None:
    """Write pack.docx in a language; the same runs and event give the same bytes."""
    page = build(pack, lang)
    doc = Document()
    stationery.lay_out(doc, office.TAGS[lang], f"{page.draft} · {page.subtitle} · highground {page.version}")
    _first(doc, page)
    _asks(doc, page)
    _speeches(doc, page)
    _cards(doc, page)
    _replies(doc, page)
    for listing in (page.precedents, page.line):
        _say(doc, listing.caption, "Heading 1")
        table(doc, listing)
    _say(doc, page.heads["comparison"], "Heading 1")
    for text in page.comparison:
        _say(doc, text, "Normal")
    _sources(doc, page)
    office.save(doc, f"{page.title}, {page.subtitle}", lang, office.made_at(pack.runs[0].about), path)


def _say(doc: Doc, text: str, style: str) -> Paragraph:
    return doc.add_paragraph(office.clean(text), style=style)


def _first(doc: Doc, page: Page) -> None:
    """The one page: what we ask, the numbers behind it, how sure we are."""
    title = _say(doc, page.title, "Title")
    title.paragraph_format.space_after = Mm(1)
    _say(doc, page.subtitle, "Subtitle")
    _say(doc, page.draft, "Warning")
    if page.notice:
        _say(doc, page.notice, "Note")
    _say(doc, page.answer, "Normal")
    _say(doc, page.heads["joint" if page.joint else "alone"], "Heading 2")
    for ask in page.joint or page.single:
        _say(doc, ask.text, "List Bullet").add_run(f" ({office.clean(ask.sure)})", style="Quiet")
    if page.numbers.lines:
        _say(doc, page.numbers.caption, "Heading 2")
        table(doc, page.numbers)
    _say(doc, page.heads["sure"], "Heading 2")
    for text in page.sure:
        _say(doc, text, "List Bullet")


def _asks(doc: Doc, page: Page) -> None:
    """Every ask with what it rests on and its precedents; those of one country say whose they are."""
    heads = (
        (page.heads["joint"], page.joint),
        (page.heads["single"] if page.joint or len(page.countries) > 1 else page.heads["alone"], page.single),
    )
    for at, (head, asks) in enumerate(one for one in heads if one[1]):
        _say(doc, head, "Heading 1").paragraph_format.page_break_before = at == 0
        for number, ask in enumerate(asks, 1):
            _ask(doc, f"{number}. {ask.text}", ask, page)


def _ask(doc: Doc, text: str, ask: AskLine, page: Page) -> None:
    _say(doc, text, "Heading 2")
    _say(doc, f"{ask.by}. {ask.sure[:1].upper()}{ask.sure[1:]}.", "Intro")
    for why in ask.why:
        _say(doc, why, "List Bullet")
    if ask.texts:
        _say(doc, f"{page.heads['texts']}: {'; '.join(ask.texts)}.", "Note")


def _speeches(doc: Doc, page: Page) -> None:
    _say(doc, page.heads["speeches"], "Heading 1")
    for speech in page.speeches:
        _say(doc, speech.label, "Heading 2")
        for text in speech.texts:
            _say(doc, text, "Normal")


def _cards(doc: Doc, page: Page) -> None:
    """Cards topic by topic: numbers of the countries beside each other, and what not to say."""
    _say(doc, page.heads["cards"], "Heading 1")
    for group in page.groups:
        _say(doc, group.title, "Heading 2")
        _beside(doc, group)
        never = _say(doc, f"{page.heads['never']}: ", "Warning")
        never.runs[0].bold = True
        never.add_run(office.clean(group.never)).bold = False


def _beside(doc: Doc, group: Group) -> None:
    grid = doc.add_table(1, len(group.cards))
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _whole(grid)
    for cell, card in zip(grid.rows[0].cells, group.cards, strict=True):
        cell.width = Mm(TEXT_MM / len(group.cards))
        first = cell.paragraphs[0]
        first.style = doc.styles["Number Label"]
        first.add_run(office.clean(card.country))
        told = " · ".join(filter(None, (card.span, card.sure)))
        value, gap, unit = card.value.partition("\u00a0") if card.span else (card.value, "", "")
        number = cell.add_paragraph(office.clean(value), style="Number")
        number.add_run(office.clean(gap + unit)).font.size = Pt(theme.LEAD)
        for text, style in ((told, "Table Text"), (card.label, "Table Text"), (f"{card.sources} ({card.rows})", "Note")):
            made = cell.add_paragraph(office.clean(text), style=style)
            made.paragraph_format.keep_with_next = True  # with what must not be said


def _replies(doc: Doc, page: Page) -> None:
    _say(doc, page.heads["replies"], "Heading 1")
    for reply in page.replies:
        _say(doc, reply.says, "Heading 2")
        answer = _say(doc, f"{reply.verdict}. ", "Normal")
        answer.runs[0].bold = True
        answer.add_run(office.clean(reply.answer)).bold = False
        answer.paragraph_format.keep_with_next = bool(reply.why)
        for why in reply.why:
            _say(doc, why, "List Bullet 2")


def _sources(doc: Doc, page: Page) -> None:
    _say(doc, page.heads["sources"], "Heading 1")
    stationery.columns(doc, 2)
    for source in page.references:
        line = _say(doc, source.text, "Reference")
        line.add_run(" " + office.clean(source.licence), style="Quiet")
        if not source.verified:
            line.add_run(" " + office.clean(source.grade), style="Quiet Warning")
    stationery.columns(doc, 1)
    _say(doc, page.colophon, "Note")


def table(doc: Doc, listing: Listing, widths: Sequence[float] | None = None) -> None:
    """A listing of words; its head is repeated on every page and no line is cut in two. widths: shares of the text's width."""
    grid = doc.add_table(1 + len(listing.lines), len(listing.columns), style=stationery.TABLE)
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    count = len(listing.columns)
    shares = widths or WIDTHS.get(listing.id) or (2 / (count + 1), *[1 / (count + 1)] * (count - 1))
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Mm(TEXT_MM * share)
    for row, texts in enumerate((listing.columns, *listing.lines)):
        _line(grid.rows[row].cells, texts, shares, "Table Head" if row == 0 else "Table Text")
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _whole(grid)
    _say(doc, listing.note, "Note")


def _line(cells: Sequence[Any], texts: Iterable[str], shares: Sequence[float], style: str) -> None:
    for cell, text, share in zip(cells, texts, shares, strict=True):
        cell.width = Mm(TEXT_MM * share)
        cell.paragraphs[0].style = style
        cell.paragraphs[0].add_run(office.clean(text))


def _whole(grid: Any) -> None:
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
