import numpy as np
import pandas as pd
import pytest
import xarray as xr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.people.population import inputs, patterns, people_by, people_per_piece, people_where, sample

ENSEMBLE = Ensemble(seed=1, members=400)
FIXED = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def test_weights_and_the_unknown_add_up_to_one(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    weights = sample(ENSEMBLE, patterns(pieces, places.assign(lon=[70.2, 90.0, 70.5])), 120_000)
    whole = weights["weight"].sum("pattern") + weights["unknown"]
    assert whole.to_numpy() == pytest.approx(1, abs=1e-12)
    assert weights["unknown"].median() == pytest.approx(20 / 120, rel=0.01)  # 20,000 listed outside, of 120,000
    assert (weights["weight"] >= 0).all()


def test_listed_settlements_never_hold_more_than_95_percent(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    weights = sample(ENSEMBLE, patterns(pieces, places), 50_000)  # the list holds 80,000: more than the nation
    towns = weights["weight"].isel(pattern=slice(None, -5)).sum("pattern")
    assert towns.max() == pytest.approx(0.95)


@FIXED
@given(zones=st.integers(1, 9), seed=st.integers(0, 10_000), total=st.floats(1.0, 1.5e9))
def test_people_are_conserved_across_every_split(
    pieces: xr.Dataset, places: pd.DataFrame, zones: int, seed: int, total: float
) -> None:
    labels = np.random.default_rng(seed).integers(0, zones, pieces.sizes["piece"])
    found = patterns(pieces, places)
    by_zone = people_by(labels, zones, found, sample(Ensemble(seed, 50), found, total), total)
    assert by_zone.shape == (50, zones)
    assert by_zone.sum(axis=1) == pytest.approx(np.full(50, total), rel=1e-6)
    assert (by_zone >= 0).all()


@FIXED
@given(seed=st.integers(0, 1000), far=st.floats(0, 1e6))
def test_mountain_elsewhere_and_unknown_add_up_to_the_nation(
    pieces: xr.Dataset, places: pd.DataFrame, seed: int, far: float
) -> None:
    places = pd.concat([places, pd.DataFrame({"name": ["Far"], "lat": [10.0], "lon": [20.0], "people": [far]})])
    found, total = patterns(pieces, places), np.linspace(90_000, 110_000, 50)
    where = people_where(pieces["k1"] > 0, found, sample(Ensemble(seed, 50), found, 100_000), total)
    assert where["people"].sum("where").to_numpy() == pytest.approx(total, rel=1e-9)
    assert where["people"].min() >= 0
    assert where["share"].to_numpy() == pytest.approx(
        100 * (where["people"].sel(where="mountain") / where["people"].sel(where=["mountain", "elsewhere"]).sum("where")).to_numpy()
    )


def test_a_zone_by_hand(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    found = patterns(pieces, places)
    weights = sample(ENSEMBLE, found, 100_000)
    weight, factor = (weights[name].isel(member=0).to_numpy() for name in ("weight", "rural_factor"))
    east, unit, share = (pieces["col"] >= 6).to_numpy(), pieces["unit"].to_numpy(), found["share"].to_numpy()
    towns = sum(w * p[east].sum() for w, p in zip(weight[:-5], share[:-5], strict=True))
    rural = sum(w * p for w, p in zip(weight[-5:], share[-5:], strict=True)) * factor[unit]
    expected = 100_000 * (towns + weight[-5:].sum() * rural[east].sum() / rural.sum())
    assert people_by(east, 2, found, weights, 100_000)[0, 1] == pytest.approx(expected)


def test_rural_density_differs_between_units_but_not_inside_one(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    found = patterns(pieces, places)
    weights = sample(ENSEMBLE, found, 100_000)
    towns = weights.assign(weight=weights["weight"].where(weights["pattern"].isin(["even"]), 0))
    corner = np.where(pieces["row"] < 6, pieces["col"] >= 6, 2).astype(int)  # west and east of the first unit, all of the second
    people = people_by(corner, 3, found, towns, 100_000)
    assert people[:, 0] == pytest.approx(people[:, 1])
    ratio = people[:, 2] / people[:, :2].sum(axis=1)
    assert ratio == pytest.approx((weights["rural_factor"][:, 1] / weights["rural_factor"][:, 0]).to_numpy())


def test_the_doubt_about_one_big_place_is_seen_and_does_not_change_the_nation(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    found = patterns(pieces, places)
    weights = sample(ENSEMBLE, found, 100_000)
    known = inputs(found, weights, ["North", "South"])
    assert {"Town: people reported", "Village: people reported", "North: rural density", "South: rural density"} <= set(known)
    assert (
        np.corrcoef(known["Town: people reported"], known["Village: people reported"])[0, 1] < -0.9
    )  # what one gains the other loses
    assert np.median(known["Town: people reported"]) == pytest.approx(0.75, abs=0.02)


def test_the_map_adds_up_to_the_nation_and_is_the_mean_of_the_members(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    found = patterns(pieces, places)
    weights = sample(ENSEMBLE, found, 100_000)
    people = people_per_piece(found, weights, 100_000)
    assert people.sum() == pytest.approx(100_000)
    east = (pieces["col"] >= 6).to_numpy()
    assert people[east].sum() == pytest.approx(people_by(east, 2, found, weights, 100_000)[:, 1].mean())


def test_the_same_seed_gives_the_same_people_and_streams_are_shared(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    found = patterns(pieces, places)
    one, two = sample(ENSEMBLE, found, 100_000), sample(ENSEMBLE, found, 100_000)
    xr.testing.assert_identical(one, two)
    other = sample(ENSEMBLE, patterns(pieces, places.iloc[:1]), 900_000)
    assert (one["listed_factor"] == other["listed_factor"]).all()


def test_rural_shares_have_the_stated_means(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    weights = sample(Ensemble(3, 4000), patterns(pieces, places), 100_000)
    means = [float(weights[f"rural_{name}"].mean()) for name in ("even", "near", "wide", "gentle", "growth")]
    assert means == pytest.approx([1 / 12, 3 / 12, 3 / 12, 4 / 12, 1 / 12], abs=0.007)


def test_a_piece_without_a_zone_is_refused(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    found = patterns(pieces, places)
    with pytest.raises(BadData, match="0 to 1"):
        people_by(np.full(pieces.sizes["piece"], 2), 2, found, sample(ENSEMBLE, found, 1e5), 1e5)


def test_a_nation_of_nobody_is_refused(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    with pytest.raises(BadData, match="above zero"):
        sample(ENSEMBLE, patterns(pieces, places), 0)
