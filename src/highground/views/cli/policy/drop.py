"""highground policy drop ID: take a text out of the library."""

from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.errors import BadData
from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json

if TYPE_CHECKING:
    from highground.basis.policy import Text
    from highground.catalogue.store.records import Store

DROPPED: Final = N_("Taken out of the library: {title} ({id}), with its passages: {passages}.")


@click.command()
@click.argument("text", metavar="ID")
@option("records")
@option("who")
@ordered("lang", "json")
def drop(order: Order, text: str, **given: Any) -> int:
    """Take a text that nobody has coded out of the library, with its passages. ID is the first column of `highground policy texts`.

    A text with codes stays: what people answered is not thrown away with it. The log keeps that it was there, and who took it out.
    """
    from highground.views.report.alphabet.words import Words

    with records(given["records"], given["who"]) as store:
        held, passages = _dropped(store, text)
    if order.json:
        say_json({"dropped": held.id, "title": held.title, "passages": passages})
    else:
        words = Words(order.langs[0], "policy")
        click.echo(words.t(DROPPED, title=held.title, id=held.id, passages=words.number(passages)))
    return 0


def _dropped(store: "Store", name: str) -> "tuple[Text, int]":
    """The text that is gone and how many passages went with it, all or nothing."""
    from highground.basis.policy import Code, Text, TextPassage

    with store.together():
        kept = store.one(Text, name)
        if kept is None:
            raise BadData(f"the library holds no text {name!r}; `highground policy texts` lists them with their ids")
        if codes := len(store.find(Code, text=name)):
            raise BadData(
                f"{kept.record.title} ({name}) holds {codes} answers of coders, so it stays; back the records up if you must start again"
            )
        passages = store.find(TextPassage, text=name)
        for passage in passages:
            store.drop(TextPassage, passage.record.id)
        store.drop(Text, name)
    return kept.record, len(passages)
