"""gaps.xlsx and compare.xlsx: the tables of the page, one a sheet, and the quotes behind them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from highground.basis.words import N_
from highground.response.policy.gaps import Gaps
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.gaps_content import cell, labelled, matrix
from highground.views.report.narrative.gaps_names import name
from highground.views.report.narrative.parts import Findings, Listing
from highground.views.report.office import office, workbook
from highground.views.report.office.sheet import Sheet

NARROW: Final = 12  # characters of a column of short words
WIDE: Final = 60  # characters of a column of sentences
FIRST: Final = 44  # characters of the first column, which names the line


def write(page: Findings, more: Sequence[Sheet], made_on: date, path: Path) -> None:
    """Write the workbook of a page; the same page gives the same bytes. more: sheets beside its tables."""
    words, book = Words(page.lang, "gaps"), Workbook()
    book.remove(book.worksheets[0])
    about = Sheet(
        words.t(N_("About")),
        (),
        (26, 110),
        [(page.title, page.answer), *(("", text) for text in (*page.unknown, *page.limits, *page.method)), ("", page.colophon)],
    )
    for sheet in (about, *map(sheet_of, page.tables), *more, sheet_of(page.checks), sheet_of(page.files)):
        if sheet.lines:
            workbook.fill(book.create_sheet(workbook.sheet_name(sheet.name, book.sheetnames)), sheet)
    moment = office.made_at({"made_on": made_on.isoformat()})
    book.properties.creator = "highground"
    book.properties.title = office.clean(page.title)
    book.properties.language = office.TAGS[page.lang]
    book.properties.created = moment
    book.save(path)
    office.settle(path, moment)


def sheet_of(table: Listing) -> Sheet:
    """A table of the page as a sheet; columns as wide as their longest text asks, within bounds."""
    widths = [max(len(line[at]) for line in (table.columns, *table.lines)) + 2 for at in range(len(table.columns))]
    return Sheet(
        table.caption, table.columns, (FIRST, *(min(max(width, NARROW), WIDE) for width in widths[1:])), table.lines, frozen=1
    )


def whole(found: Gaps, words: Words) -> Sheet:
    """The whole matrix: every instrument, every theme."""
    return sheet_of(matrix("matrix", words.t(N_("Matrix")), found.themes, found.rows, "", words))


def quotes(found: Gaps, words: Words) -> Sheet:
    """Every confirmed passage: theme, instrument, text, page, strength and the quote."""
    labels = labelled(found, words)
    heads = ((N_("Theme"), 30), (N_("Instrument"), 44), (N_("Text"), 30), (N_("Page"), 8), (N_("Strength"), 24), (N_("Quote"), 80))
    lines = [
        (labels[theme], name(row.instrument, words), text, page, cell(one, words), quote)
        for row in found.rows
        for theme, one in row.cells.items()
        for text, page, quote in one.places
    ]
    return Sheet(
        words.t(N_("Quotes")), tuple(words.t(head) for head, _ in heads), tuple(width for _, width in heads), lines, frozen=1
    )
