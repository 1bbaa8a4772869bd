"""highground flows TABLE: what explains a table of moves between places, how well, and beside the mean of other years."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground import __version__
from highground.basis.settings import RUNS
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.progress import progress
from highground.views.cli.say import columns
from highground.views.cli.target import checked
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.basis.region import Region
    from highground.catalogue.flows.places import Places
    from highground.catalogue.shelf import Shelf
    from highground.research.flows import Answer

MARK: Final = "flows.json"
FILES: Final = ("flows.csv", "flows.xlsx", MARK)
SHOWN_ROWS: Final = 5  # refused rows that are printed; the files list all
KINDS: Final = {
    "fit": "Fitted: recorded flows, zeros kept (Poisson pseudo-maximum likelihood, effects of {effects}; distances: {measured}).",
    "margins": "Nearest to a prior: only who leaves and who arrives is known (maximum entropy; distances: {measured}).",
    "totals": "Shared out: known totals of origins and known pairs are kept (maximum entropy; distances: {measured}).",
}
OWN: Final = {
    "both": "origins and destinations",
    "origin": "origins",
    "destination": "destinations",
    "none": "no place, one constant",
}


@click.command()
@click.argument("table", type=click.Path(path_type=Path))
@option("places")
@option("country")
@option("effects")
@option("totals")
@option("sheet")
@ordered("out", "json")
def flows(order: Order, table: Path, *, totals: bool, **asked: Any) -> int:
    """Fit a table of moves between places (xlsx or csv), and say how well, beside the mean of the other years.

    TABLE holds origin, destination and flow (year and km where known), or only place, arrivals and departures; headings are read in English,
    Russian, Kazakh and Spanish. Distances come from the column km, or from points of --places or --country. Without --out the result is
    written to runs/flows-NAME.
    """
    from highground.catalogue.flows.read import read_table
    from highground.research.flows import answer

    target = checked(order.out or Path(RUNS, f"flows-{_stem(table)}"), MARK)
    with progress("Flows") as tell:
        tell("reading the table", 0.0)
        known = _known(order, asked["places"], asked["country"], need_people=totals or asked["effects"] not in (None, "both"))
        read = read_table(table, known, asked["sheet"] or "", totals=totals)
        tell("fitting", 0.3)
        found = answer(read, asked["effects"] or "both", totals=totals)
        tell("writing", 0.7)
        document = _document(table, found, asked["effects"] or "both")
        _write(target, document, found)
    if order.json:
        say_json({"folder": target, **document})
    else:
        for line in _lines(document):
            click.echo(line)
        click.echo(f"\nResults in {target}\n" + "\n".join(f"  {name}" for name in FILES))
    return 0


def _stem(file: Path) -> str:
    """The file's name as a part of a folder's name."""
    return re.sub(r"[^\w-]+", "-", file.stem).strip("-")[:60] or "table"


def _known(order: Order, places: Path | None, country: str | None, *, need_people: bool) -> "Places | None":
    """Places that the table may name: of a list, else of a country, else those that it names itself."""
    from highground.catalogue.flows.places import country_places, listed_places
    from highground.catalogue.regions import find_region

    if places:
        return listed_places(places)
    if not country:
        return None
    shelf: Shelf = shelf_for(order)
    region: Region = find_region(country, shelf)
    found = country_places(shelf, region)
    if not need_people:
        return found
    from highground.research.unit_people import peopled

    return peopled(found, shelf, region)


def _document(file: Path, found: "Answer", effects: str) -> dict[str, Any]:
    """flows.json: what was read, what was estimated and how well, and every refusal. The mark of a folder of ours."""
    table = found.table
    return {
        "version": __version__, "made_on": datetime.now(UTC).date().isoformat(), "file": file.name, "read_from": table.name, "sha256": table.sha256,
        "kind": found.kind, "effects": effects if found.kind == "fit" else "", "distances": found.measured,
        "places": [{"code": place.code, "name": place.name} for place in table.places], "years": [year for year in table.years if year],
        "rows": table.rows, "refused": [{"row": one.row, "reason": one.reason, "about": one.about} for one in table.refused],
        "coefficients": _coefficients(found), "errors": found.found.errors if found.found else "",
        "in_space": plain(found.space), "in_time": plain(found.time), "unseen_years": plain(found.ahead),
        "said": [*table.said, *found.said],
    }  # fmt: skip


def _coefficients(found: "Answer") -> list[dict[str, Any]]:
    """Each coefficient with its standard error and 90 % interval."""
    if found.found is None:
        return []
    low, high = found.found.interval()
    columns = (found.found.names, found.found.estimate, found.found.standard_error, low, high)
    keys = ("name", "estimate", "standard_error", "low", "high")
    return [dict(zip(keys, (name, *map(float, numbers)), strict=True)) for name, *numbers in zip(*columns, strict=True)]


def _write(target: Path, document: dict[str, Any], found: "Answer") -> None:
    """Everything in one folder, all or nothing."""
    from highground.catalogue.flows.written import rows, write_csv
    from highground.catalogue.staging import staged, telling
    from highground.research.flows import whole
    from highground.views.report.office.flows_workbook import write

    lines = rows(
        found.table,
        {"recorded": found.recorded, "fitted": whole(found.mid), "low": found.low, "high": found.high, "past": found.past},
    )
    with staged(target, MARK) as folder, telling(folder):
        write_csv(lines, folder / "flows.csv")
        write(document, lines, folder / "flows.xlsx")
        (folder / MARK).write_text(json.dumps(document, ensure_ascii=False, allow_nan=False), encoding="utf-8")


def _lines(document: dict[str, Any]) -> Iterator[str]:
    """What was read, the coefficients, the measures, and what limits them."""
    years = f" · years: {document['years'][0]} to {document['years'][-1]}" if document["years"] else ""
    yield f"{document['read_from']}\nRows: {document['rows']} · refused: {len(document['refused'])} · places: {len(document['places'])}{years}."
    for one in document["refused"][:SHOWN_ROWS]:
        yield f"  - row {one['row']} ({one['about']}): {one['reason']}"
    if len(document["refused"]) > SHOWN_ROWS:
        yield f"  - and {len(document['refused']) - SHOWN_ROWS} more, listed in flows.json and flows.xlsx"
    yield "\n" + KINDS[document["kind"]].format(effects=OWN.get(document["effects"], ""), measured=document["distances"]) + "\n"
    if document["coefficients"]:
        heads = ("coefficient", "estimate", "standard error", "5 %", "95 %")
        cells = [
            (one["name"], *(f"{one[key]:.4g}" for key in ("estimate", "standard_error", "low", "high")))
            for one in document["coefficients"]
        ]
        yield columns([heads, *cells])
        yield f"Standard errors {document['errors']}.\n"
        space = document["in_space"]
        yield f"In space: D2 {space['d2']:.3f} · pseudo-R2 {space['pseudo_r2']:.3f} · SRMSE {space['srmse']:.3f} · in common {space['sorensen']:.3f}"
    if document["in_time"]:
        yield from _in_time(document)
    yield ""
    yield from document["said"]


def _in_time(document: dict[str, Any]) -> Iterator[str]:
    """Changes inside pairs: with the sums of each year known, and in years that the model has not seen."""
    for title, key in (("In time, sums of each year known", "in_time"), ("In time, years not seen", "unseen_years")):
        if not document[key]:
            continue
        known = {name: "-" if value is None else f"{value:,.3g}" for name, value in document[key].items()}
        yield (
            f"{title}: R2 within pairs {known['r2']} · mean error {known['error']} people a pair, historical mean {known['baseline']} · "
            f"squared error taken from the historical mean's {known['better']}"
        )
