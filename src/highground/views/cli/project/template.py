"""highground project template: the workbook in which a project is kept, empty or filled."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.errors import BadData
from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.project.found import chosen, folder_of, state_of, today
from highground.views.cli.target import checked
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.basis.project import Project

MARK: Final = "project.json"
RESULTS: Final = N_("Results in {folder}")


@click.command()
@click.argument("project", required=False)
@option("records")
@option("who")
@ordered("out", "lang", "json")
def template(order: Order, project: str | None, **given: Any) -> int:
    """Write project.xlsx, to be filled and given back with `highground project add`.

    Without PROJECT it is empty; with a number such as NC.0090 it holds all that is kept of that project. A workbook that was filled
    and not given back yet is never written over.
    """
    from highground.catalogue.codes.workbook import marked
    from highground.catalogue.staging import staged, telling
    from highground.views.report.alphabet.words import Words
    from highground.views.report.office.projects_template import write

    target = checked(order.out or Path(RUNS, folder_of("project", project or "template")), MARK)
    one, state = None, ""
    if project:
        with records(given["records"], given["who"]) as store:
            (one,), state = chosen((project,), store, shelf_for(order)), state_of(store, project)
    _check_kept(target, one if state else None)
    with staged(target, MARK) as folder, telling(folder):
        for lang in order.langs:
            write(
                one,
                lang,
                folder / ("project.xlsx" if len(order.langs) == 1 else f"project.{lang}.xlsx"),
                today().isoformat(),
                state,
            )
        marked({"project": project, "made_on": today().isoformat()}, folder, MARK)
    if order.json:
        say_json({"folder": target, "project": project})
    else:
        click.echo(Words(order.langs[0]).t(RESULTS, folder=str(target)))
    return 0


def _check_kept(target: Path, one: "Project | None") -> None:
    """Refuse to replace a workbook that a person filled, unless all of it is in the records: they hold it as `one`. Raises CannotWrite."""
    from highground.catalogue.codes.workbook import check_untouched

    taken = next((path for path in sorted(target.glob("*.xlsx")) if one is not None and _filled(path) == one), None)
    check_untouched(target, MARK, taken, "give it back with `highground project add`")


def _filled(path: Path) -> "Project | None":
    """The project of a workbook; None for a file that is none."""
    from highground.catalogue.projects.book import read_filled
    from highground.views.report.office.projects_template import spoken

    try:
        return read_filled(path, spoken())[0]
    except BadData:
        return None
