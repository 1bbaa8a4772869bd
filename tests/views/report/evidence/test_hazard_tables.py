from dataclasses import replace

import pytest

from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.cells import Table
from highground.views.report.evidence.hazard_tables import made, units_ranked
from highground.views.report.evidence.rows import Evidence


@pytest.fixture(scope="module")
def tables(sample_run: Run) -> dict[str, Table]:
    return {table.id: table for table in made(sample_run, Evidence(sample_run), Words())}


def column(table: Table, number: int = 0) -> list[str]:
    return [line[number].text for line in table.lines]


def test_every_hazard_has_a_line_and_all_together_come_first(tables: dict[str, Table]) -> None:
    table = tables["displacement"]
    assert column(table)[0] == "All sudden hazards"
    assert len(table.lines) == 6
    assert table.columns[1:] == ("today", *(f"{level}\N{NO-BREAK SPACE}°C" for level in ("1.5", "2", "3", "4")))


def test_slow_hazards_are_told_as_pressure_and_never_as_displacement(tables: dict[str, Table]) -> None:
    assert {"Drought", "Extreme heat"} <= set(column(tables["frequency"]))
    assert not {"Drought", "Extreme heat"} & set(column(tables["displacement"]))
    assert "pressure" in tables["frequency"].note


def test_a_hazard_without_a_number_is_left_out_or_says_so_but_is_never_zero(tables: dict[str, Table]) -> None:
    assert "Snow avalanche" not in column(tables["frequency"])  # nothing is known of it at any level
    outburst = next(line for line in tables["reach"].lines if line[0].text == "Glacial lake outburst")
    assert outburst[1].text == "not applicable"
    assert outburst[2].row is not None


def test_rarer_events_come_later_and_are_larger(tables: dict[str, Table], sample_run: Run) -> None:
    rows = Evidence(sample_run).rows
    mids = [rows[line[1].row or 0].mid for line in tables["rare"].lines]
    assert mids == sorted(mids)
    assert column(tables["rare"])[0] == "once in 10 years"


def test_climate_and_population_stand_two_by_two(tables: dict[str, Table], sample_run: Run) -> None:
    rows, table = Evidence(sample_run).rows, tables["cases"]
    assert [[rows[cell.row or 0].value for cell in line[1:]] for line in table.lines] == [["now", "climate"], ["people", "both"]]
    assert "2050" in table.lines[1][0].text
    assert table.columns[2].startswith("Climate at 2")


def test_units_come_in_rank_with_how_sure_it_is(tables: dict[str, Table], sample_run: Run) -> None:
    assert column(tables["hotspots"])[:2] == ["Almaty", "Zhambyl"]
    assert column(tables["hotspots"], 4)[:2] == ["99", "96"]
    assert column(tables["hotspots"], 2)[6:8] == ["not applicable"] * 2  # a unit without mountains
    mids = [rows[0].mid for _, rows in units_ranked(sample_run, Evidence(sample_run)) if rows[0]]
    assert mids == sorted(mids, reverse=True)


def test_our_number_stands_beside_the_others_with_what_each_counts(tables: dict[str, Table]) -> None:
    table = tables["estimates"]
    assert column(table) == ["This profile", "IDMC, global model of 2017: floods", "IDMC, second model: river floods"]
    assert len(set(column(table, 2))) == 3
    assert table.numeric == (False, True, False)


def test_a_country_of_which_nothing_is_published_has_no_such_table(sample_run: Run) -> None:
    kept = sample_run.evidence[~sample_run.evidence["indicator"].isin(["displacement_published"])].reset_index(drop=True)
    run = replace(sample_run, evidence=kept)
    assert not {table.id: table for table in made(run, Evidence(run), Words())}["estimates"].lines


def test_fewer_are_displaced_as_days_pass(tables: dict[str, Table]) -> None:
    assert column(tables["lasting"]) == [f"after {days} days" for days in (7, 30, 90, 365)]
