"""The flow map: arrows between regions as wide as their moves a year, regions in the colour of their net, and the largest flows as ranges."""

from dataclasses import dataclass
from math import hypot
from typing import Final

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, PathPatch

from highground.basis.scenario import TODAY
from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.mobility_rows import Flow, by_unit
from highground.views.report.evidence.mobility_rows import flows as flows_of
from highground.views.report.evidence.rows import Evidence, Row
from highground.views.report.figures import base, lists, maps
from highground.views.report.figures.base import LABEL, ROW, Drawn
from highground.views.report.figures.hazards import Strand, stacked, stacked_height
from highground.views.report.figures.hotspots import breaks

DRAWN: Final = 12  # arrows on the map
LISTED: Final = 8  # flows in the list below it, with their ranges
TALLEST: Final = 2.75  # inches of the map
BEND: Final = 0.2  # of the length of an arrow: how far it bends, so that two ways between two regions part
SHORT: Final = (
    0.6  # inches: a shorter arrow bends more and has a smaller head, so that both ways and their numbers can be told apart
)
APART: Final = 0.2  # inches between two numbers
TINY: Final = 0.004  # of the map: a smaller region, such as a city, is shown as a dot
WIDEST, NARROWEST = 4.2, 0.5  # pt of an arrow
ARRIVE, LEAVE = (
    ("#B9D6D3", "#5E9FA3"),
    ("#F3D3B4", "#D98C4A"),
)  # light where few, darker where many: teal and orange differ to every eye
OPEN: Final = "#ECEFF1"  # the sign of the net is open
EMPTY: Final = "#FFFFFF"
ARROW: Final = theme.INK
KEY: Final = 1.75  # inches beside the map for its key


@dataclass(frozen=True, slots=True)
class Net:
    """The net of a unit, and its colour."""

    row: Row
    colour: str


