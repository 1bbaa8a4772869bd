"""highground teach evaluate BANK: what a training changed, from tests before, after and months later."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.target import check_apart, checked
from highground.views.cli.work import read

if TYPE_CHECKING:
    from highground.basis.learning import AnswerSheet, Test
    from highground.catalogue.answers.bank import Bank
    from highground.response.capacity.learning.evaluation import Evaluation

MARK: Final = "evaluation.json"
SHEETS: Final = N_("Sheets for the answers are ready; fill them and give them with --before and --after.")
RESULTS: Final = N_("Results in {folder}")
NAMES: Final[dict[str, "Test"]] = {"before": "pre", "after": "post", "later": "later"}


@click.command()
@click.argument("bank", type=click.Path(path_type=Path))
@option("before")
@option("after")
@option("later")
@ordered("out", "lang", "json")
def evaluate(order: Order, bank: Path, **given: Any) -> int:
    """Grade tests by the key in BANK, the folder of `highground teach questions`, and tell what the training changed.

    Without answers the sheets to type them into are written, into runs/answers-KAZ. Participants are numbers; nobody is named or ranked.
    """
    from highground.catalogue.answers.bank import read_bank

    held = read_bank(bank)
    if not (given["before"] or given["after"] or given["later"]):
        return _sheets(held, _target(order, f"answers-{held.country}"), order)
    if not (given["before"] and given["after"]):
        raise click.UsageError(
            "Give the answers before and after the training: --before FILE and --after FILE; --later is a third test."
        )
    from highground.response.capacity.learning.evaluation import evaluated

    target = _target(order, f"evaluation-{held.country}")
    check_apart(target, *(given[name] for name in NAMES))
    tests = {test: _graded(held, given[name], test) for name, test in NAMES.items()}
    found = evaluated(tests["pre"], tests["post"], tests["later"], held.sessions)
    _write(held, found, target, order)
    return 0


def _target(order: Order, name: str) -> Path:
    """The folder to write into, once it is plain that no answers that people typed lie there. Raises CannotWrite."""
    from highground.catalogue.codes.workbook import check_untouched

    target = checked(order.out or Path(RUNS, name), MARK)
    if "sheets" in read(target / MARK):  # a report is there to be read: who saved it loses nothing
        check_untouched(target, MARK, way="give it with --before, --after or --later")
    return target


def _graded(held: "Bank", path: Path | None, test: "Test") -> "dict[str, AnswerSheet]":
    from highground.catalogue.answers.read import read_answers
    from highground.response.capacity.learning.grading import graded

    if path is None:
        return {}
    filled = read_answers(path, {name: [one.id for one in asks] for name, asks in held.forms.items()})
    return graded(filled, held.forms, test)


def _write(held: "Bank", found: "Evaluation", target: Path, order: Order) -> None:
    """Page, Word file and workbook in each language, and the numbers for machines; told on the screen in the first language."""
    from highground.catalogue.regions import find_country
    from highground.catalogue.runouts import write_document
    from highground.catalogue.staging import staged, telling
    from highground.views.cli.plain import plain
    from highground.views.report.narrative.learning_content import build
    from highground.views.report.office import learning_document, learning_workbook
    from highground.views.report.pages.learning_page import write as write_page

    today, names = _today(), find_country(held.country).names
    pages = {lang: build(found, held, names.get(lang, names["en"]), lang, today.date()) for lang in order.langs}
    document: dict[str, Any] = plain({"country": held.country, "made_on": today.date().isoformat(), "evaluation": found})
    with staged(target, MARK) as folder, telling(folder):
        for lang, page in pages.items():
            stem = "evaluation" if lang == order.langs[0] else f"evaluation.{lang}"
            write_page(page, found, folder / f"{stem}.html")
            learning_document.write(page, found, today, folder / f"{stem}.docx")
            learning_workbook.write(page, found, today, folder / f"{stem}.xlsx")
        write_document(document, folder / MARK)
    first = pages[order.langs[0]]
    if order.json:
        say_json({"folder": target, **document})
    else:
        _told([first.answer, *(f"  ! {text}" for text in first.warnings)], target, order.langs[0])


def _sheets(held: "Bank", target: Path, order: Order) -> int:
    """Empty sheets: the first form before, the next one after, and the first again months later."""
    from highground.catalogue.codes.workbook import marked
    from highground.catalogue.staging import staged, telling
    from highground.views.report.alphabet.words import Words
    from highground.views.report.office.learning_workbook import write_answers

    names = list(held.forms)
    forms = {name: names[at % len(names)] for at, name in enumerate(NAMES)}
    today = _today()
    with staged(target, MARK) as folder, telling(folder):
        for name, form in forms.items():
            for lang in order.langs:
                ending = "" if lang == order.langs[0] else f".{lang}"
                write_answers(form, held.forms[form], lang, today, folder / f"answers-{name}-{form}{ending}.xlsx")
        marked({"country": held.country, "made_on": today.date().isoformat(), "sheets": forms}, folder, MARK)
    if order.json:
        say_json({"folder": target, "sheets": forms})
    else:
        _told([Words(order.langs[0], "learning").t(SHEETS)], target, order.langs[0])
    return 0


def _today() -> datetime:
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)


def _told(lines: list[str], target: Path, lang: str) -> None:
    from highground.views.report.alphabet.words import Words

    for line in lines:
        click.echo(line)
    click.echo("\n" + Words(lang, "learning").t(RESULTS, folder=str(target)))
    for name in sorted(path.name for path in target.iterdir()):
        click.echo(f"  {name}")
