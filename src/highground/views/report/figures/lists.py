"""Lists of ranges: one line a row with its bar and number, on one axis that may cross zero; and columns of them side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import Row
from highground.views.report.figures import base, charts
from highground.views.report.figures.base import GAP, LABEL, Span

NAMES: Final = 0.46  # of the width: the longest name of a line
PITCH: Final = 0.19  # inches of a line in columns
FOOT: Final = 0.25  # inches below columns: their ticks
BETWEEN: Final = 0.3  # inches between columns
UNIT: Final = 0.27  # of the width: the longest name of a unit beside columns
NUMBER: Final = 0.4  # of a column at most for its numbers


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name and row (None for a heading), a colour, whether it is a published mark, and marks beside (value, sign, colour)."""

    name: str
    row: Row | None = None
    colour: str = theme.ACCENT
    mark: bool = False
    beside: tuple[tuple[float, str, str], ...] = ()


def span(row: Row) -> Span:
    """Low, middle and high."""
    return row.low, row.mid, row.high


def listed(lines: Sequence[Line], width: float, words: Words, foot: str, *, top: float = 0.0) -> tuple[Figure, Axes]:
    """A chart of the lines on a linear axis that holds zero; `top` inches stay free above, for a key."""
    probe = base.canvas(width, 1)
    texts = [labels.bare(line.row, words) if line.row else "" for line in lines]
    if base.text_width(probe, texts) > (0.36 if width >= theme.WIDE else 0.25) * width:  # a phone leaves the range to the bar
        texts = [text.split(" (")[0] for text in texts]
    names = [base.squeeze(probe, line.name, width if line.row is None else NAMES * width) for line in lines]
    heads = [at for at, line in enumerate(lines) if line.row is None]
    figure, axes = charts.rows_chart(width, names, heads, base.text_width(probe, texts) + GAP, top=top)
    limits(axes, [value for line in lines for value in _values(line)])
    axes.xaxis.set_major_formatter(base.numbers(words))
    axes.locator_params(axis="x", nbins=5 if width >= theme.WIDE else 2)
    thin(axes, words)
    for y, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if line.row and line.row.known:
            draw(axes, y, line)
        if line.row:
            charts.beside(axes, y, text, colour=theme.INK if line.row.known else theme.SOFT)
    base.foot(axes, foot)
    return figure, axes


def _values(line: Line) -> list[float]:
    known = [*span(line.row)] if line.row and line.row.known else []
    return [*known, *(value for value, _, _ in line.beside)]


def limits(axes: Axes, values: Sequence[float]) -> None:
    """An axis that holds zero and all values, with a darker line at zero where it lies inside."""
    low, high = min(0.0, *values), max(0.0, *values)
    room = 0.02 * (high - low) or 1.0
    axes.set_xlim(low - room if low < 0 else 0.0, high + room)
    if low < 0 < high:
        axes.axvline(0.0, color=theme.SOFT, linewidth=0.9, zorder=0.9)


def thin(axes: Axes, words: Words) -> None:
    """Ticks inside the limits that do not touch each other, the outer ones turned inwards."""
    low, high = axes.get_xlim()
    ticks = [float(tick) for tick in axes.get_xticks() if low <= tick <= high]
    digits = max(0, -floor(log10(ticks[1] - ticks[0]) + 1e-9)) if len(ticks) > 1 else None
    texts = [words.number(tick, digits) for tick in ticks]
    inch = float(axes.bbox.width) / base.CANVAS_DPI / (high - low)
    step = next(
        (s for s in range(1, len(ticks)) if base.text_width(axes.figure, texts[::s]) + GAP < (ticks[s] - ticks[0]) * inch),
        max(len(ticks), 1),
    )
    first = ticks.index(0.0) % step if 0.0 in ticks else 0
    axes.set_xticks(ticks[first::step], texts[first::step])
    for tick, text in zip(ticks[first::step], axes.get_xticklabels(), strict=True):
        half = base.text_width(axes.figure, [text.get_text()]) / 2
        if (tick - low) * inch < half:
            text.set_horizontalalignment("left")
        elif (high - tick) * inch < half:
            text.set_horizontalalignment("right")


def draw(axes: Axes, y: float, line: Line, thick: float = 0.46) -> None:
    """A line's bar, or its mark where it is a published single figure, and the marks beside it."""
    if line.row and line.row.known:
        if line.mark and line.row.low == line.row.high:
            axes.plot([line.row.mid], [y], "D", color=theme.SERIES[1], markersize=5.5, clip_on=False, zorder=4)
        else:
            base.interval(axes, y, span(line.row), line.colour, thick)
    for value, sign, colour in line.beside:
        axes.plot([value], [y], sign, color=colour, markersize=7 if sign == "|" else 5, markeredgewidth=1.8 if sign == "|" else 0.4,
                  markeredgecolor=colour if sign == "|" else "white", clip_on=False, zorder=5)  # fmt: skip


