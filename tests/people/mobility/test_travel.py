from typing import Any

import numpy as np
import pytest
import xarray as xr

from highground.basis.errors import BadData
from highground.land.grid import picture
from highground.people.mobility.flows.sphere import all_km
from highground.people.mobility.travel import DETOUR, FLAT_KM_H, ROAD_FACTOR, between, centres, road_hours, roads_on, walking_km_h

STEP = 1 / 12
ROWS, COLUMNS = 41, 41
MIDDLE = 20


def ground(z: Any, north: float = 2.0, west: float = 70.0) -> xr.DataArray:
    """Heights over cells of 5' whose first centre lies at north and west; near the equator cells are almost square."""
    z = np.asarray(z, dtype=float)
    lat, lon = north - STEP * np.arange(z.shape[0]), west + STEP * np.arange(z.shape[1])
    return xr.DataArray(z, {"lat": lat, "lon": lon}, ("lat", "lon"))


def at(*cells: tuple[float, float]) -> tuple[Any, Any]:
    row, column = np.array(cells, dtype=float).T
    return 2.0 - STEP * row, 70.0 + STEP * column


def wall(pass_row: int | None) -> Any:
    """A wall of 6,000 m from north to south over a plain, with a pass at the height of the plain."""
    z = np.full((ROWS, COLUMNS), 500.0)
    z[:, MIDDLE] = 6500
    if pass_row is not None:
        z[pass_row, MIDDLE] = 500
    return z


WEST_AND_EAST = at((MIDDLE, 5), (MIDDLE, 35))


def test_walking_speeds_are_those_of_tobler() -> None:
    assert walking_km_h(0) == pytest.approx(FLAT_KM_H, abs=2e-3)
    assert walking_km_h(-0.05) == 6
    assert walking_km_h(0.3) < walking_km_h(-0.3) < walking_km_h(0)  # up is slower than down, both than the flat


def test_over_a_plain_the_way_is_the_straight_line_or_a_little_longer() -> None:
    lat, lon = at((5, 5), (5, 35), (35, 5), (35, 35), (12, 30), (20, 21))
    travel, straight = between(ground(np.full((ROWS, COLUMNS), 100.0)), lat, lon), all_km(lat, lon)
    apart = straight > 0
    assert travel.by_land[apart].all()
    ratio = travel.km[apart] / straight[apart]
    assert ratio.min() > 0.999
    assert ratio.max() < 1.083
    assert travel.km[0, 1] == pytest.approx(straight[0, 1], rel=1e-3)  # along a row there is no detour at all
    hours = travel.hours[apart] * walking_km_h(0) / straight[apart]
    assert (hours.min(), hours.max()) == (pytest.approx(1, abs=0.01), pytest.approx(1.08, abs=0.01))


def test_the_way_goes_through_the_pass() -> None:
    plain = between(ground(np.full((ROWS, COLUMNS), 500.0)), *WEST_AND_EAST)
    over = between(ground(wall(None)), *WEST_AND_EAST)
    through = between(ground(wall(MIDDLE + 4)), *WEST_AND_EAST)
    assert plain.hours[0, 1] < through.hours[0, 1] < over.hours[0, 1]
    lat, lon = at((MIDDLE, 5), (MIDDLE + 4, MIDDLE), (MIDDLE, 35))
    legs = between(ground(wall(MIDDLE + 4)), lat, lon)
    assert through.hours[0, 1] == pytest.approx(legs.hours[0, 1] + legs.hours[1, 2])
    assert through.km[0, 1] == pytest.approx(legs.km[0, 1] + legs.km[1, 2])


def test_a_pass_that_is_too_far_is_not_worth_the_way() -> None:
    low = np.where(wall(None) > 600, 1000.0, 500.0)
    low[0, MIDDLE] = 500
    over = between(ground(low), *WEST_AND_EAST)
    assert over.km[0, 1] == pytest.approx(all_km(*WEST_AND_EAST)[0, 1], rel=1e-3)


