"""highground policy instruments: laws, strategies and plans that are known, and what of them is verified."""

from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.words import N_
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.policy.kept import code_of
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.basis.policy import Instrument

VERIFIED: Final = {
    "yes": N_("named in a source, wording not read"), "partly": N_("partly named in a source"), "no": N_("not verified, from memory"),
}  # fmt: skip
READ: Final = N_("wording read by {who} on {day}")
CAVEAT: Final = N_("A seed list: nobody has quoted the wording of these instruments yet. Read the text before you cite it.")
NONE: Final = N_("The table names no instrument of {iso3}; that is no proof that there is none.")


@click.command()
@option("country")
@ordered("lang", "json")
def instruments(order: Order, country: str | None) -> int:
    """List the instruments of the bundled table, with what is verified of each and where it was seen."""
    from highground.catalogue.codes.instruments import instruments as table

    iso3 = code_of(country)
    found = [one for one in table(shelf_for(order)) if not iso3 or one.iso3 == iso3]
    if order.json:
        say_json({"country": iso3, "instruments": [plain(one) for one in found]})
    else:
        _print(found, iso3, order.langs[0])
    return 0


def _print(found: "list[Instrument]", iso3: str, lang: str) -> None:
    from highground.views.report.alphabet.words import Words

    words: Any = Words(lang, "policy")
    if not found:
        click.echo(words.t(NONE, iso3=iso3))
        return
    for one in found:
        state = words.t(READ, who=one.verified_by, day=one.verified_on) if one.verified_by else words.t(VERIFIED[one.verified])
        click.echo(f"{one.id}  {one.year or '—'}  {one.name} ({one.kind}): {state}")
        for more in (one.content, one.note):
            if more:
                click.echo(f"    {more}")
    click.echo("\n" + words.t(CAVEAT))
