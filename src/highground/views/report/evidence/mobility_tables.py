"""The tables of mobility: the five forms apart, flows, units, who stays, impacts alone, income, sums, recorded nets, pasture."""

from collections.abc import Sequence
from typing import Final

from highground.basis.indicators import BAND_EDGES_M
from highground.basis.mobility import CELLS, DRIVERS, INCOME_FIFTHS
from highground.basis.scenario import ALL_LEVELS, LEVELS, SSPS, TODAY
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.cells import Cell, Table, cell, table
from highground.views.report.evidence.mobility_rows import MAIN, SHOWN, UNTIL, any_known, by_unit, flows, recorded, told
from highground.views.report.evidence.rows import Evidence, Row

MOST: Final = 12  # flows and units in a table; the workbook has them all
FORMS: Final = (  # form, indicator, group
    (N_("Displacement by sudden hazards"), "displacement_aad", ""),
    (N_("Displaced at an average moment"), "displaced_stock", ""),
    (N_("Internal migration, all causes"), "internal_moves", ""),
    (N_("Emigration, all causes"), "emigration_moves", ""),
    (N_("Internal migration added or held back"), "moves_added", "kind:internal"),
    (N_("Emigration added or held back"), "moves_added", "kind:international"),
    (N_("Planned relocation, to be screened"), "relocation_people", ""),
    (N_("Involuntary immobility in mountains"), "immobility_people", "cell:involuntary"),
    (N_("Transhumance: alpine pasture"), "pasture_window", "belt:alpine"),
    (N_("Transhumance: montane pasture"), "pasture_window", "belt:montane"),
)
ALWAYS: Final = ("relocation_people",)  # a form that is told even where nobody has counted it
PASTURES: Final = (
    ("pasture_window", "belt:alpine"), ("pasture_window", "belt:montane"), ("pasture_climb", ""), ("pasture_reach", "reach:near"),
    ("pasture_reach", "reach:middle"), ("pasture_reach", "reach:far"), ("pasture_pays", ""),
)  # fmt: skip
NAMES: Final = {  # short, in the lines of the table of pastures
    "pasture_window": N_("Days that can be grazed"), "pasture_climb": N_("Climb of the pasture window"),
    "pasture_reach": N_("Summer pasture within reach"), "pasture_pays": N_("Herding households for whom moving herds pays"),
}  # fmt: skip


def made(run: Run, evidence: Evidence, words: Words) -> list[Table]:
    """Every table of the topic, also those without lines."""
    return [
        _forms(evidence, words), _flows(run, evidence, words), _units(run, evidence, words), _cells(evidence, words), _bands(evidence, words),
        _alone(evidence, words), _income(evidence, words), _sums(evidence, words), _nets(run, evidence, words),
        _lifetime(run, evidence, words), _pasture(evidence, words),
    ]  # fmt: skip


def _said(rows: Sequence[Row | None]) -> bool:
    """Whether a line of a table says more than nothing."""
    return any(row and row.known and (row.low or row.high) for row in rows)


def _at(evidence: Evidence, indicator: str, group: str, level: float, words: Words) -> tuple[Row | None, Cell]:
    """The row at exactly this level, and its cell; what is added to today is not defined for today."""
    row = next(iter(evidence.find(indicator, group, level=level)), None)
    if row is None and indicator == "moves_added" and level == TODAY:
        return None, Cell(words.t(labels.STATUSES["not applicable"]))
    return row, cell(row, words)


def _forms(evidence: Evidence, words: Words) -> Table:
    lines = []
    for name, indicator, group in FORMS:
        found = [_at(evidence, indicator, group, level, words) for level in SHOWN]
        free = told(evidence, indicator, group)
        if free and free.level is None:
            found = [(free, cell(free, words)), *found[1:]]
        if _said([row for row, _ in found]) or (indicator in ALWAYS and free):
            unit = words.unit(free.unit) if free else ""
            lines.append((Cell(f"{words.t(name)}, {unit}" if unit else words.t(name)), *(each for _, each in found)))
    columns = (words.t("Form, and what is counted"), *(labels.level(level, words) for level in SHOWN))
    note = words.t("Each line counts something else. Movements, people and days are never added, nor is displacement to migration.")
    return table("mobility-forms", words.t("The forms of mobility, counted apart"), columns, lines, note)


