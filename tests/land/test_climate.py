"""Climate, checked by hand, against stations and AR6 tables, and by laws."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData, NoMountains, UnitMismatch
from highground.basis.scenario import LEVELS, TODAY
from highground.land import climate

FACTS = Path(__file__).parents[3] / "shared" / "facts"
AR6_WINDOWS = {  # AR6 WGI Table 4.5, middle year of the 20-year window of the best estimate
    ("SSP1-2.6", 1.5): 2032.5,
    ("SSP2-4.5", 1.5): 2030.5,
    ("SSP3-7.0", 1.5): 2030.5,
    ("SSP5-8.5", 1.5): 2027.5,
    ("SSP2-4.5", 2.0): 2052.5,
    ("SSP3-7.0", 2.0): 2046.5,
    ("SSP5-8.5", 2.0): 2041.5,
    ("SSP3-7.0", 3.0): 2075.5,
    ("SSP5-8.5", 3.0): 2064.5,
    ("SSP5-8.5", 4.0): 2084.5,
}
SPM1 = {  # AR6 WGI Table SPM.1: best, low, high for 2021-2040, 2041-2060, 2081-2100
    "SSP1-1.9": ((1.5, 1.2, 1.7), (1.6, 1.2, 2.0), (1.4, 1.0, 1.8)),
    "SSP1-2.6": ((1.5, 1.2, 1.8), (1.7, 1.3, 2.2), (1.8, 1.3, 2.4)),
    "SSP2-4.5": ((1.5, 1.2, 1.8), (2.0, 1.6, 2.5), (2.7, 2.1, 3.5)),
    "SSP3-7.0": ((1.5, 1.2, 1.8), (2.1, 1.7, 2.6), (3.6, 2.8, 4.6)),
    "SSP5-8.5": ((1.6, 1.3, 1.9), (2.4, 1.9, 3.0), (4.4, 3.3, 5.7)),
}


def spm1() -> pd.DataFrame:
    rows = [
        (ssp, start, start + 19, *point)
        for ssp, points in SPM1.items()
        for start, point in zip((2021, 2041, 2081), points, strict=True)
    ]
    names = ["scenario", "period_start_year", "period_end_year", "warming_best_degc", "warming_low_degc", "warming_high_degc"]
    return pd.DataFrame(rows, columns=names)


def facts(name: str) -> pd.DataFrame:
    if not (FACTS / name).is_file():
        pytest.skip(f"the fact table {name} is not here")
    return pd.read_csv(FACTS / name)


def grid(values: np.ndarray, surface: np.ndarray | None = None, units: str = "degC") -> xr.DataArray:
    """Two by two nodes, the same values in each of 12 months."""
    coords: dict[str, object] = {"month": np.arange(1, 13), "lat": [43.0, 42.0], "lon": [76.0, 77.0]}
    if surface is not None:
        coords["surface_elevation"] = (("lat", "lon"), surface)
    return xr.DataArray(np.repeat(values[None], 12, axis=0), coords, ("month", "lat", "lon"), "field", {"units": units})


def points(lat: float, lon: float, elevation: float) -> xr.Dataset:
    return xr.Dataset({"lat": ("piece", [lat]), "lon": ("piece", [lon]), "elevation": ("piece", [elevation])})


def test_a_point_between_four_nodes_by_hand() -> None:
    # At 1,000 m everywhere: 10 degC in the west, 12 in the east; the point is in the middle and 2,000 m high: 11 - 5.5.
    temperature = grid(np.array([[10.0, 12.0], [10.0, 12.0]]), np.full((2, 2), 1000.0))
    rain = grid(np.array([[40.0, 60.0], [40.0, 60.0]]), units="mm")
    out = climate.normals(points(42.5, 76.5, 2000.0), temperature, rain)
    assert out["temperature"].to_numpy() == pytest.approx(np.full((1, 12), 5.5))
    assert out["precipitation"].to_numpy() == pytest.approx(np.full((1, 12), 50.0))
    assert out["lift_m"].to_numpy() == pytest.approx([1000.0])
    assert [out[name].attrs["units"] for name in ("temperature", "precipitation", "lift_m")] == ["degC", "mm", "m"]


def test_nodes_at_different_heights_agree_when_only_height_tells_them_apart() -> None:
    surface = np.array([[0.0, 3000.0], [1000.0, 2000.0]])
    temperature = grid(20.0 - climate.LAPSE_K_PER_M * surface, surface)
    at_sea_level = climate.temperature_at(points(42.3, 76.8, 0.0), temperature)
    assert at_sea_level.to_numpy() == pytest.approx(np.full((1, 12), 20.0))


def test_another_lapse_follows_from_the_lift() -> None:
    surface = np.array([[0.0, 3000.0], [1000.0, 2000.0]])
    steep = 0.0065
    temperature = grid(20.0 - steep * surface, surface)
    out = climate.normals(points(42.3, 76.8, 4000.0), temperature, grid(np.ones((2, 2)), units="mm"))
    moved = out["temperature"] - (steep - climate.LAPSE_K_PER_M) * out["lift_m"]
    assert moved.to_numpy() == pytest.approx(np.full((1, 12), 20.0 - steep * 4000.0))


def mountains(k1: tuple[int, int]) -> tuple[xr.Dataset, xr.Dataset]:
    """Two pieces of 1 and 3 km2; 0 and 8 degC, 1,200 and 600 mm a year, 0 and 400 m above the grid."""
    pieces = xr.Dataset({"area_km2": ("piece", [1.0, 3.0]), "k1": ("piece", np.array(k1, dtype=np.uint8))})
    normals = xr.Dataset(
        {
            "temperature": (("piece", "month"), np.outer([0.0, 8.0], np.ones(12))),
            "precipitation": (("piece", "month"), np.outer([100.0, 50.0], np.ones(12))),
            "lift_m": ("piece", [0.0, 400.0]),
        }
    )
    return pieces, normals


def test_mountain_means_by_hand() -> None:
    # Weights 1 and 3: 6 degC, 750 mm, 300 m. At +2 K and a lapse of 6.5 K per km: 6 + 2 - 0.001 x 300 = 7.7 degC.
    means = climate.mountain_means(*mountains((1, 6)))
    assert [float(means[name]) for name in ("temperature", "precipitation", "lift_m")] == pytest.approx([6.0, 750.0, 300.0])
    assert climate.mountain_temperature(means, np.array([2.0]), np.array([0.0065])) == pytest.approx([7.7])


def test_only_mountains_count_and_a_plain_has_none() -> None:
    assert float(climate.mountain_means(*mountains((1, 0)))["temperature"]) == pytest.approx(0.0)
    with pytest.raises(NoMountains, match="not applicable"):
        climate.mountain_means(*mountains((0, 0)))


def test_wrong_units_and_a_missing_surface_are_refused() -> None:
    kelvin = grid(np.full((2, 2), 283.0), np.zeros((2, 2)), units="K")
    with pytest.raises(UnitMismatch, match="degC"):
        climate.temperature_at(points(42.5, 76.5, 0.0), kelvin)
    with pytest.raises(BadData, match="surface_elevation"):
        climate.temperature_at(points(42.5, 76.5, 0.0), grid(np.zeros((2, 2))))


def test_twelve_stations_are_met_within_two_degrees() -> None:
    pytest.importorskip("itur", reason="the offline grids are not installed")
    installed = pytest.importorskip("highground.catalogue.installed")
    stations = facts("country_climate_checks.csv")
    days = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    errors = []
    for row in stations.itertuples():
        grids = installed.temperature(row.lon_deg - 0.1, row.lat_deg - 0.1, row.lon_deg + 0.1, row.lat_deg + 0.1)
        months = climate.temperature_at(points(row.lat_deg, row.lon_deg, row.station_elevation_m), grids).to_numpy()[0]
        errors.append(abs(np.average(months, weights=days) - row.ref_t_annual_degc))
    assert len(errors) == 12
    assert np.mean(errors) <= 2.0


@given(seed=st.integers(0, 1000), members=st.integers(2, 300), lower=st.floats(1.5, 4.0), step=st.floats(0.01, 2.0))
@settings(max_examples=40, deadline=None)
def test_more_global_warming_never_cools_a_member(seed: int, members: int, lower: float, step: float) -> None:
    inputs = climate.sample(Ensemble(seed, members))
    low, high = climate.local_shift(inputs, lower), climate.local_shift(inputs, lower + step)
    assert (high > low).all()
    assert (climate.mountain_warming(inputs, lower + step) > climate.mountain_warming(inputs, lower)).all()
    assert (climate.local_shift(inputs, TODAY) < low).all()


def test_warming_since_today_is_zero_today_and_agrees_with_the_shift() -> None:
    inputs = climate.sample(Ensemble(3, 500))
    assert (climate.mountain_warming_since_today(inputs, TODAY) == 0).all()
    further = climate.local_shift(inputs, 2.0) - climate.local_shift(inputs, TODAY)
    assert climate.mountain_warming_since_today(inputs, 2.0) == pytest.approx(further)


def test_inputs_have_the_ranges_they_state() -> None:
    inputs = climate.sample(Ensemble(1, 4000), ratio=(1.29, 1.39, 1.52))
    quantiles = inputs.quantile([0.05, 0.5, 0.95])
    assert quantiles["mountain_ratio"].to_numpy() == pytest.approx([1.29, 1.39, 1.52], abs=0.003)
    assert quantiles["today"].to_numpy() == pytest.approx([0.95, 1.09, 1.20], abs=0.003)
    assert quantiles["base_warming"].to_numpy() == pytest.approx([0.53, 0.65, 0.77], abs=0.003)
    assert float(inputs["offset"].std()) == pytest.approx(1.0, abs=0.01)
    assert float(inputs["lapse"].min()) >= 0.0045
    assert float(inputs["lapse"].max()) <= 0.0065


def test_central_asia_warms_by_the_published_ratio() -> None:
    # Kraaijenbrink et al. 2017: +2.1 degC in High Mountain Asia at +1.5 degC of global warming.
    ratio = climate.ratio_of(facts("mountain_warming_ratio.csv"), ["RGI13"])
    warming = climate.mountain_warming(climate.sample(Ensemble(1, 2000), ratio), 1.5)
    low, high = np.quantile(warming, [0.05, 0.95])
    assert low <= 2.1 <= high


def test_a_country_without_glacier_region_gets_the_wide_default() -> None:
    table = facts("mountain_warming_ratio.csv")
    assert climate.ratio_of(table, []) == climate.ratio_of(table, ["RGI99", "world"]) == climate.WORLD_RATIO
    assert climate.ratio_of(table, ["RGI01", "RGI16"]) == (0.94, 1.14, 1.24)


def test_two_glacier_regions_widen_the_ratio() -> None:
    # Kazakhstan: Central Asia 1.39 (1.29 to 1.52) first, then the Altai 1.70 (1.44 to 1.81).
    assert climate.ratio_of(facts("mountain_warming_ratio.csv"), ["RGI13", "RGI10"]) == (1.29, 1.39, 1.81)


def test_paths_reproduce_the_published_ranges() -> None:
    path = climate.timing(spm1(), Ensemble(1, 4000))["path"].quantile([0.05, 0.5, 0.95], "member")
    for ssp, ranges in SPM1.items():
        for midpoint, (best, low, high) in zip((2030.5, 2050.5, 2090.5), ranges, strict=True):
            got = path.sel(ssp=ssp, midpoint=midpoint).to_numpy()
            assert got == pytest.approx([low, best, high], abs=0.01)


@pytest.mark.parametrize(("ssp", "level"), AR6_WINDOWS)
def test_crossing_years_lie_within_three_years_of_ar6(ssp: str, level: float) -> None:
    year = climate.timing(spm1(), Ensemble(1, 2000))["year"].sel(ssp=ssp, level=level)
    median = float(np.quantile(year.fillna(9999.0), 0.5)) + 0.5  # 2030 stands for the window around 2030.5
    assert abs(median - AR6_WINDOWS[ssp, level]) <= 3


def test_ar6_likelihoods_of_one_and_a_half_degrees_by_2040_hold() -> None:
    # AR6 WGI chapter 4: the mean of 2021-2040 exceeds 1.5 degC very likely on SSP5-8.5, likely on SSP2-4.5 and SSP3-7.0,
    # more likely than not on the two low paths. The table is rounded to 0.1, so we ask only for the order and for half.
    reached = (climate.timing(spm1(), Ensemble(1, 4000))["path"].sel(midpoint=2030.5) >= 1.5).mean("member")
    assert float(reached.sel(ssp="SSP5-8.5")) == float(reached.max()) > 0.6
    assert (reached >= 0.49).all()


def test_a_higher_level_is_never_reached_earlier() -> None:
    year = climate.timing(spm1(), Ensemble(5, 500))["year"].fillna(np.inf)
    assert (year.diff("level").fillna(0) >= 0).all()


def test_a_level_out_of_reach_is_not_a_year() -> None:
    times = climate.timing(spm1(), Ensemble(1, 1000))
    assert not np.isfinite(times["year"].sel(ssp="SSP1-1.9", level=4.0)).any()
    chance = climate.chance(times)
    assert float(chance.sel(ssp="SSP1-1.9", level=4.0)) == 0.0
    assert float(chance.sel(ssp="SSP5-8.5", level=1.5)) == 100.0
    assert (chance.diff("level") <= 0).all()
    assert list(times["level"].to_numpy()) == list(LEVELS)


def test_a_member_that_is_warm_now_stays_warm() -> None:
    ensemble = Ensemble(2, 300)
    path = climate.timing(spm1(), ensemble)["path"]
    order = np.argsort(climate.sample(ensemble)["today"].to_numpy())
    assert (np.diff(path.sel(midpoint=2090.5).to_numpy()[:, order], axis=1) >= 0).all()


def test_a_missing_path_is_refused() -> None:
    with pytest.raises(BadData, match=r"SSP5-8\.5"):
        climate.timing(spm1().query("scenario != 'SSP5-8.5'"), Ensemble(1, 10))


def test_extremes_are_the_published_rows() -> None:
    rows = climate.extremes(facts("ar6_extremes_by_gwl.csv"), "WCA")
    hottest = rows.query("indicator == 'hottest_day' and level == 2.0").iloc[0]
    assert (hottest["low"], hottest["mid"], hottest["high"], hottest["unit"]) == (2.4, 3.08, 3.69, "degC")
    assert hottest["grade"] == "computed"  # the median was read, the range was worked out
    assert len(rows) == 20
    assert ((rows["low"] <= rows["mid"]) & (rows["mid"] <= rows["high"])).all()


def test_a_region_without_numbers_gives_no_rows() -> None:
    table = facts("ar6_extremes_by_gwl.csv")
    assert climate.extremes(table, "ARP").empty
    assert climate.extremes(table, None).empty
