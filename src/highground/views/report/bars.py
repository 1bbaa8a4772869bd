"""A range chart made of a slide's own shapes: legible from the last row, editable, one group with one alt text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide

from highground.views.report import deck, office, theme
from highground.views.report.deck import Box

SIZES_PT = (18.0, 16.0, 14.0)
_AIR = 1.9  # height of a line of the chart over the size of its letters
_AIR_ABOVE = (_AIR - deck.LEADING) / 2
_GAP = 0.15  # inches between a name, the bars and the number
_TICK = 0.022  # inches: width of the mark at the middle


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a name, low, middle and high (None for a heading), a colour, and the number as text."""

    name: str
    span: tuple[float, float, float] | None = None
    colour: str = theme.ACCENT
    text: str = ""


def fitting(lines: Sequence[Line], box: Box) -> float | None:
    """The largest size of letters at which the chart fits in the box; None where none does."""
    return next((size for size in SIZES_PT if tall(lines, box.width, size) <= box.height), None)


def tall(lines: Sequence[Line], width: float, size: float) -> float:
    """Inches that the chart takes at a width in inches and a size of letters in pt."""
    left, _ = _columns(lines, width, size)
    return sum(_height(line, left, width, size) for line in lines) + _foot(size)


def draw(slide: Slide, box: Box, lines: Sequence[Line], ticks: Sequence[tuple[float, str]], *, alt: str, size: float) -> None:
    """Draw the lines from the top of the box; `ticks` are places on the axis with their labels, first and last its ends."""
    group: Any = slide.shapes.add_group_shape()
    facts = group._element.nvGrpSpPr.cNvPr
    facts.set("descr", office.clean(alt))
    left, right = _columns(lines, box.width, size)
    start, wide = box.left + left + _GAP, box.width - left - right - 3 * _GAP
    low, high = ticks[0][0], ticks[-1][0]
    bottom = box.top + tall(lines, box.width, size) - _foot(size)

    def at(value: float) -> float:
        return start + wide * (min(max(value, low), high) - low) / (high - low)

    y, air = box.top, _AIR_ABOVE * size / 72
    for line in lines:
        deep = _height(line, left, box.width, size)
        if line.span is None:
            deck.label(group, Box(box.left, y + air, box.width, deep - air), line.name, size, bold=True)
        else:
            for value, _ in ticks:
                deck.swatch(group, Box(at(value) - 0.004, y, 0.008, deep), theme.LINE)
            deck.label(group, Box(box.left, y + air, left, deep - air), line.name, size)
            _bar(group, [at(value) for value in line.span], y + deep / 2, line.colour)
            line_pt = size * deck.LEADING / 72
            deck.label(group, Box(box.left + box.width - right, y + (deep - line_pt) / 2, right, line_pt), line.text, size)
        y += deep
    for value, text in ticks:
        deck.label(group, Box(at(value) - 0.5, bottom + 0.04, 1.0, _foot(size) - 0.05), text, size, colour=theme.SOFT)
        group.shapes[-1].text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _bar(group: Any, span: Sequence[float], middle: float, colour: str) -> None:
    """From low to high, with a mark at the middle; places in inches."""
    first, mid, last = span
    deck.swatch(group, Box(first, middle - 0.1, max(last - first, 0.02), 0.2), colour)
    deck.swatch(group, Box(mid - _TICK / 2, middle - 0.15, _TICK, 0.3), theme.INK)


def _columns(lines: Sequence[Line], width: float, size: float) -> tuple[float, float]:
    """Inches for names and for numbers; names take at most two fifths and wrap."""
    names = [deck.measure(line.name, size) for line in lines if line.span]
    texts = [deck.measure(line.text, size) for line in lines if line.span]
    return min(max(names, default=0.0), 0.42 * width), max(texts, default=0.0)


def _height(line: Line, left: float, width: float, size: float) -> float:
    count = deck.line_count(line.name, size, left if line.span else width, bold=line.span is None)
    return (_AIR + (count - 1) * deck.LEADING) * size / 72


def _foot(size: float) -> float:
    return 0.1 + size * deck.LEADING / 72
