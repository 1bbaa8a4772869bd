"""Ice: what was measured, each series alone, and what each level of warming leaves."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from highground.basis.scenario import LEVELS
from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import Evidence, Row
from highground.views.report.figures import base
from highground.views.report.figures.base import GAP, LABEL, ROW, Drawn

HEIGHT = 2.75  # inches of a panel
FOOT = 0.34
HEAD = 0.34
MOST_SERIES = 8  # the longest are drawn; the table has them all
NAME = 28  # letters of a series' name
LEAST_STEP = 0.062  # of the panel's height between two labels


@dataclass(frozen=True, slots=True)
class _Series:
    name: str
    colour: str
    rows: tuple[Row, ...]


def glaciers(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """Measured glacier areas by series beside the ice left at each level; one panel alone where the other has no data."""
    evidence = Evidence(run)
    series, left = _series(evidence, words), _left(evidence)
    stacked = width < theme.WIDE and bool(series) and bool(left)
    beside = bool(series and left) and not stacked
    tall = HEIGHT + FOOT + HEAD if series else 0.0
    low = _high(left) + FOOT + HEAD if left else 0.0
    figure = base.canvas(width, max(tall, low) if beside else tall + low)
    top = float(figure.get_size_inches()[1])
    share = 0.56 * width if beside else width
    if series:
        _measured(figure, (0.0, top - tall, share), series, words)
    if left:
        start = share + 0.25 if beside else 0.0
        _remaining(figure, (start, (top if beside else low), width - start), left, words)
    return Drawn("glaciers", figure, _alt(series, left, words))


def _series(evidence: Evidence, words: Words) -> list[_Series]:
    found: dict[str, list[Row]] = {}
    for row in evidence.find("glacier_area"):
        if row.known and row.year is not None:
            found.setdefault(row.group, []).append(row)
    longest = sorted(found.items(), key=lambda item: (-len(item[1]), -max(row.mid for row in item[1])))[:MOST_SERIES]
    ordered = sorted(longest, key=lambda item: -max(row.mid for row in item[1]))
    return [
        _Series(labels.group(group, words), theme.SERIES[i % len(theme.SERIES)], tuple(sorted(rows, key=lambda row: row.year or 0)))
        for i, (group, rows) in enumerate(ordered)
    ]


def _left(evidence: Evidence) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in evidence.find("glacier_mass_left"):
        if row.known and row.level in LEVELS:
            found.setdefault(row.group, []).append(row)
    return found


def _title(axes: Axes, text: str, left: float) -> None:
    axes.annotate(
        text, (0, 1), (-left * 72, 12), xycoords="axes fraction", textcoords="offset points", size=LABEL, weight="semibold", annotation_clip=False
    )  # fmt: skip


def _measured(figure: Figure, place: tuple[float, float, float], series: list[_Series], words: Words) -> None:
    start, bottom, width = place
    label = base.text_width(figure, [base.shorten(one.name, NAME) for one in series]) + GAP
    ticks = base.text_width(figure, [words.number(1000)], LABEL) + GAP
    axes = base.room(figure, start + ticks, bottom + FOOT, width - label - ticks - 0.05, HEIGHT)
    years = [row.year or 0 for one in series for row in one.rows]
    top = max(row.high for one in series for row in one.rows) * 1.06 or 1.0  # nothing left of any series: an axis from 0 to 1
    axes.set_xlim(min(years) - 2, max(years) + 2)
    axes.set_ylim(0, top)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="y", color=theme.LINE, linewidth=0.5)
    axes.tick_params(length=0, labelsize=LABEL)
    axes.yaxis.set_major_formatter(base.numbers(words))
    axes.xaxis.set_major_locator(base.whole_ticks())
    for one in series:
        when, y = [row.year or 0 for row in one.rows], [row.mid for row in one.rows]
        axes.vlines(when, [row.low for row in one.rows], [row.high for row in one.rows], color=one.colour, linewidth=3, alpha=0.35)
        axes.plot(when, y, color=one.colour, linewidth=1.4, marker="o", markersize=3.6)
    ends = [one.rows[-1].mid / top for one in series]
    for one, end, free in zip(series, ends, spaced(ends, LEAST_STEP), strict=True):
        at = (one.rows[-1].year or 0, end * top)
        axes.annotate(
            base.shorten(one.name, NAME), at, (1.0 + GAP / 2, free), textcoords="axes fraction", va="center", size=LABEL, color=one.colour,
            annotation_clip=False, arrowprops={"arrowstyle": "-", "color": one.colour, "linewidth": 0.5, "shrinkA": 1, "shrinkB": 3},
        )  # fmt: skip
    _title(axes, words.t("Measured glacier area, {unit}", unit=words.unit("km2")), ticks)


def spaced(places: list[float], step: float) -> list[float]:
    """Positions pushed apart to at least a step, in the same order, inside 0 to 1 where they fit.

    >>> [round(x, 2) for x in spaced([0.5, 0.5, 0.1], 0.1)]
    [0.5, 0.6, 0.1]
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    free = list(places)
    last = -step
    for i in order:
        free[i] = max(places[i], last + step)
        last = free[i]
    limit = 1.0
    for i in reversed(order):
        free[i] = min(free[i], limit)
        limit = free[i] - step
    return free


