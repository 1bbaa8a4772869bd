"""Temperature and rain on the terrain, local warming, emission paths in time, and regional extremes."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import map_coordinates

from highground.basis.ensemble import Ensemble, Members, spread
from highground.basis.errors import BadData, NoMountains, UnitMismatch
from highground.basis.scenario import LEVELS, SSPS, TODAY, TODAY_HIGH, TODAY_LOW

Floats = NDArray[np.float64]

LAPSE_K_PER_M = 0.0055  # 0.0045 to 0.0065; judged: twelve stations are met to 1.2 K at 0.0055, OGGM 1.6.3 uses 0.0065
LAPSE_LOW_K_PER_M = 0.0045  # same
LAPSE_HIGH_K_PER_M = 0.0065  # same
GRID_ERROR_SD_K = (
    1.0  # error shared by a whole country; judged from the mean error at twelve stations, 1.2 K, part of which is local
)
BASE_WARMING_K = (0.53, 0.65, 0.77)  # 1979-2014 above 1850-1900; judged; ITU-R P.1510-1 averages ERA-Interim of those years
WORLD_RATIO = (0.9, 1.3, 1.7)  # mountain to global warming where no glacier region is known; judged, spans RGI10 to RGI17
DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.float64)  # of the months
CLOCK = "warming rank"  # one stream for today and for every path: a member that is warm now stays warm

TODAY_MIDPOINT = 2015.5  # middle of 2011-2020, which stands for a 20-year mean as in AR6
LAST_MIDPOINT = 2090.5  # middle of 2081-2100, the last 20-year mean that ends by 2100

INDICATOR_OF = {  # index of AR6 WGI tables 11.SM.2 to 8, indicator of the evidence table
    "TXx": "hottest_day",
    "TNn": "coldest_night",
    "Rx1day": "wettest_day",
    "Rx5day": "wettest_five_days",
    "CDD": "dry_spell",
}
UNIT_OF = {"degC": "degC", "pct": "%", "days": "days"}
GRADES = ("read", "computed", "unverified")  # best to worst


def normals(pieces: xr.Dataset, temperature: xr.DataArray, precipitation: xr.DataArray) -> xr.Dataset:
    """Monthly normals on the pieces: temperature (piece, month) degC, precipitation (piece, month) mm, lift_m (piece).

    Rain is interpolated only: it does not change with height inside a coarse cell, although real mountain rain does.
    Temperature for another lapse g is `temperature - (g - LAPSE_K_PER_M) * lift_m`.
    """
    _need(precipitation, "mm")
    lat, lon = pieces["lat"].to_numpy(), pieces["lon"].to_numpy()
    rain = np.maximum(_bilinear(precipitation, lat, lon), 0.0).T
    sources = ("itu-p837-7",)
    out = xr.Dataset(
        {
            "temperature": temperature_at(pieces, temperature),
            "precipitation": (("piece", "month"), rain, _attrs("mm", "precipitation in the month", "modelled", sources)),
            "lift_m": ("piece", _lift(pieces, temperature), _attrs("m", "height above the grid", "modelled", ("itu-p1511-2",))),
        }
    )
    return out.assign_coords(month=np.arange(1, 13))


def temperature_at(points: xr.Dataset, temperature: xr.DataArray) -> xr.DataArray:
    """Monthly mean temperature at each point's own elevation, (piece, month) degC.

    The coarse field is brought to sea level with LAPSE_K_PER_M and the coarse surface elevation, interpolated between the
    four nodes around the point, and brought up again. One lapse for all months: winter inversions in basins are missed.
    """
    _need(temperature, "degC")
    lat, lon = points["lat"].to_numpy(), points["lon"].to_numpy()
    field = _bilinear(temperature, lat, lon) - LAPSE_K_PER_M * _lift(points, temperature)
    attrs = _attrs("degC", "mean temperature of the month", "modelled", ("itu-p1510-1", "itu-p1511-2"))
    return xr.DataArray(field.T, dims=("piece", "month"), coords={"month": np.arange(1, 13)}, attrs=attrs)


def mountain_means(pieces: xr.Dataset, normals: xr.Dataset) -> xr.Dataset:
    """Area means over K1 mountains of the normals: temperature (degC, year), precipitation (mm a year), lift_m; scalars.

    Raises NoMountains where no piece has a K1 class.
    """
    area = pieces["area_km2"].where(pieces["k1"] > 0, 0.0)
    if not float(area.sum()) > 0:
        raise NoMountains("There is no mountain land under K1 here, so there is no mountain climate. Report it as not applicable.")
    days = xr.DataArray(DAYS, dims="month")
    yearly = xr.Dataset(
        {
            "temperature": (normals["temperature"] * days).sum("month") / DAYS.sum(),
            "precipitation": normals["precipitation"].sum("month"),
            "lift_m": normals["lift_m"],
        }
    )
    means = (yearly * area).sum("piece") / area.sum()
    means["temperature"].attrs = _attrs("degC", "Mean temperature of the mountains", "modelled", ("itu-p1510-1", "itu-p1511-2"))
    means["precipitation"].attrs = _attrs("mm", "Precipitation of the mountains in a year", "modelled", ("itu-p837-7",))
    means["lift_m"].attrs = _attrs("m", "Mean height above the grid", "modelled", ("itu-p1511-2",))
    return means


def mountain_temperature(means: xr.Dataset, shift: Members, lapse: Members) -> Members:
    """Mean annual temperature of the mountains, degC, shape (member,), at a shift (K) and lapse (K m-1) of every member."""
    change = shift - (lapse - LAPSE_K_PER_M) * float(means["lift_m"])
    return np.asarray(float(means["temperature"]) + change, dtype=np.float64)


def sample(ensemble: Ensemble, ratio: tuple[float, float, float] = WORLD_RATIO) -> xr.Dataset:
    """Uncertain climate inputs of every member.

    ratio: 5, 50 and 95 % points of mountain warming per degree of global warming. Returns Dataset(member): lapse (K m-1),
    offset (K, error of the grid for the whole country), base_warming (K, global warming of the normals' period above
    1850-1900), mountain_ratio (1), today (K). Countries share the draws.
    """
    draws = {
        "lapse": (ensemble.uniform("lapse", LAPSE_LOW_K_PER_M, LAPSE_HIGH_K_PER_M), "K m-1", "fall of temperature with height"),
        "offset": (ensemble.normal("grid offset", 0.0, GRID_ERROR_SD_K), "K", "error of the temperature grid"),
        "base_warming": (ensemble.between("base warming", *BASE_WARMING_K), "K", "global warming of the normals' period"),
        "mountain_ratio": (ensemble.between("mountain ratio", *ratio), "1", "mountain warming per degree of global warming"),
        "today": (spread(ensemble.normal(CLOCK), TODAY_LOW, TODAY, TODAY_HIGH), "K", "global warming of 2011-2020"),
    }
    return xr.Dataset(
        {
            name: ("member", values, _attrs(unit, words, "judged", ("highground-judgement",)))
            for name, (values, unit, words) in draws.items()
        }
    )


def local_shift(inputs: xr.Dataset, level: float) -> Members:
    """Kelvins to add to the normals at a global warming level, shape (member,).

    offset + mountain_ratio x (level - base_warming); at TODAY each member uses its own warming of today.
    """
    shift = inputs["offset"] + inputs["mountain_ratio"] * (_level(inputs, level) - inputs["base_warming"])
    return np.asarray(shift, dtype=np.float64)


def mountain_warming(inputs: xr.Dataset, level: float) -> Members:
    """Warming of the mountains above 1850-1900 at a global warming level, degC, shape (member,)."""
    return np.asarray(inputs["mountain_ratio"] * _level(inputs, level), dtype=np.float64)


def mountain_warming_since_today(inputs: xr.Dataset, level: float) -> Members:
    """Further warming of the mountains against today, K, shape (member,); zero at TODAY."""
    return mountain_warming(inputs, level) - mountain_warming(inputs, TODAY)


def ratio_of(table: pd.DataFrame, regions: Sequence[str]) -> tuple[float, float, float]:
    """Mountain to global warming of a country's glacier regions, 5, 50 and 95 % points; the main region comes first.

    The median is that of the first region with a row, the range spans all of them: one ratio must do for the whole country.
    WORLD_RATIO where no region has a row. The table's range over 12 climate models is read as 5 to 95 %.
    """
    known = table.loc[table["ratio_low"].notna()].set_index("rgi_region")
    rows = known.loc[[region for region in regions if region in known.index], ["ratio_low", "ratio_median", "ratio_high"]]
    if rows.empty:
        return WORLD_RATIO
    return float(rows["ratio_low"].min()), float(rows["ratio_median"].iloc[0]), float(rows["ratio_high"].max())


def timing(table: pd.DataFrame, ensemble: Ensemble, levels: Sequence[float] = LEVELS) -> xr.Dataset:
    """Global warming of every member on every emission path, and when it first reaches each level.

    table: AR6 WGI Table SPM.1 with columns scenario, period_start_year, period_end_year, warming_best_degc,
    warming_low_degc, warming_high_degc. Returns `path` (ssp, midpoint, member): 20-year means by the middle of their
    window (2030.5 is 2021-2040); `year` (ssp, level, member): middle year of the first 20-year mean that reaches the level,
    NaN where no window that ends by 2100 does. Paths are monotone cubics through the published periods, with no
    extrapolation after 2081-2100. One rank per member holds for all paths and all times.
    """
    scores = ensemble.normal(CLOCK)
    midpoints = np.arange(TODAY_MIDPOINT, LAST_MIDPOINT + 1)
    path = np.stack([_path(table, ssp, scores, midpoints) for ssp in SSPS])
    reached = path[:, :, None, :] >= np.asarray(levels)[:, None]  # ssp, midpoint, level, member
    first = np.floor(midpoints)[reached.argmax(axis=1)]
    year = np.where(reached.any(axis=1), first, np.nan)
    sources = ("ipcc-ar6-spm1", "ipcc-ar6-today")
    return xr.Dataset(
        {
            "path": (("ssp", "midpoint", "member"), path, _attrs("degC", "global warming", "modelled", sources)),
            "year": (("ssp", "level", "member"), year, _attrs("year", "year when the level is reached", "modelled", sources)),
        },
        coords={"ssp": list(SSPS), "midpoint": midpoints, "level": np.asarray(levels, dtype=float)},
    )


def chance(times: xr.Dataset) -> xr.DataArray:
    """Share of members in which each level is reached by 2100, (ssp, level) in %."""
    share: xr.DataArray = 100.0 * (times["year"] > 0).mean("member")
    share.attrs = _attrs("%", "chance that the level is reached by 2100", "modelled", ("ipcc-ar6-spm1", "ipcc-ar6-today"))
    return share


def extremes(table: pd.DataFrame, code: str | None) -> pd.DataFrame:
    """Rows of change in five extremes for an AR6 region: indicator, level, low, mid, high, unit, grade.

    Change against 1850-1900. Empty where the table has no numbers for the region: not reported, never zero.
    """
    rows = table.loc[(table["region"] == code) & table["index"].isin(list(INDICATOR_OF)) & table["value"].notna()]
    worst = rows[["grade", "range_grade"]].map(GRADES.index).max(axis=1)
    out = pd.DataFrame(
        {
            "indicator": rows["index"].map(INDICATOR_OF),
            "level": rows["gwl_k"].astype(float),
            "low": rows["low_p5"].astype(float),
            "mid": rows["value"].astype(float),
            "high": rows["high_p95"].astype(float),
            "unit": rows["unit"].map(UNIT_OF),
            "grade": [GRADES[int(i)] for i in worst],
        }
    )
    return out.sort_values(["indicator", "level"], ignore_index=True)


def _path(table: pd.DataFrame, ssp: str, scores: Members, midpoints: Floats) -> Floats:
    rows = table.loc[table["scenario"] == ssp].sort_values("period_start_year")
    if rows.empty:
        raise BadData(f"The warming table has no rows for {ssp}. Add its periods, or use the bundled table.")
    middle = (rows["period_start_year"] + rows["period_end_year"]).to_numpy(dtype=float) / 2
    points = rows[["warming_low_degc", "warming_best_degc", "warming_high_degc"]].to_numpy(dtype=float)
    nodes = np.stack([spread(scores, *p) for p in [(TODAY_LOW, TODAY, TODAY_HIGH), *points]])
    curve = PchipInterpolator(np.concatenate([[TODAY_MIDPOINT], middle]), nodes, axis=0)
    return np.asarray(curve(midpoints), dtype=np.float64)


def _level(inputs: xr.Dataset, level: float) -> xr.DataArray | float:
    return inputs["today"] if level == TODAY else level


def _lift(points: xr.Dataset, temperature: xr.DataArray) -> Floats:
    if "surface_elevation" not in temperature.coords:
        raise BadData("The temperature grid has no surface_elevation, so it cannot be moved to another height. Add the coordinate.")
    lat, lon = points["lat"].to_numpy(), points["lon"].to_numpy()
    surface = _bilinear(temperature["surface_elevation"].reset_coords(drop=True), lat, lon)
    return np.asarray(points["elevation"].to_numpy() - surface, dtype=np.float64)


def _bilinear(field: xr.DataArray, lat: Floats, lon: Floats) -> Floats:
    """Values between the four nodes around each point; beyond the outermost nodes the nearest edge holds."""
    field = field.sortby("lat").sortby("lon").transpose(..., "lat", "lon")
    lats, lons = field["lat"].to_numpy(), field["lon"].to_numpy()
    where = np.stack([np.interp(lat, lats, np.arange(lats.size)), np.interp(lon, lons, np.arange(lons.size))])
    stack = field.to_numpy().astype(np.float64).reshape(-1, lats.size, lons.size)
    values = np.stack([map_coordinates(layer, where, order=1, mode="nearest") for layer in stack])
    return values if field.ndim == 3 else values[0]


def _need(field: xr.DataArray, unit: str) -> None:
    got = field.attrs.get("units")
    if got != unit:
        raise UnitMismatch(
            f"{field.name or 'the grid'} must be in {unit}, but its units say {got!r}. Convert it and say so in attrs."
        )


def _attrs(units: str, long_name: str, how: str, sources: tuple[str, ...]) -> dict[str, object]:
    return {"units": units, "long_name": long_name, "how": how, "sources": sources}
