"""project.xlsx: a project as a workbook that people fill and give back; empty, or with all that is kept of one. Tags tell which column is which."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from highground.basis.project import Project
from highground.basis.settings import LANGS
from highground.basis.words import N_
from highground.catalogue.projects.book import STATE, Spoken, tag
from highground.catalogue.projects.rows import CHOICES, NEEDED, PARTS, Row, number, rows_of
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.parts import UNREVIEWED
from highground.views.report.office import office, workbook
from highground.views.report.office.relocation_workbook import guarded
from highground.views.report.office.sheets import Sheet

ROOM: Final = "projects"
SPARE: Final = 200  # rows below the last that offer the words of a choice too
MONEY: Final = "#,##0.00"
TEXT: Final = "@"  # so that a spreadsheet does not turn 2024-06 into a day
SHEETS: Final = {
    "project": N_("Project"), "country": N_("Member states"), "sector": N_("Sectors"), "partner": N_("Organisations"), "related": N_("Related projects"),
    "logframe": N_("Logframe"), "indicator": N_("Indicators"), "result": N_("Results"), "budget": N_("Budget"), "spending": N_("Spending"),
    "event": N_("Events"), "note": N_("Lessons and risks"),
}  # fmt: skip
LABELS: Final = {
    "id": N_("Number"), "title": N_("Title"), "prima_id": N_("PRIMA number"), "status": N_("Status"), "start": N_("Planned start"), "end": N_("Planned end"),
    "started": N_("Actual start"), "ended": N_("Actual end"), "type": N_("Type"), "budget": N_("Total budget"), "currency": N_("Currency"),
    "coverage": N_("Coverage"), "year": N_("Year of the fund"), "region": N_("Region of the fund"), "fund": N_("Fund"), "url": N_("Page"),
    "description": N_("Description"), "language": N_("Language of the texts"), "source": N_("Source"), "grade": N_("Grade of the source"), "note": N_("Note"),
    "iso3": N_("Country code (ISO, three letters)"), "percentage": N_("Share, %"), "code": N_("OECD DAC code"), "name": N_("Name"), "role": N_("Role"),
    "ref": N_("Identifier"), "kind": N_("Kind"), "level": N_("Level"), "under": N_("Belongs to"), "due": N_("Due"), "done": N_("Done on"),
    "claims": N_("Claims that it rests on"), "result": N_("Measures the line"), "measure": N_("Measured as"), "unit": N_("Unit"), "direction": N_("Direction"),
    "baseline": N_("Baseline"), "target": N_("Target"), "value": N_("Value"), "from": N_("low end"), "to": N_("high end"), "how": N_("How we know"),
    "text": N_("In words"), "on": N_("Date"), "met": N_("Target met, in words"), "indicator": N_("Indicator"), "run": N_("Evidence of a run"), "place": N_("Place"),
    "group": N_("Part"), "level_c": N_("Global warming, °C"), "country": N_("Country"), "amount": N_("Amount"), "line": N_("Budget line"),
    "revised": N_("Revised budget"), "committed": N_("Committed"), "what": N_("What happened"), "actors": N_("Who took part"),
}  # fmt: skip
PERIODS: Final = {
    "start": N_("From (day, month or year)"),
    "end": N_("To (day, month or year)"),
}  # of an amount or an event; nothing is planned there
WIDE: Final = ("title", "name", "description", "note", "what", "actors", "source", "text", "url")
READ_ME: Final = (
    N_("Fill the sheets and give the file back: highground project add project.xlsx. What is not known stays blank; a blank is not reported, never zero."),
    N_("Columns with a star need an entry in each row that is used. Words of a list may be written in any of the four languages."),
    N_("The row of tags (#…) tells the program which column is which; leave it. Rows may be sorted; sheets that are not needed stay empty."),
    N_("Dates: a day 2024-06-30, a month 2024-06 or a year 2024, as exact as it is known. An event without a year is written 06-30."),
    N_("Numbers of baselines, targets and results need their source. A range is written with its value, its low end and its high end."),
    N_("A budget covers at most a year in each row. Spending is entered only where it is known."),
    N_("A revised amount of the budget counts in place of the original one of its period and line; without a line, of all of its period."),
    N_("A step of the logframe may rest on evidence: name claims of a run, such as KAZ:glaciers.left, with spaces between them."),
    N_("An indicator may be measured by a run: its country, indicator, place, part and warming, as in the evidence sheet of data.xlsx."),
)  # fmt: skip


def write(project: Project | None, lang: str, path: Path, made_on: str, state: str = "") -> None:
    """Write the workbook in a language; the same project and day give the same bytes.

    state: that of the record it is made from, so that nobody's later change is written over when it is given back.
    """
    words, book = Words(lang, ROOM), Workbook()
    book.remove(book.worksheets[0])
    rows = rows_of(project) if project else {}
    about = [(words.t(N_("How to fill it")) if place == 0 else "", words.t(text)) for place, text in enumerate(READ_ME)]
    if not words.reviewed:
        about.append((words.t(N_("Translation")), words.t(UNREVIEWED)))
    _page(book, Sheet(words.t(N_("About")), (), (26, 110), about))
    for part in PARTS:
        if part == "project":
            _project(book, rows.get(part, [{}])[0], state, words)
        else:
            _table(book, part, rows.get(part, []), words)
    _page(book, _words(words))
    moment = office.made_at({"made_on": made_on})
    book.properties.creator, book.properties.language, book.properties.created = "highground", office.TAGS[lang], moment
    book.properties.title = office.clean(project.title if project else words.t(N_("Project")))
    book.save(path)
    office.settle(path, moment if isinstance(moment, datetime) else datetime(2000, 1, 1))


def spoken() -> Spoken:
    """The words of every choice in every language, in small letters, with the word that is kept."""
    said: dict[tuple[str, str], dict[str, str]] = {}
    for lang in LANGS:
        words = Words(lang, ROOM)
        for key, choices in CHOICES.items():
            said.setdefault(key, {}).update({words.t(text).casefold(): code for code, text in choices.items()})
    return said


def label(name: str, words: Words, part: str = "") -> str:
    """A column's name in the language, with a star where each row needs an entry; parts of a value say whose they are: Baseline: low end."""
    star = " *" if name in NEEDED.get(part, ()) else ""
    if part in ("budget", "event") and name in PERIODS:
        return words.t(PERIODS[name]) + star
    if name in LABELS:
        text = words.t(LABELS[name])
        return text[:1].upper() + text[1:] + star
    owner, _, rest = name.partition("_")
    if rest == "value":
        return words.t(LABELS[owner])
    text = words.t(LABELS[rest])
    return f"{words.t(LABELS[owner])}: {text[:1].lower()}{text[1:]}"


