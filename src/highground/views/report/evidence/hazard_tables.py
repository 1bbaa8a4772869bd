"""The tables of hazards and displacement: by hazard and level, by how rare, by unit, beside published numbers, and how long it lasts."""

from collections.abc import Sequence

from highground.basis.hazards import HAZARDS, RETURN_YEARS, SUDDEN
from highground.basis.scenario import ALL_LEVELS, LEVELS, TODAY
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.cells import Cell, Table, cell, table
from highground.views.report.evidence.rows import Evidence, Row

MOST_UNITS = 12  # rows of the table of units; the workbook has them all
CASES = (("now", "climate"), ("people", "both"))  # population of today and of the later year, by climate


def made(run: Run, evidence: Evidence, words: Words) -> list[Table]:
    """Every table of the topic, also those without lines."""
    return [
        _levels(evidence, words), _frequency(evidence, words), _rare(evidence, words), _reach(evidence, words), _places(evidence, words),
        _cases(evidence, words), _units(run, evidence, words), _published(evidence, words), _lasting(evidence, words),
    ]  # fmt: skip


def told(evidence: Evidence, indicator: str, group: str = "", *, level: float | None = None) -> Row | None:
    """The row of a part, with or without a number; None where the run does not speak of it."""
    return next(iter(evidence.find(indicator, group, level=level)), None)


def _said(rows: Sequence[Row | None]) -> bool:
    """Whether a line of a table says more than nothing."""
    return any(row and row.known and row.high > 0 for row in rows)


def _levels(evidence: Evidence, words: Words) -> Table:
    columns = (f"{words.t('Hazard')}, {words.unit('displacements yr-1')}", *(labels.level(level, words) for level in ALL_LEVELS))
    lines = []
    for code in ("", *(f"hazard:{name}" for name in SUDDEN)):
        found = [told(evidence, "displacement_aad", code, level=level) for level in ALL_LEVELS]
        if _said(found):
            lines.append(
                (Cell(labels.group(code, words) if code else words.t(labels.ALL_HAZARDS)), *(cell(row, words) for row in found))
            )
    note = words.t("Hazards do not add up to the middle of all of them: middles of lopsided ranges never do.")
    return table("displacement", words.t("Average annual displacement by hazard and level of warming"), columns, lines, note)


def _frequency(evidence: Evidence, words: Words) -> Table:
    columns = (words.t("Hazard, times the rate of today"), *(labels.level(level, words) for level in LEVELS))
    lines = []
    for hazard in HAZARDS:
        found = [told(evidence, "hazard_frequency", f"hazard:{hazard.id}", level=level) for level in LEVELS]
        if _said(found):
            lines.append((Cell(words.t(hazard.label)), *(cell(row, words) for row in found)))
    note = words.t("Drought and extreme heat are pressure on life and work; they are not counted as displacement.")
    return table("frequency", words.t("How often hazards strike, compared with today"), columns, lines, note)


def _rare(evidence: Evidence, words: Words) -> Table:
    rows = [told(evidence, "displacement_pmd", f"return:{years}") for years in RETURN_YEARS]
    lines = [(Cell(labels.group(row.group, words)), cell(row, words)) for row in rows if row and _said([row])]
    columns = (words.t("How rarely"), words.t("Displacements in one event"))
    return table("rare", words.t("Probable maximum displacement, all sudden hazards"), columns, lines)


def _reach(evidence: Evidence, words: Words) -> Table:
    columns = (words.t("Hazard"), words.t("Displacements once in 100 years"), words.t("People on land that it can reach"))
    lines = []
    for name in SUDDEN:
        found = [told(evidence, key, f"hazard:{name}") for key in ("displacement_pmd100", "hazard_people")]
        if _said(found):
            lines.append((Cell(labels.group(f"hazard:{name}", words)), *(cell(row, words) for row in found)))
    note = words.t("On a coarse grid, people on such land are people in the same cell, not people in the path.")
    return table("reach", words.t("The event of 100 years, and people on the land that hazards can reach"), columns, lines, note)


