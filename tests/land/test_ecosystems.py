"""Belts, seasons and growth, checked by hand, against the rules of SDG 15.4.2 and Lieth 1975, and by laws."""

import gzip
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.basis.indicators import BELTS
from highground.catalogue import installed
from highground.land import ecosystems, terrain
from highground.land.climate import LAPSE_K_PER_M

SRTM = Path(__file__).parents[3] / "shared" / "data" / "srtm-ecuador"
MONTHS = np.arange(12)
YEAR = -np.cos(2 * np.pi * (MONTHS + 0.5) / 12)  # coldest in January, warmest in July
NIVAL, ALPINE, MONTANE, REMAINING = range(4)


def land(
    elevation: np.ndarray, monthly: np.ndarray, area: np.ndarray | float = 1.0, relief: float = 0.0
) -> tuple[xr.Dataset, xr.Dataset]:
    """Mountain pieces and their normals; the coarse grid lies at 1,500 m."""
    size = elevation.size
    pieces = xr.Dataset(
        {
            "area_km2": ("piece", np.broadcast_to(np.asarray(area, dtype=float), size).copy()),
            "elevation": ("piece", elevation.astype(float)),
            "relief_m": ("piece", np.full(size, relief)),
            "k1": ("piece", np.ones(size, dtype=np.uint8)),
        }
    )
    normals = xr.Dataset(
        {
            "temperature": (("piece", "month"), monthly),
            "precipitation": (("piece", "month"), np.full((size, 12), 60.0)),
            "lift_m": ("piece", elevation - 1500.0),
        }
    )
    return pieces, normals


def cone(size: int = 400, amplitude: float = 12.0) -> tuple[xr.Dataset, xr.Dataset]:
    """A cone from 0 to 6,000 m, 15 degC at its foot; rings shrink upwards."""
    elevation = np.linspace(0.0, 6000.0, size)
    monthly = 15.0 - LAPSE_K_PER_M * elevation[:, None] + amplitude * YEAR
    return land(elevation, monthly, area=np.linspace(10.0, 0.1, size))


@cache
def response_of_cone() -> xr.Dataset:
    pieces, normals = cone(amplitude=10.0)
    return ecosystems.surface(pieces, normals, ecosystems.shift_axis(np.array([0.0, 5.0])), 0.0)


def counted(monthly: np.ndarray, shift: float) -> tuple[float, float]:
    """The same season counted in steps of a hundredth of a day."""
    days = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    middle = np.cumsum(days) - days / 2
    moments = (np.arange(36500) + 0.5) / 100
    warmth = np.interp(moments, middle, monthly, period=365) + shift
    warm = warmth[warmth > ecosystems.SEASON_FROM_DEGC]
    return warm.size / 100, float(warm.mean()) if warm.size else float("nan")


@pytest.mark.parametrize(
    ("days", "mean", "belt"),
    [  # rules of the SDG 15.4.2 world mountain map, and both sides of each threshold
        (0, np.nan, NIVAL),
        (9.9, 3.4, NIVAL),
        (10, 3.4, ALPINE),
        (54, 3.4, ALPINE),
        (9, 3.6, ALPINE),
        (60, 3.4, ALPINE),
        (93.9, 8.0, ALPINE),
        (94, 6.3, ALPINE),
        (94, 6.4, MONTANE),
        (180, 9.9, MONTANE),
        (180, 14.9, MONTANE),
        (365, 15.0, REMAINING),
        (93, 15.0, ALPINE),
    ],
)
def test_belts_follow_the_rules_of_the_map(days: float, mean: float, belt: int) -> None:
    assert ecosystems.belts(np.array([days]), np.array([mean]))[0] == belt
    assert BELTS == ("nival", "alpine", "montane", "remaining")


def test_the_tropics_have_a_season_of_a_year_and_ice_caps_none() -> None:
    days, mean = ecosystems.season(np.array([[14.0] * 12, [-20.0] * 12]))
    assert days[:, 0] == pytest.approx([365.0, 0.0])
    assert mean[0, 0] == pytest.approx(14.0, abs=1e-4)
    assert np.isnan(mean[1, 0])


@given(monthly=st.lists(st.floats(-40, 35), min_size=12, max_size=12), shift=st.floats(-4, 9))
@settings(max_examples=60, deadline=None)
def test_the_season_is_the_one_a_clerk_would_count(monthly: list[float], shift: float) -> None:
    days, mean = ecosystems.season(np.array([monthly]), np.array([shift]))
    by_hand, average = counted(np.array(monthly), shift)
    assert days[0, 0] == pytest.approx(by_hand, abs=0.15)
    if by_hand > 1:
        assert mean[0, 0] == pytest.approx(average, abs=0.05)


