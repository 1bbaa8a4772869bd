"""highground profile --all: every country, one after another; an interrupted batch goes on where it stopped."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from highground.basis.errors import CannotWrite, HighgroundError
from highground.catalogue.staging import RUN, loss
from highground.views.cli.options import Order
from highground.views.cli.plain import say_json
from highground.views.cli.progress import progress
from highground.views.cli.second import Second
from highground.views.cli.target import checked, default_target
from highground.views.cli.work import fresh, make, shelf_for, written

if TYPE_CHECKING:
    from pathlib import Path

    from highground.basis.region import Region
    from highground.catalogue.shelf import Shelf


@dataclass(slots=True)
class Tally:
    """What became of each country: made now, there already, refused with the reason, or failed through our fault."""

    made: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def batch(order: Order) -> int:
    """Profile every country into its own folder; returns 0, or 1 when a country failed through our fault.

    A country without mountains is refused, which is an answer. A full disk ends the batch: CannotWrite.
    """
    from highground.catalogue.regions import all_regions

    root = checked(order.out or default_target(), None)
    shelf = shelf_for(order)
    regions = all_regions(shelf)
    tally = Tally()
    with Second(order) as second, progress("All countries") as tell:
        for number, region in enumerate(regions):
            tell(f"{region.name()}, {number + 1} of {len(regions)}", number / len(regions))
            _one(shelf, region, order, root / region.iso3, tally, second)
    _report(tally, root, order)
    return 1 if tally.failed else 0


def _one(  # noqa: PLR0917  what to do, where, and with whom
    shelf: "Shelf", region: "Region", order: Order, target: "Path", tally: Tally, second: Second
) -> None:
    if fresh(target, order, shelf) and written(target, order):
        tally.skipped.append(region.iso3)
        return
    if lost := loss(target, RUN):
        tally.refused[region.iso3] = f"{target} {lost}; move it away and run again."
        return
    try:
        make(shelf, region, order, target, _quiet, second)
    except CannotWrite:
        raise
    except HighgroundError as error:
        tally.refused[region.iso3] = " ".join(str(error).split())
    except Exception as error:  # noqa: BLE001  one country's fault must not cost the other 197 their profile
        tally.failed[region.iso3] = f"{type(error).__name__}: {error}"
    else:
        tally.made.append(region.iso3)


def _quiet(text: str, share: float | None = None) -> None:
    """Progress inside one country; the bar counts countries."""


def _report(tally: Tally, root: "Path", order: Order) -> None:
    if order.json:
        say_json({"folder": root, **{name: getattr(tally, name) for name in ("made", "skipped", "refused", "failed")}})
        return
    click.echo(f"{len(tally.made)} made, {len(tally.skipped)} there already, {len(tally.refused)} refused; results in {root}")
    for heading, listed in (("Refused", tally.refused), ("Failed, our fault", tally.failed)):
        if listed:
            click.echo(f"\n{heading}:")
        for iso3, why in listed.items():
            click.echo(f"  {iso3}  {why}")
