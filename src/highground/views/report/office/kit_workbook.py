"""exercises.xlsx of a kit: the labs as sheets to work in; numbers come from the run, and there are no formulas."""

from pathlib import Path
from typing import Final

from openpyxl import Workbook

from highground.basis.estimate import honest
from highground.basis.words import N_
from highground.response.capacity.kit.exercise import Exercise, Span
from highground.views.report.narrative.kit_content import Telling
from highground.views.report.office import office, workbook
from highground.views.report.office.sheet import Sheet

ENDS: Final = (N_("low"), N_("middle"), N_("high"))


def write(telling: Telling, path: Path) -> None:
    """Write a sheet for each exercise: the table of units with low, middle and high, and the questions with blank cells."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in [_about(telling), *(sheet for one in telling.exercises() for sheet in _sheets(one, telling))]:
        workbook.fill(book.create_sheet(workbook.sheet_name(sheet.name, book.sheetnames)), sheet)
    moment = office.made_at(telling.run.about)
    book.properties.creator, book.properties.language = "highground", office.TAGS[telling.words.lang]
    book.properties.title = office.clean(f"{telling.t(N_('Exercises'))}: {telling.country}")
    book.properties.created = moment
    book.save(path)
    office.settle(path, moment)


def _about(telling: Telling) -> Sheet:
    lines: list[tuple[object, ...]] = [(telling.t(N_("Country")), telling.country), (telling.t(N_("Made on")), telling.made)]
    lines += [("", text) for text in (telling.notice, *telling.left_out()) if text]
    return Sheet(telling.t(N_("About")), (), (26, 100), lines)


def _sheets(exercise: Exercise, telling: Telling) -> list[Sheet]:
    t = telling.t
    heads = [
        t(N_("Number")),
        t(N_("Question or passage")),
        t(N_("Your answer")),
        t(N_("Answer of a second person")),
        t(N_("Agreed, and why")),
    ]
    if exercise.id == "negotiation":
        heads[1:3] = [t(N_("Role")), t(N_("Position"))]
    texts = [telling.say(item.answer) if exercise.id == "negotiation" else "" for item in exercise.items]
    lines = [
        (number, telling.say(item.ask), text, "", "")
        for number, (item, text) in enumerate(zip(exercise.items, texts, strict=True), 1)
    ]
    made = [Sheet(t(exercise.title), tuple(heads), (9, 70, 40, 34, 40), lines, frozen=1)]
    if exercise.grid:
        made.append(_grid(exercise, telling))
    return made


def _grid(exercise: Exercise, telling: Telling) -> Sheet:
    """The table of units: for each column low, middle and high with the digits that they deserve; a blank is not reported."""
    assert exercise.grid is not None  # noqa: S101  asked for only where there is one
    t, lines = telling.t, exercise.grid.lines
    heads = [t(exercise.grid.heads[0])]
    columns: list[list[object]] = [[telling.cell(line[0]) for line in lines]]
    for number, head in enumerate(exercise.grid.heads[1:], 1):
        spans = [line[number] for line in lines]
        read = [_read(span) if isinstance(span, dict) else ("", "", "") for span in spans]
        ranged = any(low != high for low, _, high in read)
        heads += [f"{t(head)}: {t(end)}" for end in ENDS] if ranged else [t(head)]
        columns += [[ends[end] for ends in read] for end in (range(3) if ranged else (1,))]
    return Sheet(t(N_("Units")), tuple(heads), (26, *([16] * (len(heads) - 1))), list(zip(*columns, strict=True)), frozen=1)


def _read(span: Span) -> tuple[float, float, float]:
    """A range as it is printed: digits that are noise would rank units that nobody can rank."""
    low, mid, high = (float(str(span[end])) for end in ("low", "mid", "high"))
    low, mid, high = honest(low, mid, high)
    return round(low, 2), round(mid, 2), round(high, 2)
