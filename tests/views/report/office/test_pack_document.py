from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from highground.basis.settings import LANGS
from highground.catalogue.runs import Run
from highground.response.policy.pack.made import Pack
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.pack_content import build
from highground.views.report.office.pack_document import write

from .pack_numbers import allowed, numbers

Pair = tuple[Run, Run]
Packed = Callable[..., Pack]


def words_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_of_the_word_file_is_read_again_from_the_runs(packed: Packed, pilots: Pair, tmp_path: Path, lang: str) -> None:
    made, path = packed(*pilots), tmp_path / "pack.docx"
    write(made, lang, path)
    text = words_of(path)
    assert numbers(text) - allowed(made, build(made, lang), Words(lang, "pack")) == set()
    assert len(numbers(text)) > 60


def test_the_first_page_asks_and_says_that_it_is_a_draft(packed: Packed, pilots: Pair, tmp_path: Path) -> None:
    write(packed(*pilots), "en", tmp_path / "pack.docx")
    said = [paragraph.text for paragraph in Document(str(tmp_path / "pack.docx")).paragraphs]
    assert said[:3] == [
        "Negotiation pack: Kazakhstan, Ecuador",
        "SB 66, Bonn, June 2027",
        "Draft for clearance. Not an agreed position.",
    ]
    assert "What we ask together" in said
    page = build(packed(*pilots), "en")
    before = said[: said.index("What one country asks alone")]
    assert all(any(text.startswith(f"{ask.text} (") for text in before) for ask in page.joint), "every joint ask is on the one page"


def test_the_same_pack_gives_the_same_bytes(packed: Packed, pilots: Pair, tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        write(packed(pilots[0]), "en", tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_an_event_with_markup_is_plain_text(packed: Packed, pilots: Pair, tmp_path: Path) -> None:
    write(packed(pilots[0], event="<w:p/> & =1+1"), "en", tmp_path / "pack.docx")
    assert "<w:p/> & =1+1" in words_of(tmp_path / "pack.docx")
