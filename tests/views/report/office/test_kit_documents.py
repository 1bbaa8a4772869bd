from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from highground.basis.settings import LANGS
from highground.catalogue.runs import Run
from highground.views.report.office import kit_documents

from .kit_numbers import allowed, numbers, telling_of

Pair = tuple[Run, Run]
WRITERS = (
    kit_documents.agenda, kit_documents.facilitator, kit_documents.handouts, kit_documents.exercises, kit_documents.answers,
)  # fmt: skip


def lines_of(path: Path) -> Iterator[str]:
    doc: Any = Document(str(path))
    yield from (paragraph.text for paragraph in doc.paragraphs)
    yield from (cell.text for table in doc.tables for row in table.rows for cell in row.cells)


@pytest.mark.parametrize(("which", "lang"), [*((0, lang) for lang in LANGS), (1, "es")])
def test_every_number_on_paper_is_read_again_from_the_run_or_a_cited_figure(
    pilots: Pair, tmp_path: Path, lang: str, which: int
) -> None:
    telling = telling_of(pilots[which], lang)
    held = allowed(telling)
    for write in WRITERS:
        write(telling, tmp_path / "one.docx")
        text = "\n".join(lines_of(tmp_path / "one.docx"))
        assert numbers(text) - held == set(), write.__name__
        assert "{" not in text
        assert "nan" not in text.lower().split()


def test_the_agenda_has_hours_of_eight_sessions_and_their_breaks(pilots: Pair, tmp_path: Path) -> None:
    kit_documents.agenda(telling_of(pilots[0], "en"), tmp_path / "agenda.docx")
    text = "\n".join(lines_of(tmp_path / "agenda.docx"))
    for hours in ("09:00–10:15", "10:15–10:30", "10:30–11:45", "11:45–13:00", "13:00–14:15", "14:15–14:30", "14:30–15:45"):
        assert text.count(hours) == 2  # both days
    assert text.index("Test before the training (form A)") < text.index("Session 1") < text.index("Session 8")
    assert "15:45–16:15" in text[text.index("Session 8") :]  # a form of 20 questions does not fit into the last ten minutes


def test_the_facilitator_has_minutes_that_add_up_in_each_session(pilots: Pair, tmp_path: Path) -> None:
    kit_documents.facilitator(telling_of(pilots[0], "en"), tmp_path / "notes.docx")
    doc: Any = Document(str(tmp_path / "notes.docx"))
    plans = [table for table in doc.tables if table.rows[0].cells[1].text == "Minutes"]
    assert [sum(int(row.cells[1].text) for row in table.rows[1:]) for table in plans] == [75] * 8


def test_hand_outs_say_what_rows_ranges_and_terms_are(pilots: Pair, tmp_path: Path) -> None:
    telling = telling_of(pilots[0], "en")
    kit_documents.handouts(telling, tmp_path / "handouts.docx")
    text = "\n".join(lines_of(tmp_path / "handouts.docx"))
    assert "E with a number names a row of the evidence table" in text
    for lesson in telling.kit.lessons:
        assert all(meaning in text for _, meaning in lesson.outline.terms)


def test_the_draft_check_is_announced_where_there_is_a_draft(pilots: Pair, tmp_path: Path) -> None:
    poor = replace(pilots[0], claims=[claim for claim in pilots[0].claims if claim.id == "people.moving"])
    for run, drafted in ((pilots[0], True), (poor, False)):
        telling = telling_of(run, "en")
        kit_documents.facilitator(telling, tmp_path / "notes.docx")
        assert ("highground claim-check draft.txt" in "\n".join(lines_of(tmp_path / "notes.docx"))) is drafted
        assert bool(telling.draft()) is drafted


def test_the_exercises_hold_no_answer(pilots: Pair, tmp_path: Path) -> None:
    telling = telling_of(pilots[0], "en")
    kit_documents.exercises(telling, tmp_path / "exercises.docx")
    kit_documents.answers(telling, tmp_path / "answers.docx")
    asked, told = "\n".join(lines_of(tmp_path / "exercises.docx")), "\n".join(lines_of(tmp_path / "answers.docx"))
    for answer in ("Wrong: this is the whole country.", "No year, no level, no range", "Forced and sudden"):
        assert answer in told
        assert answer not in asked


def test_a_role_card_has_every_finding_of_the_role_with_its_confidence(pilots: Pair, tmp_path: Path) -> None:
    """Groups choose their strongest claim and say its confidence: both have to stand on the card."""
    telling = telling_of(pilots[0], "en")
    kit_documents.exercises(telling, tmp_path / "exercises.docx")
    text = list(lines_of(tmp_path / "exercises.docx"))
    (game,) = [one for one in telling.exercises() if one.id == "negotiation"]
    for item in game.items:
        found = telling.claims(item.claims)
        assert found
        assert all(f"{one.text} ({telling.tail(one)})" in text and one.confidence in telling.tail(one) for one in found)


def test_an_answer_stays_with_its_source(pilots: Pair, tmp_path: Path) -> None:
    kit_documents.answers(telling_of(pilots[0], "en"), tmp_path / "answers.docx")
    doc: Any = Document(str(tmp_path / "answers.docx"))
    sources = [n for n, paragraph in enumerate(doc.paragraphs) if paragraph.text.startswith("Source: ")]
    assert len(sources) > 10
    assert all(doc.paragraphs[n - 1].paragraph_format.keep_with_next for n in sources)
    position = next(one for one in doc.paragraphs if one.text.startswith("Support people where they live"))
    assert position.paragraph_format.keep_with_next  # a role and its findings too


def test_the_facilitator_reads_materials_and_what_to_watch_in_one_line_each(pilots: Pair, tmp_path: Path) -> None:
    kit_documents.facilitator(telling_of(pilots[0], "en"), tmp_path / "notes.docx")
    text = list(lines_of(tmp_path / "notes.docx"))
    assert sum(line.startswith("Materials: ") for line in text) == 8
    assert sum(line.startswith("What to watch: ") for line in text) == 8


def test_what_the_run_cannot_carry_is_said_in_every_paper_that_could_miss_it(pilots: Pair, tmp_path: Path) -> None:
    bare = replace(pilots[0], claims=[claim for claim in pilots[0].claims if claim.id == "terrain.share"])
    telling = telling_of(bare, "en")
    for write in (kit_documents.agenda, kit_documents.facilitator, kit_documents.exercises, kit_documents.answers):
        write(telling, tmp_path / "one.docx")
        text = "\n".join(lines_of(tmp_path / "one.docx"))
        assert "The exercise “Numbers game, first round” is left out: the run has no numbers for it." in text
        assert "is left out: the run makes no finding that it could rest on." in text
