"""Writes layers that other programs open: cloud-optimised GeoTIFF and GeoPackage, each file whole or not at all."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from highground.basis.errors import BadData, CannotWrite
from highground.catalogue.dem.files import check_blocks, gdal_errors
from highground.catalogue.staging import telling

if TYPE_CHECKING:
    import geopandas as gpd
    import xarray as xr

EXACT: Final = 2**24  # whole numbers above it are not exact in single precision
STAMP: Final = "1970-01-01T00:00:00.000Z"  # in a GeoPackage, so that the same layers give the same bytes
COG: Final = {
    "driver": "COG",
    "dtype": "float32",
    "compress": "deflate",
    "predictor": "yes",
    "sparse_ok": "true",
    "bigtiff": "if_safer",
    "overview_resampling": "nearest",  # a mean would make probabilities and classes that no cell has
}


def write_cog(layers: "xr.DataArray | xr.Dataset | Mapping[str, xr.DataArray]", path: Path, crs: str | None = None) -> None:
    """Write layers of one grid as one cloud-optimised GeoTIFF: a band each, with its name and units, float32, NaN for no data.

    Layers have dims y (descending) and x (ascending) at the centres of square or oblong cells; the CRS is that of attrs["crs"] unless
    named. An earlier file of the name is replaced when the new one is whole.
    Raises BadData for layers that do not share a grid or hold numbers that float32 cannot, CannotWrite when there is no room.
    """
    import numpy as np  # noqa: PLC0415
    import rasterio  # noqa: PLC0415

    bands = _bands(layers)
    first = next(iter(bands.values()))
    crs = crs or first.attrs.get("crs")
    if not crs:
        raise BadData("layers to be written need a CRS; name it, or set attrs['crs']")
    place = _place(first)
    shape = {"height": first.sizes["y"], "width": first.sizes["x"], "count": len(bands)}
    with _beside(path) as part, rasterio.Env(GDAL_PAM_ENABLED="NO"):
        with rasterio.open(part, "w", crs=crs, transform=rasterio.Affine(*place), nodata=float("nan"), **shape, **COG) as file:
            for number, (name, layer) in enumerate(bands.items(), 1):
                file.write(layer.to_numpy().astype(np.float32), number)
                file.set_band_description(number, name)
                file.set_band_unit(number, str(layer.attrs.get("units", "")))
        _check_written(part, shape)


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


def _bands(layers: "xr.DataArray | xr.Dataset | Mapping[str, xr.DataArray]") -> "dict[str, xr.DataArray]":
    import numpy as np  # noqa: PLC0415
    import xarray as xr  # noqa: PLC0415

    if isinstance(layers, xr.DataArray):
        layers = {str(layers.name or "layer"): layers}
    bands = {str(name): layer for name, layer in layers.items()}
    if not bands:
        raise BadData("no layers are given, so that there is nothing to write")
    first = next(iter(bands.values()))
    for name, layer in bands.items():
        if layer.dims != ("y", "x"):
            raise BadData(f"the layer {name} has dims {', '.join(map(str, layer.dims))}; needed are y and x")
        if not all(np.array_equal(layer[axis], first[axis]) for axis in ("y", "x")):
            raise BadData(f"the layer {name} lies on another grid than {next(iter(bands))}; bring both to one grid")
        if layer.dtype.kind in "iu" and layer.size and max(abs(int(layer.min())), abs(int(layer.max()))) > EXACT:
            raise BadData(f"the layer {name} holds whole numbers above {EXACT:,}, which a raster would round; divide them first")
    return bands


def _place(layer: "xr.DataArray") -> tuple[float, float, float, float, float, float]:
    """The affine numbers of a layer's cells; BadData when they are not evenly spaced, north up."""
    import numpy as np  # noqa: PLC0415

    steps = {}
    for axis in ("y", "x"):
        values = layer[axis].to_numpy().astype(float)
        if values.size == 1 and "cell_m" in layer.attrs:
            steps[axis] = float(layer.attrs["cell_m"]) * (-1 if axis == "y" else 1)
            continue
        gaps = np.diff(values)
        if not gaps.size or not np.allclose(gaps, gaps[0], rtol=1e-6, atol=0):
            raise BadData(f"the cells of a layer are not evenly spaced along {axis}; bring them to a grid")
        steps[axis] = float(values[-1] - values[0]) / (values.size - 1)
    if steps["y"] >= 0 or steps["x"] <= 0:
        raise BadData("a layer needs north up and west left: y descending, x ascending")
    west, north = float(layer["x"][0]) - steps["x"] / 2, float(layer["y"][0]) - steps["y"] / 2
    return steps["x"], 0.0, west, 0.0, steps["y"], north


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
        for left in path.parent.glob(f"{part.name}*") if path.parent.is_dir() else ():
            left.unlink(missing_ok=True)


def _check_written(part: Path, shape: Mapping[str, int]) -> None:
    """Open what was written and hold its length to its blocks: a disk that fills up may not be told at once."""
    import rasterio  # noqa: PLC0415

    with rasterio.open(part) as written:
        if (written.height, written.width, written.count) != (shape["height"], shape["width"], shape["count"]):
            raise CannotWrite(f"cannot write {part.name}: what was written is not whole; is there room?")
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
