"""Sums on emission paths: nothing at today's warming, straight lines between levels, by hand."""

import numpy as np
import pytest

from highground.catalogue.runs import Run
from highground.research.chapters import mobility_paths


def test_two_years_between_levels_by_hand() -> None:
    added = {1.5: np.array([10.0]), 2.0: np.array([30.0])}
    found = mobility_paths.yearly(added, np.array([1.0]), np.array([[1.0], [1.25], [1.5], [1.75], [3.0]]))
    assert found.ravel().tolist() == [0.0, 5.0, 10.0, 20.0, 30.0]


def test_people_grow_at_a_constant_rate_between_known_years() -> None:
    people = {2025: np.array([100.0]), 2050: np.array([200.0]), 2080: np.array([100.0])}
    logs = mobility_paths._logs(people, np.array([2025, 2050, 2065, 2080]))
    assert np.exp(logs).ravel() == pytest.approx([100.0, 200.0, 141.421356, 100.0])


def test_the_first_year_told_is_2050_and_warmer_paths_spread_wider(ecuador: Run) -> None:
    rows = ecuador.evidence.query("indicator == 'moves_sum_share'")
    assert rows["year"].tolist() == [2050] * 5 + [2080] * 5
    width = (rows["high"] - rows["low"]).to_numpy()
    assert width[4] > width[0]
    assert width[9] > width[5]


def test_the_share_is_the_sum_over_the_people_of_that_year(ecuador: Run) -> None:
    table = ecuador.evidence.query("year == 2050 and place == 'ECU'").set_index(["indicator", "group"])["mid"]
    share, total = table["moves_sum_share", "ssp:SSP2-4.5"], table["moves_sum", "ssp:SSP2-4.5"]
    assert share == pytest.approx(100 * total / table["population", ""], rel=0.2, abs=0.01)
