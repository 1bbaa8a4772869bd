"""National totals from the UN World Population Prospects, to the person, with a stated range."""

from math import exp, log

import numpy as np
import pandas as pd

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData
from highground.basis.estimate import Estimate, summarise

LAST_COUNTED = 2023  # last year of estimates; UN WPP 2024
COUNT_ERROR = 0.01  # 5 to 95 % half-width of an estimate year, share of one; judged
GROWTH_ERROR = 0.003  # per year, 1 sd of the error in the growth rate; judged after Keyfitz 1981, from memory: unverified
GROWTH_ERROR_FROM = 2024  # first projected year; UN WPP 2024
SOURCES = ("un-wpp-2024", "highground-judgement")  # card ids: the total, and our own range
_Z95 = 1.6449  # standard normal score of the 95 % point


def persons(table: pd.DataFrame, iso3: str, year: int) -> tuple[int, bool]:
    """Mid-year persons of a country and whether the year was interpolated.

    table: iso3, year, population_thousand (every fifth year). Years of the table are exact to the person; years between are
    interpolated at a constant growth rate. Medium variant after 2023. Raises BadData for a country or year outside the table.
    Source: UN DESA, World Population Prospects 2024.
    """
    rows = table[table["iso3"] == iso3]
    known = {
        int(when): float(value) for when, value in zip(rows["year"], rows["population_thousand"], strict=True) if pd.notna(value)
    }
    if not known:
        raise BadData(f"The population table has no row for {iso3}: give it a country code of UN WPP 2024.")
    if year in known:
        return round(known[year] * 1000), False
    before, after = [y for y in known if y < year], [y for y in known if y > year]
    if not before or not after:
        raise BadData(
            f"The population of {iso3} is known from {min(known)} to {max(known)}, not for {year}: ask for a year between."
        )
    start, end = max(before), min(after)
    share = (year - start) / (end - start)
    return round(1000 * exp((1 - share) * log(known[start]) + share * log(known[end]))), True


def national_total(table: pd.DataFrame, iso3: str, year: int, ensemble: Ensemble) -> Members:
    """National population of each member, persons, shape (member,); the median is the table's value to the person.

    Estimate years vary by COUNT_ERROR; after 2023 an error in the growth rate adds up, so 2050 ranges about 13 % either way.
    Both are judged: the UN's own probabilistic ranges are not in the table.
    """
    mid, _ = persons(table, iso3, year)
    count = ensemble.normal("people.count", 0.0, COUNT_ERROR / _Z95)
    growth = ensemble.normal("people.growth", 0.0, GROWTH_ERROR) * max(0, year - GROWTH_ERROR_FROM)
    draws = np.exp(count + growth)
    return np.asarray(mid * draws / np.median(draws), dtype=np.float64)


def national_estimate(table: pd.DataFrame, iso3: str, year: int, ensemble: Ensemble) -> Estimate:
    """National population as a published range; `counted` to 2023, `modelled` after, `mid` equal to the table to the person."""
    mid, _ = persons(table, iso3, year)
    spread = summarise(national_total(table, iso3, year, ensemble), "persons", "modelled", SOURCES)
    return Estimate(spread.low, float(mid), spread.high, "persons", "counted" if year <= LAST_COUNTED else "modelled", SOURCES)
