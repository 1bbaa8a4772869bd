"""The report's pictures: drawn from a run in a language, for a page width or a phone, with a sentence for those who cannot see them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.base import Drawn, png, style, svg
from highground.views.report.figures.charts import people, sensitivity, timing
from highground.views.report.figures.glaciers import glaciers
from highground.views.report.figures.mountains import belts, locator, mountains

__all__ = ["NAMES", "Drawn", "Shown", "available", "draw", "png", "save_all", "show", "svg"]

_MAKERS: Final[dict[str, Callable[[Run, Words, float], Drawn]]] = {
    "locator": locator,
    "mountains": mountains,
    "timing": timing,
    "glaciers": glaciers,
    "belts": belts,
    "people": people,
    "sensitivity": sensitivity,
}
NAMES: Final = tuple(_MAKERS)
_NEEDS: Final = {  # any of these indicators
    "timing": ("level_year",), "glaciers": ("glacier_area", "glacier_mass_left"), "belts": ("belt_area",), "people": ("people_band",),
}  # fmt: skip


def available(name: str, run: Run) -> bool:
    """Whether the run has numbers for the picture."""
    if name == "sensitivity":
        return len(run.sensitivity) > 0
    known = run.evidence[run.evidence["status"] == "value"]
    if name == "glaciers":
        known = known[
            (known["indicator"] != "glacier_area") | known["year"].notna()
        ]  # an area without a year has no place on a line
    if name == "people":
        known = known[known["high"] >= 1]  # nobody anywhere is not a chart
    return name not in _NEEDS or bool(known["indicator"].isin(_NEEDS[name]).any())


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


class _Key:
    """A run as a key: two runs are the same only if they are one object."""

    __slots__ = ("run",)

    def __init__(self, run: Run) -> None:
        self.run = run

    def __hash__(self) -> int:
        return id(self.run)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.run is self.run


def show(name: str, run: Run, lang: str, kind: str = "png", width: float = theme.WIDE) -> Shown:
    """One picture as PNG or SVG bytes; drawn once even where several formats ask for it."""
    return _show(name, _Key(run), lang, kind, width)


@lru_cache(maxsize=2 * len(_MAKERS))
def _drawn(name: str, key: _Key, lang: str, width: float) -> Drawn:
    return draw(name, key.run, Words(lang), width)


@lru_cache(maxsize=4 * len(_MAKERS))
def _show(name: str, key: _Key, lang: str, kind: str, width: float) -> Shown:
    drawn = _drawn(name, key, lang, width)
    wide, high = (float(side) for side in drawn.figure.get_size_inches())
    return Shown(name, svg(drawn) if kind == "svg" else png(drawn), wide, high, drawn.alt)


def save_all(run: Run, lang: str, folder: Path) -> dict[str, Path]:
    """Write every picture of the run as PNG and SVG; returns the path of each PNG by name."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for name in NAMES:
        if available(name, run):
            (folder / f"{name}.svg").write_bytes(show(name, run, lang, "svg").data)
            written[name] = folder / f"{name}.png"
            written[name].write_bytes(show(name, run, lang, "png").data)
    return written
