"""highground claim-check DRAFT: a draft read for misquoted figures, confusions, single causes and terms."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from highground.basis.words import N_
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.progress import progress
from highground.views.cli.target import checked as checked_target
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.catalogue.drafts.draft import Draft
    from highground.research.drafts.check import Checked

MARK: Final = "claim-check.json"
SUFFIXES: Final = (".docx", ".pdf", ".txt", ".md", ".doc", ".odt", ".rtf", ".docm")  # what looks like a file and not like a text
TYPED: Final = "text"  # the name of a draft that is no file
RESULTS: Final = N_("Results in {folder}")
WRITE: Final = N_("Write instead")
SOURCE: Final = N_("Source")


@click.command()
@click.argument("draft")
@option("rules")
@ordered("out", "lang", "json")
def claim_check(order: Order, draft: str, rules: Path | None) -> int:
    """Read a draft (docx, pdf, plain text) in English, Russian or Spanish and mark what a reader should doubt, each mark with its reason.

    DRAFT is a file, or the text itself in quotes, or - for standard input. With --out also a marked page, a workbook, and for docx a copy
    with comments. Ends with 0 when nothing is wrong, 1 when something is, 2 when the draft cannot be read.
    """
    from highground.catalogue.drafts.rulebook import rulebook
    from highground.research.drafts.check import book, check

    target = checked_target(order.out, MARK) if order.out else None
    with progress("Claim check") as tell:
        tell("reading the draft", 0.0)
        read, path = _draft(draft)
        tables = rulebook(shelf_for(order), rules)
        tell("checking", 0.3)
        found = check(read, book(tables.figures, tables.words, tables.rules))
        made_on = datetime.now(UTC).date().isoformat()
        if target:
            tell("writing", 0.8)
            _write(target, read, path, found, order.langs, made_on)
    if order.json:
        from highground.views.report.narrative.claims_content import document

        say_json({"folder": target, **document(read, found, made_on)})
    else:
        _print(read, found, order.langs[0], target)
    return 1 if found.count("wrong") else 0


def _draft(given: str) -> "tuple[Draft, Path | None]":
    """The draft and its file, if it is one. A word that ends like a file is a file, also when it is not there."""
    from highground.catalogue.drafts.read import MOST_TEXT, draft_of, read_draft

    if given == "-":
        return draft_of(sys.stdin.buffer.read(MOST_TEXT + 1), "-"), None
    path = Path(given)
    try:
        there = path.exists()
    except (OSError, ValueError):  # a text may be too long for a name, or hold a NUL
        there = False
    if there or given.lower().endswith(SUFFIXES):
        return read_draft(path), path
    return draft_of(given.encode("utf-8", "replace"), TYPED), None


def _write(  # noqa: PLR0917  where, what, and in which languages
    target: Path, draft: "Draft", path: Path | None, found: "Checked", langs: tuple[str, ...], made_on: str
) -> None:
    """Everything in one folder, all or nothing."""
    import json

    from highground.catalogue.staging import staged, telling
    from highground.views.report.narrative.claims_content import document
    from highground.views.report.office import claims_comments, claims_workbook
    from highground.views.report.pages import claims_page

    with staged(target, MARK) as folder, telling(folder):
        for lang in langs:
            tail = "" if len(langs) == 1 else f".{lang}"
            claims_page.write(draft, found, lang, made_on, folder / f"claim-check{tail}.html")
            claims_workbook.write(draft, found, lang, made_on, folder / f"claim-check{tail}.xlsx")
            if draft.kind == "docx" and path is not None:
                claims_comments.write(path, found, lang, folder / f"{path.stem}.comments{tail}.docx")
        text = json.dumps(plain(document(draft, found, made_on)), ensure_ascii=False, allow_nan=False)
        (folder / MARK).write_text(text, encoding="utf-8")


def _print(draft: "Draft", found: "Checked", lang: str, folder: Path | None) -> None:
    """What was read, each mark with its reason, and the files to open."""
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.claims_content import QUOTE, counts, notes, remarks

    words = Words(lang)
    click.echo(f"{draft.name}: {counts(found, words)}")
    for text in remarks(draft, found, words):
        click.echo(f"  {text}")
    for note in notes(found, words):
        click.echo(f"\n{note.number}. [{note.severity_text}] {note.kind} · {note.place}")
        click.echo(f"   {words.t(QUOTE, text=note.found)}")
        click.echo(f"   {note.why}")
        click.echo(f"   {words.t(WRITE)}: {note.write}")
        click.echo(f"   {words.t(SOURCE)}: {note.source} ({note.grade})")
    if folder:
        click.echo("\n" + words.t(RESULTS, folder=str(folder)))
        for name in sorted(path.name for path in folder.iterdir()):
            click.echo(f"  {name}")
