"""Findings that two countries can defend together: they hold for the whole range of both."""

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from highground.basis.claim import Agreement, Claim, Confidence, Evidence
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.research.confidence import confidence, lower, weakest

MODEL: Final = N_("The projections come from one glacier model; other models differ.")
GRID: Final = N_("The grid is 9 km wide: cold belts on narrow ridges are missed, and small refuges with them.")
LAG: Final = N_("Plants, animals and soils follow the climate with a delay of decades or more, and some cannot follow at all.")
RULE: Final = N_("A rule links lost area to lost species; it names no species and is wide by nature.")
REGION: Final = N_("Each country stands for its whole glacier region, not for its own glaciers.")
RATIO: Final = N_("The ratio to global warming comes from each country's own glacier region.")
WIDER: Final = N_("Different AR6 regions: the range covers a whole region, not the country.")
FAUNAS: Final = N_("The same rule for all species; the two faunas and floras differ.")
RECORDS: Final = N_("Same method, but the level rests on records that differ in length and completeness.")
SPARSE: Final = N_("Few glaciers are measured on the ground; the change is seen from space and averaged over the region.")
MOVES: Final = N_("Effects of climate on migration come from studies of other countries and scale with the people of a country.")
JUDGED: Final = N_("Judged by one rule in both countries until surveys ask; wishes and means differ in ways that no rule sees.")
LISTS: Final = N_("People are modelled from places; lists of places differ in completeness.")


@dataclass(frozen=True, slots=True)
class Rule:
    """A finding that holds only when the whole range of both countries lies on one side of a bar.

    `versus` is another warming level at which both ranges must lie wholly above those at `level`.
    """

    id: str
    topic: str
    indicator: str
    group: str
    level: float | None
    below: float | None  # high of both must lie below
    above: float | None  # low of both must lie above
    template: str
    against: tuple[str, ...]
    versus: float | None = None


RULES: Final = (
    Rule("shared-people", "people", "mountain_people_share", "definition:K1", None, None, 1.0,
         N_("People live in the mountains of both countries. Share of all people: {country_a} {a}; {country_b} {b}."), (LISTS,)),
    Rule("shared-loss", "glaciers", "glacier_mass_change", "", None, 0.0, None,
         N_("Glaciers already lose ice in both glacier regions, measured from 2000 to 2020. {country_a}: {a}; {country_b}: {b}."), (SPARSE, REGION)),
    Rule("shared-warming", "climate", "mountain_warming", "", 2.0, None, 0.0,
         N_("The mountains of both countries warm. At {level} of global warming they are warmer than in 1850-1900 by: {country_a} {a}; {country_b} {b}."),
         (RATIO,)),
    Rule("shared-ice", "glaciers", "glacier_mass_left", "", 2.0, 60.0, None,
         N_("Both glacier regions lose a large part of their ice. At {level} of global warming the ice of 2015 left in 2100: {country_a} {a}; {country_b} {b}."), (MODEL, REGION)),
    Rule("shared-ice-choice", "glaciers", "glacier_mass_left", "", 4.0, None, None,
         N_("Less warming keeps more ice in both glacier regions. {country_a}: {less_a} is left at {level_less}, {a} at {level}. {country_b}: {less_b} is left at {level_less}, {b} at {level}."),
         (MODEL,), versus=1.5),
    Rule("shared-nival", "ecosystems", "belt_area_left", "belt:nival", 2.0, 100.0, None,
         N_("The nival belt shrinks in both countries. At {level} of global warming its area of today that is left: {country_a} {a}; {country_b} {b}."), (GRID,)),
    Rule("shared-cold-belts", "ecosystems", "belt_area_left", "belt:alpine", 2.0, 100.0, None,
         N_("The alpine belt shrinks in both countries. At {level} of global warming its area of today that is left: {country_a} {a}; {country_b} {b}."), (GRID,)),
    Rule("shared-rise", "ecosystems", "belt_rise", "", 2.0, None, 0.0,
         N_("Climate belts climb in both countries. At {level} of global warming the temperatures of today lie higher by: {country_a} {a}; {country_b} {b}."), (LAG,)),
    Rule("shared-species", "ecosystems", "species_at_risk", "", 2.0, None, 0.0,
         N_("Species bound to the cold belts are at risk in both countries. Share of them at {level} of global warming: {country_a} {a}; {country_b} {b}."), (RULE, FAUNAS)),
    Rule("shared-heat", "climate", "hottest_day", "", 2.0, None, 0.0,
         N_("The hottest day of the year grows hotter in both climate regions. At {level} of global warming by: {country_a} {a}; {country_b} {b}."), (WIDER,)),
    Rule("shared-rain", "climate", "wettest_day", "", 2.0, None, 0.0,
         N_("The heaviest rain of a day grows in both climate regions. At {level} of global warming by: {country_a} {a}; {country_b} {b}."), (WIDER,)),
    Rule("shared-mudflows", "hazards", "hazard_frequency", "hazard:debris_flow", 2.0, None, 1.0,
         N_("Flash floods and debris flows grow more frequent in both countries. Frequency at {level} of global warming against today: {country_a} {a}; {country_b} {b}."), (WIDER,)),
    Rule("shared-displacement", "hazards", "displacement_place", "where:mountain", 1.09, None, 10.0,
         N_("Hazards displace people in the mountains of both countries. {country_a}: {a}; {country_b}: {b}."), (RECORDS,)),
    Rule("shared-involuntary", "mobility", "immobility", "cell:involuntary", 1.09, None, 1.0,
         N_("In both countries some people of the mountains wish to move and cannot. Share of them today: {country_a} {a}; {country_b} {b}."), (JUDGED,)),
)  # fmt: skip


