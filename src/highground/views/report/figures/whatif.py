"""Without and with the levers: the main measures of a what-if as ranges, and the difference between the two."""

from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from highground.basis.words import N_
from highground.research.whatif.answer import WhatIf
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import whatif_rows
from highground.views.report.evidence.whatif_rows import FOLLOWED, Row
from highground.views.report.figures import base
from highground.views.report.figures.base import GAP, LABEL, ROW, Drawn, style

COLOURS: Final = (theme.SERIES[3], theme.SERIES[0])  # without, with; told apart by lightness, words and place too
LINES: Final = (ROW, 0.13)  # inches of a line, and between blocks
DENSE: Final = (0.165, 0.05)  # the same where the text beside the picture is long
MANY: Final = 3  # levers from which it is
SLIM: Final = 5.0  # inches below which words stand above their bar, not beside it
LINES_OF: Final = {True: 6, False: 3}  # of a block: slim or not
WITHOUT: Final = N_("without levers")
WITH: Final = N_("with levers")
ALT: Final = N_("Main measures without and with the levers.")
Block = tuple[str, str, Row, Row]  # name, difference, row without, row with


def whatif(found: WhatIf, words: Words, width: float = theme.WIDE) -> Drawn:
    """One block a measure: its name, the difference that the levers make, and two bars from the same zero."""
    blocks = _blocks(found, words)
    slim = width < SLIM
    much = len(found.about["levers"]) > MANY or whatif_rows.with_all(found, FOLLOWED[0]) is not None
    line, space = DENSE if much and not slim else LINES
    high = LINES_OF[slim] * line + space
    with style():
        figure = base.canvas(width, max(len(blocks), 1) * high)
        for number, block in enumerate(blocks):
            top = float(figure.get_size_inches()[1]) - number * high
            _draw(figure, block, (top, width, line), words, slim=slim)
    return Drawn("whatif", figure, _alt(blocks, words))


def _blocks(found: WhatIf, words: Words) -> list[Block]:
    blocks = []
    for key in whatif_rows.changed(found):
        before, after = whatif_rows.without(found, key), whatif_rows.with_all(found, key)
        if before is not None and after is not None:
            change = whatif_rows.signed(whatif_rows.difference(found, key), words)
            blocks.append((whatif_rows.name(key, words), change, before, after))
    return blocks


def _draw(figure: Figure, block: Block, place: tuple[float, float, float], words: Words, *, slim: bool) -> None:
    """One block from its top in inches: the name and the difference, then the two ranges in words and as bars."""
    name, change, *rows = block
    top, width, line = place
    _write(figure, (0.0, top - line / 2), name, weight="semibold")
    difference = f"{words.t(N_('difference'))}: {change}"
    labels, texts = (words.t(WITHOUT), words.t(WITH)), [whatif_rows.span(row, words) for row in rows]
    if slim:
        _write(figure, (0.0, top - 1.5 * line), difference, colour=theme.ACCENT)
        for number, (label, text) in enumerate(zip(labels, texts, strict=True)):
            _write(figure, (GAP, top - (2.5 + 2 * number) * line), f"{label}: {text}")
        axes = base.room(figure, 0.0, top - LINES_OF[slim] * line, width, 4 * line)
        _bars(axes, rows, (1.0, 3.0))
        return
    _write(figure, (width, top - line / 2), difference, colour=theme.ACCENT, weight="semibold", side="right")
    left, right = base.text_width(figure, labels) + 2 * GAP, base.text_width(figure, texts) + GAP
    axes = base.room(figure, left, top - LINES_OF[slim] * line, width - left - right, 2 * line)
    _bars(axes, rows, (0.0, 1.0))
    for y, (label, text) in enumerate(zip(labels, texts, strict=True)):
        base.note(axes, (0.0, y), -GAP, label, side="right", colour=theme.SOFT)
        base.note(axes, (1.0, y), GAP, text)


def _bars(axes: Axes, rows: Sequence[Row], places: tuple[float, float]) -> None:
    """Both ranges from the same zero, each at its line."""
    base.strip(axes, x=False)
    ends = [float(row[end]) for row in rows for end in ("low", "high")]
    axes.set_xlim(min(0.0, *ends), max(0.0, *ends) * 1.02 or 1.0)
    axes.set_ylim(places[1] + 0.5, -0.5)
    axes.axvline(0.0, color=theme.SOFT, linewidth=0.6)
    for y, row, colour in zip(places, rows, COLOURS, strict=True):
        base.interval(axes, y, (float(row["low"]), float(row["mid"]), float(row["high"])), colour)


def _write(
    figure: Figure, place: tuple[float, float], text: str, *, colour: str = theme.INK, weight: str = "normal", side: str = "left"
) -> None:
    """Words at a place in inches from the lower left corner."""
    wide, high = figure.get_size_inches()
    figure.text(place[0] / wide, place[1] / high, text, size=LABEL, color=colour, weight=weight, ha=side, va="center_baseline")


def _alt(blocks: list[Block], words: Words) -> str:
    said = [
        f"{name}: {words.t(WITHOUT)} {whatif_rows.span(before, words)}, {words.t(WITH)} {whatif_rows.span(after, words)}, "
        f"{words.t(N_('difference'))} {change}"
        for name, change, before, after in blocks
    ]
    return f"{words.t(ALT)} {'; '.join(said)}."
