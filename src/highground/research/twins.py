"""Two countries side by side: what compares, what does not and why, and what both can defend together."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from highground.basis.claim import CONFIDENCES, Agreement, Claim, Confidence, Evidence
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.research.confidence import confidence

SAME: Final = N_("Same definition, same grid and same ensemble in both countries.")
COMPARABLE: Final = {  # indicator -> verdict, reason; an indicator that is not listed compares fully
    "level_year": ("yes", N_("Global warming is the same for both; the years are equal by construction.")),
    "warming_share": ("yes", N_("Global warming is the same for both; the chances are equal by construction.")),
    "mountain_warming": ("with care", N_("The ratio to global warming comes from each country's own glacier region.")),
    "hottest_day": ("with care", N_("Different AR6 regions: the range covers a whole region, not the country.")),
    "coldest_night": ("with care", N_("Different AR6 regions: the range covers a whole region, not the country.")),
    "wettest_day": ("with care", N_("Different AR6 regions: the range covers a whole region, not the country.")),
    "wettest_five_days": ("with care", N_("Different AR6 regions: the range covers a whole region, not the country.")),
    "dry_spell": ("with care", N_("Different AR6 regions: the range covers a whole region, not the country.")),
    "glacier_area": ("no", N_("National inventories differ in method and year; never compare their areas.")),
    "glacier_mass_change": ("with care", N_("Each country stands for its whole glacier region, not for its own glaciers.")),
    "glacier_mass_left": ("with care", N_("Each country stands for its whole glacier region, not for its own glaciers.")),
    "glacier_area_left": ("with care", N_("Each country stands for its whole glacier region, not for its own glaciers.")),
    "summer_water_index": ("with care", N_("The index ranks ice loss; it is not a volume of water and rivers differ.")),
    "species_at_risk": ("with care", N_("The same rule for all species; the two faunas and floras differ.")),
    "growing_season": ("with care", N_("Near the equator the season lasts all year: days of season mean different things.")),
    "people_k1": ("with care", N_("People are modelled from places; lists of places differ in completeness.")),
    "people_band": ("with care", N_("People are modelled from places; lists of places differ in completeness.")),
    "people_place": ("with care", N_("People are modelled from places; lists of places differ in completeness.")),
    "mountain_people_share": ("with care", N_("People are modelled from places; lists of places differ in completeness.")),
}
KEYS: Final = ["indicator", "group", "level", "year"]
SHARED_GROUPS: Final = ("", "definition", "k1", "band", "belt", "where", "ssp")  # kinds of group that mean the same in both


@dataclass(frozen=True, slots=True)
class Twins:
    """Two runs and their comparison.

    table: indicator, group, level, year, unit, low_a, mid_a, high_a, status_a, confidence_a, the same with _b,
        comparable (yes, with care, no) and why (message for translation).
    findings: claims that the ranges of both countries support.
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
    """National rows of both evidence tables, joined on indicator, group, level and year."""
    pairs = _national(a).merge(_national(b), on=KEYS, how="outer", suffixes=("_a", "_b"), sort=True)
    pairs["unit"] = pairs["unit_a"].fillna(pairs["unit_b"])
    for side in ("a", "b"):
        pairs[f"status_{side}"] = pairs[f"status_{side}"].fillna("not applicable")
    verdicts = [COMPARABLE.get(name, ("yes", SAME)) for name in pairs["indicator"]]
    pairs["comparable"] = [verdict for verdict, _ in verdicts]
    pairs["why"] = [why for _, why in verdicts]
    return pairs.drop(columns=["unit_a", "unit_b"])


def _national(run: Run) -> pd.DataFrame:
    """The country's own rows; regional groups (glacier and AR6 regions) lose their code so that they can meet."""
    rows = run.evidence[run.evidence["place"] == run.about["iso3"]].copy()
    kind = rows["group"].str.partition(":")[0]
    regional = ~kind.isin(SHARED_GROUPS)
    rows = rows[~(regional & (kind == "series"))]  # inventories are never set side by side as one number
    rows.loc[regional, "group"] = ""
    rows = rows.drop_duplicates(KEYS)  # the first region named is the country's main one
    kept: pd.DataFrame = rows[[*KEYS, "low", "mid", "high", "status", "how", "grade", "confidence", "unit", "sources"]]
    return kept