def flows(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """The map with its key beside it (below it on a phone), and the largest flows in a list."""
    evidence = Evidence(run)
    codes = [str(code) for code in run.units["code"]]
    found, net = flows_of(evidence, codes), nets(run, evidence)
    window = maps.country_window(run)
    beside = width >= theme.WIDE
    across = min(width - KEY - 0.15 if beside else width, TALLEST * window.shape)
    high = across / window.shape
    first = found[:LISTED]
    names = [f"{at}  {name}" for at, name in enumerate((way(run, flow, words) for flow in first), 1)]
    lines = [lists.Line(name, flow.row, theme.ACCENT) for name, flow in zip(names, first, strict=True)]
    figure = _below(lines, width, words, high + 0.3 + (0.0 if beside else _key_height(net)))
    top = float(figure.get_size_inches()[1])
    axes = base.room(figure, 0, top - high, across, high)
    draw_map(axes, run, window, found[:DRAWN], net, numbered=LISTED)
    maps.scale_bar(axes, window, words)
    place = (across + 0.15, top - 0.05) if beside else (0.0, top - high - 0.3)
    _key(figure, place, found[:DRAWN], net, words, blank=len(net) < len(codes))
    said = [f"{way(run, flow, words)} {labels.number(flow.row, words)}" for flow in first]
    nett = [f"{labels.unit(run, code, words)} {labels.number(one.row, words)}" for code, one in net.items()]
    alt = words.t("The largest flows of migration between regions, and the net of each region.") + " " + "; ".join(said) + ". "
    return Drawn("flows", figure, (alt + (f"{words.t('Net')}: " + "; ".join(nett) + "." if nett else "")).strip())


def way(run: Run, flow: Flow, words: Words) -> str:
    """From and to by name."""
    text = f"{labels.unit(run, flow.code, words)} → {labels.unit(run, flow.to, words)}"
    return "".join(letter for letter in text if letter.isprintable())


def nets(run: Run, evidence: Evidence) -> dict[str, Net]:
    """Net and colour of each unit that has a number: its sign only where the whole range lies on one side of zero."""
    found = {code: row for code, (row,) in by_unit(run, evidence, [("net_modelled", "", TODAY)]) if row and row.known}
    many = median_size(list(found.values()))
    return {code: Net(row, colour_of(row, many)) for code, row in found.items()}


def median_size(rows: list[Row]) -> float:
    """A round number that parts small nets from large ones."""
    sizes = [abs(row.mid) for row in rows if row.mid]
    edges = breaks(sizes, 2)
    return edges[0] if edges else 0.0


def colour_of(row: Row, many: float) -> str:
    """The colour of a net."""
    if row.low <= 0 <= row.high:
        return OPEN
    return (ARRIVE if row.mid > 0 else LEAVE)[abs(row.mid) >= many]


def _below(lines: list[lists.Line], width: float, words: Words, above: float) -> Figure:
    """A figure with the list of flows at its foot and so many inches free above it."""
    if width >= theme.WIDE:
        figure, _ = lists.listed(lines, width, words, words.t("moves a year"), top=above)
        return figure
    parts = [Strand(line.name, (line.row,)) for line in lines if line.row]
    figure = base.canvas(width, above + stacked_height(parts, title=False))
    place = (0.0, float(figure.get_size_inches()[1]) - above, width)
    stacked(figure, place, parts, words, title="", foot=words.t("moves a year (logarithmic scale)"))
    return figure


def draw_map(axes: Axes, run: Run, window: maps.Window, shown: list[Flow], net: dict[str, Net], *, numbered: int) -> None:
    """Regions in the colour of their net and arrows over them; the first so many arrows carry their number in the list."""
    maps.frame(axes, window)
    axes.set_anchor("NW")
    shapes = dict(zip(run.units["code"].astype(str), maps.shapes(run, window), strict=True))
    for code, shape in shapes.items():
        if shape is not None and not shape.is_empty:
            face = net[code].colour if code in net else EMPTY
            axes.add_patch(PathPatch(maps.outline([shape]), facecolor=face, edgecolor="none"))
            if shape.area < TINY * (window.east - window.west) * (window.north - window.south) and (at := centre(shape)):
                axes.plot(*at, "o", color=face, markersize=6.5, markeredgecolor=theme.SOFT, markeredgewidth=0.6, zorder=4.5)
    maps.borders(axes, run, window, theme.SOFT)
    centres = {code: point for code, shape in shapes.items() if (point := centre(shape)) is not None}
    most = max((flow.row.mid for flow in shown), default=1.0)
    for flow in reversed(shown):
        if {flow.code, flow.to} <= set(centres):
            _arrow(axes, centres[flow.code], centres[flow.to], thick(flow.row.mid, most))
    taken: list[tuple[float, float]] = []
    for number, flow in enumerate(shown[:numbered], 1):
        if {flow.code, flow.to} <= set(centres):
            _number(axes, centres[flow.code], centres[flow.to], str(number), taken)


def centre(shape: shapely.Geometry | None) -> tuple[float, float] | None:
    """A point inside the largest part of a shape."""
    part = max(shapely.get_parts(shape), key=lambda one: one.area, default=None) if shape is not None else None
    point = part.representative_point() if part is not None else None
    return (float(point.x), float(point.y)) if point is not None and not point.is_empty else None


def thick(moves: float, most: float) -> float:
    """Width of an arrow in pt: in proportion to its moves, and never too thin to be seen.

    >>> thick(500.0, 1000.0), thick(1.0, 1000.0)
    (2.1, 0.5)
    """
    return max(WIDEST * moves / most, NARROWEST)


def _inches(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> float:
    a, b = (np.asarray(axes.transData.transform(point)) for point in (start, end))
    return float(np.hypot(*(b - a))) / base.CANVAS_DPI


def bend(inches: float) -> float:
    """How far an arrow of this length bends, as a share of its length.

    >>> bend(2.0), bend(0.3)
    (0.2, 0.4)
    """
    return BEND * min(max(SHORT / max(inches, 1e-9), 1.0), 5.0)


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], size: float) -> None:
    long = _inches(axes, start, end)
    size = min(size, 12 * long)  # pt: an arrow is longer than wide
    axes.add_patch(
        FancyArrowPatch(
            start, end, connectionstyle=f"arc3,rad={bend(long):.3f}", arrowstyle="-|>", mutation_scale=min(6 + 1.6 * size, max(36 * long, 5)),
            linewidth=size, color=ARROW, alpha=0.72, shrinkA=2, shrinkB=2, zorder=5, capstyle="butt", joinstyle="miter",
        )
    )  # fmt: skip


