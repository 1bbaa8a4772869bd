"""Texts read page by page, each passage under its heading."""

from pathlib import Path

import pytest
import typst
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.drafts.draft import Draft, Passage
from highground.catalogue.texts.read import heads, passages, read_text

SENTENCE = (
    "The ministry prepares a plan for the people of the valley, and the plan names who pays for what and until when it is done. "
)


def _pdf(folder: Path, source: str) -> Path:
    (folder / "t.typ").write_text(source, encoding="utf-8")
    path = folder / "t.pdf"
    path.write_bytes(typst.compile(folder / "t.typ"))
    return path


def test_no_passage_goes_over_to_the_next_page(tmp_path: Path) -> None:
    path = _pdf(tmp_path, SENTENCE * 40 + "\n\n" + SENTENCE * 20)
    draft = read_text(path)
    found = passages(draft)
    assert (draft.kind, draft.pages) == ("pdf", 2)
    pages = [typst_page.words for typst_page in found if typst_page.page == 2]
    assert {one.page for one in found} == {1, 2}
    assert " ".join(one.words for one in found).split() == (SENTENCE * 60).split()  # nothing is lost or said twice
    assert pages
    assert all(len(one.words.split()) <= 120 for one in found)


def test_every_page_of_a_real_plan_is_where_its_words_are(shared: Path) -> None:
    import pypdfium2

    path = shared / "data" / "policy-texts" / "ecuador_first_ndc_english.pdf"
    found = passages(read_text(path))
    document = pypdfium2.PdfDocument(path)
    pages = ["".join(sign for sign in page.get_textpage().get_text_range() if sign.isalnum()) for page in document]
    begins = {one.number: "".join(filter(str.isalnum, one.words))[:30] for one in found}  # before a head that was left out
    misplaced = [one for one in found if one.page and begins[one.number] not in pages[one.page - 1]]
    assert len(pages) == 44
    assert not misplaced


def test_a_passage_knows_the_article_above_it(tmp_path: Path) -> None:
    document = Document()
    for text in ("Law", "Article 50. Movers", "They are protected.", "51-бап. Құқықтар", "Олар қорғалады.", "The State shall:"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "t.docx"))
    found = passages(read_text(tmp_path / "t.docx"))
    assert [(one.number, one.heading) for one in found] == [
        (1, ""), (2, "Article 50. Movers"), (3, "Article 50. Movers"), (4, "51-бап. Құқықтар"), (5, "51-бап. Құқықтар"), (6, "51-бап. Құқықтар"),
    ]  # fmt: skip
    assert len({one.id for one in found}) == 6


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Статья 50. Внутренние мигранты", True), ("Artículo 58.- Visa humanitaria", True), ("3.2.1 Adaptation priorities", True),
        ("Chapter IV Adaptation", True), ("Приложение 2", True), ("2030 is the year of the target.", False), ("Article", False),
        ("3.5 million people live in the mountains, and more of them will have to move before the end of the century.", False),
    ],
)  # fmt: skip
def test_headings_are_told_from_sentences(text: str, heading: bool) -> None:
    assert heads(text) is heading


def test_a_web_page_says_its_alphabet_and_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "law.html"
    path.write_bytes("<html><body><p>Закон о миграции населения</p></body></html>".encode("cp1251"))
    draft = read_text(path)
    assert (draft.kind, [str(one) for one in draft.said]) == ("html", ["The text of the file was read as CP1251."])
    with pytest.raises(MissingSource, match="gone"):
        read_text(tmp_path / "gone")


def test_a_scan_is_refused_with_advice_and_xml_is_no_policy_text(tmp_path: Path) -> None:
    path = _pdf(tmp_path, "#rect(width: 5cm, height: 5cm)\n#pagebreak()\n#rect(width: 5cm)")
    with pytest.raises(BadData, match=r"probably a scan.*OCR"):
        read_text(path)
    (tmp_path / "x.xml").write_text("<?xml version='1.0'?><register/>", encoding="utf-8")
    with pytest.raises(BadData, match="web page or XML"):
        read_text(tmp_path / "x.xml")


def test_five_thousand_pages_are_refused_in_one_sentence(tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    document = PdfDocument.new()
    for _ in range(5000):
        document.new_page(200, 200)
    document.save(tmp_path / "long.pdf")
    with pytest.raises(BadData, match=r"5,000 pages, and 1 to 1,000 are read; cut it into parts"):
        read_text(tmp_path / "long.pdf")


def test_a_paragraph_of_120_words_stays_whole_and_a_longer_one_is_cut() -> None:
    for words, pieces in ((120, 1), (121, 2)):
        draft = Draft("t", "text", "0" * 64, (Passage("One two three. " * (words // 3) + "end " * (words % 3), 1, 1),))
        assert len(passages(draft)) == pieces


@given(
    st.lists(
        st.text(st.sampled_from("ab. \n"), min_size=1, max_size=900).map(lambda one: " ".join(one.split())).filter(bool), max_size=5
    )
)
def test_cutting_loses_no_word(texts: list[str]) -> None:
    draft = Draft("t", "text", "0" * 64, tuple(Passage(text, number, number) for number, text in enumerate(texts, 1)))
    found = passages(draft)
    assert " ".join(one.words for one in found).split() == " ".join(texts).split()
    assert [one.number for one in found] == list(range(1, len(found) + 1))
