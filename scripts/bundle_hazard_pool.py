"""Makes the bundled table of people at risk in the countries whose displacement totals form the pooled rate. Run when proneness changes.

python scripts/bundle_hazard_pool.py; then python scripts/hash_cards.py
"""

import csv
import sys

import numpy as np

from highground.basis.ensemble import Ensemble
from highground.basis.hazards import SUDDEN
from highground.catalogue.cards import BUNDLED
from highground.catalogue.regions import find_region
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table
from highground.people.impacts import records
from highground.people.population import persons
from highground.research.chapters import hazard_risk as hazards
from highground.research.chapters import people
from highground.research.material import gather
from highground.research.profile import silent

FILE = BUNDLED / "facts" / "hazard_pool.csv"
COUNTRIES = ("KAZ", "KGZ", "TJK", "ECU")  # those with bundled totals
YEARS = 14  # 2008 to 2021
COLUMNS = ("iso3", "per_year", "years", *SUDDEN, "grade")


def row(shelf: Shelf, iso3: str) -> dict[str, object]:
    """One country: recorded displacements a year by climate hazards, and people at risk by hazard at the time of the record."""
    ensemble = Ensemble()
    material = gather(shelf, find_region(iso3, shelf), silent)
    risk = hazards.at_risk(material, people.spread(material, ensemble), ensemble)
    known = table(shelf, "un-wpp-2024")
    then = persons(known, iso3, hazards.RECORD_YEAR)[0] / persons(known, iso3, people.NOW)[0]
    told = records.events(table(shelf, "disasters-pilots"), iso3)
    totals = table(shelf, "idmc-totals-2008-2021")
    anchors = records.anchors(told[told["year"] <= 2021], totals, iso3)
    per_year = sum(anchor.total / anchor.years for anchor in anchors.values())
    at_risk = {hazard: round(then * float(np.median(risk.plain[hazard]))) for hazard in SUDDEN}
    return {"iso3": iso3, "per_year": round(per_year, 1), "years": YEARS, **at_risk, "grade": "computed"}


def main() -> int:
    """Write the table."""
    shelf = Shelf()
    rows = [row(shelf, iso3) for iso3 in COUNTRIES]  # before the old table is overwritten, since every country reads it
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
