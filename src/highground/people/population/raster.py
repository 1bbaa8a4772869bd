"""A population raster from a pack in place of the bundled rule."""

import numpy as np
import xarray as xr

from highground.basis.errors import BadData
from highground.people.population.cells import Cells, Values, share


def raster_patterns(raster: xr.DataArray, pieces: xr.Dataset) -> xr.Dataset:
    """Patterns from a population raster, ready for `sample` and `people_by`; replaces places, kernels and the rural rule.

    raster: persons per cell (not density), dims lat and lon in degrees at cell centres, any resolution; a blank is no
    data and carries nobody. Every raster cell goes to the 5' cell that holds its centre, and to the pieces of that cell by area.
    The national total still comes from UN WPP: the raster only says where. Cells outside the outline are dropped and reported as
    `dropped` (persons), beside `kept`; unknown is zero because the raster is trusted to cover the country. A second pattern moves
    people by up to one cell (3 x 3, lower first), for errors of position, and gets a small sampled weight: the range is narrower than the rule's.
    Raises BadData for missing dims, negative people, or a raster that puts nobody inside the outline.
    """
    people = _people(raster)
    cells = Cells(pieces)
    row, col = cells.rows(raster["lat"].to_numpy()), cells.columns(raster["lon"].to_numpy())
    fits = ((row >= 0) & (row < cells.shape[0] - 2))[:, None] & ((col >= 0) & (col < cells.shape[1] - 2))[None, :]
    number = np.where(fits, (row[:, None] + 1) * cells.shape[1] + col[None, :] + 1, 0)
    full = np.nan_to_num(people)
    per_cell = np.asarray(np.bincount(number.ravel(), full.ravel(), cells.shape[0] * cells.shape[1]), dtype=np.float64)
    held = np.unique(cells.cell)
    kept = float(per_cell[held].sum())
    if kept <= 0:
        raise BadData(
            "The population raster puts nobody inside the outline: check that it covers the country and holds persons per cell."
        )
    own, around = cells.settle(held, per_cell[held])
    sources = tuple(raster.attrs.get("sources", ("itu-p1511-2",)))
    attrs = {"units": "1", "long_name": "share of people under each pattern", "how": "modelled", "sources": sources}
    return xr.Dataset(
        {
            "share": (("pattern", "piece"), np.stack([share(own, own), share(around, own)]), attrs),
            "unit": (("piece",), pieces["unit"].to_numpy()),
            "kept": ((), kept, {"units": "persons", "long_name": "raster people inside the outline"}),
            "dropped": ((), float(full.sum()) - kept, {"units": "persons", "long_name": "raster people outside the outline"}),
        },
        coords={"pattern": ["raster", "raster_around"]},
    )


def _people(raster: xr.DataArray) -> Values:
    """The raster as (lat, lon) numbers; refuses other dims and negative people."""
    if set(raster.dims) != {"lat", "lon"}:
        raise BadData(f"A population raster needs the dims lat and lon, this one has {', '.join(map(str, raster.dims))}.")
    people: Values = raster.transpose("lat", "lon").to_numpy().astype(float)
    if np.nanmin(people, initial=0.0) < 0:
        raise BadData(
            f"The population raster holds {np.nanmin(people):g} people in a cell: mark no data as blank, not as a number."
        )
    return people
