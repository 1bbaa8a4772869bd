"""highground policy suggest FILE...: passages that may speak of mobility, mountains, ice or herds, for a person to confirm."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.errors import BadData
from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.policy.kept import code_of, library, texts
from highground.views.cli.progress import progress
from highground.views.cli.target import check_apart
from highground.views.cli.target import checked as checked_target
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from highground.basis.policy import Codebook, Text, TextPassage
    from highground.response.policy.suggest.suggestions import Suggestion

    Held = list[tuple[Text, tuple[TextPassage, ...]]]
    Found = list[tuple[Text, tuple[Suggestion, ...]]]

MARK: Final = "suggestions.json"
MOST_SAID: Final = 10  # suggestions of a text on the screen; the page and the workbook hold all
RESULTS: Final = N_("Results in {folder}")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@option("country")
@option("theme")
@option("dictionary")
@option("records")
@option("who")
@ordered("out", "lang", "json")
def suggest(order: Order, files: tuple[Path, ...], theme: tuple[str, ...], dictionary: Path | None, **given: Any) -> int:
    """Suggest passages on human mobility, mountains, the cryosphere and pastoralism in policy texts in English, Russian, Spanish or Kazakh.

    FILES are pdf, docx, html or plain text; without one the texts of the library are read, of one country with --country. Each suggestion has its quote, page and the words that speak of the theme; a denied mention
    is marked. Nothing is confirmed: with --out a page and coding.xlsx are written, in which a person answers yes or no. Ends with 0.
    """
    from highground.catalogue.codes.book import codebook
    from highground.catalogue.passages.dictionary import dictionary as read_dictionary
    from highground.research.mentions.words import dictionary_of
    from highground.response.policy.suggest.suggestions import suggested

    target = _target(order.out, files) if order.out else None
    today = datetime.now(UTC).date().isoformat()
    with progress("Policy suggest") as tell:
        shelf = shelf_for(order)
        words, book = dictionary_of(read_dictionary(shelf, dictionary)), codebook(shelf)
        held = _read(files, today, tell) if files else _held(given)
        found = [(text, suggested(text, mine, words, theme)) for text, mine in held]
        if target:
            tell("writing", 0.95)
            _write(target, held, found, book, order.langs)
    if order.json:
        from highground.views.report.narrative.policy_suggestions import document

        say_json({"folder": target, **document(found, today)})
    else:
        _print(found, book, order.langs[0], target)
    return 0


def _target(out: Path, files: tuple[Path, ...]) -> Path:
    """The folder to write into, once it is plain that no answers and none of the files lie there. Raises CannotWrite."""
    from highground.catalogue.codes.workbook import check_untouched

    target = checked_target(out, MARK)
    check_apart(target, *files)
    check_untouched(
        target, MARK, way="add its texts with `highground policy add`, then give it back with `highground policy code --filled`"
    )
    return target


def _read(files: tuple[Path, ...], today: str, tell: "Callable[[str, float], None]") -> "Held":
    """Texts of files, each with its passages; the same bytes under two names are one text."""
    from highground.response.policy.library import Given, reading

    found: dict[str, tuple[Text, tuple[TextPassage, ...]]] = {}
    for number, path in enumerate(dict.fromkeys(files)):
        tell(f"reading {path.name}", number / len(files))
        read = reading(path, Given(), (), (), today=today, who="")
        found.setdefault(read.text.id, (read.text, read.passages))
    return list(found.values())


def _held(given: "Mapping[str, str | None]") -> "Held":
    """Texts of the library. Raises BadData where there is none."""
    with records(given["records"], given["who"]) as store:
        held = texts(store, code_of(given["country"]))
        passages = library(store, held).passages
    if not held:
        raise BadData("the library holds no such text; name files, or put them in with `highground policy add FILE`")
    return [(text, tuple(passages[place] for place in sorted(passages) if place[0] == text.id)) for text in held]


def _write(target: Path, held: "Held", found: "Found", book: "Codebook", langs: tuple[str, ...]) -> None:
    """Page, workbook and JSON in one folder, all or nothing."""
    from highground.catalogue.codes.workbook import marked
    from highground.catalogue.staging import staged, telling
    from highground.response.policy.coding import Library
    from highground.views.report.narrative.policy_suggestions import document
    from highground.views.report.office import policy_workbook
    from highground.views.report.pages import policy_suggestions_page

    made = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    today = made.date().isoformat()
    shelves = Library.of([text for text, _ in held], [one for _, mine in held for one in mine])
    rows = [one.code(today) for _, ones in found for one in ones][: policy_workbook.MOST_LISTED]
    task = policy_workbook.Task(rows, shelves, book, "", made)
    with staged(target, MARK) as folder, telling(folder):
        for lang in langs:
            tail = "" if len(langs) == 1 else f".{lang}"
            policy_suggestions_page.write(found, book, lang, today, folder / f"suggestions{tail}.html")
            policy_workbook.write(task, lang, folder / f"coding{tail}.xlsx")
        marked(plain(document(found, today)), folder, MARK)


def _print(found: "Found", book: "Codebook", lang: str, folder: Path | None) -> None:
    """What was found, the best suggestions of each text, and the files to open."""
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.policy_suggestions import NOTICE, ROOM, counted, labelled, shown, tallied, without

    words, labels = Words(lang, ROOM), labelled(book, lang)
    click.echo(counted(found, words))
    click.echo(words.t(NOTICE))
    for text in without(found, words):
        click.echo(f"  {text}")
    for name, count, denied in tallied(found, labels):
        click.echo(f"  {name}: {count}" + (f" ({words.t(N_('denied'))}: {denied})" if denied else ""))
    for one_text, ones in found:
        if ones:
            click.echo(f"\n{one_text.title or one_text.name}")
        for one in ones[:MOST_SAID]:
            told = shown(one, labels, words)
            click.echo(f"  [{told.theme}] {told.place}: “{told.quote}”")
            click.echo(f"     {' · '.join((told.why, *told.marks))}")
    if folder:
        click.echo("\n" + words.t(RESULTS, folder=str(folder)))
        for name in sorted(path.name for path in folder.iterdir()):
            click.echo(f"  {name}")
