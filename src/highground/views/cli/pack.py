"""highground pack A B --event "...": what mountain countries may ask for together, in words that can be said aloud."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.ground import run_of
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.progress import progress
from highground.views.cli.target import checked
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.response.policy.pack.made import Pack

MARK: Final = "pack.json"
RESULTS: Final = N_("Results in {folder}")
WRITERS: Final = ("html", "docx", "pptx", "xlsx")


@click.command()
@click.argument("countries", nargs=-1, required=True, metavar="COUNTRY...")
@option("event")
@option("day")
@option("comparison")
@ordered("out", "lang", "json")
def pack(order: Order, countries: tuple[str, ...], event: str | None, day: str | None, comparison: Path | None) -> int:
    """A negotiation pack: asks, speaking points, fact cards, objections with answers, precedents and the line of mountain diplomacy.

    COUNTRY is a code or name with a finished profile in runs, or the folder of one; one country alone, or up to four that speak together.
    Every ask rests on claims of the profiles: a joint ask on those of every country, any other on those of the country that asks.
    """
    from highground.catalogue.codes.compared import comparison as counted
    from highground.response.policy.pack.event import event_of
    from highground.response.policy.pack.made import pack as make

    if not event:
        raise click.UsageError('Missing the event: give --event "SB 66, Bonn, June 2027".')
    known = event_of(event, day or "", datetime.now(UTC).astimezone().date())
    with progress("Pack") as tell:
        tell("reading the profiles", 0.0)
        runs = [run_of(word) for word in countries]
        target = checked(order.out or Path(RUNS, "pack-" + "-".join(run.about["iso3"] for run in runs)), MARK)
        made = make(runs, known, shelf_for(order), counted(comparison) if comparison else None)
        tell("writing the pack", 0.5)
        document = _write(target, made, order.langs)
    if order.json:
        say_json({"folder": target, **document})
    else:
        print_pack(made, target, order.langs[0])
    return 0


def _write(target: Path, made: "Pack", langs: tuple[str, ...]) -> dict[str, Any]:
    """Everything in one folder, all or nothing; pack.json is written last."""
    from highground.catalogue.runouts import write_document
    from highground.catalogue.staging import staged, telling
    from highground.views.report.office import pack_deck, pack_document, pack_workbook
    from highground.views.report.pages import pack_page

    document = document_of(made)
    with staged(target, MARK) as folder, telling(folder):
        for lang in langs:
            for ending, writer in zip(WRITERS, (pack_page, pack_document, pack_deck, pack_workbook), strict=True):
                name = f"{'cards' if ending == 'xlsx' else 'pack'}.{lang}.{ending}"
                writer.write(made, lang, folder / name)
        write_document(document, folder / MARK)
    return document


def document_of(made: "Pack") -> dict[str, Any]:
    """pack.json: countries, event, asks with their grounds, cards, objections and steps. The mark of a folder of ours."""
    from highground.views.cli.plain import plain

    document: dict[str, Any] = plain(
        {
            "countries": [run.about["iso3"] for run in made.runs], "event": made.event.text, "until": made.event.until, "draft": True,
            "asks": [{"id": one.action.id, "joint": one.joint, "text": one.action.template, "values": one.action.values, "confidence": one.confidence, "grounds": one.action.grounds, "precedents": one.texts} for one in made.asks],
            "cards": [{"topic": one.topic.id, "ground": one.ground, "value": one.span, "confidence": one.claim.confidence, "rows": one.claim.rows, "sources": one.sources} for one in made.cards],
            "objections": [{"id": one.objection.id, "verdict": one.objection.verdict, "grounds": one.grounds, "steps": one.objection.steps} for one in made.objections],
            "steps": [one.number for one in made.steps], "comparison": made.comparison,
        }
    )  # fmt: skip
    return document


def print_pack(made: "Pack", folder: Path, lang: str) -> None:
    """The asks with how sure they are, the half minute, and the files to open."""
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.pack_content import build

    page = build(made, lang)
    click.echo(f"{page.title}\n{page.subtitle}\n{page.answer}\n")
    for head, asks in ((page.heads["joint"], page.joint), (page.heads["single" if page.joint else "alone"], page.single)):
        if asks:
            click.echo(head)
            for ask in asks:
                click.echo(f"  - {ask.text} [{ask.by}; {ask.sure}]")
    click.echo("\n" + page.speeches[0].label)
    click.echo("  " + "\n  ".join(page.speeches[0].texts))
    click.echo("\n" + Words(lang, "pack").t(RESULTS, folder=str(folder)))
    for path in sorted(path.name for path in folder.iterdir()):
        click.echo(f"  {path}")
