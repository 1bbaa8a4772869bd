"""The fixed patterns over which people are spread: two for settlements, five for everyone else."""

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from highground.basis.errors import BadData
from highground.people.population.cells import Cells, Indices, Values, share

HIGHEST_HOME_M = 5500.0  # nobody is spread above; highest lasting homes are near 5,100 m (La Rinconada), unverified
ABOVE_PLACES_M = 500.0  # homes above the highest listed place, which may lie below its 9 km cell; judged
NEAR_KM, WIDE_KM = 15.0, 50.0  # standard deviations of the kernels around settlements; judged: a day's market trip, a district
GENTLE_DEG = 5.0  # slope of a 9 km grid at which rural people thin out to a third; judged: fields and roads want gentle land
UNREPORTED_SEED = (
    500.0  # persons that a place without a number weighs as a rural seed, never as people; list threshold of cities500
)
OTHERS = "all other places"  # name of the group of places that do not stand alone
BIG = 10  # places with most people stand alone, so that a wrong count of one of them shows in the range; judged
RURAL = ("even", "near", "wide", "gentle", "growth")


def habitable(pieces: xr.Dataset, season_days: Values | None = None, highest_place_m: float = np.inf) -> NDArray[np.bool_]:
    """Pieces where the rural rule may put people: neither above 5,500 m nor far above the country's highest place, and with a season.

    highest_place_m: grid height of the highest listed place; nobody is spread more than ABOVE_PLACES_M above it. season_days: mean days a year above 0.9 degC per piece (the nival belt has none). A country without any such piece counts
    as habitable throughout, so that its people are not lost. Returns shape (piece,).
    """
    ceiling = min(HIGHEST_HOME_M, highest_place_m + ABOVE_PLACES_M)
    fine = np.asarray(pieces["elevation"].to_numpy() <= ceiling)
    if season_days is not None:
        fine &= np.nan_to_num(season_days) > 0
    return fine if fine.any() else np.ones_like(fine)


def patterns(
    pieces: xr.Dataset, places: pd.DataFrame, growth: Values | None = None, season_days: Values | None = None
) -> xr.Dataset:
    """Shares of people per piece under each pattern, and how many listed people lie inside and outside the outline.

    pieces: lat, lon, row, col, unit, area_km2, elevation, slope_deg over `piece`. places: name, lat, lon, people (NaN where not reported).
    growth: plant growth per piece (Miami model, g m-2 yr-1) or days of season; without it the pattern falls back to even.
    Returns share(pattern, piece), every pattern adding up to 1: two patterns (own_cell, around) for each of the BIG largest places and
    for all others together, then the rural ones; town(pattern), the place a pattern belongs to; people(pattern), the listed
    people behind it; unit(piece); and `listed` and `outside` (persons in the place list: weights, not a population).
    Raises BadData when places are not on the globe or report negative people.
    """
    _check(places)
    area = pieces["area_km2"].to_numpy().astype(np.float64)
    cells = Cells(pieces)
    cell, inside = cells.of(places)
    land = area * habitable(pieces, season_days, cells.highest(cell[inside]))
    even = share(land, area)
    people = places["people"].to_numpy(dtype=float)
    known = np.nan_to_num(people)
    rows, towns, behind = _settled(cells, cell[inside], known[inside], places["name"].to_numpy()[inside].tolist(), even)
    seeds = np.where(people > 0, np.sqrt(known), np.sqrt(UNREPORTED_SEED))[inside]  # rural people grow slower than their town
    rows += _rural(pieces, land, [cells.kernel(cell[inside], seeds, sd) for sd in (NEAR_KM, WIDE_KM)], growth, even)
    names = [f"{kind}:{number}" for number in range(len(towns) // 2) for kind in ("own_cell", "around")]
    weight = {"units": "persons", "long_name": "listed people, a weight only"}
    attrs = {
        "units": "1", "long_name": "share of people under each pattern", "how": "judged",
        "sources": ("geonames-cities500", "itu-p1511-2", "highground-judgement"),
    }  # fmt: skip
    return xr.Dataset(
        {
            "share": (("pattern", "piece"), np.stack(rows), attrs),
            "town": (("pattern",), [*towns, *[""] * len(RURAL)]),
            "people": (("pattern",), [*behind, *[0.0] * len(RURAL)], weight),
            "unit": (("piece",), pieces["unit"].to_numpy()),
            "listed": ((), float(known.sum()), {"units": "persons", "long_name": "sum of the place list, a weight only"}),
            "outside": ((), float(known[~inside].sum()), {"units": "persons", "long_name": "of these outside the outline"}),
        },
        coords={"pattern": [*names, *RURAL]},
    )


def _settled(
    cells: Cells, cell: Indices, people: Values, names: list[str], even: Values
) -> tuple[list[Values], list[str], list[float]]:
    """Two patterns for each big place and two for the others: shares per piece, name of the place, listed people."""
    order = np.argsort(-people, kind="stable")
    groups = [order[i : i + 1] for i in range(min(BIG, int((people > 0).sum())))] + [order[BIG:]]
    rows: list[Values] = []
    for group in groups:
        rows += [share(part, even) for part in cells.settle(cell[group], people[group])]
    towns = [names[int(group[0])] for group in groups[:-1]] + [OTHERS]
    return rows, [town for town in towns for _ in range(2)], [float(people[group].sum()) for group in groups for _ in range(2)]


def _rural(pieces: xr.Dataset, land: Values, kernels: list[Values], growth: Values | None, even: Values) -> list[Values]:
    """The patterns of RURAL, in its order."""
    near, wide = (share(land * kernel, even) for kernel in kernels)
    gentle = share(wide * np.exp(-pieces["slope_deg"].to_numpy() / GENTLE_DEG), even)
    return [even, near, wide, gentle, even if growth is None else share(land * np.nan_to_num(growth), even)]


def _check(places: pd.DataFrame) -> None:
    if not (places["lat"].between(-90, 90) & places["lon"].between(-360, 360)).all():
        raise BadData("A place has no position on the globe: latitude must lie in -90..90, longitude in -360..360 degrees.")
    if (places["people"] < 0).any():
        raise BadData(f"A place reports {places['people'].min():g} people: use a blank where the number is not reported.")
