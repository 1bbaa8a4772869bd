"""Countries and first-level units: look one up by code or name, read its outline, its AR6 region and its glacier regions."""

import csv
import json
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from highground.basis.errors import BadData, UnknownRegion
from highground.basis.region import Region, Unit
from highground.basis.settings import LANGS
from highground.basis.source import Grade
from highground.catalogue.shelf import Shelf

if TYPE_CHECKING:
    import geopandas as gpd
    import pyarrow as pa

UNITS_CARD: Final = "naturalearth-admin1"
AR6_CARD: Final = "ipcc-ar6-regions"
GLACIERS_CARD: Final = "highground-glacier-countries"
TODAY_CARDS: Final = {"KAZ": "highground-kaz-regions"}
NAMES_CARD: Final = "highground-unit-names"
TODAY_COLUMNS: Final = ("code", "name_en", "name_ru", "name_kk", "valid_from", "geometry_code", "relation")
ROLE: Final = "outlines"  # a pack's card with this role adds countries or replaces the bundled ones
COLUMNS: Final = ("iso3", "iso2", "code", "name", "valid_from", "valid_to", "note", "geometry")
NOTES: Final = Path(__file__).parent / "bundled" / "regions.csv"  # iso3, names, aliases, note
NEAREST: Final = 3  # names offered for an unknown one


@dataclass(frozen=True, slots=True)
class Country:
    """One ISO 3166-1 country: its names, other names it is looked up by, and the note on its outline."""

    iso3: str
    iso2: str
    names: dict[str, str]
    others: tuple[str, ...]
    note: str


def find_region(text: str, shelf: Shelf) -> Region:
    """A country by ISO 3166-1 code (KAZ, kz) or by name in English, Russian, Kazakh or Spanish; case and accents do not matter.

    Raises UnknownRegion, which lists the nearest names, or says that the bundled outlines do not hold the country.
    """
    held = {region.iso3: region for region in all_regions(shelf)}
    found = find_country(text, held)
    if found.iso3 not in held:
        name = found.names["en"]
        raise UnknownRegion(
            f"The bundled outlines do not hold {name} ({found.iso3}). Bring a pack with its outline (--pack FOLDER)."
        )
    return held[found.iso3]


def find_country(text: str, near: Container[str] | None = None) -> Country:
    """A country by code or name, whether or not an outline of it is held: policy texts need none.

    near: codes among which the nearest names are looked for; without it all countries. Raises UnknownRegion, which lists them.
    """
    wanted = text.strip()
    if not wanted:
        raise UnknownRegion("No country was named. Give an ISO code such as KAZ, or a name.")
    countries = _countries()
    by_key = {key: country for country in countries for key in (country.iso3, country.iso2)}
    found = by_key.get(wanted.upper()) or _by_name().get(_plain(wanted))
    if found is None:
        names = ", ".join(_nearest(wanted, [c for c in countries if near is None or c.iso3 in near]))
        raise UnknownRegion(f"No country called {text!r}. Nearest: {names}. Give an ISO code such as KAZ, or a name.")
    return found