@given(monthly=st.lists(st.floats(-40, 35), min_size=12, max_size=12))
@settings(max_examples=60, deadline=None)
def test_warming_never_shortens_the_season(monthly: list[float]) -> None:
    days, _ = ecosystems.season(np.array([monthly]), np.arange(-4, 9, 0.5))
    assert (np.diff(days[0]) >= -1e-3).all()
    assert days.min() >= 0
    assert days.max() <= 365.001


@given(
    means=st.lists(st.floats(-15, 25), min_size=3, max_size=12),
    amplitude=st.floats(0, 20),
    seed=st.integers(0, 100),
    today=st.floats(-1, 1),
)
@settings(max_examples=40, deadline=None)
def test_belts_share_out_the_mountains_for_every_member(means: list[float], amplitude: float, seed: int, today: float) -> None:
    rng = np.random.default_rng(seed)
    elevation = rng.uniform(500, 6000, len(means))
    area, relief = rng.uniform(1, 80, len(means)), float(rng.uniform(0, 2000))
    pieces, normals = land(elevation, np.array(means)[:, None] + amplitude * YEAR, area, relief)
    shift, lapse = rng.uniform(-3, 7, 50), rng.uniform(0.0045, 0.0065, 50)
    found = ecosystems.at(ecosystems.surface(pieces, normals, ecosystems.shift_axis(shift), today), shift, lapse)
    assert found["area"].sum("belt").to_numpy() == pytest.approx(np.full(50, float(pieces["area_km2"].sum())))
    assert float(found["area"].min()) >= -1e-9
    present = found["elevation"].to_numpy()[np.isfinite(found["elevation"].to_numpy())]
    margin = 0.3 * relief + 1e-6
    assert ((present >= elevation.min() - margin) & (present <= elevation.max() + margin)).all()


@pytest.mark.parametrize("amplitude", [3.0, 12.0])
def test_warming_moves_every_belt_uphill_while_it_lasts(amplitude: float) -> None:
    pieces, normals = cone(amplitude=amplitude)
    shift = np.arange(0.0, 7.0, 0.07)
    response = ecosystems.surface(pieces, normals, ecosystems.shift_axis(shift), 0.0)
    for lapse in (0.0045, 0.0055, 0.0063):
        found = ecosystems.at(response, shift, np.full(shift.size, lapse))
        for belt in BELTS:
            there = found.sel(belt=belt).where(found["area"].sel(belt=belt) > 1.0)["elevation"].to_numpy()
            assert (np.diff(there[np.isfinite(there)]) >= -1e-6).all()
        cold = found["area"].sel(belt=["nival", "alpine"]).sum("belt").to_numpy()
        assert (np.diff(cold) <= 1e-9).all()


def test_at_a_node_the_surface_is_the_map() -> None:
    pieces, normals = cone()
    response = ecosystems.surface(pieces, normals, ecosystems.shift_axis(np.array([0.0, 5.0])), 0.0)
    found = ecosystems.at(response, np.array([2.0]), np.array([LAPSE_K_PER_M]))
    belt = ecosystems.belt_map(pieces, normals, 2.0)
    by_map = [float(pieces["area_km2"].to_numpy()[belt == kind].sum()) for kind in range(4)]
    assert found["area"].to_numpy()[0] == pytest.approx(by_map)


@given(shift=st.floats(0, 5), lapse=st.floats(0.0045, 0.0065))
@settings(max_examples=60, deadline=None)
def test_between_nodes_the_surface_stays_near_the_map(shift: float, lapse: float) -> None:
    pieces, normals = cone(amplitude=10.0)
    found = ecosystems.at(response_of_cone(), np.array([shift]), np.array([lapse]))["area"].to_numpy()[0]
    belt = ecosystems.belt_map(pieces, normals, shift, lapse)
    area = pieces["area_km2"].to_numpy()
    by_map = np.array([area[belt == kind].sum() for kind in range(4)])
    assert np.abs(found - by_map).max() <= 0.01 * area.sum()


def test_a_piece_keeps_its_area_and_mean_height_when_sliced() -> None:
    # Relief of 1,000 m: heights 210 m x sqrt(2) = 297 m above and below the mean at the ends, 5.5 K per km.
    pieces, normals = land(np.array([3000.0, 4000.0]), np.zeros((2, 12)), area=10.0, relief=1000.0)
    part, own = ecosystems.sliced(pieces, normals)
    heights = part["elevation"].to_numpy().reshape(2, 5)
    assert part["area_km2"].to_numpy() == pytest.approx(np.full(10, 2.0))
    assert heights.mean(axis=1) == pytest.approx([3000.0, 4000.0])
    assert heights[0, -1] == pytest.approx(3296.98, abs=0.01)
    assert heights.std(axis=1) == pytest.approx([210.0, 210.0])
    assert own["temperature"].to_numpy()[4] == pytest.approx(np.full(12, -0.0055 * 296.98), abs=1e-4)
    assert own["lift_m"].to_numpy()[4] == pytest.approx(1796.98, abs=0.01)


