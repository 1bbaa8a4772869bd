"""highground teach erase ID: a person goes from the records and from the log for good."""

from typing import Any, Final

import click

from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json

DONE: Final = N_("Erased for good: {person}, with {attendance} attendances. Needs kept without a name: {needs_kept_without_name}.")
BACKUPS: Final = N_(
    "Backups, workbooks and certificates made before still hold the person: delete them, and erase again after a restore."
)
OPEN: Final = N_("Another program has the records open: what was erased is overwritten on the disk when it closes them.")


@click.command()
@click.argument("person")
@option("records")
@option("who")
@ordered("lang", "json")
def erase(order: Order, person: str, **given: Any) -> int:
    """Erase a person for good: the record and attendance, and what the log held of them. Needs stay with the institution, without the person.

    That something was erased, when and by whom, stays in the log, under the id alone. Files made before are out of the program's reach.
    """
    from highground.response.capacity.people.register import erased
    from highground.views.report.alphabet.words import Words

    with records(given["records"], given["who"]) as store:
        done = erased(store, person)
        gone = store.overwrite()
    if order.json:
        say_json({"person": person, **done, "overwritten": gone})
        return 0
    words = Words(order.langs[0], "people")
    click.echo(words.t(DONE, person=person, **done))
    click.echo(words.t(BACKUPS))
    if not gone:
        click.echo(words.t(OPEN))
    return 0
