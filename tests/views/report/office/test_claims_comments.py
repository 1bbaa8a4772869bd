from pathlib import Path

from docx import Document

from highground.catalogue.drafts.read import read_draft
from highground.catalogue.drafts.rulebook import rulebook
from highground.catalogue.shelf import Shelf
from highground.research.drafts.check import book, check
from highground.views.report.office.claims_comments import write


def test_each_mark_becomes_a_comment_at_its_paragraph_and_the_text_stays(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("A first paragraph.")
    document.add_paragraph("Environmental refugees arrive. ").add_run("Internal refugees too.").bold = True
    document.add_table(1, 1).cell(0, 0).text = "In 2021, 375 people were relocated in Tajikistan."
    document.save(str(tmp_path / "draft.docx"))
    tables = rulebook(Shelf())
    found = check(read_draft(tmp_path / "draft.docx"), book(tables.figures, tables.words, tables.rules))
    assert write(tmp_path / "draft.docx", found, "en", tmp_path / "out.docx") == len(found.marks) == 3
    after = Document(str(tmp_path / "out.docx"))
    assert [p.text for p in after.paragraphs] == ["A first paragraph.", "Environmental refugees arrive. Internal refugees too."]
    assert [comment.author for comment in after.comments] == ["highground"] * 3
    assert "Internally displaced persons" in [comment.text for comment in after.comments][1]


def test_equal_sentences_are_each_commented_at_their_own_paragraph(tmp_path: Path) -> None:
    document = Document()
    for text in ("Climate refugees arrive.", "", "Climate refugees arrive."):
        document.add_paragraph(text)
    document.save(str(tmp_path / "draft.docx"))
    tables = rulebook(Shelf())
    found = check(read_draft(tmp_path / "draft.docx"), book(tables.figures, tables.words, tables.rules))
    assert write(tmp_path / "draft.docx", found, "ru", tmp_path / "out.docx") == 2
    after = Document(str(tmp_path / "out.docx"))
    commented = ["commentRangeStart" in paragraph._p.xml for paragraph in after.paragraphs]
    assert commented == [True, False, True]
    assert "«Climate refugees»" in next(iter(after.comments)).text
