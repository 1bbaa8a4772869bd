"""A range chart made of a slide's own shapes: legible from the last row, editable, one group with one alt text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide

from highground.views.report.alphabet import theme
from highground.views.report.office import deck, office
from highground.views.report.office.deck import Box

SIZES_PT = (18.0, 16.0, 14.0)
_AIR = 1.9  # height of a line of the chart over the size of its letters
_AIR_ABOVE = (_AIR - deck.LEADING) / 2
_SLACK = 0.1  # inches; judged: programs set the same letters a little wider than measured, and a number must not wrap
_GAP = 0.15  # inches between a name, the bars and the number
_TICK = 0.022  # inches: width of the mark at the middle


@dataclass(frozen=True, slots=True)
class Axis:
    """Where the axis starts and ends, and places on it with their labels."""

    low: float
    high: float
    ticks: Sequence[tuple[float, str]]


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


def whole(lines: Sequence[Line], box: Box) -> list[Line]:
    """The lines from the first on that fit at the smallest size, without a heading at the end that heads nothing."""
    shown = list(lines)
    while shown and (shown[-1].span is None or fitting(shown, box) is None):
        shown.pop()
    return shown


def tall(lines: Sequence[Line], width: float, size: float) -> float:
    """Inches that the chart takes at a width in inches and a size of letters in pt."""
    left, _ = _columns(lines, width, size)
    return sum(_height(line, left, width, size) for line in lines) + _foot(size)


def draw(slide: Slide, box: Box, lines: Sequence[Line], axis: Axis, *, alt: str, size: float) -> None:
    """Draw the lines from the top of the box; values outside the axis are drawn at its ends."""
    before = len(slide.shapes)
    left, right = _columns(lines, box.width, size)
    start, wide = box.left + left + _GAP, box.width - left - right - 3 * _GAP
    bottom = box.top + tall(lines, box.width, size) - _foot(size)

    def at(value: float) -> float:
        return start + wide * (min(max(value, axis.low), axis.high) - axis.low) / (axis.high - axis.low)

    y, air = box.top, _AIR_ABOVE * size / 72
    for line in lines:
        deep = _height(line, left, box.width, size)
        if line.span is None:
            deck.label(slide, Box(box.left, y + air, box.width, deep - air), line.name, size, bold=True)
        else:
            for value, _ in axis.ticks:
                deck.swatch(slide, Box(at(value) - 0.004, y, 0.008, deep), theme.LINE)
            deck.label(slide, Box(box.left, y + air, left + _GAP / 2, deep - air), line.name, size)
            _bar(slide, [at(value) for value in line.span], y + deep / 2, line.colour)
            line_pt = size * deck.LEADING / 72
            deck.label(slide, Box(box.left + box.width - right, y + (deep - line_pt) / 2, right, line_pt), line.text, size)
        y += deep
    _ticks(slide, [(at(value), text) for value, text in axis.ticks], bottom + 0.04, size)
    group: Any = slide.shapes.add_group_shape(list(slide.shapes)[before:])  # at the end: a group measures itself at each addition
    group._element.nvGrpSpPr.cNvPr.set("descr", office.clean(alt))


def _ticks(slide: Slide, ticks: Sequence[tuple[float, str]], top: float, size: float) -> None:
    """Labels under the axis, centred on their places; one that would touch the one before is left out."""
    free = 0.0
    for place, text in ticks:
        wide = deck.measure(text, size)
        if place - wide / 2 < free:
            continue
        deck.label(slide, Box(place - wide / 2, top, wide, _foot(size) - 0.05), text, size, colour=theme.SOFT)
        last: Any = slide.shapes[-1]
        last.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        free = place + wide / 2 + _GAP


def _bar(slide: Slide, span: Sequence[float], middle: float, colour: str) -> None:
    """From low to high, with a mark at the middle; places in inches."""
    first, mid, last = span
    deck.swatch(slide, Box(first, middle - 0.1, max(last - first, 0.02), 0.2), colour)
    deck.swatch(slide, Box(mid - _TICK / 2, middle - 0.15, _TICK, 0.3), theme.INK)


def _columns(lines: Sequence[Line], width: float, size: float) -> tuple[float, float]:
    """Inches for names and for numbers; names take at most two fifths and wrap."""
    names = [deck.measure(line.name, size) for line in lines if line.span]
    texts = [deck.measure(line.text, size) for line in lines if line.span]
    return min(max(names, default=0.0), 0.42 * width), max(texts, default=0.0) + _SLACK


def _height(line: Line, left: float, width: float, size: float) -> float:
    count = deck.line_count(line.name, size, left if line.span else width, bold=line.span is None)
    return (_AIR + (count - 1) * deck.LEADING) * size / 72


def _foot(size: float) -> float:
    return 0.1 + size * deck.LEADING / 72
