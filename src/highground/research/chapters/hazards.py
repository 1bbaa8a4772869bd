"""Who may be displaced by mountain hazards: a year, once in a hundred years, where, now and at each warming level."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.estimate import Estimate, How
from highground.basis.hazards import RETURN_YEARS, SLOW, SUDDEN
from highground.basis.indicators import BY_ID
from highground.basis.scenario import ALL_LEVELS, TODAY
from highground.basis.words import N_
from highground.people import population
from highground.people.impacts import annual, exceedance, records, returns, severity
from highground.research.chapters import mapped
from highground.research.chapters.hazard_change import Change
from highground.research.chapters.hazard_risk import GRID, National, Risk, at_risk, today
from highground.research.chapters.mountains import RULE
from highground.research.chapters.people import LATER, NOW, Spread
from highground.research.evidence import Ledger
from highground.research.material import Material

CASE_LEVEL: Final = 2.0  # degC, warming level of the two-by-two comparison
RARE_YEARS: Final = 100.0  # yr, of displacement_pmd100
MOUNTAIN: Final = "where:mountain"  # group of the part of a unit's displacement in its mountains
PLACES: Final = ("mountain", "elsewhere", "unknown")
WHERE: Final = {"yes": "mountain", "no": "elsewhere", "unknown": "unknown"}  # words of the events table
JUDGED: Final = ("outburst",)  # hazards whose change with warming has a form that we judged
UNSEEN: Final = (
    "river_flood",
)  # hazards whose ground the 9 km grid cannot tell: a flood plain is narrower, and most people live beside one
LASTING_DAYS: Final = (10, 20, 30)
PUBLISHED: Final = "published-estimates"
RETURN: Final = "kazakhstan-return-2024"


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What hazards do in a country today and at each level, before a row is written. factors: by level and hazard, None where not
    known; curve: of return, None without counts.
    """

    risk: Risk
    now: National
    change: Change
    factors: Mapping[float, Mapping[str, Members | None]]
    curve: returns.ReturnCurve | None

    def times(self, level: float) -> Members | None:
        """Displacements a year of all sudden hazards at a level over those of today, shape (member,); None where one is not known."""
        factors = self.factors[level]
        if not self.now.per_year or any(factors.get(hazard) is None for hazard in self.now.per_year):
            return None
        then = [per_year * np.asarray(factors[hazard]) for hazard, per_year in self.now.per_year.items()]
        now = np.sum(list(self.now.per_year.values()), axis=0)
        return np.asarray(np.divide(np.sum(then, axis=0), now, out=np.ones_like(now), where=now > 0))

    def sources(self, level: float) -> tuple[str, ...]:
        """Cards behind displacements of all hazards together."""
        return _all(self.now, self.change.sources if level != TODAY else {})


def look(material: Material, who: Spread, inputs: xr.Dataset, logit: Members, ensemble: Ensemble) -> Seen:
    """Everything that the rows rest on, worked out once. logit: error of the K1 map."""
    risk = at_risk(material, who, ensemble)
    now = today(material, who, risk, logit, ensemble)
    change = Change(material, risk, inputs, ensemble)
    counts = material.tables[RETURN]
    counts = counts[counts["iso3"] == material.region.iso3]
    curve = None if counts.empty else returns.fit(returns.counts(counts), ensemble)
    return Seen(risk, now, change, {level: change.factors(level) for level in ALL_LEVELS}, curve)


def write(ledger: Ledger, material: Material, who: Spread, seen: Seen, ensemble: Ensemble) -> dict[str, Members]:
    """Rows of topic hazards; returns the draws by label."""
    now, change = seen.now, seen.change
    _exposed(ledger, who, seen.risk, now)
    for level in ALL_LEVELS:
        _displaced(ledger, now, seen.factors[level], change.sources, level)
        _frequency(ledger, seen.factors[level], change, level)
    _rare(ledger, now)
    _cases(ledger, material, now, seen.factors[CASE_LEVEL], change.sources, ensemble)
    _in_units(ledger, material, who, now)
    _recorded(ledger, material)
    _published(ledger, material)
    _lasting(ledger, seen.curve)
    mapped.write(ledger, material, who, ensemble)
    return labelled(now, now.late, ensemble)


def labelled(now: National, late: bool, ensemble: Ensemble) -> dict[str, Members]:
    """The draws that move headlines, by the words that readers see. late: whether the record holds events after its totals."""
    complete = ensemble.between("hazards.completeness", *severity.COMPLETENESS)
    main = max(now.per_year, key=lambda hazard: float(np.median(now.per_year[hazard])), default="")
    found = {N_("How complete records of displacement are"): complete}
    if main:
        found[N_("How typical the recorded years are")] = now.levels[main].ratio
        found[N_("How heavy the tail of event sizes is")] = now.levels[main].power
        found[N_("Share of people displaced in rare events")] = annual.share_displaced(ensemble)[main]
        found[N_("What records of other countries allow")] = ensemble.uniform("hazards.pool")
        if not isinstance(protection := now.levels[main].protection, float):
            found[N_("How well dykes, warning and building protect")] = protection
    if late:
        found[N_("Whether floods after the last totals count to the mean")] = ensemble.uniform("hazards.later")
    return found


