from dataclasses import fields

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.land.hazards.presets import draw
from highground.land.hazards.release import Releases, gather
from highground.land.hazards.routing import Rule
from highground.land.hazards.runout import Reached, dataset, ensemble, merge, run

RULES = draw("avalanche", Ensemble(seed=1, members=11))


def slope(seed: int = 0, rows: int = 50, cols: int = 20) -> xr.DataArray:
    """A slope of 32 degrees that ends in a plain, with some roughness."""
    fall = np.minimum(np.arange(rows), 25) * 10 * np.tan(np.radians(32.0))
    z = (3000.0 - fall)[:, None] + np.random.default_rng(seed).normal(0, 1, (rows, cols))
    coords = {"y": -10.0 * np.arange(rows), "x": 10.0 * np.arange(cols)}
    return xr.DataArray(z.astype(np.float32), coords, ("y", "x"), attrs={"cell_m": 10.0, "units": "m", "sources": ("demo",)})


def releases(groups: tuple[int, ...] = (0, 0, 1, 1)) -> Releases:
    cells = [[3, 4], [4, 5], [3, 14], [5, 15]]
    return gather(cells[: len(groups)], list(groups), ["left", "right"])


def places() -> NDArray[np.int32]:
    watch = np.full((50, 20), -1, np.int32)
    watch[20:22, :10], watch[20:22, 10:] = 7, 9
    return watch


def same(one: Reached, other: Reached) -> bool:
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(Reached))


def test_a_cell_is_as_likely_as_the_share_of_members_that_reach_it() -> None:
    rules = [Rule(angle, 100.0, 64.0) for angle in (31.0, 29.0, 25.0, 20.0)]
    dem = slope()
    found = ensemble(dem, releases((0,)), rules)
    alone = [ensemble(dem, releases((0,)), [rule])["hit_probability"].to_numpy() for rule in rules]
    assert np.allclose(found["hit_probability"], np.mean(alone, axis=0))
    assert float(found["hit_probability"][3, 4]) == 1.0  # the release cell itself
    assert float(found["hit_probability"].min()) == 0.0


def test_results_carry_units_words_sources_and_the_grid() -> None:
    found = ensemble(slope(), releases(), RULES, places())
    assert found["hit_probability"].dims == ("y", "x")
    assert found["velocity_m_s"].attrs["units"] == "m s-1"
    assert all(found[name].attrs["sources"] == ("demo",) for name in ("hit_probability", "travel_angle", "pair_share"))
    assert float(found["hit_probability"].max()) <= 1.0
    assert (np.isnan(found["travel_angle"]) == (found["hit_probability"] == 0)).all()
    top = max(rule.speed_limit_m_s for rule in RULES)
    assert float(found["velocity_m_s"].max()) <= top
    assert (found["expected_releases"] <= 4).all()


def test_the_table_of_pairs_says_which_group_reaches_which_place() -> None:
    found = ensemble(slope(), releases(), [Rule(25.0, 400.0, 64.0), Rule(31.9, 400.0, 64.0)], places())
    pairs = {
        (str(g), int(k)): float(share)
        for g, k, share in zip(*(found[n].values for n in ("group", "label", "pair_share")), strict=True)
    }
    assert pairs[("left", 7)] >= 0.5
    assert pairs[("right", 9)] >= 0.5
    assert found.attrs["members"] == 2
    only = ensemble(slope(), releases((0,)), [Rule(25.0, 400.0, 64.0)], places())
    assert only["label"].values.tolist() == [7]
    # from row 3 to rows 20 and 21 of a slope of 32 degrees
    gain = 17 * 10 * (np.tan(np.radians(32.0)) - np.tan(np.radians(25.0)))
    assert float(only["pair_velocity_m_s"][0]) == pytest.approx(np.sqrt(2 * 9.81 * gain), rel=0.15)
    assert float(only["pair_angle"][0]) == pytest.approx(32.0, abs=3.0)


@settings(max_examples=8, deadline=None)
@given(cut=st.integers(1, 10), seed=st.integers(0, 999))
def test_members_and_releases_in_batches_give_the_same_bits_as_the_whole(cut: int, seed: int) -> None:
    dem, starts = slope(seed), releases()
    z = dem.to_numpy()
    whole = run(z, 10.0, starts, RULES, watch=places())
    halves = [
        run(z, 10.0, starts, RULES[:cut], watch=places(), member=0, members=11),
        run(z, 10.0, starts, RULES[cut:], watch=places(), member=cut, members=11),
    ]
    assert same(whole, merge(*halves))
    assert same(whole, merge(*halves[::-1]))
    batches = [run(z, 10.0, starts.batch(a, b), RULES, watch=places(), first_id=a) for a, b in ((0, 3), (3, 4))]
    assert same(whole, merge(*batches[::-1]))


def test_a_rule_that_runs_farther_never_lowers_a_probability_on_a_smooth_slope() -> None:
    dem = slope()
    dem.values[:] = dem.values.mean(axis=1, keepdims=True)
    one = releases((0,))
    near, far = (ensemble(dem, one, [Rule(a + shift, 400.0, 64.0) for a in (22.0, 26.0, 30.0)]) for shift in (0.0, -4.0))
    along = near["hit_probability"][:, 4].to_numpy(), far["hit_probability"][:, 4].to_numpy()
    assert (along[1] >= along[0]).all()
    assert along[1].sum() > along[0].sum()


def test_missing_members_are_not_summed_up() -> None:
    dem = slope()
    part = run(dem.to_numpy(), 10.0, releases(), RULES[:4], members=11)
    with pytest.raises(BadData, match="7 of 11 members are not routed yet"):
        dataset(part, dem, ["left", "right"])
    with pytest.raises(BadData, match="use one grid and one ensemble"):
        merge(part, run(dem.to_numpy(), 10.0, releases(), RULES[:4]))
    with pytest.raises(BadData, match="give one rule a member"):
        run(dem.to_numpy(), 10.0, releases(), RULES, member=3, members=11)


def test_releases_that_cannot_start_are_counted() -> None:
    dem = slope()
    starts = gather([[0, 4], [3, 4]], [0, 0], ["one"])
    assert ensemble(dem, starts, RULES[:2]).attrs["skipped"] == 1
