"""mirror.xlsx: every pair of numbers of two countries, whether it compares and why, for people who filter and machines that read."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pandas as pd
from openpyxl import Workbook

from highground.basis.indicators import BELTS, BY_ID, INDICATORS
from highground.basis.words import N_
from highground.research.twins import Twins
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import label
from highground.views.report.narrative.content import TOPICS
from highground.views.report.narrative.mirror_content import ORDER, Mirror, build, pair
from highground.views.report.narrative.mirror_panels import SIDES, VERDICTS, Record, country, higher, reason, shown
from highground.views.report.office import office, sheets, workbook
from highground.views.report.office.sheets import Sheet, number_format

_HEAD: Final = (  # heading, HXL tag, width
    (N_("Pair"), "#meta+id", 7), (N_("Topic"), "#meta+topic", 16), (N_("Indicator"), "#indicator+name", 42), (N_("Part"), "#meta+group+name", 34),
    (N_("Global warming, °C"), "#indicator+level+num", 12), (N_("Year"), "#date+year", 8), (N_("Unit"), "#indicator+unit", 20),
    (N_("Comparable?"), "#meta+comparable", 22), (N_("Which is higher"), "#meta+higher", 18),
)  # fmt: skip
_SIDE: Final = (  # headings that follow the country's name
    (N_("as printed"), "#indicator+value+text", 38), (N_("low (5 %)"), "#indicator+value+min+num", 13), (N_("middle"), "#indicator+value+num", 13),
    (N_("high (95 %)"), "#indicator+value+max+num", 13), (N_("confidence"), "#meta+confidence", 14), (N_("status"), "#status", 15),
)  # fmt: skip
_TAIL: Final = (
    (N_("region"), "#meta+region+code", 12), (N_("how we know"), "#meta+method", 14), (N_("grade of the source"), "#meta+grade", 26),
    (N_("sources"), "#meta+source", 40), (N_("row in its profile"), "#meta+row", 12),
)  # fmt: skip
_CODES: Final = ((N_("Indicator code"), "#indicator+code", 24), (N_("Part code"), "#meta+group+code", 22))
_WHY: Final = (N_("Why"), "#meta+why", 60)


def write(twins: Twins, lang: str, path: Path) -> None:
    """Write mirror.xlsx in a language.

    Numbers are stored in full and shown to the digit that their range supports; a blank cell is explained by its status.
    """
    mirror, words = build(twins, lang), Words(lang)
    book = Workbook()
    book.remove(book.worksheets[0])
    made = (
        _about(mirror, words),
        _findings(mirror, words),
        _pairs(twins, words),
        _apart(mirror, words),
        _sources(twins, mirror, words),
    )
    for sheet in (*made, sheets.definitions(words)):
        if sheet.lines:
            workbook.fill(book.create_sheet(workbook.sheet_name(sheet.name, book.sheetnames)), sheet)
    moment = office.made_at(twins.a.about)
    book.properties.creator = "highground"
    book.properties.title = office.clean(f"{mirror.title}: {mirror.subtitle}")
    book.properties.language = office.TAGS[lang]
    book.properties.created = moment
    book.save(path)
    office.settle(path, moment)


def _about(mirror: Mirror, words: Words) -> Sheet:
    """What the workbook is, what it says in short, and how to read it."""
    rows = (
        *mirror.reading,
        words.t(
            N_("Numbers are stored in full and shown to the digit that their range supports. “As printed” is what the brief says.")
        ),
        words.t(N_("Pairs without a number on both sides, and pairs of two bare zeros, are left out.")),
    )
    lines: list[tuple[object, ...]] = [
        (words.t(N_("Countries")), mirror.title),
        (words.t(N_("Made on")), mirror.made_on),
        (words.t(N_("In short")), mirror.answer),
        *((words.t(N_("How to read it")) if number == 0 else "", text) for number, text in enumerate(rows)),
        *((words.t(N_("How sure are we?")) if number == 0 else "", text) for number, text in enumerate(mirror.sure)),
        *((words.t(N_("What it does not say")) if number == 0 else "", text) for number, text in enumerate(mirror.limits)),
        (words.t(N_("How it was made")), mirror.colophon),
    ]
    if mirror.notice:
        lines.insert(2, (words.t(N_("Translation")), mirror.notice))
    return Sheet(words.t(N_("About")), (), (30, 100), lines)


def _findings(mirror: Mirror, words: Words) -> Sheet:
    """The findings that both countries can defend."""
    headings = (N_("Finding"), N_("Confidence"), N_("Evidence"), N_("Agreement"), N_("Against it"), N_("Pairs"))
    lines = [
        (one.text, one.confidence, one.evidence, one.agreement, " ".join(one.against), ", ".join(pair(row) for row in one.rows))
        for one in mirror.findings
    ]
    return Sheet(words.t(N_("Shared findings")), tuple(map(words.t, headings)), (90, 22, 14, 14, 70, 14), lines)


def _pairs(twins: Twins, words: Words) -> Sheet:
    """One line per pair of numbers that says something, in the order of the comparison."""
    names = [country(twins, side, words) for side in SIDES]
    near = [
        (f"{name}: {words.t(text)}", f"{tag}+{side}", width)
        for name, side in zip(names, SIDES, strict=True)
        for text, tag, width in _SIDE
    ]
    far = [
        (f"{name}: {words.t(text)}", f"{tag}+{side}", width)
        for name, side in zip(names, SIDES, strict=True)
        for text, tag, width in _TAIL
    ]
    columns = [*_told(_HEAD, words), *near, *_told((_WHY,), words), *far, *_told(_CODES, words)]
    rows = [{**row, "row": number} for number, row in enumerate(twins.table.to_dict("records"))]
    rows = sorted((row for row in rows if shown(row)), key=_place)
    headings, hxl, widths = zip(*columns, strict=True)
    lines = [_pair(row, twins, words) for row in rows]
    return Sheet(
        words.t(N_("Side by side")), headings, widths, lines, hxl=hxl, formats=[_format(row) for row in rows],
        fixed={4: "0.0#", 5: "0"}, frozen=3, printed=len(_HEAD) + len(near),
    )  # fmt: skip


def _place(row: Record) -> tuple[int, str, int, str, float, float]:
    """Where a pair stands: by topic and indicator, then by part, level and year."""
    kind, _, value = str(row["group"]).partition(":")
    item = BY_ID[row["indicator"]]
    rank = BELTS.index(value) if kind == "belt" else int(value) if value.isdigit() else 0
    return ORDER.index(item.topic) * 1000 + INDICATORS.index(item), kind, rank, value, _or_zero(row["level"]), _or_zero(row["year"])


def _or_zero(value: Any) -> float:
    return 0.0 if pd.isna(value) else float(value)


def _told(columns: tuple[tuple[str, str, int], ...], words: Words) -> list[tuple[str, str, int]]:
    return [(words.t(text), tag, width) for text, tag, width in columns]


def _pair(row: Record, twins: Twins, words: Words) -> tuple[object, ...]:
    item = BY_ID[row["indicator"]]
    group, why = str(row["group"]), reason(row, twins, words)
    head = (
        pair(row["row"]), words.t(TOPICS.get(item.topic, item.topic)), words.t(item.label), labels.group(group, words) if group else "", row["level"],
        row["year"], words.unit(str(row["unit"])), words.t(VERDICTS[row["comparable"]]), higher(row, twins, words),
    )  # fmt: skip
    near = [value for side in SIDES for value in _near(row, side, words)]
    far = [value for side in SIDES for value in _far(row, side, words)]
    return (*head, *near, why, *far, item.id, group)


def _near(row: Record, side: str, words: Words) -> tuple[object, ...]:
    status = str(row[f"status_{side}"])
    low, mid, high = (float(row[f"{end}_{side}"]) for end in ("low", "mid", "high"))
    printed = words.estimate(low, mid, high, str(row["unit"])) if status == "value" else ""
    sure = words.t(str(row[f"confidence_{side}"])) if status == "value" else ""
    return printed, low, mid, high, sure, words.t(labels.STATUSES.get(status, N_("value")))


def _far(row: Record, side: str, words: Words) -> tuple[object, ...]:
    if row[f"status_{side}"] != "value":
        return ("",) * len(_TAIL)
    how, grade = str(row[f"how_{side}"]), str(row[f"grade_{side}"])
    return (
        str(row[f"region_{side}"]), words.t(labels.HOWS.get(how, how)), words.t(labels.GRADES.get(grade, grade)), str(row[f"sources_{side}"]),
        label(int(row[f"row_{side}"])),
    )  # fmt: skip


def _format(row: Record) -> str:
    """The finer of the two sides' number formats."""
    spans = [[float(row[f"{end}_{side}"]) for end in ("low", "mid", "high")] for side in SIDES if row[f"status_{side}"] == "value"]
    return max((number_format(low, mid, high, str(row["unit"])) for low, mid, high in spans), key=len)


def _apart(mirror: Mirror, words: Words) -> Sheet:
    """What must not be set side by side, or only with care."""
    headings = (words.t(N_("What")), words.t(N_("Comparable?")), words.t(N_("Why")), *mirror.names)
    lines = [(one.title, one.verdict, one.why, "; ".join(one.a), "; ".join(one.b)) for one in mirror.apart]
    return Sheet(words.t(N_("Not comparable")), headings, (34, 24, 60, 60, 60), lines, frozen=1)


def _sources(twins: Twins, mirror: Mirror, words: Words) -> Sheet:
    """The source cards of both, with their number in the brief and who rests on them."""
    cards = {source.id: source for source in (*twins.a.sources, *twins.b.sources)}
    listed = replace(twins.a, sources=tuple(cards[used.reference.id] for used in mirror.sources))
    sheet = sheets.sources(listed, words)
    lines = [(used.reference.number, used.by, *line) for used, line in zip(mirror.sources, sheet.lines, strict=True)]
    headings = (words.t(N_("Number")), words.t(N_("Used by")), *sheet.headings)
    return replace(sheet, headings=headings, widths=(8, 18, *sheet.widths), lines=lines, frozen=3, printed=sheet.printed + 2)
