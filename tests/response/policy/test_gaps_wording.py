"""Draft wording: each theme has one, each precedent is real and told in our words."""

from highground.catalogue.codes.book import codebook
from highground.catalogue.codes.instruments import frameworks, instruments
from highground.catalogue.shelf import default_shelf
from highground.response.policy.gaps_wording import PARAPHRASES, WORDING


def test_every_theme_of_the_code_book_has_draft_wording() -> None:
    assert set(WORDING) == {theme.id for theme in codebook(default_shelf()).themes}


def test_every_precedent_is_bundled_and_has_a_paraphrase_without_quotation_marks() -> None:
    shelf = default_shelf()
    real = {one.id for one in instruments(shelf)} | {row["framework_id"] for row in frameworks(shelf)}
    named = {one for wording in WORDING.values() for one in wording.precedents}
    assert named <= real
    assert named == set(PARAPHRASES)
    assert not any(mark in text for text in PARAPHRASES.values() for mark in '“”«»"')


def test_no_draft_names_a_number_that_no_run_gave() -> None:
    assert not any(sign.isdigit() for wording in WORDING.values() for sign in wording.draft)
