# ruff: noqa: PD011  (the values of a claim are a dict, not a table)
from importlib import import_module
from string import Formatter

import numpy as np
import pandas as pd
import pytest

from highground.basis.claim import Claim
from highground.basis.indicators import BY_ID, COLUMNS
from highground.basis.region import Region, Unit
from highground.basis.scenario import TODAY
from highground.catalogue.runs import Run
from highground.research.claims.book import Book

said_of = import_module("highground.research.claims.hazards")  # the package gives the function of this name
UNITS = tuple(Unit(f"AA-{number}", f"Unit {number}") for number in range(8))
REGION = Region("AAA", "AA", {"en": "Aland"}, UNITS)
Span = tuple[float, float, float]
OWN, POOL = "disasters-pilots idmc-totals-2008-2021", "highground-hazard-pool idmc-totals-2008-2021"


def row(indicator: str, span: Span | str, group: str = "", level: float | None = TODAY, **other: object) -> dict[str, object]:
    low, mid, high = (np.nan,) * 3 if isinstance(span, str) else span
    return {
        "indicator": indicator, "place": "AAA", "group": group, "level": level, "year": None,
        "status": span if isinstance(span, str) else "value", "low": low, "mid": mid, "high": high, "unit": BY_ID[indicator].unit,
        "how": "modelled", "confidence": "low", "grade": "computed", "sources": OWN,
    } | other  # fmt: skip


FULL = [
    row("displacement_aad", (2000, 9000, 25_000)),
    row("displacement_aad", (1900, 8500, 24_000), "hazard:river_flood"),
    row("displacement_aad", (30, 90, 300), "hazard:outburst"),
    row("displacement_aad", (60, 180, 600), "hazard:debris_flow"),
    row("displacement_place", (100, 700, 4000), "where:mountain"),
    row("displacement_place", (1900, 8000, 21_000), "where:elsewhere"),
    row("displacement_place", (0, 300, 4000), "where:unknown"),
    row("evacuation_recorded", (117_000, 119_220, 119_220), "where:elsewhere", None, year=2024, how="counted"),
    row("displacement_recorded", (1036, 1036, 1036), "where:mountain", None, year=2015, how="counted"),
    row("displacement_pmd", (30_000, 100_000, 220_000), "return:100"),
    *(row("unit_top_five", (chance,) * 3, place=f"AA-{n}") for n, chance in enumerate((95.0, 80.0, 70.0, 60, 50, 45, 50, 50))),
    *(row("unit_top_five", (chance,) * 3, said_of.MOUNTAIN, place=f"AA-{n}") for n, chance in enumerate((20.0, 100, 40, 100, 60, 100, 50, 30))),
    row("hazard_frequency", (0.9, 1.1, 1.4), "hazard:river_flood", 2.0),
    row("hazard_frequency", (1.2, 1.3, 1.6), "hazard:debris_flow", 2.0),
    row("hazard_frequency", (0.4, 0.6, 0.8), "hazard:outburst", 2.0, how="judged"),
    row("hazard_frequency", (2.1, 2.8, 4.4), "hazard:heat", 2.0),
    row("hazard_frequency", (0.7, 1.0, 1.3), "hazard:drought", 2.0),
    row("displacement_case", (2000, 9000, 25_000), "case:now", year=2025),
    row("displacement_case", (2200, 10_000, 28_000), "case:climate", 2.0, year=2025),
    row("displacement_case", (2500, 12_000, 32_000), "case:people", year=2050),
    row("displacement_case", (2800, 13_000, 37_000), "case:both", 2.0, year=2050),
    row("displacement_published", (8824,) * 3, "estimate:idmc-2024", None, year=2020),
    row("displacement_published", (13_608,) * 3, "estimate:idmc-2017", None, year=2017),
    row("risk_index", (3.2,) * 3, "estimate:inform-2024", None, year=2024, how="judged"),
    row("risk_index", (7.6,) * 3, "estimate:inform-2024-river-flood", None, year=2024, how="judged"),
    row("displacement_lasting", (52, 56, 59), "days:30", None, year=2024),
]  # fmt: skip


def told(rows: list[dict[str, object]]) -> dict[str, Claim]:
    frame = pd.DataFrame(rows, columns=[name for name, _, _ in COLUMNS]).astype({name: kind for name, kind, _ in COLUMNS})
    return {claim.id: claim for claim in said_of.hazards(Book.of(frame, REGION))}


def changed(indicator: str, span: Span | str, group: str = "", **other: object) -> dict[str, Claim]:
    return told(
        [
            row(indicator, span, group, r["level"], **other) if (r["indicator"], r["group"]) == (indicator, group) else r
            for r in FULL
        ]
    )  # type: ignore[arg-type]


