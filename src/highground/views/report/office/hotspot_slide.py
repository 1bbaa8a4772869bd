"""The slide of regions: their map, shaded by rate, beside the first of them in rank."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.slide import Slide

from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.figures import base, maps
from highground.views.report.figures.hotspots import SHADES, Unit, key_edges, key_names, number, ranked, shade
from highground.views.report.office import deck
from highground.views.report.office.deck import ASIDE, PICTURE, Box
from highground.views.report.office.stage import DPI, TABLE_PT, Staged

_FIRST = 3.0  # inches: the column of names
_MAP = Box(ASIDE.left, ASIDE.top, ASIDE.width, 2.45)
_KEY = 0.32  # inches from a swatch to its word
_LINE = 0.27  # inches of a line of the key


def figure(run: Run, words: Words) -> Staged | None:
    """The map with its key on the left, the table of ranks on the right; None where the run has no numbers by unit."""
    units = ranked(run, words)
    if not units or not figures.available("hotspots", run):
        return None
    edges = key_edges(units)
    png, alt = _map(run, units, edges), figures.show("hotspots", run, words.lang).alt
    lines = _lines(units, words)
    fit = deck.rows_that_fit(lines, TABLE_PT, PICTURE.width, _FIRST, PICTURE.height)
    names = key_names(edges, words)
    title = words.t(N_("Displacements a year per 100,000 people"))
    head = deck.height([title], TABLE_PT, ASIDE.width) + 0.06

    def place(slide: Slide) -> None:
        taken = deck.picture(slide, png, alt, _MAP, "hotspots")
        y = taken.top + taken.height + 0.1
        deck.label(slide, Box(ASIDE.left, y, ASIDE.width, head), title, TABLE_PT, colour=theme.SOFT)
        for at, name in enumerate(names):
            x, low = ASIDE.left + (at % 2) * ASIDE.width / 2, y + head + (at // 2) * _LINE
            deck.swatch(slide, Box(x, low + 0.05, 0.2, 0.16), SHADES[len(SHADES) - len(names) + at])
            deck.label(slide, Box(x + _KEY, low, ASIDE.width / 2 - _KEY, _LINE), name, TABLE_PT)
        deck.table(slide, replace(PICTURE, height=0.3), lines[:fit], TABLE_PT, first=_FIRST, name="hotspots")

    top = _MAP.top + _MAP.height + 0.1 + head + -(-len(names) // 2) * _LINE + 0.12
    return Staged(replace(ASIDE, top=top, height=ASIDE.top + ASIDE.height - top), beside=True, place=place)


def _lines(units: Sequence[Unit], words: Words) -> list[list[str]]:
    head = [words.t(N_("First-level unit")), words.t(N_("Displacements a year")), words.t(N_("in the top five"))]
    return [
        head,
        *([f"{rank}  {unit.name}", labels.bare(unit.yearly, words), number(unit, words)] for rank, unit in enumerate(units, 1)),
    ]


def _map(run: Run, units: list[Unit], edges: list[float]) -> bytes:
    window = maps.country_window(run)
    wide = min(_MAP.width, _MAP.height * window.shape)
    with base.style():
        canvas = base.canvas(wide, wide / window.shape)
        axes = base.room(canvas, 0, 0, wide, wide / window.shape)
        maps.frame(axes, window)
        shade(axes, run, window, units, edges)
    return base.png(base.Drawn("hotspots", canvas, ""), DPI)
