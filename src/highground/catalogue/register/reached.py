"""What finished runouts say of places: the share of members in which flow comes there, and who lives where it may come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData
from highground.basis.relocation import Hazard, Place
from highground.catalogue.dem.pieces import opened
from highground.catalogue.events.words import plain
from highground.catalogue.register.places import parse_period
from highground.catalogue.runouts import read_document

RASTER: Final = "runout.tif"


@dataclass(frozen=True, slots=True)
class Source:
    """A finished runout and how often its flow starts, in years; None where nobody knows."""

    folder: Path
    period: tuple[float, float] | None


def source_of(text: str) -> Source:
    """A folder, or a folder and its return period: runs/north=20-100.

    Raises BadData where the period is none. A folder whose name holds = is taken as it stands where it exists.
    """
    folder, sign, period = text.rpartition("=")
    if not sign or Path(text).is_dir():
        return Source(Path(text), None)
    return Source(Path(folder), parse_period(period, f"--runout {text}"))


def hazards_from(sources: Sequence[Source], places: Sequence[Place], radius_m: float) -> tuple[tuple[Hazard, ...], tuple[str, ...]]:
    """Hazards of the places in every runout, and the names of settlements that the runouts themselves reach.

    A place that a runout names is taken from its table; else its surroundings (radius_m) are read from the map of hit probability: 0
    where no flow comes. A place outside the elevation, or without coordinates and unnamed, has no row: it was not looked at.
    Raises BadRun for a folder that is damaged or unfinished.
    """
    found: list[Hazard] = []
    named: dict[str, str] = {}
    for number, source in enumerate(sources, 1):
        document = read_document(source.folder)
        label = f"{document['about']['rule']['label']} · {source.folder.resolve().name}"
        if any(one.source == label for one in found):
            label += f" {number}"
        rows = {plain(row["name"]): row for row in document["settlements"]}
        named.update({plain(row["name"]): str(row["name"]) for row in document["settlements"]})
        wanted = {plain(place.name): place for place in places}
        for name in dict.fromkeys((*wanted, *rows)):
            place = wanted.get(name) or Place(named[name])
            hazard = _named(rows[name], place) if name in rows else _mapped(place, document, source.folder, radius_m)
            if hazard is not None:
                reach, people = hazard
                found.append(Hazard(place.name, label, reach, int(document["about"]["settings"]["members"]), source.period, people))
    return tuple(found), tuple(named.values())


Said = tuple[float, tuple[float, float, float] | None]


def _named(row: Mapping[str, Any], place: Place) -> Said:
    """What the table of settlements says."""
    chance = float(row["chance"])
    if not 0 <= chance <= 1:
        raise BadData(f"the runout says that {place.name} is reached with a chance of {chance}; run it again")
    ends = [float(row[name]) for name in ("reached_low", "reached_mid", "reached_high") if row.get(name) is not None]
    return chance, (ends[0], ends[1], ends[2]) if len(ends) == 3 else None


def _mapped(place: Place, document: Mapping[str, Any], folder: Path, radius_m: float) -> Said | None:
    """The largest hit probability around a place; 0 inside the elevation where no flow comes; None where nobody looked."""
    import numpy as np  # noqa: PLC0415
    from rasterio.warp import transform  # noqa: PLC0415
    from rasterio.windows import Window  # noqa: PLC0415

    if place.lat is None or place.lon is None:
        return None
    with opened(folder / RASTER, "GTiff") as raster:
        (x,), (y,) = transform("EPSG:4326", raster.crs, [place.lon], [place.lat])
        if not _inside(x, y, document["about"]["elevation"]):
            return None
        step = raster.transform
        row, column = floor((y - step.f) / step.e), floor((x - step.c) / step.a)
        wide = int(radius_m // abs(step.a)) + 1
        top, left = max(0, row - wide), max(0, column - wide)
        high, across = min(raster.height, row + wide + 1) - top, min(raster.width, column + wide + 1) - left
        if high <= 0 or across <= 0:  # on the elevation, away from the ground that flow takes
            return 0.0, None
        share = raster.read(1, window=Window(left, top, across, high), masked=True).filled(0.0)
        down, right = np.mgrid[top : top + high, left : left + across]
        near = np.hypot(step.c + (right + 0.5) * step.a - x, step.f + (down + 0.5) * step.e - y) <= radius_m
        near |= (down == row) & (right == column)
        return float(np.clip(share[near].max(initial=0.0), 0, 1)), None


def _inside(x: float, y: float, elevation: Mapping[str, Any]) -> bool:
    """Whether a point lies on the elevation of a runout."""
    step, (rows, columns) = elevation["transform"], elevation["shape"]
    return bool(0 <= (x - step[2]) / step[0] < columns and 0 <= (y - step[5]) / step[4] < rows)
