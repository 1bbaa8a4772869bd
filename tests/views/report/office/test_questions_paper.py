"""Tests on paper: every question with its answers and no key; the key with letters and reasons; the same bytes each time."""

from pathlib import Path

from docx import Document

from highground.basis.question import Choice, Item
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.office import questions_paper as paper

ITEMS = (
    Item("a", "single", "Which range?", (Choice("12 %", False), Choice("43 %", True)), explanation="Row E7."),
    Item("b", "numeric", "How many?", value=1200.0, explanation="Four each."),
    Item("c", "matching", "Pair.", (Choice("2 °C", True, match="43 %"), Choice("3 °C", True, match="33 %"))),
)


def lines(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


def test_a_form_asks_everything_and_tells_no_answer(sample_run: Run, tmp_path: Path) -> None:
    path = tmp_path / "test.docx"
    paper.write_test("A", ITEMS, sample_run, Words("en", "questions"), path)
    text = lines(path)
    assert "1. Which range?" in text
    assert "☐ B. 43 %" in text
    assert "Answer: ____________" in text
    assert sorted(line[:2] for line in text if line[3:] in ("43 %", "33 %") and line[0] in "AB") == ["A.", "B."]
    assert not any("E7" in line for line in text)
    first = path.read_bytes()
    paper.write_test("A", ITEMS, sample_run, Words("en", "questions"), path)
    assert path.read_bytes() == first


def test_the_key_gives_letter_answer_and_reason(sample_run: Run, tmp_path: Path) -> None:
    path = tmp_path / "key.docx"
    paper.write_key({"A": ITEMS}, sample_run, Words("en", "questions"), path)
    text = lines(path)
    assert "1. B  Which range?" in text
    assert "43 %. Row E7." in text
    assert any(line.startswith("2. 1,200") for line in text)


def test_a_translation_that_nobody_reviewed_says_so(sample_run: Run, tmp_path: Path) -> None:
    path = tmp_path / "test.docx"
    words = Words("kk", "questions")
    paper.write_test("B", ITEMS, sample_run, words, path)
    assert words.reviewed or any(style.style.name == "Warning" for style in Document(str(path)).paragraphs if style.style)