def test_slices_bring_cold_land_nearer_to_what_radar_saw_in_ecuador() -> None:
    pytest.importorskip("itur", reason="the offline grids are not installed")
    if not SRTM.is_dir():
        pytest.skip("the radar heights are not here")
    seen = meant = parted = 0.0
    for tile in sorted(SRTM.glob("*.hgt.gz")):
        south, west = (1 if tile.name[0] == "N" else -1) * int(tile.name[1:3]), -int(tile.name[4:7])
        heights = np.frombuffer(gzip.decompress(tile.read_bytes()), ">i2").reshape(1201, 1201)[:1200, :1200]
        cells = terrain.describe(installed.topography(west, south, west + 1, south + 1))
        cells = cells.sel(lat=slice(south + 1, south), lon=slice(west, west + 1)).stack(piece=("lat", "lon")).reset_index("piece")
        pieces = cells.assign(area_km2=("piece", np.ones(144)))
        nothing = xr.Dataset({"temperature": (("piece", "month"), np.zeros((144, 12))), "lift_m": ("piece", np.zeros(144))})
        part, _ = ecosystems.sliced(pieces, nothing)
        seen += float((heights > 4000).mean() * 144)
        meant += float((cells["elevation"] > 4000).sum())
        parted += float(part["area_km2"].where(part["elevation"] > 4000).sum())
    assert meant < 0.65 * seen  # cell means lose more than a third of the land above 4,000 m
    assert 0.75 * seen < parted < 1.1 * seen


def test_season_and_growth_are_read_on_the_footprint_of_today() -> None:
    # 10 degC all year: montane today and after +2 K; growth after warming is Miami at 12 degC, capped by 720 mm of rain.
    pieces, normals = land(np.array([2000.0, 2000.0]), np.full((2, 12), 10.0))
    response = ecosystems.surface(pieces, normals, ecosystems.shift_axis(np.array([0.0, 9.0])), 0.0)
    found = ecosystems.at(response, np.array([2.0, 8.0]), np.array([LAPSE_K_PER_M, LAPSE_K_PER_M])).sel(belt="montane")
    assert found["season"].to_numpy() == pytest.approx([365.0, 365.0])
    rain = 3000 * (1 - np.exp(-0.000664 * 720))
    assert found["productivity"].to_numpy() == pytest.approx([min(rain, 3000 / (1 + np.exp(1.315 - 0.119 * 12))), rain], rel=1e-5)
    assert found["area"].to_numpy() == pytest.approx([2.0, 0.0])  # at +8 K the land is remaining, its footprint still montane


def test_a_belt_that_is_not_there_has_no_season() -> None:
    pieces, normals = land(np.array([2000.0]), np.full((1, 12), 10.0))
    response = ecosystems.surface(pieces, normals, ecosystems.shift_axis(np.array([0.0, 3.0])), 0.0)
    nival = ecosystems.at(response, np.array([1.0]), np.array([LAPSE_K_PER_M])).sel(belt="nival")
    assert nival["area"].to_numpy() == pytest.approx([0.0])
    assert np.isnan([float(nival[name][0]) for name in ("elevation", "season", "productivity")]).all()


def test_land_outside_mountains_has_no_belt() -> None:
    pieces, normals = cone(size=50)
    pieces["k1"][:25] = 0
    belt = ecosystems.belt_map(pieces, normals, 0.0)
    assert (belt[:25] == -1).all()
    assert (belt[25:] >= 0).all()
    response = ecosystems.surface(pieces, normals, ecosystems.shift_axis(np.array([0.0, 1.0])), 0.0)
    total = float(pieces["area_km2"][25:].sum())
    assert response["area"].sum("belt").to_numpy() == pytest.approx(np.full(response["area"].shape[:2], total))


def test_a_plain_has_no_belts_and_no_season() -> None:
    pieces, normals = cone(size=20)
    pieces["k1"][:] = 0
    response = ecosystems.surface(pieces, normals, ecosystems.shift_axis(np.array([0.0, 1.0])), 0.0)
    found = ecosystems.at(response, np.array([0.5]), np.array([LAPSE_K_PER_M]))
    assert (found["area"] == 0).all()
    assert not np.isfinite(found[["elevation", "season", "productivity"]].to_array()).any()


