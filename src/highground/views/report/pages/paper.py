"""What every paper (pdf) shares: a Typst template is filled with plain data, our letters, and the day of the run as its time."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from highground.views.report.alphabet import theme
from highground.views.report.pages.page import TEMPLATES

SHARED: Final = "paper.typ"
SCALE: Final = {
    "small": theme.SMALL, "body": theme.BODY, "lead": theme.LEAD, "head": theme.HEAD, "title": theme.TITLE, "number": theme.NUMBER,
}  # fmt: skip
COLOURS: Final = {"ink": theme.INK, "soft": theme.SOFT, "line": theme.LINE, "accent": theme.ACCENT, "warn": theme.WARN}
LOOK: Final[Mapping[str, Any]] = {"theme": SCALE | COLOURS, "family": theme.FAMILY}  # what every template asks for besides its text


class Press:
    """One template in a folder of its own, beside the pictures that it names."""

    def __init__(self, name: str, folder: Path, made_on: str) -> None:
        self.folder = folder
        self._paper = folder / name
        self._made = datetime.fromisoformat(made_on[:10]).replace(tzinfo=UTC)
        for file in (name, SHARED):
            (folder / file).write_bytes((TEMPLATES / file).read_bytes())

    def pages(self, data: Mapping[str, Any]) -> int:
        """How many pages the data fill; the template says it as <pages>."""
        return int(json.loads(typst.query(self._paper, "<pages>", field="value", one=True, **self._known(data))))

    def printed(self, data: Mapping[str, Any]) -> bytes:
        """The PDF, tagged for screen readers; the same data give the same bytes."""
        return bytes(typst.compile(self._paper, format="pdf", timestamp=self._made, **self._known(data)))

    def _known(self, data: Mapping[str, Any]) -> dict[str, Any]:
        filled = json.dumps({**LOOK, **data}, ensure_ascii=False)
        return {"root": self.folder, "font_paths": [theme.FONTS], "ignore_system_fonts": True, "sys_inputs": {"data": filled}}


@contextmanager
def press(name: str, made_on: object) -> Iterator[Press]:
    """A press for the template of that name; made_on: the day of the run as ISO text, which stands in the file as its time."""
    with TemporaryDirectory() as folder:
        yield Press(name, Path(folder), str(made_on))
