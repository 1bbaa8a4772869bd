"""highground policy fetch: national climate plans from the NDC registry."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from highground.basis.errors import MissingSource
from highground.basis.words import N_
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.policy.kept import code_of
from highground.views.cli.progress import progress

if TYPE_CHECKING:
    from highground.catalogue.connectors.ndc import Document

COUNT: Final = N_("Documents: {n}, of them active: {active}. Shown are the active ones.")
HERE: Final = N_("here")
NOT_HERE: Final = N_("not fetched: run again with --online")
REFUSED: Final = N_("not fetched: {why}")
TERMS: Final = N_("Terms: {licence}")
LANGUAGES: Final = (
    N_("Arabic"),
    N_("Chinese"),
    N_("English"),
    N_("French"),
    N_("Russian"),
    N_("Spanish"),
)  # in which the register names them
NEXT: Final = N_("Add one to the library: highground policy add FILE --country {iso3} --kind NDC")


@click.command()
@option("country")
@option("listing")
@ordered("online", "lang", "json")
def fetch(order: Order, country: str | None, listing: Path | None) -> int:
    """List the active documents of the NDC registry, and with --online fetch those of one country (--country) into the cache.

    Each file is fetched once, goes on where an earlier try stopped, and is proved by its hash ever after. Nothing is sent but the request.
    """
    from highground.catalogue.connectors import ndc
    from highground.catalogue.installed import cache_folder

    iso3 = code_of(country)
    if order.online and not iso3:
        raise click.UsageError("Missing the country: --online fetches the documents of one, named with --country.")
    cache = cache_folder()
    documents = ndc.the_register(cache, order.online, listing)
    mine = [one for one in documents if iso3 in ("", one.iso3)]
    states: list[tuple[Document, Path | None, str]] = []
    with progress("Policy fetch") as tell:
        chosen = ndc.active(documents, iso3)
        for number, one in enumerate(chosen):
            tell(one.title, number / len(chosen))
            states.append(_state(one, cache, order.online))
    if order.json:
        rows = [{**plain(one), "file": path, "refused": why} for one, path, why in states]
        say_json({"country": iso3, "documents": len(mine), "licence": ndc.LICENCE, "active": rows})
    else:
        _print(states, len(mine), iso3, order.langs[0])
    return 2 if any(why for _, _, why in states) else 0


def _state(one: "Document", cache: Path, online: bool) -> "tuple[Document, Path | None, str]":
    """Where the file of a document is; why not, when it was asked for and did not come."""
    from highground.catalogue.connectors.ndc import fetched, held

    try:
        return one, fetched(one, cache) if online else held(one, cache), ""
    except MissingSource as error:
        return one, None, str(error)


def _print(states: "list[tuple[Document, Path | None, str]]", count: int, iso3: str, lang: str) -> None:
    from highground.catalogue.connectors.ndc import LICENCE
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.policy_kinds import kind

    words = Words(lang, "policy")
    click.echo(words.t(COUNT, n=count, active=len(states)))
    for one, path, why in states:
        state = words.t(REFUSED, why=why) if why else words.t(HERE) if path else words.t(NOT_HERE)
        said = (kind(one.kind, words), words.t(one.language), words.date(one.submitted) if one.submitted else "")
        click.echo(f"  {one.iso3}  {one.title} · {', '.join(filter(None, said))}: {state}")
        if path:
            click.echo(f"      {path}")
    click.echo(words.t(TERMS, licence=LICENCE))
    if any(path for _, path, _ in states) and iso3:
        click.echo(words.t(NEXT, iso3=iso3))
