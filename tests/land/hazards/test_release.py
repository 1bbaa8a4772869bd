import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from highground.basis.errors import BadData
from highground.land.hazards.release import Releases, from_lakes, from_slopes, gather, locate, slope_deg, thin

CELL = 10.0


def terrain(z: NDArray[np.float64]) -> xr.DataArray:
    rows, cols = z.shape
    coords = {"y": 4_800_000.0 - CELL * np.arange(rows), "x": 500_000.0 + CELL * np.arange(cols)}
    attrs = {"units": "m", "cell_m": CELL, "crs": "EPSG:32643", "how": "measured", "sources": ("demo",)}
    return xr.DataArray(z.astype(np.float32), coords, ("y", "x"), attrs=attrs)


def roof(angle_deg: float, rows: int = 40, cols: int = 30) -> NDArray[np.float64]:
    """Level ground, a slope of 10 rows, level ground again."""
    fall = np.cumsum(np.where((np.arange(rows) >= 15) & (np.arange(rows) < 25), CELL * np.tan(np.radians(angle_deg)), 0.0))
    return np.repeat((2000.0 - fall)[:, None], cols, axis=1)


def test_points_fall_into_the_cell_whose_centre_is_nearest() -> None:
    dem = terrain(roof(30.0))
    found = locate(dem, [500_000.0, 500_014.9, 500_015.1], [4_800_000.0, 4_799_990.0, 4_799_985.1])
    assert found.tolist() == [[0, 0], [1, 1], [1, 2]]


def test_a_point_outside_is_told_how_far_and_what_the_terrain_covers() -> None:
    dem = terrain(roof(30.0))
    words = r"Release 2 of 2 at x 503295, y 4799900 lies 3.0 km outside the terrain, which covers x 499995 to 500295 and y 4799605 to 4800005 in EPSG:32643"
    with pytest.raises(BadData, match=words):
        locate(dem, [500_100.0, 503_295.0], [4_799_900.0, 4_799_900.0])
    with pytest.raises(BadData, match="outside the terrain"):
        locate(dem, [-78.5], [-0.2])  # degrees given as metres


def test_a_plane_has_its_own_slope_and_the_rim_none() -> None:
    plane = np.add.outer(-3.0 * np.arange(8), 4.0 * np.arange(9))  # 3 and 4 in 10: a gradient of 0.5
    slope = slope_deg(terrain(plane))
    assert slope[1:-1, 1:-1] == pytest.approx(np.degrees(np.arctan(0.5)), rel=1e-5)
    assert np.isnan(slope[0]).all()
    plane[4, 4] = np.nan
    assert np.isnan(slope_deg(terrain(plane))[3:6, 3:6]).all()


def test_a_steep_band_is_one_release_area_and_gentle_ground_none() -> None:
    found = from_slopes(terrain(roof(35.0)), 28.0, 55.0, 1000.0)
    assert found.names == ("slope 1",)
    assert set(found.cells[:, 0]) == set(range(15, 24))  # Horn's slope of a kink is halved
    assert len(found.cells) == 9 * 28
    assert any("forest" in note for note in found.notes)
    with pytest.raises(BadData, match="No slope of 40 to 55 degrees covers 1,000 m2"):
        from_slopes(terrain(roof(35.0)), 40.0, 55.0, 1000.0)


def test_areas_below_the_least_size_are_left_out_and_counted() -> None:
    z = roof(35.0)
    z[:, 14:16] = z[0, 0]  # a level wall of two columns splits the slope
    z[:, 16:] = np.where(np.arange(40)[:, None] < 18, z[:, 16:], z[17, 16])
    both = from_slopes(terrain(z), 28.0, 89.0, 100.0)
    large = from_slopes(terrain(z), 28.0, 89.0, 4000.0)
    assert 1 <= len(large.names) <= len(both.names)
    assert len(large.cells) <= len(both.cells)


