"""highground policy codebook: the fields and themes that texts are coded by."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from highground.basis.words import N_
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.target import checked
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.basis.policy import Codebook

MARK: Final = "codebook.json"
THEMES: Final = N_("Themes:")
ASKED: Final = {"passage": N_("Asked of each passage:"), "text": N_("Asked of each text:"), "given": N_("Known to the program:")}
RESULTS: Final = N_("Results in {folder}")


@click.command()
@option("codebook")
@ordered("out", "lang", "json")
def codebook(order: Order, codebook: Path | None) -> int:
    """Print the code book: themes, and fields with their values; with --out also as a workbook."""
    from highground.catalogue.codes.book import codebook as read

    book = read(shelf_for(order), codebook)
    if order.out:
        _write(book, order.out, order.langs)
    if order.json:
        say_json({"folder": order.out, **plain(book)})
    else:
        _print(book, order.langs[0])
        if order.out:
            from highground.views.report.alphabet.words import Words

            click.echo("\n" + Words(order.langs[0], "policy").t(RESULTS, folder=str(order.out)))
    return 0


def _write(book: "Codebook", out: Path, langs: tuple[str, ...]) -> None:
    from highground.catalogue.runouts import write_document
    from highground.catalogue.staging import staged, telling
    from highground.views.report.office.policy_workbook import write_codebook

    made = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    with staged(checked(out, MARK), MARK) as folder, telling(folder):
        for lang in langs:
            write_codebook(book, lang, made, folder / ("codebook.xlsx" if lang == langs[0] else f"codebook.{lang}.xlsx"))
        write_document(plain(book), folder / MARK)


def _print(book: "Codebook", lang: str) -> None:
    from highground.views.report.alphabet.words import Words

    words = Words(lang, "policy")
    click.echo(words.t(THEMES))
    for theme in book.themes:
        click.echo(f"  {theme.id}: {theme.label[lang]}")
    for scope, head in ASKED.items():
        click.echo("\n" + words.t(head))
        for field in book.fields:
            if field.scope == scope:
                values = "; ".join(labels[lang] for labels in field.values.values())
                click.echo(f"  {field.id}: {field.label[lang]}" + (f" ({values})" if values else ""))
