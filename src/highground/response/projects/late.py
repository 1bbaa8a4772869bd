"""What is late: steps and targets whose day has passed, and a project that is still open after its end."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from highground.basis.project import Project, span
from highground.basis.words import N_

OPEN: Final = ("planned", "active", "finalising")
STEP: Final = N_("{line} {title}: due {due}, not reported as done")
TARGET: Final = N_("{line} {title}: target due {due}, no result reported")
PROJECT: Final = N_("The record still says “{status}”, although the planned end ({due}) has passed.")


@dataclass(frozen=True, slots=True)
class Late:
    """A message and what fills it."""

    message: str
    filled: dict[str, object]


def late(project: Project, today: date, measured: frozenset[str] = frozenset()) -> tuple[Late, ...]:
    """What should have come by today. A month or year is late when its last day has passed. `measured`: indicators that a run measures."""
    found = [
        Late(STEP, {"line": one.id, "title": one.title, "due": one.due})
        for one in project.results
        if not one.done and passed(one.due, today)
    ]
    found += [
        Late(TARGET, {"line": one.id, "title": one.title, "due": one.target.on})
        for one in project.indicators
        if one.target and not one.actuals and one.id not in measured and passed(one.target.on, today)
    ]
    if project.status in OPEN and not project.ended and passed(project.end, today):
        found.insert(0, Late(PROJECT, {"status": project.status, "due": project.end}))
    return tuple(found)


def passed(text: str, today: date) -> bool:
    """Whether the last day that a date may mean lies behind; a blank never does."""
    days = span(text)
    return days is not None and days[1] < today
