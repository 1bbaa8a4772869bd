"""Names of instruments."""

from dataclasses import replace

from highground.catalogue.codes.instruments import instruments
from highground.catalogue.shelf import default_shelf
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.gaps_names import NAMES, name


def test_every_bundled_instrument_has_a_name_that_is_translated() -> None:
    listed = instruments(default_shelf())
    assert {one.id for one in listed} == set(NAMES)
    assert name(listed[0], Words("ru", "gaps")) == "Закон о миграции населения, № 477-IV (2011)"


def test_the_year_is_not_said_twice() -> None:
    one = replace(instruments(default_shelf())[0], id="X", name="Plan of 2011", year=2011)
    assert name(one, Words("en")) == "Plan of 2011"
