"""Glaciers, checked by hand, against the published bands, and by laws."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.land import glaciers

FACTS = Path(__file__).parents[3] / "shared" / "facts"
LEVELS = (1.5, 2.0, 3.0, 4.0)
REGIONS = ("RGI01", "RGI02", "RGI06", "RGI08", "RGI10", "RGI11", "RGI12", "RGI13", "RGI14", "RGI15", "RGI16", "RGI17", "RGI18")


def facts(name: str) -> pd.DataFrame:
    if not (FACTS / name).is_file():
        pytest.skip(f"the fact table {name} is not here")
    return pd.read_csv(FACTS / name)


def table(a: float = 0.067, b: float = -0.455) -> pd.DataFrame:
    """Central Asia (RGI13) as published: OGGM 1.6.1 standard projections."""
    return pd.DataFrame(
        {
            "rgi_region": "RGI13",
            "gwl_k": LEVELS,
            "n_runs": (9, 4, 12, 13),
            "mass_loss_median_pct": (50, 59, 73, 83),
            "mass_loss_low_pct": (41, 50, 66, 78),
            "mass_loss_high_pct": (57, 63, 77, 90),
            "area_loss_median_pct": (42, 50, 65, 74),
            "emulator_a": a,
            "emulator_b_per_k": b,
        }
    )


def inventory() -> pd.DataFrame:
    rows = [
        ("KAZ", "A", "level", 2016.0, 414.6, 11.6, "band ratio"),
        ("KAZ", "A", "level", 1956.0, 813.6, 22.8, "band ratio"),
        ("KAZ", "A", "change", np.nan, np.nan, np.nan, "band ratio"),
        ("KAZ", "B", "level", np.nan, 2033.3, np.nan, "extrapolated from one glacier"),
        ("CHN", "C", "level", 2010.0, 300.0, np.nan, "band ratio"),
    ]
    frame = pd.DataFrame(rows, columns=["country_iso3", "series_id", "figure_type", "year", "area_km2", "area_unc_km2", "method"])
    rest = {*glaciers.CHANGE_COLUMNS, *glaciers.SERIES_COLUMNS} - {*frame.columns, "low", "mid", "high", "how"}
    return frame.assign(**dict.fromkeys(sorted(rest)))


def test_the_median_is_the_emulator_by_hand() -> None:
    # exp(0.067 - 0.455 x 2) = exp(-0.843) = 43.0 % left.
    ice = glaciers.emulator(table(), "RGI13")
    left = glaciers.mass_left_pct(ice, glaciers.scores(Ensemble(1, 2001)), 2.0)
    assert np.median(left) == pytest.approx(43.04, abs=0.05)


def test_the_range_reaches_the_published_band() -> None:
    ice = glaciers.emulator(table(), "RGI13")
    left = glaciers.mass_left_pct(ice, glaciers.scores(Ensemble(1, 4000)), 3.0)
    assert np.quantile(left, [0.05, 0.95]) == pytest.approx([23.0, 34.0], abs=0.1)  # losses of 77 and 66 %


def test_a_class_of_four_runs_borrows_width() -> None:
    # The published band at +2 degC is 50 to 63 % lost, from 4 runs; 1.5 and 3 degC suggest a wider one.
    ice = glaciers.emulator(table(), "RGI13")
    lost = 100 - glaciers.mass_left_pct(ice, glaciers.scores(Ensemble(1, 4000)), 2.0)
    low, high = np.quantile(lost, [0.05, 0.95])
    assert low == pytest.approx(50.0, abs=0.2)
    assert high > 64


def test_area_is_mass_to_a_power_by_hand() -> None:
    # Powers ln(area left) / ln(mass left) of the table are 0.786, 0.777, 0.802, 0.760: median 0.782.
    ice = glaciers.emulator(table(), "RGI13")
    assert ice.power == pytest.approx((0.760, 0.782, 0.802), abs=0.001)


@pytest.mark.parametrize("region", REGIONS)
def test_the_emulator_lies_in_the_published_band_of_every_region(region: str) -> None:
    rows = facts("glacier_loss_by_gwl.csv").query("rgi_region == @region")
    ice, draws = glaciers.emulator(rows, region), glaciers.scores(Ensemble(1, 2001))
    for row in rows.itertuples():
        lost = 100 - glaciers.mass_left_pct(ice, draws, row.gwl_k)
        low, mid, high = np.quantile(lost, [0.05, 0.5, 0.95])
        assert row.mass_loss_low_pct <= mid.round(1) <= row.mass_loss_high_pct
        assert mid == pytest.approx(row.emulator_mass_loss_pct, abs=0.15)  # the table's own value of the emulator
        assert low <= row.mass_loss_low_pct + 0.5  # our range is never narrower than the published band
        assert high >= row.mass_loss_high_pct - 0.6  # 100 % lost is rounded: we read 99.5


@pytest.mark.parametrize("region", REGIONS)
def test_the_fitted_power_meets_the_published_area_of_its_mass(region: str) -> None:
    rows = facts("glacier_loss_by_gwl.csv").query("rgi_region == @region")
    mass, area = (1 - rows[f"{part}_loss_median_pct"].to_numpy() / 100 for part in ("mass", "area"))
    assert 100 * mass ** glaciers.emulator(rows, region).power[1] == pytest.approx(100 * area, abs=3.2)


@given(
    seed=st.integers(0, 500),
    members=st.integers(2, 200),
    line=st.tuples(st.floats(-0.7, 0.7), st.floats(-1.1, -0.15)),
    low=st.floats(0.5, 6.0),
    step=st.floats(0.0, 3.0),
)
@settings(max_examples=80, deadline=None)
def test_more_warming_never_means_more_ice(seed: int, members: int, line: tuple[float, float], low: float, step: float) -> None:
    ice, draws = glaciers.emulator(table(*line), "RGI13"), glaciers.scores(Ensemble(seed, members))
    for left in (glaciers.mass_left_pct, glaciers.area_left_pct):
        cool, warm = left(ice, draws, low), left(ice, draws, low + step)
        assert (warm <= cool + 1e-9).all()
        assert (cool <= 100).all()
        assert (warm >= 0).all()


def test_each_member_may_have_its_own_warming() -> None:
    ice, draws = glaciers.emulator(table(), "RGI13"), glaciers.scores(Ensemble(1, 4))
    warming = np.array([1.09, 1.5, 3.0, 4.0])
    together = glaciers.mass_left_pct(ice, draws, warming)
    alone = [glaciers.mass_left_pct(ice, draws, w)[i] for i, w in enumerate(warming)]
    assert together == pytest.approx(alone)


def test_permuting_members_permutes_results() -> None:
    ice, draws = glaciers.emulator(table(), "RGI13"), glaciers.scores(Ensemble(1, 100))
    order = np.random.default_rng(0).permutation(100)
    assert (glaciers.area_left_pct(ice, draws, 2.0)[order] == glaciers.area_left_pct(ice, draws.isel(member=order), 2.0)).all()


def test_a_member_rich_in_ice_is_rich_in_every_region() -> None:
    draws = glaciers.scores(Ensemble(1, 200))
    whole = facts("glacier_loss_by_gwl.csv")
    order = np.argsort(draws["mass"].to_numpy())
    for region in ("RGI13", "RGI16"):
        left = glaciers.mass_left_pct(glaciers.emulator(whole, region), draws, 2.0)
        assert (np.diff(left[order]) >= 0).all()


def test_an_unknown_region_and_growing_ice_are_refused() -> None:
    with pytest.raises(BadData, match="RGI13"):
        glaciers.emulator(table(), "RGI99")
    with pytest.raises(BadData, match="slope"):
        glaciers.emulator(table(b=0.1), "RGI13")


def test_measured_areas_stay_in_their_series() -> None:
    rows = glaciers.series(inventory(), "KAZ")
    assert rows["series_id"].tolist() == ["A", "A", "B"]
    assert rows["mid"].tolist() == [813.6, 414.6, 2033.3]
    assert (rows["low"].iloc[0], rows["high"].iloc[0]) == pytest.approx((790.8, 836.4))
    assert rows["low"].isna().tolist() == [False, False, True]  # no uncertainty stated: blank, not zero
    assert rows["year"].isna().tolist() == [False, False, True]
    assert rows["how"].tolist() == ["measured", "measured", "modelled"]


def test_changes_stand_apart_from_areas() -> None:
    rows = glaciers.changes(inventory(), "KAZ")
    assert rows["figure_type"].tolist() == ["change"]
    assert glaciers.series(inventory(), "PER").empty


def test_pilot_series_are_those_published() -> None:
    whole = facts("glacier_area_pilots.csv")
    national = glaciers.series(whole, "ECU").query("series_id == 'EC-NAT-MAE'")
    assert national["mid"].tolist() == [97.2, 60.7, 43.5]
    extrapolated = glaciers.series(whole, "ECU").query("series_id == 'EC-NAT-EXTRAPOLATED'")
    assert extrapolated["how"].tolist() == ["modelled"]
    kazakh = glaciers.series(whole, "KAZ")
    assert not kazakh["series_id"].str.startswith("CN").any()  # upstream neighbours are not the country
    assert len(kazakh) + len(glaciers.changes(whole, "KAZ")) == (whole["country_iso3"] == "KAZ").sum()


def test_mass_balance_of_central_asia() -> None:
    # Hugonnet et al. 2021: -199.00 +- 22.15 kg m-2 yr-1 in 2000-2020; 1.645 sigma each side.
    rows = glaciers.mass_balance(facts("glacier_mass_balance_regions.csv"), "RGI13")
    whole = rows.query("period_start == 2000 and period_end == 2020").iloc[0]
    assert (whole["low"], whole["mid"], whole["high"]) == pytest.approx((-235.43, -199.0, -162.57), abs=0.01)
    assert len(rows) == 3


def test_a_country_without_glaciers_has_no_mass_balance() -> None:
    assert glaciers.mass_balance(facts("glacier_mass_balance_regions.csv"), None).empty


@given(st.floats(0, 100), st.floats(0, 100))
def test_less_ice_never_lowers_the_water_index(one: float, other: float) -> None:
    classes = glaciers.summer_water_index(np.array([min(one, other), max(one, other)]))
    assert classes[0] >= classes[1]
    assert set(classes.tolist()) <= {0, 1, 2, 3, 4}
