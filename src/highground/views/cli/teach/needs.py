"""highground teach needs: what institutions need, by theme."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.target import checked

MARK: Final = "needs.json"
NONE: Final = N_("No need is kept yet; fill the sheet of needs in the register.")
LINE: Final = N_("{institution}, {theme}: needs {needs}, of them urgent {urgent}")
RESULTS: Final = N_("Results in {folder}")


@click.command()
@option("records")
@ordered("out", "lang", "json")
def needs(order: Order, **given: Any) -> int:
    """What institutions need, by institution and theme, with how many are urgent. No person is named. With --out as a page and a workbook."""
    from highground.basis.stakeholder import THEMES, Need
    from highground.response.capacity.people.register import needs_of
    from highground.views.report.alphabet.words import Words

    target = checked(order.out, MARK) if order.out else None
    with records(given["records"]) as store:
        lines = needs_of(kept.record for kept in store.find(Need))
    if target and lines:
        _write(lines, target, order.langs)
    if order.json:
        say_json({"needs": lines, "folder": target if lines else None})
        return 0
    words = Words(order.langs[0], "people")
    for one in lines:
        theme = words.t(THEMES[one.theme])
        click.echo(words.t(LINE, institution=one.institution, theme=theme, needs=one.needs, urgent=one.urgent))
    if not lines:
        click.echo(words.t(NONE))
    elif target:
        click.echo(words.t(RESULTS, folder=str(target)))
    return 0


def _write(lines: Any, target: Path, langs: tuple[str, ...]) -> None:
    from highground.catalogue.runouts import write_document
    from highground.catalogue.staging import staged
    from highground.views.cli.plain import plain
    from highground.views.report.office.people_workbook import write_needs
    from highground.views.report.pages.people_page import write as write_page

    made = datetime.now(UTC)
    with staged(target, MARK) as folder:
        for lang in langs:
            name = "needs" if lang == langs[0] else f"needs.{lang}"
            write_needs(lines, lang, made.replace(tzinfo=None), folder / f"{name}.xlsx")
            write_page(lines, lang, made.date(), folder / f"{name}.html")
        write_document({"made_on": made.isoformat(timespec="seconds"), "needs": plain(lines)}, folder / MARK)
