"""Paired ranges: two bars in two colours on one axis, drawn without letters so that the table beside them names them."""

from collections.abc import Sequence
from typing import Final

from highground.views.report.alphabet import theme

COLOURS: Final = (theme.SERIES[0], theme.SERIES[1])  # of the first and the second country; told apart by lightness and place too
WIDTH: Final = 400.0  # units of the drawing; the page stretches it
HEIGHT: Final = 40.0
THICK: Final = 11.0
MIDDLE: Final = (12.0, 28.0)  # heights of the two bars
LEAST: Final = 3.0  # width of the narrowest bar
GRID: Final = 4  # parts of the axis

Span = tuple[float, float, float]


def paired(spans: Sequence[Span | tuple[()]], axis: tuple[float, float]) -> str:
    """An SVG of up to two ranges on an axis; an empty range leaves its place free.

    A dark line marks the middle of each, hairlines the quarters of the axis, and a darker one zero where it lies inside.
    """
    low, high = axis
    parts = [_rule(x / GRID * WIDTH, theme.LINE) for x in range(GRID + 1)]
    if low < 0 < high:
        parts.append(_rule(_place(0.0, axis), theme.SOFT))
    for span, middle, colour in zip(spans, MIDDLE, COLOURS, strict=True):
        parts += _bar(span, middle, colour, axis) if span else []
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{HEIGHT:g}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        f'preserveAspectRatio="none">{"".join(parts)}</svg>'
    )


def _bar(span: Span, middle: float, colour: str, axis: tuple[float, float]) -> list[str]:
    left, mid, right = (_place(value, axis) for value in span)
    if right - left < LEAST:
        left, right = mid - LEAST / 2, mid + LEAST / 2
    top = middle - THICK / 2
    return [
        f'<rect x="{left:.2f}" y="{top:g}" width="{right - left:.2f}" height="{THICK:g}" fill="{colour}"/>',
        f'<rect x="{mid - 1:.2f}" y="{top - 2:g}" width="2" height="{THICK + 4:g}" fill="{theme.INK}"/>',
    ]


def _place(value: float, axis: tuple[float, float]) -> float:
    low, high = axis
    return min(max((value - low) / (high - low), 0.0), 1.0) * WIDTH


def _rule(x: float, colour: str) -> str:
    return f'<rect x="{min(max(x - 0.5, 0.0), WIDTH - 1):.2f}" y="0" width="1" height="{HEIGHT:g}" fill="{colour}"/>'
