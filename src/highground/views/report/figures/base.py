"""What all pictures share: a canvas in our type, ranges drawn as ranges, and files that are the same for the same run."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure, SubFigure
from matplotlib.font_manager import fontManager
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullLocator

from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words

ROW: float = 0.215  # inches: one line of a chart
GAP: float = 0.08  # inches between a label and what it labels
SQUEEZE: int = 3  # of PNG, 0 to 9; beyond 3 files shrink by some percent and take three times as long
CANVAS_DPI: float = 100.0  # of figures that are being laid out
LABEL: float = theme.SMALL + 0.5  # pt
DECADES: int = 5  # powers of ten that a logarithmic axis holds at most
Span = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished picture and the sentence that stands in for it."""

    name: str
    figure: Figure
    alt: str


@lru_cache(maxsize=1)
def _register() -> None:
    for path in theme.FONT_FILES.values():
        fontManager.addfont(path)


@contextmanager
def style() -> Iterator[None]:
    """Our type and line weights, a spare font for rare letters; matplotlib's own settings come back afterwards."""
    _register()
    settings: dict[Any, Any] = {
        "font.family": [theme.FAMILY, "DejaVu Sans"], "font.size": LABEL, "text.color": theme.INK, "axes.edgecolor": theme.LINE, "axes.labelcolor": theme.SOFT,
        "axes.linewidth": 0.6, "xtick.color": theme.SOFT, "ytick.color": theme.SOFT, "axes.unicode_minus": True, "svg.fonttype": "path",
        "svg.hashsalt": "highground", "text.parse_math": False, "axes.spines.top": False, "axes.spines.right": False, "path.simplify": True,
    }  # fmt: skip
    fonts = logging.getLogger("matplotlib.font_manager")  # it would tell of every weight that the spare font lacks
    level = fonts.level
    fonts.setLevel(logging.ERROR)
    try:
        with mpl.rc_context(settings):
            yield
    finally:
        fonts.setLevel(level)


def canvas(width: float, height: float) -> Figure:
    """An empty white figure of this size in inches, bound to no window and to no global state."""
    figure = Figure(figsize=(width, height), dpi=CANVAS_DPI, facecolor=theme.PAPER)
    FigureCanvasAgg(figure)
    return figure


