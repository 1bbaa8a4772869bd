"""How much ice is left at a warming level, what was measured, and how much melt water is at risk."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData

Z95 = NormalDist().inv_cdf(0.95)  # 1.645; published ranges are read as 5 to 95 %
LEAST_LEFT = 0.005  # share; a published loss of "100 %" is rounded and means at least 99.5 %
THIN_CLASS_RUNS = 5  # a warming class with fewer runs borrows the width of its neighbours; judged
WATER_CLASSES_PCT = (10.0, 30.0, 60.0, 90.0)  # ice lost at which the index steps to 1, 2, 3, 4; judged, no published scale

SERIES_COLUMNS = ("series_id", "area_name", "scope", "method", "year", "low", "mid", "high", "how", "grade", "source", "note")
CHANGE_COLUMNS = (
    "series_id",
    "area_name",
    "scope",
    "method",
    "figure_type",
    "period_start_year",
    "period_end_year",
    "area_change_km2",
    "area_change_pct",
    "area_change_pct_low",
    "area_change_pct_high",
    "area_change_rate_pct_per_yr",
    "mass_balance_m_we_per_yr",
    "grade",
    "source",
    "note",
)


@dataclass(frozen=True, slots=True)
class Ice:
    """The emulator of one glacier region: share of the ice mass of 2015 left in 2100 is exp(a + b W), at most 1.

    W is global warming of 2081-2100, degC. `up` and `down` are distances in log share from that median to the 95 and 5 %
    points at `levels`; area left is mass left to the power p, with 5, 50 and 95 % points of p in `power`.
    """

    region: str
    a: float
    b: float
    levels: NDArray[np.float64]
    up: NDArray[np.float64]
    down: NDArray[np.float64]
    power: tuple[float, float, float]


def emulator(table: pd.DataFrame, region: str) -> Ice:
    """Fit the spread of one region to the published bands; a and b come with the table.

    On each side the 5 to 95 % range reaches the published band, is at least as wide as the miss of the published median,
    and in a class of fewer than THIN_CLASS_RUNS runs at least as wide as its neighbours suggest.
    The line misses the published median by up to 11 points (Iceland and New Zealand at +2 degC), elsewhere by up to 6.
    Source: OGGM 1.6.1 standard projections, one glacier model. Raises BadData for a region that the table lacks.
    """
    rows = table.loc[table["rgi_region"] == region].sort_values("gwl_k")
    if rows.empty:
        known = ", ".join(sorted(table["rgi_region"].unique()))
        raise BadData(f"There is no ice projection for region {region!r}, only for {known}. Report it as not reported.")
    a, b = float(rows["emulator_a"].iloc[0]), float(rows["emulator_b_per_k"].iloc[0])
    if not b < 0:
        raise BadData(f"The ice emulator of {region} must lose ice with warming, but its slope is {b}. Check the table.")
    levels = rows["gwl_k"].to_numpy(dtype=float)
    median, low, high = (_log_left(rows[f"mass_loss_{part}_pct"]) for part in ("median", "high", "low"))
    centre = np.minimum(a + b * levels, 0.0)
    miss = np.abs(median - centre)
    thin = rows["n_runs"].to_numpy() < THIN_CLASS_RUNS
    up, down = (_borrow(levels, np.maximum(reach, miss), thin) for reach in (high - centre, centre - low))
    powers = _log_left(rows["area_loss_median_pct"]) / median
    power = (float(powers.min()), float(np.median(powers)), float(powers.max()))
    return Ice(region, a, b, levels, up, down, power)


def scores(ensemble: Ensemble) -> xr.Dataset:
    """Standard normal scores of every member, shared by all regions and levels: mass (high: more ice left) and area."""
    attrs = {"units": "1", "how": "judged", "sources": ("highground-judgement",)}
    mass, area = ensemble.normal("ice mass"), ensemble.normal("ice area")
    return xr.Dataset(
        {
            "mass": ("member", mass, {**attrs, "long_name": "rank of ice mass left"}),
            "area": ("member", area, {**attrs, "long_name": "rank of ice area left for its mass"}),
        }
    )


def mass_left_pct(ice: Ice, draws: xr.Dataset, warming: float | Members) -> Members:
    """Ice mass left in 2100 of that in 2015, %, shape (member,), when 2081-2100 is `warming` degC above 1850-1900.

    A member never gains ice with more warming: where widening bands would let it, it keeps what it had at the lower level.
    Below +1.5 and above +4 degC the emulator is extrapolated with the spread of the nearest level.
    """
    z = np.asarray(draws["mass"], dtype=np.float64)
    wanted = np.broadcast_to(np.asarray(warming, dtype=np.float64), z.shape)
    log_left = _curve(ice, z, wanted)
    for level in ice.levels:  # between levels each curve is straight, so its minimum so far lies at a level or here
        passed = np.minimum(log_left, _curve(ice, z, np.full_like(wanted, level)))
        log_left = np.where(wanted >= level, passed, log_left)
    return 100.0 * np.exp(np.minimum(log_left, 0.0))


def area_left_pct(ice: Ice, draws: xr.Dataset, warming: float | Members) -> Members:
    """Glacier area left in 2100 of that in 2015, %, shape (member,): share of mass left to a power fitted to the region.

    The power meets the published median areas within 3 points in all regions; its spread is what the four levels show.
    """
    z = np.asarray(draws["area"], dtype=np.float64)
    low, mid, high = np.log(ice.power)
    # A high score keeps more area, so it takes the small power; logs keep the power above zero.
    power = np.exp(mid - np.where(z >= 0, mid - low, high - mid) * z / Z95)
    return np.asarray(100.0 * (mass_left_pct(ice, draws, warming) / 100.0) ** power, dtype=np.float64)


def summer_water_index(mass_left: Members) -> NDArray[np.int64]:
    """Class 0 to 4 of glacier melt at risk by ice left in %, shape (member,); 0 under 10 % lost, 4 from 90 % lost.

    Not a volume of water: it knows neither rain nor snow nor use, nor the rise of melt before its decline, and says nothing
    about rivers without glaciers.
    >>> summer_water_index(np.array([95.0, 80.0, 55.0, 20.0, 5.0])).tolist()
    [0, 1, 2, 3, 4]
    """
    return np.asarray(np.digitize(100.0 - np.asarray(mass_left), WATER_CLASSES_PCT), dtype=np.int64)


def series(table: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Measured glacier areas of a country, km2: one row per series and year, SERIES_COLUMNS.

    Only figures of type `level`; changes and rates stand in `changes`. Low and high are the stated uncertainty and blank
    where none is stated; a blank year is not reported. Never compare rows of two series.
    """
    rows = table.loc[(table["country_iso3"] == iso3) & (table["figure_type"] == "level") & table["area_km2"].notna()]
    how = np.where(rows["method"].str.contains("extrapolated", case=False, na=False), "modelled", "measured")
    out = rows.assign(
        mid=rows["area_km2"],
        low=rows["area_km2"] - rows["area_unc_km2"],
        high=rows["area_km2"] + rows["area_unc_km2"],
        year=rows["year"].astype("Int64"),
        how=how,
    )
    return out[list(SERIES_COLUMNS)].sort_values(["series_id", "year"], ignore_index=True)


