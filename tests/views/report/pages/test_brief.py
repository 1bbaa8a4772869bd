from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from highground.catalogue.runs import Run
from highground.views.report.pages.brief import MOST_PAGES, pdf, write


def words_of(data: bytes) -> str:
    with pdfium.PdfDocument(data) as document:
        return "\n".join(document[number].get_textpage().get_text_range() for number in range(len(document)))


@pytest.fixture(scope="module")
def brief(sample_run: Run) -> bytes:
    return pdf(sample_run, "en")


def test_the_brief_has_four_to_ten_pages_of_a4(brief: bytes) -> None:
    with pdfium.PdfDocument(brief) as document:
        assert 4 <= len(document) <= MOST_PAGES
        assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)


def test_the_first_page_gives_the_answer_and_its_ranges(brief: bytes) -> None:
    with pdfium.PdfDocument(brief) as document:
        first = document[0].get_textpage().get_text_range()
    assert "Kazakhstan" in first
    assert "0.8 to 1.6" in first
    assert "low confidence" in first


def test_the_brief_names_its_sources_and_its_gaps(brief: bytes) -> None:
    text = " ".join(words_of(brief).split())
    assert "What better data would change" in text
    assert "World Population Prospects" in text
    assert "not yet verified" in text


def test_the_brief_carries_title_and_author(brief: bytes) -> None:
    with pdfium.PdfDocument(brief) as document:
        assert document.get_metadata_dict()["Title"].startswith("Kazakhstan")
    assert b"/Lang" in brief or b"/MarkInfo" in brief


def test_cyrillic_is_text_and_not_boxes(sample_run: Run) -> None:
    assert "Қазақстан" in words_of(pdf(sample_run, "kk"))


def test_markup_in_data_is_printed_as_it_is(sample_run: Run) -> None:
    bad = '#panic("no") *bold* $x$ <label> @ref'
    units = sample_run.units.assign(name=[bad, *sample_run.units["name"][1:]])
    text = words_of(pdf(replace(sample_run, units=units, about=sample_run.about | {"note": bad}), "en"))
    assert '#panic("no") *bold* $x$ <label> @ref' in " ".join(text.split())


def test_the_same_run_gives_the_same_bytes(sample_run: Run, brief: bytes, tmp_path: Path) -> None:
    assert write(sample_run, "en", tmp_path / "brief.pdf").read_bytes() == brief


def test_a_run_with_many_claims_still_fits(sample_run: Run) -> None:
    long = replace(sample_run, claims=tuple(replace(claim, id=f"{claim.id}{n}") for claim in sample_run.claims for n in range(6)))
    with pdfium.PdfDocument(pdf(long, "en")) as document:
        assert len(document) <= MOST_PAGES
