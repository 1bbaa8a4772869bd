"""gaps.xlsx and compare.xlsx: the tables of the page, one a sheet, and the quotes behind them."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from highground.basis.words import N_
from highground.response.policy.compare import Compared
from highground.response.policy.gaps import Gaps
from highground.views.report.alphabet.words import MINUS, THIN, Words
from highground.views.report.narrative.compare_content import MEASURED, NONE, group
from highground.views.report.narrative.gaps_content import cell, labelled, matrix
from highground.views.report.narrative.gaps_names import name
from highground.views.report.narrative.parts import Findings, Listing
from highground.views.report.office import office, workbook
from highground.views.report.office.sheet import Sheet

NARROW: Final = 12  # characters of a column of short words
WIDE: Final = 60  # characters of a column of sentences
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
FIRST: Final = 44  # characters of the first column, which names the line


def write(page: Findings, more: Sequence[Sheet], made_on: date, path: Path) -> None:
    """Write the workbook of a page; the same page gives the same bytes. more: sheets beside its tables."""
    words, book = Words(page.lang, "gaps"), Workbook()
    book.remove(book.worksheets[0])
    about = Sheet(
        words.t(N_("About")),
        (),
        (max(26, len(page.title) + 4), 110),
        [(page.title, page.answer), *(("", text) for text in (*page.unknown, *page.limits, *page.method)), ("", page.colophon)],
    )
    for sheet in (
        about,
        *(sheet_of(one, words) for one in page.tables),
        *more,
        *(sheet_of(one, words) for one in (page.checks, page.files)),
    ):
        if sheet.lines:
            workbook.fill(book.create_sheet(workbook.sheet_name(sheet.name, book.sheetnames)), sheet)
    moment = office.made_at({"made_on": made_on.isoformat()})
    book.properties.creator = "highground"
    book.properties.title = office.clean(page.title)
    book.properties.language = office.TAGS[page.lang]
    book.properties.created = moment
    book.save(path)
    office.settle(path, moment)


def sheet_of(table: Listing, words: Words) -> Sheet:
    """A table of the page as a sheet; columns as wide as their longest text asks, within bounds; numbers are numbers."""
    widths = [max(len(line[at]) for line in (table.columns, *table.lines)) + 2 for at in range(len(table.columns))]
    columns = [[line[at] for line in table.lines] for at in range(len(table.columns))]
    numbers = {at: _numbers(texts, words) for at, texts in enumerate(columns) if at and at not in table.words}
    fixed = {at: shown for at, (values, shown) in numbers.items() if values}
    lines = [
        tuple(numbers[at][0][row] if at in fixed else text for at, text in enumerate(line)) for row, line in enumerate(table.lines)
    ]
    widths = [FIRST, *(min(max(width, NARROW), WIDE) for width in widths[1:])]
    return Sheet(table.caption, table.columns, tuple(widths), lines, fixed=fixed, frozen=1)


def _numbers(texts: Sequence[str], words: Words) -> tuple[list[object], str]:
    """A column of printed numbers as numbers, with the form in which they were printed; nothing where one is none. Years stay years.

    >>> _numbers(["1,5", "–", "−2,0"], Words("ru")), _numbers(["1,234"], Words("en")), _numbers(["2 of 4"], Words("en"))
    (([1.5, '–', -2.0], '0.0'), ([1234.0], '#,##0'), ([], ''))
    """
    point, thousands = (".", ",") if words.lang == "en" else (",", THIN)
    values: list[object] = []
    decimals = 0
    for text in texts:
        plain = text.replace(thousands, "").replace(point, ".").replace(MINUS, "-")
        if _NUMBER.fullmatch(plain):
            values.append(float(plain))
            decimals = max(decimals, len(plain.partition(".")[2]))
        elif text == NONE:
            values.append(text)
        else:
            return [], ""
    grouped = any(thousands in text for text in texts)
    return values, ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")


def shares(found: Compared, words: Words) -> Sheet:
    """The shares of a comparison as numbers, for people who count on: hits, countries read, share and the ends of its 95 % interval."""
    heads = (
        (N_("Countries whose texts …"), FIRST), (N_("Group"), 30), (N_("Countries whose texts do"), 16), (N_("Countries read"), 16), (N_("Share"), 12),
        (N_("Low end, 95 %"), 14), (N_("High end, 95 %"), 14),
    )  # fmt: skip
    lines = [
        (words.t(MEASURED[measure]), group(side.name, words), one.hits, one.n, one.mid, one.low, one.high)
        for measure in MEASURED
        for side in (found.one, found.other)
        for one in (side.shares[measure],)
    ]
    fixed = dict.fromkeys((4, 5, 6), "0.000")
    name_, texts = words.t(N_("Shares as numbers")), tuple(words.t(head) for head, _ in heads)
    return Sheet(name_, texts, tuple(width for _, width in heads), lines, fixed=fixed, frozen=1)


def whole(found: Gaps, words: Words) -> Sheet:
    """The whole matrix: every instrument, every theme."""
    return sheet_of(matrix("matrix", words.t(N_("Matrix")), found.themes, found.rows, "", words), words)


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