def findings(table: pd.DataFrame, a: Run, b: Run) -> tuple[Claim, ...]:
    """The rules that both ranges satisfy, as claims that are as sure as the weaker of the two countries.

    table: as in twins.Twins.
    """
    found = (_finding(rule, table, a, b) for rule in RULES)
    return tuple(claim for claim in found if claim is not None)


def _finding(rule: Rule, table: pd.DataFrame, a: Run, b: Run) -> Claim | None:
    row = _row(rule, rule.level, table)
    if row is None or not _holds(rule, row):
        return None
    values: dict[str, object] = {side: _range(row, side) for side in ("a", "b")}
    values |= {"country_a": a.about["names"], "country_b": b.about["names"]}
    if rule.level is not None:
        values["level"] = rule.level
    rows = [row]
    if rule.versus is not None:
        less = _row(rule, rule.versus, table)
        if less is None or min(less.low_a - row.high_a, less.low_b - row.high_b) <= 0:
            return None
        values |= {"level_less": rule.versus, **{f"less_{side}": _range(less, side) for side in ("a", "b")}}
        rows.append(less)
    evidence, agreement, sure = weakest([_words(each, side, run) for each in rows for side, run in (("a", a), ("b", b))])
    lines = tuple(int(each.name) for each in rows)  # type: ignore[call-overload]
    against = (*rule.against, str(row.why)) if row.comparable == "no" else rule.against
    return Claim(rule.id, rule.topic, rule.template, values, lines, evidence, agreement, sure, against=against)


def _row(rule: Rule, level: float | None, table: pd.DataFrame) -> "pd.Series[Any] | None":
    """The first row of the rule's indicator at a level for which both countries have a number."""
    at_level = table["level"].isna() if level is None else table["level"] == level
    hit = table[(table["indicator"] == rule.indicator) & (table["group"] == rule.group) & at_level & (table["lacks"] == "")]
    return None if hit.empty else hit.iloc[0]


def _holds(rule: Rule, row: "pd.Series[Any]") -> bool:
    if rule.below is not None and max(row.high_a, row.high_b) >= rule.below:
        return False
    return rule.above is None or min(row.low_a, row.low_b) > rule.above


def _range(row: "pd.Series[Any]", side: str) -> dict[str, object]:
    return {**{end: float(row[f"{end}_{side}"]) for end in ("low", "mid", "high")}, "unit": str(row.unit)}


def _words(row: "pd.Series[Any]", side: str, run: Run) -> tuple[Evidence, Agreement, Confidence]:
    """Evidence, agreement and confidence of one side, never above the row's own confidence."""
    cards = str(row[f"sources_{side}"]).split()
    coarse = any(source.package for source in run.sources if source.id in cards)
    low, mid, high = (float(row[f"{end}_{side}"]) for end in ("low", "mid", "high"))
    evidence, agreement, word = confidence(str(row[f"how_{side}"]), str(row[f"grade_{side}"]), low, mid, high, coarse, len(cards))
    own: Confidence = row[f"confidence_{side}"]
    return evidence, agreement, lower(word, own)
