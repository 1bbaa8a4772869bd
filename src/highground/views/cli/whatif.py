"""highground whatif COUNTRY --lever NAME=AMOUNT: what changes if a policy lever is pulled."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.settings import FORMATS, RUNS
from highground.basis.words import N_
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.progress import Progress, part, progress
from highground.views.cli.say import took
from highground.views.cli.target import checked, outputs
from highground.views.cli.work import note_outputs, shelf_for

if TYPE_CHECKING:
    from highground.basis.region import Region
    from highground.catalogue.shelf import Shelf
    from highground.research.whatif.answer import WhatIf
    from highground.research.whatif.asked import Asked

NUMBERS_SHARE: Final = 0.8  # of the time; the rest is drawing and writing. Only for the bar
RESULTS: Final = N_("Results in {folder}")
LISTED: Final = N_("Levers that can be asked about, alone or together:")
UP_TO: Final = {"%": N_("{id}=0 to 100 (% of full reach)"), "": N_("{id}=0 to {most} (households a year)")}
EXAMPLE: Final = "highground whatif KAZ --lever water=30 --lever pathways=20 --level 2"


@click.command()
@click.argument("country", required=False)
@option("lever")
@option("level")
@option("households")
@ordered("out", "lang", "formats", "seed", "members", "workers", "pack", "online", "json")
def whatif(order: Order, country: str | None, lever: tuple[str, ...], level: str, households: int) -> int:
    """What changes in a country if a policy lever is pulled: displacement, migration, and who cannot move, with and without.

    COUNTRY is a code or a name, as for `highground profile`. Without --lever the levers are listed with what each changes in the
    model. The answer is one page: the difference by all levers together and by each alone, with ranges.
    """
    if not lever:
        return _list(order)
    from highground.research.whatif import asked
    from highground.research.whatif.asked import Asked
    from highground.views.report.render import WHATIFS

    question = Asked(asked.levers(lever), asked.level(level), households, order.workers)
    if not country:
        raise click.UsageError("Missing the country: a code or a name such as KAZ or Ecuador.")
    if not set(order.formats) & set(WHATIFS):
        raise click.UsageError(f"A what-if is written as {', '.join(WHATIFS)}; add one of these to --formats.")
    return _one(order, country, question)


def _one(order: Order, country: str, question: "Asked") -> int:
    from highground.catalogue.regions import find_region

    started = time.monotonic()
    with progress("What if") as tell:
        tell("finding the country", 0.0)
        shelf = shelf_for(order)
        region = find_region(country, shelf)
        target = checked(order.out or Path(RUNS, f"{region.iso3}-whatif"), "whatif.json")
        found, document = _make(shelf, region, order, question, target, tell)
    if order.json:
        say_json({"folder": target, **document})
    else:
        print_whatif(found, target, order.langs[0], time.monotonic() - started)
    return 0


def _make(  # noqa: PLR0917  what to do, where, and how it is watched
    shelf: "Shelf", region: "Region", order: Order, question: "Asked", target: Path, tell: Progress
) -> tuple["WhatIf", dict[str, Any]]:
    """The answer and its files, in one folder that appears when all of it stands."""
    from highground.basis.ensemble import Ensemble
    from highground.catalogue.runs import staged
    from highground.research.whatif.chain import whatif as answer
    from highground.research.whatif.files import save
    from highground.views.report.render import render_whatif

    with staged(target, "whatif.json") as folder:
        found = answer(shelf, region, question, Ensemble(order.seed, order.members), part(tell, 0.0, NUMBERS_SHARE))
        document = save(found, folder)
        render_whatif(found, folder, order.langs, order.formats, part(tell, NUMBERS_SHARE, 1.0))
        note_outputs(folder, order)
    return found, document


def _list(order: Order) -> int:
    """What can be asked: id, amount, and what it changes in the model."""
    from highground.basis.mobility import LEVERS
    from highground.views.report.alphabet.words import Words

    if order.json:
        say_json({"levers": LEVERS})
        return 0
    words = Words(order.langs[0])
    click.echo(words.t(LISTED) + "\n")
    for each in LEVERS:
        amount = words.t(UP_TO["%" if each.unit == "%" else ""], id=each.id, most=each.most)
        click.echo(f"  {amount}\n      {words.t(each.label)}. {words.t(each.changes)}")
    click.echo(f"\n  {EXAMPLE}")
    return 0


def print_whatif(found: "WhatIf", folder: Path, lang: str, seconds: float | None = None) -> None:
    """The question, the answer with its confidence, the measures, and the files to open."""
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.whatif_content import build

    page, words = build(found, lang), Words(lang)
    click.echo(f"{page.title} ({found.about['iso3']}){took(seconds)}\n{page.subtitle}\n")
    click.echo(f"{page.answer} [{page.confidence}]\n")
    for name, before, after, change, _ in page.measures.lines:
        click.echo(f"  - {name}: {before} → {after}; {words.t(N_('difference'))}: {change}")
    for text in page.unknown:
        click.echo(f"  ! {text}")
    click.echo("\n" + words.t(RESULTS, folder=str(folder)))
    for path in outputs(folder, FORMATS):
        click.echo(f"  {path.name}")
