"""Who could move and who stays, at three levels of warming; and how long high pastures can be grazed."""

from matplotlib.figure import Figure

from highground.basis.mobility import CELLS
from highground.basis.scenario import ALL_LEVELS
from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.mobility_rows import SHOWN
from highground.views.report.evidence.rows import Evidence
from highground.views.report.figures import base, charts
from highground.views.report.figures.base import Drawn
from highground.views.report.figures.lists import span

COLOURS = {"mobile": theme.SERIES[0], "voluntary": theme.SERIES[4], "involuntary": theme.SERIES[1], "acquiescent": theme.SERIES[3]}
PASTURES = ("alpine", "montane")


def cells(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """The four cells of wish and means to move, each with its range today and at two levels of warming."""
    parts = [(f"cell:{cell}", words.t(text), COLOURS[cell]) for cell, text in CELLS.items()]
    groups = _groups(Evidence(run), "immobility", parts, SHOWN, words)
    alt = words.t("Mountain people by wish and means to move, today and at 2 and 3 °C.")
    return Drawn("cells", _chart(groups, words.t("% of mountain people"), width, words), _said(alt, groups))


def pasture(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """Days that the pastures of today's belts can be grazed, by level of warming."""
    parts = [(f"belt:{belt}", words.t(labels.BELTS[belt]), theme.BELTS[belt]) for belt in PASTURES]
    groups = _groups(Evidence(run), "pasture_window", parts, ALL_LEVELS, words)
    alt = words.t("Days that high pastures can be grazed, by level of warming.")
    return Drawn("pasture", _chart(groups, words.t("days a year"), width, words), _said(alt, groups))


def _groups(
    evidence: Evidence, indicator: str, parts: list[tuple[str, str, str]], levels: tuple[float, ...], words: Words
) -> list[charts.Group]:
    """Bars by level under the name and colour of each part that has a number."""
    made = []
    for group, name, colour in parts:
        rows = [row for level in levels if (row := evidence.one(indicator, group, level=level))]
        bars = [(labels.level(row.level or 0, words), span(row), labels.bare(row, words)) for row in rows]
        if any(row.high > 0 for row in rows):
            made.append((name, colour, bars))
    return made


def _chart(groups: list[charts.Group], foot: str, width: float, words: Words) -> Figure:
    figure = base.canvas(width, charts.group_height(groups, width))
    charts.grouped(figure, (0.0, 0.0, width), groups, foot, words)
    return figure


def _said(alt: str, groups: list[charts.Group]) -> str:
    said = [f"{head}: " + ", ".join(f"{level} {text}" for level, _, text in bars) for head, _, bars in groups]
    return f"{alt} {'; '.join(said)}."
