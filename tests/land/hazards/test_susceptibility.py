"""Proneness of land on a made-up mountain range, where each answer can be seen."""

import itertools

import numpy as np
import pytest
import xarray as xr

from highground.basis.hazards import SUDDEN
from highground.land.hazards import susceptibility


def land(
    height: list[float], slope: list[float], relief: list[float], warmest: list[float] | None = None, rain: float = 60.0
) -> xr.Dataset:
    """A row of cells from west to east on the equator; months differ by 20 K."""
    size = len(height)
    summer = np.asarray([25 - 0.0055 * h for h in height] if warmest is None else warmest)
    temperature = summer[:, None] - 10 * (1 - np.cos(np.arange(12) * np.pi / 6))
    return xr.Dataset(
        {
            "elevation": ("piece", np.asarray(height)), "slope_deg": ("piece", np.asarray(slope)), "relief_m": ("piece", np.asarray(relief)),
            "row": ("piece", np.zeros(size, dtype=int)), "col": ("piece", np.arange(size)),
            "lat": ("piece", np.full(size, 1 / 24)), "lon": ("piece", (np.arange(size) + 0.5) / 12),
            "area_km2": ("piece", np.full(size, 85.0)),
            "temperature": (("piece", "month"), temperature), "precipitation": (("piece", "month"), np.full((size, 12), rain)),
        },
        coords={"grid_lat": [1 / 24, -1 / 24], "grid_lon": (np.arange(size) + 0.5) / 12},
    )  # fmt: skip


RANGE = land([300, 310, 320, 900, 2500, 4200], [0.2, 0.2, 0.5, 6, 14, 18], [10, 12, 700, 2200, 3300, 1800], [24, 24, 24, 20, 10, 1])


def of(hazard: str, pieces: xr.Dataset = RANGE, glaciers: bool = True) -> np.ndarray:
    return susceptibility.weights(pieces, glaciers).sel(hazard=hazard).to_numpy()


@pytest.mark.parametrize("hazard", SUDDEN)
def test_proneness_lies_between_nought_and_one(hazard: str) -> None:
    assert ((of(hazard) >= 0) & (of(hazard) <= 1)).all()


def test_rivers_flood_the_plain_and_slopes_fail_in_the_mountains() -> None:
    assert of("river_flood")[0] > 10 * of("river_flood")[4]
    assert of("landslide")[0] == 0 < of("landslide")[4]


def test_the_fan_below_steep_ground_is_prone_to_debris_flows_though_it_is_gentle() -> None:
    fan, plain = 2, 0
    assert of("debris_flow")[fan] > 0 == of("debris_flow")[plain]


def test_nothing_bursts_without_glaciers() -> None:
    assert of("outburst", glaciers=False).sum() == 0 < of("outburst").sum()


def test_below_ice_fades_with_distance_and_ends_where_the_line_is_too_flat() -> None:
    near = of("outburst")
    assert near[5] > near[4] > near[3] > 0  # 9 and 19 km away
    flat = land([300] * 6, [0.2] * 6, [10] * 6, [24, 24, 24, 24, 24, -5])  # ice at the height of the plain
    assert of("outburst", flat)[:5].sum() == 0


def test_snow_by_hand_all_below_minus_two_none_above_two_half_at_nought() -> None:
    pieces = land([0, 0, 0], [0, 0, 0], [0, 0, 0], rain=10.0)
    pieces["temperature"] = ("piece", "month"), np.repeat([[-5.0], [0.0], [5.0]], 12, axis=1)
    assert susceptibility.snow_mm(pieces).tolist() == [120.0, 60.0, 0.0]
    assert susceptibility.snow_mm(pieces, warmer_k=2.0).tolist() == [120 * (5 - 3 + 2) / 4, 0.0, 0.0]


def test_warming_never_makes_more_snow_on_slopes() -> None:
    settings = [susceptibility.avalanche_setting(RANGE, kelvin) for kelvin in (0.0, 1.0, 3.0, 6.0)]
    assert all((later <= earlier).all() for earlier, later in itertools.pairwise(settings))
    assert settings[0].sum() > settings[-1].sum()


def test_a_dry_summit_carries_less_ice_than_a_wet_one() -> None:
    wet, dry = (susceptibility.glacierised(land([5000], [15], [900], [4], rain)) for rain in (100.0, 5.0))
    assert dry < 0.4 * wet


def test_a_dry_plain_floods_when_mountains_near_it_are_wet() -> None:
    desert = land([300, 310, 320, 900, 2500, 4200], [0.2, 0.2, 0.5, 6, 14, 18], [10, 12, 700, 2200, 3300, 1800], rain=5.0)
    fed = desert.copy(deep=True)
    fed["precipitation"][4:] = 150.0
    assert of("river_flood", fed)[0] > 2 * of("river_flood", desert)[0]