def test_blocks_do_not_change_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces, normals = cone(size=100)
    shifts = ecosystems.shift_axis(np.array([-1.0, 4.0]))
    whole = ecosystems.surface(pieces, normals, shifts, 0.3)
    monkeypatch.setattr(ecosystems, "BLOCK", 7)
    xr.testing.assert_allclose(ecosystems.surface(pieces, normals, shifts, 0.3), whole, rtol=1e-5)


def test_permuting_members_permutes_results() -> None:
    pieces, normals = cone(size=60)
    ensemble = Ensemble(1, 200)
    shift, lapse = ensemble.normal("shift"), ensemble.uniform("lapse", 0.0045, 0.0065)
    response = ecosystems.surface(pieces, normals, ecosystems.shift_axis(shift), 0.0)
    order = np.random.default_rng(0).permutation(200)
    xr.testing.assert_allclose(
        ecosystems.at(response, shift, lapse).isel(member=order), ecosystems.at(response, shift[order], lapse[order])
    )


def test_members_outside_the_surface_are_refused() -> None:
    pieces, normals = cone(size=10)
    response = ecosystems.surface(pieces, normals, ecosystems.shift_axis(np.array([0.0, 1.0])), 0.0)
    with pytest.raises(BadData, match="shift_axis"):
        ecosystems.at(response, np.array([2.0]), np.array([LAPSE_K_PER_M]))


def test_the_shift_axis_covers_all_levels() -> None:
    axis = ecosystems.shift_axis(np.array([-1.23, 0.4]), np.array([3.31]))
    assert axis[0] == pytest.approx(-1.3)
    assert axis[-1] == pytest.approx(3.4)
    assert np.diff(axis) == pytest.approx(np.full(axis.size - 1, ecosystems.STEP_K))


def test_species_at_risk_by_hand() -> None:
    # A quarter of the area left: 1 - 0.25 ** 0.25 = 29.3 %; growth counts as no loss; no cold land today is not applicable.
    now, then = np.array([100.0, 100.0, 0.0, 100.0]), np.array([25.0, 150.0, 0.0, 0.0])
    risk = ecosystems.species_at_risk_pct(now, then, np.full(4, 0.25))
    assert risk[:2] == pytest.approx([29.289, 0.0], abs=0.001)
    assert np.isnan(risk[2])
    assert risk[3] == 100.0


@given(now=st.floats(0.01, 1e5), one=st.floats(0, 1e5), other=st.floats(0, 1e5), z=st.floats(0.05, 0.5))
def test_less_cold_land_never_saves_species(now: float, one: float, other: float, z: float) -> None:
    more, less = (ecosystems.species_at_risk_pct(np.array([now]), np.array([a]), np.array([z]))[0] for a in sorted((one, other)))
    assert 0 <= less <= more <= 100


def test_the_exponent_has_its_stated_range() -> None:
    z = ecosystems.species_area_exponent(Ensemble(1, 2000))
    assert np.quantile(z, [0.05, 0.5, 0.95]) == pytest.approx([0.15, 0.25, 0.35], abs=0.002)


def test_growth_by_the_miami_model_by_hand() -> None:
    # Lieth 1975: 10 degC gives 3000 / (1 + e^0.125) = 1406; 500 mm give 3000 (1 - e^-0.332) = 847.5: water decides.
    assert ecosystems.miami(np.array([10.0]), np.array([5000.0])) == pytest.approx([1406.4], abs=0.1)
    assert ecosystems.miami(np.array([10.0]), np.array([500.0])) == pytest.approx([847.5], abs=0.1)
    assert ecosystems.miami(np.array([10.0]), np.array([0.0])) == pytest.approx([0.0])


@given(t=st.floats(-30, 35), p=st.floats(0, 8000), dt=st.floats(0, 10), dp=st.floats(0, 1000))
def test_warmth_and_water_never_lower_growth(t: float, p: float, dt: float, dp: float) -> None:
    less, more = ecosystems.miami(np.array([t, t + dt]), np.array([p, p + dp]))
    assert 0 <= less <= more + 1e-9
    assert more <= 3000


def test_belts_rise_by_the_published_metres_per_degree() -> None:
    # 1000 / 6.5 = 154 m and 1000 / 5.5 = 182 m per degree.
    assert ecosystems.belt_rise_m(np.ones(2), np.array([0.0065, 0.0055])).round().tolist() == [154.0, 182.0]


def test_area_left_is_blank_where_nothing_was() -> None:
    left = ecosystems.area_left_pct(np.array([0.0, 50.0]), np.array([10.0, 25.0]))
    assert np.isnan(left[0])
    assert left[1] == 50.0
