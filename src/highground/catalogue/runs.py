"""A run is one folder: evidence table, claims, sensitivity, layers, units, places, cards and run.json."""

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from highground.basis.claim import Claim
from highground.basis.errors import BadData, BadRun
from highground.basis.indicators import COLUMNS
from highground.basis.source import Source
from highground.catalogue.shelf import sha256_of
from highground.catalogue.staging import RUN, staged, telling

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    import xarray as xr

__all__ = ["PARTS", "SCHEMA", "Run", "as_evidence", "load", "save", "staged"]

SCHEMA: Final = 1  # of the folder; raise it when the layout changes
PARTS: Final = (
    "evidence.parquet", "claims.json", "sensitivity.parquet", "layers.zarr", "units.parquet", "places.parquet", "sources.json",
)  # fmt: skip
_AGAIN: Final = "run the profile again"


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Everything that a view may show. Views read nothing else. Two runs are the same only if they are one object.

    about: run.json as a dict: iso3, names (language to country name), seed, members, level, version, versions, cards
        (id to sha256), made_on (ISO date), timings_s, note (about the geometry); after load also schema and files (name to sha256).
    evidence: the evidence table, columns of basis.indicators.COLUMNS.
    sensitivity: headline (text), indicator, group, level, input (label), share (0 to 1, first-order), low, high.
    layers: dims lat (descending), lon (ascending, may pass 180); elevation (m), land (0 to 1), k1 (0 to 7, 255 outside),
        k2 (0, 1, 255 outside), belt_today, belt_2, belt_3 (index into BELTS, -1 where no mountain), people (persons per cell).
    units: code, name, geometry (EPSG:4326, longitudes as in layers). places: name, lat, lon, people; largest first.
    """

    about: dict[str, Any]
    evidence: "pd.DataFrame"
    claims: tuple[Claim, ...]
    sensitivity: "pd.DataFrame"
    layers: "xr.Dataset"
    units: "gpd.GeoDataFrame"
    places: "pd.DataFrame"
    sources: tuple[Source, ...]


def as_evidence(df: "pd.DataFrame") -> "pd.DataFrame":
    """The table with exactly the published columns, in order, in their types, rows numbered from 0.

    Raises BadData when a column is missing or unknown.
    """
    names = [name for name, _, _ in COLUMNS]
    if odd := sorted(set(names) ^ set(df.columns)):
        raise BadData(f"evidence table: missing or unknown columns {', '.join(odd)}; the columns are {', '.join(names)}")
    df = df[names].reset_index(drop=True)
    texts = [name for name, kind, _ in COLUMNS if kind == "string"]
    return df.astype({name: kind for name, kind, _ in COLUMNS}).fillna(dict.fromkeys(texts, ""))


def save(run: Run, folder: Path) -> None:
    """Write a run into a folder, run.json last; give it a folder from `staged` so that nothing half-written stays.

    The same run gives the same bytes of evidence.parquet. Raises CannotWrite, and BadData for a broken evidence table.
    """
    evidence = as_evidence(run.evidence)
    with telling(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _write_evidence(evidence, folder / "evidence.parquet")
        _write_json([dataclasses.asdict(claim) for claim in run.claims], folder / "claims.json")
        _write_table(run.sensitivity, folder / "sensitivity.parquet")
        _write_layers(run.layers, folder / "layers.zarr")
        run.units.to_parquet(folder / "units.parquet", index=False, compression="zstd")
        _write_table(run.places, folder / "places.parquet")
        _write_json([dataclasses.asdict(source) for source in run.sources], folder / "sources.json")
        files = {path.relative_to(folder).as_posix(): sha256_of(path) for path in _files(folder)}
        _write_json({**run.about, "schema": SCHEMA, "files": files}, folder / RUN)


def load(folder: Path) -> Run:
    """Read a run back, every file proved by its hash.

    Raises BadRun naming the file that is missing, changed or unreadable.
    """
    about = _about(folder)
    _check_files(folder, about["files"])
    try:
        return Run(
            about=about,
            evidence=_read_evidence(folder / "evidence.parquet"),
            claims=tuple(_claim(raw) for raw in _read_json(folder / "claims.json")),
            sensitivity=_read_table(folder / "sensitivity.parquet"),
            layers=_read_layers(folder / "layers.zarr"),
            units=_read_units(folder / "units.parquet"),
            places=_read_table(folder / "places.parquet"),
            sources=tuple(_card(raw) for raw in _read_json(folder / "sources.json")),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, BadData) as error:
        raise BadRun(f"{folder} cannot be read ({error}); {_AGAIN}") from error


def _files(folder: Path) -> Iterator[Path]:
    for part in PARTS:
        path = folder / part
        yield from sorted(inner for inner in path.rglob("*") if inner.is_file()) if path.is_dir() else [path]


def _about(folder: Path) -> dict[str, Any]:
    path = folder / RUN
    if not folder.is_dir():
        raise BadRun(f"no run at {folder}; make one with `highground profile`")
    if not path.is_file():
        raise BadRun(f"{folder} has no run.json: it is unfinished or not a run; {_AGAIN}")
    try:
        about = _read_json(path)
    except (OSError, ValueError, RecursionError) as error:
        raise BadRun(f"{folder}: run.json is damaged ({error}); {_AGAIN}") from error
    if not isinstance(about, dict) or about.get("schema") != SCHEMA:
        found = about.get("schema") if isinstance(about, dict) else None
        raise BadRun(f"{folder}: run.json is of layout {found!r}, this version reads {SCHEMA}; {_AGAIN}")
    files = about.get("files")
    if not isinstance(files, dict) or {name.split("/")[0] for name in files} != set(PARTS):
        raise BadRun(f"{folder}: run.json does not list the files of a run; {_AGAIN}")
    return about


def _check_files(folder: Path, files: dict[str, str]) -> None:
    for name, expected in files.items():
        path = folder / name
        if ".." in name.split("/") or not path.is_file():
            raise BadRun(f"{folder}: {name} is missing; {_AGAIN}")
        if (got := sha256_of(path)) != expected:
            raise BadRun(f"{folder}: {name} is damaged or changed (run.json says {expected[:12]}, file is {got[:12]}); {_AGAIN}")


def _plain(value: object) -> object:
    """A number of numpy, or a date, in JSON's own types."""
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"{type(value).__name__} cannot be kept in a run; use numbers, texts, lists and dicts")