def _page(book: Workbook, sheet: Sheet) -> Worksheet:
    page = book.create_sheet(workbook.sheet_name(sheet.name, book.sheetnames))
    workbook.fill(page, sheet)
    return page


def _shown(value: str | float, key: tuple[str, str], words: Words) -> object:
    if value and key in CHOICES:
        return words.t(CHOICES[key][str(value)])
    return guarded(value) if isinstance(value, str) else value


def _project(book: Workbook, row: Row, state: str, words: Words) -> None:
    """The project upright: tag, label, value."""
    fields = PARTS["project"]
    lines = [
        (tag("project", name), label(name, words, "project"), _shown(row.get(name, ""), ("project", name), words))
        for name in fields
    ]
    lines += [(tag("project", STATE), words.t(N_("State in the records; leave it")), guarded(state))] if state else []
    heads = tuple(words.t(text) for text in (N_("Tag"), N_("Field"), N_("Entry")))
    page = _page(book, Sheet(words.t(SHEETS["project"]), heads, (24, 30, 90), lines))
    for place, name in enumerate(fields, 2):
        cell = page.cell(place, 3)
        if name == "budget" or not number(name):
            cell.number_format = MONEY if name == "budget" else TEXT
        if name == "budget":  # one amount among texts stands where they stand
            for one in (cell, page["C1"]):
                one.alignment = Alignment(horizontal="left", vertical=one.alignment.vertical, indent=1)
        _offer(page, ("project", name), f"C{place}", words)


def _table(book: Workbook, part: str, rows: Iterable[Row], words: Words) -> None:
    fields = PARTS[part]
    lines = [tuple(_shown(row.get(name, ""), (part, name), words) for name in fields) for row in rows]
    widths = tuple(44 if name.rpartition("_")[2] in WIDE else 18 for name in fields)
    heads, tags = tuple(label(name, words, part) for name in fields), tuple(tag(part, name) for name in fields)
    page = _page(book, Sheet(words.t(SHEETS[part]), heads, widths, lines, tags, frozen=1))
    last = page.max_row + SPARE
    for column, name in enumerate(fields, 1):
        letter = get_column_letter(column)
        if name == "amount" or not number(name):
            form = MONEY if name == "amount" else TEXT
            page.column_dimensions[letter].number_format = form
            for place in range(3, page.max_row + 1):
                page.cell(place, column).number_format = form
        _offer(page, (part, name), f"{letter}3:{letter}{last}", words)


def _offer(page: Worksheet, key: tuple[str, str], cells: str, words: Words) -> None:
    """Offer the words of a choice in the language of the workbook."""
    if key not in CHOICES:
        return
    offer = DataValidation(
        type="list", formula1=f'"{",".join(map(words.t, CHOICES[key].values()))}"', allow_blank=True, showErrorMessage=True
    )
    offer.error = words.t(N_("Take one of the words of the list."))[:220]
    offer.add(cells)
    page.add_data_validation(offer)


def _words(words: Words) -> Sheet:
    lines = [
        (words.t(SHEETS[part]), label(name, words), words.t(text), code)
        for (part, name), choices in CHOICES.items()
        for code, text in choices.items()
    ]
    heads = tuple(words.t(text) for text in (N_("Sheet"), N_("Column"), N_("Word to write"), N_("Code, accepted too")))
    return Sheet(words.t(N_("Words")), heads, (26, 44, 44, 22), lines)
