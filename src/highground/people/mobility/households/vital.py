"""Births and deaths a person and year, from the projection that national totals come from."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from highground.basis.errors import BadData

COLUMNS: Final = {"births": "births_thousand", "deaths": "deaths_thousand"}


def rates(table: pd.DataFrame, iso3: str, years: Sequence[int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Births and deaths a person in each year, both (year,); years between those of the table are interpolated.

    table: iso3, year, population_thousand, births_thousand, deaths_thousand (every fifth year, medium variant). The same rates for all
    households: those of young, poor or high places differ, and the table does not say how. Source: UN DESA, World Population Prospects 2024.
    Raises BadData for a country or year outside the table, or a blank.
    """
    rows = table[table["iso3"] == iso3].sort_values("year")
    if rows.empty:
        raise BadData(f"The population table has no row for {iso3}: give it a country code of UN WPP 2024.")
    known = rows["year"].to_numpy(dtype=float)
    wanted = np.asarray(years, dtype=float)
    if not wanted.size or wanted.min() < known[0] or wanted.max() > known[-1]:
        raise BadData(f"Births and deaths of {iso3} are known from {known[0]:.0f} to {known[-1]:.0f}: ask for years between.")
    people = rows["population_thousand"].to_numpy(dtype=float)
    births, deaths = (rows[column].to_numpy(dtype=float) / people for column in COLUMNS.values())
    if not np.all(np.isfinite(births) & np.isfinite(deaths)):
        raise BadData(f"The population table has blanks among births or deaths of {iso3}; a blank is not 0: fill it first.")
    return np.interp(wanted, known, births), np.interp(wanted, known, deaths)