def test_uphill_is_slower_than_downhill_and_the_mean_is_symmetric() -> None:
    ramp = ground(np.broadcast_to(np.arange(COLUMNS) * 500.0, (ROWS, COLUMNS)))
    travel = between(ramp, *WEST_AND_EAST)
    up, down = travel.hours[0, 1], travel.hours[1, 0]
    slope = 500 / 9276  # a cell of 5' near the equator is 9,276 m wide
    assert up / down == pytest.approx(walking_km_h(-slope) / walking_km_h(slope), rel=1e-3)
    mean = between(ramp, *WEST_AND_EAST, symmetric=True)
    assert mean.hours[0, 1] == mean.hours[1, 0] == pytest.approx((up + down) / 2)


def test_a_triangle_has_no_short_cut() -> None:
    z = 3000 * np.random.default_rng(1).random((ROWS, COLUMNS))
    hours = between(ground(z), *at((3, 3), (30, 8), (18, 37))).hours
    assert hours[0, 2] <= hours[0, 1] + hours[1, 2] + 1e-9


def test_across_the_sea_the_great_circle_serves_with_a_detour() -> None:
    z = np.full((ROWS, COLUMNS), 100.0)
    z[:, MIDDLE] = np.nan
    travel = between(ground(z), *WEST_AND_EAST)
    km = DETOUR * all_km(*WEST_AND_EAST)
    assert not travel.by_land.any()
    assert travel.km == pytest.approx(km)
    assert travel.hours == pytest.approx(km / FLAT_KM_H)


def test_a_place_outside_the_grid_is_reached_by_great_circle_and_disturbs_no_other() -> None:
    lat, lon = at((MIDDLE, 5), (MIDDLE, 35), (MIDDLE, 300))
    travel = between(ground(np.zeros((ROWS, COLUMNS))), lat, lon)
    assert travel.by_land.tolist() == [[False, True, False], [True, False, False], [False, False, False]]
    assert travel.hours[:2, :2] == pytest.approx(between(ground(np.zeros((ROWS, COLUMNS))), *WEST_AND_EAST).hours)


def test_places_in_one_cell_are_as_far_apart_as_they_are() -> None:
    lat, lon = at((5, 5), (5.2, 5), (5, 5), (9, 9))
    travel = between(ground(np.zeros((ROWS, COLUMNS))), lat, lon)
    assert travel.km[0, 1] == pytest.approx(DETOUR * all_km(lat, lon)[0, 1])
    assert travel.hours[0, 2] == 0  # the same point
    assert travel.hours[0, 3] == travel.hours[1, 3] == travel.hours[2, 3] > 0
    assert (np.diag(travel.hours) == 0).all()


def test_a_road_is_taken_where_it_is_quicker() -> None:
    flat, road = np.zeros((ROWS, COLUMNS)), np.zeros((ROWS, COLUMNS), dtype=bool)
    road[MIDDLE] = True
    on_foot, by_road = between(ground(flat), *WEST_AND_EAST), between(ground(flat), *WEST_AND_EAST, road=road)
    assert by_road.hours[0, 1] == pytest.approx(all_km(*WEST_AND_EAST)[0, 1] * ROAD_FACTOR / 50, rel=2e-3)
    assert between(ground(flat), *WEST_AND_EAST, road=np.where(road, 100.0, np.nan)).hours[0, 1] == pytest.approx(
        by_road.hours[0, 1] / 2
    )
    away = at((0, 5), (0, 8))
    assert between(ground(flat), *away, road=road).hours == pytest.approx(between(ground(flat), *away).hours)
    assert on_foot.hours[0, 1] > 5 * by_road.hours[0, 1]


def test_a_steep_road_climbs_in_bends() -> None:
    assert road_hours(10, 0, 60) == pytest.approx(0.2)
    assert road_hours(10, 1400, 60) == pytest.approx(20 / 60)  # 1,400 m at 7 % are 20 km
    assert road_hours(10, -1400, 60) == road_hours(10, 1400, 60)
    assert np.isinf(road_hours(10, 0, [0, np.nan])).all()


