"""Two settlements and two releases by hand: ten cells each, people 100 and not reported."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from highground.people.impacts.reach import Draws, Groups
from highground.research.reach.tables import Hits, hits_of, pairs_table, places_table, releases_table, totals

GROUPS = Groups(np.array([100.0, np.nan]), np.empty((2, 0)), np.empty((2, 0), np.int64))
DRAWN = Draws(np.full(4, 0.5), np.array([0.5, 0.5, 1.0, 1.0]), np.full(4, 5000.0), np.ones(4))
NONE = np.zeros(4)


def answer() -> dict[str, Any]:
    """Cells 1 and 2 are half of settlement 0 each, cell 3 is settlement 1. Members 2 and 3 reach."""
    return {
        "lives_cell": np.array([1, 2, 3]), "lives_group": np.array([0, 0, 1]), "lives_away": np.zeros(3), "lives_share": np.array([0.5, 0.5, 1.0]),
        "near_member": np.array([2, 3, 3]), "near_cell": np.array([1, 1, 3]), "near_height": np.array([1.0, 0.2, 2.0]),
        "pair_key": np.array([[0, 0, 2], [0, 0, 3], [1, 0, 2], [1, 1, 3]]),
        "pair_value": np.array([[0.5, 0.5, 1.0], [0.5, 0.0, 0.2], [0.5, 0.5, 1.0], [1.0, 1.0, 2.0]]),
    }  # fmt: skip


def test_a_house_that_two_releases_reach_counts_once() -> None:
    hits = hits_of(answer(), GROUPS, DRAWN)
    assert hits.reached[0].tolist() == [0, 0, 0.5, 0.5]
    assert hits.unfit[0].tolist() == [0, 0, 0.5, 0]


def test_settlements_with_their_chance_people_and_blanks() -> None:
    hits = hits_of(answer(), GROUPS, DRAWN)
    table = places_table(["A", "B"], GROUPS, hits, DRAWN, np.full(4, 0.5)).set_index("name")
    assert table.loc["A", "chance"] == 0.5
    assert table.loc["A", "displaced_high"] == pytest.approx(np.quantile([0, 0, 50, 0], 0.95))
    assert table.loc["A", "still_high"] == pytest.approx(np.quantile([0, 0, 25, 0], 0.95))
    assert np.isnan(table.loc["B", "displaced_mid"])
    assert table.loc["B", "speed_mid"] == pytest.approx(np.sqrt(2 * 9.81 * 2.0))


def test_a_settlement_that_nothing_reaches_is_not_listed() -> None:
    hits = Hits(np.zeros((2, 4)), np.zeros((2, 4)), np.zeros((2, 4)))
    assert places_table(["A", "B"], GROUPS, hits, DRAWN, NONE).empty


def test_which_release_reaches_which_settlement() -> None:
    table = pairs_table(answer(), ["A", "B"], ["x", "y"], GROUPS, DRAWN)
    found = {(row.release_name, row.name_): row.chance for row in table.rename(columns={"name": "name_"}).itertuples()}
    assert found == {("x", "A"): 0.5, ("y", "A"): 0.25, ("y", "B"): 0.25}


def test_every_release_has_a_row_and_those_that_reach_nobody_come_last() -> None:
    table = releases_table(answer(), ["x", "y", "z"], GROUPS, DRAWN)
    assert table["release_name"].tolist()[-1] == "z"
    assert table.set_index("release_name").loc["z", ["places", "chance", "reached_high"]].tolist() == [0, 0, 0]
    assert table.set_index("release_name").loc["y", "places"] == 2


def test_totals_leave_settlements_without_a_count_out_and_never_exceed_the_people() -> None:
    found = totals(GROUPS, hits_of(answer(), GROUPS, DRAWN), DRAWN, np.full(4, 0.5))
    assert found["reached"]["high"] <= 100
    assert found["displaced"]["high"] == pytest.approx(np.quantile([0, 0, 50, 0], 0.95))


def test_where_nobody_is_counted_people_are_not_reported_and_never_zero() -> None:
    blank = replace(GROUPS, people=np.array([np.nan, np.nan]))
    hits = hits_of(answer(), blank, DRAWN)
    assert all(np.isnan(list(ends.values())).all() for ends in totals(blank, hits, DRAWN, NONE).values())
    table = releases_table(answer(), ["x", "y", "z"], blank, DRAWN).set_index("release_name")
    assert table.loc[["x", "y"], ["reached_low", "displaced_mid"]].isna().all(axis=None)
    assert table.loc["z", ["reached_mid", "displaced_high"]].tolist() == [0, 0]  # it reaches no settlement
    some = releases_table(answer(), ["x", "y", "z"], GROUPS, DRAWN).set_index("release_name")
    assert some.loc["y", "reached_high"] > 0  # of the two that it reaches one is counted


def test_no_hit_at_all_gives_empty_tables_and_zeros() -> None:
    nothing = {name: array[:0] for name, array in answer().items()}
    hits = hits_of(nothing, GROUPS, DRAWN)
    assert places_table(["A", "B"], GROUPS, hits, DRAWN, NONE).empty
    assert pairs_table(nothing, ["A"], ["x"], GROUPS, DRAWN).empty
    assert isinstance(releases_table(nothing, ["x"], GROUPS, DRAWN), pd.DataFrame)
    assert totals(GROUPS, hits, DRAWN, NONE)["reached"] == {"low": 0, "mid": 0, "high": 0}


def test_displaced_are_counted_for_the_part_that_one_event_covers_and_reached_are_not() -> None:
    half = replace(DRAWN, covered=np.full(4, 0.5))
    hits = hits_of(answer(), GROUPS, DRAWN)
    whole, part = (places_table(["A", "B"], GROUPS, hits, drawn, NONE).set_index("name").loc["A"] for drawn in (DRAWN, half))
    assert part["displaced_high"] == pytest.approx(whole["displaced_high"] / 2)
    assert part["reached_high"] == whole["reached_high"]