def test_every_sentence_can_be_filled_and_cites_rows() -> None:
    found = told(FULL)
    assert len(found) == 14
    for claim in found.values():
        assert {name for _, name, _, _ in Formatter().parse(claim.template) if name} <= set(claim.values), claim.id
        assert claim.rows, claim.id
        assert claim.template.startswith("{country}"), claim.id


@pytest.mark.parametrize(
    ("sources", "template"), [(OWN, said_of.RECORDED), (POOL, said_of.POOLED), ("events-of-a-user", said_of.RECORDED)]
)
def test_a_country_that_neighbours_speak_for_says_so(sources: str, template: str) -> None:
    claim = changed("displacement_aad", (2000, 9000, 25_000), sources=sources)["hazards.aad"]
    assert claim.template == template
    assert (said_of.FOUR in claim.against) == (template == said_of.POOLED) == (claim.confidence == "very low")


@pytest.mark.parametrize(
    ("mountain", "template"),
    [
        ((100, 700, 4000), said_of.OUTSIDE),
        ((22_000, 30_000, 40_000), said_of.INSIDE),
        ((3000, 9000, 22_000), said_of.EITHER),
        ((900, 3900, 10_000), said_of.OUTSIDE),  # ranges overlap, but both move together: less than half from end to end
        ((900, 4100, 10_000), said_of.EITHER),
    ],
)
def test_most_lies_where_the_numbers_put_it(mountain: Span, template: str) -> None:
    assert changed("displacement_place", mountain, "where:mountain")["hazards.place"].template == template


def test_a_flood_of_the_steppe_is_said_to_be_no_mountain_number() -> None:
    claim = told(FULL)["hazards.event"]
    assert claim.template == said_of.PLAIN_EVENT
    assert claim.values["year"] == 2024
    assert said_of.STEPPE in claim.against
    assert said_of.ONE_COUNT in claim.against
    assert claim.confidence == "medium"  # one count of one agency is not sure, however exact
    assert claim.values["what"] == said_of.WHAT["evacuation_recorded"]
    assert claim.values["people"]["unit"] == "persons"  # people evacuated, not displacements


def test_an_event_smaller_than_a_mean_year_is_not_worth_a_sentence() -> None:
    small = [r for r in FULL if r["indicator"] not in said_of.WHAT]
    small.append(row("displacement_recorded", (400, 400, 400), "where:mountain", None, year=2022))
    assert "hazards.event" not in told(small)


@pytest.mark.parametrize(
    ("times", "template"),
    [
        ((1.2, 1.3, 1.6), said_of.GROWS),
        ((0.4, 0.6, 0.8), said_of.FALLS),
        ((0.8, 1.1, 1.4), said_of.UNSURE),
        ((1.04, 1.2, 1.4), said_of.UNSURE),  # printed as 1.0 to 1.4, which touches 1
    ],
)
def test_growth_is_claimed_only_where_the_whole_range_grows(times: Span, template: str) -> None:
    claim = changed("hazard_frequency", times, "hazard:debris_flow")["hazards.frequency.debris_flow"]
    assert claim.template == template
    assert (claim.likelihood == "") == (template == said_of.UNSURE or claim.confidence in ("very low", "low"))


@pytest.mark.parametrize(("times", "told_of"), [((1.2, 1.5, 2.0), True), ((0.3, 0.6, 0.9), False), ((0.7, 1.0, 1.3), False)])
def test_slow_pressure_is_told_where_it_grows_and_apart_from_displacement(times: Span, told_of: bool) -> None:
    found = changed("hazard_frequency", times, "hazard:drought")  # fewer dry spells are no sign of less drought
    assert ("hazards.drought" in found) == told_of
    assert all(
        "not counted as displacement" in found[name].template for name in ("hazards.drought", "hazards.heat") if name in found
    )
    if told_of:
        assert found["hazards.drought"].confidence in ("very low", "low")
        assert said_of.SOIL in found["hazards.drought"].against


def test_no_likelihood_is_spoken_of_outbursts_whose_form_we_judged() -> None:
    claim = told(FULL)["hazards.frequency.outburst"]
    assert claim.likelihood == ""
    assert said_of.HUMP in claim.against


def test_units_are_called_likely_only_when_they_are() -> None:
    assert told(FULL)["hazards.units"].template == said_of.FIRST_UNITS
    high = told(FULL)["hazards.heights"]
    assert high.template == said_of.FIRST_HIGH
    assert high.values["first"] == {"en": "Unit 1"}
    assert (high.confidence, high.likelihood) == ("low", "")  # no unit's rank is tested against a record
    unsure = [r | {"mid": 55.0} if r["indicator"] == "unit_top_five" else r for r in FULL]
    assert told(unsure)["hazards.units"].template == said_of.OPEN_UNITS