def _write_json(value: object, path: Path) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False, default=_plain)
    path.write_text(text + "\n", encoding="utf-8")


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _claim(raw: dict[str, Any]) -> Claim:
    return Claim(**{**raw, **{key: tuple(raw[key]) for key in ("rows", "against", "gaps")}})


def _card(raw: dict[str, Any]) -> Source:
    lists = {key: tuple(raw[key]) for key in ("columns", "numbers", "key")}
    return Source(**{**raw, **lists, "accessed": date.fromisoformat(raw["accessed"])})


def _write_evidence(df: "pd.DataFrame", path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415

    kinds = {"string": pa.string(), "float64": pa.float64(), "Int64": pa.int64()}
    _write_table(df, path, pa.schema([(name, kinds[kind]) for name, kind, _ in COLUMNS]))


def _read_evidence(path: Path) -> "pd.DataFrame":
    return as_evidence(_read_table(path))


def _write_table(df: "pd.DataFrame", path: Path, schema: Any = None) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    # without the metadata of pandas the bytes depend on the values alone
    table = pa.Table.from_pandas(df, schema=schema, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(table, path, compression="zstd", row_group_size=1 << 20)


def _read_table(path: Path) -> "pd.DataFrame":
    import pyarrow.parquet as pq  # noqa: PLC0415

    df: pd.DataFrame = pq.ParquetFile(path).read().to_pandas()
    return df


def _read_units(path: Path) -> "gpd.GeoDataFrame":
    import geopandas as gpd  # noqa: PLC0415

    return gpd.read_parquet(path)


def _write_layers(layers: "xr.Dataset", path: Path) -> None:
    layers.drop_encoding().to_zarr(path, mode="w", zarr_format=3, consolidated=False)


def _read_layers(path: Path) -> "xr.Dataset":
    import xarray as xr  # noqa: PLC0415

    with xr.open_zarr(path, consolidated=False, chunks=None) as opened:
        layers: xr.Dataset = opened.load()
    for attrs in (layers.attrs, *(layers[name].attrs for name in layers.variables)):
        attrs.update({key: tuple(value) for key, value in attrs.items() if isinstance(value, list)})  # JSON knows no tuples
    plain: xr.Dataset = layers.drop_encoding()
    return plain
