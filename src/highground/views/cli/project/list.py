"""highground project list: every project that is kept or bundled."""

from typing import Any, Final

import click

from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.project.found import everything
from highground.views.cli.work import shelf_for

FROM: Final = {"records": N_("in the records"), "bundled": N_("bundled, as its page states it")}


@click.command()
@option("records")
@option("who")
@ordered("lang", "json")
def list(order: Order, **given: Any) -> int:  # noqa: A001  the verb is called so
    """List every project: number, years, status, title, and whether it is in the records or bundled."""
    from highground.basis.project import STATUSES
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.projects_content import UNKNOWN, period

    with records(given["records"], given["who"]) as store:
        held = everything(store, shelf_for(order))
    if order.json:
        say_json(
            {
                "projects": [
                    {"id": one.id, "title": one.title, "start": one.start, "end": one.end, "status": one.status, "from": place}
                    for one, place in held.values()
                ]
            }
        )
        return 0
    words = Words(order.langs[0], "projects")
    for one, place in sorted(held.values(), key=lambda pair: pair[0].id):
        when = period(one.start, one.end, words) or words.t(UNKNOWN)
        click.echo(f"{one.id}  {when}  {words.t(STATUSES[one.status])}  {one.title} ({words.t(FROM[place])})")
    return 0
