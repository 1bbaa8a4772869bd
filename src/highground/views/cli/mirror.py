"""highground mirror A B: two countries side by side."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from highground.views.cli.options import Order, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.progress import Progress, part, progress
from highground.views.cli.say import print_twins
from highground.views.cli.target import checked, default_target
from highground.views.cli.work import compute, fresh, note_outputs, shelf_for

if TYPE_CHECKING:
    from highground.basis.region import Region
    from highground.catalogue.runs import Run
    from highground.catalogue.shelf import Shelf

MARK: Final = "mirror.json"


@click.command()
@click.argument("a")
@click.argument("b")
@ordered("out", "lang", "formats", "seed", "members", "pack", "online", "json")
def mirror(order: Order, a: str, b: str) -> int:
    """Two countries side by side: what compares, what does not and why, and findings that both can defend together.

    A and B are codes or names, as for `highground profile`. A finished profile beside the result, made with the same seed,
    members and data, is used again.
    """
    from highground.catalogue.regions import find_region
    from highground.views.report.render import MIRRORS

    if not set(order.formats) & set(MIRRORS):
        raise click.UsageError(f"A mirror is written as {', '.join(MIRRORS)}; add one of these to --formats.")
    started = time.monotonic()
    shelf = shelf_for(order)
    pair = (find_region(a, shelf), find_region(b, shelf))
    if pair[0].iso3 == pair[1].iso3:
        raise click.UsageError(f"{a!r} and {b!r} are both {pair[0].name()}; a mirror needs two countries.")
    target = checked(order.out or default_target(*(region.iso3 for region in pair)), MARK)
    with progress("Mirror") as tell:
        document = _make(shelf, pair, order, target, tell)
    if order.json:
        say_json({"folder": target, **document})
    else:
        print_twins(document, target, order.langs[0], time.monotonic() - started)
    return 0


def _make(shelf: "Shelf", pair: "tuple[Region, Region]", order: Order, target: Path, tell: Progress) -> dict[str, object]:
    """Both runs, their comparison and its outputs, in one folder that appears when all of it stands."""
    import json

    from highground.catalogue.runs import staged
    from highground.research.twins import mirror as compare
    from highground.views.report.render import render_mirror

    with staged(target, MARK) as folder:
        a = _run(shelf, pair[0], order, (target.parent, folder), part(tell, 0.0, 0.35))
        b = _run(shelf, pair[1], order, (target.parent, folder), part(tell, 0.35, 0.7))
        twins = compare(a, b)
        document: dict[str, object] = plain(twins)
        (folder / MARK).write_text(json.dumps(document, ensure_ascii=False, allow_nan=False), encoding="utf-8")
        render_mirror(twins, folder, order.langs, order.formats, part(tell, 0.7, 1.0))
        note_outputs(folder, order)
    return document


def _run(shelf: "Shelf", region: "Region", order: Order, places: tuple[Path, Path], tell: Progress) -> "Run":
    """A finished run beside the mirror, or a new one kept inside it."""
    from highground.catalogue.runs import load, save

    beside, inside = (place / region.iso3 for place in places)
    if fresh(beside, order, shelf):
        tell(f"reading the finished profile of {region.name()}", 1.0)
        return load(beside)
    run = compute(shelf, region, order, tell)
    save(run, inside)
    return run
