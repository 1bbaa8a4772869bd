"""highground show FOLDER: read a finished result back."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from highground.basis.errors import BadRun
from highground.views.cli.options import Order, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.say import print_run, print_twins, run_document
from highground.views.cli.work import read


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@ordered("lang", "json")
def show(order: Order, run: Path) -> int:
    """Read a finished run, mirror, runout or table of events back: what it is about, what was found, and the files to open.

    RUN is a folder made by `highground profile`, `mirror`, `runout` or `events`, such as runs/KAZ.
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
    else:
        _run(order, run)
    return 0


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
    if not needed <= document.keys():
        raise BadRun(f"{path} is damaged or of another version; make it again.")
    return document
