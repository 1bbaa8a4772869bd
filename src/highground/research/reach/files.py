"""A finished runout as files: runout.tif, runout.gpkg, reach.csv and runout.json, which is written last."""

from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from highground.catalogue.rasters import Cells, write_cells, write_geopackage
from highground.catalogue.runouts import MARK, write_document, write_table
from highground.catalogue.shelf import sha256_of
from highground.land.hazards.routing import speed_m_s
from highground.land.hazards.runout import share_of_members
from highground.research.reach.asked import Runout

UNITS: Final = {"hit_probability": "1", "travel_angle": "degrees", "velocity": "m s-1"}
RASTER, LAYERS, TABLE = "runout.tif", "runout.gpkg", "reach.csv"


def save(found: Runout, folder: Path) -> dict[str, Any]:
    """Write the four files into a folder that is there, and return what runout.json says. The same runout gives the same bytes."""
    elevation = found.about["elevation"]
    answer, members = found.answer, int(found.about["settings"]["members"])
    bands = {
        "hit_probability": share_of_members(answer["bits"], members),
        "travel_angle": answer["angle"].astype(np.float32),
        "velocity": speed_m_s(answer["height"]).astype(np.float32),
    }
    shape = (int(elevation["shape"][0]), int(elevation["shape"][1]))
    write_cells(Cells(answer["cell"], bands, UNITS, shape, elevation["transform"], elevation["crs"]), folder / RASTER)
    write_geopackage(layers(found), folder / LAYERS)
    write_table(found.pairs.drop(columns=["release", "place"]), folder / TABLE)
    written = {name: sha256_of(folder / name) for name in (RASTER, LAYERS, TABLE)}
    told = {**document(found), "written": written}
    write_document(told, folder / MARK)
    return told


def layers(found: Runout) -> dict[str, gpd.GeoDataFrame]:
    """Releases, settlements that are reached, and a line from each release to each settlement that it reaches."""
    crs = found.about["elevation"]["crs"]
    starts = found.starts.sort_values("release")
    releases = gpd.GeoDataFrame(
        starts, geometry=[found.releases[number].geometry for number in starts["release"].astype(int).tolist()], crs=crs
    )
    centres = found.where.shapes.geometry.representative_point()
    named = found.places[found.places["place"] < len(centres)]  # people elsewhere have no point
    places = gpd.GeoDataFrame(named, geometry=[centres.iloc[number] for number in named["place"].astype(int).tolist()], crs=crs)
    pairs = found.pairs[found.pairs["place"] < len(centres)]
    lines = [
        _line(found.releases[start].geometry, centres.iloc[end])
        for start, end in zip(pairs["release"].astype(int).tolist(), pairs["place"].astype(int).tolist(), strict=True)
    ]
    reach = gpd.GeoDataFrame(pairs, geometry=lines, crs=crs)
    return {"releases": releases, "settlements": places, "reach": reach}


def _line(start: shapely.Geometry, end: shapely.Point) -> shapely.LineString:
    return shapely.LineString([start.representative_point(), end])


def document(found: Runout) -> dict[str, Any]:
    """Everything that the tables say, for machines: blanks are null."""
    return {
        "about": found.about,
        "totals": {name: {end: _plain(value) for end, value in ends.items()} for name, ends in found.totals.items()},
        "settlements": rows(found.places),
        "releases": rows(found.starts),
        "reach": rows(found.pairs),
        "notes": [{"message": message, "values": values} for message, values in found.notes],
        "reached_cells": int(found.answer["cell"].size),
    }


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table in JSON's own types; NaN becomes None."""
    return [{str(key): _plain(value) for key, value in row.items()} for row in table.to_dict("records")]


def _plain(value: Any) -> Any:
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and not np.isfinite(value) else value
