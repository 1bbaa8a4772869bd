"""Ecuador: where people born in Manabí live, as a prior of people and distance expects it without the known pairs, beside the census of 2022."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from highground.catalogue.flows.places import country_places
from highground.catalogue.reference import Reference
from highground.catalogue.regions import find_region
from highground.catalogue.shelf import Shelf
from highground.people.mobility.fit.lifetime import completed
from highground.people.mobility.flows.sphere import all_km
from highground.research.unit_people import peopled
from highground.research.validation.rows import Row

PUBLISHED: Final = "mobility_validation.csv"
GROUP, CENSUS, FROM, COUNTRY = "ecuador_lifetime_out", "2022", "EC-M", "ECU"
SOURCE: Final = "INEC census 2022, in the press"


def checks(shelf: Shelf, reference: Reference) -> Iterator[Row]:
    """Share of those who left Manabí in each known province: the published one passes inside our range over exponents of distance."""
    table = pd.read_csv(reference.facts(PUBLISHED), dtype=str)
    table = table[(table["group"] == GROUP) & (table["as_of"] == CENSUS)]
    total = float(table.loc[table["place_code"] == FROM, "value"].iloc[0])
    region = find_region(COUNTRY, shelf)
    known = peopled(country_places(shelf, region), shelf, region)
    codes = [place.code for place in known.places]
    km = all_km([place.lat or 0.0 for place in known.places], [place.lon or 0.0 for place in known.places])
    people = [place.residents or 0.0 for place in known.places]
    sums = np.where(np.array(codes) == FROM, 100.0, np.nan)  # in percent of those who left
    found = completed(sums, np.full((len(codes), len(codes)), np.nan), people, km)
    at = codes.index(FROM)
    told = [(codes.index(str(row["place_code"])[len(FROM) + 1 :]), 100 * float(row["value"]) / total) for row in _to(table)]
    for to, share in told:
        yield _inside(
            f"Born in Manabí, living in {known.places[to].name}", (found.low[at, to], found.mid[at, to], found.high[at, to]), share
        )
    order = float(spearmanr([found.mid[at, to] for to, _ in told], [share for _, share in told])[0])
    yield Row("Born in Manabí: order of the known provinces, without the known pairs", order, 1.0, 1.0, 1.0, "1", SOURCE)


def _to(table: pd.DataFrame) -> list[dict[Any, Any]]:
    """Rows of known pairs from Manabí."""
    return table[table["place_code"].str.startswith(f"{FROM}>")].to_dict("records")


def _inside(name: str, ours: tuple[float, float, float], published: float) -> Row:
    """A published share beside our middle; it passes where it lies in our range, so the band is the published share stretched by ours."""
    low, mid, high = map(float, ours)
    return Row(
        f"{name}, of all who left, without the known pairs",
        mid,
        published,
        published - (high - mid),
        published + (mid - low),
        "%",
        SOURCE,
    )
