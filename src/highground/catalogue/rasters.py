"""Writes layers that other programs open: cloud-optimised GeoTIFF by blocks, and GeoPackage; each file whole or not at all."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from highground.basis.errors import BadData, CannotWrite
from highground.catalogue.dem.files import check_blocks, gdal_errors
from highground.catalogue.staging import telling

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

BLOCK: Final = 512  # cells on a side of a block
NODATA: Final = -9999.0
STAMP: Final = "1970-01-01T00:00:00.000Z"  # in a GeoPackage, so that the same layers give the same bytes


@dataclass(frozen=True, slots=True)
class Cells:
    """Values of some cells of a grid: flat cells (ascending), a column of values for each band, shape, affine and CRS of the grid."""

    cell: "NDArray[np.int64]"
    bands: "Mapping[str, NDArray[np.float32]]"
    units: Mapping[str, str]
    shape: tuple[int, int]
    transform: Sequence[float]
    crs: str

    def window(self) -> tuple[int, int, int, int]:
        """First row, row past the last, first column, column past the last of the cells."""
        row, column = self.cell // self.shape[1], self.cell % self.shape[1]
        return int(row.min()), int(row.max()) + 1, int(column.min()), int(column.max()) + 1

    def piece(self, window: tuple[int, int, int, int]) -> "NDArray[np.float32]":
        """All bands of a window, NODATA where there is no value."""
        import numpy as np  # noqa: PLC0415

        first, last = np.searchsorted(self.cell, (window[0] * self.shape[1], window[1] * self.shape[1]))
        row, column = np.divmod(self.cell[first:last], self.shape[1])
        inside = (column >= window[2]) & (column < window[3])
        found = np.full((len(self.bands), window[1] - window[0], window[3] - window[2]), NODATA, np.float32)
        for number, values in enumerate(self.bands.values()):
            found[number, row[inside] - window[0], column[inside] - window[2]] = values[first:last][inside]
        return found


def write_cells(cells: Cells, path: Path) -> None:
    """Write cells as a cloud-optimised GeoTIFF around them, one band each, block by block; blocks without a value take no room."""
    import rasterio  # noqa: PLC0415
    from rasterio import Affine  # noqa: PLC0415
    from rasterio.shutil import copy  # noqa: PLC0415

    top, bottom, left, right = cells.window()
    step = cells.transform
    place = Affine(step[0], 0.0, step[2] + left * step[0], 0.0, step[4], step[5] + top * step[4])
    how = {"driver": "GTiff", "dtype": "float32", "count": len(cells.bands), "nodata": NODATA, "crs": cells.crs, "transform": place}
    tiles = {
        "tiled": True,
        "blockxsize": BLOCK,
        "blockysize": BLOCK,
        "compress": "deflate",
        "sparse_ok": True,
        "bigtiff": "if_safer",
    }
    with _beside(path) as part, rasterio.Env(GDAL_PAM_ENABLED="NO"):
        rough = part.with_name(f"{part.name}.rough")
        with rasterio.open(rough, "w", height=bottom - top, width=right - left, **how, **tiles) as file:
            for number, name in enumerate(cells.bands, 1):
                file.set_band_description(number, name)
                file.set_band_unit(number, cells.units[name])
            for window in _blocks(cells, (top, bottom, left, right)):
                piece = cells.piece(window)
                file.write(piece, window=((window[0] - top, window[1] - top), (window[2] - left, window[3] - left)))
        copy(rough, part, driver="COG", compress="deflate", sparse_ok=True, bigtiff="if_safer", overview_resampling="nearest")
        _check_written(part)


def _blocks(cells: Cells, whole: tuple[int, int, int, int]) -> Iterator[tuple[int, int, int, int]]:
    """Blocks of a window that hold a value, in order."""
    import numpy as np  # noqa: PLC0415

    row, column = cells.cell // cells.shape[1] - whole[0], cells.cell % cells.shape[1] - whole[2]
    across = -(-(whole[3] - whole[2]) // BLOCK)
    for block in np.unique(row // BLOCK * across + column // BLOCK):
        down, right = divmod(int(block), across)
        top, left = whole[0] + down * BLOCK, whole[2] + right * BLOCK
        yield top, min(top + BLOCK, whole[1]), left, min(left + BLOCK, whole[3])


def write_geopackage(layers: "Mapping[str, gpd.GeoDataFrame]", path: Path) -> None:
    """Write layers of points, lines or areas as one GeoPackage; the same layers give the same bytes, text stays text.

    An earlier file of the name is replaced when the new one is whole.
    Raises BadData for no layers and layers without CRS, CannotWrite when there is no room.
    """
    if not layers:
        raise BadData("no layers are given, so that there is nothing to write")
    if bare := [name for name, layer in layers.items() if layer.crs is None]:
        raise BadData(f"the layer {bare[0]} has no CRS; set it before it is written")
    with _beside(path) as part, _stamped():
        for name, layer in layers.items():
            layer.to_file(part, layer=name, driver="GPKG", engine="pyogrio")


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A hidden neighbour to write into, which takes the file's place at the end and vanishes when something fails."""
    part = path.with_name(f".{path.stem}.partial-{os.getpid()}{path.suffix}")
    if path.is_dir():
        raise CannotWrite(f"cannot write {path}: a folder has that name; choose another")
    refusals: tuple[type[Exception], ...] = (*gdal_errors(), RuntimeError)  # GDAL's vector side raises RuntimeErrors
    try:
        with telling(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(path)
    except refusals as error:
        raise CannotWrite(
            f"cannot write {path} ({' '.join(str(error).split())}); is there room, and may you write there?"
        ) from error
    finally:
        for left in path.parent.glob(f"{escape(part.name)}*") if path.parent.is_dir() else ():
            left.unlink(missing_ok=True)


def _check_written(part: Path) -> None:
    """Open what was written and hold its length to its blocks: a disk that fills up may not be told at once."""
    import rasterio  # noqa: PLC0415

    with rasterio.open(part) as written:
        try:
            check_blocks(written, part)
        except BadData as error:
            raise CannotWrite(f"cannot write {part.name}: what was written is not whole; is there room?") from error


@contextmanager
def _stamped() -> Iterator[None]:
    """GDAL writes STAMP for the time of now."""
    before: dict[str, Any] = {"OGR_CURRENT_DATE": os.environ.get("OGR_CURRENT_DATE")}
    os.environ["OGR_CURRENT_DATE"] = STAMP
    try:
        yield
    finally:
        del os.environ["OGR_CURRENT_DATE"]
        os.environ.update({key: value for key, value in before.items() if value is not None})
