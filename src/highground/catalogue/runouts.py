"""Files of a runout: runout.tif, runout.gpkg, runout.json and reach.csv. Rasters are written by windows, so their size is no matter."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from highground.basis.errors import BadRun

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

MARK: Final = "runout.json"
BLOCK: Final = 512  # cells on a side of a block
NODATA: Final = -9999.0
STAMP: Final = "1970-01-01T00:00:00.000Z"  # in the GeoPackage, so that the same run gives the same bytes


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
    rough = path.with_suffix(".rough.tif")
    try:
        with rasterio.open(rough, "w", height=bottom - top, width=right - left, **how, **tiles) as file:
            for number, name in enumerate(cells.bands, 1):
                file.set_band_description(number, name)
                file.set_band_unit(number, cells.units[name])
            for window in _blocks(cells, (top, bottom, left, right)):
                piece = cells.piece(window)
                file.write(piece, window=((window[0] - top, window[1] - top), (window[2] - left, window[3] - left)))
        copy(rough, path, driver="COG", compress="deflate", sparse_ok=True, bigtiff="if_safer", overview_resampling="nearest")
    finally:
        rough.unlink(missing_ok=True)


def _blocks(cells: Cells, whole: tuple[int, int, int, int]) -> Iterator[tuple[int, int, int, int]]:
    """Blocks of a window that hold a value, in order."""
    import numpy as np  # noqa: PLC0415

    row, column = cells.cell // cells.shape[1] - whole[0], cells.cell % cells.shape[1] - whole[2]
    across = -(-(whole[3] - whole[2]) // BLOCK)
    for block in np.unique(row // BLOCK * across + column // BLOCK):
        down, right = divmod(int(block), across)
        top, left = whole[0] + down * BLOCK, whole[2] + right * BLOCK
        yield top, min(top + BLOCK, whole[1]), left, min(left + BLOCK, whole[3])


def write_layers(layers: "Mapping[str, gpd.GeoDataFrame]", path: Path) -> None:
    """Write layers of points, areas and lines as one GeoPackage; the same layers give the same bytes."""
    with _stamped():
        for name, layer in layers.items():
            layer.to_file(path, layer=name, driver="GPKG", engine="pyogrio")


@contextmanager
def _stamped() -> Iterator[None]:
    """GDAL writes STAMP for the time of now."""
    before = os.environ.get("OGR_CURRENT_DATE")
    os.environ["OGR_CURRENT_DATE"] = STAMP
    try:
        yield
    finally:
        if before is None:
            del os.environ["OGR_CURRENT_DATE"]
        else:
            os.environ["OGR_CURRENT_DATE"] = before


def write_table(table: "pd.DataFrame", path: Path) -> None:
    """Write a table as CSV that Excel opens: UTF-8 with a mark, blanks where a number is not reported."""
    table.to_csv(path, index=False, encoding="utf-8-sig", float_format="%.6g")


def write_document(document: Mapping[str, Any], path: Path) -> None:
    """Write a document as JSON; blanks are null."""
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")


def read_document(folder: Path) -> dict[str, Any]:
    """What a finished runout says of itself. Raises BadRun when it is damaged or not there."""
    path = folder / MARK
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadRun(f"{path} is damaged or not there ({error}); run the runout again") from error
    if not isinstance(document, dict) or "about" not in document:
        raise BadRun(f"{path} is not the document of a runout; run the runout again")
    return document
