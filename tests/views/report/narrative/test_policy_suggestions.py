"""The page of suggestions says that none is confirmed, in every language, and gives quote, page and reason."""

from dataclasses import replace

import pytest

from highground.basis.policy import Text
from highground.catalogue.codes.book import codebook
from highground.catalogue.shelf import Shelf
from highground.response.policy.suggest.suggestions import Suggestion
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.parts import UNREVIEWED
from highground.views.report.narrative.policy_suggestions import MOST_SHOWN, NOTICE, ROOM, build, document

BOOK = codebook(Shelf())
TEXT = Text("t" * 16, "plan.pdf", "pdf", "0" * 64, "en")


def suggestion(denied: bool = False, page: int | None = 3) -> Suggestion:
    return Suggestion("t" * 16, 7, page, "migration", "en", "Families migrate.", ("migrate",), denied, False, 3.0)


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
def test_every_language_says_that_nothing_is_confirmed(lang: str) -> None:
    page = build([(TEXT, [suggestion(True)])], BOOK, lang, "2026-11-25")
    assert page.notice == Words(lang, ROOM).t(NOTICE)
    assert (lang == "en") == (page.notice == NOTICE)
    assert page.denied
    assert "3" in page.texts[0].suggestions[0].place
    assert page.texts[0].suggestions[0].marks


def test_no_suggestion_is_not_told_as_silence_and_gives_no_table() -> None:
    page = build([(TEXT, [])], BOOK, "en", "2026-11-25")
    assert "not yet silence" in page.answer
    assert page.themes == ()


@pytest.mark.parametrize("language", ["und", "fr"])
def test_a_text_of_another_language_is_named_whether_guessed_or_told(language: str) -> None:
    page = build([(replace(TEXT, language=language), [])], BOOK, "en", "2026-11-25")
    assert page.said == (
        "plan.pdf: the language of this text is none of English, Russian, Kazakh and Spanish, so nothing was suggested.",
    )


@pytest.mark.parametrize("lang", ["ru", "kk", "es"])
def test_a_translation_that_nobody_reviewed_says_so(lang: str) -> None:
    assert build([(TEXT, [suggestion()])], BOOK, lang, "2026-11-25").said == (Words(lang).t(UNREVIEWED),)


def test_a_long_list_is_cut_and_says_so() -> None:
    page = build([(TEXT, [suggestion()] * (MOST_SHOWN + 1))], BOOK, "en", "2026-11-25")
    assert len(page.texts[0].suggestions) == MOST_SHOWN
    assert "201" in page.texts[0].told
    assert not page.denied


def test_the_document_calls_every_suggestion_suggested() -> None:
    found = document([(TEXT, [suggestion(page=None)])], "2026-11-25")
    assert {one["status"] for one in found["suggestions"]} == {"suggested"} == {found["status"]}
    assert found["suggestions"][0]["page"] is None