def _places(evidence: Evidence, words: Words) -> Table:
    """All three parts, even where one is nothing."""
    rows = [told(evidence, "displacement_place", f"where:{name}") for name in labels.WHERE]
    lines = [(Cell(labels.group(row.group, words)), cell(row, words)) for row in rows if row]
    columns = (words.t("Where"), words.unit("displacements yr-1"))
    return table("where-displaced", words.t("Displacement in mountains, elsewhere, unknown"), columns, lines if _said(rows) else [])


def _cases(evidence: Evidence, words: Words) -> Table:
    found = {name: told(evidence, "displacement_case", f"case:{name}") for pair in CASES for name in pair}
    rows = [row for row in found.values() if row]
    level = max((row.level for row in rows if row.level), default=TODAY)
    year = max((row.year for row in rows if row.year), default=0)
    heads = (words.t("Population of today"), words.t("Population of {year}", year=year) if year else words.t("Population changed"))
    columns = (
        words.unit("displacements yr-1"), words.t("Climate of today"), words.t("Climate at {level}", level=level),
    )  # fmt: skip
    lines = [(Cell(head), *(cell(found[name], words) for name in pair)) for head, pair in zip(heads, CASES, strict=True)]
    return table("cases", words.t("Climate and population, alone and together"), columns, lines if _said(rows) else [])


def units_ranked(run: Run, evidence: Evidence) -> list[tuple[str, tuple[Row | None, ...]]]:
    """Code and rows (a year, of them in mountains, for 100,000 people, chance of the first five) of each unit above zero; most displacement first."""
    keys = (
        ("unit_displacement", ""),
        ("unit_displacement", "where:mountain"),
        ("unit_displacement_rate", ""),
        ("unit_top_five", ""),
    )
    found = [
        (str(code), tuple(next(iter(evidence.find(key, group, place=str(code))), None) for key, group in keys))
        for code in run.units["code"]
    ]
    kept = [(code, rows) for code, rows in found if rows[0] and rows[0].known and rows[0].high > 0]
    return sorted(kept, key=lambda each: -(each[1][0].mid if each[1][0] else 0.0))


def _units(run: Run, evidence: Evidence, words: Words) -> Table:
    columns = (
        words.t("First-level unit"), words.t("Displacements a year"), words.t("of them in mountains"), words.t("per 100,000 people"), words.t("in the top five, % of draws"),
    )  # fmt: skip
    lines = []
    for code, (yearly, high, rate, top) in units_ranked(run, evidence)[:MOST_UNITS]:
        chance = (
            Cell(words.number(top.mid, 0), top.number) if top and top.known else cell(top, words)
        )  # draws have no parts of a percent
        lines.append((Cell(labels.unit(run, code, words)), cell(yearly, words), cell(high, words), cell(rate, words), chance))
    note = words.t("The national number spread by terrain, hazard and people; where ranges overlap, the order is not sure.")
    return table("hotspots", words.t("Regions by average annual displacement"), columns, lines, note)


def _published(evidence: Evidence, words: Words) -> Table:
    """Ours first, then the others as they were published, each with what it counts."""
    ours = evidence.one("displacement_aad", "", level=TODAY)
    theirs = [row for row in evidence.find("displacement_published") if row.known]
    lines = [
        (Cell(labels.group(row.group, words)), cell(row, words), Cell(words.t(labels.WHY_OTHER.get(row.value, labels.OTHER))))
        for row in sorted(theirs, key=lambda row: -row.mid)
    ]
    if ours and lines:
        lines.insert(0, (Cell(words.t("This profile")), cell(ours, words), Cell(words.t(labels.OURS))))
    columns = (words.t("Whose estimate"), words.unit("displacements yr-1"), words.t("What it counts"))
    return Table("estimates", words.t("Why estimates differ"), columns, tuple(lines), (False, True, False))


def _lasting(evidence: Evidence, words: Words) -> Table:
    rows = sorted((row for row in evidence.find("displacement_lasting") if row.known), key=lambda row: int(row.value or 0))
    lines = [(Cell(labels.group(row.group, words)), cell(row, words)) for row in rows]
    columns = (words.t("Time after the evacuation"), words.t("Still displaced, %"))
    note = words.t("From recorded evacuations of a few large events; evacuated and displaced are counted apart.")
    return table("lasting", words.t("How long displacement lasts"), columns, lines, note)
