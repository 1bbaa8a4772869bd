"""highground project show ID: one project as it is kept, its results beside the plan, and what is late."""

from typing import Any

import click

from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.project.found import chosen, runs_of, today
from highground.views.cli.work import shelf_for


@click.command()
@click.argument("project")
@option("run")
@option("records")
@option("who")
@ordered("lang", "json")
def show(order: Order, project: str, **given: Any) -> int:
    """Show one project: its record, results against plan, money and time, and what is late.

    PROJECT is a number such as NC.0090. With --run, indicators and steps that rest on evidence are read from that run.
    """
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.projects_content import build

    with records(given["records"], given["who"]) as store:
        (one,) = chosen((project,), store, shelf_for(order))
    report = build(one, runs_of(given["run"] or ()), order.langs[0], today())
    if order.json:
        say_json({**plain(one), "report": report})
        return 0
    click.echo(f"{report.title}\n\n{report.answer}\n")
    for text in report.late:
        click.echo(f"  ! {text}")
    for name, text in report.facts:
        click.echo(f"  {name}: {text}")
    for table in report.tables:
        click.echo(f"\n{table.caption}")
        for line in table.lines:
            click.echo("  - " + " · ".join(filter(None, line)))
    if report.notes:
        click.echo("\n" + Words(report.lang, "projects").t(N_("Lessons and risks")))
    for kind, text in report.notes:
        click.echo(f"  - {kind}: {text}")
    return 0
