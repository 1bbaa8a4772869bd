from pathlib import Path

import pypdfium2 as pdfium
import pytest

from highground.research.twins import Twins
from highground.views.report.pages import mirror_brief


@pytest.fixture(scope="module")
def pages(twins: Twins) -> list[str]:
    with pdfium.PdfDocument(mirror_brief.pdf(twins)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_the_brief_has_three_to_six_pages(pages: list[str]) -> None:
    assert 3 <= len(pages) <= 6


def test_both_countries_stand_on_every_table(pages: list[str]) -> None:
    assert "Kazakhstan and Ecuador" in pages[0]
    assert "What both can say together" in "".join(pages)
    assert "What does not compare" in "".join(pages)


def test_markup_in_a_name_is_set_as_text(pages: list[str]) -> None:
    assert "Ecuador <i>" in pages[0]


def test_no_number_is_missing_without_a_word(pages: list[str]) -> None:
    text = " ".join(pages)
    assert " nan" not in text
    assert "None" not in text
    assert "no number" in text


def test_the_same_runs_give_the_same_bytes(twins: Twins, tmp_path: Path) -> None:
    first, second = (mirror_brief.write(twins, "ru", tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf"))
    assert first == second
