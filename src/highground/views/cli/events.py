"""highground events FILE: a loss table made into an honest table of displacement."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground import __version__
from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.progress import progress
from highground.views.cli.target import checked
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    from highground.basis.event import Count, Event, Remark
    from highground.catalogue.events.dates import DayOrder
    from highground.catalogue.events.read import Reading
    from highground.people.impacts.counting import Counted
    from highground.views.report.alphabet.words import Words

_ORDERS: Final[dict[str, "DayOrder"]] = {"dmy": "dmy", "mdy": "mdy"}  # auto: the table says
SHOWN_ROWS: Final = 5  # rows named for each reason; the workbook lists all
MOST_HOUSEHOLD: Final = 30.0  # persons; a larger household is a slip of the pen
READ: Final = N_("Rows: {rows} · read: {read} · refused: {refused} · events: {events}.")
MERGED: Final = N_("Pairs of rows that speak of one event, not added up: {n}.")
DOUBT: Final = N_("Pairs of rows that may speak of one event, left apart: {n}.")
REPORTING: Final = N_("{hazard} · events: {n} · with displacements: {reporting} · {count}")
MOUNTAINS: Final = {
    "yes": N_("In mountains, as the source says"),
    "no": N_("Elsewhere, as the source says"),
    "": N_("In mountains or not: not said"),
}
SILENT: Final = N_("{hazard} · events: {n} · displacements not reported")
AT_LEAST: Final = N_("at least {low}")
RESULTS: Final = N_("Results in {folder}")
MARK: Final = "events.json"
FILES: Final = ("events.csv", MARK, "monty/")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@option("country")
@option("hazard")
@option("dates")
@option("household")
@option("sheet")
@ordered("out", "lang", "json")
def events(order: Order, file: Path, **asked: str | None) -> int:
    """Import a loss table (xlsx or csv) and make an honest displacement table of it: events with ranges, no event counted twice.

    FILE is what an emergency service, DesInventar, IDMC, EM-DAT or a hand-kept sheet holds; headings, hazards and dates are read in English,
    Russian, Kazakh and Spanish. Without --out the result is written to runs/events-NAME.
    """
    from highground.catalogue.events.read import read_events
    from highground.catalogue.regions import find_region
    from highground.people.impacts.counting import HOUSEHOLD, count_events

    size = household_size(asked["household"]) if asked["household"] else HOUSEHOLD
    target = checked(order.out or Path(RUNS, f"events-{_stem(file)}"), MARK)
    with progress("Events") as tell:
        tell("reading the table", 0.0)
        shelf = shelf_for(order)
        named = {name: asked[name] or "" for name in ("hazard", "sheet")}
        country = find_region(asked["country"], shelf).iso3 if asked["country"] else ""
        reading = read_events(file, shelf, country=country, dates=_ORDERS.get(asked["dates"] or ""), **named)
        tell("finding rows of one event", 0.4)
        counted = count_events(reading.records, size)
        document = _document(file, reading, counted)
        tell("writing", 0.5)
        _write(target, document, reading, counted, order.langs)
    if order.json:
        say_json({"folder": target, **document})
    else:
        print_events(document, target, order.langs[0])
    return 0


def _stem(file: Path) -> str:
    """The file's name as a part of a folder's name."""
    return re.sub(r"[^\w-]+", "-", file.stem).strip("-")[:60] or "table"


def household_size(text: str) -> "Count":
    """People per household: one number, or a range whose middle is half-way.

    >>> str(household_size("3-5"))
    '4 (3 to 5)'
    """
    from highground.basis.event import Count

    found = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?)(?:\s*[-–]\s*(\d+(?:[.,]\d+)?))?\s*", text)
    low, high = (float((found[part] or found[1]).replace(",", ".")) if found else 0.0 for part in (1, 2))
    if not 1 <= low <= high <= MOST_HOUSEHOLD:
        raise click.BadParameter(
            f"--household {text!r} is no household size; give people per household such as 3.6, or a range such as 3-5."
        )
    return Count(low, (low + high) / 2, high, "judged")


def _document(file: Path, reading: "Reading", counted: "Counted") -> dict[str, Any]:
    """events.json: what was read, how, and what came out. The mark of a folder of ours."""
    from highground.catalogue.events.clean import clean_row
    from highground.catalogue.events.read import refusals

    merged = sum(pair.merged for pair in counted.pairs)
    return {
        "version": __version__, "made_on": datetime.now(UTC).date().isoformat(),
        "file": file.name, "read_from": reading.name, "sha256": reading.sha256,
        "rows": reading.rows, "read": len(reading.records), "refused": sum(item.whole for item in reading.refused),
        "cells_refused": sum(not item.whole for item in reading.refused), "why_refused": refusals(reading),
        "events": len(counted.events), "merged_pairs": merged, "doubtful_pairs": len(counted.pairs) - merged,
        "household": [counted.household.low, counted.household.mid, counted.household.high],
        "columns": reading.columns, "said": [_told(remark) for remark in reading.said],
        "refusals": [{"row": item.row, "whole": item.whole, **_told(item.reason)} for item in reading.refused],
        "by_hazard": [_summary(iso3, name, some) for (iso3, name), some in _by_hazard(counted)],
        "by_mountain": [_where(key, counted) for key in MOUNTAINS],
        "not_reported": _silent(counted),
        "table": plain([clean_row(event) for event in counted.events]),
    }  # fmt: skip


def _told(remark: "Remark") -> dict[str, Any]:
    """A remark for machines: the English sentence, and the message and values from which every language is printed."""
    return {"text": str(remark), "message": remark.template, "values": plain(remark.values)}


def _by_hazard(counted: "Counted") -> list[tuple[tuple[str, str], list["Event"]]]:
    """Events by country and hazard, hazards in the order of the vocabulary; other hazards by their kind, last."""
    from highground.basis.hazards import HAZARDS

    known = [item.id for item in HAZARDS]
    groups: dict[tuple[str, str], list[Event]] = {}
    for event in counted.events:
        name = event.first.hazard if event.first.hazard in known else f"other:{event.first.kind}"
        groups.setdefault((event.first.iso3, name), []).append(event)
    return sorted(
        groups.items(),
        key=lambda group: (group[0][0], known.index(group[0][1]) if group[0][1] in known else len(known), group[0][1]),
    )


def _summary(iso3: str, name: str, some: Sequence["Event"]) -> dict[str, Any]:
    return {"country": iso3, "hazard": name, **_moved(some)}


def _where(key: str, counted: "Counted") -> dict[str, Any]:
    """Events of our hazards that the source places in mountains, elsewhere, or does not place: a national total is not a mountain total."""
    from highground.basis.event import OTHER

    ours = [event for event in counted.events if event.first.hazard != OTHER]
    some = [event for event in ours if (event.first.mountain if event.first.mountain in ("yes", "no") else "") == key]
    return {"mountain": key or "unknown", **_moved(some)}


def _moved(some: Sequence["Event"]) -> dict[str, Any]:
    """Displacements of some events, evacuations included: how many report them, and their sum with its range."""
    from highground.people.impacts.counting import summed

    count = summed(event.moved for event in some)
    low, mid, high = (count.low, count.mid, count.high) if count else (None, None, None)
    reporting = sum(event.moved is not None for event in some)
    return {"events": len(some), "reporting": reporting, "low": low, "mid": mid, "high": high, "how": count.how if count else ""}


def _silent(counted: "Counted") -> list[str]:
    """Measures that no event reports."""
    from highground.people.impacts.counting import silent

    return silent(counted)


def _write(target: Path, document: dict[str, Any], reading: "Reading", counted: "Counted", langs: tuple[str, ...]) -> None:
    """Everything in one folder, all or nothing."""
    from highground.catalogue.events.clean import write_clean
    from highground.catalogue.stac import write_monty
    from highground.catalogue.staging import staged, telling
    from highground.views.report.office.events_workbook import Told, write

    told = Told(reading, counted, document["sha256"], document["made_on"])
    with staged(target, MARK) as folder, telling(folder):
        write_clean(counted.events, folder / "events.csv")
        for lang in langs:
            write(told, lang, folder / ("events.xlsx" if len(langs) == 1 else f"events.{lang}.xlsx"))
        write_monty(folder / "monty", counted.events, Path(document["file"]).stem)
        (folder / MARK).write_text(json.dumps(document, ensure_ascii=False, allow_nan=False), encoding="utf-8")


def print_events(document: Mapping[str, Any], folder: Path, lang: str) -> None:
    """What was read, the displacements by hazard with their ranges, and the files to open."""
    from highground.views.report.alphabet.words import Words
    from highground.views.report.office.events_workbook import missing

    words = Words(lang)
    click.echo(document["read_from"])
    click.echo(words.t(READ, **{name: document[name] for name in ("rows", "read", "refused", "events")}))
    for line in _refusals(document["refusals"], words):
        click.echo(line)
    for message, n in ((MERGED, document["merged_pairs"]), (DOUBT, document["doubtful_pairs"])):
        if n:
            click.echo(words.t(message, n=n))
    for remark in document["said"]:
        click.echo(_sentence(remark, words))
    click.echo()
    several = len({line["country"] for line in document["by_hazard"]}) > 1
    for line in document["by_hazard"]:
        click.echo(f"  {line['country'] + '  ' if several else ''}{_line(line, words)}")
    click.echo()
    for line in document["by_mountain"]:
        if line["events"]:
            click.echo(f"  {_said(words.t(MOUNTAINS['' if line['mountain'] == 'unknown' else line['mountain']]), line, words)}")
    if document["not_reported"]:
        click.echo("\n" + missing(document["not_reported"], words))
    click.echo("\n" + words.t(RESULTS, folder=str(folder)))
    for name in (*sorted(path.name for path in folder.glob("events*.xlsx")), *FILES):
        click.echo(f"  {name}")


def _refusals(refused: Iterable[Mapping[str, Any]], words: "Words") -> Iterator[str]:
    """Each reason why rows or cells were not taken: how often, its first sentence, and the rows."""
    from highground.views.report.office.events_workbook import REFUSED

    groups: dict[tuple[bool, str], list[Mapping[str, Any]]] = {}
    for item in sorted(refused, key=lambda item: not item["whole"]):
        groups.setdefault((item["whole"], item["message"]), []).append(item)
    for (whole, _), items in groups.items():
        rows = ", ".join(str(item["row"]) for item in items[:SHOWN_ROWS]) + (", …" if len(items) > SHOWN_ROWS else "")
        yield f"  - {len(items)} × {words.t(REFUSED[whole])}: {_sentence(items[0], words)} ({words.t(N_('Row'))} {rows})"


def _sentence(told: Mapping[str, Any], words: "Words") -> str:
    from highground.basis.event import Remark
    from highground.views.report.office.events_workbook import said

    return said(Remark(told["message"], told["values"]), words)


def _line(line: dict[str, Any], words: Any) -> str:
    """One hazard: its events, how many report displacements, and their sum with its range."""
    from highground.views.report.office.events_workbook import KINDS, hazard

    kind = line["hazard"].removeprefix("other:")
    return _said(words.t(KINDS[kind]) if line["hazard"].startswith("other:") else hazard(kind, words), line, words)


def _said(name: str, line: dict[str, Any], words: Any) -> str:
    if line["low"] is None:
        return str(words.t(SILENT, hazard=name, n=line["events"]))
    count = (
        words.t(AT_LEAST, low=int(line["low"]))
        if line["high"] is None
        else words.estimate(round(line["low"]), round(line["mid"]), round(line["high"]), "")  # people are whole
    )
    return str(words.t(REPORTING, hazard=name, n=line["events"], reporting=line["reporting"], count=count))
