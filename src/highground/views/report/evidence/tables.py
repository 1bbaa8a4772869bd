"""The tables of the report: few, small, without empty rows; every cell with a number knows its evidence row."""

from collections.abc import Sequence

from highground.basis.indicators import BELTS, BY_ID
from highground.basis.scenario import ALL_LEVELS, LEVELS
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import hazard_tables, labels, mobility_tables
from highground.views.report.evidence.cells import Cell, Table, cell, table
from highground.views.report.evidence.rows import Evidence

EXTREMES = ("hottest_day", "coldest_night", "wettest_day", "wettest_five_days", "dry_spell")
MOST_UNITS = 12  # rows of the table of units; the workbook has them all


def of(topic: str, run: Run, evidence: Evidence, words: Words) -> tuple[Table, ...]:
    """The tables of a topic that have at least one line."""
    makers = {
        "terrain": (_definitions, _classes), "climate": (_warming,), "glaciers": (_series, _ice_left),
        "ecosystems": (_belts, _life), "people": (_where, _units), "doubts": (),
    }  # fmt: skip
    made = [maker(run, evidence, words) for maker in makers.get(topic, ())]
    made += _extremes(evidence, words) if topic == "climate" else []
    made += hazard_tables.made(run, evidence, words) if topic == "hazards" else []
    made += mobility_tables.made(run, evidence, words) if topic == "mobility" else []
    return tuple(one for one in made if one.lines)


def _definitions(run: Run, evidence: Evidence, words: Words) -> Table:  # noqa: ARG001
    columns = (
        words.t("Definition"),
        f"{words.t('Area')}, {words.unit('km2')}",
        f"{words.t('Share of land')}, %",
        f"{words.t('Share of people')}, %",
    )
    lines = []
    for name, text in labels.DEFINITIONS.items():
        found = [evidence.one(key, f"definition:{name}") for key in ("mountain_area", "mountain_share", "mountain_people_share")]
        if any(found):
            lines.append((Cell(words.t(text)), *(cell(row, words) for row in found)))
    return table("definitions", words.t("Mountains under two definitions"), columns, lines)


def _classes(run: Run, evidence: Evidence, words: Words) -> Table:  # noqa: ARG001
    columns = (words.t("Mountain class (K1)"), f"{words.t('Area')}, {words.unit('km2')}", words.t("People"))
    lines = []
    for k1 in range(1, 8):
        area, people = evidence.one("k1_area", f"k1:{k1}"), evidence.one("people_k1", f"k1:{k1}")
        if area and area.high > 0:
            lines.append((Cell(f"{k1} · {words.t(labels.K1[k1])}"), cell(area, words), cell(people, words)))
    return table("classes", words.t("Mountain classes"), columns, lines)


def _levels_table(
    name: str, caption: str, rows: Sequence[tuple[str, str | None]], *, levels: tuple[float, ...], evidence: Evidence, words: Words
) -> Table:
    """One line for each (indicator, group), one column for each level."""
    columns = (words.t("Change above 1850-1900"), *(labels.level(level, words) for level in levels))
    lines = []
    for key, group in rows:
        found = [evidence.one(key, group, level=level) for level in levels]
        if any(found):
            head = f"{words.t(BY_ID[key].label)}, {words.unit(BY_ID[key].unit)}"
            lines.append((Cell(head), *(cell(row, words) for row in found)))
    return table(name, caption, columns, lines)


def _warming(run: Run, evidence: Evidence, words: Words) -> Table:  # noqa: ARG001
    caption = words.t("Warming in the mountains by global level")
    return _levels_table("warming", caption, [("mountain_warming", None)], levels=ALL_LEVELS, evidence=evidence, words=words)


def _extremes(evidence: Evidence, words: Words) -> list[Table]:
    """One table for each AR6 region of the mountains; the main region, named `extremes`, comes first."""
    groups = dict.fromkeys(row.group for key in EXTREMES for row in evidence.find(key) if row.known)
    made = []
    for number, group in enumerate(groups, 1):
        caption = words.t("Extremes in the wider region: {region}", region=labels.group(group, words))
        name = "extremes" if number == 1 else f"extremes-{number}"
        made.append(_levels_table(name, caption, [(key, group) for key in EXTREMES], levels=LEVELS, evidence=evidence, words=words))
    return made


