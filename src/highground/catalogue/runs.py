"""A run is one folder: evidence table, claims, sensitivity, layers, units, places, cards and run.json."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from highground.basis.claim import Claim
from highground.basis.source import Source

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    import xarray as xr


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that a view may show. Views read nothing else.

    about: run.json as a dict: iso3, names (language to country name), seed, members, level, version, versions, cards
        (id to sha256), made_on (ISO date), timings_s, note (about the geometry).
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
