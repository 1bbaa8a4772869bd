"""A small made-up country: a plain in the west, mountains in the east, two units."""

import numpy as np
import pandas as pd
import pytest
import xarray as xr


def country(rows: int = 12, cols: int = 12, west: float = 70.0, north: float = 45.0) -> xr.Dataset:
    row, col = (index.ravel() for index in np.meshgrid(np.arange(rows), np.arange(cols), indexing="ij"))
    return xr.Dataset(
        {
            "row": ("piece", row), "col": ("piece", col),
            "lat": ("piece", north - (row + 0.5) / 12), "lon": ("piece", west + (col + 0.5) / 12),
            "unit": ("piece", (row >= rows // 2).astype(int)), "area_km2": ("piece", np.full(row.size, 60.0)),
            "elevation": ("piece", 300.0 + 400.0 * col), "slope_deg": ("piece", 1.0 * col), "k1": ("piece", np.where(col >= cols // 2, 4, 0)),
        }
    )  # fmt: skip


@pytest.fixture
def pieces() -> xr.Dataset:
    return country()


@pytest.fixture
def places() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": ["Town", "Village", "Hamlet"],
            "lat": [45 - 3.5 / 12, 45 - 8.5 / 12, 45 - 2.5 / 12],
            "lon": [70 + 2.5 / 12, 70 + 9.5 / 12, 70 + 10.5 / 12],
            "people": [60_000.0, 20_000.0, np.nan],
        }
    )
