"""report.xlsx of a project: the same tables for people who sort and filter."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from highground.basis.words import N_
from highground.response.projects.money import Year
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.projects_content import ROOM, Report
from highground.views.report.office import office, workbook
from highground.views.report.office.sheets import Sheet

WIDTHS = {
    "logframe": (12, 24, 60, 34, 24), "results": (44, 40, 40, 44, 44), "money": (10, 12, 18, 18, 18), "events": (24, 60, 44, 60), "steps": (44, 90),
}  # fmt: skip

FORMATS = {0: "0", 2: "#,##0.00", 3: "#,##0.00", 4: "0"}  # of the columns of money


def write(report: Report, made_on: date, path: Path) -> None:
    """Write the workbook; the same record and day give the same bytes."""
    words, book = Words(report.lang, ROOM), Workbook()
    book.remove(book.worksheets[0])
    about = [(report.subtitle, report.title), (words.t(N_("In short")), report.answer)]
    for head, texts in ((N_("What is late"), report.late), (N_("How to read the results"), report.reading)):
        about += [(words.t(head) if place == 0 else "", text) for place, text in enumerate(texts)]
    about += [*report.facts, (words.t(N_("Made on")), f"{report.made_on}, highground {report.version}")]
    if report.notice:
        about.append((words.t(N_("Translation")), report.notice))
    sheets = [Sheet(words.t(N_("About")), (), (36, 110), about)]
    for table in report.tables:
        lines = _amounts(report, words) if table.id == "money" else table.lines
        sheets.append(
            Sheet(table.caption, table.columns, WIDTHS[table.id], lines, fixed=FORMATS if table.id == "money" else {}, frozen=1)
        )
    if report.notes:
        sheets.append(
            Sheet(words.t(N_("Lessons and risks")), (words.t(N_("Kind")), words.t(N_("In words"))), (18, 100), report.notes)
        )
    if report.sources:
        sheets.append(Sheet(words.t(N_("Sources")), (words.t(N_("Source")),), (120,), [(source,) for source in report.sources]))
    for sheet in sheets:
        workbook.fill(book.create_sheet(workbook.sheet_name(sheet.name, book.sheetnames)), sheet)
    moment = office.made_at({"made_on": made_on.isoformat()})
    book.properties.creator, book.properties.language, book.properties.created = "highground", office.TAGS[report.lang], moment
    book.properties.title = office.clean(f"{report.id}: {report.subtitle}")
    book.save(path)
    office.settle(path, moment)


def _amounts(report: Report, words: Words) -> list[tuple[object, ...]]:
    """The money in numbers, so that it can be added up; what is not reported says so and is no zero."""
    blank = words.t(N_("not reported"))

    def share(one: Year) -> object:
        return round(100 * one.spent / one.budget) if one.spent is not None and one.budget else blank

    return [
        (one.year, one.currency, blank if one.budget is None else one.budget, blank if one.spent is None else one.spent, share(one))
        for one in report.amounts
    ]