def _flows(run: Run, evidence: Evidence, words: Words) -> Table:
    codes = [str(code) for code in run.units["code"]]
    lines = [
        (Cell(f"{labels.unit(run, flow.code, words)} → {labels.unit(run, flow.to, words)}"), cell(flow.row, words))
        for flow in flows(evidence, codes)[:MOST]
    ]
    columns = (words.t("From and to"), words.unit("moves yr-1"))
    note = words.t("Modelled from people and cost of travel, for the population of today and of all causes; not a record.")
    return table("mobility-flows", words.t("The largest flows between units"), columns, lines, note)


def _units(run: Run, evidence: Evidence, words: Words) -> Table:
    keys = (
        ("unit_displacement", "", TODAY), ("unit_moves_added", "", MAIN), ("unit_net_added", "", MAIN), ("unit_immobility", "", TODAY),
    )  # fmt: skip
    columns = (
        words.t("First-level unit"), words.t("Displacements a year"), words.t("Migration out added or held back at {level}", level=MAIN),
        words.t("Net migration added at {level}", level=MAIN), words.t("Involuntary immobility, %"),
    )  # fmt: skip
    found = by_unit(run, evidence, keys) if any(any_known(evidence, key) for key, _, _ in keys[1:]) else []
    lines = [(Cell(labels.unit(run, code, words)), *(cell(row, words) for row in rows)) for code, rows in found[:MOST]]
    note = words.t("Three forms in three units of count; a line is not a sum. Below zero: impacts hold moves back, or more leave.")
    return table("mobility-units", words.t("Forms of mobility by region"), columns, lines, note)


def _cells(evidence: Evidence, words: Words) -> Table:
    lines = []
    for name, text in CELLS.items():
        rows = [told(evidence, "immobility", f"cell:{name}", level=level) for level in SHOWN]
        if _said(rows):
            people = told(evidence, "immobility_people", f"cell:{name}", level=TODAY)
            lines.append((Cell(words.t(text)), *(cell(row, words) for row in rows), cell(people, words)))
    heads = (f"{labels.level(level, words)}, %" for level in SHOWN)
    columns = (words.t("Mountain people who"), *heads, words.t("People today"))
    note = words.t("Judged from what is known of age, income and livelihood until a survey asks; middles need not add up to 100.")
    return table("mobility-cells", words.t("Who could move, who stays"), columns, lines, note)


def _bands(evidence: Evidence, words: Words) -> Table:
    levels, lines = (TODAY, MAIN), []
    for edge in reversed(BAND_EDGES_M):
        rows = [told(evidence, "immobility_band", f"band:{edge}", level=level) for level in levels]
        if _said(rows):
            lines.append((Cell(labels.band(edge, words)), *(cell(row, words) for row in rows)))
    columns = (words.t("Altitude"), *(f"{labels.level(level, words)}, %" for level in levels))
    return table("mobility-bands", words.t("Involuntary immobility by altitude"), columns, lines)


def _levels(evidence: Evidence, indicator: str, lines: Sequence[tuple[str, str]], words: Words) -> list[tuple[Cell, ...]]:
    """One line for each (name, group) that has a number, one column for each level above today."""
    made_lines = []
    for name, group in lines:
        rows = [told(evidence, indicator, group, level=level) for level in LEVELS]
        if _said(rows):
            made_lines.append((Cell(name), *(cell(row, words) for row in rows)))
    return made_lines


def _alone(evidence: Evidence, words: Words) -> Table:
    alone = _levels(evidence, "moves_driver", [(words.t(driver.label), f"driver:{driver.id}") for driver in DRIVERS], words)
    kinds = [(f"{words.t('All impacts together')}, {words.t(text)}", f"kind:{kind}") for kind, text in labels.KINDS.items()]
    lines = [*_levels(evidence, "moves_added", kinds, words), *alone] if alone else []
    columns = (f"{words.t('Impact')}, {words.unit('moves yr-1')}", *(labels.level(level, words) for level in LEVELS))
    note = words.t("Impacts act together: the lines of single impacts are never added up, and none is the cause of a move.")
    return table("mobility-impacts", words.t("Migration added or held back, by each impact alone"), columns, lines, note)