def _high(left: dict[str, list[Row]]) -> float:
    return 1.3 * ROW * sum(len(rows) + 1 for rows in left.values())


def _remaining(figure: Figure, place: tuple[float, float, float], left: dict[str, list[Row]], words: Words) -> None:
    start, top, width = place
    names = [words.level(row.level or 0) for rows in left.values() for row in rows]
    label = base.text_width(figure, names) + GAP
    texts = [labels.bare(row, words) for rows in left.values() for row in rows]
    right = base.text_width(figure, texts) + GAP
    axes = base.room(figure, start + label, top - HEAD - _high(left), width - label - right, _high(left))
    base.strip(axes)
    axes.set_xlim(0, 100)
    axes.set_xticks([0, 50, 100])
    base.inside_ticks(axes)
    lines = sum(len(rows) + 1 for rows in left.values())
    axes.set_ylim(lines - 0.5, -0.5)
    y = 0
    for group, rows in left.items():
        _note(axes, (0, y), -label, labels.group(group, words), colour=theme.SOFT)
        for row in rows:
            y += 1
            _note(axes, (0, y), -GAP, words.level(row.level or 0), side="right")
            base.interval(axes, y, (row.low, row.mid, row.high), theme.LEVELS[row.level or 0])
            _note(axes, (1, y), GAP, labels.bare(row, words))
        y += 1
    _title(axes, words.t("Ice left in 2100, % of 2015"), label)


def _note(axes: Axes, at: tuple[float, float], shift: float, text: str, *, side: str = "left", colour: str = theme.INK) -> None:
    axes.annotate(
        text, at, (shift * 72, 0), xycoords=("axes fraction", "data"), textcoords="offset points", ha=side, va="center", size=LABEL, color=colour,
        annotation_clip=False,
    )  # fmt: skip


def _alt(series: list[_Series], left: dict[str, list[Row]], words: Words) -> str:
    measured = [f"{one.name}: " + ", ".join(f"{row.year} {labels.number(row, words)}" for row in one.rows) for one in series]
    remaining = [
        f"{labels.group(group, words)}: " + ", ".join(f"{words.level(row.level or 0)} {labels.number(row, words)}" for row in rows)
        for group, rows in left.items()
    ]
    first = words.t("Measured glacier areas.") + " " + "; ".join(measured) + ". " if measured else ""
    second = words.t("Ice left in 2100 by level of warming.") + " " + "; ".join(remaining) + "." if remaining else ""
    return (first + second).strip()
