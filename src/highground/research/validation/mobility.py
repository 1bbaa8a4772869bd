"""Migration that impacts add beside Groundswell, and who left for good beside Ecuador's census: bounds, signs and order.

Groundswell counts people who live in another cell of 14 km by 2050 than without slow changes, in the worst of its scenarios, and gives
regions, not countries; we count moves between first-level units. So its number is a bound and its hotspots are signs, nothing closer.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import pandas as pd

from highground.basis.ensemble import Ensemble
from highground.basis.errors import NoMountains
from highground.catalogue.regions import find_region
from highground.catalogue.shelf import Shelf
from highground.research.profile import profile
from highground.research.validation.rows import Row, shown

MEMBERS: Final = 200  # of each country; ranges wander by a tenth, signs hardly
BOUND: Final = 2_400_000.0  # people, five countries by 2050, upper bound; Groundswell, row gs_ca of the bundled table
WORST: Final = "ssp:SSP5-8.5"  # emission path nearest to that of the bound
CENTRAL_ASIA: Final = ("KAZ", "KGZ", "TJK", "UZB", "TKM")
SIGNS: Final = {  # hotspot -> units that hold it and its published sign, 1 where more arrive; Groundswell, rows gs_sign_* of the bundled table
    "Ferghana valley": (("UZ-AN", "UZ-FA", "UZ-NG"), 1),
    "surroundings of Tashkent": (("UZ-TO", "UZ-TK"), 1),
    "lowlands of southern Tajikistan with Dushanbe": (("TJ-DU", "TJ-KT"), 1),
    "northern Kazakhstan, Astana": (("KZ-AST", "KZ-AKM"), 1),
    "northern Kazakhstan, Karaganda": (("KZ-KAR",), 1),
    "northern Kazakhstan, Kostanay": (("KZ-KUS",), 1),
    "southern border of Kazakhstan": (("KZ-YUZ", "KZ-ZHA", "KZ-ALM"), -1),
    "areas next to the Ferghana valley": (("TJ-SU", "UZ-JI", "UZ-SI"), -1),
    "land around Bishkek": (("KG-C",), -1),
}  # fmt: skip
LEVEL: Final = 2.0  # degC, near that of 2050 on the path of the bound
CENSUS: Final = "ecuador-lifetime-2022"
LEAST_RANK: Final = 0.5  # rank correlation from which an order counts as met; judged, nine provinces
SOURCE: Final = "groundswell-2021"


def checks(shelf: Shelf) -> Iterator[Row]:
    """The bound of five countries, the sign of each hotspot, and the order of Ecuador's provinces."""
    evidence = {iso3: found for iso3 in CENTRAL_ASIA if (found := _evidence(shelf, iso3)) is not None}
    yield from bound(evidence)
    yield from signs(pd.concat(evidence.values()))
    ecuador = _evidence(shelf, "ECU")
    if ecuador is not None:
        yield from order(ecuador)


def bound(evidence: Mapping[str, pd.DataFrame]) -> Iterator[Row]:
    """Moves that slow impacts add by 2050 in the five countries together, upper ends added, below the published bound."""
    rows = [_rows(frame, "moves_sum", WORST).query("year == 2050") for frame in evidence.values()]
    found = pd.concat(rows)
    middle, high = float(found["mid"].sum()), float(found["high"].sum())
    name = f"Migration added by 2050, {len(found)} countries of Central Asia"
    yield shown(name, middle, BOUND, "moves", SOURCE)
    yield Row(f"{name}: upper end against the published upper bound", high, BOUND, 0.0, BOUND, "moves", SOURCE)


def signs(evidence: pd.DataFrame) -> Iterator[Row]:
    """Net migration added at LEVEL, 1 where more arrive and -1 where more leave, beside the published sign of each hotspot."""
    rows = _rows(evidence, "unit_net_added", "")
    added = rows[(rows["level"] - LEVEL).abs() < 1e-9].set_index("place")["mid"]
    for name, (units, sign) in SIGNS.items():
        known = [unit for unit in units if unit in added.index]
        if known:
            ours = float(np.sign(added[known].sum()))
            yield Row(f"Sign of migration added, {name}", ours, float(sign), sign - 0.5, sign + 0.5, "sign", SOURCE)


def order(evidence: pd.DataFrame) -> Iterator[Row]:
    """Rank correlation of modelled moves out of each province with the census stock of people who left it for good."""
    stocks = _rows(evidence, "lifetime_out", "")
    census = stocks[stocks["year"] == stocks["year"].max()].set_index("place")["mid"]
    leaving = _rows(evidence, "unit_leaving", "").set_index("place")["mid"]
    both = census.index.intersection(leaving.index)
    ours = float(census[both].corr(leaving[both], method="spearman"))
    name = f"Lifetime out-migration of Ecuador, order of {len(both)} provinces"
    yield Row(name, ours, 1.0, LEAST_RANK, 1.0, "rank correlation", CENSUS)


def _rows(evidence: pd.DataFrame, indicator: str, group: str) -> pd.DataFrame:
    known = evidence[(evidence["indicator"] == indicator) & (evidence["status"] == "value")]
    return known[known["group"] == group]


def _evidence(shelf: Shelf, iso3: str) -> pd.DataFrame | None:
    """The evidence of a country, or None where it has no mountains and so no profile."""
    try:
        return profile(shelf, find_region(iso3, shelf), Ensemble(members=MEMBERS)).evidence
    except NoMountains:
        return None
