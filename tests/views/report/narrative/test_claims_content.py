from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import pytest

from highground.catalogue.drafts.draft import Draft, Passage
from highground.catalogue.drafts.rulebook import rulebook
from highground.catalogue.runs import Run
from highground.catalogue.shelf import Shelf
from highground.research.drafts.check import Checked, book, check
from highground.views.report.alphabet.words import Words, catalogue
from highground.views.report.narrative import content
from highground.views.report.narrative.claims_content import build, document, notes, remarks

Read = Callable[..., tuple[Draft, Checked]]


@pytest.fixture(scope="module")
def read_of() -> Read:
    tables = rulebook(Shelf())
    rules = book(tables.figures, tables.words, tables.rules)

    def read(*passages: Passage) -> tuple[Draft, Checked]:
        draft = Draft("a draft", "pdf", "ab" * 32, passages, (), 2)
        return draft, check(draft, rules)

    return read


def test_figures_are_printed_as_drafts_write_them(read_of: Read) -> None:
    _, checked = read_of(Passage("Up to 5 million people may migrate within Central Asia.", 1, 3))
    (note,) = notes(checked, Words("en"))
    assert "up to 2.4\u00a0million people." in note.why
    assert note.place == "Page 3, paragraph 1, sentence 1"
    (note,) = notes(checked, Words("es"))
    assert "2,4" in note.why + note.write


def test_marks_that_overlap_share_one_piece_and_no_sign_is_lost(read_of: Read) -> None:
    text = "Fine so far. By 2050, 5 million people in Central Asia will be environmental refugees. Fine again."
    draft, checked = read_of(Passage(text, 1, 1), Passage("A second page without doubts.", 2, 2))
    page = build(draft, checked, "en", "2026-11-25")
    assert "".join(piece.text for piece in page.blocks[0].pieces) == text
    assert [piece.severity for piece in page.blocks[0].pieces if piece.numbers] == ["wrong"]
    assert sum(len(piece.numbers) for piece in page.blocks[0].pieces) == len(checked.marks) == len(page.blocks[0].notes) > 1
    assert [block.page for block in page.blocks] == [1, 2]


def test_what_is_not_checked_is_said(read_of: Read) -> None:
    draft, checked = read_of(
        Passage("Таудағы отбасылар қалаға көшіп кетті, өйткені су азайды, бірақ бұл толық себеп емес.", 1, None)
    )
    assert any("Kazakh" in text for text in remarks(draft, checked, Words("en")))


def test_the_document_for_machines_holds_message_and_values(read_of: Read) -> None:
    draft, checked = read_of(Passage("In 2021, 375 people were relocated in Tajikistan.", 1, None))
    found = document(draft, checked, "2026-11-25")
    assert found["counts"] == {"wrong": 1, "doubtful": 0, "style": 0}
    assert found["marks"][0]["write"]["values"] == {"tj_plan_alt": 410.0, "tj_plan_total": 904.0}
    assert found["marks"][0]["write"]["text"].startswith("904 families")


def texts_in(thing: object) -> Iterator[str]:
    """Every text of a report, in its order."""
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing):
        yield from (text for field in fields(thing) for text in texts_in(getattr(thing, field.name)))
    elif isinstance(thing, dict):
        yield from (text for value in thing.values() for text in texts_in(value))
    elif isinstance(thing, list | tuple):
        yield from (text for value in thing for text in texts_in(value))


@pytest.mark.parametrize("lang", ["en", "ru", "es"])
def test_what_our_own_brief_says_gets_no_mark(sample_run: Run, lang: str) -> None:
    tables = rulebook(Shelf())
    said = tuple(Passage(text, n) for n, text in enumerate(texts_in(content.build(sample_run, lang)), 1) if text)
    found = check(Draft("brief", "text", "", said), book(tables.figures, tables.words, tables.rules))
    assert found.sentences > 100
    assert [(mark.rule, mark.sentence) for mark in found.marks] == []


@pytest.mark.parametrize("lang", ["en", "ru", "es"])
def test_our_own_sentences_get_no_mark_but_for_those_that_explain_marks(lang: str) -> None:
    tables = rulebook(Shelf())
    rules = book(tables.figures, tables.words, tables.rules)
    own = {text for rule in rules.rules for text in (rule.why, rule.write)}
    held = [message for message in catalogue("ru" if lang == "en" else lang) if message.id and message.id not in own]
    texts = [str(message.id if lang == "en" else message.string) for message in held]
    found = check(Draft("our words", "text", "", tuple(Passage(text, n) for n, text in enumerate(texts, 1))), rules)
    assert found.lang == lang
    assert [(mark.rule, mark.sentence) for mark in found.marks] == []
