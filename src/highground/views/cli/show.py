"""highground show RUN: read a finished run back."""

from pathlib import Path

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
    """Read a finished run or mirror back: what it is about, its findings, and the files to open.

    RUN is a folder made by `highground profile` or `highground mirror`, such as runs/KAZ.
    """
    from highground.catalogue.runs import load

    if not run.is_dir():
        raise BadRun(f"There is no run at {run}; make one with `highground profile COUNTRY --out {run}`.")
    if (run / "mirror.json").is_file():
        return _mirror(order, run)
    loaded = load(run)
    if order.json:
        say_json(run_document(loaded, run))
    else:
        print_run(loaded, run, order.langs[0])
    return 0


def _mirror(order: Order, folder: Path) -> int:
    document = read(folder / "mirror.json")
    if not {"a", "b", "table", "findings"} <= document.keys():
        raise BadRun(f"{folder / 'mirror.json'} is damaged; run the mirror again.")
    if order.json:
        say_json({"folder": folder, **document})
    else:
        print_twins(document, folder, order.langs[0])
    return 0
