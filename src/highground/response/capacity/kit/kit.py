"""Builds the kit of a run: its sessions as lessons that rest on claims, their exercises, and what had to be left out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from highground.basis.action import Action
from highground.basis.errors import BadData
from highground.basis.policy import Codebook
from highground.basis.words import N_
from highground.catalogue.codes.book import codebook
from highground.catalogue.drafts.rulebook import rulebook
from highground.response.capacity.kit import (
    cases,
    coding_lab,
    draft_check,
    hotspot_lab,
    negotiation,
    numbers_game,
    s1,
    s2,
    s3,
    s4,
    s5,
    s6,
    s7,
    s8,
)
from highground.response.capacity.kit.exercise import Exercise, Material
from highground.response.capacity.kit.outline import Outline
from highground.response.grounds import grounded, supported

if TYPE_CHECKING:
    from highground.catalogue.runs import Run
    from highground.catalogue.shelf import Shelf

OUTLINES: Final = (s1.OUTLINE, s2.OUTLINE, s3.OUTLINE, s4.OUTLINE, s5.OUTLINE, s6.OUTLINE, s7.OUTLINE, s8.OUTLINE)
MAKERS: Final[dict[str, tuple[str, Callable[[Material], Exercise | None]]]] = {  # session -> name and maker of its exercise
    "s1": (N_("Numbers game, first round"), numbers_game.first),
    "s2": (N_("Reading charts"), cases.reading),
    "s3": (N_("Numbers game, second round"), numbers_game.second),
    "s4": (N_("Six cases"), cases.sorting),
    "s5": (N_("Hotspot lab"), hotspot_lab.lab),
    "s6": (N_("Check of a draft"), draft_check.draft),
    "s7": (N_("Policy coding lab"), coding_lab.lab),
    "s8": (N_("Negotiation"), negotiation.simulation),
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """One session that is taught: what is planned, the action with its claims, and its exercise where the run supports one."""

    outline: Outline
    action: Action
    exercise: Exercise | None


@dataclass(frozen=True, slots=True)
class Kit:
    """The kit: lessons in their order, the sessions that the run cannot carry, and the exercises that it cannot fill."""

    lessons: tuple[Lesson, ...]
    missing: tuple[str, ...]
    dropped: tuple[str, ...]  # titles of exercises
    figures: dict[str, str]  # bundled figures that are cited -> source
    book: Codebook


def build(run: "Run", shelf: "Shelf") -> Kit:
    """The kit of a run. Raises BadData when the run makes no claim that any session could rest on."""
    figures = {str(row["figure_id"]): row for row in rulebook(shelf).figures}
    material = Material(run, figures, codebook(shelf), {claim.id: claim for claim in run.claims})
    lessons, missing, dropped = [], [], []
    for outline in OUTLINES:
        grounds = supported(outline.grounds, [run])
        if not grounds:
            missing.append(outline.id)
            continue
        title, make = MAKERS[outline.id]
        exercise = make(material)
        if exercise is None:
            dropped.append(title)
        lessons.append(Lesson(outline, Action(f"lesson.{outline.id}", "lesson", outline.aim, {}, grounds), exercise))
    if not lessons:
        raise BadData(f"the run of {material.iso3} makes no claim that a training could rest on; profile the country again")
    grounded((lesson.action for lesson in lessons), [run])
    cited = [item for lesson in lessons if lesson.exercise for item in lesson.exercise.items]
    sources = {name: str(figures[name]["source"]) for item in cited for name in item.figures}
    return Kit(tuple(lessons), tuple(missing), tuple(dropped), sources, material.book)
