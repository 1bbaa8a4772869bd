"""The few numbers that lead a profile and whose doubt is ranked."""

from typing import Final

import pandas as pd

from highground.basis.scenario import TODAY
from highground.basis.words import N_

Headline = tuple[str, str, float, str]  # indicator, group, level (NaN where none), label for translation
WANTED: Final[tuple[Headline, ...]] = (
    ("mountain_people_share", "definition:K1", float("nan"), N_("Share of people in mountains (K1)")),
    ("mountain_warming", "", 2.0, N_("Warming in the mountains at 2 °C")),
    ("glacier_mass_left", "rgi:", 2.0, N_("Glacier ice left by 2100 at 2 °C")),
    ("glacier_mass_left", "rgi:", 3.0, N_("Glacier ice left by 2100 at 3 °C")),
    ("belt_area_left", "belt:alpine", 2.0, N_("Alpine belt left at 2 °C")),
    ("growing_season", "belt:alpine", 2.0, N_("Pasture season at 2 °C, on land that is alpine today")),
    ("species_at_risk", "", 2.0, N_("Species at risk at 2 °C")),
    ("displacement_aad", "", TODAY, N_("Average annual displacement")),
)


def headlines(evidence: pd.DataFrame) -> list[Headline]:
    """Those of the wanted headlines that the evidence holds, as (indicator, group, level, label); level is NaN where none.

    Of several glacier regions the first in the table is taken: the country's main one. Rows of units do not count.
    """
    found: list[Headline] = []
    values = evidence[(evidence["status"] == "value") & ~evidence["place"].str.contains("-")]
    for indicator, group, level, label in WANTED:
        rows = values[values["indicator"] == indicator]
        rows = rows[rows["group"].str.startswith(group) if group.endswith(":") else rows["group"] == group]
        rows = rows[rows["level"].isna() if pd.isna(level) else (rows["level"] - level).abs() < 1e-9]
        if len(rows):
            found.append((indicator, str(rows["group"].iloc[0]), level, label))
    return found
