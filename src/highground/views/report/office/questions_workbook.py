"""questions.xlsx: the bank as a sheet, one row a question, with its key, reason and what it rests on."""

from collections.abc import Sequence
from math import ceil
from pathlib import Path

from openpyxl import Workbook

from highground.basis.question import SESSIONS, Item, Question
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.rows import label
from highground.views.report.narrative import questions_content as content
from highground.views.report.narrative.parts import notice
from highground.views.report.office import office, workbook
from highground.views.report.office.sheet import Sheet

HEADS = (
    (N_("Name"), 46), (N_("Session"), 44), (N_("Level"), 14), (N_("Question"), 60), (N_("Answers"), 60), (N_("Key"), 22), (N_("Why"), 50),
    (N_("Rests on"), 50),
)  # fmt: skip

LINE_PT = 14.0  # of a line of the sheet's letters, with room
HIGHEST_PT = 409.0  # of a row in a spreadsheet


def write(questions: Sequence[Question], items: Sequence[Item], run: Run, words: Words, path: Path) -> None:
    """Write the bank in a language; the same bank gives the same bytes."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = workbook.sheet_name(words.t(N_("Questions")), [])
    lines = [_line(one, item, words) for one, item in zip(questions, items, strict=True)]
    workbook.fill(
        page, Sheet(page.title, tuple(words.t(head) for head, _ in HEADS), tuple(width for _, width in HEADS), lines, frozen=1)
    )
    for number, line in enumerate(lines, start=2):  # below the headings
        page.row_dimensions[number].height = _height(line)
    if warning := notice(words):
        note = book.create_sheet(workbook.sheet_name(words.t(N_("Note")), book.sheetnames))
        workbook.fill(note, Sheet(note.title, (), (20, 100), [("", warning)]))
    moment = office.made_at(run.about)
    book.properties.creator, book.properties.created = "highground", moment
    book.properties.title, book.properties.language = (
        office.clean(words.t(content.TITLE, country=content.country(run, words))),
        office.TAGS[words.lang],
    )
    book.save(path)
    office.settle(path, moment)


def _height(line: Sequence[str]) -> float:
    """Points that the tallest cell of a row needs, each of its own lines wrapped at the width of its column.

    >>> _height(("a", "b", "c", "d", "A. one\\nB. two\\nC. three"))
    45.5
    """
    rows = (sum(ceil((len(part) + 2) / width) for part in text.split("\n")) for text, (_, width) in zip(line, HEADS, strict=False))
    return min(HIGHEST_PT, LINE_PT * (max(rows) + 0.25))


def _line(one: Question, item: Item, words: Words) -> tuple[str, ...]:
    if item.kind == "matching":
        answers = [f"{n}. {choice.text}" for n, choice in enumerate(item.choices, start=1)]
        answers += [f"{content.LETTERS[n]}. {item.choices[at].match}" for n, at in enumerate(item.order)]
    else:
        answers = [f"{content.LETTERS[n]}. {choice.text}" for n, choice in enumerate(item.choices)]
    rests = (*one.claims, *(label(row) for row in one.rows), *one.facts)
    return (
        one.id, words.t(SESSIONS[one.session]), content.level(item, words), item.stem, "\n".join(answers), content.answer(item, words), item.explanation,
        ", ".join(rests),
    )  # fmt: skip
