"""highground records log: who changed what, and when."""

from datetime import date
from typing import Any, Final

import click

from highground.basis.errors import BadData
from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json

NONE: Final = N_("No change is recorded.")
DOINGS: Final = {
    "add": N_("added"),
    "change": N_("changed"),
    "drop": N_("taken out"),
    "erase": N_("erased for good"),
    "restore": N_("restored"),
    "upgrade": N_("brought up to date"),
}


@click.command()
@click.argument("record", default="")
@option("records")
@option("by")
@option("table")
@option("since")
@option("most")
@ordered("lang", "json")
def log(order: Order, record: str, **given: Any) -> int:
    """Who changed what, and when, the last first: number, moment in UTC, who, what, kind, record, and the fields that changed.

    RECORD is the id of one record; without it all changes are listed. --by asks for one office. --json gives each record before and after.
    """
    from highground.views.report.alphabet.words import Words

    _check_day(given["since"] or "2026-01-01")
    with records(given["records"]) as store:
        asked = {"kind": given["table"] or "", "who": given["by"] or "", "since": given["since"] or "", "most": given["most"]}
        changes = store.log(name=record, **asked)
    if order.json:
        say_json({"changes": changes})
        return 0
    words = Words(order.langs[0])
    if not changes:
        click.echo(words.t(NONE))
    for one in changes:
        fields = f" ({', '.join(one.fields)})" if one.what == "change" and one.fields else ""
        doing = words.t(DOINGS[one.what]) if one.what in DOINGS else one.what
        click.echo(f"{one.number}  {one.on}  {one.who}  {doing}  {one.kind} {one.record}{fields}".rstrip())
    return 0


def _check_day(text: str) -> None:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        raise BadData(f"--since {text} is no day; write it as 2026-05-01") from None