def changes(table: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Published changes, rates and mass balances of a country's glaciers as they stand in their sources, CHANGE_COLUMNS."""
    rows = table.loc[(table["country_iso3"] == iso3) & (table["figure_type"] != "level")]
    return rows[list(CHANGE_COLUMNS)].sort_values(["series_id", "period_start_year"], ignore_index=True)


def mass_balance(table: pd.DataFrame, region: str | None) -> pd.DataFrame:
    """Observed mass change of a glacier region, kg m-2 yr-1: period_start, period_end, low, mid, high, grade.

    The file does not say how sure its uncertainty is; we read it as one standard deviation, the wider reading.
    Source: Hugonnet et al. 2021. Empty for a region without rows.
    """
    rows = table.loc[(table["rgi_region"] == region) & table["specific_mass_change_kg_per_m2_yr"].notna()]
    mid, half = rows["specific_mass_change_kg_per_m2_yr"], Z95 * rows["specific_unc_kg_per_m2_yr"]
    out = rows.assign(low=mid - half, mid=mid, high=mid + half)
    columns = ["period_start", "period_end", "low", "mid", "high", "grade"]
    return out[columns].sort_values(["period_start", "period_end"], ignore_index=True)


def _curve(ice: Ice, z: Members, warming: Members) -> Members:
    width = np.where(z >= 0, np.interp(warming, ice.levels, ice.up), np.interp(warming, ice.levels, ice.down))
    centre = np.minimum(ice.a + ice.b * warming, 0.0)
    return np.asarray(centre + width * z / Z95, dtype=np.float64)


def _log_left(loss_pct: pd.Series) -> NDArray[np.float64]:
    return np.log(np.maximum(1.0 - loss_pct.to_numpy(dtype=float) / 100.0, LEAST_LEFT))


def _borrow(levels: NDArray[np.float64], width: NDArray[np.float64], thin: NDArray[np.bool_]) -> NDArray[np.float64]:
    if thin.all() or not thin.any():
        return width
    neighbours = np.interp(levels, levels[~thin], width[~thin])
    return np.asarray(np.where(thin, np.maximum(width, neighbours), width), dtype=np.float64)