def test_where_three_units_are_nearly_sure_their_displacement_is_told_most_first() -> None:
    own = [row("unit_displacement", (1, n, 90), said_of.MOUNTAIN, place=f"AA-{n}") for n in (1, 3, 5)]
    claim = told([*FULL, *own])["hazards.heights"]
    assert claim.template == said_of.MOST_HIGH
    assert [claim.values[rank]["en"] for rank in ("first", "second", "third")] == ["Unit 5", "Unit 3", "Unit 1"]
    assert claim.values["people_first"]["mid"] == 5


def test_a_country_of_five_units_ranks_none() -> None:
    few = [r for r in FULL if r["indicator"] != "unit_top_five"]
    frame = pd.DataFrame(few, columns=[name for name, _, _ in COLUMNS]).astype({name: kind for name, kind, _ in COLUMNS})
    small = Region("AAA", "AA", {"en": "Aland"}, UNITS[:5])
    assert "hazards.units" not in {claim.id for claim in said_of.hazards(Book.of(frame, small))}


def test_published_estimates_far_apart_are_said_to_be() -> None:
    assert told(FULL)["hazards.published"].template == said_of.TWO_OTHERS
    far = changed("displacement_published", (100_000,) * 3, "estimate:idmc-2017")["hazards.published"]
    assert far.template == said_of.FAR_OTHERS
    assert said_of.HAZARDS_DIFFER in far.against
    assert said_of.COUNTS_DIFFER in far.against


def test_published_estimates_are_said_to_be_whose_and_of_which_hazard() -> None:
    claim = told(FULL)["hazards.published"]
    assert (claim.values["by_first"], claim.values["by_second"]) == (said_of.BY["idmc-2024"], said_of.BY["idmc-2017"])
    assert all("IDMC" in text and "floods" in text for text in said_of.BY.values())


def test_the_hazard_that_displaces_most_is_not_replaced_by_a_lesser_one() -> None:
    unknown = [
        r | {"status": "not reported"} if (r["indicator"], r["group"]) == ("hazard_frequency", "hazard:river_flood") else r
        for r in FULL
    ]
    assert {name for name in told(unknown) if "frequency" in name} == {
        "hazards.frequency.debris_flow",
        "hazards.frequency.outburst",
    }
    lesser = (
        row("displacement_aad", (1, 2, 3), "hazard:avalanche"),
        row("hazard_frequency", (0.2, 0.3, 0.4), "hazard:avalanche", 2.0),
    )
    assert "hazards.frequency.avalanche" not in told([*unknown, *lesser])


def test_where_levels_are_not_reported_one_sentence_says_so() -> None:
    rows = [
        r | {"status": "not reported", "low": np.nan, "mid": np.nan, "high": np.nan} if r["indicator"] == "hazard_frequency" else r
        for r in FULL
    ]
    found = told(rows)
    assert found["hazards.levels"].template == said_of.NO_LEVELS
    assert not {name for name in found if "frequency" in name}


def test_without_any_number_the_claim_is_that_there_is_none() -> None:
    assert told([row("displacement_aad", "not reported")])["hazards.aad"].template == said_of.NOTHING
    assert told([]) == {}


def test_what_the_profiles_of_the_pilots_say(kazakhstan: Run, ecuador: Run) -> None:
    kaz, ecu = ({claim.id: claim for claim in run.claims if claim.topic == "hazards"} for run in (kazakhstan, ecuador))
    assert kaz["hazards.event"].template == said_of.PLAIN_EVENT
    assert kaz["hazards.place"].template == said_of.OUTSIDE
    assert "hazards.away" in kaz
    assert "hazards.away" not in ecu
    assert {"hazards.aad", "hazards.rare", "hazards.published", "hazards.case"} <= set(kaz) & set(ecu)


def test_flood_maps_of_a_pack_stand_beside_the_record_and_name_their_card() -> None:
    maps = row("displacement_mapped", (100, 300, 900), "hazard:river_flood", None, sources="a-people a-floods un-wpp-2024")
    where = row("people_place", (1, 2, 3), "where:mountain", None, sources="a-people un-wpp-2024")
    book = Book.of(pd.DataFrame([*FULL, maps, where], columns=[name for name, *_ in COLUMNS]), REGION)
    said = next(claim for claim in said_of.hazards(book) if claim.id == "hazards.mapped")
    assert said.values["source"] == "a-floods"
    assert said.values["mapped"]["mid"] == 300  # type: ignore[index]
    assert said.values["ours"]["mid"] == 8500  # type: ignore[index]
    assert said.against == (said_of.NO_WARNING, said_of.DEPTHS)
    bare = Book.of(pd.DataFrame(FULL, columns=[name for name, *_ in COLUMNS]), REGION)
    assert not [claim for claim in said_of.hazards(bare) if claim.id == "hazards.mapped"]
