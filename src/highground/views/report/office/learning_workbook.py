"""evaluation.xlsx: every number of an evaluation, as numbers; and sheets for typing answers, one a test."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from highground.basis.question import SESSIONS, Question
from highground.basis.words import N_
from highground.response.capacity.learning.evaluation import Evaluation
from highground.response.capacity.learning.gain import Span
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.learning_content import TESTS, Page
from highground.views.report.narrative.parts import Listing
from highground.views.report.office.policy_workbook import page, save
from highground.views.report.office.sheet import Sheet

ROWS: Final = 40  # rows to fill; more are added by copying one
PERCENT: Final = "0"
HOW: Final = (
    N_("One row is one person. Write the number that the person was given, never the name, and the same number on every test."),
    N_("Write letters as they stand on paper (A, or A C where several are right), numbers with a point or a comma, pairs as 1-B 2-A. Leave blank what was not answered."),
    N_("One file holds one test. Each row names the form that the person had: where one half of the class began with the other form, write that one. For more people copy a row. Cells are text, so that no date is made of an answer."),
    N_("Give the files back: highground teach evaluate FOLDER --before FILE --after FILE."),
)  # fmt: skip


def write(told: Page, found: Evaluation, moment: datetime, path: Path) -> None:
    """Write evaluation.xlsx in the language of the page: numbers with their ranges, sessions, questions, and what to keep in mind."""
    words, file = Words(told.lang, "learning", "questions"), Workbook()
    file.remove(file.worksheets[0])
    page(file, Sheet(words.t(N_("About")), (), (34, 110), _about(told, words)))
    page(file, _numbers(found, words))
    page(file, _sessions(found, words))
    names = {f"items-{one.test}-{one.form}": f"{words.t(TESTS[one.test])}, {one.form}" for one in found.tests}
    for listing in told.tables:
        if listing.id in names:
            page(file, _listed(listing, names[listing.id], (8, 60, 44, 12, 16, 16, 40)))
        elif listing.id == "changed":
            page(file, _listed(listing, listing.caption, (60, 16, 16, 16, 16)))
    save(file, told.title, told.lang, moment, path)


def _listed(listing: Listing, name: str, widths: tuple[int, ...]) -> Sheet:
    return Sheet(name, listing.columns, widths, [tuple(map(_cell, line)) for line in listing.lines])


def _cell(text: str) -> object:
    """A number as a number, so that a sheet can be sorted; anything else as it reads."""
    plain = text.replace(",", ".").replace("−", "-").replace("\u202f", "")
    try:
        return float(plain)
    except ValueError:
        return text


def _about(told: Page, words: Words) -> list[tuple[object, ...]]:
    lines: list[tuple[object, ...]] = [(words.t(N_("In short")), told.answer)]
    for head, texts in (
        (words.t(N_("What to keep in mind")), told.warnings), (words.t(N_("What this page does not say")), told.limits), (words.t(N_("How it was made")), told.method),
    ):  # fmt: skip
        lines += [(head if number == 0 else "", text) for number, text in enumerate(texts)]
    return [*lines, ("", told.colophon)]


def _numbers(found: Evaluation, words: Words) -> Sheet:
    """Every number with its range, then how many took which test."""
    later = found.later.kept if found.later else None
    named: list[tuple[str, Span | None, float]] = [
        (N_("Right before, %"), found.pre, 100), (N_("Right after, %"), found.post, 100), (N_("Gain of the class, %"), found.gain, 100),
        (N_("Mean of own gains, %"), found.own_gain, 100), (N_("Change, points"), found.change, 100), (N_("Size of the change, d"), found.size, 1),
        (N_("Gain left months later, %"), later, 100),
    ]  # fmt: skip
    lines: list[tuple[object, ...]] = [(words.t(name), *_ends(span, scale)) for name, span, scale in named if span]
    lines += [(f"KR-20: {words.t(TESTS[one.test])}, {one.form}", *_ends(one.agreement, 1)) for one in found.tests if one.agreement]
    if found.crossed:
        lines.append((words.t(N_("Change without a difference between the forms, points")), *_ends(found.crossed.change, 100)))
        easier = words.t(N_("Form {a} easier than form {b}, points"), a=found.crossed.second, b=found.crossed.first)
        lines.append((easier, *_ends(found.crossed.easier, 100)))
    gone = found.attrition
    counts = (
        (N_("Took both tests"), gone.both),
        (N_("Took only the test before"), gone.pre),
        (N_("Took only the test after"), gone.post),
    )
    formats = ["0.00"] * len(lines) + ["0"] * len(counts)
    lines += [(words.t(name), count, None, None) for name, count in counts]
    heads = (N_("What"), N_("Value"), N_("Low"), N_("High"))
    return Sheet(words.t(N_("Numbers")), tuple(map(words.t, heads)), (60, 12, 12, 12), lines, formats=formats)


def _ends(span: Span, scale: float) -> tuple[float | None, ...]:
    return tuple(None if value is None else scale * value for value in (span.mid, span.low, span.high))


def _sessions(found: Evaluation, words: Words) -> Sheet:
    heads = [
        N_("Session"), N_("Questions before"), N_("Questions after"), N_("Right before, %"), N_("Right after, %"), N_("Change, points"), N_("Low"), N_("High"),
    ]  # fmt: skip
    lines = [
        (words.t(SESSIONS[one.id]), *one.items, 100 * one.pre.mid, 100 * one.post.mid, *_ends(one.change, 100))
        for one in found.sessions
    ]
    return Sheet(
        words.t(N_("By session")),
        tuple(map(words.t, heads)),
        (44, 12, 12, 12, 12, 12, 10, 10),
        lines,
        fixed=dict.fromkeys(range(3, 8), "0.0"),
    )


def write_answers(form: str, asks: Sequence[Question], lang: str, moment: datetime, path: Path) -> None:
    """Write an empty sheet for the answers to one form."""
    words, file = Words(lang, "learning", "questions"), Workbook()
    file.remove(file.worksheets[0])
    heads = (words.t(N_("Participant number")), words.t(N_("Form")), *(str(n) for n in range(1, len(asks) + 1)))
    lines = [("", form, *([""] * len(asks)))] * ROWS
    made = page(file, Sheet(words.t(N_("Answers")), heads, (22, 10, *([7] * len(asks))), lines, frozen=1))
    for row in made.iter_rows(min_row=2):
        for cell in row:
            cell.number_format = "@"
    page(
        file,
        Sheet(
            words.t(N_("About")),
            (),
            (26, 110),
            [(words.t(N_("What to do")) if n == 0 else "", words.t(text)) for n, text in enumerate(HOW)],
        ),
    )
    save(file, words.t(N_("Answers")), lang, moment, path)
