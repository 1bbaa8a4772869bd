import gzip
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage

from highground.basis.errors import BadData, UnitMismatch
from highground.basis.indicators import BAND_EDGES_M
from highground.catalogue.installed import HALO, topography
from highground.catalogue.regions import find_region, outline
from highground.catalogue.shelf import default_shelf
from highground.land import terrain
from highground.land.grid import cell_area_km2, cell_size_m, cut, total

STEP = 1 / 12
INNER = (slice(2, -2), slice(2, -2))


def axis(lat: float, cells: int) -> np.ndarray:
    return lat + STEP * (np.arange(cells)[::-1] - (cells - 1) / 2)


def elevation(heights: np.ndarray, lat: float) -> xr.DataArray:
    lon = 70 + STEP * np.arange(heights.shape[1])
    return xr.DataArray(
        heights, {"lat": axis(lat, len(heights)), "lon": lon}, ("lat", "lon"), attrs={"units": "m", "sources": ("a",)}
    )


def plane(lat: float, east: float, north: float, cells: int = 9) -> np.ndarray:
    """Heights that rise by `east` and `north` metres per metre near a latitude."""
    high, wide = (float(size) for size in cell_size_m(lat, STEP))
    row, column = np.mgrid[:cells, :cells] - cells // 2
    return 2000 + east * wide * column - north * high * row


# slope


@pytest.mark.parametrize("lat", [-47, -1, 0, 28, 47, 65])
@pytest.mark.parametrize(("east", "north"), [(0.1, 0), (-0.1, 0), (0, 0.1), (0, -0.1), (0.06, 0.08), (-0.08, 0.06)])
def test_a_plane_of_one_in_ten_slopes_by_5_7_degrees_everywhere(lat: float, east: float, north: float) -> None:
    slope = terrain.slope_deg(plane(lat, east, north, 3), axis(lat, 3), STEP)
    assert slope[1, 1] == pytest.approx(5.7106, rel=2e-3)


def test_flat_ground_has_neither_slope_nor_relief() -> None:
    flat = np.full((7, 7), 4000.0)
    assert terrain.slope_deg(flat, axis(30, 7), STEP).max() == 0
    assert terrain.relief_m(flat, axis(30, 7), STEP).max() == 0


def test_roughness_adds_to_slope_square_to_square() -> None:
    """A lone cell of 90 m at the equator: no plane, departures 10 m eight times and 80 m once, six degrees of freedom."""
    heights = np.zeros((5, 5))
    heights[2, 2] = 90
    high, wide = (float(size) for size in cell_size_m(0.0, STEP))
    rough = terrain.ROUGHNESS * np.sqrt((8 * 10**2 + 80**2) / 6 / (high * wide))
    assert terrain.slope_deg(heights, axis(0, 5), STEP)[2, 2] == pytest.approx(np.degrees(np.arctan(rough)))


def self_affine(cells: int, hurst: float, seed: int) -> np.ndarray:
    """A surface that looks alike at all scales: spectral synthesis, power falling with wave number to -2 (H + 1)."""
    rng = np.random.default_rng(seed)
    wave = np.hypot(*np.meshgrid(np.fft.fftfreq(cells), np.fft.rfftfreq(cells), indexing="ij"))
    wave[0, 0] = np.inf
    noise = rng.normal(size=wave.shape) + 1j * rng.normal(size=wave.shape)
    heights = np.fft.irfft2(noise * wave ** -(hurst + 1), s=(cells, cells))
    return 4000 * heights / heights.std()


def blocks(values: np.ndarray, side: int = 10) -> np.ndarray:
    """The points of each cell, shape (rows, columns, points)."""
    rows, columns = values.shape[0] // side, values.shape[1] // side
    return values.reshape(rows, side, columns, side).swapaxes(1, 2).reshape(rows, columns, side * side)


def fine_slope(heights: np.ndarray, high: float, wide: float) -> np.ndarray:
    return np.hypot(ndimage.sobel(heights, 1) / (8 * wide), ndimage.sobel(heights, 0) / (8 * high))


