"""How many people live in the mountains, by definition, class, altitude and unit, and how many elsewhere or unknown."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.indicators import BAND_EDGES_M
from highground.basis.words import N_
from highground.people import population
from highground.research.chapters import mountains
from highground.research.chapters.ecosystems import season_of
from highground.research.chapters.mountains import K1_CLASSES, band
from highground.research.evidence import Ledger
from highground.research.material import Material

YEARS: Final = (2025, 2050, 2100)  # of the national total
NOW: Final = 2025  # year of every split by place; five-year steps of UN WPP are exact
LATER: Final = 2050  # the same places with the total of that year: no migration is modelled here
FEW: Final = 1e-4  # share of the nation below which a class or altitude has no number of people; judged
BAND: Final = ("highground-judgement", "itu-p1511-2", "un-wpp-2024")  # and the cards that say where people live
RULE: Final = {definition: (*BAND, *cards) for definition, cards in mountains.RULE.items()}


@dataclass(frozen=True, slots=True)
class Spread:
    """The patterns of a country, their weights by member, and the national total of `NOW` by member."""

    patterns: xr.Dataset
    weights: xr.Dataset
    total: Members
    sources: tuple[str, ...]  # cards that say where people live: places, or the raster of a pack


def spread(material: Material, ensemble: Ensemble) -> Spread:
    """Choose the rule (bundled, or the raster of a pack) and sample its weights."""
    table, iso3 = material.tables["un-wpp-2024"], material.region.iso3
    middle = population.persons(table, iso3, NOW)[0]
    if material.raster is not None:
        patterns = population.raster_patterns(material.raster, material.pieces)
        where = tuple(material.raster.attrs["sources"])
    else:
        days, growth = season_of(material)
        patterns, where = population.patterns(material.pieces, material.places, growth, days), ("geonames-cities500",)
    weights = population.sample(ensemble, patterns, middle)
    return Spread(patterns, weights, population.national_total(table, iso3, NOW, ensemble), where)


def labelled(who: Spread, units: list[str]) -> dict[str, Members]:
    """The draws that move headlines, by the words that readers see; units are names in the order of the outline."""
    return {N_("National total of people"): who.total} | population.inputs(who.patterns, who.weights, units)


def write(ledger: Ledger, material: Material, who: Spread, logit: dict[str, Members], ensemble: Ensemble) -> None:
    """Rows of national totals and of people by place; every split adds up to the national total in every member."""
    table, iso3 = material.tables["un-wpp-2024"], material.region.iso3
    for year in YEARS:
        ledger.state("population", population.national_estimate(table, iso3, year, ensemble), year=year)
    units = _units(material, who)
    k1, _ = _mountain(material, who, units, material.k1, logit["K1"])
    k2, _ = _mountain(material, who, units, material.k2, logit["K2"])
    sources = (*RULE["K1"], *who.sources)
    for year in (NOW, LATER):
        total = population.national_total(table, iso3, year, ensemble)
        grown = total / who.total  # the same places with the total of the year
        _where(ledger, units.sum(axis=1) * grown, k1.sum(axis=1) * grown, total, year, sources)
    for definition, mountain in (("K1", k1), ("K2", k2)):
        share = 100 * mountain.sum(axis=1) / units.sum(axis=1)
        ledger.add(
            "mountain_people_share",
            share,
            "modelled",
            (*RULE[definition], *who.sources),
            group=f"definition:{definition}",
            year=NOW,
        )
    for number, code in enumerate(material.units["code"]):
        ledger.add("unit_people", units[:, number], "modelled", (*BAND, *who.sources), place=str(code), year=NOW)
        ledger.add("unit_mountain_people", k1[:, number], "modelled", sources, place=str(code), year=NOW)
    _classes(ledger, material, who, k1.sum(axis=1), sources)
    _bands(ledger, material, who)


def per_piece(who: Spread) -> NDArray[np.float64]:
    """People per piece for the map, shape (piece,)."""
    return population.people_per_piece(who.patterns, who.weights, float(np.median(who.total)))


def _units(material: Material, who: Spread) -> NDArray[np.float64]:
    return population.people_by(material.pieces["unit"], len(material.units), who.patterns, who.weights, who.total)


def _mountain(
    material: Material, who: Spread, units: NDArray[np.float64], mask: NDArray[np.bool_], logit: Members
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """People in the mountains of each unit, (member, unit), with the error of the mountain map; and as the map has it."""
    zone = np.where(mask, material.pieces["unit"].to_numpy(), len(material.units))
    flat = population.people_by(zone, len(material.units) + 1, who.patterns, who.weights, who.total)[:, :-1]
    share = np.divide(flat, units, out=np.zeros_like(flat), where=units > 0)
    odds = np.exp(logit)[:, None]
    return units * share * odds / (share * odds + 1 - share), flat


def _where(ledger: Ledger, known: Members, mountain: Members, total: Members, year: int, sources: tuple[str, ...]) -> None:  # noqa: PLR0917
    """Three parts that add up to the total; less than half a person unknown is rounding."""
    unknown = np.where(total - known < 0.5, 0.0, total - known)
    parts = {"mountain": mountain, "elsewhere": total - unknown - mountain, "unknown": unknown}
    for where, people in parts.items():
        ledger.add("people_place", people, "modelled", sources, group=f"where:{where}", year=year)


def _classes(ledger: Ledger, material: Material, who: Spread, mountain: Members, sources: tuple[str, ...]) -> None:
    flat = population.people_by(material.pieces["k1"], K1_CLASSES, who.patterns, who.weights, who.total)
    inside = flat[:, 1:].sum(axis=1)
    scale = np.divide(mountain, inside, out=np.zeros_like(mountain), where=inside > 0)
    ledger.add("people_k1", flat.sum(axis=1) - mountain, "modelled", sources, group="k1:0", year=NOW)
    for number in np.unique(material.pieces["k1"].to_numpy()):
        if number > 0:
            _part(ledger, "people_k1", f"k1:{number}", flat[:, number] * scale, who, sources)


def _bands(ledger: Ledger, material: Material, who: Spread) -> None:
    labels = band(material.pieces["elevation"])
    people = population.people_by(labels, len(BAND_EDGES_M), who.patterns, who.weights, who.total)
    for number in np.unique(labels):
        _part(ledger, "people_band", f"band:{BAND_EDGES_M[number]}", people[:, number], who, (*BAND, *who.sources))


def _part(ledger: Ledger, indicator: str, group: str, people: Members, who: Spread, sources: tuple[str, ...]) -> None:  # noqa: PLR0917
    """A row of a split, or a blank where the rule puts so few that a number would only pretend."""
    if (people < FEW * who.total).all():
        ledger.blank(indicator, "not reported", "modelled", sources, group=group, year=NOW)
    else:
        ledger.add(indicator, people, "modelled", sources, group=group, year=NOW)
