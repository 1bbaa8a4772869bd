"""highground project iati ID...: projects as one IATI 2.03 activity file that is valid and true to the rules."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.project.found import chosen, runs_of, today
from highground.views.cli.target import checked
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.basis.project import Project
    from highground.catalogue.runs import Run

MARK: Final = "iati.json"
RESULTS: Final = N_("Results in {folder}")
VALID: Final = N_("Projects in iati.xml: {n}. The file is valid against the schema of IATI 2.03 and true to its rules.")


@click.command()
@click.argument("projects", nargs=-1, required=True)
@option("org")
@option("named")
@option("orgtype")
@option("run")
@option("records")
@option("who")
@ordered("out", "lang", "json")
def iati(order: Order, projects: tuple[str, ...], **given: Any) -> int:
    """Write projects as one IATI 2.03 file, iati.xml. Nothing invalid is written; what IATI cannot hold is listed.

    PROJECTS are numbers such as NC.0090 NC.0092. --org is the registered identifier of the organisation that reports. Spending is written
    only where it was entered. With --run, indicators that name evidence get the value of that run.
    """
    from highground.catalogue.iati.write import document, organisation
    from highground.catalogue.runouts import write_document
    from highground.catalogue.staging import staged, telling
    from highground.views.report.alphabet.words import Words

    if not given["org"]:
        raise click.UsageError("Missing --org: the registered identifier of the organisation that reports, such as XM-DAC-47066.")
    shelf = shelf_for(order)
    target = checked(order.out or Path(RUNS, "iati"), MARK)
    org = organisation(shelf, given["org"], given["named"] or "", given["orgtype"] or "")
    with records(given["records"], given["who"]) as store:
        held = chosen(projects, store, shelf)
    runs = runs_of(given["run"] or ())
    raw, said = document([measured(one, runs) for one in held], org, shelf, today())
    with staged(target, MARK) as folder, telling(folder):
        (folder / "iati.xml").write_bytes(raw)
        write_document({"projects": projects, "org": org.ref}, folder / MARK)
    words = Words(order.langs[0], "projects")
    notes = [words.t(message, **values) for message, values in said]
    if order.json:
        say_json({"folder": target, "org": org, "left_out": notes})
        return 0
    click.echo(words.t(VALID, n=len(held)))
    for text in notes:
        click.echo(f"  ! {text}")
    click.echo(words.t(RESULTS, folder=str(target)))
    return 0


def measured(project: "Project", runs: "dict[str, Run]") -> "Project":
    """The project with the values of the runs that its indicators name, each with its source."""
    from highground.response.projects.results import with_run

    return replace(project, indicators=tuple(with_run(one, runs) for one in project.indicators))
