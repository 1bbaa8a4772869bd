"""The Word file of an evaluation says what the page says, and the same bytes each time."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from docx import Document

from highground.catalogue.answers.bank import Bank
from highground.response.capacity.learning.evaluation import Evaluation
from highground.views.report.narrative.learning_content import build
from highground.views.report.office.learning_document import write


def test_it_says_what_the_page_says(tmp_path: Path, evaluation: Callable[..., Evaluation], bank: Bank) -> None:
    page = build(evaluation(), bank, "K", "es", date(2026, 11, 25))
    for name in ("a.docx", "b.docx"):
        write(page, evaluation(), datetime(2026, 11, 25), tmp_path / name)
    doc = Document(str(tmp_path / "a.docx"))
    said = [one.text for one in doc.paragraphs]
    assert page.answer in said
    assert set(page.warnings) <= set(said)
    assert [len(table.rows) - 1 for table in doc.tables] == [len(one.lines) for one in page.tables]
    assert len(doc.inline_shapes) == 1
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
