from dataclasses import replace
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.scenario import LEVELS
from highground.catalogue.runs import Run
from highground.views.report.evidence.rows import Evidence, all_rows, label


@pytest.fixture(scope="module")
def evidence(sample_run: Run) -> Evidence:
    return Evidence(sample_run)


@given(st.integers(0, 10_000))
def test_readers_count_rows_from_one(number: int) -> None:
    assert int(label(number).removeprefix("E")) == number + 1


def test_rows_keep_the_order_of_the_table_and_know_their_place_in_it(sample_run: Run) -> None:
    rows = all_rows(sample_run)
    assert [row.number for row in rows] == list(range(len(sample_run.evidence)))
    assert [row.label for row in rows[:2]] == ["E1", "E2"]
    assert [row.indicator for row in rows] == sample_run.evidence["indicator"].tolist()


def test_a_blank_has_no_number_and_is_not_zero(sample_run: Run) -> None:
    blanks = [row for row in all_rows(sample_run) if row.status != "value"]
    assert blanks
    assert not any(row.known or not isnan(row.mid) for row in blanks)


def test_level_and_year_are_none_where_a_row_does_not_depend_on_them(evidence: Evidence) -> None:
    area, glacier = evidence.find("land_area")[0], evidence.find("glacier_area")[0]
    assert (area.level, area.year) == (None, None)
    assert (glacier.level, glacier.year) == (None, 1956)


def test_rows_are_found_by_a_group_by_a_kind_of_group_and_by_level(evidence: Evidence) -> None:
    assert {row.value for row in evidence.find("belt_area", "belt", level=2.0)} == {"nival", "alpine", "montane", "remaining"}
    assert [row.value for row in evidence.find("belt_area", "belt:nival", level=2.0)] == ["nival"]
    assert {row.level for row in evidence.find("belt_area_left", "belt:nival")} == set(LEVELS)
    assert evidence.find("belt_area", "belt:niv") == ()


def test_units_are_not_mixed_with_their_country(evidence: Evidence) -> None:
    assert [row.place for row in evidence.find("land_area")] == ["KAZ"]
    everywhere = evidence.find("land_area", place="*")
    assert len(everywhere) == 12
    assert "KAZ" not in {row.place for row in everywhere}
    assert [row.place for row in evidence.find("land_area", place="KZ-ALM")] == ["KZ-ALM"]


def test_one_row_is_the_first_with_a_number(sample_run: Run) -> None:
    first = Evidence(sample_run).find("glacier_area")[0]
    blank = sample_run.evidence.copy()
    blank.loc[first.number, "status"] = "not reported"
    found = Evidence(replace(sample_run, evidence=blank)).one("glacier_area")
    assert found is not None
    assert (found.number, found.known) == (first.number + 1, True)


def test_what_nobody_measured_is_not_found(evidence: Evidence) -> None:
    assert evidence.one("mountain_share", "definition:K9") is None
    assert evidence.find("no such indicator") == ()
