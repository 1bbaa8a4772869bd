"""highground project add FILE: a project from a filled workbook, or projects from an IATI file, into the records."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.errors import BadData, Conflict
from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.project.found import state_of, today
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.basis.project import Project
    from highground.catalogue.iati.read import Read
    from highground.catalogue.store.records import Store

KEPT: Final = N_("{id} is kept: {title}")
CHANGED: Final = N_("{id}: the file was changed by hand, so its elements were read and our own record in it was not.")
LEFT: Final = N_("Left out, because a project has no place for it: {names}.")
SHOWN: Final = 20  # warnings on the screen


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@option("records")
@option("who")
@option("replace")
@ordered("lang", "json")
def add(order: Order, file: Path, **given: Any) -> int:
    """Add a project, or change the one of the same number.

    FILE is a workbook from `highground project template`, or an IATI 2.03 activity file (xml). All of it is kept, or nothing; what IATI
    holds and a project does not is listed. A workbook that was made from the records changes them, unless somebody changed the project
    since; any other file changes a project that is there already only with --replace.
    """
    read, state = _read(file, order)
    with records(given["records"], given["who"]) as store, store.together():
        for project in read.projects:
            _keep(store, project, state, given["replace"])
    if order.json:
        say_json(
            {
                "added": [project.id for project in read.projects],
                "warnings": read.warnings,
                "left_out": read.left_out,
                "changed_by_hand": read.changed,
            }
        )
    else:
        _print(read, order.langs[0])
    return 0


def _read(file: Path, order: Order) -> "tuple[Read, str]":
    """The projects of a file, and the state of the records that a workbook was made from."""
    from highground.catalogue.iati.known import known
    from highground.catalogue.iati.read import Read, read_iati
    from highground.catalogue.projects.book import read_filled
    from highground.views.report.office.projects_template import spoken

    shelf = shelf_for(order)
    if file.suffix.lower() == ".xml":
        read = read_iati(file, shelf, today())
        ids = [project.id for project in read.projects]
        if doubled := next((name for name in ids if ids.count(name) > 1), ""):
            raise BadData(f"{file.name}: two activities have the number {doubled}; give each its own, or cut the file in two")
        return read, ""
    project, state = read_filled(file, spoken())
    return Read((known(project, shelf, today()),), (), {}, ()), state


def _keep(store: "Store", project: "Project", state: str, replace: bool) -> None:
    """Keep a project where that writes over nobody's change. Raises Conflict."""
    from highground.basis.project import Project

    held = store.one(Project, project.id)
    if held is None or held.record == project or replace:
        store.put(project)
    elif state:
        store.change(project, held.version if state == state_of(store, project.id) else 0)  # no record has the version 0
    else:
        raise Conflict(
            f"project {project.id} is in the records already, kept by {held.who} on {held.on}; change the workbook that "
            f"`highground project template {project.id}` writes, or add --replace to put this file in its place"
        )


def _print(read: "Read", lang: str) -> None:
    from highground.views.report.alphabet.words import Words

    words = Words(lang, "projects")
    for project in read.projects:
        click.echo(words.t(KEPT, id=project.id, title=project.title))
    for name in read.changed:
        click.echo("  ! " + words.t(CHANGED, id=name))
    for fault in read.warnings[:SHOWN]:
        click.echo(f"  ! {fault}")
    if read.left_out:
        click.echo("  ! " + words.t(LEFT, names=", ".join(f"{name} ({count})" for name, count in read.left_out.items())))