def _number(axes: Axes, start: tuple[float, float], end: tuple[float, float], text: str, taken: list[tuple[float, float]]) -> None:
    """The number of an arrow on its bend, outside it where the arrow is short, or a little along it where another number stands."""
    a, b = (np.asarray(axes.transData.transform(point)) for point in (start, end))
    long = _inches(axes, start, end)
    aside = np.array([b[1] - a[1], a[0] - b[0]])
    top = (a + b) / 2 + bend(long) * aside
    out = aside / max(float(np.hypot(*aside)), 1e-9) * (0.11 if long < SHORT else 0.0) * base.CANVAS_DPI
    for t in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
        x, y = (1 - t) ** 2 * a + 2 * t * (1 - t) * top + t**2 * b + out
        if all(hypot(x - p, y - q) > APART * base.CANVAS_DPI for p, q in taken):
            break
    taken.append((float(x), float(y)))
    lon, lat = axes.transData.inverted().transform((x, y))
    axes.text(
        float(lon), float(lat), text, ha="center", va="center", size=theme.SMALL, weight="semibold", zorder=7, color=theme.ACCENT,
        bbox={"boxstyle": "circle,pad=0.18", "facecolor": theme.PAPER, "edgecolor": theme.ACCENT, "linewidth": 0.7},
    )  # fmt: skip


def key_lines(shown: list[Flow], words: Words) -> list[tuple[float, str]]:
    """Widths of arrows and the round moves a year that they stand for."""
    most = max((flow.row.mid for flow in shown), default=0.0)
    sizes = [most, most / 3] if most else []
    rounded = dict.fromkeys(float(f"{size:.0e}") for size in sizes)
    return [(thick(size, most), words.t("{number} moves a year", number=size)) for size in rounded if size >= 1]


def key_colours(net: dict[str, Net], words: Words, *, blank: bool) -> list[tuple[str, str]]:
    """Colours of regions that are on the map and what they mean."""
    many = median_size([one.row for one in net.values()])
    known = [
        (ARRIVE[1], words.t("more arrive, {number} and more", number=many)), (ARRIVE[0], words.t("more arrive")),
        (OPEN, words.t("may be either")), (LEAVE[0], words.t("more leave")), (LEAVE[1], words.t("more leave, {number} and more", number=many)),
    ]  # fmt: skip
    used = {one.colour for one in net.values()}
    return [(colour, text) for colour, text in known if colour in used] + ([(EMPTY, words.t("no number"))] if blank else [])


def _key_height(net: dict[str, Net]) -> float:
    return ROW * (len({one.colour for one in net.values()}) + 4.4)


def _key(figure: Figure, place: tuple[float, float], shown: list[Flow], net: dict[str, Net], words: Words, *, blank: bool) -> None:
    x, y = place
    wide, high = (float(side) for side in figure.get_size_inches())
    for size, text in key_lines(shown, words):
        figure.add_artist(Line2D([x / wide, (x + 0.3) / wide], [(y - 0.06) / high] * 2, color=ARROW, linewidth=size, alpha=0.72))
        figure.text((x + 0.38) / wide, (y - 0.06) / high, text, va="center", size=LABEL)
        y -= ROW
    if net:
        title = base.fit(figure, words.t("Net of the region, moves a year"), wide - x)
        figure.text(x / wide, (y - 0.08) / high, title, va="top", size=LABEL, color=theme.SOFT)
        y -= 0.12 + 0.15 * (title.count("\n") + 1)
    for colour, text in key_colours(net, words, blank=blank) if net else ():
        lines = base.fit(figure, text, wide - x - 0.3)
        base.swatch(figure, (x, y - 0.08 - 0.07 * lines.count("\n")), colour, lines)
        y -= ROW + 0.14 * lines.count("\n")
