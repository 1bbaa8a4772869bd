"""highground teach kit KAZ: a two-day training built from the country's own run."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.options import Order, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.progress import progress
from highground.views.cli.target import checked
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.catalogue.runs import Run
    from highground.response.capacity.kit.kit import Kit
    from highground.views.report.narrative.kit_content import Telling

MARK: Final = "kit.json"
MADE: Final = N_("{country}: sessions in the kit: {n}; exercises: {games}.")
RESULTS: Final = N_("Results in {folder}")


@click.command()
@click.argument("country")
@ordered("out", "lang", "json")
def kit(order: Order, country: str) -> int:
    """A training of two days, eight sessions of 75 minutes, from the run of a COUNTRY: agenda, slides, facilitator notes, hand-outs, exercises, answers.

    Every number comes from the run or from a bundled figure that is named. A session or an exercise that the run cannot carry is left out,
    and the kit says so.
    """
    from highground.response.capacity.kit.kit import build
    from highground.views.cli.ground import folder_of, run_of

    folder = folder_of(country)
    target = checked(order.out or Path(RUNS, f"kit-{folder.name}"), MARK)
    with progress("Training kit") as tell:
        tell("reading the run", 0.0)
        run = run_of(country)
        made = build(run, shelf_for(order))
        tell("writing the kit", 0.1)
        document = _write(target, run, made, order.langs)
    if order.json:
        say_json({"folder": target, **document})
    else:
        _print(target, run, made, order.langs[0])
    return 0


def _write(target: Path, run: "Run", made: "Kit", langs: tuple[str, ...]) -> dict[str, Any]:
    """Everything in one folder, all or nothing."""
    from highground.catalogue.staging import staged, telling
    from highground.views.report.office import kit_documents, kit_slides, kit_workbook

    writers = {
        "agenda": kit_documents.agenda, "facilitator": kit_documents.facilitator, "handouts": kit_documents.handouts,
        "exercises": kit_documents.exercises, "answers": kit_documents.answers,
    }  # fmt: skip
    document = document_of(run, made)
    with staged(target, MARK) as folder, telling(folder):
        for lang in langs:
            tail = "" if len(langs) == 1 else f".{lang}"
            told = _telling(run, made, lang)
            for name, write in writers.items():
                write(told, folder / f"{name}{tail}.docx")
            kit_slides.write(told, folder / f"slides{tail}.pptx")
            kit_workbook.write(told, folder / f"exercises{tail}.xlsx")
            if draft := told.draft():
                (folder / f"draft{tail}.txt").write_text(draft, encoding="utf-8", newline="\n")
        (folder / MARK).write_text(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1), encoding="utf-8")
    return document


def _telling(run: "Run", made: "Kit", lang: str) -> "Telling":
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.kit_content import Telling

    return Telling(made, run, Words(lang, "kit", "questions"))


def document_of(run: "Run", made: "Kit") -> dict[str, Any]:
    """kit.json: of which run, each lesson with the claims it rests on and its exercise, what was left out, and cited figures."""
    document: dict[str, Any] = plain(
        {
            "country": run.about["iso3"], "made_on": run.about["made_on"], "version": run.about["version"],
            "lessons": [
                {"id": one.outline.id, "claims": [ground.claim for ground in one.action.grounds], "exercise": one.exercise.id if one.exercise else None}
                for one in made.lessons
            ],
            "left_out": {"sessions": made.missing, "exercises": made.dropped}, "figures": made.figures,
        }
    )  # fmt: skip
    return document


def _print(target: Path, run: "Run", made: "Kit", lang: str) -> None:
    """How much there is, what was left out, and the files to open."""
    told = _telling(run, made, lang)
    games = sum(lesson.exercise is not None for lesson in made.lessons)
    click.echo(told.t(MADE, country=told.country, n=len(made.lessons), games=games))
    for text in told.left_out():
        click.echo(f"  ! {text}")
    click.echo("\n" + told.t(RESULTS, folder=str(target)))
    for path in sorted(path.name for path in target.iterdir()):
        click.echo(f"  {path}")
