"""suggestions.html escapes what texts bring and needs no network."""

from pathlib import Path

from highground.basis.policy import Text
from highground.catalogue.codes.book import codebook
from highground.catalogue.shelf import Shelf
from highground.response.policy.suggest.suggestions import Suggestion
from highground.views.report.pages.policy_suggestions_page import html, write

TEXT = Text("t" * 16, "<script>.pdf", "pdf", "0" * 64, "en")
ONE = Suggestion("t" * 16, 1, 1, "migration", "en", "<img src=x> migrants & others", ("migrants",), True, False, 3.0)


def test_a_quote_is_text_and_never_code(tmp_path: Path) -> None:
    book = codebook(Shelf())
    page = html([(TEXT, [ONE])], book, "en", "2026-11-25")
    assert "&lt;img src=x&gt; migrants &amp; others" in page
    assert "<script>" not in page
    assert "http" not in page.split("<main")[1]
    assert write([(TEXT, [ONE])], book, "en", "2026-11-25", tmp_path / "a.html").read_text(encoding="utf-8") == page
