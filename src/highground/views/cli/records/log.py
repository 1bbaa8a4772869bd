"""highground records log: who changed what, and when."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.errors import BadData
from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.records.naming import KINDS, moment

if TYPE_CHECKING:
    from highground.catalogue.store.audit import Change
    from highground.views.report.alphabet.words import Words

NONE: Final = N_("No change is recorded.")
MORE: Final = N_("Earlier changes are not listed here: ask for more with --most.")
DOINGS: Final = {
    "add": N_("added"),
    "change": N_("changed"),
    "drop": N_("taken out"),
    "erase": N_("erased for good"),
    "forget": N_("kept, and what the log held of it erased"),
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
    """Who changed what, and when, the last first: number, moment in UTC, who, kind and record, what was done, and the fields that changed.

    RECORD is the id of one record; without it all changes are listed. --by asks for one office. --json gives each record before and after.
    """
    from highground.views.report.alphabet.words import Words

    _check_day(given["since"] or "2026-01-01")
    with records(given["records"]) as store:
        asked: dict[str, Any] = {"kind": given["table"] or "", "who": given["by"] or "", "since": given["since"] or ""}
        changes = store.log(name=record, most=given["most"] + 1, **asked)
    listed, more = changes[: given["most"]], len(changes) > given["most"]
    if order.json:
        say_json({"changes": listed, "more": more})
        return 0
    words = Words(order.langs[0])
    for one in listed:
        click.echo(_line(one, words))
    if more or not changes:
        click.echo(words.t(MORE if more else NONE))
    return 0


def _line(one: "Change", words: "Words") -> str:
    fields = f" ({', '.join(one.fields)})" if one.what == "change" and one.fields else ""
    doing = words.t(DOINGS[one.what]) if one.what in DOINGS else one.what
    kind = words.t(KINDS[one.kind]) if one.kind in KINDS else one.kind
    return f"{one.number}  {moment(one.on)}  {one.who}  {f'{kind} {one.record}'.strip()}: {doing}{fields}"


def _check_day(text: str) -> None:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        raise BadData(f"--since {text} is no day; write it as 2026-05-01") from None
