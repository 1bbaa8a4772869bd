"""Where something was seen is told in the reader's language."""

import pytest

from highground.catalogue.codes.book import codebook
from highground.catalogue.codes.instruments import frameworks, instruments
from highground.catalogue.shelf import default_shelf
from highground.catalogue.tables import table
from highground.response.policy.pack.line import CARD
from highground.views.report.narrative.policy_origins import origin


@pytest.mark.parametrize("lang", ["ru", "kk", "es"])
def test_no_bundled_origin_is_left_in_english_words(lang: str) -> None:
    shelf = default_shelf()
    sources = {one.source for one in instruments(shelf)} | {row["source"] for row in frameworks(shelf)}
    sources |= set(table(shelf, CARD)["source"])
    worded = {one for one in sources if " " in one and not one.startswith("http")}
    assert {one for one in worded if origin(one, lang) == one} <= {
        "FAO Mountain Partnership",
        "Nansen Initiative",
        "ecospherenews; republica",
    }


@pytest.mark.parametrize("lang", ["ru", "kk", "es"])
def test_the_code_book_says_in_every_language_who_stands_behind_its_lists(lang: str) -> None:
    fields = codebook(default_shelf()).fields
    told = {field.values_status for field in fields} | {field.source for field in fields} | {"NAP table"}
    assert not {one for one in told if origin(one, lang) == one}


def test_an_address_stays_as_it_is() -> None:
    assert origin("https://undrr.org", "kk") == "https://undrr.org"
