"""highground show FOLDER: read a finished result back."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from highground.basis.errors import BadRun
from highground.views.cli.options import Order, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.say import RESULTS, print_run, print_twins, run_document
from highground.views.cli.work import read

MADE_BY: Final = {  # file that marks a folder -> the verb that writes it
    "whatif.json": "whatif", "claim-check.json": "claim-check", "relocation.json": "relocation", "flows.json": "flows", "pack.json": "pack",
    "gaps.json": "policy gaps", "compare.json": "policy compare", "suggestions.json": "policy suggest", "coding.json": "policy code",
    "agreement.json": "policy agree", "codebook.json": "policy codebook", "questions.json": "teach questions", "kit.json": "teach kit",
    "people.json": "teach people", "needs.json": "teach needs", "evaluation.json": "teach evaluate", "certificates.json": "teach certificate",
    "project.json": "project template", "report.json": "project report", "iati.json": "project iati",
}  # fmt: skip
ABOUT: Final = (
    "iso3",
    "country",
    "countries",
    "event",
    "project",
    "projects",
    "coder",
    "title",
)  # what a result is about, in its own file


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@ordered("lang", "json")
def show(order: Order, run: Path) -> int:
    """Read a finished result back: what it is about, and the files to open; of a run, mirror, runout and table of events also what was found.

    RUN is a folder that any verb wrote, such as runs/KAZ or runs/gaps-KAZ.
    """
    if not run.is_dir():
        raise BadRun(f"There is no run at {run}; make one with `highground profile COUNTRY --out {run}`.")
    if (run / "mirror.json").is_file():
        _say(order, run, _document(run / "mirror.json", {"a", "b", "table", "findings"}), print_twins)
    elif (run / "events.json").is_file():
        from highground.views.cli.events import print_events

        _say(order, run, _document(run / "events.json", {"read_from", "by_hazard", "refusals", "table"}), print_events)
    elif (run / "runout.json").is_file():
        from highground.catalogue.runouts import read_document
        from highground.views.cli.runout import print_runout

        _say(order, run, read_document(run), print_runout)
    elif mark := next((name for name in MADE_BY if (run / name).is_file()), ""):
        _say(order, run, _document(run / mark, set()), partial(_print, mark=mark))
    else:
        _run(order, run)
    return 0


def _print(document: Mapping[str, Any], folder: Path, lang: str, mark: str) -> None:
    """The verb that wrote a folder, what its result is about, and every file to open."""
    from highground.views.report.alphabet.words import Words

    click.echo(" · ".join((f"highground {MADE_BY[mark]}", *_about(document))))
    click.echo("\n" + Words(lang).t(RESULTS, folder=str(folder)))
    for name in sorted(path.name for path in folder.iterdir() if path.is_file() and path.name != mark):
        click.echo(f"  {name}")


def _about(document: Mapping[str, Any]) -> list[str]:
    """Country, project or event, as far as the document names them."""
    said = []
    for value in (document.get(name) for name in ABOUT):
        one = value.get("id") if isinstance(value, Mapping) else value
        many = one if isinstance(one, list) else [one]
        said += [", ".join(map(str, many))] if many and all(isinstance(text, str) and text for text in many) else []
    return said


def _run(order: Order, folder: Path) -> None:
    from highground.catalogue.runs import load

    loaded = load(folder)
    if order.json:
        say_json(run_document(loaded, folder))
    else:
        print_run(loaded, folder, order.langs[0])


def _say(order: Order, folder: Path, document: Mapping[str, Any], in_words: Callable[[Mapping[str, Any], Path, str], None]) -> None:
    if order.json:
        say_json({"folder": folder, **document})
    else:
        in_words(document, folder, order.langs[0])


def _document(path: Path, needed: set[str]) -> dict[str, Any]:
    document = read(path)
    if not document or not needed <= document.keys():
        raise BadRun(f"{path} is damaged or of another version; make it again.")
    return document