@pytest.mark.parametrize(("hurst", "within"), [(0.66, 0.06), (0.5, 0.3), (0.8, 0.3)])
def test_means_of_self_affine_ground_tell_its_slope_and_range_at_30_arc_seconds(hurst: float, within: float) -> None:
    points = self_affine(1200, hurst, seed=2)
    high, wide = (float(size) for size in cell_size_m(0.0, 1 / 120))
    truth = np.median(blocks(fine_slope(points, high, wide)), axis=-1)[INNER]
    lat = np.zeros(120)  # every row at the equator
    slope = terrain.slope_deg(blocks(points).mean(axis=-1), lat, STEP)
    assert np.median(np.tan(np.radians(slope[INNER]))) == pytest.approx(np.median(truth), rel=within)
    spread = ndimage.maximum_filter(points, 3) - ndimage.minimum_filter(points, 3)
    widest = spread.reshape(240, 5, 240, 5)[:, 1:4, :, 1:4].max(axis=(1, 3))  # the nine windows inside a pixel of 2.5'
    assert np.median(widest) / np.median(truth) / np.sqrt(high * wide) == pytest.approx(terrain.WIDEST_RANGE, rel=0.1)


# relief


def test_relief_of_a_cone_is_its_fall_to_the_corner_of_the_window() -> None:
    high, wide = (float(size) for size in cell_size_m(0.0, STEP))
    row, column = np.mgrid[-4:5, -4:5]
    cone = 5000 - 0.1 * np.hypot(row * high, column * wide)
    relief = terrain.relief_m(cone, axis(0, 9), STEP)
    assert relief[4, 4] == pytest.approx(0.1 * np.hypot(high, wide))  # from the top to a corner of 3 x 3
    assert relief[4, 6] == pytest.approx(0.1 * (np.hypot(high, 3 * wide) - wide))  # two cells east: from 1 to 3 away


