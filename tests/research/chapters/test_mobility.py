"""Who moves and who cannot, for one country: nothing without climate, people conserved, blanks where nothing is known."""

import dataclasses
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble
from highground.basis.indicators import BAND_EDGES_M, INDICATORS
from highground.basis.mobility import CELLS, DRIVERS
from highground.basis.scenario import ALL_LEVELS, LEVELS, TODAY
from highground.catalogue.regions import find_region
from highground.catalogue.runs import Run
from highground.catalogue.shelf import Shelf
from highground.land import climate as land_climate
from highground.people import population
from highground.people.impacts import returns
from highground.people.mobility import expected
from highground.research.chapters import climate, hazards, mobility, mountains, people
from highground.research.chapters.mobility_ground import prepare
from highground.research.evidence import Ledger
from highground.research.material import Material, gather
from highground.research.profile import silent

ENSEMBLE = Ensemble(members=40)
IDS = {indicator.id for indicator in INDICATORS if indicator.topic == "mobility"}


def chapter(material: Material) -> SimpleNamespace:
    """The finished rows of a country and what they rest on."""
    ledger, who = Ledger(material.region.iso3, material.cards), people.spread(material, ENSEMBLE)
    inputs, logit = climate.draw(material, ENSEMBLE), mountains.draw(ENSEMBLE)["K1"]
    seen = hazards.look(material, who, inputs, logit, ENSEMBLE)
    draws = mobility.write(ledger, material, who, inputs, seen, logit, ENSEMBLE)
    ground = prepare(material, who, inputs, seen, logit, ENSEMBLE)
    return SimpleNamespace(ledger=ledger, draws=draws, ground=ground, seen=seen, who=who, material=material)


@pytest.fixture(scope="module")
def found(material: Material) -> SimpleNamespace:
    return chapter(material)


def rows(ledger: Ledger, indicator: str, level: float | None) -> NDArray[np.float64]:
    """Members of an indicator over its units, (unit, member)."""
    return np.array(
        [values for key, values in ledger.members.items() if key[0] == indicator and key[1] != "ECU" and key[3] == level]
    )


def nation(ledger: Ledger, indicator: str, group: str, level: float | None) -> NDArray[np.float64]:
    return ledger.members[indicator, "ECU", group, level, None]


def test_every_indicator_of_mobility_has_a_row_in_both_pilots(ecuador: Run, kazakhstan: Run) -> None:
    for run in (ecuador, kazakhstan):
        assert set(run.evidence["indicator"]) >= IDS
        assert "mobility" in run.about["timings_s"]


def test_a_blank_is_never_zero(found: SimpleNamespace) -> None:
    frame = found.ledger.frame()
    assert frame.loc[frame["status"] != "value", "mid"].isna().all()
    assert frame.loc[frame["indicator"] == "relocation_people", "status"].tolist() == ["not reported"]
    assert set(frame.loc[frame["indicator"] == "displaced_stock", "status"]) == {"not reported"}  # no counts of return for Ecuador


def test_no_climate_no_difference_by_a_single_bit(found: SimpleNamespace) -> None:
    ground = found.ground
    assert all(not z.any() for z in ground.impacts[TODAY].values())
    still = expected.evaluate(ground.types, ground.impacts[TODAY], ground.parameters)
    assert np.array_equal(still.mobile, ground.baseline.mobile)
    assert np.array_equal(still.fifths, ground.baseline.fifths)


@pytest.mark.parametrize("level", [2.0, 3.0])
def test_people_are_conserved_in_every_member(found: SimpleNamespace, level: float) -> None:
    abroad = nation(found.ledger, "moves_added", "kind:international", level)
    assert rows(found.ledger, "unit_net_added", level).sum(axis=0) == pytest.approx(-abroad, abs=1e-6)
    out = nation(found.ledger, "moves_added", "kind:internal", level) + abroad
    assert rows(found.ledger, "unit_moves_added", level).sum(axis=0) == pytest.approx(out, abs=1e-6)


def test_modelled_nets_add_up_to_nothing_and_leavers_to_internal_moves(found: SimpleNamespace) -> None:
    assert rows(found.ledger, "net_modelled", TODAY).sum(axis=0) == pytest.approx(np.zeros(40), abs=1e-6)
    assert rows(found.ledger, "unit_leaving", TODAY).sum(axis=0) == pytest.approx(nation(found.ledger, "internal_moves", "", TODAY))


