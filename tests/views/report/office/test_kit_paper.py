from pathlib import Path
from typing import Any

from docx import Document

from highground.catalogue.runs import Run
from highground.views.report.office import kit_paper

from .kit_numbers import telling_of


def test_a_paper_has_its_title_and_says_when_a_translation_is_not_reviewed(pilots: tuple[Run, Run], tmp_path: Path) -> None:
    telling = telling_of(pilots[0], "kk")
    doc: Any = kit_paper.opened(telling, "Title", "Subtitle")
    kit_paper.bullets(doc, "Heading", ())
    kit_paper.bullets(doc, "List", ("one", "two"))
    kit_paper.table(doc, ("a", "b"), [("1", "2")], (0.4, 0.6), tall=20)
    kit_paper.ruled(doc, 3)
    kit_paper.saved(doc, telling, "Title", tmp_path / "one.docx")
    kept: Any = Document(str(tmp_path / "one.docx"))
    texts = [paragraph.text for paragraph in kept.paragraphs]
    assert telling.notice
    assert texts[1:4] == ["Title", "Subtitle", telling.notice]
    assert "Heading" not in texts  # nothing to list, no heading
    assert texts[texts.index("List") + 1 :][:2] == ["one", "two"]
    assert [len(table.rows) for table in kept.tables] == [2, 3]
    assert kept.core_properties.title == "Title: Қазақстан"


def test_the_same_run_gives_the_same_bytes(pilots: tuple[Run, Run], tmp_path: Path) -> None:
    telling = telling_of(pilots[0], "en")
    for name in ("a", "b"):
        kit_paper.saved(kit_paper.opened(telling, "Title", "Subtitle"), telling, "Title", tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
