"""highground sources [COUNTRY]: what is on the shelf, under which licence, and what would help most."""

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import click

from highground.basis.errors import HashMismatch, MissingSource
from highground.views.cli.options import Order, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.say import columns
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.basis.region import Region
    from highground.basis.source import Source
    from highground.catalogue.cards import Wanted
    from highground.catalogue.shelf import Shelf

COUNTRY_COLUMNS: Final = ("iso3", "country_iso3")


@click.command()
@click.argument("country", required=False)
@ordered("pack", "online", "json")
def sources(order: Order, country: str | None) -> int:
    """The sources at hand with their licences, what is missing, and what would help most.

    With COUNTRY also how many rows each table holds for it, and what its outline does not show.
    """
    from highground.catalogue.cards import wanted

    shelf = shelf_for(order)
    region = _region(country, shelf)
    rows = [_row(card, shelf, region) for card in shelf.cards()]
    missing = [want for want in wanted() if not (want.provides and shelf.provides(want.provides))]
    if order.json:
        say_json({"country": region, "sources": rows, "would_help": missing})
    else:
        _print(region, rows, missing)
    return 0


def _region(country: str | None, shelf: "Shelf") -> "Region | None":
    if not country:
        return None
    from highground.catalogue.regions import find_region

    return find_region(country, shelf)


def _row(card: "Source", shelf: "Shelf", region: "Region | None") -> dict[str, object]:
    row: dict[str, object] = plain(card)
    row["here"] = _here(card, shelf)
    if region:
        row["rows"] = _rows_for(card, shelf, region)
    return row


def _here(card: "Source", shelf: "Shelf") -> str:
    """Where the bytes are, or in a few words why they are not here."""
    if card.package:
        there = find_spec(card.package) is not None
        return f"package {card.package}" if there else f'no: pip install "highground[offline]" brings {card.package}'
    if not card.file:
        return "card"  # typed in by hand; the card is all there is
    try:
        shelf.open(card.id)
    except MissingSource:
        return "no: not in the bundle, a pack or the cache"
    except HashMismatch:
        return "no: the file's bytes are not the card's"
    return shelf.where(card.id)


def _rows_for(card: "Source", shelf: "Shelf", region: "Region") -> int | None:
    """Rows of a table that name the country; None when the table is not kept by country."""
    by = next((name for name in COUNTRY_COLUMNS if name in card.columns), None)
    if by is None or not card.file.endswith(".csv"):
        return None
    from highground.catalogue.tables import table

    rows = table(shelf, card.id)
    return int((rows[by] == region.iso3).sum())


def _print(region: "Region | None", rows: list[dict[str, object]], missing: "list[Wanted]") -> None:
    heads = ["source", "what it is", "licence", "grade", "here", *(["rows"] if region else [])]
    lines = [[str(row[key]) for key in ("id", "title", "licence", "grade", "here")] for row in rows]
    if region:
        click.echo(f"{region.name()} ({region.iso3})" + (f": {region.note}" if region.note else ""))
        lines = [[*line, "-" if row["rows"] is None else str(row["rows"])] for line, row in zip(lines, rows, strict=True)]
    click.echo(columns([heads, *lines], widest=44))
    if missing:
        click.echo("\nWhat would help most (docs/packs.md says how to bring it):")
    for number, want in enumerate(missing, 1):
        click.echo(f"  {number}. {want.title}: {want.improves} ({want.licence})")
