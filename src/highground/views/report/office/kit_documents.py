"""agenda.docx, facilitator.docx, handouts.docx, exercises.docx and answers.docx of a kit."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from docx.document import Document as Doc
from docx.text.paragraph import Paragraph

from highground.basis.words import N_
from highground.response.capacity.kit.coding_lab import STRENGTH
from highground.response.capacity.kit.draft_check import DRAFT
from highground.response.capacity.kit.exercise import Exercise, Item
from highground.response.capacity.kit.kit import Lesson
from highground.views.report import figures
from highground.views.report.narrative.kit_content import DAYS, PAUSES, TEST_MINUTES, TESTS, Telling, hours, plan, slot
from highground.views.report.office import document
from highground.views.report.office.kit_paper import bullets, named, opened, page, ruled, saved, say, table
from highground.views.report.office.stationery import TEXT_MM

READ: Final = N_(
    "E with a number names a row of the evidence table of the run. Numbers in brackets are a range: nine of ten outcomes lie in it."
)
TOPICS: Final = {  # a chapter of slides -> its figure on paper
    "terrain": "mountains", "people": "people", "climate": "timing", "glaciers": "glaciers", "ecosystems": "belts", "hazards": "hazards",
    "mobility": "cells", "doubts": "sensitivity",
}  # fmt: skip
CHECK: Final = N_(
    "For session 6 open the draft of this kit in the claim check: highground claim-check draft.txt. It reads English, Russian and Spanish, and marks fewer sentences than attentive readers do: the rest is for the group to find."
)
_OPEN: Final = "negotiation"  # the exercise whose second text is a position to be read, not an answer
_LAB: Final = (0.2, 0.22, 0.16, 0.13, 0.15, 0.14)  # shares of the columns of the lab: names of units and people take most room
_LINES: Final = 2  # to write an answer on
_LUNCH: Final = {"s2": 75, "s6": 75}  # minutes; breaks have 15


def agenda(telling: Telling, path: Path) -> None:
    """agenda.docx: two days with hours, sessions, breaks, and what participants can do after each."""
    title = telling.t(N_("Agenda"))
    doc = opened(
        telling, title, telling.t(N_("Two days of training on mountains, climate and mobility: {country}"), country=telling.country)
    )
    lessons = {lesson.outline.id: lesson for lesson in telling.kit.lessons}
    heads = (telling.t(N_("Time")), telling.t(N_("Session")), telling.t(N_("Afterwards participants can")))
    for number, day in enumerate(DAYS, 1):
        say(doc, telling.t(N_("Day {n}"), n=number), "Heading 1")
        lines = [_test(day[0], telling)] if day[0] in TESTS else []
        for session in day:
            can = (
                "; ".join(text for _, text in telling.outcomes(lessons[session]))
                if session in lessons
                else telling.t(N_("left out"))
            )
            lines.append((slot(session), telling.title(session), can))
            if session in PAUSES:
                starts = slot(session).partition("–")[2]
                lines.append((hours(starts, _LUNCH.get(session, 15)), telling.t(PAUSES[session]), ""))
        lines += [_test(day[-1], telling)] if day[-1] in TESTS else []
        table(doc, heads, lines, (0.16, 0.34, 0.5))
    bullets(doc, telling.t(N_("What this kit leaves out, and why")), telling.left_out())
    saved(doc, telling, title, path)


def _test(session: str, telling: Telling) -> tuple[str, str, str]:
    start, what = TESTS[session]
    return hours(start, TEST_MINUTES), telling.t(what), ""


def facilitator(telling: Telling, path: Path) -> None:
    """facilitator.docx: for each session aim, outcomes, minutes, materials, discussion, mistakes, what to watch, and the findings."""
    title = telling.t(N_("Facilitator notes"))
    doc = opened(telling, title, telling.t(N_("How to lead the eight sessions, minute by minute")))
    before: tuple[str, ...] = (
        N_("Read the brief of the country; every number of this kit comes from its run, and E with a number names the row."),
        N_("Print the hand-outs and exercises for each participant, the answers once."),
        N_("Never show a number without its range. Where you do not know an answer, say so and note the question."),
        N_(
            "Tests are taken before the first and after the last session, half an hour each; highground teach questions writes forms A and B."
        ),
        N_("Take attendance only with consent, and no more personal data than a certificate needs."),
    )
    if any(exercise.id == DRAFT for exercise in telling.exercises()):
        before = (*before, CHECK)
    bullets(doc, telling.t(N_("Before you begin")), map(telling.t, before))
    bullets(doc, telling.t(N_("What this kit leaves out, and why")), telling.left_out())
    for lesson in telling.kit.lessons:
        _guide(doc, lesson, telling)
    saved(doc, telling, title, path)


def _guide(doc: Doc, lesson: Lesson, telling: Telling) -> None:
    outline, t = lesson.outline, telling.t
    page(doc, telling.title(outline.id))
    say(doc, t(outline.aim), "Lead")
    table(doc, (t(N_("Level")), t(N_("Afterwards participants can"))), telling.outcomes(lesson), (0.2, 0.8))
    lines = [(when, str(minutes), t(text)) for when, minutes, text in plan(lesson)]
    table(doc, (t(N_("Time")), t(N_("Minutes")), t(N_("What happens"))), lines, (0.2, 0.14, 0.66))
    named(doc, t(N_("Materials")), "; ".join(map(t, outline.materials)))
    named(doc, t(N_("What to watch")), t(outline.watch))
    bullets(doc, t(N_("Questions for the discussion")), map(t, outline.discussion))
    say(doc, t(N_("Common misunderstandings")), "Heading 2")
    table(doc, (t(N_("Often said")), t(N_("Better"))), [(t(a), t(b)) for a, b in outline.mistakes], (0.42, 0.58))
    bullets(
        doc, t(N_("Findings that this session rests on")), (f"{one.text} ({telling.tail(one)})" for one in telling.grounds(lesson))
    )


def handouts(telling: Telling, path: Path) -> None:
    """handouts.docx: for each session its three lines, findings with confidence, a picture, and room for notes; then terms, code book and plan."""
    title = telling.t(N_("Hand-outs"))
    doc = opened(telling, title, telling.t(N_("For participants: what to take home, and the numbers behind it")))
    _contents(doc, telling)
    for lesson in telling.kit.lessons:
        page(doc, telling.title(lesson.outline.id))
        for line in lesson.outline.lines:
            say(doc, telling.t(line), "Lead")
        bullets(doc, telling.t(N_("Findings")), (f"{one.text} ({telling.tail(one)})" for one in telling.grounds(lesson)[:4]))
        _picture(doc, lesson, telling)
        say(doc, telling.t(N_("My notes")), "Heading 2")
        ruled(doc, 4)
    _terms(doc, telling)
    _codes(doc, telling)
    _plan(doc, telling)
    saved(doc, telling, title, path)


def _contents(doc: Doc, telling: Telling) -> None:
    """What there is in each session, and when."""
    t = telling.t
    days = {session: number for number, day in enumerate(DAYS, 1) for session in day}
    lines = [
        (
            f"{t('Day {n}', n=days[lesson.outline.id])}, {slot(lesson.outline.id)}",
            telling.title(lesson.outline.id),
            t(lesson.exercise.title) if lesson.exercise else "",
        )
        for lesson in telling.kit.lessons
    ]
    table(doc, (t(N_("Time")), t(N_("Session")), t(N_("Exercise"))), lines, (0.24, 0.46, 0.3))
    say(doc, t(READ), "Note")


def _picture(doc: Doc, lesson: Lesson, telling: Telling) -> None:
    """The first picture of the session that the run can draw."""
    for chart in lesson.outline.charts:
        name = TOPICS.get(chart.name, chart.name)
        if figures.available(name, telling.run):
            say(doc, telling.t(chart.title), "Heading 2")
            shown = figures.show(name, telling.run, telling.words.lang)
            width = min(TEXT_MM, 95.0 * shown.width / shown.height)  # mm; the session stays on one or two pages
            document._place(doc.add_paragraph(style="Picture"), shown, telling.t(chart.title), width)
            return


def _terms(doc: Doc, telling: Telling) -> None:
    """The words of all sessions and what they mean."""
    page(doc, telling.t(N_("In plain words")))
    for lesson in telling.kit.lessons:
        say(doc, telling.title(lesson.outline.id), "Heading 2")
        heads, *lines = telling.pairs((N_("Term"), N_("Meaning")), lesson.outline.terms)
        table(doc, heads, lines, (0.26, 0.74))


def _codes(doc: Doc, telling: Telling) -> None:
    """The code book on one page: themes, and the steps of commitment."""
    page(doc, telling.t(N_("Code book on one page")))
    lang = telling.words.lang
    lines = [
        (one.label.get(lang, one.label["en"]), one.guidance.get(lang, one.guidance.get("en", "")))
        for one in telling.kit.book.themes
    ]
    table(doc, (telling.t(N_("Theme")), telling.t(N_("When to code it"))), lines, (0.3, 0.7))
    for field in (one for one in telling.kit.book.fields if one.id == STRENGTH):
        bullets(doc, field.label.get(lang, field.label["en"]), (label.get(lang, label["en"]) for label in field.values.values()))


def _plan(doc: Doc, telling: Telling) -> None:
    t = telling.t
    page(doc, t(N_("My action plan for three months")))
    heads = (
        t(N_("Step")),
        t(N_("Finding that it rests on")),
        t(N_("Office in charge")),
        t(N_("Date")),
        t(N_("How I shall see that it is done")),
    )
    table(doc, heads, [("", "", "", "", "")] * 3, (0.26, 0.2, 0.18, 0.14, 0.22), tall=30)
    say(doc, t(N_("Who helps me, and whom I shall tell about it")), "Heading 2")
    ruled(doc, 3)


def exercises(telling: Telling, path: Path) -> None:
    """exercises.docx: every exercise without its answers."""
    _papers(
        telling,
        path,
        telling.t(N_("Exercises")),
        telling.t(N_("For participants; the answers are in a file of their own")),
        _question,
    )


def answers(telling: Telling, path: Path) -> None:
    """answers.docx: every exercise with answers, reasons and sources."""
    _papers(telling, path, telling.t(N_("Answers")), telling.t(N_("For the facilitator: answers, reasons and sources")), _answer)


def _papers(
    telling: Telling, path: Path, title: str, subtitle: str, tell: Callable[[Doc, Exercise, Item, str, Telling], None]
) -> None:
    doc = opened(telling, title, subtitle)
    _contents(doc, telling)
    bullets(doc, telling.t(N_("What this kit leaves out, and why")), telling.left_out())
    for exercise in telling.exercises():
        page(doc, telling.t(exercise.title))
        say(doc, f"{telling.title(exercise.session)} · {slot(exercise.session)}", "Intro")
        if exercise.note:
            say(doc, telling.t(exercise.note), "Warning")
        for step in exercise.steps:
            say(doc, telling.t(step), "List Bullet")
        if exercise.grid:
            heads = [telling.t(head) for head in exercise.grid.heads]
            lines = [[telling.cell(cell) for cell in line] for line in exercise.grid.lines]
            table(doc, heads, lines, _LAB)
        for number, item in enumerate(exercise.items, 1):
            tell(doc, exercise, item, f"{number}. ", telling)
    saved(doc, telling, title, path)


def _question(doc: Doc, exercise: Exercise, item: Item, number: str, telling: Telling) -> None:
    say(doc, number + telling.say(item.ask), "Heading 2")
    if exercise.id == _OPEN:
        _role(doc, item, telling)
    else:
        ruled(doc, _LINES)


def _role(doc: Doc, item: Item, telling: Telling) -> None:
    """A role: its position, and every finding that it may use, with the confidence that it has to say."""
    parts = [say(doc, telling.say(item.answer), "Lead")]
    parts += [say(doc, f"{one.text} ({telling.tail(one)})", "List Bullet") for one in telling.claims(item.claims)]
    _together(parts)


def _answer(doc: Doc, exercise: Exercise, item: Item, number: str, telling: Telling) -> None:
    say(doc, number + telling.say(item.ask), "Heading 2")
    if exercise.id == _OPEN:
        _role(doc, item, telling)
        return
    parts = [say(doc, telling.say(item.answer))]
    parts[0].runs[0].bold = True
    if item.why.template:
        parts.append(say(doc, telling.say(item.why)))
    if source := telling.source(item):
        parts.append(say(doc, f"{telling.t('Source')}: {source}", "Note"))
    _together(parts)


def _together(parts: Sequence[Paragraph]) -> None:
    """Paragraphs that stay on one page: a source or a finding alone on the next page is of no use."""
    for part in parts[:-1]:
        part.paragraph_format.keep_with_next = True
