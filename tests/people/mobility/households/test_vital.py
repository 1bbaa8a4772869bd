"""Rates of the published table, by hand."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from highground.basis.errors import BadData
from highground.people.mobility.households.vital import rates


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {  # Kazakhstan in UN WPP 2024
            "iso3": ["KAZ", "KAZ", "ECU"], "year": [2030, 2025, 2025], "population_thousand": [22003.193, 20843.755, 18_000.0],
            "births_thousand": [387.269, 395.033, 270.0], "deaths_thousand": [155.465, 140.555, 95.0],
        }
    )  # fmt: skip


def test_rates_of_kazakhstan(table: pd.DataFrame) -> None:
    births, deaths = rates(table, "KAZ", [2025, 2030])
    assert births * 1000 == pytest.approx([18.95, 17.60], abs=0.01)
    assert deaths * 1000 == pytest.approx([6.74, 7.07], abs=0.01)


def test_years_between_are_interpolated(table: pd.DataFrame) -> None:
    births, _ = rates(table, "KAZ", range(2025, 2031))
    assert np.diff(births) == pytest.approx(np.full(5, (births[5] - births[0]) / 5))


@pytest.mark.parametrize(
    ("iso3", "years", "words"),
    [("XXX", [2025], "no row for XXX"), ("KAZ", [2024], "from 2025 to 2030"), ("KAZ", [2031], "from 2025 to 2030"), ("KAZ", [], "ask for")],
)  # fmt: skip
def test_what_the_table_does_not_know_is_refused(table: pd.DataFrame, iso3: str, years: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        rates(table, iso3, years)


def test_a_blank_is_not_zero(table: pd.DataFrame) -> None:
    with pytest.raises(BadData, match="blanks"):
        rates(table.assign(deaths_thousand=[np.nan, 1.0, 1.0]), "KAZ", [2025])