@dataclass(frozen=True, slots=True)
class Rule:
    """A finding that holds only when the whole range of both countries lies on one side of a bar."""

    id: str
    topic: str
    indicator: str
    group: str
    level: float
    below: float | None  # high of both must lie below
    above: float | None  # low of both must lie above
    template: str


RULES: Final = (
    Rule("shared-warming", "climate", "mountain_warming", "", 2.0, None, 0.0,
         N_("The mountains of both countries warm: at {level} of global warming {country_a} by {a} and {country_b} by {b}.")),
    Rule("shared-ice", "glaciers", "glacier_mass_left", "", 2.0, 60.0, None,
         N_("Both glacier regions lose a large part of their ice by 2100 at {level}: {a} is left in the region of {country_a}, {b} in that of {country_b}.")),
    Rule("shared-ice-limit", "glaciers", "glacier_mass_left", "", 4.0, 50.0, None,
         N_("Holding warming lower keeps ice in both: at {level} only {a} is left in the region of {country_a} and {b} in that of {country_b}.")),
    Rule("shared-cold-belts", "ecosystems", "belt_area_left", "belt:alpine", 2.0, 100.0, None,
         N_("The alpine belt shrinks in both countries: at {level} {a} of today's area is left in {country_a} and {b} in {country_b}.")),
    Rule("shared-nival", "ecosystems", "belt_area_left", "belt:nival", 2.0, 100.0, None,
         N_("The nival belt shrinks in both countries: at {level} {a} of today's area is left in {country_a} and {b} in {country_b}.")),
    Rule("shared-rise", "ecosystems", "belt_rise", "", 2.0, None, 0.0,
         N_("Climate belts climb in both countries: by {a} in {country_a} and {b} in {country_b} at {level}.")),
    Rule("shared-species", "ecosystems", "species_at_risk", "", 2.0, None, 0.0,
         N_("Species bound to the cold belts are at risk in both: {a} in {country_a} and {b} in {country_b} at {level}.")),
)  # fmt: skip


def findings(table: pd.DataFrame, a: Run, b: Run) -> tuple[Claim, ...]:
    """The rules that both ranges satisfy, as claims with the lower of the two confidences."""
    found = (_finding(rule, table, a, b) for rule in RULES)
    return tuple(claim for claim in found if claim is not None)


def _finding(rule: Rule, table: pd.DataFrame, a: Run, b: Run) -> Claim | None:
    hit = table[
        (table["indicator"] == rule.indicator) & (table["group"] == rule.group) & (table["level"] == rule.level)
        & (table["status_a"] == "value") & (table["status_b"] == "value")
    ]  # fmt: skip
    if hit.empty:
        return None
    row = hit.iloc[0]
    if rule.below is not None and max(row.high_a, row.high_b) >= rule.below:
        return None
    if rule.above is not None and min(row.low_a, row.low_b) <= rule.above:
        return None
    words = [_words(row, side) for side in "ab"]
    evidence, agreement, sure = min(words, key=lambda each: CONFIDENCES.index(each[2]))  # the weaker side speaks for both
    sides = {
        side: {"low": row[f"low_{side}"], "mid": row[f"mid_{side}"], "high": row[f"high_{side}"], "unit": row.unit} for side in "ab"
    }
    values: dict[str, object] = {**sides, "level": rule.level, "country_a": a.about["names"], "country_b": b.about["names"]}
    lines = (int(hit.index[0]),)
    return Claim(rule.id, rule.topic, rule.template, values, lines, evidence, agreement, sure, against=(str(row.why),))


def _words(row: pd.Series, side: str) -> tuple[Evidence, Agreement, Confidence]:
    """Evidence, agreement and confidence of one side; the row's own confidence already knows how coarse its grid is."""
    sources = str(row[f"sources_{side}"]).split()
    low, mid, high = (float(row[f"{name}_{side}"]) for name in ("low", "mid", "high"))
    evidence, agreement, _ = confidence(str(row[f"how_{side}"]), str(row[f"grade_{side}"]), low, mid, high, False, len(sources))
    sure: Confidence = row[f"confidence_{side}"]
    return evidence, agreement, sure
