"""The report's pictures: drawn from a run in a language, for a page width or a phone, with a sentence for those who cannot see them."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from highground.catalogue.runs import Run
from highground.views.report import theme
from highground.views.report.figures.base import Drawn, png, style, svg
from highground.views.report.figures.charts import people, sensitivity, timing
from highground.views.report.figures.glaciers import glaciers
from highground.views.report.figures.mountains import belts, locator, mountains
from highground.views.report.words import Words

__all__ = ["NAMES", "Drawn", "available", "draw", "png", "save", "svg"]

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
    return name not in _NEEDS or bool(known["indicator"].isin(_NEEDS[name]).any())


def draw(name: str, run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """One picture by name (see NAMES), as wide as asked in inches: theme.WIDE for a page, theme.NARROW for a phone."""
    with style():
        return _MAKERS[name](run, words, width)


def save(run: Run, words: Words, folder: Path) -> dict[str, Path]:
    """Write every picture of the run as PNG and SVG; returns the path of each PNG by name."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for name in NAMES:
        if available(name, run):
            drawn = draw(name, run, words)
            (folder / f"{name}.svg").write_bytes(svg(drawn))
            written[name] = folder / f"{name}.png"
            written[name].write_bytes(png(drawn))
    return written
