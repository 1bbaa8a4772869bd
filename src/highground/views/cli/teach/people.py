"""highground teach people: the register of stakeholders, in and out as a workbook."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.target import checked

if TYPE_CHECKING:
    from highground.catalogue.store.records import Store

MARK: Final = "people.json"
TAKEN: Final = N_("Rows taken: new {new}, changed {changed}, the same {same}.")
HELD: Final = N_("People: {people}; events: {events}; needs: {needs}; attendances: {came}.")
RESULTS: Final = N_("Results in {folder}")


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@option("records")
@option("who")
@ordered("out", "lang", "json")
def people(order: Order, file: Path | None, **given: Any) -> int:
    """The register of stakeholders: people, events, needs and attendance, filled in Excel.

    With FILE, a filled people.xlsx is taken: every row, or none. With --out the register is written as people.xlsx, to be filled and
    given back. Nobody is kept without consent, its day and its purpose.
    """
    from highground.catalogue.people.book import read_book
    from highground.response.capacity.people.register import taken
    from highground.views.report.alphabet.words import Words

    rows = read_book(file, date.today()) if file else ()
    target = checked(order.out, MARK) if order.out else None
    with records(given["records"], given["who"]) as store:
        done = taken(store, rows) if file else {}
        counts = _counts(store)
        if target:
            _write(store, target, order.langs, file)
    if order.json:
        say_json({"taken": done, **counts, "folder": target})
        return 0
    words = Words(order.langs[0], "people")
    if done:
        click.echo(words.t(TAKEN, **done))
    click.echo(words.t(HELD, **counts))
    if target:
        click.echo(words.t(RESULTS, folder=str(target)))
    return 0


def _counts(store: "Store") -> dict[str, int]:
    from highground.basis.stakeholder import Attendance, Event, Need, Person

    return {
        name: store.count(noun) for name, noun in (("people", Person), ("events", Event), ("needs", Need), ("came", Attendance))
    }


def _write(store: "Store", target: Path, langs: tuple[str, ...], taken: Path | None) -> None:
    from highground.catalogue.codes.workbook import check_untouched, marked
    from highground.catalogue.people.book import PARTS
    from highground.catalogue.staging import staged
    from highground.views.report.office.people_workbook import write_register

    made = datetime.now(UTC)
    kept: dict[str, Any] = {part: store.find(noun) for part, noun in PARTS.items()}
    with staged(target, MARK) as folder:
        for lang in langs:
            name = "people.xlsx" if lang == langs[0] else f"people.{lang}.xlsx"
            write_register(kept, lang, made.replace(tzinfo=None), folder / name)
        counts = {part: len(rows) for part, rows in kept.items()}
        marked({"made_on": made.isoformat(timespec="seconds"), "records": counts}, folder, MARK)
        check_untouched(target, MARK, taken, "give it back with `highground teach people FILE`")
