"""Places that a table may name: from a list with coordinates, or the units of a country by code or name in four languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData
from highground.basis.region import Region
from highground.catalogue.events.words import plain
from highground.catalogue.flows.cells import number, people
from highground.catalogue.flows.headings import read_columns, words
from highground.catalogue.regions import outline, unit_names, units_today
from highground.catalogue.shelf import Shelf

NEAREST: Final = 3  # names offered for an unknown one


@dataclass(frozen=True, slots=True)
class Place:
    """A place: the code or name that stands for it, where it is (degrees, None where not known), and who lives there."""

    code: str
    name: str
    lat: float | None = None
    lon: float | None = None
    residents: float | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Known places in their order, and every spelling that names one of them."""

    places: tuple[Place, ...]
    spellings: dict[str, int]

    def find(self, text: str) -> int | None:
        """Number of the place that a text names; None where there is none."""
        key = key_of(text)
        return self.spellings.get(key, self.spellings.get(_bare(key)))

    def near(self, text: str) -> list[str]:
        """Names most like a text."""
        found = get_close_matches(plain(text), self.spellings, NEAREST, 0.5)
        return list(dict.fromkeys(self.places[self.spellings[one]].name for one in found))


def listed_places(path: Path, sheet: str = "") -> Places:
    """Places of a list with place, lat and lon, and code and people where it has them. Raises BadData with the row."""
    table = read_columns(path, ["places"], sheet)
    found = []
    for row, cells in table.lines:
        name, code = (_text(table.cell(cells, field)) for field in ("place", "code"))
        lat, lon = number(table.cell(cells, "lat")), number(table.cell(cells, "lon"))
        if not name:
            raise BadData(f"{table.name}: row {row} names no place; name it or remove the row")
        if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 360):
            raise BadData(f"{table.name}: row {row}: {name} has no latitude and longitude in degrees; fill both")
        living = people(table.cell(cells, "residents"), "people")
        if living is not None and not isinstance(living, int):
            raise BadData(f"{table.name}: row {row}: {living}")
        found.append(Place(code or name, name, lat, lon, living))
    return known(found, [(at, text) for at, place in enumerate(found) for text in (place.code, place.name)], table.name)


def country_places(shelf: Shelf, region: Region) -> Places:
    """First-level units of a country, of today where they are listed, each at a point inside it, by code and by name in four languages.

    A unit of today that the outline does not draw has the point of the older one that holds it.
    """
    frame = outline(shelf, region)
    inside = {row.code: row.geometry.representative_point() for row in frame.itertuples()}
    names = unit_names(shelf, region.iso3)
    today = units_today(shelf, region.iso3)
    found, spelled = list[Place](), list[tuple[int, str]]()
    for code, name, drawn in [(row["code"], row["name_en"], row["geometry_code"]) for row in today] or [
        (row.code, row.name, row.code) for row in frame.itertuples(index=False)
    ]:
        point = inside.get(drawn)
        found.append(Place(code, name, *((point.y, point.x) if point is not None else (None, None))))
        texts = [code, name, *(table[code] for table in names.values() if code in table)]
        spelled += [(len(found) - 1, text) for text in texts]
    return known(found, spelled, region.name())


def named(texts: Iterable[str]) -> Places:
    """Places as a table itself names them, in the order in which they first stand."""
    found = [Place(text, text) for text in dict.fromkeys(" ".join(text.split()) for text in texts)]
    unique = dict[str, Place]()
    for place in found:
        unique.setdefault(plain(place.name), place)
    return known(list(unique.values()), [(at, place.name) for at, place in enumerate(unique.values())], "the table")


def known(places: list[Place], spelled: Iterable[tuple[int, str]], where: str) -> Places:
    """Places with their spellings. Raises BadData where two places share one; a spelling without words such as "region" must be unique."""
    full, bare = dict[str, int](), dict[str, set[int]]()
    for at, text in spelled:
        if full.setdefault(plain(text), at) != at:
            raise BadData(f"{where}: {text!r} names two places; give each its own name")
        bare.setdefault(_bare(plain(text)), set()).add(at)
    single = {text: next(iter(several)) for text, several in bare.items() if len(several) == 1 and text}
    return Places(tuple(places), single | full)


@lru_cache(maxsize=2**16)
def key_of(text: str) -> str:
    """The plain form of a text by which places are compared; tables name the same places over and over."""
    return plain(text)


@lru_cache(maxsize=2**16)
def _bare(key: str) -> str:
    """A plain name without words for kinds of place: region, город, облысы, provincia de."""
    generic = {word for name in words()["generic"] for word in name.split()}
    return " ".join(word for word in key.split() if word not in generic)


def _text(cell: object) -> str:
    whole = isinstance(cell, float) and cell.is_integer()
    return "" if cell is None else " ".join(str(int(cell) if whole and isinstance(cell, float) else cell).split())
