"""What a pack brings in place of a bundled rule: people per cell, and the record of events."""

import warnings
from collections.abc import Callable
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from highground.basis.errors import BadData, UnitMismatch
from highground.basis.source import Source
from highground.catalogue.shelf import Shelf

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

Window = tuple[float, float, float, float]  # west, south, east, north in degrees; east may pass 180

RASTER_BYTES: Final = 4 * 1024**3  # larger is not a grid of about 1 km
CELLS: Final = 100_000_000  # read at once, 400 MB; a window of about 100 by 80 degrees at 30 arc seconds
WORLD: Final[Window] = (-180.0, -90.0, 180.0, 90.0)
_TIFF: Final = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_PERSONS: Final = ("persons", "people")
_SAFE: Final = {"GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR", "GDAL_PAM_ENABLED": "NO"}  # no neighbour file is read along


def population_raster(shelf: Shelf, window: Window = WORLD) -> "xr.DataArray | None":
    """People per cell from a pack's GeoTIFF, dims lat (descending), lon (ascending); None without such a pack or outside it.

    Cells without data are NaN, which is not zero. The pack's card declares provides = "population" and unit = "persons".
    Raises UnitMismatch for any other unit; BadData for negative people, another CRS, a file that is no GeoTIFF or too large.
    """
    import numpy as np  # noqa: PLC0415

    card = shelf.provides("population")
    if card is None:
        return None
    if card.unit not in _PERSONS:
        raise UnitMismatch(
            f"{card.id}: population must be in persons per cell, the card says {card.unit or 'nothing'}; convert a density first"
        )
    found = read_raster(card, shelf.open(card.id), window, _check_people)
    if found is None:
        return None
    people: xr.DataArray = found.isel(band=0).rename("population")
    if np.isinf(people).any():
        raise BadData(f"{card.id}: the raster holds infinite people; mark such cells as no data")
    if (people < 0).any():
        raise BadData(f"{card.id}: the raster holds negative people ({float(people.min()):g}); mark such cells as no data")
    people.attrs = {"units": "persons", "long_name": "People per cell", "how": "modelled", "sources": (card.id,)}
    return people


def event_table(shelf: Shelf) -> "tuple[Source, pd.DataFrame] | None":
    """The card and the table of events of a pack, one row per event as `highground events` writes it; None without such a pack.

    The pack's card declares provides = "events". Blanks are NaN, which is not zero. Raises BadData where columns or counts are not ours.
    """
    card = shelf.provides("events")
    if card is None:
        return None
    from highground.catalogue.events.clean import read_clean  # noqa: PLC0415

    try:
        return card, read_clean(shelf.open(card.id))
    except BadData as error:
        raise BadData(f"{card.id}: {error}") from None


