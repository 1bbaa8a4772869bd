"""Steps of a project that rest on evidence: each is an action, and names claims that a run makes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from highground.basis.action import Action, Ground
from highground.basis.errors import BadData
from highground.basis.project import Project
from highground.response.grounds import grounded

if TYPE_CHECKING:
    from highground.catalogue.runs import Run


def steps(project: Project) -> tuple[Action, ...]:
    """Lines of the logframe that name claims, as actions. Raises BadData for a claim that is not written as COUNTRY:claim."""
    return tuple(
        Action(
            f"{project.id}.{one.id}", "step", "{title}", {"title": one.title}, tuple(_ground(text, one.id) for text in one.claims)
        )
        for one in project.results
        if one.claims
    )


def held(project: Project, runs: Sequence["Run"]) -> tuple[Action, ...]:
    """The steps whose countries' runs are given, held to the claims that these make. Raises BadData for a claim that no run makes."""
    given = {run.about["iso3"] for run in runs}
    return grounded((step for step in steps(project) if set(step.countries) <= given), runs)


def _ground(text: str, line: str) -> Ground:
    iso3, sign, claim = text.partition(":")
    if not sign or len(iso3) != 3 or not iso3.isupper() or not claim:
        raise BadData(f"{line}: {text!r} names no claim; write the country and the claim, such as KAZ:glaciers.area")
    return Ground(iso3, claim)
