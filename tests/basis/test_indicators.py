import re

from highground.basis.indicators import BAND_EDGES_M, BELTS, BY_ID, COLUMNS, INDICATORS, STATUSES

TOPICS = {"terrain", "climate", "glaciers", "ecosystems", "people", "hazards", "mobility"}


def test_every_indicator_is_named_once_and_says_what_it_is() -> None:
    assert len(BY_ID) == len(INDICATORS)
    assert len({indicator.label for indicator in INDICATORS}) == len(INDICATORS)
    for indicator in INDICATORS:
        assert re.fullmatch(r"[a-z0-9_]+", indicator.id)
        assert indicator.topic in TOPICS
        assert indicator.unit
        assert indicator.definition.endswith(".")


def test_hxl_tags_have_the_form_that_hxl_asks_for() -> None:
    # HXL 1.1: # and a word, then attributes, each + and a word
    for indicator in INDICATORS:
        assert re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", indicator.hxl), indicator.id


def test_the_columns_hold_a_range_its_unit_its_method_and_its_sources() -> None:
    names = [name for name, _, _ in COLUMNS]
    assert len(set(names)) == len(names) == 14
    assert {"low", "mid", "high", "unit", "how", "confidence", "grade", "sources"} <= set(names)
    assert {kind for _, kind, _ in COLUMNS} == {"string", "float64", "Int64"}


def test_there_are_three_kinds_of_nothing_and_zero_is_a_value() -> None:
    assert STATUSES == ("value", "not reported", "not applicable")


def test_altitude_bands_rise_and_belts_run_from_high_to_low() -> None:
    assert list(BAND_EDGES_M) == sorted(set(BAND_EDGES_M))
    assert BAND_EDGES_M[0] == 0
    assert {300, 1000, 1500, 2500, 3500, 4500} - set(BAND_EDGES_M) == {300}  # K1's edges, save the one below the first band's top
    assert BELTS == ("nival", "alpine", "montane", "remaining")


def test_no_word_says_climate_refugee() -> None:
    for indicator in INDICATORS:
        assert "refugee" not in f"{indicator.label} {indicator.definition}".lower()