def country_names(codes: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """Names by language of the codes that are a country's; a code of somebody's own is left out."""
    found: dict[str, Mapping[str, str]] = {}
    for code in codes:
        with suppress(UnknownRegion):
            found[code] = find_country(code).names
    return found


def all_regions(shelf: Shelf) -> tuple[Region, ...]:
    """Every country that the outlines hold, sorted by ISO 3166-1 alpha-3 code."""
    units: dict[str, list[Unit]] = {}
    for path in _files(shelf):  # a pack comes last and replaces whole countries
        units |= _units(path, path.stat().st_mtime_ns)
    known = {country.iso3: country for country in _countries()}
    return tuple(
        Region(iso3, known[iso3].iso2, known[iso3].names, tuple(units[iso3]), known[iso3].note)
        for iso3 in sorted(units)
        if iso3 in known
    )


def outline(shelf: Shelf, region: Region) -> "gpd.GeoDataFrame":
    """First-level units of a country: code, name, geometry, valid_from, valid_to, note; EPSG:4326, one row per unit.

    Units fit edge to edge. Longitudes are continuous across 180 degrees and may pass it. Borders are drawn to about
    300 m and do not match those of the neighbouring country exactly. Raises UnknownRegion or BadData.
    """
    import geopandas as gpd  # noqa: PLC0415  (the catalogue stays cheap to import)

    for path in reversed(_files(shelf)):
        if region.iso3 in _units(path, path.stat().st_mtime_ns):
            frame = gpd.read_parquet(path, filters=[("iso3", "==", region.iso3)])
            if frame.crs is None or frame.crs.to_epsg() != 4326:
                raise BadData(f"{path.name}: outlines must be in EPSG:4326, this file is in {frame.crs}. Convert it.")
            return frame[["code", "name", "geometry", "valid_from", "valid_to", "note"]].reset_index(drop=True)
    raise UnknownRegion(f"The bundled outlines do not hold {region.name()} ({region.iso3}). Bring a pack with its outline.")


def ar6_regions(shelf: Shelf) -> "gpd.GeoDataFrame":
    """The reference land regions of IPCC AR6: code, name, geometry; EPSG:4326.

    Source: Iturbide et al. 2020, doi:10.5194/essd-12-2959-2020, version 4.
    """
    import geopandas as gpd  # noqa: PLC0415

    features = json.loads(shelf.open(AR6_CARD).read_text(encoding="utf-8"))["features"]
    return gpd.GeoDataFrame.from_features(features, crs="EPSG:4326")[["code", "name", "geometry"]]


def glacier_regions(shelf: Shelf, iso3: str) -> dict[str, Grade]:
    """RGI first-order regions of a country's glaciers, the main one first, with the grade of that; empty without glaciers.

    >>> from pathlib import Path
    >>> class Here:
    ...     def open(self, card_id): return Path(__file__).parent / "bundled" / "glacier_countries.csv"
    >>> glacier_regions(Here(), "KAZ")
    {'RGI13': 'computed', 'RGI10': 'computed'}
    """
    with shelf.open(GLACIERS_CARD).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["iso3"] == iso3.upper()]
    return {row["rgi"]: cast("Grade", row["grade"]) for row in sorted(rows, key=lambda row: int(row["rank"]))}


def units_today(shelf: Shelf, iso3: str) -> list[dict[str, str]]:
    """First-level units of today where the outline shows older ones: code, names, valid_from, and the older unit that holds each.

    Empty where the outline's units are those of today, or nobody has listed them. Kazakhstan is the only list so far.
    """
    if iso3 not in TODAY_CARDS:
        return []
    with shelf.open(TODAY_CARDS[iso3]).open(encoding="utf-8", newline="") as file:
        return [{name: row[name] for name in TODAY_COLUMNS} for row in csv.DictReader(file)]


def unit_names(shelf: Shelf, iso3: str) -> dict[str, dict[str, str]]:
    """Names of a country's first-level units by language and code, where we know them; units of today are named too.

    Units of the outline that are the same today take their names from the list of today. Empty where nobody has listed any.
    """
    names: dict[str, dict[str, str]] = {}
    for row in units_today(shelf, iso3):
        codes = (row["code"], row["geometry_code"]) if row["relation"] == "same" else (row["code"],)
        for lang in ("ru", "kk"):
            names.setdefault(lang, {}).update(dict.fromkeys(codes, row[f"name_{lang}"]))
    prefixes = tuple(f"{country.iso2}-" for country in _countries() if country.iso3 == iso3)
    with shelf.open(NAMES_CARD).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["code"].startswith(prefixes):
                names.setdefault(row["lang"], {})[row["code"]] = row["name"]
    return names


