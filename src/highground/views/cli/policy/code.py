"""highground policy code: a workbook for a coder, and the filled one back."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.errors import BadData
from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.policy.kept import code_of, library, texts
from highground.views.cli.progress import progress
from highground.views.cli.target import checked
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.basis.policy import Code, Codebook
    from highground.catalogue.shelf import Shelf
    from highground.catalogue.store.records import Store
    from highground.response.policy.coding import Library

MARK: Final = "coding.json"
KEPT: Final = N_("Answers kept: {n}, of which new or changed: {changed}.")
HALF: Final = N_(
    "Answers that lack a value which the code book requires: {n}. Most often: {fields}. They count; fill them when you can."
)
NAMED: Final = 3  # fields that are named of those that answers lack
REOPENED: Final = N_(
    "Decisions that no longer hold, because an answer changed: {n}. These themes are open again; settle them with highground policy agree."
)
BLANK: Final = N_("Rows left blank that were answered before: {n}. A blank takes nothing back: the earlier answers stay.")
WHOLE: Final = N_(
    "Texts that count as read in full by these answers: {n}. A theme without an answer yes counts as not mentioned in them."
)
ROWS: Final = N_("Rows to answer or to look at again: {n}, in texts: {texts}. Nothing is confirmed until a coder answers.")
MORE: Final = N_(
    "The workbook holds the first {most} rows of {n}; code them, then export again or name one country with --country."
)
RESULTS: Final = N_("Results in {folder}")


@click.command()
@option("coder")
@option("filled")
@option("country")
@option("theme")
@option("dictionary")
@option("codebook")
@option("records")
@option("who")
@ordered("out", "lang", "json")
def code(order: Order, **given: Any) -> int:
    """Write coding.xlsx for a coder (--coder NAME): suggestions and the coder's own answers, with lists, code book and instructions.

    With --filled FILE a filled workbook is read back: each row is checked, and either all answers are kept, with name and date, or none.
    """
    if not given["coder"] and not given["filled"]:
        raise click.UsageError(
            "Missing the coder: give --coder NAME for a workbook to fill, or --filled FILE, a workbook that was filled."
        )
    from highground.catalogue.codes.book import codebook

    shelf = shelf_for(order)
    book = codebook(shelf, given["codebook"])
    with records(given["records"], given["who"]) as store:
        taken = _take(store, given["filled"], book) if given["filled"] else None
        made = _export(store, order, given, book, shelf) if given["coder"] else None
    if order.json:
        say_json({"kept": taken, "workbook": made})
    else:
        _print(taken, made, book, order.langs[0])
    return 0


def _take(store: "Store", path: Path, book: "Codebook") -> dict[str, Any]:
    """Keep the answers of a filled workbook, all or none."""
    from highground.catalogue.codes.workbook import read_lines
    from highground.response.policy.coding import answers, blanked, dated, lacking, moot

    lines = read_lines(path, ("code", "text"))
    held = library(store, texts(store))
    found = answers(lines, book, held, datetime.now(UTC).astimezone().date())
    with store.together():
        names = {line.cells.get("text", "") for line in lines}
        before = {kept.record.id: kept.record for text in names for kept in store.find(_code(), text=text)}
        found = dated(found, before)
        changed = [one for one in found if before.get(one.id) != one]
        reopened = moot(changed, before.values())
        for one in reopened:
            store.drop(_code(), one.id)
        store.put_all(changed)
    lack = lacking(found, book)
    return {
        "answers": len(found), "changed": len(changed), "half": len(lack), "lacking": dict(Counter(field.id for one in lack for field in one)),
        "reopened": len(reopened), "blank": blanked(lines, book, before), "whole": len({one.text for one in found if not one.theme}),
    }  # fmt: skip


def _code() -> "type[Code]":
    from highground.basis.policy import Code

    return Code


def _export(store: "Store", order: Order, given: dict[str, Any], book: "Codebook", shelf: "Shelf") -> dict[str, Any]:
    """Write the workbook of a coder; its rows are the suggestions of now and what the coder has answered."""
    from highground.catalogue.codes.workbook import check_untouched, marked
    from highground.catalogue.staging import staged, telling
    from highground.response.policy.coding import to_answer
    from highground.views.report.office.policy_workbook import MOST_LISTED, Task, write

    target = checked(order.out or Path(RUNS, "coding"), MARK)
    check_untouched(target, MARK, given["filled"])
    today = datetime.now(UTC).astimezone().date()
    with progress("Policy code") as tell:
        held = library(store, texts(store, code_of(given["country"])))
        if not held.texts:
            raise BadData(
                "the library holds no text to code; add one with `highground policy add FILE`, or name another --country or --records"
            )
        tell("looking for passages", 0.2)
        codes = [kept.record for text in held.texts for kept in store.find(_code(), text=text)]
        rows = to_answer([*_suggested(held, given, shelf, today), *codes], given["coder"])
        document = {
            "folder": str(target),
            "coder": given["coder"],
            "rows": len(rows),
            "texts": len(held.texts),
            "most": MOST_LISTED,
        }
        task = Task(rows[:MOST_LISTED], held, book, given["coder"], datetime(today.year, today.month, today.day))
        tell("writing the workbook", 0.6)
        with staged(target, MARK) as folder, telling(folder):
            for lang in order.langs:
                write(task, lang, folder / ("coding.xlsx" if lang == order.langs[0] else f"coding.{lang}.xlsx"))
            marked(document, folder, MARK)
    return document


def _suggested(held: "Library", given: dict[str, Any], shelf: "Shelf", today: date) -> "list[Code]":
    from highground.catalogue.passages.dictionary import dictionary
    from highground.research.mentions.words import dictionary_of
    from highground.response.policy.suggest.suggestions import suggested

    words = dictionary_of(dictionary(shelf, given["dictionary"]))
    found = []
    for text in held.texts.values():
        mine = [passage for (owner, _), passage in held.passages.items() if owner == text.id]
        found += [one.code(today.isoformat()) for one in suggested(text, mine, words, given["theme"])]
    return found


def _print(taken: dict[str, Any] | None, made: dict[str, Any] | None, book: "Codebook", lang: str) -> None:
    from highground.views.report.alphabet.words import Words

    words = Words(lang, "policy")
    if taken:
        click.echo(words.t(KEPT, n=taken["answers"], changed=taken["changed"]))
        most = sorted(taken["lacking"], key=lambda name: -taken["lacking"][name])[:NAMED]
        labels = {field.id: field.label[lang] for field in book.fields}
        fields = ", ".join(f"{labels[name]} ({words.number(taken['lacking'][name])})" for name in most)
        for name, said in (("half", HALF), ("reopened", REOPENED), ("blank", BLANK), ("whole", WHOLE)):
            if taken[name]:
                click.echo("  ! " + words.t(said, n=taken[name], fields=fields))
    if made:
        click.echo(words.t(ROWS, n=made["rows"], texts=made["texts"]))
        if made["rows"] > made["most"]:
            click.echo("  ! " + words.t(MORE, most=made["most"], n=made["rows"]))
        click.echo(words.t(RESULTS, folder=made["folder"]))
