"""One file of a mosaic: where its cells lie, and its heights in a window, NaN where it holds none."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import isinf
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from highground.basis.errors import BadData, UnitMismatch
from highground.catalogue.dem.files import (
    HGT_VOID,
    SAFE,
    check_blocks,
    checked,
    gdal_errors,
    hgt_corner,
    hgt_heights,
    is_hgt,
    raster_driver,
)
from highground.catalogue.dem.grids import SEA_LEVEL, WGS84, Grid, datum_of, grid_of

METRES: Final = ("", "m", "metre", "metres", "meter", "meters")
HIGHEST_M: Final = 9_000.0  # Everest, 8,849
DEEPEST_M: Final = -500.0  # the shore of the Dead Sea, -440

Heights = NDArray[np.float32]
Box = tuple[int, int, int, int]  # row0, row1, col0, col1


@dataclass(frozen=True, slots=True)
class Piece:
    """A checked file; driver is GTiff, VRT, or hgt for an SRTM tile."""

    path: Path
    name: str
    driver: str
    grid: Grid
    datum: str


def piece(path: Path) -> Piece:
    """Check a file and read where its cells lie; the errors are those of files and grids."""
    real = checked(path)
    if is_hgt(path):
        lon, lat = hgt_corner(path)
        posts = hgt_heights(real).shape[0]
        step = 1 / (posts - 1)
        return Piece(real, path.name, "hgt", Grid(WGS84, lon - step / 2, lat + 1 + step / 2, step, step, posts, posts), SEA_LEVEL)
    driver = raster_driver(real)
    with opened(real, driver) as raster:
        _check_band(raster, path.name)
        grid = grid_of(raster, path.name)
        if driver == "GTiff":
            check_blocks(raster, real)
        return Piece(real, path.name, driver, grid, datum_of(raster.crs, path.name))


def heights(one: Piece, box: Box) -> Heights:
    """Heights (m) of a box that lies inside the file; BadData where the file is damaged or holds what is no elevation."""
    row0, row1, col0, col1 = box
    if one.driver == "hgt":
        stored = hgt_heights(one.path)[row0:row1, col0:col1]
        z = np.where(stored == HGT_VOID, np.float32(np.nan), stored.astype(np.float32))
    else:
        with opened(one.path, one.driver) as raster:
            read = raster.read(1, window=((row0, row1), (col0, col1)), masked=True)
        z = np.ma.filled(read.astype(np.float32), np.nan)
    _check_values(z, one.name)
    return z


def _check_band(raster: Any, name: str) -> None:
    if raster.count != 1:
        raise BadData(f"{name} has {raster.count} bands; write the elevation alone into a file of one band")
    if raster.dtypes[0].startswith("complex") or raster.scales != (1.0,) or raster.offsets != (0.0,):
        raise BadData(f"{name} does not hold plain heights ({raster.dtypes[0]}, scale {raster.scales[0]:g}); write metres")
    unit = (raster.units[0] or "").strip()
    if unit.lower() not in METRES:
        raise UnitMismatch(f"{name} says that its heights are in {unit}; convert them to metres and write the unit again")


def _check_values(z: Heights, name: str) -> None:
    low, high = np.fmin.reduce(z, axis=None, initial=np.inf), np.fmax.reduce(z, axis=None, initial=-np.inf)
    if high <= HIGHEST_M and low >= DEEPEST_M:
        return
    if np.isnan(z).all():
        return
    odd, where = (low, "lowest") if low < DEEPEST_M else (high, "highest")
    if isinf(odd) or odd < DEEPEST_M or odd > 4 * HIGHEST_M:
        raise BadData(
            f"{name}: its {where} height is {odd:g} m, which looks like an undeclared mark for no data; declare it (nodata)"
        )
    raise UnitMismatch(
        f"{name}: its highest point is at {odd:,.0f} m, higher than any mountain; the heights look like feet, convert them"
    )


@contextmanager
def opened(path: Path, driver: str) -> Iterator[Any]:
    """A raster opened with one driver, without neighbours; every fault of the file is BadData."""
    import rasterio  # noqa: PLC0415
    from rasterio.errors import NotGeoreferencedWarning  # noqa: PLC0415

    try:
        with warnings.catch_warnings(), rasterio.Env(**SAFE):
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(path, driver=driver) as raster:
                yield raster
    except gdal_errors() as error:
        raise BadData(f"{path.name} cannot be read ({error}); is the file whole?") from error


def covered(places: Sequence[Box], shape: tuple[int, int]) -> float:
    """Share of a grid that boxes cover, those that overlap counted once.

    >>> covered([(0, 2, 0, 2), (0, 2, 1, 3)], (2, 4))
    0.75
    """
    rows = np.unique([edge for box in places for edge in box[:2]])
    cols = np.unique([edge for box in places for edge in box[2:]])
    seen = np.zeros((rows.size - 1, cols.size - 1), bool)
    for row0, row1, col0, col1 in places:
        top, bottom, left, right = *np.searchsorted(rows, (row0, row1)), *np.searchsorted(cols, (col0, col1))
        seen[top:bottom, left:right] = True
    area = (np.diff(rows)[:, None] * np.diff(cols)[None, :])[seen].sum()
    return float(area / (shape[0] * shape[1]))
