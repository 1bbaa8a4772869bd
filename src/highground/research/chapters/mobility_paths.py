"""Moves added until a year on emission paths: the yearly difference read at the warming of each year, summed from 2025 on."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.scenario import SSPS
from highground.land import climate
from highground.people import population
from highground.research.chapters.climate import TIMING
from highground.research.chapters.mobility_ground import Ground
from highground.research.evidence import Ledger
from highground.research.material import Material

Values = NDArray[np.float64]

FROM: Final = 2025  # the sum begins with the year after
UNTIL: Final = (2050, 2080)  # the first is told first
ROWS: Final = ("moves_sum", "moves_sum_share")


def write(  # noqa: PLR0917
    ledger: Ledger,
    material: Material,
    ground: Ground,
    inputs: xr.Dataset,
    added: Mapping[float, Members] | None,
    ensemble: Ensemble,
) -> None:
    """Rows of the sum and of its share of the people of that year. added: internal moves a year by level, None where not known."""
    sources = (*ground.pressed, *TIMING)
    if added is None:
        status = "not reported" if ground.ways.open.any() else "not applicable"
        for indicator in ROWS:
            ledger.blank(indicator, status, "judged", sources)
        return
    path = climate.timing(material.tables["ipcc-ar6-spm1"], ensemble)["path"]
    middles = path["midpoint"].to_numpy()
    people = _people(material, ensemble)
    today = inputs["today"].to_numpy()
    years = np.arange(FROM + 1, UNTIL[-1] + 1)
    grown = np.exp(_logs(people, years) - np.log(people[FROM]))
    for until in UNTIL:
        for number, ssp in enumerate(SSPS):
            warming = path.to_numpy()[number, np.searchsorted(middles, years[years <= until] + 0.5)]
            total = (yearly(added, today, warming) * grown[: warming.shape[0]]).sum(axis=0)
            group = f"ssp:{ssp}"
            ledger.add("moves_sum", total, "judged", sources, group=group, year=until)
            ledger.add("moves_sum_share", 100 * total / people[until], "judged", sources, group=group, year=until)


def yearly(added: Mapping[float, Members], today: Members, warming: Values) -> Values:
    """Moves a year at the warming of each year, (year, member): straight lines between levels, nothing today, no more after the last.

    >>> yearly({1.5: np.array([10.0]), 2.0: np.array([30.0])}, np.array([1.0]), np.array([[0.9], [1.25], [1.75], [4.0]])).ravel().tolist()
    [0.0, 5.0, 20.0, 30.0]
    """
    levels = sorted(added)
    nodes = [today, *(np.full_like(today, level) for level in levels)]
    values = [np.zeros_like(today), *(added[level] for level in levels)]
    out = np.zeros_like(warming)
    for low, high, before, after in zip(nodes, nodes[1:], values, values[1:], strict=False):
        out += (after - before) * np.clip((warming - low) / (high - low), 0.0, 1.0)
    return out


def _people(material: Material, ensemble: Ensemble) -> dict[int, Members]:
    table, iso3 = material.tables["un-wpp-2024"], material.region.iso3
    return {year: population.national_total(table, iso3, year, ensemble) for year in (FROM, *UNTIL)}


def _logs(people: Mapping[int, Members], years: NDArray[np.int64]) -> Values:
    """Log of people of each year, (year, member), at a constant rate between the known ones."""
    known = sorted(people)
    logs = np.log(np.stack([people[year] for year in known]))
    at = np.interp(years, known, np.arange(len(known)))
    node = np.minimum(np.floor(at).astype(np.intp), len(known) - 2)
    part = (at - node)[:, None]
    return np.asarray((1 - part) * logs[node] + part * logs[node + 1])
