"""report.html: one file that needs no network, reads on a phone and prints on A4."""

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.rows import label
from highground.views.report.narrative.content import Report, build

TEMPLATES: Final = Path(__file__).parent / "templates"
MAPS: Final = ("locator", "mountains", "belts")  # relief is smaller as PNG; charts are sharper as SVG
FIXED: Final = ("locator",)  # looks the same on a phone
PIXELS_PER_INCH: Final = 107  # WIDE inches fill the column
TYPES: Final = {"png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Embedded:
    """A picture as data URIs: for a page and for a phone (empty where one serves both)."""

    wide: str
    narrow: str
    width: int
    height: int
    alt: str


def write(run: Run, lang: str, path: Path) -> Path:
    """Write the page of a run in a language; returns the path."""
    path.write_text(html(run, lang), encoding="utf-8")
    return path


def html(run: Run, lang: str = "en") -> str:
    """The page as text. Everything that comes from data is escaped."""
    report = build(run, lang)
    return fill("report.html", report, Words(lang), label=label, theme=theme, pictures=_pictures(report, run, lang))


def fill(template: str, page: object, words: Words, css: str = "", **more: Any) -> str:
    """A template over base.html filled with what a page says, its words and our style sheet; css: what the page adds to that.

    page: holds lang, version, made_on, title, subtitle, answer and colophon, and a notice where there is one. Everything is escaped.
    """
    pages = environment()
    sheet = pages.get_template("report.css").render(theme=theme, fonts=fonts()) + css
    return pages.get_template(template).render(page=page, t=words.t, css=Markup(sheet), **more)  # noqa: S704  our own style sheet


def environment() -> Environment:
    """Templates of the report, with escaping on and undefined names refused."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def fonts() -> dict[str, str]:
    """The styles that pages use, as data URIs."""
    return {style: uri(file.read_bytes(), "font/ttf") for style, file in theme.FONT_FILES.items() if style != "Bold"}


def uri(data: bytes, kind: str) -> str:
    """Bytes as a data URI."""
    return f"data:{kind};base64,{b64encode(data).decode('ascii')}"


def _pictures(report: Report, run: Run, lang: str) -> dict[str, Embedded]:
    names = [picture.name for section in (*report.sections, report.doubts) for picture in section.pictures]
    return {name: embed(name, run, lang) for name in names}


def embed(name: str, run: Run, lang: str) -> Embedded:
    """A picture as the page takes it."""
    kind = "png" if name in MAPS else "svg"
    wide = figures.show(name, run, lang, kind)
    narrow = "" if name in FIXED else uri(figures.show(name, run, lang, kind, theme.NARROW).data, TYPES[kind])
    width, height = (round(side * PIXELS_PER_INCH) for side in (wide.width, wide.height))
    return Embedded(uri(wide.data, TYPES[kind]), narrow, width, height, wide.alt)
