"""mirror.html: two countries side by side in one file that needs no network, reads on a phone and prints on A4."""

from pathlib import Path
from typing import Final

from markupsafe import Markup

from highground.research.twins import Twins
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.twins import COLOURS, paired
from highground.views.report.narrative.mirror_content import build, pair
from highground.views.report.narrative.mirror_panels import Line, Panel
from highground.views.report.pages.page import environment, fonts, uri

VERDICTS: Final = {"yes": theme.ACCENT, "with care": theme.SERIES[4], "no": theme.WARN}  # colours of the mark beside the word


def write(twins: Twins, lang: str, path: Path) -> Path:
    """Write the page of a mirror in a language; returns the path."""
    path.write_text(html(twins, lang), encoding="utf-8")
    return path


def html(twins: Twins, lang: str = "en") -> str:
    """The page as text. Everything that comes from data is escaped."""
    mirror, words, pages = build(twins, lang), Words(lang), environment()
    css = pages.get_template("report.css").render(theme=theme, fonts=fonts()) + pages.get_template("mirror.css").render(theme=theme)
    return pages.get_template("mirror.html").render(
        m=mirror, t=words.t, pair=pair, bars=_bars, colours=COLOURS, verdicts=VERDICTS, theme=theme, css=Markup(css)  # noqa: S704  our own style sheet
    )  # fmt: skip


def _bars(line: Line, panel: Panel) -> str:
    """The two ranges of a line as a data URI."""
    return uri(paired((line.a.span, line.b.span), panel.axis).encode(), "image/svg+xml")
