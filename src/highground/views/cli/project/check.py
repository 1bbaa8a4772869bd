"""highground project check FILE: an IATI activity file held to the schema, the code lists and the rules."""

from pathlib import Path
from typing import Final

import click

from highground.basis.words import N_
from highground.views.cli.options import Order, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.project.found import today
from highground.views.cli.work import shelf_for

REFUSED: Final = 2  # exit code: the file is not valid
WRONG: Final = N_("Not valid against the schema of IATI 2.03; faults: {n}.")
RIGHT: Final = N_("Valid against the schema of IATI 2.03; activities: {n}.")
DOUBTS: Final = N_("Rules and code lists that it breaks: {n}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@ordered("lang", "json")
def check(order: Order, file: Path) -> int:
    """Check any IATI 2.03 activity file: each fault with its line, its element, what is wrong and what to do.

    Ends with 0 for a valid file, with 2 for one that is not. Broken rules and codes that are unknown or withdrawn are told as warnings.
    """
    from highground.catalogue.iati.door import parsed
    from highground.catalogue.iati.rules import checks
    from highground.catalogue.iati.schema import faults
    from highground.views.report.alphabet.words import Words

    shelf, root = shelf_for(order), parsed(file)
    wrong = faults(root, shelf)
    doubts = () if wrong else checks(root, shelf, today())
    if order.json:
        say_json({"file": file, "valid": not wrong, "faults": wrong, "warnings": doubts})
        return REFUSED if wrong else 0
    words = Words(order.langs[0], "projects")
    click.echo(words.t(WRONG, n=len(wrong)) if wrong else words.t(RIGHT, n=len(root.findall("iati-activity"))))
    if doubts:
        click.echo(words.t(DOUBTS, n=len(doubts)))
    for fault in (*wrong, *doubts):
        click.echo(f"  - {fault}")
    return REFUSED if wrong else 0
