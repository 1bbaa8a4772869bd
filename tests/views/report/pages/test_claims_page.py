from highground.catalogue.drafts.draft import Draft, Passage
from highground.catalogue.drafts.rulebook import rulebook
from highground.catalogue.shelf import Shelf
from highground.research.drafts.check import Checked, book, check
from highground.views.report.pages.claims_page import html


def checked(text: str) -> tuple[Draft, Checked]:
    tables = rulebook(Shelf())
    draft = Draft("<b>draft</b>", "text", "ab", (Passage(text, 1),))
    return draft, check(draft, book(tables.figures, tables.words, tables.rules))


def test_the_page_marks_the_place_and_links_it_to_its_note() -> None:
    page = html(*checked("The <script>alert(1)</script> environmental refugees arrive."), "en", "2026-11-25")
    assert '<mark class="wrong">environmental refugees<a class="tag" href="#note-1">1</a></mark>' in page
    assert 'id="note-1"' in page
    assert "https://www.iom.int/definitional-issues" in page


def test_nothing_from_the_draft_becomes_code() -> None:
    page = html(*checked("The <script>alert(1)</script> environmental refugees arrive."), "en", "2026-11-25")
    assert "<script>" not in page
    assert "<b>draft</b>" not in page
    assert "default-src 'none'" in page


def test_the_same_draft_gives_the_same_bytes() -> None:
    draft, found = checked("Environmental refugees arrive.")
    assert html(draft, found, "ru", "2026-11-25") == html(draft, found, "ru", "2026-11-25")


def test_what_is_doubted_stands_in_the_quotation_marks_of_the_reader() -> None:
    draft, found = checked("Environmental refugees arrive.")
    assert "<p>«Environmental refugees»</p>" in html(draft, found, "ru", "2026-11-25")
    assert "<p>“Environmental refugees”</p>" in html(draft, found, "en", "2026-11-25")
