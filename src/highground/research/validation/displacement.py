"""Displacement a year beside records that the model has not seen, and beside the two generations of IDMC's model.

The record of 2008-2016 holds events of Kazakhstan, Ecuador, Peru and Nepal. Peru and Nepal are out of sample: no total and no event of
theirs is in the bundle, so that their numbers come from four other countries and from terrain alone. Kazakhstan and Ecuador are partly
in sample: the totals of 2008-2021 that set their level hold these years too. The record is taken as it is: incomplete, and of nine years.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData, MissingSource
from highground.catalogue.reference import Reference
from highground.catalogue.regions import find_region
from highground.catalogue.shelf import Shelf
from highground.research.chapters import hazard_risk, mountains, people
from highground.research.material import gather
from highground.research.validation.rows import Row, shown

DATASET, FILE = "displacement-events", "idmc_events_2008_2016.csv"
PUBLISHED: Final = "displacement_model_aad.csv"
COLUMNS: Final = ("ISO3", "Year", "Hazard Category", "Hazard Type", "New Displacements")
WEATHER: Final = "Weather related"
TYPES: Final = ("Flood", "Wet mass movement", "Dry mass movement")  # of those that weather set off
YEARS: Final = 9  # 2008 to 2016
SAMPLE: Final = {"KAZ": "partly in sample", "ECU": "partly in sample", "PER": "out of sample", "NPL": "out of sample"}
UNIT: Final = "displacements yr-1"
MODELS: Final = {("IDMC v1", "flood"): "floods, IDMC 2017", ("IDMC v2", "river flood"): "river floods, IDMC second generation"}


def checks(shelf: Shelf, reference: Reference) -> Iterator[Row]:
    """Records of four countries against our 90 % range, published models beside ours, and what is not tested."""
    recorded = yearly(pd.read_csv(reference.path(DATASET, FILE)))
    published = _published(reference)
    for iso3 in dict.fromkeys((*SAMPLE, *published["iso3"])):
        members = ours(shelf, iso3)
        if iso3 in SAMPLE:
            yield from against(iso3, members, recorded[iso3])
        for row in published[published["iso3"] == iso3].to_dict("records"):
            name = f"Displacement a year {iso3}, beside {row['words']}"
            yield shown(name, float(np.median(members)), float(row["aad_persons_per_year"]), UNIT, "IDMC")
    nothing = float("nan")
    yield shown("Displacement of years after 2016 (back-test): not done, data absent", nothing, nothing, UNIT, DATASET)


def yearly(events: pd.DataFrame) -> dict[str, float]:
    """Recorded displacements a year by country: floods and mass movements that weather set off; blanks are not reported, never zero.

    Raises BadData when columns are missing.
    """
    if lacking := [name for name in COLUMNS if name not in events]:
        raise BadData(f"{FILE} lacks {', '.join(lacking)}; copy the data set again")
    kept = events[(events["Hazard Category"] == WEATHER) & events["Hazard Type"].isin(TYPES)]
    sums = kept.groupby("ISO3")["New Displacements"].sum()
    return {str(iso3): float(total) / YEARS for iso3, total in sums.items()}


def ours(shelf: Shelf, iso3: str) -> Members:
    """Our displacements a year by all sudden hazards today, shape (member,)."""
    ensemble = Ensemble()
    material = gather(shelf, find_region(iso3, shelf), lambda *_: None)
    who = people.spread(material, ensemble)
    risk = hazard_risk.at_risk(material, who, ensemble)
    now = hazard_risk.today(material, who, risk, mountains.draw(ensemble)["K1"], ensemble)
    return sum(now.per_year.values(), np.zeros(ensemble.members))


def against(iso3: str, members: Members, recorded: float) -> Iterator[Row]:
    """Our middle beside the record, and where the record lies in our range: 5 to 95 % passes."""
    name = f"Displacement a year {iso3}, record 2008-2016 ({SAMPLE[iso3]})"
    yield shown(name, float(np.median(members)), recorded, UNIT, DATASET)
    rank = 100 * float((members < recorded).mean())
    yield Row(f"{name}: its place in our range", rank, 50.0, 5.0, 95.0, "%", DATASET)


def _published(reference: Reference) -> pd.DataFrame:
    """Present-day results of both generations for floods; empty where the table is not at hand."""
    try:
        table = pd.read_csv(reference.facts(PUBLISHED))
    except MissingSource:
        return pd.DataFrame({"iso3": [], "aad_persons_per_year": [], "words": []})
    words = [MODELS.get((model, hazard)) for model, hazard in zip(table["model"], table["hazard"], strict=True)]
    table = table.assign(words=pd.Series(words, index=table.index, dtype="string"))
    kept: pd.DataFrame = table[(table["scenario"] == "present") & table["words"].notna()]
    return kept
