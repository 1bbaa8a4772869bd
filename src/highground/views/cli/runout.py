"""highground runout: from where flow starts in one valley to whom it reaches."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.options import Order, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.progress import Progress, part, progress
from highground.views.cli.say import took
from highground.views.cli.target import checked

if TYPE_CHECKING:
    from highground.research.reach.asked import Asked
    from highground.views.report.alphabet.words import Words

MEMBERS: Final = 100  # of a runout when nothing is said: its ranges are wide, and each member routes every release
SHOWN: Final = 10  # settlements that are printed

MADE: Final = N_("{label}: starts {releases}, members {members}, reached cells of {cell} m {cells}")
PLACE: Final = N_(
    "{name}: reached in {share} % of the members; {reached} live where flow may come, {displaced} displaced by one event"
)
BLANK: Final = N_("{name}: reached in {share} % of the members; its people are not reported")
TOTAL: Final = N_(
    "From any start: {reached} live where flow may come, {displaced} displaced by one event, {still} still displaced after 30 days"
)
RESULTS: Final = N_("Results in {folder}")


@click.command(context_settings={"default_map": {"members": MEMBERS}})
@ordered(
    "dem", "release", "lakes", "auto", "preset", "people", "settlements", "out", "lang", "members", "seed", "workers", "cluster", "json"
)  # fmt: skip
def runout(order: Order) -> int:
    """Whom a debris flow, avalanche, rockfall, lahar-like flow or lake outburst may reach in one valley, and how sure that is.

    Needs elevation (--dem) and one of --release, --lakes and --auto. Writes a map page, a raster, a GeoPackage and a table of
    which release reaches which settlement. A stopped run goes on where it was.
    """
    started = time.monotonic()
    asked = _asked(order)
    target = checked(order.out or Path(RUNS, "runout"), "runout.json")
    with progress("Runout") as tell:
        document = _make(asked, order, target, tell)
    if order.json:
        say_json({"folder": target, **document})
    else:
        print_runout(document, target, order.langs[0], time.monotonic() - started)
    return 0


def _asked(order: Order) -> "Asked":
    """The order as the chain takes it. Raises click.UsageError for what is missing or too much."""
    from highground.research.reach.asked import Asked

    if not order.dem:
        raise click.UsageError("Missing the elevation: give --dem FILE, a GeoTIFF or SRTM tiles (.hgt, .hgt.gz).")
    if order.workers > 1 and order.cluster:
        raise click.UsageError("Give --workers or --cluster, not both.")
    preset = order.preset or ("outburst" if order.lakes else "debris_flow")
    return Asked(
        order.dem, preset, order.release, order.lakes, order.auto, order.people, order.settlements, order.seed, order.members,
        order.workers, order.cluster,
    )  # fmt: skip


def _make(asked: "Asked", order: Order, target: Path, tell: Progress) -> dict[str, Any]:
    """The numbers and all files, in one folder that appears when all of it stands; finished jobs are forgotten only then.

    Returns what runout.json says.
    """
    from highground.catalogue.jobs import Finished
    from highground.catalogue.runs import staged
    from highground.research.reach.chain import runout as run
    from highground.research.reach.files import save
    from highground.views.report.pages.runout_page import write

    with staged(target, "runout.json") as folder:
        found = run(asked, target, part(tell, 0.0, 0.9))
        tell("drawing the map", 0.9)
        for lang in order.langs:
            write(found, lang, folder / (f"runout.{lang}.html" if lang != order.langs[0] else "runout.html"))
        tell("writing the files", 0.97)
        document = save(found, folder)
    Finished(target).clear()
    return document


def print_runout(document: Mapping[str, Any], folder: Path, lang: str, seconds: float | None = None) -> None:
    """Settlements and totals, what to know, and the files to open."""
    from highground.views.report.alphabet.words import Words

    words, about, places = Words(lang), document["about"], document["settlements"]
    size = {"releases": about["releases"], "members": about["settings"]["members"], "cells": document["reached_cells"]}
    click.echo(words.t(MADE, label=about["rule"]["label"], cell=about["elevation"]["cell_m"], **size) + took(seconds) + "\n")
    for row in places[:SHOWN]:
        click.echo("  - " + _place(row, words))
    if any(row["people"] is not None for row in places):
        click.echo("  " + words.t(TOTAL, **{name: _span(words, *ends.values()) for name, ends in document["totals"].items()}))
    for note in document["notes"]:
        click.echo("  ! " + words.t(note["message"], **note["values"]))
    click.echo("\n" + words.t(RESULTS, folder=str(folder)))
    for path in sorted(path.name for path in folder.iterdir()):
        click.echo(f"  {path}")


def _place(row: Mapping[str, Any], words: "Words") -> str:
    named = {"name": str(row["name"]), "share": round(100 * row["chance"])}
    if row["people"] is None:
        return words.t(BLANK, **named)
    spans = {name: _span(words, *(row[f"{name}_{end}"] for end in ("low", "mid", "high"))) for name in ("reached", "displaced")}
    return words.t(PLACE, **named, **spans)


def _span(words: "Words", low: float, mid: float, high: float) -> str:
    return words.estimate(low, mid, high, "persons")
