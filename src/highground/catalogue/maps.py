"""Return-period maps of flood depth that a pack brings: one band a return period, nested, in metres."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from highground.basis.errors import BadData, MissingSource, UnitMismatch
from highground.basis.source import Source
from highground.catalogue.packs import WORLD, Window, check_units, plain, read_raster
from highground.catalogue.shelf import Shelf

if TYPE_CHECKING:
    import xarray as xr

ROLE: Final = "river_flood_maps"
DEEPEST_M: Final = 100.0  # m; judged: deeper is no river flood but millimetres, centimetres or a fill value
NOT_NESTED: Final = 0.01  # share of wet cells in which a rarer map may be shallower; judged: rounding and seams of models
SAME_M: Final = 0.01  # m; judged: less than maps are rounded to
_METRES: Final = ("m", "metre", "metres", "meter", "meters")
_YEARS: Final = re.compile(r"(?:RP ?)?(\d+(?:\.\d+)?)(?: ?(?:years?|yr))?", re.IGNORECASE)
_BLANKS: Final = ("dry", "unknown")


def flood_maps(shelf: Shelf, window: Window = WORLD) -> "xr.DataArray | None":
    """Flood depth (m) of a pack's nested maps, dims years (rising), lat, lon; None without such a pack or outside it.

    A blank is 0 m where the card says blank_means = "dry", and NaN (in all maps) where it says "unknown". The card declares provides =
    "river_flood_maps" and unit = "m"; each band's description is its return period ("10", "RP50", "100 years"). Cells in which a
    rarer map is the shallower get the depth of the commoner one. Raises MissingSource without a population raster; UnitMismatch;
    BadData for return periods that are missing, doubled or single, depths below 0 or above 100 m, and maps that are not nested.
    """
    card = shelf.provides(ROLE)
    if card is None:
        return None
    if shelf.provides("population") is None:
        raise MissingSource(f'{card.id}: maps of floods need people per cell; mount a pack with provides = "population" beside it')
    if card.unit not in _METRES:
        raise UnitMismatch(f"{card.id}: depth must be in metres, the card says {card.unit or 'nothing'}; convert it to m first")
    if card.blank_means not in _BLANKS:
        raise BadData(f"{card.id}: blank_means must say dry or unknown, it says {card.blank_means!r}; write what no data means")
    found = read_raster(card, shelf.open(card.id), window, _check_bands)
    return None if found is None else _nested(card, found)


def years_of(card: Source, descriptions: tuple[str | None, ...]) -> list[float]:
    """Return periods (yr) in the order of the bands. Raises BadData where one is missing, doubled or below 1."""
    found: list[float] = []
    for band, words in enumerate(descriptions, 1):
        match = _YEARS.fullmatch((words or "").strip())
        if match is None or float(match[1]) < 1:
            raise BadData(f"{card.id}: band {band} is named {words or 'nothing'!r}; name it by its return period, such as RP50")
        if float(match[1]) in found:
            raise BadData(f"{card.id}: two bands are of {match[1]} years; keep one map for each return period")
        found.append(float(match[1]))
    return found


def _check_bands(card: Source, raster: Any) -> None:
    if not plain(raster):
        raise BadData(f"{card.id}: the bands must hold plain metres, neither complex nor scaled; write the raster again")
    if raster.count < 2:
        raise BadData(f"{card.id}: the raster holds {raster.count} map; maps of at least two return periods are needed")
    check_units(card, raster, _METRES, "is depth in m")
    years_of(card, raster.descriptions)


def _nested(card: Source, found: "xr.DataArray") -> "xr.DataArray":
    """Bands sorted, blanks as declared, and no map shallower than a commoner one."""
    import numpy as np  # noqa: PLC0415
    import xarray as xr  # noqa: PLC0415

    years = years_of(card, found.attrs["descriptions"])
    order = np.argsort(years)
    depth = found.to_numpy()[order]
    for wrong, words in ((depth < 0, "below 0"), (depth > DEEPEST_M, f"above {DEEPEST_M:g} m")):
        if wrong.any():
            raise BadData(f"{card.id}: the maps hold depths {words} ({depth[wrong][0]:g}); give metres, and mark no data as such")
    blank = np.isnan(depth)
    depth = np.where(blank if card.blank_means == "dry" else blank.any(axis=0), 0.0 if card.blank_means == "dry" else np.nan, depth)
    rising = np.sort(years)
    for (first, shallow), (second, deep) in pairwise(zip(rising, depth, strict=True)):
        wet = (shallow > 0) | (deep > 0)
        share = float((deep < shallow - SAME_M)[wet].mean()) if wet.any() else 0.0
        if share > NOT_NESTED:
            raise BadData(
                f"{card.id}: the map of {second:g} years is shallower than that of {first:g} in {100 * share:.1f} % of wet cells; "
                "check the order of the bands, such maps are not nested"
            )
    coords = {"years": rising, "lat": found["lat"].to_numpy(), "lon": found["lon"].to_numpy()}
    attrs = {"units": "m", "long_name": "Depth of floods", "how": "modelled", "sources": (card.id,)}
    return xr.DataArray(np.maximum.accumulate(depth, axis=0), coords, ("years", "lat", "lon"), "depth", attrs)
