"""highground project add FILE: a project from a filled workbook, or projects from an IATI file, into the records."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.project.found import today
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.catalogue.iati.read import Read

KEPT: Final = N_("{id} is kept: {title}")
CHANGED: Final = N_("{id}: the file was changed by hand, so its elements were read and our own record in it was not.")
LEFT: Final = N_("Left out, because a project has no place for it: {names}.")
SHOWN: Final = 20  # warnings on the screen


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@option("records")
@option("who")
@ordered("lang", "json")
def add(order: Order, file: Path, **given: Any) -> int:
    """Add a project, or change the one of the same number.

    FILE is a workbook from `highground project template`, or an IATI 2.03 activity file (xml). All of it is kept, or nothing; what IATI
    holds and a project does not is listed.
    """
    from highground.catalogue.iati.read import Read, read_iati
    from highground.catalogue.projects.book import read_project

    shelf = shelf_for(order)
    read: Read = read_iati(file, shelf, today()) if file.suffix.lower() == ".xml" else Read((read_project(file),), (), {}, ())
    with records(given["records"], given["who"]) as store, store.together():
        for project in read.projects:
            store.put(project)
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
