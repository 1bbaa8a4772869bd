"""What the sheets of the workbook hold: plain tables of words and numbers, made from the run and nothing else."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from highground.basis.hazards import HAZARD_BY_ID, HAZARDS
from highground.basis.indicators import BY_ID, INDICATORS
from highground.basis.scenario import ALL_LEVELS, TODAY
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.hazard_tables import units_ranked
from highground.views.report.evidence.rows import Evidence, Row, all_rows, label
from highground.views.report.narrative.content import TOPICS, Report
from highground.views.report.office import mobility_sheets
from highground.views.report.office.sheet import Sheet, number_format

__all__ = ["Sheet", "about", "definitions", "evidence", "number_format", "sensitivity", "sheets", "sources", "units"]


_EVIDENCE = (  # heading, HXL tag, width
    (N_("Row"), "#meta+id", 7),
    (N_("Indicator"), "#indicator+name", 46),
    (N_("Place"), "#loc+name", 20),
    (N_("Part"), "#meta+group+name", 36),
    (N_("Global warming, °C"), "#indicator+level+num", 12),
    (N_("Year"), "#date+year", 8),
    (N_("Low (5 %)"), "#indicator+value+min+num", 13),
    (N_("Middle"), "#indicator+value+num", 13),
    (N_("High (95 %)"), "#indicator+value+max+num", 13),
    (N_("Unit"), "#indicator+unit", 21),
    (N_("As printed"), "#indicator+value+text", 39),
    (N_("Status"), "#status", 16),
    (N_("How we know"), "#meta+method", 15),
    (N_("Confidence"), "#meta+confidence", 15),
    (N_("Grade of the source"), "#meta+grade", 26),
    (N_("Sources"), "#meta+source", 39),
    (N_("Indicator code"), "#indicator+code", 24),
    (N_("Place code"), "#loc+code", 12),
    (N_("Part code"), "#meta+group+code", 26),
    (N_("HXL tag"), "#meta+hxl", 34),
)


_HAZARD_COLUMNS = ("displacement_aad", "hazard_frequency", "displacement_pmd100", "hazard_people")
APART = ("unit_flow", "net_recorded")  # by pair and by year: the sheets of mobility hold them
PACES = {"sudden": N_("sudden"), "slow": N_("slow: pressure")}


def sheets(run: Run, report: Report, words: Words) -> tuple[Sheet, ...]:
    """Every sheet of the workbook in reading order; a sheet without lines is left out."""
    made = (
        about(report, words),
        findings(report, words),
        evidence(run, words),
        units(run, words),
        hazards(run, words),
        ranks(run, words),
        *mobility_sheets.made(run, words),
        sensitivity(run, words),
        sources(run, words),
        method(run, report, words),
        definitions(words),
    )
    return tuple(sheet for sheet in made if sheet.lines)


def about(report: Report, words: Words) -> Sheet:
    """What the workbook is, how to read it and how to cite it."""
    cite = f"highground {report.version} ({report.made_on}). {report.country}: {report.subtitle}. {report.colophon}"
    shown = words.t(
        N_("Numbers are stored in full and shown to the digit that their range supports. “As printed” is what the brief says.")
    )
    tags = words.t(N_("The second row of a table holds HXL tags (hxlstandard.org); codes stand in the last columns."))
    lines: list[tuple[object, ...]] = [
        (words.t(N_("Country")), report.country),
        (words.t(N_("Made on")), report.made_on),
        (
            words.t(N_("What this is")),
            words.t(N_("Every number behind the profile, with its range, method, confidence and sources.")),
        ),
        *(
            (words.t(N_("How to read it")) if number == 0 else "", text)
            for number, text in enumerate((*report.reading, shown, tags))
        ),
        (words.t(N_("How to cite it")), cite),
        *((words.t(N_("What it does not say")) if number == 0 else "", text) for number, text in enumerate(report.limits)),
    ]
    if report.notice:
        lines.append((words.t(N_("Translation")), report.notice))
    return Sheet(words.t(N_("About")), (), (26, 100), lines)


def findings(report: Report, words: Words) -> Sheet:
    """One line per statement: the sentence, how sure we are, what speaks against it, and the evidence rows it rests on."""
    headings = (N_("Topic"), N_("Finding"), N_("Confidence"), N_("Evidence"), N_("Agreement"), N_("Likelihood"),
                N_("What speaks against it"), N_("What better data would change"), N_("Rows of the evidence sheet"))  # fmt: skip
    lines = [
        (
            words.t(TOPICS.get(said.topic, said.topic)), said.text, words.t(said.level), said.evidence, said.agreement, said.likelihood,
            " ".join(said.against), " ".join(said.gaps), ", ".join(label(row) for row in said.rows),
        )
        for said in report.doubts.statements
    ]  # fmt: skip
    return Sheet(words.t(N_("Findings")), _say(headings, words), (18, 60, 15, 15, 15, 18, 44, 44, 40), lines, frozen=1)


def evidence(run: Run, words: Words) -> Sheet:
    """The evidence table, row by row, with the words that explain its codes."""
    rows = all_rows(run)
    lines = [
        (
            row.label, _indicator(row, words), labels.place(run, row.place, words), labels.group(row.group, words) if row.group else "",
            row.level, row.year, row.low, row.mid, row.high, words.unit(row.unit), labels.number(row, words),
            words.t(labels.STATUSES.get(row.status, N_("value"))), words.t(labels.HOWS.get(row.how, row.how)),
            words.t(row.confidence), words.t(labels.GRADES.get(row.grade, row.grade)), " ".join(row.sources),
            row.indicator, row.place, row.group, BY_ID[row.indicator].hxl if row.indicator in BY_ID else "",
        )
        for row in rows
    ]  # fmt: skip
    formats = [number_format(row.low, row.mid, row.high, row.unit) for row in rows]
    headings, tags, widths = zip(*_EVIDENCE, strict=True)
    name, fixed = words.t(N_("Evidence")), {4: "0.0#", 5: "0"}
    return Sheet(name, _say(headings, words), widths, lines, tags, formats, fixed, frozen=2, printed=16)


def units(run: Run, words: Words) -> Sheet:
    """One line per first-level unit, ready to be joined to a map: low, middle and high of everything known by unit."""
    rows = [
        row for row in all_rows(run) if row.place != run.about["iso3"] and row.level in (None, TODAY) and row.indicator not in APART
    ]
    order = {indicator.id: number for number, indicator in enumerate(INDICATORS)}
    wanted = sorted({(row.indicator, row.group) for row in rows if row.indicator in order}, key=lambda key: (order[key[0]], key[1]))
    headings, tags, widths = [words.t(N_("Name")), words.t(N_("Code"))], ["#adm1+name", "#adm1+code"], [24, 12]
    dated = bool(run.about.get("units_today"))  # the outline shows older units than those of today
    if dated:
        headings, tags, widths = [*headings, words.t(N_("Regions of today"))], [*tags, "#adm1+name+today"], [*widths, 40]
    for name, group in wanted:
        label_ = f"{words.t(BY_ID[name].label)}, {words.unit(BY_ID[name].unit)}" + (f", {_part(group, words)}" if group else "")
        tag_ = BY_ID[name].hxl + (f"+{_plain(group)}" if group else "")
        for word, tag in ((N_("low"), "+min"), (N_("middle"), ""), (N_("high"), "+max")):
            headings.append(f"{label_} ({words.t(word)})")
            tags.append(tag_ + tag)
            widths.append(19)
    cells = {(row.place, row.indicator, row.group): (row.low, row.mid, row.high) for row in rows}
    blank = (float("nan"),) * 3
    lines = [
        (
            labels.unit(run, code, words),
            code,
            *((labels.today(run, code, words),) if dated else ()),
            *(value for key in wanted for value in cells.get((code, *key), blank)),
        )
        for code in run.units["code"].astype(str)
    ]
    kinds = [BY_ID[name].unit for name, _ in wanted for _ in range(3)]
    shown = {number: "0.0" if unit == "%" else "#,##0" for number, unit in enumerate(kinds, 2 + dated)}
    return Sheet(words.t(N_("Regions")), tuple(headings), tuple(widths), lines if wanted else (), tuple(tags), (), shown, frozen=1)


def hazards(run: Run, words: Words) -> Sheet:
    """One line per hazard and level of warming: displacement in an average year, and how often it strikes compared with today."""
    held, lines = Evidence(run), []
    for code in ("", *(f"hazard:{hazard.id}" for hazard in HAZARDS)):
        name, pace = (
            (labels.group(code, words), PACES[HAZARD_BY_ID[code.partition(":")[2]].pace])
            if code
            else (words.t(labels.ALL_HAZARDS), "")
        )
        for level in ALL_LEVELS:
            rows = [held.one(key, code, level=level) for key in _HAZARD_COLUMNS[:-1]]
            rows.append(
                held.one(_HAZARD_COLUMNS[-1], code) if level == TODAY else None
            )  # people are told for one year, not by level
            if any(rows):
                spans = [value for row in rows for value in ((row.low, row.mid, row.high) if row else (float("nan"),) * 3)]
                lines.append((name, words.t(pace), level, *spans, code.partition(":")[2] or "all"))
    parts = [f"{words.t(BY_ID[key].label)}, {words.unit(BY_ID[key].unit)}" for key in _HAZARD_COLUMNS]
    ends = [words.t(N_("low")), words.t(N_("middle")), words.t(N_("high"))]
    headings = (
        words.t(N_("Hazard")),
        words.t(N_("Pace")),
        words.t(N_("Global warming, °C")),
        *(f"{part} ({end})" for part in parts for end in ends),
        words.t(N_("Part code")),
    )
    tags = (
        "#indicator+hazard+name",
        "#indicator+pace",
        "#indicator+level+num",
        *(f"{BY_ID[key].hxl}{end}" for key in _HAZARD_COLUMNS for end in ("+min", "", "+max")),
        "#meta+group+code",
    )
    shown = {2: "0.0#", **dict.fromkeys((3, 4, 5, 9, 10, 11, 12, 13, 14), "#,##0"), **dict.fromkeys((6, 7, 8), "0.00")}
    return Sheet(words.t(N_("Hazards")), headings, (34, 14, 12, *(18,) * 12, 16), lines, tags, fixed=shown, frozen=1)


def ranks(run: Run, words: Words) -> Sheet:
    """One line per unit, the one with most displacement first, with how often it is among the first five."""
    lines = []
    for rank, (code, (yearly, high, rate, top)) in enumerate(units_ranked(run, Evidence(run)), 1):
        spans = [value for row in (yearly, high, rate) for value in ((row.low, row.mid, row.high) if row else (float("nan"),) * 3)]
        lines.append((rank, labels.unit(run, code, words), code, *spans, top.mid if top and top.known else None))
    ends = [words.t(N_("low")), words.t(N_("middle")), words.t(N_("high"))]
    parts = (
        words.t(N_("Displacements a year")),
        words.t(N_("Displacements a year in its mountains")),
        words.t(N_("Displacements a year per 100,000 people")),
    )
    headings = (
        words.t(N_("Rank")),
        words.t(N_("Name")),
        words.t(N_("Code")),
        *(f"{part} ({end})" for part in parts for end in ends),
        words.t(N_("in the top five, % of draws")),
    )
    tags = (
        "#meta+rank",
        "#adm1+name",
        "#adm1+code",
        *(f"#indicator+{key}{end}" for key in ("aad", "aad+mountain", "aad+rate") for end in ("+min", "", "+max")),
        "#indicator+rank+pct",
    )
    return Sheet(
        words.t(N_("Regions in rank")),
        headings,
        (8, 30, 12, *(18,) * 9, 18),
        lines,
        tags,
        fixed={**dict.fromkeys(range(3, 12), "#,##0"), 12: "0"},
        frozen=2,
    )


def _part(group: str, words: Words) -> str:
    """A part as the end of a heading: a place in words, a definition by its short name."""
    kind, _, value = group.partition(":")
    return labels.group(group, words) if kind == "where" else value


def _plain(group: str) -> str:
    """A group as an HXL attribute: definition:K1 becomes k1."""
    return "".join(sign for sign in group.partition(":")[2].lower() if sign.isascii() and sign.isalnum())


def sensitivity(run: Run, words: Words) -> Sheet:
    """Which uncertain input moves each headline most."""
    headings = (N_("Headline"), N_("Uncertain input"), N_("Share of the spread"), N_("Low (5 %)"), N_("High (95 %)"),
                N_("Indicator code"), N_("Part code"), N_("Global warming, °C"))  # fmt: skip
    lines = [
        (words.t(row["headline"]), labels.uncertain(run, row["input"], words), *(_number(row[key]) for key in ("share", "low", "high")),
         row["indicator"], row["group"], _number(row["level"]))
        for row in run.sensitivity.to_dict("records")
    ]  # fmt: skip
    shown = {2: "0%", 3: "0%", 4: "0%", 7: "0.0#"}
    return Sheet(words.t(N_("Sensitivity")), _say(headings, words), (44, 44, 16, 13, 13, 24, 24, 14), lines, fixed=shown)


def sources(run: Run, words: Words) -> Sheet:
    """One line per provenance card."""
    headings = (N_("Card"), N_("Producer"), N_("Title"), N_("Edition"), N_("Licence"), N_("Caveat"), N_("Measures"),
                N_("A blank means"), N_("Grade of the source"), N_("Citation"), N_("Address"), N_("Accessed"), N_("SHA-256"))  # fmt: skip
    lines = [
        (card.id, card.producer, card.title, card.edition, card.licence, card.caveat, card.measures, words.t(card.blank_means),
         words.t(labels.GRADES.get(card.grade, card.grade)), card.citation, card.url, card.accessed.isoformat(), card.sha256)
        for card in run.sources
    ]  # fmt: skip
    widths = (26, 40, 44, 18, 40, 60, 44, 18, 26, 60, 44, 13, 68)
    return Sheet(words.t(N_("Sources")), _say(headings, words), widths, lines, frozen=1, printed=9)


def method(run: Run, report: Report, words: Words) -> Sheet:
    """How each chapter's numbers were made, and the versions and seed that make them again."""
    steps = [(words.t(N_("Step by step")) if number == 0 else "", words.t(text)) for number, text in enumerate(STEPS)]
    versions = ", ".join(f"{name} {version}" for name, version in sorted(run.about.get("versions", {}).items()))
    lines: list[tuple[object, ...]] = [
        *steps,
        (words.t(N_("Version")), f"highground {report.version}"),
        (words.t(N_("Libraries")), versions),
        (words.t(N_("Seed")), str(run.about.get("seed", ""))),
        (words.t(N_("Members of the ensemble")), words.number(run.about.get("members", 0))),
    ]
    return Sheet(words.t(N_("Method")), (), (30, 100), lines)


