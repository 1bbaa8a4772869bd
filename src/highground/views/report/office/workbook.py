"""data.xlsx: the evidence with its sources, method and definitions, for people who filter and machines that read."""

from collections.abc import Sequence
from math import ceil, isfinite
from numbers import Real
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative import content
from highground.views.report.office import office, sheets
from highground.views.report.office.sheets import Sheet

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")  # what a spreadsheet may read as a formula; OWASP, CSV injection
_LONGEST = 32_767  # characters in a cell; Excel specifications and limits
_TITLE = 31  # characters in a sheet name; same source
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))  # in sheet names; same source
_WRAPS = 40  # characters; columns from this width on hold sentences and wrap
_LINE_PT = 15.0  # height of a line of 11 pt Calibri, Excel's default row
_MOST_LINES = 26  # Excel's highest row is 409 pt
_FACE = "Calibri"  # the spreadsheet's own; a workbook is worked in, not looked at
_RIGHT = Alignment(vertical="top")
_LEFT = Alignment(vertical="top", horizontal="left", indent=1)
_WRAPPED = Alignment(vertical="top", horizontal="left", indent=1, wrap_text=True)


def write(run: Run, lang: str, path: Path) -> None:
    """Write data.xlsx in a language.

    Numbers are stored in full and shown to the digit that their range supports; a blank cell is explained by its status.
    """
    report = content.build(run, lang)
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets.sheets(run, report, Words(lang)):
        fill(book.create_sheet(sheet_name(sheet.name, book.sheetnames)), sheet)
    moment = office.made_at(run.about)
    book.properties.creator = "highground"
    book.properties.title = office.clean(f"{report.country}: {report.subtitle}")
    book.properties.language = office.TAGS[lang]
    book.properties.created = moment
    book.save(path)
    office.settle(path, moment)


def put(cell: Cell, value: object, shown: str = "") -> None:
    """Write one value: numbers as numbers, blanks as blanks, and text always as text, never as a formula or an error."""
    if value is None or value is pd.NA or (isinstance(value, float) and not isfinite(value)):
        return
    if isinstance(value, Real):
        cell.value = value
        if shown:
            cell.number_format = shown
        return
    text = office.clean(value)[:_LONGEST]
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(RISKY)


def sheet_name(wanted: str, taken: list[str]) -> str:
    """A name that spreadsheets accept: at most 31 characters, cut between words, no []:*?/\\', none twice.

    >>> sheet_name("Sources: all/some", ["Sources  all some"])
    'Sources  all some 2'
    >>> sheet_name("Published counts that stand beside ours", [])
    'Published counts that stand'
    """
    whole = office.clean(wanted).translate(_FORBIDDEN).strip() or "Sheet"
    plain = whole if len(whole) <= _TITLE else whole[: _TITLE + 1].rpartition(" ")[0].rstrip() or whole[:_TITLE]
    taken_low = {name.lower() for name in taken}
    tails = ("", *(f" {number}" for number in range(2, len(taken) + 3)))
    return next(name for tail in tails if (name := plain[: _TITLE - len(tail)] + tail).lower() not in taken_low)


def fill(page: Worksheet, sheet: Sheet) -> None:
    """Headings, HXL tags and rows."""
    for column, heading in enumerate(sheet.headings, 1):
        put(page.cell(1, column), heading)
    for column, tag in enumerate(sheet.hxl, 1):
        put(page.cell(2, column), tag)
    top = 1 + bool(sheet.headings) + bool(sheet.hxl)
    for number, row in enumerate(sheet.lines):
        shown = sheet.formats[number] if sheet.formats else ""
        for column, value in enumerate(row):
            if value is None or (isinstance(value, str) and not value):
                continue  # a cell that holds nothing costs as much as one that does
            cell = page.cell(top + number, column + 1)
            put(cell, value, sheet.fixed.get(column, shown))
            cell.alignment = _alignment(value, sheet.widths[column])
        page.row_dimensions[top + number].height = _LINE_PT * _lines(row, sheet.widths)
    _dress(page, sheet, top)


def _alignment(value: object, width: int) -> Alignment:
    if not isinstance(value, str):
        return _RIGHT
    return _WRAPPED if width >= _WRAPS else _LEFT


def _lines(row: Sequence[object], widths: Sequence[int], wraps: int = _WRAPS) -> int:
    """Lines that the tallest cell of a row needs; Calibri fits about one character more than the width's ten."""
    needs = [
        ceil((len(value) + 2) / width)
        for value, width in zip(row, widths, strict=True)
        if isinstance(value, str) and width >= wraps
    ]
    return min(max(needs, default=1), _MOST_LINES)


def _dress(page: Worksheet, sheet: Sheet, top: int) -> None:
    """Widths, colours, frozen headings, filter, and a print set-up that fits the width of a landscape A4 page."""
    for column, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.sheet_view.showGridLines = bool(sheet.headings)
    page.page_setup.orientation, page.page_setup.paperSize = ("portrait" if not sheet.headings else "landscape"), 9  # 9 is A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    if sheet.printed:
        page.print_area = f"A1:{get_column_letter(sheet.printed)}{page.max_row}"
    page.oddFooter.center.text = "&A · &P / &N"
    if not sheet.headings:
        for row in page.iter_rows(min_row=1, max_row=page.max_row, max_col=1):
            row[0].font = Font(_FACE, bold=True, color=_argb(theme.ACCENT))
        return
    head = PatternFill("solid", fgColor=_argb(theme.ACCENT))
    for cell in page[1]:
        numeric = any(isinstance(row[cell.column - 1], Real) for row in sheet.lines)
        side = {"horizontal": "right"} if numeric else {"horizontal": "left", "indent": 1}
        cell.font, cell.fill = Font(_FACE, bold=True, color="FFFFFFFF"), head
        cell.alignment = Alignment(vertical="center", wrap_text=True, **side)
    page.row_dimensions[1].height = 6 + _LINE_PT * _lines(sheet.headings, [width - 3 for width in sheet.widths], wraps=0)
    page.print_title_rows = f"1:{top - 1}"
    page.freeze_panes = page.cell(top, sheet.frozen + 1)
    if sheet.hxl:
        _soften(page)
    page.auto_filter.ref = f"A{top - 1}:{get_column_letter(len(sheet.headings))}{max(page.max_row, top)}"


def _soften(page: Worksheet) -> None:
    """The HXL row: there for machines, quiet for people; the filter sits on it, so that sorting leaves it in place."""
    rule = Border(bottom=Side("thin", color=_argb(theme.LINE)))
    for cell in page[2]:
        cell.font, cell.fill = Font(_FACE, size=8, color=_argb(theme.SOFT)), PatternFill("solid", fgColor=_argb(theme.WASH))
        cell.border = rule


def _argb(colour: str) -> str:
    return "FF" + colour.lstrip("#")
