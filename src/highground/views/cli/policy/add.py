"""highground policy add FILE...: policy texts into the library, page by page."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.policy.kept import code_of, texts
from highground.views.cli.progress import progress
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.basis.policy import Text
    from highground.catalogue.store.records import Store
    from highground.response.policy.library import Given, Reading
    from highground.views.report.alphabet.words import Words

ADDED: Final = N_("Added: {title} ({id}), pages: {pages}, passages: {passages}, language: {language}")
THERE: Final = N_("Already in the library, nothing was changed: {title} ({id})")
NEAR: Final = N_(
    "Nearly the same wording as {title} ({id}): {share} percent in common. It was added; if they are one document, take one out with highground policy drop."
)
NONE: Final = N_("not told by the file")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@option("country")
@option("year")
@option("kind")
@option("sector")
@option("instrument")
@option("instruments")
@option("title")
@option("written")
@option("records")
@option("who")
@ordered("lang", "json")
def add(order: Order, files: tuple[Path, ...], **given: Any) -> int:
    """Add policy texts to the library: PDF, DOCX, HTML or plain text, each passage with its page and heading.

    All files are added or none. A scan without text is refused with advice; the same bytes are known again; nearly the same wording is told.
    """
    added: list[tuple[Reading, bool]] = []
    with progress("Policy add") as tell, records(given["records"], given["who"]) as store:
        from highground.catalogue.codes.instruments import instruments

        known = instruments(shelf_for(order), given["instruments"])
        said = _given(given)
        with store.together():
            for number, path in enumerate(dict.fromkeys(files)):
                tell(f"reading {path.name}", number / len(files))
                added.append(_add(store, path, said, known))
    if order.json:
        say_json({"texts": [_document(found, new) for found, new in added]})
    else:
        _print(added, order.langs[0])
    return 0


def _given(given: Mapping[str, Any]) -> "Given":
    from highground.response.policy.library import Given

    year = given["year"] or ""
    if year and not (year.isascii() and year.isdecimal() and 1800 <= int(year) <= 2200):
        raise click.BadParameter(f"--year {year!r} is no year; write four digits.")
    return Given(
        code_of(given["country"]), int(year) if year else None, given["kind"] or "", given["sector"] or "", given["instrument"] or "",
        given["title"] or "", (given["written"] or "").lower(),
    )  # fmt: skip


def _add(store: "Store", path: Path, said: "Given", known: Any) -> "tuple[Reading, bool]":
    """One file into the records; False where its bytes were there already."""
    from highground.response.policy.library import reading, same

    held = texts(store)
    found = reading(path, said, known, held, today=datetime.now(UTC).date().isoformat(), who=store.who)
    if (there := same(found.text, held)) is not None:
        return replace(found, text=there), False
    store.add(found.text)
    store.add_all(found.passages)
    return found, True


def _document(found: "Reading", new: bool) -> dict[str, Any]:
    text: Text = found.text
    return {
        "id": text.id, "name": text.name, "kind": text.kind, "sha256": text.sha256, "language": text.language, "country": text.iso3, "year": text.year,
        "type": text.type, "sector": text.sector, "instrument": text.instrument, "title": text.title, "pages": text.pages, "passages": len(found.passages),
        "added": new, "said": list(text.said), "near": [{"id": one.id, "title": one.title, "share": round(share, 2)} for one, share in found.near],
    }  # fmt: skip


def _print(added: "list[tuple[Reading, bool]]", lang: str) -> None:
    from highground.views.report.alphabet.words import Words

    words = Words(lang, "policy")
    for found, new in added:
        _print_one(found, new, words)


def _print_one(found: "Reading", new: bool, words: "Words") -> None:
    text = found.text
    if not new:
        click.echo(words.t(THERE, title=text.title, id=text.id))
        return
    pages = words.number(text.pages) if text.pages else words.t(NONE)
    click.echo(words.t(ADDED, title=text.title, id=text.id, pages=pages, passages=len(found.passages), language=text.language))
    for one in found.said:
        click.echo("  ! " + words.t(one.template, **one.values))
    for near, share in found.near:
        click.echo("  ! " + words.t(NEAR, title=near.title, id=near.id, share=round(100 * share)))
