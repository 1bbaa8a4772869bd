"""Projects by their number: those in the records first, then those that are bundled."""

import re
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from highground.basis.errors import BadData

if TYPE_CHECKING:
    from highground.basis.project import Project
    from highground.catalogue.runs import Run
    from highground.catalogue.shelf import Shelf
    from highground.catalogue.store.records import Store

MOST_SIGNS: Final = 100  # of a folder's name; file systems allow 255 bytes


def everything(store: "Store", shelf: "Shelf") -> "dict[str, tuple[Project, str]]":
    """Every project by number, with where it is from: records or bundled. A record takes the place of the bundled one."""
    from highground.basis.project import Project
    from highground.catalogue.projects.facts import bundled

    kept = {one.record.id: (one.record, "records") for one in store.find(Project)}
    return {**{one.id: (one, "bundled") for one in bundled(shelf)}, **kept}


def chosen(names: tuple[str, ...], store: "Store", shelf: "Shelf") -> "tuple[Project, ...]":
    """The projects of the numbers given. Raises BadData with the nearest numbers for one that there is not."""
    held = everything(store, shelf)
    for name in names:
        if name not in held:
            near = ", ".join(get_close_matches(name, held, n=3)) or ", ".join(held)
            raise BadData(f"there is no project {name!r}; the nearest are {near}. Add one with `highground project add FILE`.")
    return tuple(held[name][0] for name in dict.fromkeys(names))


def state_of(store: "Store", name: str) -> str:
    """Number and moment of the last change of a project in the records; blank for one that is not there."""
    from highground.basis.project import Project

    held = store.one(Project, name)
    return f"{held.version} {held.on}" if held else ""


def folder_of(kind: str, name: str) -> str:
    """The folder for a project's files: what they are and its number, without signs that a path may not hold.

    >>> folder_of("project", "NC.0090"), folder_of("report", "GB-1/../x")
    ('project-NC.0090', 'report-GB-1-..-x')
    """
    return f"{kind}-" + re.sub(r"[^\w.-]+", "-", name)[:MOST_SIGNS]


def runs_of(words: tuple[str, ...]) -> dict[str, "Run"]:
    """The runs that are named, by country."""
    from highground.views.cli.ground import run_of

    return {run.about["iso3"]: run for run in map(run_of, words)}


def today() -> date:
    """The day of this computer."""
    return datetime.now(UTC).astimezone().date()