def test_the_window_keeps_seven_kilometres_where_cells_grow_narrow() -> None:
    def reach(lat: float) -> int:
        heights = np.zeros((5, 41))
        heights[2, 20] = 100
        return int((terrain.relief_m(heights, axis(lat, 5), STEP)[2] > 0).sum() // 2)

    assert [reach(lat) for lat in (0, 45, 59, 61, 72, 73.5)] == [1, 1, 1, 2, 2, 3]
    assert reach(-61) == reach(61)


def test_relief_is_computed_row_by_row_across_the_change_of_window() -> None:
    heights = np.random.default_rng(1).uniform(0, 1000, (60, 30))
    relief = terrain.relief_m(heights, axis(60.3, 60), STEP)
    for row in (0, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 59):
        alone = slice(max(row - 1, 0), row + 2)
        assert np.array_equal(relief[row], terrain.relief_m(heights[alone], axis(60.3, 60)[alone], STEP)[row - alone.start])


# classes


@pytest.mark.parametrize(
    ("height", "slope", "relief", "expected"),
    [
        (5000, 0, 0, 1), (4500, 0, 0, 1), (4499, 0, 0, 2), (3500, 0, 0, 2), (3499, 0, 0, 3), (2500, 0, 0, 3),
        (2499, 2, 0, 4), (1500, 2, 0, 4), (2000, 1.99, 1000, 0),  # relief does not help above 1,500 m
        (1499, 5, 0, 5), (1499, 4.9, 301, 5), (1000, 0, 301, 5), (1200, 4.9, 300, 0),
        (999, 0, 301, 6), (300, 0, 301, 6), (999, 40, 300, 0),  # slope does not help below 1,000 m
        (299, 40, 299, 0), (-50, 0, 400, 0),
    ],
)  # fmt: skip
def test_k1_follows_its_published_table(height: float, slope: float, relief: float, expected: int) -> None:
    classes = terrain.k1(*(np.full((3, 3), float(value)) for value in (height, slope, relief)), np.full(3, 80.0))
    assert (classes == expected).all()


def test_the_thresholds_are_those_of_the_transcribed_definition(shared: Path) -> None:
    rows = pd.read_csv(shared / "facts" / "mountain_definitions.csv").query("scheme == 'K1'").set_index("class_id")
    assert rows.loc["c4", "slope_min_deg"] == terrain.SLOPE_1500_DEG
    assert rows.loc["c5", "slope_min_deg"] == terrain.SLOPE_1000_DEG
    assert rows.loc[["c5", "c6"], "local_relief_min_m"].eq(terrain.RELIEF_M).all()
    assert rows.loc["c6", "relief_window"] == f"circle, radius {terrain.RELIEF_RADIUS_M / 1000:.0f} km"


def basin(middle: float = 2000.0, area: float = 10.0, size: int = 1) -> int:
    heights = np.full((7, 7), 3000.0)
    heights[3, 3 : 3 + size] = middle
    return int(terrain.k1(heights, np.zeros((7, 7)), np.zeros((7, 7)), np.full(7, area))[3, 3])


def test_a_small_basin_closed_in_by_mountains_is_class_7() -> None:
    assert basin() == 7
    assert basin(size=2) == 7
    assert basin(area=25.0) == 0  # not below 25 km2
    assert basin(size=2, area=12.5) == 0
    assert basin(size=4) == 0  # reaches the window's edge, may go on beyond it
    assert basin(middle=0.0) == 0  # the sea


def test_a_way_out_over_a_corner_opens_a_basin() -> None:
    heights = np.full((7, 7), 3000.0)
    heights[[3, 4, 5, 6], [3, 4, 5, 6]] = 2000
    assert not (terrain.k1(heights, np.zeros((7, 7)), np.zeros((7, 7)), np.full(7, 1.0)) == 7).any()


@given(arrays(float, (8, 8), elements=st.floats(-400, 6500)), st.floats(-80, 80))
@settings(max_examples=50, deadline=None)
def test_every_cell_has_one_class_one_band_and_the_height_that_they_say(heights: np.ndarray, lat: float) -> None:
    cells = terrain.describe(elevation(heights, lat))
    assert set(cells) == {"elevation", "slope_deg", "relief_m", "k1", "k2", "band"}
    lowest = np.array([-np.inf, 4500, 3500, 2500, 1500, 1000, 300, 0])
    highest = np.array([2500, np.inf, 4500, 3500, 2500, 1500, 1000, 2500])
    assert (heights >= lowest[cells["k1"]]).all()
    assert (heights < highest[cells["k1"]]).all()
    edges = np.append(BAND_EDGES_M, np.inf)
    assert (np.maximum(heights, 0) >= edges[cells["band"]]).all()
    assert (heights < edges[cells["band"].to_numpy() + 1]).all()
    assert ((cells["slope_deg"] >= 0) & (cells["slope_deg"] < 90)).all()
    assert (cells["relief_m"] >= 0).all()


@given(arrays(float, (6, 6), elements=st.floats(-400, 6500)), st.floats(0, 10), st.floats(0, 500))
@settings(max_examples=50, deadline=None)
def test_steeper_and_more_rugged_ground_never_leaves_the_mountains(heights: np.ndarray, slope: float, relief: float) -> None:
    def mountain(more: float) -> np.ndarray:
        return terrain.k1(heights, np.full((6, 6), slope + more), np.full((6, 6), relief + 50 * more), np.full(6, 80.0)) > 0

    assert (mountain(1.0) >= mountain(0.0)).all()


def test_k2_needs_a_slope_of_2_9_degrees_at_any_altitude() -> None:
    """200 m = 4.3 x 924.5 m x tan(2.88 degrees): spacing at the equator 921.4 m by 927.7 m."""
    assert terrain.k2(np.array([[2.86, 2.90]]), [0.0]).tolist() == [[False, True]]
    assert terrain.k2(np.array([[2.90]]), [60.0]).tolist() == [[False]]  # points lie closer there
    low, high = (elevation(plane(0, 0.06, 0) + shift, 0) for shift in (-1900, 2000))
    assert terrain.describe(low)["k2"].all()
    assert terrain.describe(high)["k2"].all()


# doors


def test_layers_say_what_they_are() -> None:
    cells = terrain.describe(elevation(plane(40, 0.02, 0.01), 40))
    for layer in cells.values():
        assert set(layer.attrs) == {"units", "long_name", "how", "sources"}
        assert layer.attrs["sources"] == ("a",)
    assert [str(cells[name].dtype) for name in ("elevation", "k1", "k2")] == ["float32", "uint8", "bool"]


def test_feet_blanks_and_other_dims_are_refused() -> None:
    good = elevation(np.zeros((4, 4)), 10)
    with pytest.raises(UnitMismatch, match="'ft'"):
        terrain.describe(good.assign_attrs(units="ft"))
    with pytest.raises(BadData, match="1 blank"):
        terrain.describe(good.where((good["lat"] < good["lat"][0]) | (good["lon"] > good["lon"][0])))
    with pytest.raises(BadData, match="dims lat and lon"):
        terrain.describe(good.transpose())


# the world


@pytest.fixture(scope="module")
def world() -> pd.DataFrame:
    """Area (km2) of land cells south and north of 60 S, total and in mountains; land is what is not 0 m high."""
    rows = []
    for south in range(-90, 90, 15):
        cells = terrain.describe(topography(-180, south, 180, south + 15)).isel(lon=slice(HALO, -HALO))
        cells = cells.sel(lat=slice(south + 15, south))
        area = cell_area_km2(cells["lat"], STEP)[:, None] * (cells["elevation"].to_numpy() != 0)
        rows.append((south < -60, area.sum(), area[cells["k1"].to_numpy() > 0].sum(), area[cells["k2"].to_numpy()].sum()))
    return pd.DataFrame(rows, columns=["antarctic", "land", "k1", "k2"]).groupby("antarctic").sum()


def test_k1_mountains_cover_the_published_share_of_the_world(world: pd.DataFrame) -> None:
    assert world["k1"].sum() == pytest.approx(35.8e6, rel=0.03)  # km2; UNEP 2002
    assert world["k1"].sum() / world["land"].sum() == pytest.approx(0.24, abs=0.01)


def test_k2_like_mountains_cover_about_the_published_share_outside_antarctica(world: pd.DataFrame) -> None:
    assert world.loc[False, "k2"] / world.loc[False, "land"] == pytest.approx(0.125, abs=0.01)  # Koerner et al. 2021


def test_k1_meets_ten_published_national_shares(shared: Path) -> None:
    published = pd.read_csv(shared / "facts" / "mountain_share_k1.csv").set_index("iso3")["mountain_share_pct"]
    shelf = default_shelf()

    def share(iso3: str) -> float:
        shape: gpd.GeoDataFrame = outline(shelf, find_region(iso3, shelf))
        pieces = cut(terrain.describe(topography(*shape.total_bounds)), shape)
        return float(100 * total(pieces, pieces["k1"] > 0)[0] / total(pieces)[0])

    error = pd.Series({iso3: share(iso3) for iso3 in published.index}) - published
    assert error.abs().mean() <= 3.5
    assert error.abs().max() <= 8


def test_thresholds_pass_as_many_cells_as_on_radar_heights_of_the_andes(shared: Path) -> None:
    """SRTM averaged to 30 arc-seconds, eight tiles of Ecuador; the typical point of a 5' cell decides."""
    heights = np.full((480, 360), np.nan)
    for path in (shared / "data" / "srtm-ecuador").glob("*.hgt.gz"):
        tile = np.frombuffer(gzip.decompress(path.read_bytes()), ">i2").reshape(1201, 1201)[:1200, :1200].astype(float)
        north, west = int(path.name[1:3]) * (1 if path.name[0] == "N" else -1), -int(path.name[4:7])
        row, column = (0 - north) * 120, (west + 80) * 120
        heights[row : row + 120, column : column + 120] = (
            np.where(tile < -1000, tile.mean(), tile).reshape(120, 10, 120, 10).mean((1, 3))
        )
    high, wide = (float(size) for size in cell_size_m(-1.0, 1 / 120))
    down, right = np.mgrid[-7:8, -7:8]
    circle = np.hypot(down * high, right * wide) <= terrain.RELIEF_RADIUS_M
    filled = np.nan_to_num(heights)
    relief = ndimage.maximum_filter(filled, footprint=circle) - ndimage.minimum_filter(filled, footprint=circle)
    near_edge = ndimage.binary_dilation(np.pad(np.isnan(heights), 1, constant_values=True), iterations=9)[1:-1, 1:-1]
    slope = np.degrees(np.arctan(fine_slope(filled, high, wide)))
    inside = ~blocks(near_edge).any(axis=-1)

    ours = terrain.describe(topography(-80, -3, -77, 1)).isel(lat=slice(HALO, -HALO), lon=slice(HALO, -HALO))
    apart = np.abs(ours["elevation"].to_numpy() - blocks(heights).mean(axis=-1))[inside]
    assert np.quantile(apart, 0.99) < 20  # m: the grid is the mean of its cells
    for name, fine, threshold in (("relief_m", relief, 300), ("slope_deg", slope, 2), ("slope_deg", slope, 5)):
        truth = np.median(blocks(fine), axis=-1)[inside] > threshold
        assert (ours[name].to_numpy()[inside] > threshold).mean() == pytest.approx(truth.mean(), abs=0.04)
