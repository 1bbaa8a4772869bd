"""Where displacement is to be expected: units shaded by their rate, and the first ten in rank with how sure their place is."""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, hypot, log10

import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import HARD, Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import Evidence, Row
from highground.views.report.figures import base, maps
from highground.views.report.figures.base import GAP, LABEL, ROW, Drawn

SHADES = ("#EEF3F0", "#C4D9D3", "#8DB8B5", "#4C8A92", "#0B4A57")  # light to dark: told apart in grey and by every eye
EMPTY = "#FFFFFF"
FINE = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.0)  # round numbers that a key may show, times powers of ten
MOST = 10  # units in rank
MAP = 2.75  # inches: the map beside the ranks
TALLEST = 2.0  # inches of the map
SLIM = 0.5  # width over height: a slimmer country is drawn taller
APART = 0.13  # inches between two ranks on the map
NAME = 0.46  # of the width: the longest name of a unit
HEAD = 0.36
PITCH = 0.195  # inches of a unit in rank
FOOT = 0.62  # inches below the ranks: numbers, what they are, and the key of the two bars
MOUNTAIN = theme.K1[4]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its number, its rate for 100,000 people, and how often it is among the first five."""

    code: str
    name: str
    yearly: Row
    high: Row | None  # the part of it in the unit's mountains
    rate: Row | None
    top: Row | None


def ranked(run: Run, words: Words) -> list[Unit]:
    """Units with a number above zero, the one with most displacement first."""
    evidence = Evidence(run)
    found = []
    for code in run.units["code"].astype(str):
        yearly, rate, top = (
            evidence.one(key, "", place=code) for key in ("unit_displacement", "unit_displacement_rate", "unit_top_five")
        )
        high = evidence.one("unit_displacement", "where:mountain", place=code)
        if yearly and yearly.high > 0:
            name = "".join(letter for letter in labels.unit(run, code, words) if letter.isprintable())
            found.append(Unit(code, name, yearly, high if high and high.high >= 1 else None, rate, top))
    return sorted(found, key=lambda unit: -unit.yearly.mid)


def breaks(values: list[float], count: int = len(SHADES)) -> list[float]:
    """Round numbers that part the values into at most so many classes: each step about doubles, or more where they lie far apart.

    >>> breaks([3.0, 12.0, 40.0, 90.0, 400.0])
    [7.0, 20.0, 50.0, 150.0]
    """
    known = sorted(value for value in values if value > 0)
    if not known or known[0] == known[-1]:
        return []
    low, high = log10(known[0]), log10(known[-1])
    wanted = (10 ** (low + (high - low) * step / count) for step in range(1, count))
    edges = dict.fromkeys(_round(edge) for edge in wanted)
    return [edge for edge in edges if known[0] < edge <= known[-1]]


def key_edges(units: list[Unit]) -> list[float]:
    """The edges of the classes of the map."""
    return breaks([unit.rate.mid for unit in units if unit.rate])


def _round(value: float) -> float:
    power = floor(log10(value))
    best: float = min(
        (fine * 10.0**shift for shift in (power, power + 1) for fine in FINE), key=lambda nice: abs(log10(nice / value))
    )
    return float(f"{best:.6g}")


def hotspots(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """The map of rates and the ranks beside it; one above the other on a phone."""
    units = ranked(run, words)
    window = maps.country_window(run)
    beside = width >= theme.WIDE
    across = MAP if beside else width
    high = min(across / window.shape, TALLEST if window.shape > SLIM else 1.5 * TALLEST)
    edges = key_edges(units)
    key = ROW * (ceil((len(edges) + 2) / 2) + 1.6) + 0.1
    first = units[:MOST]
    chart = len(first) * PITCH + HEAD + FOOT
    left = high + key + 0.05
    figure = base.canvas(width, max(left, chart) if beside else left + chart + 0.15)
    top = float(figure.get_size_inches()[1])
    axes = base.room(figure, 0, top - high, across, high)
    maps.frame(axes, window)
    axes.set_anchor("NW")
    shade(axes, run, window, units, edges)
    _numbers(axes, run, window, first)
    _key(figure, top - high - 0.1, edges, words, across, blank=len(units) < len(run.units))
    start = across + 0.25 if beside else 0.0
    _ranks(figure, (start, top if beside else chart, width - start), first, words)
    said = [f"{unit.name} {labels.number(unit.yearly, words)}" + _sure(unit, words) for unit in first]
    return Drawn(
        "hotspots",
        figure,
        words.t("Regions by average annual displacement, with how often each is among the first five.")
        + " "
        + "; ".join(said)
        + ".",
    )


def _sure(unit: Unit, words: Words) -> str:
    return f" ({number(unit, words)})" if unit.top else ""


def number(unit: Unit, words: Words) -> str:
    """In how many of the draws the unit is among the first five, as text; empty where that is not known."""
    return f"{words.number(unit.top.mid, 0)}{HARD}%" if unit.top else ""


def shade(axes: Axes, run: Run, window: maps.Window, units: list[Unit], edges: list[float]) -> None:
    """Every unit in the shade of its rate; a unit without a number stays white."""
    rates = {unit.code: unit.rate.mid for unit in units if unit.rate}
    for code, shape in zip(run.units["code"].astype(str), maps.shapes(run, window), strict=True):
        if shape is None or shape.is_empty:
            continue
        colour = SHADES[_shade(rates[code], edges)] if code in rates else EMPTY
        axes.add_patch(PathPatch(maps.outline([shape]), facecolor=colour, edgecolor="none"))
    maps.borders(axes, run, window, theme.SOFT)


def _shade(rate: float, edges: list[float]) -> int:
    """The darkest shade is always for the highest class."""
    return len(SHADES) - 1 - sum(rate < edge for edge in edges)


def _numbers(axes: Axes, run: Run, window: maps.Window, first: list[Unit]) -> None:
    """The rank of each of the first units, inside it."""
    inch = float(axes.bbox.height) / base.CANVAS_DPI / (window.north - window.south)  # of a degree of latitude
    taken: list[tuple[float, float]] = []
    shapes = dict(zip(run.units["code"].astype(str), maps.shapes(run, window), strict=True))
    for rank, unit in enumerate(first, 1):
        part = max(shapely.get_parts(shapes[unit.code]), key=lambda one: one.area, default=None)
        place = part.representative_point() if part is not None else None
        if place and all(hypot((place.x - x) / window.aspect, place.y - y) * inch > APART for x, y in taken):
            taken.append((place.x, place.y))
            mark = axes.text(
                place.x, place.y, str(rank), ha="center", va="center", size=theme.SMALL, weight="semibold", zorder=6, clip_on=True
            )
            mark.set_path_effects([maps.halo()])


def _key(figure: Figure, top: float, edges: list[float], words: Words, width: float, *, blank: bool) -> None:
    high = float(figure.get_size_inches()[1])
    title = base.fit(figure, words.t("Displacements a year per 100,000 people"), width)
    figure.text(0, top / high, title, size=LABEL, va="top", color=theme.SOFT)
    names = key_names(edges, words)
    rows = ceil((len(names) + blank) / 2)
    y = top - ROW * (0.9 + title.count("\n") * 0.6)
    for at, name in enumerate([*names, *([words.t("no number")] if blank else [])]):
        row, column = at % rows, at // rows
        colour = SHADES[len(SHADES) - len(names) + at] if at < len(names) else EMPTY
        base.swatch(figure, (column * width / 2, y - (row + 0.4) * ROW), colour, name)


def key_names(edges: list[float], words: Words) -> list[str]:
    """The classes between the edges in words."""
    if not edges:
        return [words.t("all alike")]
    texts = [words.number(edge) for edge in edges]
    between = [f"{low}–{high}" for low, high in pairwise(texts)]
    return [words.t("below {number}", number=edges[0]), *between, words.t("{number} and more", number=edges[-1])]


def _ranks(figure: Figure, place: tuple[float, float, float], first: list[Unit], words: Words) -> None:
    start, top, width = place
    names = [base.squeeze(figure, unit.name, NAME * width) for unit in first]
    rank = base.text_width(figure, [str(len(first))])
    label = base.text_width(figure, names) + rank + 2 * GAP
    head = base.wrap(words.t("in the top five"), 16)
    right = base.text_width(figure, [number(unit, words) for unit in first]) + GAP
    tall = len(first) * PITCH
    axes = base.room(figure, start + label, top - HEAD - tall, width - label - right, tall)
    base.strip(axes)
    axes.set_ylim(len(first) - 0.5, -0.5)
    parts = [row for unit in first for row in (unit.yearly, unit.high) if row]
    least = base.log_axis(axes, [(row.low, row.mid, row.high) for row in parts], words, sparse=True)
    for y, (unit, name) in enumerate(zip(first, names, strict=True)):
        base.note(axes, (0, y), rank - label, str(y + 1), side="right", weight="semibold")
        base.note(axes, (0, y), rank + GAP - label, name)
        bars = (
            ((unit.yearly, theme.ACCENT, -0.16), (unit.high, MOUNTAIN, 0.2)) if unit.high else ((unit.yearly, theme.ACCENT, 0.0),)
        )
        for row, colour, shift in bars:
            if row:
                base.interval(axes, y + shift, base.cut((row.low, row.mid, row.high), least), colour, 0.26 if unit.high else 0.4)
        base.note(axes, (1, y), right, number(unit, words), side="right")
    axes.annotate(
        words.t("displacements a year (logarithmic scale)"), (0, 0), (-label * 72, -23), xycoords="axes fraction", textcoords="offset points",
        size=LABEL, color=theme.SOFT, annotation_clip=False,
    )  # fmt: skip
    if any(unit.high for unit in first):
        low = top - HEAD - tall - 0.53
        both = (words.t("whole unit"), theme.ACCENT), (words.t("its mountains"), MOUNTAIN)
        for at, (text, colour) in enumerate(both):
            base.swatch(figure, (start + at * width / 2, low), colour, text)
    title = base.fit(figure, words.t("Average annual displacement"), width - base.text_width(figure, [head]) - GAP)
    base.heading(axes, title, label, 4.0)
    axes.annotate(
        head, (1, 1), (right * 72, 4), xycoords="axes fraction", textcoords="offset points", ha="right", va="bottom", size=LABEL, color=theme.SOFT,
        linespacing=0.95, annotation_clip=False,
    )  # fmt: skip
