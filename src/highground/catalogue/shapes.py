"""The strict door for points and areas: GeoPackage, GeoJSON, Shapefile, and CSV with latitude and longitude in degrees.

GeoJSON and CSV are read without GDAL, GeoPackage and Shapefile only where the first bytes say that they are one, so that no file leads
to the network or to another file than those of its own name.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from highground.basis.errors import BadData
from highground.catalogue.dem.files import ARCHIVES, checked

if TYPE_CHECKING:
    import geopandas as gpd

FILE_BYTES: Final = 512 * 1024**2  # all settlements of a large country, with room
FEATURES: Final = 1_000_000
LAT: Final = ("lat", "latitude")
LON: Final = ("lon", "long", "lng", "longitude")
POINTS: Final = ("Point", "MultiPoint")
AREAS: Final = ("Polygon", "MultiPolygon")
SHP: Final = b"\x00\x00\x27\x0a"
_WGS84: Final = "EPSG:4326"
_WORDS: Final[dict[tuple[str, ...], str]] = {POINTS: "points", AREAS: "areas"}


def read_points(path: Path, crs: str, *, layer: str | None = None) -> "gpd.GeoDataFrame":
    """Points of a file in crs, with its columns as they are; text stays text. Raises as `read_shapes`."""
    return read_shapes(path, crs, kinds=POINTS, layer=layer)


def read_polygons(path: Path, crs: str, *, layer: str | None = None) -> "gpd.GeoDataFrame":
    """Areas of a file in crs, with its columns as they are; text stays text. Raises as `read_shapes`."""
    return read_shapes(path, crs, kinds=AREAS, layer=layer)


def read_shapes(path: Path, crs: str, *, kinds: Sequence[str] = (*POINTS, *AREAS), layer: str | None = None) -> "gpd.GeoDataFrame":
    """Points and areas of a file in crs, heights dropped, in the file's order.

    layer: of a GeoPackage that holds several. A column `id`, where there is one, must not repeat.
    Raises MissingSource when the file is not there; BadData when it is too large, of another format, damaged, empty, without CRS or
    outside it, or holds blank, crossed or other shapes than asked for, each with the number of the first.
    """
    import shapely  # noqa: PLC0415

    real = checked(path)
    if (size := real.stat().st_size) > FILE_BYTES:
        raise BadData(f"{path.name} has {size:,} bytes, more than {FILE_BYTES:,}; cut it to the valley")
    with real.open("rb") as file:
        head = file.read(100)
    shapes = _read(real, path.name, head, layer)
    if not 0 < len(shapes) <= FEATURES:
        raise BadData(f"{path.name} holds {len(shapes):,} shapes, needed are 1 to {FEATURES:,}; check the file and its layer")
    if shapes.crs is None:
        raise BadData(f"{path.name} has no CRS; save it again with the right one")
    shapes.geometry = shapely.force_2d(shapes.geometry.values)
    _check_shapes(shapes, path.name, kinds)
    _check_ids(shapes, path.name)
    return _moved(shapes, crs, path.name)


def _read(path: Path, name: str, head: bytes, layer: str | None) -> "gpd.GeoDataFrame":
    if head.startswith(b"SQLite format 3\x00") and head[68:72] in (b"GPKG", b"GP10", b"GP11"):
        return _from_geopackage(path, name, layer)
    if layer is not None:
        raise BadData(f"{name} is no GeoPackage and has no layer {layer}; leave the layer out")
    if head.startswith(SHP) and path.suffix.lower() == ".shp":
        return _by_gdal(path, name)
    if head.startswith(ARCHIVES):
        raise BadData(f"{name} is an archive, which is not unpacked here; unpack it and name the file inside")
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return _from_geojson(path, name)
    if name.lower().endswith((".csv", ".txt")) and b"\x00" not in head:
        return _from_csv(path, name)
    raise BadData(f"{name} is neither GeoPackage, GeoJSON, Shapefile nor CSV; save the shapes as one of these")


def _from_geopackage(path: Path, name: str, layer: str | None) -> "gpd.GeoDataFrame":
    import geopandas as gpd  # noqa: PLC0415

    try:
        layers = gpd.list_layers(path)
        places = list(layers.loc[layers["geometry_type"].notna(), "name"])
        if layer is None and len(places) != 1:
            raise BadData(f"{name} holds {len(places)} layers ({', '.join(places[:8])}); say which one")
        if layer is not None and layer not in places:
            raise BadData(f"{name} has no layer {layer}; it has {', '.join(places[:8])}")
    except (RuntimeError, ValueError, OSError) as error:  # GDAL's own refusals are RuntimeErrors
        raise _damaged(name, error) from error
    return _by_gdal(path, name, layer or places[0])


def _by_gdal(path: Path, name: str, layer: str | None = None) -> "gpd.GeoDataFrame":
    import geopandas as gpd  # noqa: PLC0415

    try:
        return gpd.read_file(path, layer=layer, engine="pyogrio")
    except (RuntimeError, ValueError, OSError) as error:
        raise _damaged(name, error) from error


def _damaged(name: str, error: Exception) -> BadData:
    return BadData(f"{name} cannot be read ({' '.join(str(error).split())}); is the file whole?")


def _from_geojson(path: Path, name: str) -> "gpd.GeoDataFrame":
    import geopandas as gpd  # noqa: PLC0415

    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
        if found.get("type") != "FeatureCollection":
            raise BadData(f"{name} is JSON but no FeatureCollection; save the shapes as GeoJSON")
        crs = (found.get("crs") or {}).get("properties", {}).get("name", _WGS84)
        return (
            gpd.GeoDataFrame.from_features(found["features"], crs=crs)
            if found["features"]
            else gpd.GeoDataFrame(geometry=[], crs=crs)
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, RuntimeError) as error:
        raise BadData(f"{name} is no GeoJSON that can be read ({type(error).__name__}: {error}); save it again") from error


def _from_csv(path: Path, name: str) -> "gpd.GeoDataFrame":
    import geopandas as gpd  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadData(f"{name} is not plain CSV in UTF-8 ({error}); save it again") from error
    header = rows[0] if rows else []
    if len(header) == 1 and ";" in header[0]:
        raise BadData(f"{name} has semicolons between its columns; save it with commas there, and with a point in numbers")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(header):
            raise BadData(
                f"row {number} of {name} has {len(row)} cells, the header {len(header)}; write numbers with a point, text in quotes"
            )
    lat, lon = _column(header, LAT, name), _column(header, LON, name)
    table = pd.DataFrame(rows[1:], columns=header, dtype=str)
    y, x = (pd.to_numeric(table[column], errors="coerce") for column in (lat, lon))
    bad = ~(y.between(-90, 90) & x.between(-180, 180))
    if bad.any():
        at = int(bad.to_numpy().argmax())
        raise BadData(
            f"row {at + 2} of {name} has {lat} {table[lat].iloc[at]!r} and {lon} {table[lon].iloc[at]!r}; needed are degrees, with a decimal point"
        )
    rest = table.drop(columns=[lat, lon]).replace("", None)
    return gpd.GeoDataFrame(rest, geometry=gpd.points_from_xy(x, y), crs=_WGS84)


def _column(header: Sequence[str], names: Sequence[str], file: str) -> str:
    found = [column for column in header if column.strip().lower() in names]
    if len(found) != 1 or len(set(header)) != len(header):
        raise BadData(
            f"{file} has the columns {', '.join(header[:12])}; needed is one named {names[0]} (or {', '.join(names[1:])}), each name once"
        )
    return found[0]


def _check_shapes(shapes: "gpd.GeoDataFrame", name: str, kinds: Sequence[str]) -> None:
    geometry = shapes.geometry
    wanted = _WORDS.get(tuple(kinds), "points and areas")
    _refuse(geometry.isna() | geometry.is_empty, f"{name}: shape {{at}} is blank ({{count}} such); drop it or draw it")
    odd = ~geometry.geom_type.isin(kinds)
    kind = geometry.geom_type[odd].iloc[0] if odd.any() else ""
    _refuse(odd, f"{name}: shape {{at}} is a {kind} ({{count}} such), needed are {wanted}; name another file or layer")
    low, high = geometry.bounds.min(axis=1, skipna=False), geometry.bounds.max(axis=1, skipna=False)
    _refuse(
        ~((low > -1e9) & (high < 1e9)), f"{name}: shape {{at}} has coordinates that are no numbers ({{count}} such); draw it again"
    )
    _refuse(
        ~geometry.is_valid,
        f"{name}: shape {{at}} crosses itself ({{count}} such); mend it, for example with Fix geometries in QGIS",
    )


def _refuse(bad: Iterable[bool], sentence: str) -> None:
    found = [number for number, one in enumerate(bad, 1) if one]
    if found:
        raise BadData(sentence.format(at=found[0], count=len(found)))


def _check_ids(shapes: "gpd.GeoDataFrame", name: str) -> None:
    if "id" in shapes and (doubled := shapes["id"].dropna()[shapes["id"].dropna().duplicated()]).size:
        raise BadData(
            f"{name}: the id {doubled.iloc[0]} stands {int((shapes['id'] == doubled.iloc[0]).sum())} times; keep one of each"
        )


def _moved(shapes: "gpd.GeoDataFrame", crs: Any, name: str) -> "gpd.GeoDataFrame":
    west, south, east, north = shapes.total_bounds
    if shapes.crs.is_geographic and (west < -360 or east > 360 or south < -90 or north > 90):
        raise BadData(
            f"{name} says it is in degrees but reaches to {east:g} E and {north:g} N; it seems to be in metres, mend its CRS"
        )
    moved = shapes.to_crs(crs)
    if not all(abs(edge) < 1e9 for edge in moved.total_bounds):
        raise BadData(f"{name} lies where {crs} does not reach; check its CRS, {shapes.crs.name}")
    return moved