@pytest.mark.parametrize("level", ALL_LEVELS)
def test_the_four_cells_add_up_to_all_mountain_people(found: SimpleNamespace, level: float) -> None:
    shares = sum(nation(found.ledger, "immobility", f"cell:{cell}", level) for cell in CELLS)
    assert shares == pytest.approx(np.full(40, 100.0))
    persons = sum(nation(found.ledger, "immobility_people", f"cell:{cell}", level) for cell in CELLS)
    assert persons == pytest.approx(found.ground.types.mountain.sum(axis=1))


def test_immobility_of_an_altitude_is_a_share_of_its_own_people(found: SimpleNamespace) -> None:
    types, stuck = found.ground.types, found.ground.baseline.cells()["involuntary"]
    here = types.band == BAND_EDGES_M.index(2000)
    by_hand = 100 * (stuck * types.people)[:, here].sum(axis=1) / types.people[:, here].sum(axis=1)
    assert nation(found.ledger, "immobility_band", "band:2000", TODAY) == pytest.approx(by_hand)


def test_mountain_people_are_those_of_the_chapter_on_people(ecuador: Run) -> None:
    whole = ecuador.evidence.query("indicator == 'people_place' and group == 'where:mountain' and year == 2025")["mid"].item()
    cells = ecuador.evidence.query(f"indicator == 'immobility_people' and level == {TODAY}")["mid"].sum()
    assert cells == pytest.approx(whole, rel=0.05)  # middles of parts and of the whole


def test_the_poorest_are_held_back_and_the_richest_are_not(found: SimpleNamespace) -> None:
    poorest, richest = (nation(found.ledger, "moves_income", f"income:{fifth}", 3.0) for fifth in (1, 5))
    assert np.median(poorest) < 0 < np.median(richest)
    assert (poorest <= richest).all()


def test_one_impact_alone_never_stands_for_all(found: SimpleNamespace) -> None:
    frame = found.ledger.frame().query("indicator == 'moves_driver' and level == 2")
    assert frame["group"].tolist() == [f"driver:{driver.id}" for driver in DRIVERS]
    assert set(frame["status"]) == {"value"}
    ground, before = found.ground, found.ground.leaving(found.ground.baseline)
    for driver in DRIVERS:
        alone = expected.evaluate(ground.types, {driver.id: ground.impacts[2.0][driver.id]}, ground.parameters)
        more = sum((then - now).sum(axis=1) for then, now in zip(ground.leaving(alone), before, strict=True))
        assert nation(found.ledger, "moves_driver", f"driver:{driver.id}", 2.0) == pytest.approx(more, abs=1e-6)


def test_displacement_is_never_part_of_migration(material: Material, found: SimpleNamespace) -> None:
    more = dataclasses.replace(found.seen, now=dataclasses.replace(
        found.seen.now, per_year={name: 50 * per_year for name, per_year in found.seen.now.per_year.items()}
    ))  # fmt: skip
    again = prepare(material, found.who, climate.draw(material, ENSEMBLE), more, mountains.draw(ENSEMBLE)["K1"], ENSEMBLE)
    assert np.array_equal(again.leaving(again.baseline)[0], found.ground.leaving(found.ground.baseline)[0])


def test_what_moves_headlines_has_words_and_a_draw_for_every_member(found: SimpleNamespace) -> None:
    assert len(found.draws) == 10
    assert all(draws.shape == (40,) and label[0].isupper() for label, draws in found.draws.items())


def test_where_climate_figures_are_not_known_nothing_is_said_of_a_difference(material: Material) -> None:
    unknown = material.tables["ipcc-ar6-extremes"].query("region != 'NWS'")
    bare = dataclasses.replace(material, tables=material.tables | {"ipcc-ar6-extremes": unknown})
    frame = chapter(bare).ledger.frame()
    for indicator in ("moves_added", "moves_income", "moves_sum", "unit_net_added"):
        assert set(frame.loc[frame["indicator"] == indicator, "status"]) == {"not reported"}
    assert frame.query(f"indicator == 'internal_moves' and level == {TODAY}")["status"].item() == "value"
    water = frame.query("indicator == 'moves_driver' and group == 'driver:water' and level == 2")
    assert water["status"].item() == "value"  # ice is known all the same


