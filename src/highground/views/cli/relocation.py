"""highground relocation: a register of planned relocation: who is in danger, who consents, where to."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.progress import progress
from highground.views.cli.target import checked
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.research.relocation import Asked, Relocation
    from highground.views.report.alphabet.words import Words

SHOWN: Final = 10  # settlements and families that are printed
TALKED: Final = (
    "ask",
    "wait",
    "date",
    "elsewhere",
    "checks",
    "ready",
)  # next steps of families that have not said no and not moved
ADDED: Final = N_("New families: {n}.")
CHANGED: Final = N_("Cells that changed since the last register: {n}.")
UNUSED: Final = N_("Columns that were not used: {names}.")
PUT_BACK: Final = N_("Rows that had been taken out and were put back: {names}.")
UNREAD: Final = N_("Not carried over, but kept in the folder of earlier registers: {names}.")
PLACE: Final = N_("{name}: rank {rank}, chance in a year {chance}, families: {families}")
GOAL: Final = N_("{name}: {verdict}. {why}")
FIRST: Final = N_("First to be talked to:")
FAMILY: Final = N_("{rank}. {family}, {place}: {step}")
RESULTS: Final = N_("Results in {folder}")


@click.command()
@option("families")
@option("register")
@option("runout")
@option("hazards")
@option("destinations")
@option("household")
@option("horizon")
@option("country")
@option("dates")
@option("by")
@ordered("settlements", "out", "lang", "members", "seed", "json")
def relocation(order: Order, **given: Any) -> int:
    """A register of planned relocation: settlements by how often they are reached, families by stated criteria, destinations screened too.

    Needs a list of families without names (--families), a register that people filled (--register), or both. Hazards come from finished
    runouts (--runout), from a table (--hazards), or from the register. Writes register.xlsx, to be filled and given back, with its history,
    and a summary page. Nobody is listed to move without consent.
    """
    asked = _asked(order, given)
    target = checked(order.out or Path(RUNS, "relocation"), "relocation.json")
    with progress("Relocation") as tell:
        from highground.catalogue.register.cells import Reader
        from highground.catalogue.register.folder import check_register, held
        from highground.catalogue.staging import put_back
        from highground.research.relocation import relocation as run

        tell("reading the lists", 0.0)
        put_back(target)  # a call that was stopped may have left the register beside its folder
        before = held(target)
        check_register(target, asked.register, Reader(asked.today, asked.order))
        found = run(asked, shelf_for(order))
        tell("writing the register", 0.5)
        document = _write(target, found, asked, order.langs, before)
    if order.json:
        say_json({"folder": target, **document})
    else:
        print_relocation(found, target, order.langs[0])
    return 0


def _asked(order: Order, given: Mapping[str, Any]) -> "Asked":
    """The options as the chain takes them. Raises click.UsageError for what is missing, BadParameter for what cannot be."""
    from highground.catalogue.regions import find_region
    from highground.catalogue.register.personal import looks_like
    from highground.research.relocation import Asked
    from highground.views.cli.events import household_size

    if not given["families"] and not given["register"]:
        raise click.UsageError(
            "Missing the families: give --families FILE, a list without names, or --register FILE, a register that was filled."
        )
    if given["by"] and looks_like(given["by"]):
        raise click.BadParameter("--by looks like the name or number of a person; name an office or a post.")
    dates = given["dates"] if given["dates"] in ("dmy", "mdy") else None
    country = find_region(given["country"], shelf_for(order)) if given["country"] else None
    household = household_size(given["household"]) if given["household"] else None
    return Asked(
        given["families"], given["register"], tuple(given["runout"] or ()), given["hazards"], order.settlements, given["destinations"], household,
        given["horizon"], country, datetime.now(UTC).astimezone().date(), given["by"] or "", dates, order.seed, order.members,
    )  # fmt: skip


def _write(target: Path, found: "Relocation", asked: "Asked", langs: tuple[str, ...], before: bytes | None) -> dict[str, Any]:
    """Everything in one folder, all or nothing; the earlier register and files of people stay. `before`: the register as the folder held it."""
    from highground.catalogue.register.files import MARK, REGISTER, write_changes, write_state
    from highground.catalogue.register.folder import carry, check_untouched
    from highground.catalogue.runouts import write_document
    from highground.catalogue.staging import staged, telling
    from highground.views.report.office.relocation_workbook import write as write_register
    from highground.views.report.pages.relocation_page import write as write_page

    document = document_of(found)
    with staged(target, "relocation.json") as folder, telling(folder):
        write_register(found, langs[0], folder / REGISTER)
        write_state(found.state, folder / "register.csv")
        write_changes(found.log, folder / "changes.csv")
        for lang in langs:
            for ending in ("html", "pdf"):
                name = f"relocation.{ending}" if lang == langs[0] else f"relocation.{lang}.{ending}"
                write_page(found, lang, folder / name)
        write_document(document, folder / MARK)
        check_untouched(target, before)
        carry(target, folder, asked.register, asked.today)
    return document


def document_of(found: "Relocation") -> dict[str, Any]:
    """relocation.json: places with their chances, verdicts, the order of families and their next steps, visits. The mark of a folder of ours."""
    from highground.views.cli.plain import plain

    document: dict[str, Any] = plain(
        {
            "about": found.about, "families": len(found.state), "added": found.added, "changes": found.new, "put_back": found.put_back,
            "people": found.people, "families_without_people": found.blank,
            "settlements": found.settlements,
            "destinations": [{"name": one.place.name, "excluded": one.excluded, "reasons": one.reasons, "open": one.open, "old_land_km": one.old_land_km} for one in found.destinations],
            "order": [{"family": one.family, "rank": one.rank, "sharing": one.sharing, "step": found.step(one.family)} for one in found.placed],
            "visits": found.visits,
        }
    )  # fmt: skip
    return document


def print_relocation(found: "Relocation", folder: Path, lang: str) -> None:
    """What changed, settlements, destinations, with whom to talk first, and the files to open."""
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative import relocation_content as content

    words = Words(lang)
    click.echo(content.build(found, lang).answer)
    for message, n in ((ADDED, found.added), (CHANGED, found.new)):
        click.echo(words.t(message, n=n))
    for message, names in ((UNUSED, found.unused), (PUT_BACK, found.put_back), (UNREAD, found.unread)):
        if names:
            click.echo("  ! " + words.t(message, names=", ".join(names)))
    click.echo()
    for one in found.settlements[:SHOWN]:
        filled = {"name": one.place.name, "rank": content.ranked(one, words), "chance": content.chance(one, one.yearly, words)}
        click.echo("  - " + words.t(PLACE, **filled, families=one.families))
    for goal in found.destinations[:SHOWN]:
        why = content.reasons(goal.reasons or goal.open, words)
        click.echo("  → " + words.t(GOAL, name=goal.place.name, verdict=content.verdict(goal, words), why=why))
    click.echo("\n" + words.t(FIRST))
    for placed in [one for one in found.placed if found.step(one.family) in TALKED][:SHOWN]:
        cells = found.state[placed.family]
        click.echo(
            "  "
            + _family(placed.rank, placed.family, cells["settlement"], words.t(content.STEPS[found.step(placed.family)]), words)
        )
    click.echo("\n" + words.t(RESULTS, folder=str(folder)))
    for path in sorted(path.name for path in folder.iterdir()):
        click.echo(f"  {path}")


def _family(rank: int, family: str, place: str, doing: str, words: "Words") -> str:
    return words.t(FAMILY, rank=rank, family=family, place=place, step=doing)
