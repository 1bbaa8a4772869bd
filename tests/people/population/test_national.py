from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.people.population import national_estimate, national_total, persons

FACTS = Path(__file__).parents[3].parent / "shared" / "facts" / "population_wpp2024.csv"
TABLE = pd.DataFrame({"iso3": ["AAA"] * 3, "year": [2020, 2025, 2050], "population_thousand": [1000.001, 1210.0, 2420.0]})
ENSEMBLE = Ensemble(seed=1, members=1000)


def test_a_year_of_the_table_is_exact_to_the_person() -> None:
    assert persons(TABLE, "AAA", 2020) == (1_000_001, False)


def test_a_year_between_grows_at_a_constant_rate_and_says_that_it_is_interpolated() -> None:
    count, interpolated = persons(TABLE, "AAA", 2045)
    assert interpolated
    assert count == round(1_210_000 * 2 ** (20 / 25))


@pytest.mark.parametrize(("iso3", "year"), [("ZZZ", 2020), ("AAA", 2010), ("AAA", 2101)])
def test_an_unknown_country_or_year_is_refused(iso3: str, year: int) -> None:
    with pytest.raises(BadData, match=iso3):
        persons(TABLE, iso3, year)


@given(st.integers(1, 50), st.sampled_from([2020, 2025, 2030, 2050]))
def test_the_middle_of_the_range_equals_the_table_to_the_person(seed: int, year: int) -> None:
    mid, _ = persons(TABLE, "AAA", year)
    estimate = national_estimate(TABLE, "AAA", year, Ensemble(seed, 100))
    assert estimate.mid == mid
    assert round(float(np.median(national_total(TABLE, "AAA", year, Ensemble(seed, 100))))) == mid


def test_doubt_is_one_percent_today_and_about_thirteen_percent_in_2050() -> None:
    now, later = (national_estimate(TABLE, "AAA", year, ENSEMBLE) for year in (2020, 2050))
    assert now.how == "counted"
    assert later.how == "modelled"
    assert now.high / now.mid - 1 == pytest.approx(0.01, abs=0.001)
    assert later.high / later.mid - 1 == pytest.approx(0.137, abs=0.01)  # exp(1.645 x 0.003 x 26)
    assert later.low / later.mid - 1 == pytest.approx(-0.121, abs=0.01)


@pytest.mark.skipif(not FACTS.exists(), reason="the shared fact tables are not beside the repository")
def test_kazakhstan_and_ecuador_equal_the_united_nations_to_the_person() -> None:
    table = pd.read_csv(FACTS)
    assert national_estimate(table, "KAZ", 2025, ENSEMBLE).mid == 20_843_755
    assert national_estimate(table, "ECU", 2050, ENSEMBLE).mid == 21_337_238
