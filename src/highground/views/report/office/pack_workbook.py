"""cards.xlsx: the fact cards, asks and objections as tables for people who work in Excel."""

from pathlib import Path

from openpyxl import Workbook

from highground.response.policy.pack.made import Pack
from highground.views.report.narrative.pack_content import Page, build
from highground.views.report.office import office, workbook
from highground.views.report.office.sheets import Sheet, number_format


def write(pack: Pack, lang: str, path: Path) -> None:
    """Write cards.xlsx in a language; the same pack gives the same bytes."""
    page, book = build(pack, lang), Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets(page):
        if sheet.lines:
            workbook.fill(book.create_sheet(workbook.sheet_name(sheet.name, book.sheetnames)), sheet)
    moment = office.made_at(pack.runs[0].about)
    book.properties.creator, book.properties.title = "highground", office.clean(f"{page.title}, {page.subtitle}")
    book.properties.language, book.properties.created = office.TAGS[lang], moment
    book.save(path)
    office.settle(path, moment)


def sheets(page: Page) -> tuple[Sheet, ...]:
    """Cards with their numbers, asks, objections, and the list that the numbers of sources speak of."""
    head = page.heads
    cards = [
        (group.title, card.country, card.text, *card.numbers, card.unit, card.label, card.sure, group.never, card.rows, card.sources)
        for group in page.groups for card in group.cards
    ]  # fmt: skip
    asks = [(ask.by, ask.text, ask.sure, "\n".join(ask.why), "\n".join(ask.texts)) for ask in (*page.joint, *page.single)]
    replies = [(one.says, one.verdict, one.answer, "\n".join(one.why)) for one in page.replies]
    formats = [
        number_format(low, low if mid is None else mid, high, "")
        for group in page.groups
        for card in group.cards
        for low, mid, high in (card.numbers,)
    ]
    sources = [(one.number, one.text, one.licence, one.grade) for one in page.references]
    names = ("topic", "country", "printed", "low", "middle", "high", "unit", "label", "confidence", "never", "rows", "sources")
    return (
        Sheet(head["cards"], tuple(head[name] for name in names), (22, 16, 40, 12, 12, 12, 20, 44, 24, 44, 20, 44), cards, formats=formats, frozen=1),
        Sheet(head["alone"], tuple(head[name] for name in ("country", "alone", "confidence", "rests", "texts")), (20, 50, 20, 80, 60), asks, frozen=1),
        Sheet(head["replies"], (head["replies"], head["verdict"], head["answer"], head["rests"]), (40, 18, 50, 80), replies, frozen=1),
        Sheet(head["sources"], ("№", head["sources"], head["licence"], head["grade"]), (6, 100, 50, 24), sources, frozen=1),
    )  # fmt: skip
