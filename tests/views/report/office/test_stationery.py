from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from highground.views.report.alphabet import theme
from highground.views.report.office import stationery

FOOTER = "Kazakhstan\x00 · 2026 & <w:p>"


@pytest.fixture(scope="module")
def page() -> Any:
    doc = Document()
    stationery.lay_out(doc, "kk-KZ", FOOTER)
    doc.add_heading("Ice", 1)
    buffer = BytesIO()
    doc.save(buffer)
    return Document(BytesIO(buffer.getvalue()))


def test_the_paper_is_a4_with_equal_margins(page: Any) -> None:
    section = page.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.05)
    assert section.left_margin == section.right_margin


def test_spelling_is_checked_in_one_language_only(page: Any) -> None:
    tags = [one.get(qn("w:val")) for one in page.styles.element.iter(qn("w:lang"))]
    assert tags == ["kk-KZ"]


def test_the_footer_counts_pages_and_takes_hostile_text_as_text(page: Any) -> None:
    footer = page.sections[0].footer.paragraphs[0]
    assert footer.text.startswith("Kazakhstan · 2026 & <w:p>\t")
    fields = [one.get(qn("w:instr")) for one in footer._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_no_printed_style_is_smaller_than_our_smallest_letters(page: Any) -> None:
    sizes = {style.name: style.font.size.pt for style in page.styles if style.type == 1 and style.font.size and not style.hidden}
    assert {"Normal", "Heading 1", "Table Text", "Footer", "Reference"} <= set(sizes)
    ours = {name: size for name, size in sizes.items() if name in {look.name for look in stationery._LOOKS}}
    assert min(ours.values()) >= theme.SMALL


def test_a_heading_stays_with_the_words_below_it(page: Any) -> None:
    assert all(page.styles[name].paragraph_format.keep_with_next for name in ("Heading 1", "Heading 2", "Table Caption", "Picture"))


def test_word_learns_which_font_to_take_where_ours_is_missing(page: Any) -> None:
    part = next(rel.target_part for rel in page.part.rels.values() if rel.reltype.endswith("/fontTable"))
    assert f'w:altName w:val="{stationery.FALLBACK}"'.encode() in part.blob


@given(st.integers(1, 4))
def test_columns_go_on_the_same_page(count: int) -> None:
    doc = Document()
    stationery.columns(doc, count)
    assert doc.sections[-1]._sectPr.find(qn("w:cols")).get(qn("w:num")) == str(count)
    assert doc.sections[-1].start_type == 0  # continuous


def test_a_floating_picture_keeps_its_size_and_leaves_its_line() -> None:
    png = BytesIO()
    Image.new("RGB", (60, 30), "white").save(png, "PNG")
    doc: Any = Document()
    paragraph = doc.add_paragraph()
    shape = paragraph.add_run().add_picture(BytesIO(png.getvalue()), width=Mm(40))
    size = (shape.width, shape.height)
    stationery.float_right(paragraph)
    assert paragraph._p.find(f".//{qn('wp:inline')}") is None
    extent = paragraph._p.find(f".//{qn('wp:anchor')}/{qn('wp:extent')}")
    assert (int(extent.get("cx")), int(extent.get("cy"))) == size
