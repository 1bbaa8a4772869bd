"""highground policy instruments: laws, strategies and plans that are known, and what of them is verified."""

from typing import TYPE_CHECKING, Final

import click

from highground.basis.words import N_
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.policy.kept import code_of
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from pathlib import Path

    from highground.basis.policy import Instrument

VERIFIED: Final = {
    "yes": N_("named in a source, wording not read"), "partly": N_("partly named in a source"), "no": N_("not verified, from memory"),
}  # fmt: skip
READ: Final = N_("wording read by {who} on {day}")
SOME: Final = N_("Where no name stands, nobody has quoted the wording yet. Read the text before you cite it.")
QUOTED: Final = N_("“{quote}”")
CAVEAT: Final = N_("A seed list: nobody has quoted the wording of these instruments yet. Read the text before you cite it.")
NONE: Final = N_("The table names no instrument of {iso3}; that is no proof that there is none.")


@click.command()
@option("country")
@option("instruments")
@ordered("lang", "json")
def instruments(order: Order, country: str | None, instruments: "Path | None") -> int:
    """List the instruments of the bundled table, with what is verified of each and where it was seen.

    With --instruments FILE your own are listed too, and what a person verified of bundled ones stands at them with name and day.
    """
    from highground.catalogue.codes.instruments import instruments as table

    iso3 = code_of(country)
    found = [one for one in table(shelf_for(order), instruments) if not iso3 or one.iso3 == iso3]
    if order.json:
        say_json({"country": iso3, "instruments": [plain(one) for one in found]})
    else:
        _print(found, iso3, order.langs[0])
    return 0


def _print(found: "list[Instrument]", iso3: str, lang: str) -> None:
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.gaps_names import name
    from highground.views.report.narrative.policy_contents import content
    from highground.views.report.narrative.policy_kinds import kind

    words = Words(lang, "policy", "gaps")
    if not found:
        click.echo(words.t(NONE, iso3=iso3))
        return
    for one in found:
        state = words.t(VERIFIED[one.verified])
        if one.verified_by:
            state = words.t(READ, who=one.verified_by, day=words.date(one.verified_on))
        click.echo(f"{one.id}  {name(one, words)} · {kind(one.kind, words)}: {state}")
        for more in (words.t(QUOTED, quote=one.quote) if one.quote else "", content(one.content, words), content(one.note, words)):
            if more:
                click.echo(f"    {more}")
    click.echo("\n" + words.t(SOME if any(one.verified_by for one in found) else CAVEAT))
