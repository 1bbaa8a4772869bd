import numpy as np
import pytest
from numpy.typing import NDArray
from rasterio.warp import transform

from highground.catalogue.dem.grids import Grid, utm_grid
from highground.catalogue.dem.resample import NODE, bilinear, resampled

SOURCE = Grid("EPSG:4326", 76.5, 43.5, 1 / 1200, 1 / 1200, 300, 400)
TARGET = utm_grid(SOURCE)


def slope(box: tuple[int, int, int, int]) -> NDArray[np.float32]:
    """A source whose height is 1000 m plus 2 for each row and 3 for each column, NaN beyond it."""
    rows, cols = np.arange(*box[:2]), np.arange(*box[2:])
    inside = ((rows >= 0) & (rows < SOURCE.rows))[:, None] & ((cols >= 0) & (cols < SOURCE.cols))
    return np.where(inside, 1000 + 2 * rows[:, None] + 3 * cols, np.nan).astype(np.float32)


def test_between_four_cells_heights_lie_on_the_straight_lines() -> None:
    z = np.array([[0, 10, 20], [30, 40, 50], [60, 70, 80]], dtype=np.float32)
    down, across = np.array([0.0, 0.5, 1.25, 1.999]), np.array([0.0, 0.5, 0.5, 1.0])
    np.testing.assert_allclose(bilinear(z, down, across), 30 * down + 10 * across, rtol=1e-6)


def test_a_place_beside_a_void_takes_what_is_there_and_one_in_it_nothing() -> None:
    z = np.array([[np.nan, 10, 20], [30, 40, 50], [60, 70, 80]], dtype=np.float32)
    found = bilinear(z, np.array([0.25, 0.75, 0.0]), np.array([0.25, 0.75, 0.9]))
    assert np.isnan(found[0])
    weights = np.array([0.25 * 0.75, 0.75 * 0.25, 0.75 * 0.75])
    assert found[1] == pytest.approx((weights * [10, 30, 40]).sum() / weights.sum(), rel=1e-6)
    assert found[2] == 10


@pytest.mark.parametrize("place", [(-0.6, 1.0), (1.0, 2.0), (2.5, 0.0), (1.0, -3.0)])
def test_beyond_the_cells_there_is_nothing(place: tuple[float, float]) -> None:
    assert np.isnan(bilinear(np.ones((3, 3), np.float32), np.array([place[0]]), np.array([place[1]]))[0])


def test_each_cell_gets_the_height_of_its_own_place_on_the_globe() -> None:
    found = resampled(slope, SOURCE, TARGET, (0, TARGET.rows, 0, TARGET.cols))
    rows, cols = np.array([30, 70, 155, 200]), np.array([40, 300, 201, 77])
    x, y = TARGET.west + TARGET.dx * (cols + 0.5), TARGET.north - TARGET.dy * (rows + 0.5)
    lon, lat = transform(TARGET.crs, SOURCE.crs, x.tolist(), y.tolist())
    down, across = (SOURCE.north - np.array(lat)) / SOURCE.dy - 0.5, (np.array(lon) - SOURCE.west) / SOURCE.dx - 0.5
    np.testing.assert_allclose(found[rows, cols], 1000 + 2 * down + 3 * across, atol=0.03)  # 0.01 of a cell


def test_a_cell_does_not_depend_on_the_window_nor_on_a_cut() -> None:
    whole = resampled(slope, SOURCE, TARGET, (0, TARGET.rows, 0, TARGET.cols))
    for window in ((10, 11, 10, 11), (NODE, 2 * NODE, 5, 100), (100, 167, 150, 190), (0, TARGET.rows, 3, 4)):
        part = resampled(slope, SOURCE, TARGET, window)
        np.testing.assert_array_equal(part, whole[window[0] : window[1], window[2] : window[3]])
    cut = resampled(slope, SOURCE, TARGET.part(57, 99, 41, 80), (3, 42, 2, 39))
    np.testing.assert_allclose(cut, whole[60:99, 43:80], rtol=1e-6)


def test_a_window_beside_the_source_is_blank() -> None:
    far = TARGET.part(5000, 5010, 0, 10)
    assert np.isnan(resampled(slope, SOURCE, far, (0, 10, 0, 10))).all()
