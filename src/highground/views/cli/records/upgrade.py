"""highground records upgrade: bring records of an earlier version up to date."""

from typing import Any, Final

import click

from highground.basis.words import N_
from highground.views.cli.kept import address_of
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json

DONE: Final = N_("Brought up to date: {steps}.")
NOTHING: Final = N_("The records are up to date.")


@click.command()
@option("records")
@ordered("lang", "json")
def upgrade(order: Order, **given: Any) -> int:
    """Bring records of an earlier version up to date.

    A file is brought up to date by itself when it is opened, after a copy was laid beside it; a server waits for this verb, so that its
    keeper can make a backup first. All steps are done, or none.
    """
    from highground.catalogue.store.engine import engine, place, plainly
    from highground.catalogue.store.opening import ready
    from highground.views.report.alphabet.words import Words

    where = place(address_of(given["records"]))
    made = engine(where)
    try:
        with plainly(where):
            steps = ready(made, where, upgrading=True)
    finally:
        made.dispose()
    if order.json:
        say_json({"where": str(where), "steps": steps})
    else:
        words = Words(order.langs[0])
        click.echo(words.t(DONE, steps=", ".join(steps)) if steps else words.t(NOTHING))
    return 0
