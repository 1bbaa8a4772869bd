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
    with records(given["records"], given["who"]) as store:
        found = kept_texts(store, code_of(given["country"]))
    if order.json:
        say_json({"texts": [{name: getattr(text, name) for name in FIELDS} for text in found]})
    else:
        _print(found, order.langs[0])
    return 0


def _print(found: "tuple[Text, ...]", lang: str) -> None:
    from highground.views.report.alphabet.words import Words

    words = Words(lang, "policy")
    if not found:
        click.echo(words.t(EMPTY))
    for text in found:
        unsaid = words.t(UNSAID)
        filled = {
            "id": text.id,
            "title": text.title,
            "language": text.language,
            "pages": words.number(text.pages) if text.pages else unsaid,
        }
        click.echo(words.t(LINE, iso3=text.iso3 or "—", when=str(text.year or "—"), kind=text.type or unsaid, **filled))
