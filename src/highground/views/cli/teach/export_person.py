"""highground teach export-person ID: everything that is kept of a person, for the person."""

from typing import Any

import click

from highground.views.cli.kept import records
from highground.views.cli.options import option, ordered
from highground.views.cli.plain import say_json


@click.command(name="export-person")
@click.argument("person")
@option("records")
@ordered()
def export_person(order: object, person: str, **given: Any) -> int:  # noqa: ARG001  one form for all verbs
    """Everything that is kept of a person, as one JSON document: the record, needs, attendance, and every line of the log about them.

    PERSON is an id of the register, such as p-1a2b3c4d5e.
    """
    from highground.response.capacity.people.register import everything_of

    with records(given["records"]) as store:
        say_json(everything_of(store, person))
    return 0
