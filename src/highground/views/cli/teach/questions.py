"""highground teach questions KAZ: a bank of questions from the country's own run, for learning systems, for paper and for sheets."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.errors import BadData
from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.progress import progress
from highground.views.cli.target import checked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from highground.basis.question import Form, Item, Question
    from highground.catalogue.runs import Run
    from highground.views.report.alphabet.words import Words

MARK: Final = "questions.json"
MADE: Final = N_("{country}: questions in the bank: {n}; in each form of the test: {count}.")
FEW: Final = N_("Fewer than {n} questions: the run does not hold the evidence for more.")
READ: Final = N_("{name}: whole; questions: {n}.")
PACKAGE: Final = N_("{name}: a whole SCORM 1.2 package, “{title}”; files: {n}.")
RESULTS: Final = N_("Results in {folder}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A bank that is to be written: of which run, its questions, two forms of a test, and how."""

    run: "Run"
    questions: "tuple[Question, ...]"
    forms: "tuple[Form, ...]"  # none where the questions are too few
    exports: tuple[str, ...]


@click.command()
@click.argument("country", required=False)
@option("exports")
@option("session")
@option("difficulty")
@option("count")
@option("read")
@ordered("out", "lang", "seed", "json")
def questions(order: Order, country: str | None, **given: Any) -> int:
    """A bank of questions from the run of a COUNTRY: Moodle XML, GIFT, SCORM 1.2, a test on paper in two forms, and a sheet.

    Each question rests on claims or rows of the run, or on a bundled fact, and says so. Forms A and B are for before and after a training.
    With --read FILE a bank that somebody else made is checked instead: Moodle XML, GIFT, or a SCORM package.
    """
    if given["read"]:
        return _read(given["read"], order)
    if not country:
        raise click.UsageError(
            "Missing the country: give its code, such as KAZ, or the folder of a run; or --read FILE to check a bank."
        )
    from highground.views.cli.ground import run_of

    run = run_of(country)
    target = checked(order.out or Path(RUNS, f"questions-{run.about['iso3']}"), MARK)
    with progress("Questions") as tell:
        from highground.response.capacity.questions.bank import bank, chosen, forms

        tell("asking the run", 0.0)
        whole = bank(run, order.seed)
        some = chosen(whole, given["session"], given["difficulty"], given["count"], order.seed)
        try:
            pair: tuple[Form, ...] = forms(some, seed=order.seed)
        except BadData:
            if "docx" in given["exports"]:
                raise
            pair = ()  # a bank for a learning system needs no forms
        tell("writing the bank", 0.3)
        document = _write(target, Asked(run, some, pair, given["exports"]), order)
    if order.json:
        say_json({"folder": target, **document})
    else:
        _print(Asked(run, some, pair, ()), len(whole), target, order.langs[0])
    return 0


def _write(target: Path, asked: Asked, order: Order) -> dict[str, Any]:
    """Everything in one folder, all or nothing."""
    from highground.catalogue.runouts import write_document
    from highground.catalogue.staging import staged, telling
    from highground.views.cli.plain import plain
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative import questions_content as content

    told = {lang: content.items(asked.questions, asked.run, Words(lang, "questions"), asked.forms) for lang in order.langs}
    about = {
        "seed": order.seed,
        "made_on": asked.run.about["made_on"],
        "version": asked.run.about["version"],
        "forms": {form.id: form.questions for form in asked.forms},
    }
    document: dict[str, Any] = plain(content.document(asked.questions, told, asked.run, about))
    with staged(target, MARK) as folder, telling(folder):
        for lang in order.langs:
            ending = "" if lang == order.langs[0] else f".{lang}"
            _language(folder, ending, asked, told[lang], Words(lang, "questions"))
        if "scorm" in asked.exports:
            _packages(folder, asked, told)
        if asked.forms:
            write_document(plain({"country": asked.run.about["iso3"], **about}), folder / "forms.json")
        write_document(document, folder / MARK)
    return {"country": asked.run.about["iso3"], "questions": len(asked.questions), **plain(about)}


def _packages(folder: Path, asked: Asked, told: "dict[str, tuple[Item, ...]]") -> None:
    """The whole bank to practise with, and each form of the test, as SCORM packages in all languages."""
    from highground.catalogue.quizzes import scorm
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative import questions_content as content

    def package(name: str, items: "dict[str, tuple[Item, ...]]", form: str = "") -> None:
        spoken = {lang: content.player(asked.run, Words(lang, "questions"), form) for lang in items}
        scorm.write(folder / f"{name}.scorm.zip", items, spoken, content.NAMES)

    package("questions", told)
    for form in asked.forms:
        by_id = {lang: {item.id: item for item in items} for lang, items in told.items()}
        package(f"test-{form.id}", {lang: tuple(held[name] for name in form.questions) for lang, held in by_id.items()}, form.id)


def _language(folder: Path, ending: str, asked: Asked, items: "tuple[Item, ...]", words: "Words") -> None:
    """The files of one language."""
    from highground.catalogue.quizzes import gift, moodle

    for name, made in (("moodle", moodle.written), ("gift", gift.written)):
        if name in asked.exports:
            kind = "xml" if name == "moodle" else "gift"
            (folder / f"questions{ending}.{kind}").write_text(made(items), encoding="utf-8", newline="\n")
    if "docx" in asked.exports:
        from highground.views.report.office import questions_paper as paper

        by_id = {item.id: item for item in items}
        told: dict[str, Sequence[Item]] = {form.id: [by_id[name] for name in form.questions] for form in asked.forms}
        for form, some in told.items():
            paper.write_test(form, some, asked.run, words, folder / f"test-{form}{ending}.docx")
        paper.write_key(told, asked.run, words, folder / f"key{ending}.docx")
    if "xlsx" in asked.exports:
        from highground.views.report.office import questions_workbook

        questions_workbook.write(asked.questions, items, asked.run, words, folder / f"questions{ending}.xlsx")


def _read(path: Path, order: Order) -> int:
    """Check a bank that somebody else made, by what its name ends with."""
    from highground.catalogue.quizzes import gift, moodle, scorm
    from highground.views.report.alphabet.words import Words

    words = Words(order.langs[0], "questions")
    if path.suffix.lower() == ".zip":
        title, files = scorm.check(path)
        said, document = words.t(PACKAGE, name=path.name, title=title, n=files), {"file": path.name, "title": title, "files": files}
    else:
        found = moodle.read(path) if path.suffix.lower() == ".xml" else gift.read(path)
        said, document = words.t(READ, name=path.name, n=len(found)), {"file": path.name, "questions": len(found)}
    if order.json:
        say_json(document)
    else:
        click.echo(said)
    return 0


def _print(asked: Asked, held: int, folder: Path, lang: str) -> None:
    """How much there is, whether the run holds too little (a choice of few is nobody's fault), and the files to open."""
    from highground.response.capacity.questions.bank import ENOUGH
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.questions_content import country

    words, count = Words(lang, "questions"), len(asked.forms[0].questions) if asked.forms else 0
    click.echo(words.t(MADE, country=country(asked.run, words), n=len(asked.questions), count=count))
    if held < ENOUGH:
        click.echo("  ! " + words.t(FEW, n=ENOUGH))
    click.echo("\n" + words.t(RESULTS, folder=str(folder)))
    for path in sorted(path.name for path in folder.iterdir()):
        click.echo(f"  {path}")