def test_a_window_may_pass_the_date_line() -> None:
    across = ground(np.zeros((5, 25)), north=0.2, west=179.0)
    travel = between(across, [0.0, 0.0], [179.5, -179.5])
    assert travel.by_land[0, 1]
    assert travel.km[0, 1] == pytest.approx(111.2, rel=0.01)


def test_no_places_and_one_place_are_fine() -> None:
    assert between(ground(np.zeros((5, 5))), [], []).hours.shape == (0, 0)
    assert between(ground(np.zeros((5, 5))), [2.0], [70.0]).hours.tolist() == [[0.0]]


def country() -> xr.Dataset:
    """Two units side by side, ten cells each; one town in the west, two towns at the ends of the east."""
    column = np.arange(20)
    pieces = xr.Dataset(
        {
            "row": ("piece", np.zeros(20, int)), "col": ("piece", column), "unit": ("piece", column // 10),
            "lat": ("piece", np.full(20, 45.0)), "lon": ("piece", 70 + column * STEP), "area_km2": ("piece", np.full(20, 60.0)),
            "elevation": ("piece", np.full(20, 500.0)),
        }
    )  # fmt: skip
    return pieces.assign_coords(grid_lat=45 - STEP * np.arange(2), grid_lon=70 + column * STEP)


def test_the_centre_of_a_unit_is_where_many_live() -> None:
    people = np.ones(20)
    people[3], people[10], people[18] = 1000, 900, 1000
    lat, lon = centres(country(), people)
    assert lat.tolist() == [45, 45]
    assert lon == pytest.approx([70 + 3 * STEP, 70 + 18 * STEP])  # a town, not the empty land between two
    nobody = centres(country(), np.zeros(20))[1]
    assert nobody == pytest.approx(70 + STEP * np.array([4, 14]), abs=STEP)


def test_pieces_become_terrain_by_their_picture() -> None:
    pieces = country()
    heights = picture(pieces["elevation"], pieces, "first")
    travel = between(heights, *centres(pieces, np.ones(20)))
    assert travel.by_land[0, 1]
    assert travel.hours[0, 1] == pytest.approx(all_km(*centres(pieces, np.ones(20)))[0, 1] / FLAT_KM_H, rel=0.01)


@pytest.mark.parametrize(
    ("heights", "road", "words"),
    [
        (ground(np.zeros((5, 5))).T, None, "dims lat and lon"),
        (ground(np.zeros((5, 5)))[::-1], None, "even, equal steps"),
        (ground(np.full((5, 5), np.nan)), None, "no cell with ground"),
        (ground(np.zeros((5, 5))), np.zeros((4, 5)), "bring both to one grid"),
        (ground(np.zeros((5, 5))), np.full((5, 5), -1.0), "below 0"),
    ],
)
def test_terrain_that_cannot_be_crossed_is_refused(heights: xr.DataArray, road: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        between(heights, [2.0], [70.0], road=road)


def test_people_must_fit_the_pieces() -> None:
    with pytest.raises(BadData, match="20 pieces"):
        centres(country(), np.ones(3))
    with pytest.raises(BadData, match="unit 0"):
        centres(country().isel(piece=slice(10, None)), np.ones(10))


def test_the_fastest_road_of_a_finer_layer_counts_in_its_cell() -> None:
    heights = xr.DataArray(np.zeros((2, 2)), {"lat": [1.0, 0.0], "lon": [10.0, 11.0]}, ("lat", "lon"))
    fine = xr.DataArray(
        [[0.0, 60.0, np.nan], [0.0, 90.0, 0.0], [40.0, 0.0, 0.0]],
        {"lat": [1.25, 0.75, -9.0], "lon": [9.75, 10.25, 11.1]}, ("lat", "lon"),
    )  # fmt: skip
    assert roads_on(heights, fine).tolist() == [[90, 0], [0, 0]]
