"""highground policy texts: the texts of the library."""

from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.policy.kept import code_of
from highground.views.cli.policy.kept import texts as kept_texts

if TYPE_CHECKING:
    from highground.basis.policy import Text

EMPTY: Final = N_("The library holds no text; add one with `highground policy add FILE`.")
NONE_OF: Final = N_("The library holds no text of {country}; add one with `highground policy add FILE --country {iso3}`.")
LINE: Final = N_("{id}  {iso3} {when}  {title} · {kind}, {language}, pages: {pages}")
UNSAID: Final = N_("not stated")
FIELDS: Final = (
    "id",
    "name",
    "title",
    "kind",
    "sha256",
    "language",
    "iso3",
    "year",
    "type",
    "sector",
    "instrument",
    "pages",
    "added_on",
    "by",
    "said",
)


@click.command()
@option("country")
@option("records")
@option("who")
@ordered("lang", "json")
def texts(order: Order, **given: Any) -> int:
    """List the texts of the library: id, country, year, title, kind, language and pages."""
    iso3 = code_of(given["country"])
    with records(given["records"], given["who"]) as store:
        found = kept_texts(store, iso3)
    if order.json:
        say_json({"texts": [{name: getattr(text, name) for name in FIELDS} for text in found]})
    else:
        _print(found, iso3, order.langs[0])
    return 0


def _print(found: "tuple[Text, ...]", iso3: str, lang: str) -> None:
    from highground.catalogue.regions import find_country
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.policy_kinds import kind

    words = Words(lang, "policy")
    if not found:
        click.echo(words.t(NONE_OF, country=find_country(iso3).names, iso3=iso3) if iso3 else words.t(EMPTY))
    for text in found:
        unsaid = words.t(UNSAID)
        filled = {
            "id": text.id,
            "title": text.title,
            "language": text.language,
            "pages": words.number(text.pages) if text.pages else unsaid,
        }
        click.echo(
            words.t(LINE, iso3=text.iso3 or "—", when=str(text.year or "—"), kind=kind(text.type, words) or unsaid, **filled)
        )
