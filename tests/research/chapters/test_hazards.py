import dataclasses

import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.hazards import RETURN_YEARS, SUDDEN
from highground.basis.scenario import ALL_LEVELS, LEVELS, TODAY
from highground.catalogue.runs import Run
from highground.research.chapters import climate, hazards, mountains, people
from highground.research.evidence import Ledger
from highground.research.material import Material

ENSEMBLE = Ensemble(members=60)


def book(material: Material) -> Ledger:
    ledger, who = Ledger(material.region.iso3, material.cards), people.spread(material, ENSEMBLE)
    inputs, logit = climate.draw(material, ENSEMBLE), mountains.draw(ENSEMBLE)["K1"]
    hazards.write(ledger, material, who, hazards.look(material, who, inputs, logit, ENSEMBLE), ENSEMBLE)
    return ledger


@pytest.fixture(scope="module")
def ledger(material: Material) -> Ledger:
    return book(material)


def members(ledger: Ledger, indicator: str, group: str = "", level: float | None = TODAY, year: int | None = None) -> np.ndarray:
    return ledger.members[indicator, "ECU", group, level, year]


@pytest.mark.parametrize("level", ALL_LEVELS)
def test_hazards_and_places_add_up_to_the_nation_in_every_member(ledger: Ledger, level: float) -> None:
    total = members(ledger, "displacement_aad", level=level)
    parts = [values for key, values in ledger.members.items() if key[0] == "displacement_aad" and key[2] and key[3] == level]
    assert np.sum(parts, axis=0) == pytest.approx(total)
    places = [members(ledger, "displacement_place", f"where:{where}", level) for where in hazards.PLACES]
    assert np.sum(places, axis=0) == pytest.approx(total)
    assert min(part.min() for part in places) >= 0


def test_units_add_up_to_the_nation_in_every_member(ledger: Ledger) -> None:
    units, high = (
        [values for key, values in ledger.members.items() if key[0] == "unit_displacement" and key[2] == group]
        for group in ("", hazards.MOUNTAIN)
    )
    assert len(units) == 24  # units of the outline
    assert np.sum(high, axis=0) == pytest.approx(members(ledger, "displacement_place", hazards.MOUNTAIN))
    assert np.sum(units, axis=0) == pytest.approx(members(ledger, "displacement_aad"))
    chances = ledger.frame().query("indicator == 'unit_top_five'").groupby("group")["mid"].sum()
    assert chances.to_list() == pytest.approx([500, 500])


def test_rarer_events_are_never_smaller(ledger: Ledger) -> None:
    sizes = [members(ledger, "displacement_pmd", f"return:{years}") for years in RETURN_YEARS]
    assert (np.diff(sizes, axis=0) >= 0).all()


def test_nobody_is_displaced_who_is_not_there(ledger: Ledger) -> None:
    for hazard in ("debris_flow", "outburst", "landslide"):
        reached = members(ledger, "hazard_people", f"hazard:{hazard}", None, people.NOW)
        assert (members(ledger, "displacement_pmd100", f"hazard:{hazard}") <= 1.01 * reached).all()


def test_a_coarse_grid_does_not_say_how_many_people_live_on_flood_plains(ledger: Ledger) -> None:
    assert ledger.frame().query("indicator == 'hazard_people' and group == 'hazard:river_flood'")["status"].item() == "not reported"


def test_ecuador_has_no_avalanches_that_reach_people_and_says_so(ledger: Ledger) -> None:
    rows = ledger.frame().query("group == 'hazard:avalanche'")
    assert set(rows["status"]) == {"not applicable"}
    assert rows["mid"].isna().all()


def test_levels_share_their_random_numbers_and_today_is_the_base(ledger: Ledger) -> None:
    now = members(ledger, "displacement_aad", "hazard:debris_flow")
    for level in LEVELS:
        times = members(ledger, "hazard_frequency", "hazard:debris_flow", level)
        assert members(ledger, "displacement_aad", "hazard:debris_flow", level) == pytest.approx(now * times)


def test_climate_and_people_apart_and_together(ledger: Ledger) -> None:
    now, climate_only, people_only, both = (
        ledger.members["displacement_case", "ECU", f"case:{case}", level, year]
        for case, level, year in (("now", TODAY, 2025), ("climate", 2.0, 2025), ("people", TODAY, 2050), ("both", 2.0, 2050))
    )
    assert both * now == pytest.approx(climate_only * people_only)
    assert np.median(people_only / now) > 1  # Ecuador grows until 2050


def test_slow_pressure_is_never_displacement(ledger: Ledger) -> None:
    slow = [key for key in ledger.members if key[2] in ("hazard:drought", "hazard:heat")]
    assert {key[0] for key in slow} == {"hazard_frequency"}


def test_without_figures_for_its_climate_region_levels_are_not_reported_and_today_is(material: Material) -> None:
    rows = book(dataclasses.replace(material, ar6=("SAH",))).frame()
    later = rows.query("indicator == 'displacement_aad' and group == '' and level > 1.1")
    assert set(later["status"]) == {"not reported"}
    assert rows.query("indicator == 'displacement_aad' and group == '' and level < 1.1")["status"].item() == "value"
    assert rows.query("group == 'case:both'")["status"].item() == "not reported"
    assert rows.query("group == 'case:people'")["status"].item() == "value"


def test_without_glaciers_nothing_bursts(material: Material) -> None:
    rows = book(dataclasses.replace(material, rgi=())).frame().query("group == 'hazard:outburst'")
    assert set(rows["status"]) == {"not applicable"}


def test_the_flood_of_2024_is_no_mountain_number(kazakhstan: Run) -> None:
    rows = kazakhstan.evidence.set_index(["indicator", "group"])
    evacuated, recorded = rows.loc["evacuation_recorded"], rows.loc["displacement_recorded"]
    assert evacuated.loc["where:elsewhere", ["low", "mid", "unit"]].tolist() == [
        117_000,
        119_220,
        "persons",
    ]  # evacuations are no displacements
    assert recorded.loc["where:mountain", "mid"] == 1036  # the outburst at Almaty in 2015
    assert recorded["mid"].max() == 18_000  # Karaganda 2015
    place = rows.loc["displacement_place"].query("level < 1.1")["mid"]
    assert place["where:mountain"] < 0.25 * place["where:elsewhere"]
    assert place["where:mountain"] < 0.02 * 119_220


def test_every_number_names_its_cards(ledger: Ledger) -> None:
    frame = ledger.frame()
    assert (frame["sources"].str.len() > 0).all()
    for row in frame.query("indicator == 'displacement_aad' and status == 'value'").itertuples():
        assert {"idmc-totals-2008-2021", "highground-hazard-pool", "highground-judgement"} <= set(str(row.sources).split())
        assert ("ipcc-ar6-extremes" in str(row.sources)) == (
            row.level > TODAY and row.group not in ("hazard:outburst", "hazard:avalanche")
        )


def test_published_figures_stand_beside_ours_for_the_pilots_only(ledger: Ledger) -> None:
    rows = ledger.frame().query("indicator == 'displacement_published'").set_index("group")["mid"]
    assert rows.to_dict() == {"estimate:idmc-2017": 25_737, "estimate:idmc-2024": 77_261}


def test_every_sudden_hazard_has_a_row_with_a_number_or_a_reason(ledger: Ledger) -> None:
    rows = ledger.frame().query("indicator == 'displacement_aad' and level < 1.1 and group != ''")
    assert rows["group"].tolist() == [f"hazard:{hazard}" for hazard in SUDDEN]