def _income(evidence: Evidence, words: Words) -> Table:
    fifths = [(words.t(labels.FIFTHS[str(fifth)]), f"income:{fifth}") for fifth in INCOME_FIFTHS]
    columns = (words.t("Change of migration, %"), *(labels.level(level, words) for level in LEVELS))
    note = words.t("Losses can take away the means to move: fewer moves of the poor are not proof that they are safe.")
    lines = _levels(evidence, "moves_income", fifths, words)
    return table("mobility-income", words.t("Change of migration by income fifth"), columns, lines, note)


def _sums(evidence: Evidence, words: Words) -> Table:
    lines = []
    for ssp in SSPS:
        rows = [
            next(iter(evidence.find(key, f"ssp:{ssp}", year=year)), None)
            for year in UNTIL
            for key in ("moves_sum", "moves_sum_share")
        ]
        if _said(rows):
            lines.append((Cell(ssp), *(cell(row, words) for row in rows)))
    if lines:
        nothing = Cell(words.t(labels.STATUSES["not reported"]))
        published = (row for row in evidence.find("moves_published", "estimate") if row.known)
        lines += [(Cell(labels.group(row.group, words)), nothing, cell(row, words), nothing, nothing) for row in published]
    heads = [
        words.t(text, year=year) for year in UNTIL for text in (N_("Moves from 2025 to {year}"), N_("for 100 people of {year}"))
    ]
    note = words.t("Groundswell counts slow changes alone, in a wider region, and publishes an upper bound: not the same thing.")
    return table("mobility-sums", words.t("Migration added, by emission path"), (words.t("Path"), *heads), lines, note)


def _nets(run: Run, evidence: Evidence, words: Words) -> Table:
    codes = [str(code) for code in run.units["code"]]
    years = sorted({row.year for code in codes for row in recorded(evidence, code) if row.year})
    keys = [("net_mean", "", None), ("net_modelled", "", TODAY)]
    lines = []
    for code, rows in by_unit(run, evidence, keys) if years else ():
        held = {row.year: row for row in recorded(evidence, code)}
        lines.append(
            (
                Cell(labels.unit(run, code, words)),
                *(cell(held.get(year), words) for year in years),
                *(cell(row, words) for row in rows),
            )
        )
    heads = (words.t("recorded {year}", year=year) for year in years)
    columns = (
        f"{words.t('Net migration')}, {words.unit('moves yr-1')}",
        *heads,
        words.t("mean of the record"),
        words.t("modelled"),
    )
    note = words.t(
        "A model of migration fits space and fails in time: where it is off, the mean of the record is the better guess."
    )
    return table("mobility-nets", words.t("Net internal migration: recorded, its mean, and modelled"), columns, lines, note)


def _lifetime(run: Run, evidence: Evidence, words: Words) -> Table:
    found = (
        by_unit(run, evidence, [("lifetime_out", "", None), ("net_modelled", "", TODAY)])
        if any_known(evidence, "lifetime_out")
        else []
    )
    lines = [(Cell(labels.unit(run, code, words)), *(cell(row, words) for row in rows)) for code, rows in found if _heads(rows)]
    columns = (words.t("Unit of birth"), words.t("People who live in another unit"), words.t("Modelled net, moves a year"))
    note = words.t("A census counts where people live against where they were born: a stock over a lifetime, not a yearly flow.")
    return table("mobility-lifetime", words.t("People living outside their unit of birth"), columns, lines[:MOST], note)


def _heads(rows: Sequence[Row | None]) -> bool:
    """Whether the first of the rows has a number."""
    return bool(rows and rows[0] and rows[0].known)


def _pasture(evidence: Evidence, words: Words) -> Table:
    lines = []
    for indicator, group in PASTURES:
        rows = [told(evidence, indicator, group, level=level) for level in ALL_LEVELS]
        if _said(rows):
            unit = next(row.unit for row in rows if row)
            name = words.t(NAMES[indicator]) + (f", {labels.group(group, words)}" if group else "")
            nothing = Cell(words.t(labels.STATUSES["not applicable"]))
            lines.append((Cell(f"{name}, {words.unit(unit)}"), *(cell(row, words) if row else nothing for row in rows)))
    columns = (words.t("Pasture and herds"), *(labels.level(level, words) for level in ALL_LEVELS))
    note = words.t("A longer window is not more fodder: drought, stones and borders are not in it.")
    return table("mobility-pasture", words.t("Pasture window, range and worth of moving herds"), columns, lines, note)
