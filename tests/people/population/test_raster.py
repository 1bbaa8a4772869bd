import numpy as np
import pytest
import xarray as xr

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.people.population import people_by, raster_patterns, sample


def fine_raster(people: np.ndarray) -> xr.DataArray:
    """Cells of 2.5', two per side of a 5' cell, over the made-up country and one 5' cell to its east."""
    return xr.DataArray(
        people, coords={"lat": 45 - (np.arange(24) + 0.5) / 24, "lon": 70 + (np.arange(26) + 0.5) / 24}, dims=("lat", "lon")
    )


def test_a_raster_puts_people_where_it_says_and_reports_what_it_dropped(pieces: xr.Dataset) -> None:
    people = np.full((24, 26), np.nan)
    people[6:8, 4:6] = 100.0  # the 5' cell of row 3, column 2
    people[0, 0] = 50.0
    people[5, 25] = 7.0  # east of the country
    found = raster_patterns(fine_raster(people), pieces)
    share = found["share"].sel(pattern="raster").to_numpy().reshape(12, 12)
    assert share[3, 2] == pytest.approx(400 / 450)
    assert share[0, 0] == pytest.approx(50 / 450)
    assert float(found["kept"]) == 450
    assert float(found["dropped"]) == 7


def test_a_raster_conserves_the_national_total_for_every_member(pieces: xr.Dataset) -> None:
    people = np.random.default_rng(1).random((24, 26))
    found = raster_patterns(fine_raster(people), pieces)
    weights = sample(Ensemble(1, 100), found, 5e6)
    by_unit = people_by(pieces["unit"], 2, found, weights, 5e6)
    assert by_unit.sum(axis=1) == pytest.approx(np.full(100, 5e6))
    assert (weights["unknown"] == 0).all()


def test_latitudes_may_ascend(pieces: xr.Dataset) -> None:
    raster = fine_raster(np.random.default_rng(2).random((24, 26)))
    assert raster_patterns(raster.sortby("lat"), pieces)["share"].to_numpy() == pytest.approx(
        raster_patterns(raster, pieces)["share"].to_numpy()
    )


@pytest.mark.parametrize(("value", "why"), [(-1.0, "-1"), (0.0, "nobody")])
def test_a_hostile_raster_is_refused(pieces: xr.Dataset, value: float, why: str) -> None:
    with pytest.raises(BadData, match=why):
        raster_patterns(fine_raster(np.full((24, 26), value)), pieces)


def test_a_raster_without_lat_and_lon_is_refused(pieces: xr.Dataset) -> None:
    with pytest.raises(BadData, match="lat and lon"):
        raster_patterns(xr.DataArray(np.ones((2, 2)), dims=("y", "x")), pieces)
