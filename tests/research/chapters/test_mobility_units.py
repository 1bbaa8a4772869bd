"""Rows of units: codes of the country, the largest flows first, nothing where there is nowhere to go."""

import pytest

from highground.basis.scenario import TODAY
from highground.catalogue.runs import Run
from highground.research.chapters import mobility_units


def test_the_largest_flows_are_told_once_each_between_known_units(kazakhstan: Run) -> None:
    rows = kazakhstan.evidence.query("indicator == 'unit_flow'")
    codes = set(kazakhstan.units["code"])
    assert len(rows) == mobility_units.PAIRS
    assert set(rows["place"]) <= codes
    assert {group.removeprefix("to:") for group in rows["group"]} <= codes
    assert not (rows["place"] == rows["group"].str.removeprefix("to:")).any()


def test_the_two_great_cities_gain_and_the_old_mining_east_loses(kazakhstan: Run) -> None:
    nets = kazakhstan.evidence.query("indicator == 'net_modelled'").set_index("place")["mid"]
    assert nets["KZ-ALA"] > 0
    assert nets["KZ-AST"] > 0
    assert nets["KZ-VOS"] < 0


def test_units_have_rows_at_today_and_at_the_levels_told(ecuador: Run) -> None:
    rows = ecuador.evidence.query("indicator == 'unit_immobility'")
    assert sorted(rows["level"].unique()) == pytest.approx([TODAY, *mobility_units.DETAIL])
    assert len(rows) == 3 * 24
    assert rows["mid"].between(0, 100).all()


def test_what_is_added_has_no_row_at_today_s_level(ecuador: Run) -> None:
    rows = ecuador.evidence[ecuador.evidence["indicator"].isin(["unit_moves_added", "unit_net_added"])]
    assert set(rows["level"]) == set(mobility_units.DETAIL)
