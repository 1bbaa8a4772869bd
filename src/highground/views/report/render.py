"""Writes what people open: every language and format of a run, and of a mirror."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from highground.basis.errors import HighgroundError

if TYPE_CHECKING:
    from highground.catalogue.runs import Run
    from highground.research.twins import Twins
    from highground.research.whatif.answer import WhatIf

Tell = Callable[[str, float | None], None]
WRITERS: Final = {  # format -> module with write(run, lang, path), file name
    "html": ("pages.page", "report"),
    "pdf": ("pages.brief", "brief"),
    "docx": ("office.document", "brief"),
    "pptx": ("office.slides", "slides"),
    "xlsx": ("office.workbook", "data"),
}
KINDS: Final = ("svg", "png")  # of figures
FIGURES_SHARE: Final = 0.4  # of the time of drawing and writing; only for the bar
MIRRORS: Final = {
    "html": ("pages.mirror_page", "mirror"),
    "pdf": ("pages.mirror_brief", "mirror"),
    "xlsx": ("office.mirror_workbook", "mirror"),
}

WHATIFS: Final = {
    "html": ("pages.whatif_page", "whatif"),
    "pdf": ("pages.whatif_sheet", "whatif"),
    "xlsx": ("office.whatif_workbook", "whatif"),
}


def render(  # noqa: PLR0917
    run: "Run", folder: Path, langs: Sequence[str], formats: Sequence[str], tell: Tell, kinds: Sequence[str] = KINDS
) -> list[Path]:
    """Write report.html, brief.pdf, brief.docx, slides.pptx and data.xlsx, and the figures in each kind (png, svg).

    With more than one language each file carries its code: report.ru.html. Returns the files that people open.
    """
    from highground.views.report.figures import save_all  # noqa: PLC0415  drawing is loaded when something is drawn

    for done, lang in enumerate(langs):
        tell(f"figures ({lang})", FIGURES_SHARE * done / len(langs))
        save_all(run, lang, folder / "figures" / lang, kinds)

    def rest(text: str, share: float | None) -> None:
        tell(text, None if share is None else FIGURES_SHARE + (1 - FIGURES_SHARE) * share)

    return write(run, folder, langs, formats, rest)


def write(run: "Run", folder: Path, langs: Sequence[str], formats: Sequence[str], tell: Tell) -> list[Path]:
    """Write the formats in each language, without the folder of figures. Returns the files."""
    written = []
    for done, lang in enumerate(langs):
        for step, name in enumerate(formats):
            tell(f"{name} ({lang})", (done + step / len(formats)) / len(langs))
            module, stem = WRITERS[name]
            written.append(_write(module, run, lang, folder / _name(stem, name, lang, langs)))
    return written


def render_mirror(twins: "Twins", folder: Path, langs: Sequence[str], formats: Sequence[str], tell: Tell) -> list[Path]:
    """Write mirror.html, mirror.pdf and mirror.xlsx; Word and slides are made for single countries only."""
    written = []
    wanted = [name for name in formats if name in MIRRORS]
    if not wanted:
        raise HighgroundError(f"A mirror is written as {', '.join(MIRRORS)}; you asked for {', '.join(formats)}. Add one of these.")
    for done, lang in enumerate(langs):
        for step, name in enumerate(wanted):
            tell(f"{name} ({lang})", (done + step / len(wanted)) / len(langs))
            module, stem = MIRRORS[name]
            written.append(_write(module, twins, lang, folder / _name(stem, name, lang, langs)))
    return written


def render_whatif(found: "WhatIf", folder: Path, langs: Sequence[str], formats: Sequence[str], tell: Tell) -> list[Path]:
    """Write whatif.html, whatif.pdf and whatif.xlsx, as far as they are wanted."""
    wanted = [(lang, name) for lang in langs for name in formats if name in WHATIFS]
    written = []
    for done, (lang, name) in enumerate(wanted):
        tell(f"{name} ({lang})", done / len(wanted))
        module, stem = WHATIFS[name]
        written.append(_write(module, found, lang, folder / _name(stem, name, lang, langs)))
    return written


def _name(stem: str, suffix: str, lang: str, langs: Sequence[str]) -> str:
    return f"{stem}.{suffix}" if len(langs) == 1 else f"{stem}.{lang}.{suffix}"


def _write(module: str, what: object, lang: str, path: Path) -> Path:
    import_module(f"highground.views.report.{module}").write(what, lang, path)
    return path