def _exposed(ledger: Ledger, who: Spread, risk: Risk, now: National) -> None:
    for number, hazard in enumerate(SUDDEN):
        sources, group = (*GRID, *who.sources), f"hazard:{hazard}"
        if hazard in now.per_year and hazard in UNSEEN:
            ledger.blank("hazard_people", "not reported", "modelled", sources, group=group, year=NOW)
        elif hazard in now.per_year:
            ledger.add("hazard_people", risk.reached[number], "modelled", sources, group=group, year=NOW)
        else:
            ledger.blank("hazard_people", "not applicable", "modelled", sources, group=group, year=NOW)


def _displaced(
    ledger: Ledger, now: National, factors: Mapping[str, Members | None], more: Mapping[str, tuple[str, ...]], level: float
) -> None:
    """Rows of displacement a year, by hazard and place, and of rare events, at a level; not reported where a factor is not known."""
    for hazard in SUDDEN:
        group, factor = f"hazard:{hazard}", factors.get(hazard)
        if hazard not in now.per_year:
            ledger.blank("displacement_aad", "not applicable", "modelled", GRID, group=group, level=level)
        elif factor is None:
            ledger.blank("displacement_aad", "not reported", "modelled", now.sources[hazard], group=group, level=level)
        else:
            sources = (*now.sources[hazard], *(more[hazard] if level != TODAY else ()))
            ledger.add("displacement_aad", now.per_year[hazard] * factor, "modelled", sources, group=group, level=level)
    known = [hazard for hazard in now.per_year if factors.get(hazard) is not None]
    sources = _all(now, more if level != TODAY else {})
    groups = [("displacement_aad", ""), *(("displacement_place", f"where:{where}") for where in PLACES)]
    groups += [("displacement_pmd", f"return:{years}") for years in RETURN_YEARS]
    if len(known) < len(now.per_year) or not known:
        for indicator, group in groups:
            ledger.blank(indicator, "not reported", "modelled", sources, group=group, level=level)
        return
    total, places, curve = _summed(now, factors)
    rows = [total, *places.T, *exceedance.pmd_of_curves(severity.SIZES, curve, RETURN_YEARS).T]
    for (indicator, group), members in zip(groups, rows, strict=True):
        cards = (*sources, *RULE["K1"]) if indicator == "displacement_place" else sources
        ledger.add(indicator, members, "modelled", cards, group=group, level=level)


def _summed(now: National, factors: Mapping[str, Members | None]) -> tuple[Members, NDArray[np.float64], NDArray[np.float64]]:
    """Displacements a year of all hazards, the same by place, and the curve of all, at the factors."""
    scaled = {hazard: np.asarray(factors[hazard]) for hazard in now.per_year}
    total = sum((now.per_year[hazard] * factor for hazard, factor in scaled.items()), np.zeros(1))
    places = sum(
        (now.places[hazard] * (now.per_year[hazard] * factor)[:, None] for hazard, factor in scaled.items()), np.zeros((1, 3))
    )
    curve = sum((now.curves[hazard] * factor[:, None] for hazard, factor in scaled.items()), np.zeros((1, 1)))
    return total, places, curve


def _frequency(ledger: Ledger, factors: Mapping[str, Members | None], change: Change, level: float) -> None:
    if level == TODAY:
        return
    for hazard in (*SUDDEN, *SLOW):
        group, factor = f"hazard:{hazard}", factors.get(hazard)
        if hazard not in change.here:
            ledger.blank("hazard_frequency", "not applicable", "modelled", GRID, group=group, level=level)
        elif factor is None:
            ledger.blank("hazard_frequency", "not reported", "modelled", change.sources[hazard], group=group, level=level)
        else:
            how: How = "judged" if hazard in JUDGED else "modelled"
            ledger.add("hazard_frequency", factor, how, change.sources[hazard], group=group, level=level)


def _rare(ledger: Ledger, now: National) -> None:
    for hazard in SUDDEN:
        group = f"hazard:{hazard}"
        if hazard in now.curves:
            size = exceedance.pmd_of_curves(severity.SIZES, now.curves[hazard], RARE_YEARS)[:, 0]
            ledger.add("displacement_pmd100", size, "modelled", now.sources[hazard], group=group, level=TODAY)
        else:
            ledger.blank("displacement_pmd100", "not applicable", "modelled", GRID, group=group, level=TODAY)


