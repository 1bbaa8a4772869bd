from typing import Any

import pypdfium2 as pdfium
import pytest

from highground.views.report.alphabet import theme
from highground.views.report.pages.page import TEMPLATES
from highground.views.report.pages.paper import LOOK, SHARED, press

EMPTY = {"weights": [1], "words": [], "columns": ["a"], "lines": [["b"]], "note": "", "caption": "#strong[no markup]"}
FILES = EMPTY | {"lines": [["rows.csv", "ab"]]}


@pytest.fixture
def data() -> dict[str, Any]:
    """What relocation.typ asks for, as little as it takes."""
    texts = dict.fromkeys(("subtitle", "made_on", "notice", "answer", "footer", "colophon"), "text")
    labels = dict.fromkeys(("unknown", "limits", "how"), "label")
    number = {"value": "1", "label": "one", "note": ""}
    lists: dict[str, Any] = {"unknown": [], "limits": ["x"], "method": ["x"], "tables": [EMPTY], "numbers": [number]}
    return {"lang": "kk", "title": "Көшіру", "labels": labels, "checks": EMPTY, "files": FILES} | texts | lists


def test_the_same_data_give_the_same_bytes_and_the_day_of_the_run_is_their_time(data: dict[str, Any]) -> None:
    found = []
    for _ in range(2):
        with press("relocation.typ", "2026-11-25T10:00:00") as made:
            found.append(made.printed(data))
    assert found[0] == found[1]
    with pdfium.PdfDocument(found[0]) as document:
        assert document.get_metadata_dict()["Title"] == "Көшіру: text"
        assert document.get_metadata_dict()["CreationDate"].startswith("D:20261125")
        text = document[0].get_textpage().get_text_range()
    assert "#strong[no markup]" in text
    assert "Көшіру" in text


def test_every_paper_begins_with_what_they_share() -> None:
    papers = [file for file in TEMPLATES.glob("*.typ") if file.name != SHARED]
    assert {"brief.typ", "learning_certificate.typ", "mirror.typ", "relocation.typ", "whatif.typ"} <= {file.name for file in papers}
    assert all(file.read_text(encoding="utf-8").startswith(f'#import "{SHARED}": *') for file in papers)


def test_colours_and_sizes_are_those_of_the_theme() -> None:
    assert LOOK["family"] == theme.FAMILY
    assert (LOOK["theme"]["warn"], LOOK["theme"]["body"]) == (theme.WARN, theme.BODY)