def _series(run: Run, evidence: Evidence, words: Words) -> Table:  # noqa: ARG001
    columns = (words.t("Series"), words.t("Year"), f"{words.t('Glacier area')}, {words.unit('km2')}")
    rows = sorted((row for row in evidence.find("glacier_area") if row.known), key=lambda row: (row.group, row.year or 0))
    lines = [
        (Cell(labels.group(row.group, words)), Cell(str(row.year) if row.year else words.t("not reported")), cell(row, words))
        for row in rows
    ]
    return table("series", words.t("Measured glacier areas"), columns, lines, words.t("Compare years only inside one series."))


def _ice_left(run: Run, evidence: Evidence, words: Words) -> Table:  # noqa: ARG001
    columns = (words.t("Left in 2100, % of 2015"), *(labels.level(level, words) for level in LEVELS))
    lines = []
    for key, text in (("glacier_mass_left", words.t("Ice mass")), ("glacier_area_left", words.t("Glacier area"))):
        for group in dict.fromkeys(row.group for row in evidence.find(key)):
            found = [evidence.one(key, group, level=level) for level in LEVELS]
            if any(found):
                lines.append((Cell(f"{text}, {labels.group(group, words)}"), *(cell(row, words) for row in found)))
    return table("ice", words.t("Ice left by level of warming"), columns, lines)


def _belts(run: Run, evidence: Evidence, words: Words) -> Table:  # noqa: ARG001
    columns = (f"{words.t('Belt')}, {words.unit('km2')}", *(labels.level(level, words) for level in ALL_LEVELS))
    lines = []
    for belt in BELTS:
        found = [evidence.one("belt_area", f"belt:{belt}", level=level) for level in ALL_LEVELS]
        if any(row and row.high > 0 for row in found):
            lines.append((Cell(words.t(labels.BELTS[belt])), *(cell(row, words) for row in found)))
    return table("belts", words.t("Mountain area by belt"), columns, lines)


def _life(run: Run, evidence: Evidence, words: Words) -> Table:  # noqa: ARG001
    columns = (words.t("Pasture season, days a year"), *(labels.level(level, words) for level in ALL_LEVELS))
    lines = []
    for belt in ("alpine", "montane"):
        found = [evidence.one("growing_season", f"belt:{belt}", level=level) for level in ALL_LEVELS]
        if any(found):
            lines.append((Cell(words.t(labels.BELTS[belt])), *(cell(row, words) for row in found)))
    return table("season", words.t("Length of the pasture season on the land of today's belts"), columns, lines)


def _where(run: Run, evidence: Evidence, words: Words) -> Table:  # noqa: ARG001
    """All three parts, even when nobody is unknown, in the first year told."""
    found = [(text, evidence.find("people_place", f"where:{name}")[:1]) for name, text in labels.WHERE.items()]
    lines = [(Cell(words.t(text)), cell(row, words)) for text, rows in found for row in rows]
    years = {row.year for _, rows in found for row in rows if row.year}
    head = ", ".join([words.t("People"), *(str(year) for year in sorted(years))])
    return table("where", words.t("People in mountains, elsewhere, unknown"), (words.t("Where people live"), head), lines)


def _units(run: Run, evidence: Evidence, words: Words) -> Table:
    columns = (words.t("First-level unit"), words.t("People"), words.t("of them in mountains"))
    found = []
    for code in run.units["code"]:
        people = evidence.one("unit_people", place=str(code))
        high = evidence.one("unit_mountain_people", place=str(code))
        if people and high and high.high > 0:
            found.append((high.mid, (Cell(labels.unit(run, str(code), words)), cell(people, words), cell(high, words))))
    found.sort(key=lambda pair: -pair[0])
    lines = [line for _, line in found[:MOST_UNITS]]
    note = words.t("The units with most people in mountains; modelled, not a census count.")
    return table("units", words.t("People by first-level unit"), columns, lines, note)
