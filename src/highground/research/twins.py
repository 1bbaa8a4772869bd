"""Two countries side by side: what compares, what does not and why, and what both can defend together."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from highground.basis.claim import Claim
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.research.shared import FAUNAS, JUDGED, LISTS, MOVES, RATIO, RECORDS, REGION, WIDER, findings

SAME: Final = N_("Same definition, same grid and same draws in both countries.")
BORDERS: Final = N_("A move is counted when it crosses a border between units; countries of small units have more of them.")
COMPARABLE: Final = {  # indicator -> verdict, reason; an indicator that is not listed compares fully
    "level_year": ("yes", N_("Global warming is the same for both; the years are equal by construction.")),
    "warming_share": ("yes", N_("Global warming is the same for both; the chances are equal by construction.")),
    "mountain_warming": ("with care", RATIO),
    "hottest_day": ("with care", WIDER),
    "coldest_night": ("with care", WIDER),
    "wettest_day": ("with care", WIDER),
    "wettest_five_days": ("with care", WIDER),
    "dry_spell": ("with care", WIDER),
    "glacier_area": ("no", N_("National inventories differ in method and year; never compare their areas.")),
    "glacier_mass_change": ("with care", REGION),
    "glacier_mass_left": ("with care", REGION),
    "glacier_area_left": ("with care", REGION),
    "summer_water_index": ("with care", N_("The index ranks ice loss; it is not a volume of water and rivers differ.")),
    "species_at_risk": ("with care", FAUNAS),
    **dict.fromkeys(
        ("displacement_aad", "displacement_place", "displacement_pmd", "displacement_pmd100", "displacement_case"),
        ("with care", RECORDS),
    ),
    **dict.fromkeys(("internal_moves", "emigration_moves"), ("with care", BORDERS)),
    **dict.fromkeys(("moves_added", "moves_driver", "moves_income", "moves_sum", "moves_sum_share"), ("with care", MOVES)),
    **dict.fromkeys(("immobility", "immobility_people", "immobility_band", "pasture_pays", "pasture_reach"), ("with care", JUDGED)),
    "displaced_stock": ("with care", RECORDS),
    "net_migration": ("yes", N_("Same source and same year in both countries.")),
    "hazard_frequency": ("with care", WIDER),
    "hazard_people": ("with care", LISTS),
    "population": ("yes", N_("Same source and same year in both countries.")),
    "people_k1": ("with care", LISTS),
    "people_band": ("with care", LISTS),
    "people_place": ("with care", LISTS),
    "mountain_people_share": ("with care", LISTS),
}
ONE_REGION: Final = N_("Both lie in one region: the numbers are the same by construction and do not tell the countries apart.")
ALL_YEAR: Final = N_("Near the equator the season lasts all year; its length says nothing about pasture there.")
ALL_YEAR_DAYS: Final = 364  # of 365: a middle estimate from here on is a season without end
LACKING: Final = {  # indicator -> why a country has no number; {country} is the one without
    **dict.fromkeys(
        ("belt_area", "belt_area_left", "belt_elevation", "growing_season", "productivity", "species_at_risk"),
        N_("{country}: the belt is too small for this grid, so there is no number."),
    ),
    "level_year": N_("The level is not reached by 2100 on this emission path."),
    **dict.fromkeys(
        ("glacier_mass_change", "glacier_mass_left", "glacier_area_left", "summer_water_index"),
        N_("{country}: no glacier region is on record."),
    ),
    **dict.fromkeys(
        ("hottest_day", "coldest_night", "wettest_day", "wettest_five_days", "dry_spell"),
        N_("{country}: no figure is on record for its climate region."),
    ),
    **dict.fromkeys(
        ("pasture_window", "pasture_climb", "pasture_reach", "pasture_pays"),
        N_("{country}: no cold season bounds its pastures, or the belt is too small for this grid, so there is no number."),
    ),
    **dict.fromkeys(
        ("displacement_aad", "displacement_pmd100", "hazard_frequency", "hazard_people"),
        N_("{country}: the hazard reaches nobody on this grid, or no figure is on record."),
    ),
}
POOLED: Final = N_("One country has records of its own, the other is judged by those of four others; their levels do not compare.")
OWN, TOTALS = "disasters-pilots", "idmc-totals-2008-2021"  # totals without events: a country that the pool speaks for
APART: Final = (
    "displacement_published",
    "displacement_recorded",
    "evacuation_recorded",
    "displacement_lasting",
    "displacement_mapped",
    "moves_published",
    "net_recorded",
    "net_mean",
    "lifetime_out",
    "relocation_people",
)
NOT_REPORTED: Final = N_("{country}: not reported.")
LEVELS_OF: Final = ("displacement_aad", "displacement_place", "displacement_pmd", "displacement_pmd100", "displacement_case")
KEYS: Final = ["indicator", "group", "level", "year"]
SHARED_GROUPS: Final = (
    "",
    "definition",
    "k1",
    "band",
    "belt",
    "where",
    "ssp",
    "hazard",
    "return",
    "case",
    "kind",
    "driver",
    "income",
    "cell",
    "reach",
)  # the same in both


@dataclass(frozen=True, slots=True)
class Twins:
    """Two runs and their comparison.

    table: indicator, group, level, year, unit, low_a, mid_a, high_a, status_a, how_a, grade_a, confidence_a, sources_a,
        region_a (the glacier or AR6 region behind the number, empty for others), row_a (in the evidence of a), the same with _b,
        lacks (sides without a number: empty, a, b or ab), comparable (yes, with care, no) and why (message for translation;
        {country} stands for the countries in `lacks`).
    findings: claims that the ranges of both countries support; their rows are rows of the table.
    """

    a: Run
    b: Run
    table: pd.DataFrame
    findings: tuple[Claim, ...]


def mirror(a: Run, b: Run) -> Twins:
    """Compare two runs made with the same seed, members and version; raises ValueError when they were not."""
    for key in ("seed", "members", "version"):
        if a.about[key] != b.about[key]:
            raise ValueError(f"the two runs differ in {key}: {a.about[key]} and {b.about[key]}; run both again")
    table = side_by_side(a, b)
    return Twins(a, b, table, findings(table, a, b))


def side_by_side(a: Run, b: Run) -> pd.DataFrame:
    """National rows of both evidence tables, joined on indicator, group, level and year; columns as in Twins."""
    pairs = _national(a).merge(_national(b), on=KEYS, how="outer", suffixes=("_a", "_b"), sort=True)
    pairs["unit"] = pairs["unit_a"].fillna(pairs["unit_b"])
    for side in ("a", "b"):
        pairs[f"status_{side}"] = pairs[f"status_{side}"].fillna("not applicable")
        pairs[f"region_{side}"] = pairs[f"region_{side}"].fillna("")
    blank = {side: pairs[f"status_{side}"] != "value" for side in ("a", "b")}
    pairs["lacks"] = blank["a"].map({True: "a", False: ""}) + blank["b"].map({True: "b", False: ""})
    verdicts = [_verdict(row) for row in pairs.to_dict("records")]
    pairs["comparable"] = [verdict for verdict, _ in verdicts]
    pairs["why"] = [why for _, why in verdicts]
    return pairs.drop(columns=["unit_a", "unit_b"])


def _verdict(row: dict[Hashable, Any]) -> tuple[str, str]:
    """Whether the two numbers of a row compare, and why or why not."""
    indicator = str(row["indicator"])
    if row["lacks"]:
        return "no", LACKING.get(indicator, NOT_REPORTED)
    if indicator in ("growing_season", "pasture_window") and max(row["mid_a"], row["mid_b"]) >= ALL_YEAR_DAYS:
        return "no", ALL_YEAR
    if row["region_a"] and row["region_a"] == row["region_b"]:
        return "no", ONE_REGION
    if indicator in LEVELS_OF and _pooled(row["sources_a"]) != _pooled(row["sources_b"]):
        return "no", POOLED
    return COMPARABLE.get(indicator, ("yes", SAME))


def _pooled(sources: object) -> bool:
    cards = str(sources).split()
    return TOTALS in cards and OWN not in cards


def _national(run: Run) -> pd.DataFrame:
    """The country's own rows; glacier and AR6 regions move to a column of their own so that rows can meet."""
    rows = run.evidence[run.evidence["place"] == run.about["iso3"]].copy()
    rows["row"] = pd.array(rows.index, dtype="Int64")
    kind = rows["group"].str.partition(":")[0]
    regional = ~kind.isin(SHARED_GROUPS)
    rows["region"] = rows["group"].where(regional, "")
    rows.loc[regional, "group"] = ""
    apart = kind.isin(["series", "estimate"]) | rows["indicator"].isin(APART)
    rows = rows[~apart]  # inventories, published estimates and single events are never set side by side as one number
    rows = rows.drop_duplicates(KEYS)  # the first region named is the country's main one
    kept: pd.DataFrame = rows[
        [*KEYS, "low", "mid", "high", "status", "how", "grade", "confidence", "unit", "sources", "region", "row"]
    ]
    return kept
