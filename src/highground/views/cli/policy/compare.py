"""highground policy compare ONE OTHER: what the texts of two groups of countries say, with intervals and the list of texts used."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.kept import records as kept
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.policy.kept import library
from highground.views.cli.progress import progress
from highground.views.cli.target import checked
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.basis.policy import Code, Text
    from highground.catalogue.store.records import Store
    from highground.response.policy.compare import Compared
    from highground.views.report.narrative.parts import Findings

MARK: Final = "compare.json"
RESULTS: Final = N_("Results in {folder}")
UNCONFIRMED: Final = N_(
    "UNCONFIRMED, not for publication: suggestions of the dictionary alone, which nobody has checked; it knows no islands and no finance. How well it finds passages: highground check. Countries with texts in the library:"
)


@click.command()
@click.argument("one", default="mountain")
@click.argument("other", default="sids")
@option("group")
@option("records")
@option("who")
@option("unconfirmed")
@ordered("out", "lang", "json")
def compare(order: Order, one: str, other: str, **given: Any) -> int:
    """Two groups of countries: shares whose texts mention mobility, mountains or islands, and finance, with intervals, and the texts used.

    ONE and OTHER are groups: mountain, sids, landlocked, or those of --group. A country counts where a person has read one of its texts in
    full; only confirmed codes count. Writes compare.xlsx, and a page and a brief in each language.
    """
    with progress("Compare") as tell:
        from highground.basis.policy import Code, Text
        from highground.catalogue.codes.grounds import groups
        from highground.response.policy.compare import compare as side_by_side

        tell("reading the records", 0.0)
        target = checked(
            order.out or Path(RUNS, re.sub(r"[^\w-]+", "_", f"compare-{one}-{other}")), MARK
        )  # names of groups are people's own
        listed = groups(shelf_for(order), given["group"])
        with kept(given["records"], given["who"]) as store:
            texts = tuple(found.record for found in store.find(Text))
            codes = tuple(found.record for found in store.find(Code))
            if given["unconfirmed"]:
                said = _suggestions(order, store, texts)
                _say_suggested({name: listed.get(name, {}) for name in (one, other)}, texts, said, order.langs[0])
        found = side_by_side((one, other), listed, texts, codes)
        tell("writing", 0.5)
        document, page = _write(target, found, order)
    if order.json:
        say_json({"folder": target, **document})
    else:
        _print(page, target)
    return 0


def _write(target: Path, found: "Compared", order: Order) -> "tuple[dict[str, Any], Findings]":
    """Everything in one folder, all or nothing; also the page in the first language."""
    from highground.catalogue.codes.grounds import counts
    from highground.catalogue.regions import country_names
    from highground.catalogue.runouts import write_document
    from highground.catalogue.staging import staged, telling
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.compare_content import build
    from highground.views.report.office import gaps_workbook
    from highground.views.report.pages.gaps_page import write

    shelf, today = shelf_for(order), datetime.now(UTC).astimezone().date()
    names = country_names((*found.one.countries, *found.other.countries))
    document: dict[str, Any] = plain(found)
    for side in (document["one"], document["other"]):
        for text in (*side["used"], *side["unread"]):
            del text["shingles"]  # marks by which the library knows wording again; nobody else needs them
    pages = [build(found, counts(shelf), names, lang, today) for lang in order.langs]
    with staged(target, MARK) as folder, telling(folder):
        for page in pages:
            tail = "" if page.lang == order.langs[0] else f".{page.lang}"
            for ending in ("html", "pdf"):
                write(page, today.isoformat(), folder / f"compare{tail}.{ending}")
            gaps_workbook.write(
                page, (gaps_workbook.shares(found, Words(page.lang, "gaps")),), today, folder / f"compare{tail}.xlsx"
            )
        write_document(document, folder / MARK)
    return document, pages[0]


def _suggestions(order: Order, store: "Store", texts: "Iterable[Text]") -> "tuple[Code, ...]":
    """What the dictionary suggests of every text of the library, as codes without an answer."""
    from highground.catalogue.passages.dictionary import dictionary
    from highground.research.mentions.words import dictionary_of
    from highground.response.policy.suggest.suggestions import suggested

    words, passages = dictionary_of(dictionary(shelf_for(order))), library(store, texts).passages
    day = datetime.now(UTC).date().isoformat()
    return tuple(
        one.code(day)
        for text in texts
        for one in suggested(text, [passages[place] for place in sorted(passages) if place[0] == text.id], words)
        if not one.denied
    )


def _say_suggested(groups: Mapping[str, Mapping[str, str]], texts: "Iterable[Text]", codes: "Iterable[Code]", lang: str) -> None:
    """What suggestions alone would say, on the error stream, so that no pipe carries it on."""
    from highground.response.policy.compare import suggested
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.compare_content import MEASURED, group, share

    words = Words(lang, "gaps")
    click.echo(words.t(UNCONFIRMED), err=True)
    for name, countries in groups.items():
        for measure, found in suggested(countries, texts, codes).items():
            if measure == "finance":
                continue  # the dictionary has no words for it, and nothing found would read as nothing there
            click.echo(f"  ? {group(name, words)}, {words.t(MEASURED[measure])}: {share(found, words)}", err=True)


def _print(page: "Findings", folder: Path) -> None:
    """The answer, the shares, and the files."""
    from highground.views.report.alphabet.words import Words

    click.echo(page.answer + "\n")
    for line in page.tables[0].lines:
        click.echo("  - " + " · ".join(line))
    click.echo("\n" + Words(page.lang, "gaps").t(RESULTS, folder=str(folder)))
    for path in sorted(path.name for path in folder.iterdir()):
        click.echo(f"  {path}")
