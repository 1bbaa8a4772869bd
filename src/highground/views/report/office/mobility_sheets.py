"""The sheets of mobility: by level, by emission path, by region, and flow by flow."""

from typing import Final

from highground.basis.indicators import BY_ID, INDICATORS
from highground.basis.scenario import ALL_LEVELS, SSPS
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.mobility_rows import UNTIL, flows
from highground.views.report.evidence.rows import Evidence, Row
from highground.views.report.office.sheet import Sheet

BLANK: Final = (None, None, None)
TOPIC: Final = tuple(item.id for item in INDICATORS if item.topic == "mobility")
TAGS: Final = ("+min", "", "+max")


def made(run: Run, words: Words) -> tuple[Sheet, ...]:
    """Every sheet of mobility; those without lines are left out by the workbook."""
    held = Evidence(run)
    return levels(held, words), paths(held, words), regions(run, held, words), pairs(run, held, words)


def _ends(words: Words) -> tuple[str, str, str]:
    return words.t(N_("low")), words.t(N_("middle")), words.t(N_("high"))


def _span(row: Row | None) -> tuple[float | None, ...]:
    return (row.low, row.mid, row.high) if row and row.known else BLANK


def levels(held: Evidence, words: Words) -> Sheet:
    """One line per form and part, one group of columns per level of warming: forms are counted apart and never added."""
    keys = dict.fromkeys(
        (row.indicator, row.group)
        for row in held.rows
        if row.indicator in TOPIC and row.place == held.place and row.level is not None
    )
    lines = []
    for name, group in sorted(keys, key=lambda key: TOPIC.index(key[0])):
        rows = [held.one(name, group, level=level) for level in ALL_LEVELS]
        if any(rows):
            part = labels.group(group, words) if group else ""
            unit = words.unit(BY_ID[name].unit)
            lines.append((words.t(BY_ID[name].label), part, unit, *(value for row in rows for value in _span(row)), name, group))
    heads = [f"{labels.level(level, words)} ({end})" for level in ALL_LEVELS for end in _ends(words)]
    tags = [f"#indicator+level{round(level * 100)}{end}+num" for level in ALL_LEVELS for end in TAGS]
    headings = (
        words.t(N_("Indicator")),
        words.t(N_("Part")),
        words.t(N_("Unit")),
        *heads,
        words.t(N_("Indicator code")),
        words.t(N_("Part code")),
    )
    fixed = dict.fromkeys(range(3, 3 + len(heads)), "#,##0.0")
    return Sheet(
        words.t(N_("Mobility by level")), headings, (46, 34, 20, *(13,) * len(heads), 24, 24), lines,
        ("#indicator+name", "#meta+group+name", "#indicator+unit", *tags, "#indicator+code", "#meta+group+code"), fixed=fixed, frozen=2,
    )  # fmt: skip


def paths(held: Evidence, words: Words) -> Sheet:
    """Migration added until a year by emission path: moves, and moves for 100 people of that year."""
    lines = []
    for ssp in SSPS:
        for year in UNTIL:
            rows = [held.one(name, f"ssp:{ssp}", year=year) for name in ("moves_sum", "moves_sum_share")]
            if any(rows):
                lines.append((ssp, year, *(value for row in rows for value in _span(row))))
    parts = words.t(N_("Moves since 2025")), words.t(N_("Moves since 2025 for 100 people"))
    headings = (words.t(N_("Emission path")), words.t(N_("Year")), *(f"{part} ({end})" for part in parts for end in _ends(words)))
    tags = ("#meta+ssp", "#date+year", *(f"#indicator+moves+{part}{end}" for part in ("sum", "pct") for end in TAGS))
    fixed = {1: "0", **dict.fromkeys((2, 3, 4), "#,##0"), **dict.fromkeys((5, 6, 7), "0.00")}
    return Sheet(words.t(N_("Mobility by path")), headings, (16, 8, *(18,) * 6), lines, tags, fixed=fixed, frozen=2)


def regions(run: Run, held: Evidence, words: Words) -> Sheet:
    """One line per unit: every number of mobility by unit, each level and year in columns of its own."""
    rows = [
        row
        for row in held.rows
        if row.place != held.place and row.indicator in TOPIC and row.indicator != "unit_flow" and row.known
    ]
    keys = sorted({(TOPIC.index(row.indicator), row.group, row.level or 0.0, row.year or 0) for row in rows})
    cells = {(row.place, TOPIC.index(row.indicator), row.group, row.level or 0.0, row.year or 0): row for row in rows}
    headings, tags = [words.t(N_("Name")), words.t(N_("Code"))], ["#adm1+name", "#adm1+code"]
    for at, group, level, year in keys:
        item = BY_ID[TOPIC[at]]
        parts = [f"{words.t(item.label)}, {words.unit(item.unit)}", labels.group(group, words) if group else ""]
        parts += [labels.level(level, words) if level else "", str(year or "")]
        head = ", ".join(part for part in parts if part)
        headings += [f"{head} ({end})" for end in _ends(words)]
        tail = "".join(f"+{word}{round(value * scale)}" for word, value, scale in (("level", level, 100), ("y", year, 1)) if value)
        tags += [item.hxl + tail + end for end in TAGS]
    lines = [
        (labels.unit(run, code, words), code, *(value for key in keys for value in _span(cells.get((code, *key)))))
        for code in run.units["code"].astype(str)
    ]
    shown = {
        2 + 3 * number + end: "0.0" if BY_ID[TOPIC[key[0]]].unit == "%" else "#,##0"
        for number, key in enumerate(keys)
        for end in range(3)
    }
    widths = (30, 12, *(19,) * (len(headings) - 2))
    return Sheet(
        words.t(N_("Mobility by region")), tuple(headings), widths, lines if keys else (), tuple(tags), fixed=shown, frozen=1
    )


def pairs(run: Run, held: Evidence, words: Words) -> Sheet:
    """One line per flow between two units, the largest first."""
    found = flows(held, [str(code) for code in run.units["code"]])
    lines = [
        (labels.unit(run, flow.code, words), flow.code, labels.unit(run, flow.to, words), flow.to, *_span(flow.row), words.t(flow.row.confidence), flow.row.label)
        for flow in found
    ]  # fmt: skip
    unit = words.unit("moves yr-1")
    headings = (
        words.t(N_("From")), words.t(N_("From: code")), words.t(N_("To")), words.t(N_("To: code")), *(f"{unit} ({end})" for end in _ends(words)),
        words.t(N_("Confidence")), words.t(N_("Row")),
    )  # fmt: skip
    tags = (
        "#adm1+origin+name", "#adm1+origin+code", "#adm1+destination+name", "#adm1+destination+code",
        *(f"#indicator+flow{end}" for end in TAGS), "#meta+confidence", "#meta+id",
    )  # fmt: skip
    fixed = dict.fromkeys((4, 5, 6), "#,##0")
    return Sheet(
        words.t(N_("Flows between regions")), headings, (30, 12, 30, 12, 18, 18, 18, 15, 8), lines, tags, fixed=fixed, frozen=1
    )
