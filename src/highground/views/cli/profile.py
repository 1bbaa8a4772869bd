"""highground profile COUNTRY: the main job."""

import time

import click

from highground.catalogue.staging import RUN
from highground.views.cli.options import Order, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.progress import progress
from highground.views.cli.say import print_run, run_document
from highground.views.cli.second import Second
from highground.views.cli.target import checked, default_target
from highground.views.cli.work import make, shelf_for


@click.command()
@click.argument("country", required=False)
@ordered("out", "lang", "formats", "seed", "members", "pack", "online", "json", "all")
def profile(order: Order, country: str | None) -> int:
    """Profile of one country: mountains, climate, glaciers, ecosystems, people and hazards, each with a range, sources and confidence.

    COUNTRY is a code or a name in any of the four languages: KAZ, KZ, Kazakhstan, Казахстан, Қазақстан or Kazajistán.
    """
    if order.all and country:
        raise click.UsageError(f"Give a country or --all, not both; you gave {country!r}.")
    if order.all:
        from highground.views.cli.batch import batch

        return batch(order)
    if not country:
        raise click.UsageError("Missing the country: a code or a name such as KAZ or Ecuador, or --all.")
    return _one(order, country)


def _one(order: Order, country: str) -> int:
    from highground.catalogue.regions import find_region

    started = time.monotonic()
    if order.out:
        checked(order.out, RUN)
    with progress("Profile") as tell:
        tell("finding the country", 0.0)
        shelf = shelf_for(order)
        region = find_region(country, shelf)
        target = checked(order.out or default_target(region.iso3), RUN)
        with Second(order) as second:
            run = make(shelf, region, order, target, tell, second)
    if order.json:
        say_json(run_document(run, target))
    else:
        print_run(run, target, order.langs[0], time.monotonic() - started)
    return 0