def test_banks_near_the_valley_floor_do_not_count_when_height_is_asked_for() -> None:
    dem = terrain(roof(35.0))
    upper = from_slopes(dem, 28.0, 55.0, 100.0, least_height_m=40.0)
    lowest = float(dem.min())
    assert dem.to_numpy()[upper.cells[:, 0], upper.cells[:, 1]].min() >= lowest + 40.0
    assert len(upper.cells) < len(from_slopes(dem, 28.0, 55.0, 100.0).cells)


def test_a_lake_starts_at_the_lowest_cell_around_its_surface() -> None:
    z = np.full((30, 30), 3100.0)
    z[10:20, 8:22] = 3000.0  # the lake
    z[20, 15], z[21:, 15] = 2995.0, 2950.0  # its way out
    found = from_lakes(terrain(z), [500_100.0], [4_799_850.0], ["Upper lake"])
    assert found.cells.tolist() == [[20, 15]]
    assert (found.names, found.notes) == (("Upper lake",), ())
    z[20, 15] = 3080.0  # closed
    shut = from_lakes(terrain(z), [500_100.0], [4_799_850.0], ["Upper lake"])
    assert shut.cells.tolist() == [[20, 15]]
    assert "80 m above the lake" in shut.notes[0]


def test_a_lake_on_no_data_is_refused_by_name() -> None:
    z = roof(30.0)
    z[10, 10] = np.nan
    with pytest.raises(BadData, match="Black lake lies where the terrain holds no data"):
        from_lakes(terrain(z), [500_100.0], [4_799_900.0], ["Black lake"])


def test_no_release_at_all_is_refused() -> None:
    with pytest.raises(BadData, match="No release cell is left"):
        gather(np.empty((0, 2)), [], ["one"])
    with pytest.raises(BadData, match="give each group a name"):
        gather([[1, 2]], [1], ["one"])


def test_a_cell_named_twice_in_a_group_counts_once() -> None:
    assert len(gather([[1, 2], [1, 2], [1, 2]], [0, 0, 1], ["a", "b"]).cells) == 2


def many(sizes: list[int]) -> Releases:
    cells = np.stack(np.divmod(np.arange(sum(sizes)), 50), axis=1)
    return gather(cells, np.repeat(np.arange(len(sizes)), sizes), [f"area {k}" for k in range(len(sizes))])


@settings(max_examples=30, deadline=None)
@given(sizes=st.lists(st.integers(1, 60), min_size=1, max_size=8), most=st.integers(8, 100), seed=st.integers(0, 99))
def test_thinned_cells_stand_for_all_and_every_area_keeps_one(sizes: list[int], most: int, seed: int) -> None:
    whole = many(sizes)
    few = thin(whole, most, seed)
    assert len(few.cells) == min(most, len(whole.cells))
    assert np.bincount(few.groups, few.stands_for, len(sizes)) == pytest.approx(sizes)
    assert set(few.groups) == set(range(len(sizes)))
    assert {tuple(cell) for cell in few.cells} <= {tuple(cell) for cell in whole.cells}


def test_thinning_depends_on_the_seed_and_not_on_the_order() -> None:
    whole = many([40, 200])
    order = np.random.default_rng(0).permutation(240)
    mixed = Releases(whole.cells[order], whole.groups[order], whole.names, whole.stands_for[order])
    assert np.array_equal(thin(whole, 30, 5).cells, thin(mixed, 30, 5).cells)
    assert not np.array_equal(thin(whole, 30, 5).cells, thin(whole, 30, 6).cells)
    assert "30 release cells stand for 240" in thin(whole, 30, 5).notes[-1]
    with pytest.raises(BadData, match="allow more cells"):
        thin(whole, 1)


def test_batches_of_releases_are_slices() -> None:
    whole = many([3, 4])
    parts = [whole.batch(0, 5), whole.batch(5, 7)]
    assert np.array_equal(np.concatenate([part.cells for part in parts]), whole.cells)
    assert parts[1].names == whole.names
