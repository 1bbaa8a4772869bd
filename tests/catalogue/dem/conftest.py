"""Elevation files that a test can spoil."""

import gzip
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

UTM = "EPSG:32717"


@pytest.fixture
def tiff(tmp_path: Path) -> Callable[..., Path]:
    """A GeoTIFF of heights, 30 m cells in UTM 17 S unless told otherwise; -9999 is no data."""

    def make(values: Any, name: str = "dem.tif", **more: Any) -> Path:
        path = tmp_path / name
        bands = np.asarray(values, dtype=more.pop("dtype", "float32"))
        bands = bands if bands.ndim == 3 else bands[None]
        step, west, north, unit, tags = (
            more.pop(key, default)
            for key, default in (("step", 30.0), ("west", 780_000.0), ("north", 9_900_000.0), ("unit", None), ("scale", None))
        )
        shape = {"height": bands.shape[1], "width": bands.shape[2], "count": len(bands), "dtype": bands.dtype}
        place = {"crs": UTM, "transform": rasterio.Affine(step, 0, west, 0, -step, north), "nodata": -9999}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with rasterio.open(path, "w", driver="GTiff", **{**shape, **place, **more}) as raster:
                raster.write(bands)
                if unit:
                    raster.units = [unit]
                if tags:
                    raster.scales = [tags]
        return path

    return make


@pytest.fixture
def hgt(tmp_path: Path) -> Callable[..., Path]:
    """An SRTM tile of 3 arc-seconds, heights (m) given or all 100."""

    def make(name: str = "S01W079.hgt.gz", heights: Any = 100, posts: int = 1201) -> Path:
        data = np.broadcast_to(np.asarray(heights, dtype=">i2"), (posts, posts)).astype(">i2").tobytes()
        path = tmp_path / name
        path.write_bytes(gzip.compress(data, 1) if name.lower().endswith(".gz") else data)
        return path

    return make