def test_a_country_without_glaciers_has_no_melt_water_to_lose(material: Material) -> None:
    dry = chapter(dataclasses.replace(material, rgi=()))
    frame = dry.ledger.frame().query("indicator == 'moves_driver' and group == 'driver:water'")
    assert set(frame["status"]) == {"not applicable"}
    assert "water" not in dry.ground.impacts[2.0]


def test_a_country_of_one_unit_has_emigration_but_no_moves_between_units(material: Material) -> None:
    one = dataclasses.replace(
        material, units=material.units.iloc[:1], pieces=material.pieces.assign(unit=("piece", np.zeros(material.pieces.sizes["piece"], dtype=int)))
    )  # fmt: skip
    frame = chapter(one).ledger.frame()
    for indicator in ("internal_moves", "net_modelled", "unit_flow", "moves_sum"):
        assert set(frame.loc[frame["indicator"] == indicator, "status"]) == {"not applicable"}
    assert set(frame.loc[frame["indicator"] == "emigration_moves", "status"]) == {"value"}


def test_people_displaced_at_an_average_moment_by_little_s_law() -> None:
    # by hand: half of those who leave are back after 25.3 days, so that they are away for 36.5 on the mean: 1,000 x 2 x 0.1 = 200
    curve = returns.ReturnCurve(np.array([36.5]), np.array([1.0]), np.array([0.0]), 30.0)
    seen: Any = SimpleNamespace(now=SimpleNamespace(per_year={"river_flood": np.array([1000.0])}), times=lambda _: 2.0, curve=curve)
    assert mobility.stock(seen, 2.0) == pytest.approx([200.0], rel=0.001)
    assert mobility.stock(SimpleNamespace(now=seen.now, times=lambda _: None, curve=curve), 2.0) is None  # type: ignore[arg-type]


def test_the_sum_until_2050_adds_up_the_years_by_hand(found: SimpleNamespace) -> None:
    added = [nation(found.ledger, "moves_added", "kind:internal", level) for level in LEVELS]
    table = found.material.tables["un-wpp-2024"]
    first, last = (population.national_total(table, "ECU", year, ENSEMBLE) for year in (2025, 2050))
    path = land_climate.timing(found.material.tables["ipcc-ar6-spm1"], ENSEMBLE)["path"].sel(ssp="SSP3-7.0")
    today = climate.draw(found.material, ENSEMBLE)["today"].to_numpy()
    total = np.zeros(40)
    for year in range(2026, 2051):
        warm = path.sel(midpoint=year + 0.5).to_numpy()
        more = [np.interp(warm[at], [today[at], *LEVELS], [0.0, *(part[at] for part in added)]) for at in range(40)]
        total += np.array(more) * (last / first) ** ((year - 2025) / 25)
    key = ("ECU", "ssp:SSP3-7.0", None, 2050)
    assert found.ledger.members["moves_sum", *key] == pytest.approx(total)
    assert found.ledger.members["moves_sum_share", *key] == pytest.approx(100 * total / last)


@pytest.mark.parametrize("iso3", ["AND", "BOL", "CHE", "NPL", "TJK"])
def test_any_country_has_its_rows_and_no_number_that_is_none(shelf: Shelf, iso3: str) -> None:
    few = Ensemble(members=6)
    country = gather(shelf, find_region(iso3, shelf), silent)
    ledger, who = Ledger(iso3, country.cards), people.spread(country, few)
    inputs, logit = climate.draw(country, few), mountains.draw(few)["K1"]
    mobility.write(ledger, country, who, inputs, hazards.look(country, who, inputs, logit, few), logit, few)
    frame = ledger.frame()
    assert set(frame["indicator"]) >= IDS
    assert frame.loc[frame["status"] == "value", ["low", "mid", "high"]].notna().all(axis=None)


@pytest.mark.parametrize("level", LEVELS)
def test_more_warming_presses_more_where_it_gets_worse(found: SimpleNamespace, level: float) -> None:
    before = ALL_LEVELS[ALL_LEVELS.index(level) - 1]
    for driver in ("water", "heat"):
        assert (
            np.median(found.ground.impacts[level][driver], axis=0) >= np.median(found.ground.impacts[before][driver], axis=0)
        ).all()


def test_the_same_seed_gives_the_same_rows(material: Material, found: SimpleNamespace) -> None:
    again: Any = chapter(material).ledger
    assert all(np.array_equal(values, again.members[key]) for key, values in found.ledger.members.items())
