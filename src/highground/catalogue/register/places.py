"""Tables of places and of hazards by place: settlements, destinations with what there is to live on, and how often which hazard comes."""

import re
from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData
from highground.basis.relocation import Hazard, Place
from highground.catalogue.events.words import is_blank, plain
from highground.catalogue.register.cells import LONGEST, LONGEST_NAME, told, written
from highground.catalogue.register.tables import BOOKS, TEXTS, Table, read_table
from highground.catalogue.register.words import fields

BOUNDS: Final = {  # least and most of a number of a place; None: no bound
    "lat": (-90.0, 90.0), "lon": (-180.0, 180.0), "elevation_m": (-430.0, 8_850.0), "people": (0.0, None), "pasture_ha": (0.0, None),
    "farmland_ha": (0.0, None), "school_km": (0.0, None), "clinic_km": (0.0, None), "road_km": (0.0, None),
}  # fmt: skip
PERIODS: Final = (1.0, 100_000.0)  # years; a shorter period is several events a year, a longer one no longer a matter of people
_NUMBER: Final = re.compile(r"[-−]?\d+(?:[.,]\d+)?")


def read_places(path: Path) -> tuple[Place, ...]:
    """Places of a csv or xlsx table, or points and areas of a GeoPackage, GeoJSON or Shapefile, in the file's order.

    Raises BadData for a name that is missing or stands twice, and for a number that is none or cannot be.
    """
    table = read_table(path, "place", ("name",)) if path.suffix.lower() in (*BOOKS, *TEXTS) else _shapes(path)
    return places_of(table)


def places_of(table: Table) -> tuple[Place, ...]:
    """As `read_places`, of rows that are read already."""
    found: dict[str, Place] = {}
    for line, raw in table.rows:
        name, note = _text(table, line, raw, "name"), _text(table, line, raw, "note")
        if not name:
            raise BadData(f"{table.where(line)}: the place has no name; fill the cell")
        if plain(name) in found:
            raise BadData(f"{table.where(line)}: the place {name!r} stands twice; keep one of them")
        numbers = {field: _number(table, line, raw, field) for field in BOUNDS}
        if (numbers["lat"] is None) != (numbers["lon"] is None):
            raise BadData(f"{table.where(line)}: {name} has only one of latitude and longitude; give both, or neither")
        found[plain(name)] = Place(name, note=note, **numbers)
    return tuple(found.values())


def _text(table: Table, line: int, raw: Mapping[str, object], field: str) -> str:
    """A name or a note of a place; one that looks personal is refused."""
    note = field == "note"
    return told(written(raw.get(field)), table.where(line, field), LONGEST if note else LONGEST_NAME, place=not note)


def _number(table: Table, line: int, raw: Mapping[str, object], field: str) -> float | None:
    value = raw.get(field)
    text = written(value).replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    if is_blank(text or None):
        return None
    low, high = BOUNDS[field]
    number = float(text.replace(",", ".").replace("−", "-")) if _NUMBER.fullmatch(text) else float("nan")
    if not isfinite(number) or number < low or (high is not None and number > high):
        span = f"from {low:g} to {high:g}" if high is not None else f"from {low:g}"
        raise BadData(
            f"{table.where(line, field)}: {text[:40]!r} is no number {span}; mend the cell, or leave it blank where not known"
        )
    return number


def _shapes(path: Path) -> Table:
    """Points and areas as rows; where each lies comes from its shape."""
    from highground.catalogue.shapes import read_shapes  # noqa: PLC0415

    shapes = read_shapes(path, "EPSG:4326")
    points = shapes.geometry.representative_point()
    columns = [str(name) for name in shapes.columns if name != shapes.geometry.name]
    found = {name: column for name, column in fields("place", columns).items() if name not in ("lat", "lon")}
    rows = []
    for line, (cells, point) in enumerate(zip(shapes[columns].itertuples(index=False, name=None), points, strict=True), 1):
        at = {name: None if cells[column] != cells[column] else cells[column] for name, column in found.items()}
        rows.append((line, {**at, "lat": round(point.y, 6), "lon": round(point.x, 6)}))
    return Table(path.name, tuple(rows), {name: columns[column] for name, column in found.items()})


def read_hazards(path: Path) -> tuple[Hazard, ...]:
    """A table of hazards by place: place, hazard, return period in years (30 or 20-100), and the chance that an event reaches the place.

    A blank chance: the return period is that of the hazard at the place itself. A blank period: nobody knows how often.
    Raises BadData for what is missing, stands twice or cannot be.
    """
    return hazards_of(read_table(path, "hazard", ("place", "source")))


def hazards_of(table: Table) -> tuple[Hazard, ...]:
    """As `read_hazards`, of rows that are read already."""
    found: dict[tuple[str, str], Hazard] = {}
    for line, raw in table.rows:
        place, source = _text(table, line, raw, "place"), _text(table, line, raw, "source")
        if not place or not source:
            raise BadData(f"{table.where(line)}: the row names no {'hazard' if place else 'place'}; fill the cell")
        if (plain(place), plain(source)) in found:
            raise BadData(f"{table.where(line)}: {source} at {place} stands twice; keep one of them")
        period = parse_period(written(raw.get("period")), table.where(line, "period"))
        reach = _reach(raw.get("reach"), table, line)
        counts = [
            _count(raw.get(name), table.where(line, name)) for name in ("trials", "reached_low", "reached_mid", "reached_high")
        ]
        ends = (counts[1], counts[2], counts[3])
        known = None if None in ends else (float(ends[0] or 0), float(ends[1] or 0), float(ends[2] or 0))
        note = _text(table, line, raw, "note")
        found[plain(place), plain(source)] = Hazard(place, source, reach, int(counts[0] or 0), period, known, note)
    return tuple(found.values())


def parse_period(text: str, where: str) -> tuple[float, float] | None:
    """A return period in years, one number or a range; None where it is blank. Raises BadData where it is none.

    >>> parse_period("20-100", ""), parse_period("30", ""), parse_period("", "")
    ((20.0, 100.0), (30.0, 30.0), None)
    """
    if is_blank(text or None):
        return None
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)(?:\s*[-–—]\s*(\d+(?:[.,]\d+)?))?", text.strip())
    low, high = (float((found[part] or found[1]).replace(",", ".")) for part in (1, 2)) if found else (0.0, 0.0)
    if not PERIODS[0] <= low <= high <= PERIODS[1]:
        raise BadData(
            f"{where}: {text[:40]!r} is no return period; write years such as 30, or a range such as 20-100, from {PERIODS[0]:g} to {PERIODS[1]:,.0f}"
        )
    return low, high


def _reach(value: object, table: Table, line: int) -> float:
    """A chance from 0 to 1: a share, or a percentage where the cell or the heading says so; 1 where it is blank."""
    text = written(value).replace(" ", "")
    if is_blank(text or None):
        return 1.0
    percent = text.endswith("%") or "%" in table.headings.get("reach", "")
    digits = text.rstrip("%").replace(",", ".")
    number = float(digits) / (100 if percent else 1) if _NUMBER.fullmatch(digits) else -1.0
    if not 0 <= number <= 1:
        raise BadData(
            f"{table.where(line, 'reach')}: {text[:40]!r} is no chance; write a share from 0 to 1, or a percentage with its sign: 80 %"
        )
    return number


def _count(value: object, where: str) -> float | None:
    text = written(value).replace(",", ".")
    if is_blank(text or None):
        return None
    if not _NUMBER.fullmatch(text) or float(text.replace("−", "-")) < 0:
        raise BadData(f"{where}: {text[:40]!r} is no count; mend the cell, or leave it blank")
    return float(text)
