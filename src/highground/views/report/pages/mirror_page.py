"""mirror.html: two countries side by side in one file that needs no network, reads on a phone and prints on A4."""

from pathlib import Path
from typing import Any, Final

from highground.research.twins import Twins
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.twins import COLOURS, paired
from highground.views.report.narrative.mirror_content import build, pair
from highground.views.report.narrative.mirror_panels import Line, Panel
from highground.views.report.pages.page import environment, fill, uri

VERDICTS: Final = {"yes": theme.ACCENT, "with care": theme.SERIES[4], "no": theme.WARN}  # colours of the mark beside the word


def write(twins: Twins, lang: str, path: Path) -> Path:
    """Write the page of a mirror in a language; returns the path."""
    path.write_text(html(twins, lang), encoding="utf-8")
    return path


def html(twins: Twins, lang: str = "en") -> str:
    """The page as text. Everything that comes from data is escaped."""
    css = environment().get_template("mirror.css").render(theme=theme)
    more: dict[str, Any] = {"pair": pair, "bars": _bars, "colours": COLOURS, "verdicts": VERDICTS, "theme": theme}
    return fill("mirror.html", build(twins, lang), Words(lang), css, **more)


def _bars(line: Line, panel: Panel) -> str:
    """The two ranges of a line as a data URI."""
    return uri(paired((line.a.span, line.b.span), panel.axis).encode(), "image/svg+xml")
