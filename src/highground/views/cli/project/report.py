"""highground project report ID: the report of a project for its donor, as Word file and workbook."""

from pathlib import Path
from typing import Any, Final

import click

from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.project.found import chosen, folder_of, runs_of, today
from highground.views.cli.target import checked
from highground.views.cli.work import shelf_for

MARK: Final = "report.json"
RESULTS: Final = N_("Results in {folder}")


@click.command()
@click.argument("project")
@option("run")
@option("records")
@option("who")
@ordered("out", "lang", "json")
def report(order: Order, project: str, **given: Any) -> int:
    """Write report.docx and report.xlsx of a project: results against plan, money by year, dates, what is late, lessons, sources.

    PROJECT is a number such as NC.0090. With --run, indicators that name evidence are read again from that run, and steps show the claims
    that they rest on. A target is called met only when the whole range of the result reaches it.
    """
    from highground.catalogue.runouts import write_document
    from highground.catalogue.staging import staged, telling
    from highground.views.report.narrative.projects_content import build
    from highground.views.report.office import projects_document, projects_workbook

    target = checked(order.out or Path(RUNS, folder_of("report", project)), MARK)
    with records(given["records"], given["who"]) as store:
        (one,) = chosen((project,), store, shelf_for(order))
    runs, day = runs_of(given["run"] or ()), today()
    made = {lang: build(one, runs, lang, day) for lang in order.langs}
    document = {"project": plain(one), "report": plain(made[order.langs[0]])}
    with staged(target, MARK) as folder, telling(folder):
        for lang, text in made.items():
            tail = "" if len(made) == 1 else f".{lang}"
            projects_document.write(text, day, folder / f"report{tail}.docx")
            projects_workbook.write(text, day, folder / f"report{tail}.xlsx")
        write_document(document, folder / MARK)
    if order.json:
        say_json({"folder": target, **document})
    else:
        from highground.views.report.alphabet.words import Words

        click.echo(made[order.langs[0]].answer)
        for line in made[order.langs[0]].late:
            click.echo(f"  ! {line}")
        click.echo(Words(order.langs[0]).t(RESULTS, folder=str(target)))
    return 0
