"""highground policy gaps COUNTRY: what the country's instruments say by theme, and where they are silent, beside the claims of its run."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.ground import run_of
from highground.views.cli.kept import records as kept
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.progress import progress
from highground.views.cli.target import checked
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.catalogue.runs import Run
    from highground.response.policy.gaps import Basis, Gaps, Held

    Sources = dict[str, tuple[str, str]]

MARK: Final = "gaps.json"
RESULTS: Final = N_("Results in {folder}")


@click.command()
@click.argument("country")
@option("instruments")
@option("records")
@option("who")
@ordered("out", "lang", "json")
def gaps(order: Order, country: str, **given: Any) -> int:
    """Instruments by theme, a scorecard, silent themes beside the claims that make them matter, and draft wording with precedents.

    COUNTRY is a country with a finished run, or the folder of one. Only confirmed codes of the records count; where no text was read, what
    source excerpts say is shown as such. Not read is never called silent. Writes gaps.xlsx, and a page and a brief in each language.
    """
    with progress("Policy gaps") as tell:
        from highground.response.policy.gaps import gaps as analyse

        tell("reading the run and the records", 0.0)
        run = run_of(country)
        target = checked(order.out or Path(RUNS, f"gaps-{run.about['iso3']}"), MARK)
        held, basis, sources = _known(order, given)
        found = analyse(run, held, basis)
        tell("writing", 0.5)
        document = _write(target, found, run, sources, order.langs)
    if order.json:
        say_json({"folder": target, **document})
    else:
        _print(found, run, sources, target, order.langs[0])
    return 0


def _known(order: Order, given: Mapping[str, Any]) -> "tuple[Held, Basis, Sources]":
    """What the records and the bundled tables hold, and source and grade of each precedent."""
    from highground.basis.policy import Code, Text
    from highground.catalogue.codes.book import codebook
    from highground.catalogue.codes.grounds import claims, excerpts, groups
    from highground.catalogue.codes.instruments import frameworks, instruments
    from highground.response.policy.gaps import Basis, Held

    shelf = shelf_for(order)
    listed = instruments(shelf, given["instruments"])
    with kept(given["records"], given["who"]) as store:
        texts = tuple(one.record for one in store.find(Text))
        codes = tuple(one.record for one in store.find(Code))
    sources = {one.id: (one.source, str(one.grade)) for one in listed}
    sources |= {row["framework_id"]: (row["url"] or row["source"], row["grade"]) for row in frameworks(shelf)}
    basis = Basis(excerpts(shelf), claims(shelf), tuple(groups(shelf)["landlocked"]), codebook(shelf).themes)
    return Held(listed, texts, codes), basis, sources


def _write(target: Path, found: "Gaps", run: "Run", sources: "Sources", langs: tuple[str, ...]) -> dict[str, Any]:
    """Everything in one folder, all or nothing."""
    from highground.catalogue.runouts import write_document
    from highground.catalogue.staging import staged, telling
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.gaps_content import build
    from highground.views.report.office import gaps_workbook
    from highground.views.report.pages.gaps_page import write

    today = _today()
    document: dict[str, Any] = plain(found)
    with staged(target, MARK) as folder, telling(folder):
        for lang in langs:
            page = build(found, run, sources, lang, today)
            names = {
                ending: f"gaps.{ending}" if lang == langs[0] else f"gaps.{lang}.{ending}" for ending in ("html", "pdf", "xlsx")
            }
            for ending in ("html", "pdf"):
                write(page, today.isoformat(), folder / names[ending])
            gaps_workbook.write(
                page,
                (gaps_workbook.whole(found, Words(lang, "gaps")), gaps_workbook.quotes(found, Words(lang, "gaps"))),
                today,
                folder / names["xlsx"],
            )
        write_document(document, folder / MARK)
    return document


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _print(found: "Gaps", run: "Run", sources: "Sources", folder: Path, lang: str) -> None:
    """The answer, each theme that is silent or open with its claims, and the files."""
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.gaps_content import build

    page = build(found, run, sources, lang, _today())
    click.echo(page.answer + "\n")
    silent = next(table for table in page.tables if table.id == "silent")
    for theme, known, _, claims in silent.lines:
        click.echo(f"  - {theme}: {known} [{claims}]")
    click.echo("\n" + Words(lang, "gaps").t(RESULTS, folder=str(folder)))
    for path in sorted(path.name for path in folder.iterdir()):
        click.echo(f"  {path}")