def _cases(  # noqa: PLR0917
    ledger: Ledger,
    material: Material,
    now: National,
    factors: Mapping[str, Members | None],
    more: Mapping[str, tuple[str, ...]],
    ensemble: Ensemble,
) -> None:
    """Two by two: climate of today or of the level, people of today or of 2050; hazards are hit in proportion to people."""
    table, iso3 = material.tables["un-wpp-2024"], material.region.iso3
    grown = population.national_total(table, iso3, LATER, ensemble) / population.national_total(table, iso3, NOW, ensemble)
    total = sum(now.per_year.values(), np.zeros(ensemble.members))
    known = all(factors.get(hazard) is not None for hazard in now.per_year)
    warmer = _summed(now, factors)[0] if known else np.full(ensemble.members, np.nan)
    cases = {
        "now": (total, TODAY, NOW),
        "climate": (warmer, CASE_LEVEL, NOW),
        "people": (total * grown, TODAY, LATER),
        "both": (warmer * grown, CASE_LEVEL, LATER),
    }
    for case, (members, level, year) in cases.items():
        sources = _all(now, more if level != TODAY else {})
        if np.isfinite(members).all():
            ledger.add("displacement_case", members, "modelled", sources, group=f"case:{case}", level=level, year=year)
        else:
            ledger.blank("displacement_case", "not reported", "modelled", sources, group=f"case:{case}", level=level, year=year)


def _in_units(ledger: Ledger, material: Material, who: Spread, now: National) -> None:
    homes = population.people_by(material.pieces["unit"], len(material.units), who.patterns, who.weights, who.total)
    best, high, sources = annual.top_five(now.units), annual.top_five(now.mountain_units), _all(now, {})
    for number, code in enumerate(material.units["code"]):
        here, inside, place = now.units[:, number], now.mountain_units[:, number], str(code)
        ledger.add("unit_displacement", here, "modelled", sources, place=place, level=TODAY)
        ledger.add("unit_displacement", inside, "modelled", (*sources, *RULE["K1"]), place=place, group=MOUNTAIN, level=TODAY)
        if (homes[:, number] > 0).all():
            ledger.add("unit_displacement_rate", 1e5 * here / homes[:, number], "modelled", sources, place=place, level=TODAY)
        else:
            ledger.blank("unit_displacement_rate", "not applicable", "modelled", sources, place=place, level=TODAY)
        for group, chance in (("", float(best[number])), (MOUNTAIN, float(high[number]))):
            cards = (*sources, *RULE["K1"]) if group else sources
            estimate = Estimate(chance, chance, chance, "%", "modelled", cards)
            ledger.state("unit_top_five", estimate, place=place, group=group, level=TODAY)


def _recorded(ledger: Ledger, material: Material) -> None:
    """The largest recorded displacement and evacuation of each place, one count of one event; not reported where none is on record."""
    told, source = records.climate(material.told), (material.told_card,)
    told = told[told["year"] >= records.FIRST_YEAR].sort_values("persons", ascending=False)
    moved = told["measure"].astype(str).str.startswith("evacuat")
    for indicator, rows in (("displacement_recorded", told[~moved]), ("evacuation_recorded", told[moved])):
        for row in rows.drop_duplicates("mountain").to_dict("records"):
            low, persons, high = (float(row[end]) for end in ("low", "persons", "high"))
            estimate = Estimate(low, persons, high, BY_ID[indicator].unit, "counted", source)
            where = WHERE[row["mountain"]]
            ledger.state(indicator, estimate, group=f"where:{where}", year=int(row["year"]), grade=row["grade"])
        if rows.empty:
            ledger.blank(indicator, "not reported", "counted", source)


def _published(ledger: Ledger, material: Material) -> None:
    """What others have published, as single figures; not reported where we hold none."""
    mine = material.tables[PUBLISHED]
    mine = mine[mine["iso3"] == material.region.iso3]
    for row in mine[mine["index_0_10"].notna()].to_dict("records"):
        index = float(row["index_0_10"])
        estimate = Estimate(index, index, index, BY_ID["risk_index"].unit, "judged", (PUBLISHED,))
        ledger.state("risk_index", estimate, group=f"estimate:{row['estimate']}", year=int(row["year"]))
    rows = mine[mine["aad"].notna()]
    for row in rows.to_dict("records"):
        group, year = f"estimate:{row['estimate']}", int(row["year"])
        for indicator, value in (("displacement_published", row["aad"]), ("displacement_pmd100", row["pmd100"])):
            unit = BY_ID[indicator].unit
            estimate = Estimate(float(value), float(value), float(value), unit, "modelled", (PUBLISHED,))
            ledger.state(indicator, estimate, group=group, year=year)
    if mine.empty:
        for indicator in ("displacement_published", "risk_index"):
            ledger.blank(indicator, "not reported", "modelled", (PUBLISHED,))


def _lasting(ledger: Ledger, curve: returns.ReturnCurve | None) -> None:
    """Share of evacuated people not yet back, from the counts of one flood; not reported for countries without such counts."""
    for days in LASTING_DAYS:
        group = f"days:{days}"
        if curve is None:
            ledger.blank("displacement_lasting", "not reported", "counted", (RETURN,), group=group)
        else:
            share = 100 * curve.displaced(float(days))[:, 0]
            ledger.add("displacement_lasting", share, "modelled", (RETURN, "highground-judgement"), group=group, year=2024)


def _all(now: National, more: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found = [card for hazard in now.sources for card in (*now.sources[hazard], *more.get(hazard, ()))]
    return tuple(sorted(set(found))) or GRID
