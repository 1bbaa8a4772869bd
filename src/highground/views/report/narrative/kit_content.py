"""The kit in a reader's language: hours, lessons, exercises and what was left out, as texts that every document shares."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from highground.basis.question import LEVELS, SESSIONS, Said
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.response.capacity.kit.draft_check import DRAFT
from highground.response.capacity.kit.exercise import Exercise, Item, Span
from highground.response.capacity.kit.kit import Kit, Lesson
from highground.response.capacity.kit.outline import MINUTES
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.cells import Table
from highground.views.report.evidence.rows import label
from highground.views.report.narrative import content
from highground.views.report.narrative.content import Report, Statement
from highground.views.report.narrative.parts import notice

STARTS: Final = {  # session -> hour at which it begins; judged: office hours with breaks of 15 and a lunch of 75 minutes
    "s1": "09:00", "s2": "10:30", "s3": "13:00", "s4": "14:30", "s5": "09:00", "s6": "10:30", "s7": "13:00", "s8": "14:30",
}  # fmt: skip
DAYS: Final = (("s1", "s2", "s3", "s4"), ("s5", "s6", "s7", "s8"))
PAUSES: Final = {  # after which session -> what
    "s1": N_("Break"), "s2": N_("Lunch"), "s3": N_("Break"), "s5": N_("Break"), "s6": N_("Lunch"), "s7": N_("Break"),
}  # fmt: skip
TESTS: Final = {  # before or after which session -> when, and what; judged: half an hour for a form of 20 questions, outside of the sessions
    "s1": ("08:30", N_("Test before the training (form A)")),
    "s8": ("15:45", N_("Test after the training (form B), certificates")),
}
TEST_MINUTES: Final = 30  # of each test; judged


@dataclass(frozen=True, slots=True)
class Telling:
    """A kit, its run and a language."""

    kit: Kit
    run: Run
    words: Words

    @property
    def country(self) -> str:
        """The country's name in the language."""
        names = self.run.about["names"]
        return str(names.get(self.words.lang, names["en"]))

    @property
    def notice(self) -> str:
        """That the translation is not reviewed; empty where it is."""
        return notice(self.words)

    @property
    def made(self) -> str:
        """When and with what the run was made."""
        about = self.run.about
        return f"{self.country} · {self.words.date(str(about['made_on']))} · highground {about['version']}"

    def t(self, message: str, **values: object) -> str:
        """A message in the language."""
        return self.words.t(message, **values)

    def say(self, said: Said) -> str:
        """A saying in the language; codes of units become their names."""
        values = {name: self._value(value) for name, value in said.values.items()}
        return self.words.t(said.template, **values).replace("`", "") if said.template else ""

    def _value(self, value: object) -> object:
        if isinstance(value, tuple):
            return ", ".join(labels.place(self.run, str(code), self.words) for code in value)
        if isinstance(value, dict) and "en" not in value and "mid" not in value:
            return next(iter(value.values()), "")
        return value

    def cell(self, value: str | Span | None) -> str:
        """A cell of a lab's table: the name of a unit, a number with its range, or that it is not reported."""
        if value is None:
            return self.t("not reported")
        if isinstance(value, str):
            return labels.place(self.run, value, self.words)
        ends = [float(str(value[end])) for end in ("low", "mid", "high")]
        low, mid, high, _ = self.words.spread(ends[0], ends[1], ends[2], str(value["unit"]))
        percent = "\u00a0%" if value["unit"] == "%" else ""
        return f"{mid}{percent}" if low == high else self.words.spanned(mid + percent, low, high)

    def claims(self, ids: Iterable[str]) -> tuple[Statement, ...]:
        """The findings of the run with these ids, in this order."""
        held = {one.id: one for one in _report(self.run, self.words.lang).doubts.statements}
        return tuple(held[name] for name in ids if name in held)

    def table(self, name: str) -> Table | None:
        """A table of the country's report; None where the run has none."""
        tables = [table for section in _report(self.run, self.words.lang).sections for table in section.tables]
        return next((table for table in tables if table.id == name), None)

    def grounds(self, lesson: Lesson) -> tuple[Statement, ...]:
        """The findings that the lesson rests on."""
        return self.claims(ground.claim for ground in lesson.action.grounds)

    def tail(self, one: Statement) -> str:
        """Confidence and rows of a finding, for brackets."""
        return ", ".join(text for text in (one.likelihood, one.confidence, *(label(row) for row in one.rows)) if text)

    def title(self, session: str) -> str:
        """The title of a session with its number."""
        return self.t(N_("Session {n}: {title}"), n=int(session[1:]), title=self.t(SESSIONS[session]))

    def outcomes(self, lesson: Lesson) -> tuple[tuple[str, str], ...]:
        """Level and what participants can do."""
        return tuple((self.t(LEVELS[level]), self.t(text)) for level, text in lesson.outline.outcomes)

    def pairs(self, heads: tuple[str, str], lines: Iterable[tuple[str, str]]) -> list[list[str]]:
        """A table of two columns in the language, its head first."""
        return [[self.t(one), self.t(other)] for one, other in (heads, *lines)]

    def source(self, item: Item) -> str:
        """Where the numbers of an item come from: rows of the evidence table, and published sources."""
        rows = [label(row) for one in self.claims(item.claims) for row in one.rows]
        sources = [source for name in item.figures for source in self.kit.figures[name].split("; ")]
        return "; ".join(dict.fromkeys([*rows, *sources]))

    def draft(self) -> str:
        """The sentences of the draft that is to be checked, one a line, for the claim check; empty where the kit has none."""
        return "".join(f"{self.say(item.ask)}\n" for one in self.exercises() if one.id == DRAFT for item in one.items)

    def left_out(self) -> tuple[str, ...]:
        """What the run cannot carry, in sentences."""
        sessions = [
            self.t(N_("{title} is left out: the run makes no finding that it could rest on."), title=self.title(one))
            for one in self.kit.missing
        ]
        games = [
            self.t(N_("The exercise “{title}” is left out: the run has no numbers for it."), title=self.t(one))
            for one in self.kit.dropped
        ]
        return (*sessions, *games)  # fmt: skip

    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises in the order of the sessions."""
        return tuple(lesson.exercise for lesson in self.kit.lessons if lesson.exercise)


@cache
def _report(run: Run, lang: str) -> Report:
    return content.build(run, lang)


def hours(start: str, minutes: int) -> str:
    """From and to, as a clock shows them.

    >>> hours("09:00", 75)
    '09:00–10:15'
    """
    begins = datetime.strptime(start, "%H:%M")
    return f"{begins:%H:%M}–{begins + timedelta(minutes=minutes):%H:%M}"


def plan(lesson: Lesson) -> tuple[tuple[str, int, str], ...]:
    """Each step of a session: from and to, minutes, what happens."""
    lines, done = [], 0
    for minutes, text in lesson.outline.steps:
        begins = datetime.strptime(STARTS[lesson.outline.id], "%H:%M") + timedelta(minutes=done)
        lines.append((hours(f"{begins:%H:%M}", minutes), minutes, text))
        done += minutes
    return tuple(lines)


def slot(session: str) -> str:
    """When a session is held: 09:00–10:15."""
    return hours(STARTS[session], MINUTES)