def room(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a place given in inches from the lower left corner."""
    wide, high = figure.get_size_inches()
    return figure.add_axes((left / wide, bottom / high, width / wide, height / high))


def renderer_of(axes: Axes | Figure | SubFigure) -> Any:
    """What measures text on the canvas."""
    return axes.figure.canvas.get_renderer()  # type: ignore[attr-defined]


def text_width(figure: Figure | SubFigure, texts: Sequence[str], size: float = LABEL, weight: str = "normal") -> float:
    """Inches that the longest of the texts takes."""
    renderer = renderer_of(figure)
    widest = 0.0
    for text in texts:
        mark = figure.text(0, 0, text, size=size, weight=weight)
        widest = max(widest, mark.get_window_extent(renderer).width / figure.dpi)
        mark.remove()
    return 1.03 * widest  # letters are set a little wider in print than on the canvas


def strip(axes: Axes, *, x: bool = True) -> None:
    """Only the ticks that are read: no box, no y axis, vertical hairlines."""
    for side in ("left", "bottom", "top", "right"):
        axes.spines[side].set_visible(False)
    axes.set_yticks([])
    axes.tick_params(length=0, labelsize=LABEL)
    if x:
        axes.grid(axis="x", color=theme.LINE, linewidth=0.5)
        axes.set_axisbelow(True)
    else:
        axes.set_xticks([])


def interval(axes: Axes, y: float, span: tuple[float, float, float], colour: str, thick: float = 0.46) -> None:
    """A range as a bar from low to high with a dark line at the middle."""
    low, mid, high = span
    axes.add_patch(Rectangle((low, y - thick / 2), high - low, thick, color=colour, linewidth=0, alpha=0.9))
    axes.plot([mid, mid], [y - thick * 0.78, y + thick * 0.78], color=theme.INK, linewidth=1.6, solid_capstyle="butt")


def least_of(spans: Sequence[Span], floor_: float = 1.0) -> float:
    """Where a logarithmic axis of these ranges begins: a round number, at most five powers of ten below the largest number.

    It does not begin below `floor_` unless hardly anything lies above it.

    >>> least_of([(40.0, 90.0, 300.0), (0.0, 700.0, 2_000.0)]), least_of([(0.001, 5.0, 80_000.0)])
    (20.0, 1.0)
    """
    most = max(high for _, _, high in spans)
    small = min(low if low > 0 else mid if mid > 0 else high for low, mid, high in spans if high > 0)
    start = 10.0 ** max(floor(log10(small)), ceil(log10(most)) - DECADES)
    start *= next((step for step in (5.0, 2.0) if start * step < small), 1.0)
    return max(start, floor_) if most >= 10 * floor_ else start


def log_ticks(least: float, most: float, *, sparse: bool = False) -> list[float]:
    """Powers of ten between two numbers, every second if there are many and `sparse`; finer round numbers where there are not two.

    >>> log_ticks(20.0, 4_000.0), log_ticks(200.0, 600.0)
    ([100.0, 1000.0], [200.0, 500.0])
    """
    powers = range(ceil(log10(least) - 1e-9), floor(log10(most)) + 1)
    if len(powers) > 1:
        return [10.0**power for power in powers[:: 2 if sparse and len(powers) > 3 else 1]]
    fine = [step * 10.0**power for power in range(floor(log10(least)), ceil(log10(most)) + 1) for step in (1, 2, 5)]
    return [value for value in fine if least * 0.999 <= value <= most]


def log_axis(axes: Axes, spans: Sequence[Span], words: Words, *, sparse: bool = False) -> float:
    """Make x logarithmic for these ranges, with round ticks (fewer if `sparse`); returns where it begins."""
    least, most = least_of(spans), 1.25 * max(high for _, _, high in spans)
    axes.set_xscale("log")
    axes.set_xlim(least, most)
    axes.xaxis.set_minor_locator(no_ticks())
    shown = _apart(axes, log_ticks(least, most, sparse=sparse), words)
    axes.set_xticks(shown, [_power(value, words) for value in shown])
    if shown and shown[0] < 1.2 * least:
        axes.get_xticklabels()[0].set_horizontalalignment("left")
    if len(shown) > 1 and shown[-1] > most / 1.6:
        axes.get_xticklabels()[-1].set_horizontalalignment("right")
    return least


def _power(value: float, words: Words) -> str:
    return words.number(value, max(0, -floor(log10(value))))


def _apart(axes: Axes, ticks: list[float], words: Words) -> list[float]:
    """As many of the ticks as stand apart from each other: all, every second, every third and so on."""
    long = float(axes.bbox.width) / CANVAS_DPI / log10(axes.get_xlim()[1] / axes.get_xlim()[0])  # inches of a power of ten
    for step in range(1, len(ticks)):
        kept = ticks[::step]
        label = text_width(axes.figure, [_power(value, words) for value in kept]) + GAP
        if all(label < long * log10(after / before) for before, after in pairwise(kept)):
            return kept
    return ticks[:1]


def squeeze(figure: Figure | SubFigure, text: str, width: float) -> str:
    """The text with an ellipsis where it is wider than so many inches."""
    letters = len(text)
    while letters > 8 and text_width(figure, [shorten(text, letters)]) > width:
        letters -= 1
    return shorten(text, letters)


def cut(span: Span, least: float) -> Span:
    """The range as a logarithmic axis from `least` on shows it: what lies below begins at its edge."""
    low, mid, high = (max(value, least) for value in span)
    return low, mid, high


def swatch(figure: Figure, place: tuple[float, float], colour: str, text: str) -> None:
    """A patch of colour and its word, at a place in inches from the lower left corner."""
    wide, high = figure.get_size_inches()
    x, y = place
    figure.add_artist(
        Rectangle((x / wide, (y - 0.055) / high), 0.2 / wide, 0.11 / high, facecolor=colour, edgecolor=theme.SOFT, linewidth=0.3)
    )
    figure.text((x + 0.2 + GAP) / wide, y / high, text, va="center", size=LABEL)


def note(
    axes: Axes,
    at: tuple[float, float],
    shift: float,
    text: str,
    *,
    side: str = "left",
    colour: str = theme.INK,
    weight: str = "normal",
) -> None:
    """Words beside a place: x as a share of the axes, y in the chart's own numbers, shifted by so many inches."""
    axes.annotate(
        text, at, (shift * 72, 0), xycoords=("axes fraction", "data"), textcoords="offset points", ha=side, size=LABEL, color=colour,
        va="center" if "\n" in text else "center_baseline", weight=weight, linespacing=0.95, annotation_clip=False,
    )  # fmt: skip


def heading(axes: Axes, text: str, left: float, up: float = 9.0) -> None:
    """A heading above axes, beginning `left` inches before them."""
    axes.annotate(
        text, (0, 1), (-left * 72, up), xycoords="axes fraction", textcoords="offset points", size=LABEL, weight="semibold", annotation_clip=False
    )  # fmt: skip


def numbers(words: Words, digits: int | None = None) -> FuncFormatter:
    """Axis numbers in the language's form."""
    return FuncFormatter(lambda value, _: words.number(value, digits))


def wrap(text: str, most: int) -> str:
    """The text on lines of at most so many letters, broken at spaces."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > most:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def shorten(text: str, most: int) -> str:
    """The text with an ellipsis where it is longer than so many letters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def no_ticks() -> NullLocator:
    """A locator that sets no ticks."""
    return NullLocator()


def whole_ticks() -> MaxNLocator:
    """A locator for a few whole numbers, such as years."""
    return MaxNLocator(nbins=4, integer=True, steps=[1, 2, 5, 10])


def inside_ticks(axes: Axes) -> None:
    """Turn the first and last tick label inwards, so that none sticks out of the axes."""
    ticks = axes.get_xticklabels()
    if ticks:
        ticks[0].set_horizontalalignment("left")
        ticks[-1].set_horizontalalignment("right")


def foot_room(width: float) -> float:
    """Inches below a chart for its numbers and for what they are: one line on a page, up to two on a phone."""
    return 0.47 if width >= theme.WIDE else 0.64


def foot(axes: Axes, text: str) -> None:
    """What the numbers below a chart are; on as many lines as it needs to stay inside the figure."""
    box = axes.get_position()
    page = float(axes.bbox.width) / box.width / CANVAS_DPI
    lines, start = fit(axes.figure, text, page * (1 - box.x0)), 0.0
    if lines.count("\n") > 1:  # beside long labels there is no room: begin at the edge of the picture
        lines, start = fit(axes.figure, text, page), -box.x0 / box.width
    axes.set_xlabel(lines, size=LABEL, x=start, ha="left", linespacing=1.05)


def fit(figure: Figure | SubFigure, text: str, width: float) -> str:
    """The text on as few lines as fit into so many inches."""
    letters = len(text)
    while letters > 12 and text_width(figure, [wrap(text, letters)]) > width:
        letters -= 2
    return wrap(text, letters)


def png(drawn: Drawn, dpi: int = theme.DPI) -> bytes:
    """The picture as PNG; the same bytes for the same run."""
    buffer = BytesIO()
    with style():
        drawn.figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None}, pil_kwargs={"compress_level": SQUEEZE})
    return buffer.getvalue()


def svg(drawn: Drawn) -> bytes:
    """The picture as SVG with letters as outlines, so that it looks alike everywhere; the same bytes for the same run."""
    buffer = BytesIO()
    with style():
        drawn.figure.savefig(buffer, format="svg", dpi=theme.DPI, metadata={"Date": None, "Creator": None})
    return buffer.getvalue()
