"""Displacement that the flood maps of a pack give: people per cell of a raster, depth at their place, sampled vulnerability.

Nested maps count with their marginal frequencies: the map of 100 years shows again whoever is in that of 10. What happens between
two maps lies between the smaller one and the mean of both, and is sampled; beyond the rarest map its own size stands.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
import xarray as xr
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.people.impacts import exceedance
from highground.research.chapters.people import Spread
from highground.research.evidence import Ledger
from highground.research.material import Material

Values = NDArray[np.float64]

GROUP: Final = "hazard:river_flood"
HALF_M: Final = (0.5, 1.0, 1.5)  # m, depth that displaces half, 5, 50, 95 %; judged after InaSAFE: 0.03 at medium, 1 in deep
STEEP_PER_M: Final = (3.0, 5.0, 8.0)  # m-1, slope of the logistic curve, 5, 50, 95 %; judged: at 5 about 0.03 in 0.3 m, 0.99 in 2 m
DEPTH_ERROR: Final = (0.7, 1.0, 1.4)  # factor on the depth of all maps, 5, 50, 95 %; judged: models of one river differ by more
NODES_M: Final = (0.0, *(0.05 * step for step in range(1, 61)), 4.0, 6.0, 10.0, 30.0)  # m, where curves are tabulated
MOST_UNKNOWN: Final = 0.05  # share of a place's people on ground that the maps do not tell, above which nothing is reported; judged
OWN: Final = ("un-wpp-2024", "highground-judgement")  # the national total, and the curve


@dataclass(frozen=True, slots=True)
class Cells:
    """Inhabited raster cells inside the outline: persons of the raster and row of the unit, shape (cell,); depth (map, cell), m."""

    people: Values
    unit: NDArray[np.intp]
    depth: Values


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn by member: factors on people and depth, the depth (m) that displaces half, its slope, part between two maps."""

    people: Members
    depth: Members
    half_m: Members
    steep: Members
    between: Members


def write(ledger: Ledger, material: Material, who: Spread, ensemble: Ensemble) -> None:
    """Rows of displacement_mapped for the country and its units; none without maps and a population raster."""
    if material.floods is None or material.raster is None:
        return
    cells = cells_of(material.raster, material.floods, list(material.units.geometry))
    drawn, years = draw(who.total, ensemble), material.floods["years"].to_numpy()
    people = cells.people * np.median(who.total) / max(float(cells.people.sum()), 1.0)
    known = np.isfinite(cells.depth).all(axis=0)
    sources = (*material.floods.attrs["sources"], *who.sources, *OWN)
    whole = np.zeros((ensemble.members, years.size))
    for number, code in enumerate(material.units["code"]):
        here = cells.unit == number
        told = here & known
        sizes = displaced(cells.depth[:, told], people[told], years, drawn)
        whole += sizes
        _row(ledger, sizes, years, drawn, (people[here].sum(), people[told].sum()), sources, str(code))
    _row(ledger, whole, years, drawn, (people.sum(), people[known].sum()), sources, "")


def draw(total: Members, ensemble: Ensemble) -> Drawn:
    """The draws of all members. total: people of the country."""
    return Drawn(
        total / np.median(total),
        _log_between(ensemble, "mapped.depth", DEPTH_ERROR),
        np.maximum(ensemble.between("mapped.half", *HALF_M), NODES_M[1]),
        _log_between(ensemble, "mapped.steep", STEEP_PER_M),
        ensemble.uniform("mapped.between"),
    )


def cells_of(raster: xr.DataArray, floods: xr.DataArray, outlines: list[shapely.Geometry]) -> Cells:
    """Inhabited cells inside the outlines, and the depth of the map cell nearest to their centre; NaN beyond the maps."""
    people = np.nan_to_num(raster.transpose("lat", "lon").to_numpy().astype(float))
    row, col = np.nonzero(people > 0)
    lat, lon = raster["lat"].to_numpy()[row], raster["lon"].to_numpy()[col]
    unit = np.full(row.size, -1, dtype=np.intp)
    for number, shape in enumerate(outlines):
        west, south, east, north = shapely.bounds(shape)
        near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
        shapely.prepare(shape)
        unit[near[shapely.contains_xy(shape, lon[near], lat[near])]] = number
    kept = unit >= 0
    return Cells(people[row, col][kept], unit[kept], _depth_at(floods, lat[kept], lon[kept]))


def displaced(depth: Values, people: Values, years: Values, drawn: Drawn) -> Values:
    """People displaced in each map, shape (member, map): depth (map, cell) in m, people (cell,), none blank. Raises BadData.

    Each map is an event of the impact kernel with its marginal frequency; dry cells are no entries.
    """
    from highground.people.impacts.draws import impact_members, logistic_draws  # noqa: PLC0415  numba only where maps are
    from highground.people.impacts.kernel import gather  # noqa: PLC0415

    if not people.size:
        return np.zeros((drawn.people.size, years.size))
    which, place = np.nonzero(depth > 0)
    events = gather(which, place, depth[which, place], exceedance.marginal_rates(years))
    curves = logistic_draws(drawn.people, drawn.depth, NODES_M, drawn.half_m, drawn.steep)
    sizes = impact_members(events, people, curves, keep_events=True).at_event
    return np.zeros((drawn.people.size, years.size)) if sizes is None else np.maximum.accumulate(sizes, axis=1)  # sums round


def per_year(sizes: Values, years: Values, drawn: Drawn) -> Members:
    """Average annual displacement of each member from people displaced in each map, shape (member, map)."""
    lower, mean = (exceedance.aad_of_maps(sizes, years, rule) for rule in ("lower", "trapezoid"))
    return np.asarray((1 - drawn.between) * lower + drawn.between * mean)


def _row(  # noqa: PLR0917
    ledger: Ledger, sizes: Values, years: Values, drawn: Drawn, held: tuple[float, float], sources: tuple[str, ...], place: str
) -> None:
    """held: people of the place, and those of them on ground that the maps tell."""
    every, told = held
    if not every > 0 or every - told > MOST_UNKNOWN * every:
        status = "not reported" if every > 0 else "not applicable"
        ledger.blank("displacement_mapped", status, "modelled", sources, place=place, group=GROUP)
    else:
        ledger.add("displacement_mapped", per_year(sizes, years, drawn), "modelled", sources, place=place, group=GROUP)


def _depth_at(floods: xr.DataArray, lat: Values, lon: Values) -> Values:
    """Depth (map, point) of the cells that hold the points, m; NaN beyond the maps."""
    row, inside = _nearest(floods["lat"].to_numpy(), lat)
    col, within = _nearest(floods["lon"].to_numpy(), lon)
    depth = floods.to_numpy()[:, row, col].astype(float)
    return np.where(inside & within, depth, np.nan)


def _nearest(centres: Values, at: Values) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Index of the nearest of evenly spaced centres, and whether the point lies in that cell."""
    step = float(centres[1] - centres[0]) if centres.size > 1 else 1.0
    exact = (at - centres[0]) / step
    index = np.clip(np.round(exact), 0, centres.size - 1).astype(np.intp)
    return index, np.asarray(np.abs(exact - index) <= 0.5 + 1e-6)


def _log_between(ensemble: Ensemble, name: str, points: tuple[float, float, float]) -> Members:
    low, mid, high = np.log(points)
    return np.asarray(np.exp(ensemble.between(name, low, mid, high)))
