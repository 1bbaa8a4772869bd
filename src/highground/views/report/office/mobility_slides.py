"""The slides of mobility beside its chapter: the forms counted apart, and where people move, each readable from the last row."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pptx.enum.shapes import MSO_CONNECTOR
from pptx.slide import Slide
from pptx.util import Inches, Pt

from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.cells import Table
from highground.views.report.evidence.mobility_rows import Flow, flows
from highground.views.report.evidence.rows import Evidence
from highground.views.report.figures import base, maps
from highground.views.report.figures.flows import ARROW, DRAWN, LISTED, Net, draw_map, key_colours, key_lines, nets, way
from highground.views.report.office import deck
from highground.views.report.office.deck import ASIDE, BODY, PICTURE, Box
from highground.views.report.office.stage import DPI, TABLE_PT, Staged

_FORM: Final = 6.1  # inches: the column of forms
_COLUMNS: Final = 3  # of the table of forms: what is counted, today, and the first level; ranges stay on one line
_WAY: Final = 2.75  # inches: the column of from and to
_LIST: Final = Box(ASIDE.left, ASIDE.top, 4.9, ASIDE.height)  # wider than words: a range must not break
_FIELD: Final = Box(5.75, PICTURE.top, 6.98, PICTURE.height)
_KEY: Final = 0.45  # inches from an arrow or swatch to its words
_MAP: Final = 3.55  # inches: the tallest map; a longer key makes it lower
_SLIM: Final = 1.25  # width over height: a slimmer country has its key beside it
_BESIDE: Final = 3.2  # inches at least for that key
_SCALE: Final = 0.55  # width of the drawing over its width on the slide: letters of 8 pt become 14.5 pt


def forms(table: Table | None) -> Staged | None:
    """The table of forms over the whole slide with its note below; None where there is no such table."""
    if table is None or not table.lines:
        return None
    lines = [list(table.columns[:_COLUMNS]), *([cell.text for cell in line[:_COLUMNS]] for line in table.lines)]
    note = deck.height([table.note], TABLE_PT, BODY.width) + 0.1
    fit = deck.rows_that_fit(lines, TABLE_PT, BODY.width, _FORM, BODY.height - note - 0.1)
    tall = sum(deck.row_height(line, TABLE_PT, BODY.width, _FORM) for line in lines[:fit])

    def place(slide: Slide) -> None:
        deck.table(slide, replace(BODY, height=0.3), lines[:fit], TABLE_PT, first=_FORM, name=table.id)
        deck.label(slide, Box(BODY.left, BODY.top + tall + 0.1, BODY.width, note), table.note, TABLE_PT, colour=theme.SOFT)

    return Staged(BODY, beside=False, place=place)


def flow_map(run: Run, words: Words) -> Staged | None:
    """The largest flows in a table on the left, their map with its key on the right; None where the run has no flows."""
    if not figures.available("flows", run):
        return None
    evidence = Evidence(run)
    codes = [str(code) for code in run.units["code"]]
    found, net = flows(evidence, codes), nets(run, evidence)
    lines = _lines(run, found, words)
    fit = deck.rows_that_fit(lines, TABLE_PT, _LIST.width, _WAY, _LIST.height)
    alt = figures.show("flows", run, words.lang).alt
    widths = key_lines(found[:DRAWN], words)
    colours = key_colours(net, words, blank=len(net) < len(codes)) if net else []
    field, arrows, shades = _boxes(
        maps.country_window(run).shape, [text for _, text in widths], [text for _, text in colours], words
    )
    png = _map(run, found[:DRAWN], net, fit - 1, field)

    def place(slide: Slide) -> None:
        deck.table(slide, replace(_LIST, height=0.3), lines[:fit], TABLE_PT, first=_WAY, name="flows")
        deck.picture(slide, png, alt, field, "flows")
        _arrows(slide, arrows, widths)
        if colours:
            _colours(slide, shades, colours, words)

    return Staged(BODY, beside=False, place=place)


def _boxes(shape: float, arrows: Sequence[str], texts: Sequence[str], words: Words) -> tuple[Box, Box, Box]:
    """Where the map, the key of arrows and the key of colours go: keys beside a map that is tall, else in two columns below it."""
    if shape < _SLIM:
        high = min(_FIELD.height, (_FIELD.width - _BESIDE) / shape)
        left = _FIELD.left + high * shape + 0.25
        width = _FIELD.left + _FIELD.width - left
        tall = sum(_tall(text, width) for text in arrows)
        below = _FIELD.top + tall + 0.15
        return (
            Box(_FIELD.left, _FIELD.top, high * shape, high), Box(left, _FIELD.top, width, tall),
            Box(left, below, width, _FIELD.top + _FIELD.height - below),
        )  # fmt: skip
    half = _FIELD.width / 2
    head = deck.height([_title(words)], TABLE_PT, half) + 0.02
    key = max(sum(_tall(text, half - 0.1) for text in arrows), head + sum(_tall(text, half) for text in texts))
    high = min(_MAP, _FIELD.height - key - 0.15, _FIELD.width / shape)
    below = _FIELD.top + high + 0.12
    return (
        Box(_FIELD.left, _FIELD.top, high * shape, high), Box(_FIELD.left, below, half - 0.1, key), Box(_FIELD.left + half, below, half, key),
    )  # fmt: skip


def _lines(run: Run, found: Sequence[Flow], words: Words) -> list[list[str]]:
    head = [words.t(N_("From and to")), words.unit("moves yr-1")]
    return [head, *([f"{at}  {way(run, flow, words)}", labels.bare(flow.row, words)] for at, flow in enumerate(found[:LISTED], 1))]


def _title(words: Words) -> str:
    return words.t(N_("Net of the region, moves a year"))


def _tall(text: str, width: float) -> float:
    """Inches of a line of the key of colours."""
    return deck.height([text], TABLE_PT, width - _KEY) + 0.01


def _map(run: Run, shown: list[Flow], net: dict[str, Net], numbered: int, field: Box) -> bytes:
    wide, high = field.width * _SCALE, field.height * _SCALE
    with base.style():
        canvas = base.canvas(wide, high)
        axes = base.room(canvas, 0, 0, wide, high)
        draw_map(axes, run, maps.country_window(run), shown, net, numbered=numbered)
    return base.png(base.Drawn("flows", canvas, ""), DPI)


def _arrows(slide: Slide, box: Box, widths: Sequence[tuple[float, str]]) -> None:
    y = box.top
    for size, text in widths:
        tall = _tall(text, box.width)
        line = slide.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, Inches(box.left), Inches(y + 0.14), Inches(box.left + 0.34), Inches(y + 0.14)
        )
        line.line.width, line.line.color.rgb = Pt(size / _SCALE), deck.rgb(ARROW)
        deck.label(slide, Box(box.left + _KEY, y, box.width - _KEY, tall), text, TABLE_PT)
        y += tall


def _colours(slide: Slide, box: Box, colours: Sequence[tuple[str, str]], words: Words) -> None:
    title = _title(words)
    head = deck.height([title], TABLE_PT, box.width) + 0.02
    deck.label(slide, Box(box.left, box.top, box.width, head), title, TABLE_PT, colour=theme.SOFT)
    y = box.top + head
    for colour, text in colours:
        tall = _tall(text, box.width)
        deck.swatch(slide, Box(box.left, y + 0.05, 0.2, 0.16), colour)
        deck.label(slide, Box(box.left + _KEY, y, box.width - _KEY, tall), text, TABLE_PT)
        y += tall