def _check_file(card: Source, path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(4)
    if head not in _TIFF:
        raise BadData(f"{card.id}: {path.name} is not a GeoTIFF (archives are not unpacked); save it as a plain GeoTIFF")
    if path.stat().st_size > RASTER_BYTES:
        raise BadData(f"{card.id}: {path.name} is larger than {RASTER_BYTES:,} bytes; cut it or use the edition of about 1 km")


def read_raster(card: Source, path: Path, window: Window, check: Callable[[Source, Any], None]) -> "xr.DataArray | None":
    """The bands of a pack's GeoTIFF in a window, float32, dims band, lat (descending), lon (ascending); None outside it.

    Cells without data are NaN; attrs hold the descriptions of the bands. check: what the bands of this role must fulfil.
    Raises BadData for a file that is no GeoTIFF, too large, torn, in another CRS, turned or beyond the globe.
    """
    import rasterio  # noqa: PLC0415
    import xarray as xr  # noqa: PLC0415
    from rasterio.errors import NotGeoreferencedWarning, RasterioError  # noqa: PLC0415

    _check_file(card, path)
    try:
        with warnings.catch_warnings(), rasterio.Env(**_SAFE):
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(path, driver="GTiff") as raster:
                _check_place(card, raster)
                check(card, raster)
                named = raster.descriptions
                parts = [part for turn in (-360, 0, 360) if (part := _part(card, raster, window, turn)) is not None]
    except RasterioError as error:
        raise BadData(f"{card.id}: {path.name} cannot be read ({error}); is the file whole?") from error
    if not parts:
        return None
    found: xr.DataArray = xr.concat(parts, "lon") if len(parts) > 1 else parts[0]
    return found.assign_attrs(descriptions=named)


def _check_place(card: Source, raster: Any) -> None:
    step = raster.transform
    if raster.crs is None or raster.crs.to_epsg() != 4326:
        raise BadData(f"{card.id}: the raster must be in longitude and latitude (EPSG:4326), it is in {raster.crs}; reproject it")
    if step.b or step.d or step.a <= 0 or step.e >= 0:
        raise BadData(f"{card.id}: the raster must have north up and west left; write it again without rotation")
    box = raster.bounds
    if box.bottom < -90.01 or box.top > 90.01 or box.left < -180.01 or box.right > 360.01 or box.right - box.left > 360.01:
        raise BadData(
            f"{card.id}: the raster reaches beyond the globe ({box.left:g} to {box.right:g} E, {box.bottom:g} to {box.top:g} N)"
        )


def _check_people(card: Source, raster: Any) -> None:
    check_single(card, raster)
    check_units(card, raster, _PERSONS, "are persons per cell")


def check_single(card: Source, raster: Any) -> None:
    """Raises BadData unless an open raster holds one band of plain numbers."""
    if raster.count != 1 or not plain(raster):
        raise BadData(f"{card.id}: the raster must hold one band of plain numbers, it has {raster.count} of {raster.dtypes[0]}")


def check_units(card: Source, raster: Any, known: tuple[str, ...], needed: str) -> None:
    """Raises UnitMismatch where a band of an open raster says another unit than those known; needed: "is depth in m"."""
    if strange := [unit for unit in raster.units if unit and unit not in known]:
        raise UnitMismatch(f"{card.id}: the raster says its unit is {strange[0]}, needed {needed}; convert it first")


def plain(raster: Any) -> bool:
    """Whether every band of an open raster holds real numbers as they are, neither scaled nor shifted."""
    complex_ones = any(kind.startswith("complex") for kind in raster.dtypes)
    return not complex_ones and set(raster.scales) == {1.0} and set(raster.offsets) == {0.0}


def _part(card: Source, raster: Any, window: Window, turn: int) -> "xr.DataArray | None":
    """The raster's cells inside a window after turning the globe by -360, 0 or 360 degrees."""
    import numpy as np  # noqa: PLC0415
    import xarray as xr  # noqa: PLC0415

    west, south, east, north = window
    box, dx, dy = raster.bounds, raster.transform.a, -raster.transform.e
    left, right = _span(west - turn - box.left, east - turn - box.left, dx, raster.width)
    top, bottom = _span(box.top - north, box.top - south, dy, raster.height)
    if left >= right or top >= bottom:
        return None
    if (cells := (right - left) * (bottom - top) * raster.count) > CELLS:
        raise BadData(f"{card.id}: {cells:,} cells in the window, more than {CELLS:,}; use the edition of about 1 km")
    read = raster.read(window=((top, bottom), (left, right)), masked=True)
    values = np.ma.filled(read.astype(np.float32), np.nan)
    lat = box.top - dy * (np.arange(top, bottom) + 0.5)
    lon = box.left + turn + dx * (np.arange(left, right) + 0.5)
    return xr.DataArray(values, {"lat": lat, "lon": lon}, ("band", "lat", "lon"))


def _span(start: float, end: float, step: float, size: int) -> tuple[int, int]:
    """First and one past the last cell that a stretch touches; a touch of a millionth of a cell is none."""
    return max(0, floor(start / step + 1e-6)), min(size, ceil(end / step - 1e-6))
