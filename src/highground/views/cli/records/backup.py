"""highground records backup: every record and the whole log in one file."""

from pathlib import Path
from typing import Any, Final

import click

from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.records.naming import name_now

DONE: Final = N_("Backed up {rows} records and {changes} changes to {file}")
SEAL: Final = N_("SHA-256 of the file, to be kept apart from it: {sha256}")


@click.command()
@option("records")
@option("who")
@ordered("out", "lang", "json")
def backup(order: Order, **given: Any) -> int:
    """Write every record and the whole log to one file, as they stand at one moment, while others go on working.

    The file is the same from a file of records and from a server, so either can be restored from it. With --out it is given a name or
    a folder; without, it lies here as records-DAY-TIME.zip. It holds whatever personal data the records hold: keep it locked away.
    """
    import hashlib

    from highground.catalogue.store.backup import back_up
    from highground.views.report.alphabet.words import Words

    target = order.out or Path()
    if target.suffix != ".zip":
        target = target / name_now()
    with records(given["records"], given["who"]) as store:
        about = back_up(store.engine, store.where, target)
    with target.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if order.json:
        say_json(
            {"file": target, "sha256": sha256, "records": about.rows, "changes": about.tables["log"][0], "made_on": about.made_on}
        )
    else:
        words = Words(order.langs[0])
        click.echo(words.t(DONE, rows=about.rows, changes=about.tables["log"][0], file=str(target)))
        click.echo(words.t(SEAL, sha256=sha256))
    return 0
