import numpy as np
import pytest
from numpy.typing import NDArray

from highground.basis.errors import BadData
from highground.land.hazards.release import lake_start, least_gradient, may_start, slope_deg

CELL = 10.0
Heights = NDArray[np.float32]


def roof(angle_deg: float, rows: int = 40, cols: int = 30) -> Heights:
    """Level ground, a slope of 10 rows, level ground again."""
    fall = np.cumsum(np.where((np.arange(rows) >= 15) & (np.arange(rows) < 25), CELL * np.tan(np.radians(angle_deg)), 0.0))
    return np.repeat((2000.0 - fall)[:, None], cols, axis=1).astype(np.float32)


def trough(gradient: float, rows: int = 60, cols: int = 61) -> Heights:
    """A straight channel between two walls of 45 degrees, falling towards the last row."""
    walls = 10.0 * np.abs(np.arange(cols) - cols // 2)
    return np.asarray(3000.0 - CELL * gradient * np.arange(rows)[:, None] + walls, dtype=np.float32)


def test_a_plane_has_its_own_slope_and_the_rim_none() -> None:
    plane = np.add.outer(-3.0 * np.arange(8), 4.0 * np.arange(9)).astype(np.float32)  # 3 and 4 in 10: a gradient of 0.5
    slope = slope_deg(plane, CELL)
    assert slope[1:-1, 1:-1] == pytest.approx(np.degrees(np.arctan(0.5)), rel=1e-5)
    assert np.isnan(slope[0]).all()
    plane[4, 4] = np.nan
    assert np.isnan(slope_deg(plane, CELL)[3:6, 3:6]).all()
    assert np.isnan(slope_deg(plane[:2], CELL)).all()


def test_an_avalanche_may_start_on_a_steep_band_and_not_on_gentle_ground() -> None:
    found = may_start(roof(35.0), CELL, "avalanche")
    assert set(np.nonzero(found)[0]) == set(range(15, 24))  # Horn's slope of a kink is halved
    assert found.sum() == 9 * 28  # nothing starts on the edge
    assert not may_start(roof(25.0), CELL, "avalanche").any()


def test_a_wall_of_a_few_metres_is_no_slope() -> None:
    assert may_start(roof(35.0), CELL, "avalanche").any()  # 70 m high
    assert not may_start(roof(35.0) * np.float32(0.5), CELL / 2, "avalanche").any()  # the same slope, 35 m high


def test_the_less_ground_drains_to_a_place_the_steeper_a_channel_must_be() -> None:
    gradients = least_gradient(np.array([0.001, 0.01, 0.1, 1.0, 2.5, 50.0]))
    assert (np.diff(gradients) <= 0).all()
    assert np.degrees(np.arctan(gradients[[1, -1]])) == pytest.approx([31.7, 14.6], abs=0.1)
    assert gradients[0] == gradients[1]  # below the least area nothing is known


def test_a_debris_flow_starts_in_the_channel_from_where_enough_ground_drains_to_it() -> None:
    found = may_start(trough(0.6), CELL, "debris_flow")
    row, column = np.nonzero(found)
    assert set(column) == {30}  # walls are as steep, but too little drains to a place on them
    assert row.min() == 11  # water comes down the walls from corner to corner: (row + 1) squared cells drain to the channel
    assert least_gradient(12**2 * CELL**2 / 1e6) <= 0.6 < least_gradient(11**2 * CELL**2 / 1e6)
    assert not may_start(trough(0.25), CELL, "debris_flow").any()  # 14 degrees


def pond(rim: float) -> Heights:
    """A lake at 3,000 m between walls, with a rim in the south, and below it 20 m of gentle stream that turns steep."""
    z = np.full((40, 30), 3100.0, np.float32)
    z[10:20, 8:22] = 3000.0
    z[20, 15], z[21:23, 15] = rim, (2995.0, 2994.0)
    z[23:, 15] = 2994 - 8 * np.arange(1, 18)
    return z


def test_a_lake_starts_where_the_stream_below_its_outlet_turns_steep() -> None:
    start = lake_start(pond(2999.0), (12, 10), CELL, 30.0)
    assert (start.cell, start.moved_m, start.rise_m) == ((22, 15), 20.0, 0.0)  # the rim is 1 m below the lake: still its level
    assert lake_start(pond(2999.0), (12, 10), CELL, 20.0).cell == (20, 15)  # 4 m down over 10 m: 22 degrees


def test_a_closed_lake_starts_at_its_lowest_rim_and_is_told_how_far_its_water_must_rise() -> None:
    start = lake_start(pond(3080.0), (12, 10), CELL, 30.0)
    assert (start.cell, start.moved_m, start.rise_m) == ((20, 15), 0.0, 80.0)


def test_a_hollow_that_water_fills_is_neither_steep_ground_nor_the_end_of_the_way() -> None:
    z = pond(2999.0)
    z[21:23, 15] = 2980.0, 2996.0
    assert lake_start(z, (12, 10), CELL, 35.0).cell == (22, 15)


def test_where_no_step_is_steep_flow_starts_at_the_outlet() -> None:
    assert lake_start(pond(2999.0), (12, 10), CELL, 60.0).cell == (20, 15)


def test_a_lake_on_no_data_is_refused() -> None:
    z = roof(30.0)
    z[10, 10] = np.nan
    with pytest.raises(BadData, match="lies where the elevation holds no data"):
        lake_start(z, (10, 10), CELL, 10.0)