def _files(shelf: Shelf) -> list[Path]:
    pack = shelf.provides(ROLE)
    extra = [] if pack is None or pack.id == UNITS_CARD else [shelf.open(pack.id)]
    return [shelf.open(UNITS_CARD), *extra]


@lru_cache(maxsize=8)
def _units(path: Path, _changed: int) -> dict[str, list[Unit]]:
    table = _columns(path)
    units: dict[str, list[Unit]] = {}
    for iso3, code, name in zip(*(table[c].to_pylist() for c in ("iso3", "code", "name")), strict=True):
        units.setdefault(iso3, []).append(Unit(code, name))
    return units


def _columns(path: Path) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        schema = pq.read_schema(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise BadData(f"{path.name}: outlines must be a GeoParquet file, this one cannot be read. Export it again.") from error
    missing = set(COLUMNS) - set(schema.names)
    if missing or b"geo" not in (schema.metadata or {}):
        need = f"the columns {', '.join(COLUMNS)}" if missing else "GeoParquet metadata"
        raise BadData(
            f"{path.name}: an outlines file needs {need}; missing: {', '.join(sorted(missing)) or 'geo'}. Export it again."
        )
    return pq.read_table(path, columns=["iso3", "code", "name"])


@lru_cache(maxsize=1)
def _countries() -> tuple[Country, ...]:
    """Names from Babel (Unicode CLDR) and pycountry (ISO 3166-1), read at run time; aliases, notes, and names that the UN writes otherwise from regions.csv."""
    import pycountry  # noqa: PLC0415
    from babel import Locale  # noqa: PLC0415

    names = {lang: Locale(lang).territories for lang in LANGS}
    with NOTES.open(encoding="utf-8", newline="") as file:
        ours = {row["iso3"]: row for row in csv.DictReader(file)}
    found = []
    for country in pycountry.countries:
        official = [getattr(country, key, "") for key in ("name", "common_name", "official_name")]
        row = ours.get(country.alpha_3, {"names": "", "aliases": "", "note": ""})
        others = [*filter(None, official), *filter(None, row["aliases"].split("|"))]
        local = {lang: table[country.alpha_2] for lang, table in names.items() if country.alpha_2 in table}
        local |= dict(one.split("=") for one in row["names"].split("|") if one)
        found.append(Country(country.alpha_3, country.alpha_2, local, tuple(others), row["note"]))
    return tuple(found)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Country]:
    """Plain name to country; a name of one country in any language is never taken from it by another's alias."""
    index: dict[str, Country] = {}
    countries = _countries()
    for names in ([(c, c.names.values()) for c in countries], [(c, c.others) for c in countries]):
        for country, each in names:
            for name in each:
                index.setdefault(_plain(name), country)
    return index


def _plain(name: str) -> str:
    """Lower case, no accents, no punctuation, no article; ё is е, й stays й.

    >>> _plain(" Côte d’Ivoire "), _plain("The Gambia"), _plain("КЫРГЫЗСТАН")
    ('cote divoire', 'gambia', 'кыргызстан')
    """
    kept = unicodedata.normalize("NFC", name).casefold().replace("й", "\0")
    bare = "".join(c for c in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(c)).replace("\0", "й")
    words = "".join(c if c.isalnum() else " " if c in " -,()&/" else "" for c in bare).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "la", "el", "los", "las") else words)


def _nearest(text: str, countries: Sequence[Country]) -> list[str]:
    """Names most like the text, all in the language in which one is most like it."""
    wanted = _plain(text)
    best: list[tuple[float, str]] = []
    for lang in LANGS:
        names = [country.names[lang] for country in countries if lang in country.names]
        scored = sorted(((SequenceMatcher(None, wanted, _plain(name)).ratio(), name) for name in names), reverse=True)
        best = max(best, scored[:NEAREST], key=lambda few: few[0][0] if few else -1.0)
    return [name for _, name in best]
