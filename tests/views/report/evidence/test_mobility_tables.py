from dataclasses import replace

import pytest

from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.cells import Table
from highground.views.report.evidence.mobility_tables import made
from highground.views.report.evidence.rows import Evidence


@pytest.fixture(scope="module")
def tables(sample_run: Run) -> dict[str, Table]:
    return {table.id: table for table in made(sample_run, Evidence(sample_run), Words())}


def column(table: Table, number: int = 0) -> list[str]:
    return [line[number].text for line in table.lines]


def test_each_form_has_a_line_with_its_own_unit(tables: dict[str, Table]) -> None:
    names = column(tables["mobility-forms"])
    assert "Displacement by sudden hazards, displacements a year" in names
    assert "Internal migration, all causes, moves a year" in names
    assert "never added" in tables["mobility-forms"].note


def test_a_form_that_nobody_has_counted_says_so(tables: dict[str, Table]) -> None:
    line = next(line for line in tables["mobility-forms"].lines if line[0].text.startswith("Planned relocation"))
    assert [cell.text for cell in line[1:]] == ["not reported"] * 3


def test_nothing_is_added_to_today_by_definition(tables: dict[str, Table]) -> None:
    line = next(line for line in tables["mobility-forms"].lines if line[0].text.startswith("Internal migration added"))
    assert line[1].text == "not applicable"
    assert line[2].row is not None


def test_flows_are_told_from_and_to_by_name(tables: dict[str, Table]) -> None:
    assert column(tables["mobility-flows"])[0] == "Almaty → Akmola"
    assert len(tables["mobility-flows"].lines) <= 12


def test_all_impacts_together_come_before_each_alone_and_a_blank_is_left_out(tables: dict[str, Table]) -> None:
    names = column(tables["mobility-impacts"])
    assert names[0] == "All impacts together, between units of the country"
    assert "Summer water" in names
    assert "Sudden hazards" not in names  # not applicable at every level
    assert "never added up" in tables["mobility-impacts"].note


def test_published_bounds_stand_under_our_sums_without_a_number_that_nobody_gave(tables: dict[str, Table]) -> None:
    last = tables["mobility-sums"].lines[-1]
    assert last[0].text.startswith("Groundswell")
    assert [cell.text for cell in last[1:]] == ["not reported", "3.4", "not reported", "not reported"]


def test_the_record_and_its_mean_stand_beside_the_model(tables: dict[str, Table]) -> None:
    table = tables["mobility-nets"]
    assert table.columns[1:] == ("recorded 2022", "recorded 2023", "mean of the record", "modelled")
    assert column(table)[0] == "Almaty"
    assert not tables["mobility-lifetime"].lines  # this country has a record of years


def test_where_only_lifetimes_are_counted_they_stand_beside_the_model(sample_run: Run) -> None:
    rows = sample_run.evidence.copy()
    rows = rows[rows["indicator"] != "net_recorded"].reset_index(drop=True)
    rows.loc[rows["indicator"] == "net_mean", "indicator"] = "lifetime_out"
    run = replace(sample_run, evidence=rows)
    held = {table.id: table for table in made(run, Evidence(run), Words())}
    assert not held["mobility-nets"].lines
    assert held["mobility-lifetime"].lines
    assert "stock" in held["mobility-lifetime"].note


def test_a_run_without_mobility_has_no_such_tables(sample_run: Run) -> None:
    rows = sample_run.evidence[sample_run.evidence["indicator"] == "mountain_share"].reset_index(drop=True)
    run = replace(sample_run, evidence=rows)
    assert not [table.id for table in made(run, Evidence(run), Words()) if table.lines]


def test_no_line_holds_only_blanks_but_the_form_that_must_be_told(tables: dict[str, Table]) -> None:
    blank = {"not reported", "not applicable"}
    for table in tables.values():
        for line in table.lines:
            if not line[0].text.startswith("Planned relocation"):
                assert not {cell.text for cell in line[1:]} <= blank, (table.id, line[0].text)
