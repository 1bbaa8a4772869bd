"""The report's pictures: drawn from a run in a language, for a page width or a phone, with a sentence for those who cannot see them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.mobility_rows import MAIN, SHOWN
from highground.views.report.figures.base import Drawn, png, style, svg
from highground.views.report.figures.charts import LEAST_SHARE, people, sensitivity, timing
from highground.views.report.figures.drivers import drivers, estimates
from highground.views.report.figures.flows import flows
from highground.views.report.figures.forms import forms, nets
from highground.views.report.figures.glaciers import glaciers
from highground.views.report.figures.hazards import exceedance, hazards
from highground.views.report.figures.hotspots import hotspots
from highground.views.report.figures.mountains import BELT_LEVELS, belts, locator, mountains
from highground.views.report.figures.moves import impacts, sums
from highground.views.report.figures.staying import cells, pasture

__all__ = ["NAMES", "Drawn", "Shown", "available", "draw", "png", "save_all", "show", "svg"]

_MAKERS: Final[dict[str, Callable[[Run, Words, float], Drawn]]] = {
    "locator": locator,
    "mountains": mountains,
    "timing": timing,
    "glaciers": glaciers,
    "belts": belts,
    "people": people,
    "hazards": hazards,
    "exceedance": exceedance,
    "hotspots": hotspots,
    "drivers": drivers,
    "estimates": estimates,
    "flows": flows,
    "forms": forms,
    "cells": cells,
    "impacts": impacts,
    "nets": nets,
    "sums": sums,
    "pasture": pasture,
    "sensitivity": sensitivity,
}
NAMES: Final = tuple(_MAKERS)
_NEEDS: Final = {  # any of these indicators
    "timing": ("level_year",), "glaciers": ("glacier_area", "glacier_mass_left"), "belts": ("belt_area",), "people": ("people_band",),
    "hazards": ("displacement_aad",), "exceedance": ("displacement_pmd", "displacement_pmd100"), "hotspots": ("unit_displacement",),
    "drivers": ("displacement_place", "displacement_case"), "estimates": ("displacement_published",),
    "flows": ("unit_flow",), "forms": ("unit_moves_added", "unit_immobility"), "cells": ("immobility",), "impacts": ("moves_driver",),
    "nets": ("net_recorded", "net_mean", "lifetime_out"), "sums": ("moves_sum_share",), "pasture": ("pasture_window",),
}  # fmt: skip
_AT: Final = {"belts": tuple(level for level, _ in BELT_LEVELS), "impacts": (MAIN,), "cells": SHOWN}  # levels that are drawn
_HAZARDS: Final = ("hazards", "exceedance", "hotspots", "drivers", "estimates")
_MOVES: Final = ("forms", "impacts", "nets", "sums")


def available(name: str, run: Run) -> bool:
    """Whether the run has numbers for the picture: none is drawn of nothing but blanks or zeros."""
    if name == "sensitivity":
        return bool((run.sensitivity["share"] >= LEAST_SHARE).any())
    if name not in _NEEDS:
        return True
    rows = run.evidence
    known = rows[(rows["status"] == "value") & rows["indicator"].isin(_NEEDS[name])]
    if name == "glaciers":
        dated = (known["indicator"] != "glacier_area") | known["year"].notna()  # an area without a year has no place on a line
        known = known[dated & (known["high"] > 0)]
    if name in _AT:
        known = known[known["level"].isin(_AT[name])]
    if name in ("belts", "cells", "pasture"):
        known = known[known["high"] > 0]
    if name in _MOVES:
        known = known[(known["low"] != 0) | (known["high"] != 0)]  # a change may be wholly below zero
    if name == "flows":
        known = known[known["mid"] >= 1]
    if name == "people":
        known = known[known["high"] >= 1]  # nobody anywhere is not a chart
    if name in _HAZARDS:
        known = known[known["high"] > 0]
    return len(known) > 0


def draw(name: str, run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """One picture by name (see NAMES), as wide as asked in inches: theme.WIDE for a page, theme.NARROW for a phone."""
    with style():
        return _MAKERS[name](run, words, width)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as bytes, with its size in inches and its sentence."""

    name: str
    data: bytes
    width: float
    height: float
    alt: str


def show(name: str, run: Run, lang: str, kind: str = "png", width: float = theme.WIDE) -> Shown:
    """One picture as PNG or SVG bytes; drawn once even where several formats ask for it."""
    return _show(name, run, lang, kind, width)


@lru_cache(maxsize=2 * len(_MAKERS))
def _drawn(name: str, run: Run, lang: str, width: float) -> Drawn:
    return draw(name, run, Words(lang), width)


@lru_cache(maxsize=4 * len(_MAKERS))
def _show(name: str, run: Run, lang: str, kind: str, width: float) -> Shown:
    drawn = _drawn(name, run, lang, width)
    wide, high = (float(side) for side in drawn.figure.get_size_inches())
    return Shown(name, svg(drawn) if kind == "svg" else png(drawn), wide, high, drawn.alt)


def save_all(run: Run, lang: str, folder: Path, kinds: Sequence[str]) -> list[Path]:
    """Write every picture of the run that has numbers, in each kind (png, svg); returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in (name for name in NAMES if available(name, run)):
        for kind in kinds:
            written.append(folder / f"{name}.{kind}")
            written[-1].write_bytes(show(name, run, lang, kind).data)
    return written