def key(figure: Figure, at: tuple[float, float], marks: Sequence[tuple[str, str, str]], width: float) -> None:
    """The meaning of marks (sign, colour, words) in rows from a place in inches downwards; a square stands for a bar."""
    wide, high = (float(side) for side in figure.get_size_inches())
    x, y = at
    for sign, colour, text in marks:
        long = base.text_width(figure, [text]) + 0.2 + 3 * GAP
        if x > at[0] and x + long > at[0] + width:
            x, y = at[0], y - base.ROW
        if sign == "s":
            base.swatch(figure, (x, y), colour, text)
        else:
            axes = base.room(figure, x, y - 0.06, 0.2, 0.12)
            axes.set_axis_off()
            axes.plot(
                [0],
                [0],
                sign,
                color=colour,
                markersize=7 if sign == "|" else 5,
                markeredgewidth=1.8 if sign == "|" else 0.4,
                markeredgecolor=colour if sign == "|" else "white",
            )
            figure.text((x + 0.2 + GAP) / wide, y / high, text, va="center", size=LABEL)
        x += long


def key_height(figure: Figure, marks: Sequence[tuple[str, str, str]], width: float) -> float:
    """Inches that the key takes."""
    x, rows = 0.0, 1
    for _, _, text in marks:
        long = base.text_width(figure, [text]) + 0.2 + 3 * GAP
        if x and x + long > width:
            x, rows = 0.0, rows + 1
        x += long
    return rows * base.ROW + 0.05


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, the row of each line (None where there is none), a colour, and whether its axis is logarithmic."""

    head: str
    rows: tuple[Row | None, ...]
    colour: str
    log: bool = False


def columns(names: Sequence[str], made: Sequence[Column], width: float, words: Words) -> Figure:
    """Columns of ranges that share their lines, each on an axis of its own; one under the other on a phone."""
    beside = width >= theme.WIDE
    probe = base.canvas(width, 1)
    shown = [base.squeeze(probe, name, (UNIT if beside else 0.42) * width) for name in names]
    label = base.text_width(probe, shown) + GAP
    each = (width - label - BETWEEN * (len(made) - 1)) / len(made) if beside else width - label
    heads = [base.fit(probe, column.head, each if beside else width) for column in made]
    head = 0.08 + 0.145 * max(text.count("\n") + 1 for text in heads)
    tall = len(names) * PITCH
    block = head + tall + FOOT + (0.0 if beside else 0.12)
    figure = base.canvas(width, block if beside else block * len(made))
    high = float(figure.get_size_inches()[1])
    for at, (column, title) in enumerate(zip(made, heads, strict=True)):
        top = high - (0.0 if beside else at * block)
        left = label + (at * (each + BETWEEN) if beside else 0.0)
        axes = _column(figure, (left, top - head - tall, each, tall), column, words)
        if at == 0 or not beside:
            for y, name in enumerate(shown):
                base.note(axes, (0, y), -label, name)
        figure.text((left if beside else 0.0) / width, top / high, title, size=LABEL, weight="semibold", va="top", linespacing=0.98)
    return figure


def _column(figure: Figure, place: tuple[float, float, float, float], column: Column, words: Words) -> Axes:
    left, bottom, width, tall = place
    texts = [_short(row, words) for row in column.rows]
    figures = [text for text, row in zip(texts, column.rows, strict=True) if row and row.known]
    right = min(base.text_width(figure, figures) + GAP, NUMBER * width)
    axes = base.room(figure, left, bottom, width - right, tall)
    base.strip(axes)
    axes.set_ylim(len(texts) - 0.5, -0.5)
    spans = [span(row) for row in column.rows if row and row.known and row.high > 0]
    if column.log and spans:
        least = base.log_axis(axes, spans, words, sparse=True)
    else:
        least = float("-inf")
        limits(axes, [value for row in column.rows if row and row.known for value in span(row)] or [1.0])
        axes.locator_params(axis="x", nbins=3)
        thin(axes, words)
    for y, (row, text) in enumerate(zip(column.rows, texts, strict=True)):
        if row and row.known:
            if row.high > 0 or not column.log:
                base.interval(axes, y, base.cut(span(row), least), column.colour, 0.5)
            base.note(axes, (1, y), right, text, side="right")
        else:
            base.note(axes, (1, y), right, base.squeeze(figure, text, width), side="right", colour=theme.SOFT)
    return axes


def _short(row: Row | None, words: Words) -> str:
    """The middle alone: a column has no room for the range, which the bar shows and the table prints; nothing where the sign is open."""
    if row and row.known:
        return "" if row.low < 0 < row.high else words.spread(row.low, row.mid, row.high, row.unit)[1]
    return labels.bare(row, words)
