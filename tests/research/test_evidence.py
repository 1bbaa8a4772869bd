from datetime import date

import numpy as np
import pandas as pd
import pytest

from highground.basis.errors import BadData, UnitMismatch
from highground.basis.estimate import Estimate
from highground.basis.indicators import COLUMNS
from highground.basis.source import Grade, Source
from highground.research.evidence import Ledger


def card(name: str, grade: Grade = "read") -> Source:
    return Source(
        name, "maker", "title", "1", date(2026, 1, 1), "", "CC0", "cite", "", "things", "not reported", "none", grade=grade
    )


@pytest.fixture
def ledger() -> Ledger:
    return Ledger("KAZ", {"a": card("a"), "b": card("b", "unverified")})


def test_a_row_carries_the_median_and_the_ninety_percent_range_of_its_members(ledger: Ledger) -> None:
    ledger.add("land_area", np.arange(101.0), "measured", ("a",))
    row = ledger.frame().iloc[0]
    assert (row.low, row.mid, row.high) == pytest.approx((5, 50, 95))
    assert (row.unit, row.place) == ("km2", "KAZ")


def test_the_table_has_the_published_columns_and_types(ledger: Ledger) -> None:
    ledger.add("land_area", np.arange(101.0), "measured", ("a",))
    frame = ledger.frame()
    assert [(name, str(frame[name].dtype)) for name in frame] == [(name, kind) for name, kind, _ in COLUMNS] or all(
        kind in str(frame[name].dtype) or str(frame[name].dtype) == "str" for name, kind, _ in COLUMNS
    )


def test_one_unverified_source_makes_the_row_unverified(ledger: Ledger) -> None:
    ledger.add("land_area", np.arange(101.0), "measured", ("a", "b"))
    assert ledger.frame()["grade"].iloc[0] == "unverified"


def test_members_without_a_value_make_a_row_that_says_so_and_never_a_zero(ledger: Ledger) -> None:
    ledger.add("species_at_risk", np.array([1.0, np.nan]), "modelled", ("a",))
    row = ledger.frame().iloc[0]
    assert row.status == "not applicable"
    assert np.isnan([row.low, row.mid, row.high]).all()


def test_a_blank_is_not_reported_or_not_applicable_and_nothing_else(ledger: Ledger) -> None:
    with pytest.raises(BadData, match="not reported, not applicable"):
        ledger.blank("land_area", "missing", "measured", ("a",))


def test_a_number_in_another_unit_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UnitMismatch, match="land_area is in km2, was given ha"):
        ledger.state("land_area", Estimate(1, 1, 1, "ha", "measured", ("a",)))


def test_the_same_row_twice_is_refused(ledger: Ledger) -> None:
    for _ in range(2):
        ledger.add("land_area", np.arange(101.0), "measured", ("a",))
    with pytest.raises(BadData, match="stated twice"):
        ledger.frame()


def test_rows_that_differ_in_level_or_year_are_different_rows(ledger: Ledger) -> None:
    for level in (1.5, 2.0):
        ledger.add("belt_rise", np.arange(101.0), "modelled", ("a",), level=level)
    for year in (2025, 2050):
        ledger.add("people_place", np.arange(101.0), "modelled", ("a",), group="where:mountain", year=year)
    frame = ledger.frame()
    assert len(frame) == 4
    assert pd.isna(frame["year"].iloc[0])


def test_a_number_that_rests_on_our_assumptions_is_never_of_high_confidence() -> None:
    ledger = Ledger("KAZ", {"a": card("a"), "highground-judgement": card("highground-judgement", "unverified")})
    ledger.add("population", np.linspace(99.0, 101.0, 101), "counted", ("a",), year=2020)
    ledger.add("population", np.linspace(99.0, 101.0, 101), "counted", ("a", "highground-judgement"), year=2025)
    frame = ledger.frame()
    assert frame["confidence"].to_list() == ["very high", "medium"]
    assert frame["grade"].to_list() == ["read", "read"]  # an assumption is not a fact copied from memory
