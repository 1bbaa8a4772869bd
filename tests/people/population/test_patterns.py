import numpy as np
import pandas as pd
import pytest
import xarray as xr

from highground.basis.errors import BadData
from highground.people.population import habitable, patterns
from highground.people.population.patterns import ABOVE_PLACES_M


def shares(pieces: xr.Dataset, places: pd.DataFrame, name: str, **given: np.ndarray) -> np.ndarray:
    """Shares per piece; `own_cell` and `around` are all places together, weighed by their listed people."""
    found = patterns(pieces, places, **given)
    if name in ("own_cell", "around"):
        found = found.isel(pattern=[str(p).startswith(name) for p in found["pattern"].to_numpy()])
        return (found["share"] * found["people"]).sum("pattern").to_numpy() / float(found["people"].sum())
    return found["share"].sel(pattern=name).to_numpy()


def test_every_pattern_adds_up_to_one(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    assert patterns(pieces, places)["share"].sum("piece").to_numpy() == pytest.approx(1, abs=1e-12)


def test_townspeople_sit_in_their_own_cell(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    own = shares(pieces, places, "own_cell").reshape(12, 12)
    assert own[3, 2] == pytest.approx(0.75)
    assert own[8, 9] == pytest.approx(0.25)
    assert own.sum() == pytest.approx(1)


def test_around_a_town_the_lower_cells_come_first(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    around = shares(pieces, places, "around").reshape(12, 12)
    fall = np.exp(-400 / 150)  # each column eastward is 400 m higher; e-folding 150 m
    assert around[3, 1] == pytest.approx(0.75 / (3 * (1 + fall + fall**2)))
    assert around[3, 1] > around[3, 2] > around[3, 3]
    assert around[2:5, 1:4].sum() == pytest.approx(0.75)


def test_even_follows_area_and_leaves_out_land_where_nobody_lives(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    season = np.where(pieces["col"] < 6, 200.0, 0.0)
    even = shares(pieces, places, "even", season_days=season).reshape(12, 12)
    assert even[:, :6] == pytest.approx(1 / 72)
    assert (even[:, 6:] == 0).all()


def test_nobody_is_spread_above_5500_m(pieces: xr.Dataset) -> None:
    pieces["elevation"] = pieces["elevation"] + 2000
    assert (habitable(pieces) == (pieces["elevation"] <= 5500)).all()


def test_a_country_without_habitable_land_keeps_its_people(pieces: xr.Dataset) -> None:
    assert habitable(pieces, np.zeros(pieces.sizes["piece"])).all()


def test_near_is_closer_to_settlements_than_wide(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    near, wide = (shares(pieces, places, name).reshape(12, 12) for name in ("near", "wide"))
    assert near[3, 2] > wide[3, 2]
    assert near[11, 0] < wide[11, 0]


def test_gentle_land_holds_more_than_steep_land_at_the_same_distance(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    wide, gentle = (shares(pieces, places, name).reshape(12, 12) for name in ("wide", "gentle"))
    steeper = gentle[5, 9] / wide[5, 9] / (gentle[5, 4] / wide[5, 4])  # 5 degrees steeper
    assert steeper == pytest.approx(np.exp(-1))


def test_the_kernel_is_round_on_the_ground(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    flat = pieces.assign(elevation=pieces["elevation"] * 0)
    near = shares(flat, places.iloc[:1].assign(lat=45 - 5.5 / 12, lon=70 + 5.5 / 12), "near").reshape(12, 12)
    north = near[5, 5] / near[2, 5]  # 3 cells north: 27.8 km
    east = near[5, 5] / near[5, 9]  # 4 cells east at 44.5 N: 26.4 km
    assert np.log(north) == pytest.approx((27.8 / 15) ** 2 / 2, rel=0.06)
    assert np.log(east) == pytest.approx((26.4 / 15) ** 2 / 2, rel=0.06)


def test_a_place_without_a_number_draws_rural_people_but_is_never_people(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    with_hamlet, without = patterns(pieces, places), patterns(pieces, places.iloc[:2])
    assert float(with_hamlet["listed"]) == float(without["listed"]) == 80_000
    own = [shares(pieces, listed, "own_cell") for listed in (places, places.iloc[:2])]
    assert (own[0] == own[1]).all()
    near = [p["share"].sel(pattern="near").to_numpy().reshape(12, 12) for p in (with_hamlet, without)]
    assert near[0][2, 10] > near[1][2, 10]


def test_growth_draws_people_to_fertile_land(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    growth = np.where(pieces["row"] == 0, 900.0, 100.0)
    share = shares(pieces, places, "growth", growth=growth).reshape(12, 12)
    assert share[0, 0] / share[5, 5] == pytest.approx(9)


def test_without_growth_that_pattern_is_even(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    assert (shares(pieces, places, "growth") == shares(pieces, places, "even")).all()


def test_the_ten_largest_places_stand_alone(pieces: xr.Dataset) -> None:
    many = pd.DataFrame({"name": [f"P{i}" for i in range(14)], "lat": 44.5, "lon": 70.5, "people": np.arange(1, 15) * 100.0})
    found = patterns(pieces, many)
    assert found["town"].to_numpy()[:20:2].tolist() == [f"P{i}" for i in range(13, 3, -1)]
    assert found["town"].to_numpy()[20] == "all other places"
    assert found["people"].to_numpy()[20] == 100 + 200 + 300 + 400


def test_a_place_just_off_the_coast_snaps_and_one_far_away_is_outside(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    moved = places.assign(lon=[69.95, 75.0, 70.5])
    found = patterns(pieces, moved)
    assert float(found["outside"]) == 20_000
    assert shares(pieces, moved, "own_cell").reshape(12, 12)[3, 0] == pytest.approx(1)


def test_longitudes_past_180_find_their_places(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    east = pieces.assign(lon=pieces["lon"] + 109.5)  # 179.5 to 180.5
    moved = places.assign(lon=[(lon + 109.5 + 180) % 360 - 180 for lon in places["lon"]])
    assert (shares(east, moved, "own_cell") == shares(pieces, places, "own_cell")).all()


def test_a_cell_on_a_border_gives_its_people_to_both_units_by_area(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    town = (pieces["row"] == 3) & (pieces["col"] == 2)
    extra = pieces.isel(piece=town.to_numpy()).assign(area_km2=("piece", [20.0]), unit=("piece", [1]))
    both = xr.concat([pieces, extra], "piece")
    own = shares(both, places, "own_cell")
    assert own[-1] / (own[-1] + own[town.to_numpy().argmax()]) == pytest.approx(0.25)


def test_a_country_without_places_spreads_evenly(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    found = patterns(pieces.assign(slope_deg=0 * pieces["slope_deg"]), places.iloc[:0])["share"].to_numpy()
    assert found == pytest.approx(1 / 144)


@pytest.mark.parametrize(("column", "value"), [("lat", 95.0), ("lat", np.nan), ("people", -5.0)])
def test_hostile_places_are_refused(pieces: xr.Dataset, places: pd.DataFrame, column: str, value: float) -> None:
    places.loc[0, column] = value
    with pytest.raises(BadData):
        patterns(pieces, places)


def test_nobody_is_spread_far_above_the_highest_place(pieces: xr.Dataset) -> None:
    heights = pieces["elevation"].to_numpy()
    fine = habitable(pieces, None, highest_place_m=float(heights.min()))
    assert (heights[fine] <= heights.min() + ABOVE_PLACES_M).all()
    assert habitable(pieces).sum() >= fine.sum()
