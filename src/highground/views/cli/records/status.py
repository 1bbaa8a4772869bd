"""highground records status: where the records are, whole or not, and how many."""

from typing import Any, Final

import click

from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.records.naming import KINDS, moment

WHERE: Final = N_("Records at {where}, revision {revision}: whole.")
LAST: Final = N_("Last change: {when}, {who}.")
EMPTY: Final = N_("Nothing is kept yet.")


@click.command()
@option("records")
@ordered("lang", "json")
def status(order: Order, **given: Any) -> int:
    """Where the records are, whether the file is whole, how many records of each kind it holds, and who changed it last."""
    from highground.catalogue.store.migrations import NEWEST
    from highground.catalogue.store.rooms import SHAPES
    from highground.views.report.alphabet.words import Words

    with records(given["records"]) as store:
        store.check()
        counts = {shape.name: store.count(noun) for noun, shape in SHAPES.items()}
        last = store.log(most=1)
        where = str(store.where)
    if order.json:
        said = {"on": last[0].on, "who": last[0].who, "number": last[0].number} if last else None
        say_json({"where": where, "revision": NEWEST, "records": counts, "last": said})
        return 0
    words = Words(order.langs[0])
    click.echo(words.t(WHERE, where=where, revision=NEWEST))
    for name, count in counts.items():
        if count:
            click.echo(f"  {words.t(KINDS[name])} ({name}): {words.number(count)}")
    click.echo(words.t(LAST, when=moment(last[0].on), who=last[0].who) if last else words.t(EMPTY))
    return 0
