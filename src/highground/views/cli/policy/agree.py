"""highground policy agree: how well coders agree, and where not."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.kept import records
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.policy.kept import code_of, library, texts
from highground.views.cli.target import checked
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.basis.policy import Code, Codebook
    from highground.catalogue.store.records import Store
    from highground.response.policy.agreement import Measure
    from highground.response.policy.coders import Agreed
    from highground.views.report.alphabet.words import Words
    from highground.views.report.office.policy_agreement import Agreement

MARK: Final = "agreement.json"
SETTLED: Final = N_("Decisions kept: {n}; themes settled: {codes}.")
LINE: Final = N_("{name}: alpha {alpha}, said the same: {same} percent, answers compared: {n}. Verdict: {verdict}.")
ENDS: Final = N_("In brackets: the interval of 90 percent, from passages drawn again.")
UNDEFINED: Final = N_("not defined")
ALL: Final = N_("all themes")
OPEN: Final = N_("Disagreements to settle: {n}; settled: {done}. Fill the sheet “{sheet}” and give it back with --filled.")
RESULTS: Final = N_("Results in {folder}")


@click.command()
@option("filled")
@option("country")
@option("codebook")
@option("records")
@option("who")
@ordered("out", "lang", "seed", "json")
def agree(order: Order, **given: Any) -> int:
    """Measure agreement: Krippendorff's alpha and Cohen's kappa with intervals, by field and by theme; disagreements go into agreement.xlsx.

    With --filled FILE the decisions of a filled agreement.xlsx are kept in the log first, and what is settled becomes adjudicated codes.
    """
    from highground.catalogue.codes.book import codebook
    from highground.catalogue.codes.workbook import check_untouched, marked
    from highground.catalogue.staging import staged, telling
    from highground.views.report.office.policy_agreement import write

    book = codebook(shelf_for(order), given["codebook"])
    target = checked(order.out or Path(RUNS, "agreement"), MARK)
    check_untouched(target, MARK, given["filled"])
    with records(given["records"], given["who"]) as store:
        iso3 = code_of(given["country"])
        kept = _settle(store, given["filled"], book, iso3) if given["filled"] else None
        found = _measured(store, book, iso3, order.seed)
    document = {"folder": str(target), "kept": kept, "open": sum(one.settled is None for one in found.opened), **_document(found)}
    with staged(target, MARK) as folder, telling(folder):
        for lang in order.langs:
            write(found, lang, folder / ("agreement.xlsx" if lang == order.langs[0] else f"agreement.{lang}.xlsx"))
        marked(document, folder, MARK)
    if order.json:
        say_json(document)
    else:
        _print(found, kept, target, order.langs[0])
    return 0


def _measured(store: "Store", book: "Codebook", iso3: str, seed: int) -> "Agreement":
    from highground.basis.policy import Adjudication
    from highground.response.policy.coders import disagreements, measured
    from highground.views.report.office.policy_agreement import Agreement

    held = library(store, texts(store, iso3))
    codes = _codes(store, list(held.texts))
    log = [kept.record for text in held.texts for kept in store.find(Adjudication, text=text)]
    today = datetime.now(UTC).astimezone().date()
    return Agreement(
        measured(codes, book, seed), disagreements(codes, book, log), log, held, book, datetime(today.year, today.month, today.day)
    )


def _codes(store: "Store", names: list[str]) -> "list[Code]":
    from highground.basis.policy import Code

    return [kept.record for text in names for kept in store.find(Code, text=text)]


def _settle(store: "Store", path: Path, book: "Codebook", iso3: str) -> dict[str, int]:
    """Keep the decisions of a filled workbook and the codes that they settle, all or none."""
    from highground.basis.policy import Adjudication
    from highground.catalogue.codes.workbook import read_lines
    from highground.response.policy.coders import decisions, disagreements, settled

    lines = read_lines(path, ("settle",))
    today = datetime.now(UTC).astimezone().date()
    with store.together():
        names = [text.id for text in texts(store, iso3)]
        codes = _codes(store, names)
        found = decisions(lines, book, disagreements(codes, book), today)
        store.put_all(found)
        log = [kept.record for text in names for kept in store.find(Adjudication, text=text)]
        made = settled(codes, log, book)
        store.put_all(made)
    return {"decisions": len(found), "codes": len(made)}


def _document(found: "Agreement") -> dict[str, Any]:
    def measure(one: "Measure") -> dict[str, Any]:
        return {"value": one.value, "low": one.low, "high": one.high, "units": one.units}

    def agreed(one: "Agreed") -> dict[str, Any]:
        pairs = [{"coders": list(pair), **measure(kappa)} for pair, kappa in one.kappas.items()]
        return {
            "field": one.field,
            "theme": one.theme,
            "scale": one.scale,
            "same": one.same,
            "alpha": measure(one.alpha),
            "kappa": pairs,
        }

    return {
        "measures": [agreed(one) for one in found.measures],
        "disagreements": [
            {"text": one.unit[0], "passage": one.unit[1], "theme": one.unit[2], "field": one.field, "said": dict(one.said), "settled": plain(one.settled)}
            for one in found.opened
        ],
    }  # fmt: skip


def _print(found: "Agreement", kept: dict[str, int] | None, folder: Path, lang: str) -> None:
    from highground.views.report.alphabet.words import Words
    from highground.views.report.office.policy_agreement import named, themed, verdict

    words = Words(lang, "policy")
    if kept:
        click.echo(words.t(SETTLED, n=kept["decisions"], codes=kept["codes"]))
    for one in found.measures:
        name = named(one.field, found.book, words) + (
            f" ({themed(one.theme, found.book, words) or words.t(ALL)})" if one.field == "present" else ""
        )
        same = "—" if one.same is None else words.number(round(100 * one.same))
        filled = {"alpha": _alpha(one.alpha, words), "same": same, "n": one.alpha.units, "verdict": verdict(one.alpha, words)}
        click.echo("  " + words.t(LINE, name=name, **filled))
    if any(one.alpha.low is not None for one in found.measures):
        click.echo("  " + words.t(ENDS))
    waiting = sum(one.settled is None for one in found.opened)
    click.echo("\n" + words.t(OPEN, n=waiting, done=len(found.opened) - waiting, sheet=words.t(N_("Disagreements"))))
    click.echo(words.t(RESULTS, folder=str(folder)))


def _alpha(measure: "Measure", words: "Words") -> str:
    if measure.value is None:
        return words.t(UNDEFINED)
    value = words.number(measure.value, 2)
    return (
        value
        if measure.low is None or measure.high is None
        else words.spanned(value, words.number(measure.low, 2), words.number(measure.high, 2))
    )