STEPS = (
    N_("Terrain: slope, relief and mountain class of every grid cell, cut along the borders of the units; areas are exact on the ellipsoid."),
    N_("Climate: monthly normals brought to the height of each cell with a lapse rate whose doubt is sampled; warming scaled by the ratio of mountain to global warming."),
    N_("Ice: measured areas as published, each series alone; ice left from a regional emulator of published glacier projections."),
    N_("Belts: the thermal belts of SDG 15.4.2, drawn again for every level of warming."),
    N_("Hazards: recorded events and their sizes, spread by terrain, joined to modelled rare events and capped by the people on such land; rates change with the level of warming."),
    N_("People: the national total of the United Nations, spread over settlements and the countryside by a stated rule."),
    N_("Mobility: impacts of water, pasture, crops, hazards and heat act together on wish and means to move, by age, income and livelihood; what is added is with minus without impacts, same draws. Displacement is counted apart."),
    N_("Doubt: one joint ensemble runs through the whole chain with common draws; low and high are its 5 and 95 % points."),
    N_("Confidence: from the evidence and its agreement, in the calibrated words of the IPCC; a coarse grid lowers it."),
)  # fmt: skip


def definitions(words: Words) -> Sheet:
    """Every indicator with its unit, meaning and HXL tag."""
    headings = (N_("Topic"), N_("Indicator"), N_("Unit"), N_("Definition"), N_("Indicator code"), N_("HXL tag"))
    lines = [
        (
            words.t(TOPICS.get(item.topic, item.topic)),
            words.t(item.label),
            words.unit(item.unit),
            words.t(item.definition),
            item.id,
            item.hxl,
        )
        for item in INDICATORS
    ]
    return Sheet(words.t(N_("Definitions")), _say(headings, words), (18, 40, 22, 92, 24, 36), lines, frozen=1)


def _say(messages: Sequence[str], words: Words) -> tuple[str, ...]:
    return tuple(words.t(message) for message in messages)


def _indicator(row: Row, words: Words) -> str:
    return words.t(BY_ID[row.indicator].label) if row.indicator in BY_ID else row.indicator


def _number(value: Any) -> float:
    return float("nan") if value is None or pd.isna(value) else float(value)
