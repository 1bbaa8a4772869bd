from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from highground.basis.settings import LANGS
from highground.catalogue.shelf import Shelf
from highground.research.relocation import Asked, Relocation, relocation
from highground.views.report.pages.relocation_page import html, pdf, weights, write


@pytest.fixture
def found(valley: dict[str, Path]) -> Relocation:
    return relocation(
        Asked(valley["families"], None, (f"{valley['runout']}=10-30",), None, valley["settlements"], valley["destinations"], members=20, today=date(2026, 11, 25)),
        Shelf(),
    )  # fmt: skip


def text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("lang", LANGS)
def test_page_and_brief_are_written_in_every_language(found: Relocation, lang: str, tmp_path: Path) -> None:
    page = write(found, lang, tmp_path / "relocation.html").read_text(encoding="utf-8")
    assert f'<html lang="{lang}">' in page
    assert "Upper Bridge" in page
    brief = write(found, lang, tmp_path / "relocation.pdf").read_bytes()
    assert brief.startswith(b"%PDF")
    assert "Upper Bridge" in text_of(brief)


def test_no_number_of_a_family_reaches_the_page(found: Relocation) -> None:
    for text in (html(found), text_of(pdf(found))):
        assert not [family for family in found.state if family in text]


def test_what_comes_from_data_is_escaped(found: Relocation) -> None:
    first = found.settlements[0]
    named = replace(first, place=replace(first.place, name="<script>x</script> #danger"))
    strange = replace(found, settlements=(named, *found.settlements[1:]))
    assert "<script>x" not in html(strange)
    assert "#danger" in text_of(pdf(strange))


def test_the_same_register_gives_the_same_bytes(found: Relocation) -> None:
    assert html(found) == html(found)
    assert pdf(found) == pdf(found)


def test_a_column_of_long_words_is_wider_than_one_of_numbers() -> None:
    number, words = weights(["n", "why"], [("12", "a destination that is excluded")])
    assert number < words
