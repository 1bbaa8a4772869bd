"""Ecuador's households one by one: as many people and moves as the chapter expects, and nothing added without climate."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.basis.scenario import TODAY
from highground.people.mobility import expected
from highground.people.mobility.households.difference import difference
from highground.people.mobility.levers import Levers, efficacy
from highground.research import crowd, households
from highground.research.chapters import climate, hazards, mobility_ground, mountains, people
from highground.research.households import Country
from highground.research.material import Material

MEMBER, YEARS, MOST = 0, range(2026, 2032), 150_000
FEW = Ensemble(members=12)


@pytest.fixture(scope="module")
def here(material: Material) -> Country:
    shape, inputs, who = mountains.draw(FEW), climate.draw(material, FEW), people.spread(material, FEW)
    seen = hazards.look(material, who, inputs, shape["K1"], FEW)
    moving = mobility_ground.prepare(material, who, inputs, seen, shape["K1"], FEW)
    return households.country(material, moving, seen, MEMBER, YEARS, 3.6, MOST)


@pytest.fixture(scope="module")
def found(here: Country) -> Any:
    made = households.plan(here)
    hot = [3.0] * len(YEARS)
    runs = {
        "without": households.run_tables(here, made, None),
        "again": households.run_tables(here, made, [TODAY] * len(YEARS)),
        "with": households.run_tables(here, made, hot),
        "helped": households.run_tables(here, made, hot, Levers(early_warning=1.0, relocation=50_000, pathways=1.0), efficacy(FEW)),
    }
    return crowd.run(made, runs)


def test_about_so_many_households_stand_for_all(here: Country) -> None:
    made = households.plan(here)
    assert made.size == pytest.approx(MOST, rel=0.001)
    assert made.people.sum() == pytest.approx(here.moving.types.people[MEMBER].sum() * here.share, abs=1)
    assert here.years == 6
    assert here.births == pytest.approx(np.full(6, 0.0155), abs=0.004)  # Ecuador in UN WPP 2024: 15 to 16 births for 1,000


def test_without_climate_nothing_is_added(found: Any) -> None:
    none = difference(found["again"], found["without"])
    for group in (none.slow, none.sudden, none.planned, none.staying):
        assert not any(figure.values.any() for figure in group.values())
    assert found["without"].of("moved_out").any()


def test_the_first_year_is_the_expectation(here: Country, found: Any) -> None:
    types = here.moving.types
    lives = types.people[MEMBER] * here.share
    for run, impacts in (("without", expected.NO_IMPACTS), ("with", here.moving.impacts[3.0])):
        outcome = expected.evaluate(types, impacts, here.moving.parameters)
        asked = found[run].by_unit("waiting")[0].sum() / lives.sum()  # the displaced do not choose
        for cell, share in outcome.cells().items():
            wished = (share[MEMBER] * lives).sum() * (1 - asked)
            assert found[run].of(cell)[:, 0].sum() == pytest.approx(wished, abs=4 * np.sqrt(4.6 * wished)), (
                cell
            )  # 4.6: mean square size over mean
        inside, abroad = here.moving.leaving(outcome)
        for kind, moves in (("moved_out", inside), ("emigrants", abroad)):
            count = moves[MEMBER].sum() * here.share
            assert found[run].of(kind)[:, 0].sum() == pytest.approx(count, abs=4 * np.sqrt(4.6 * count)), kind


def test_displacement_is_that_of_the_chapter(here: Country, found: Any) -> None:
    today = here.seen.now.units[MEMBER].sum() * here.share
    assert (households.rate(here) * here.moving.types.people[MEMBER]).sum() * here.share == pytest.approx(today, rel=1e-6)
    displaced = found["without"].of("displaced").sum() / here.years
    assert displaced == pytest.approx(today, abs=4 * np.sqrt(4.6 * today / here.years) + 0.1 * today)
    assert difference(found["with"], found["without"]).sudden["displaced"].values.sum() > 0


def test_no_displacement_is_lost_where_all_or_none_live_in_mountains(here: Country) -> None:
    types, today = here.moving.types, here.seen.now.units[MEMBER].sum()
    for mountain in (np.zeros_like(types.people), types.people):
        other = replace(here, moving=replace(here.moving, types=replace(types, mountain=mountain)))
        assert (households.rate(other) * types.people[MEMBER]).sum() == pytest.approx(today, rel=1e-6)


def test_levers_are_felt(found: Any) -> None:
    with_, helped = found["with"], found["helped"]
    assert helped.of("displaced").sum() < with_.of("displaced").sum()
    assert helped.of("relocated_out").sum() > 0 == with_.of("offered").sum()
    assert helped.of("involuntary")[:, 0].sum() < with_.of("involuntary")[:, 0].sum()


def test_a_path_warms_year_by_year(material: Material) -> None:
    found = households.path(material, FEW, "SSP2-4.5", range(2026, 2081))
    assert found.shape == (55, 12)
    assert (np.diff(found, axis=0) >= 0).all()
    assert 1.6 < np.median(found[-1]) < 3.2
    with pytest.raises(BadData, match="choose from SSP1"):
        households.path(material, FEW, "RCP4.5", [2030])


def test_a_level_is_needed_for_each_year(here: Country) -> None:
    with pytest.raises(BadData, match="2 levels for 6 years"):
        households.run_tables(here, households.plan(here), [1.5, 2.0])


def test_no_more_move_than_wish_and_can(here: Country) -> None:
    for inside, abroad in ((0.2, 0.1), (1.2, 0.3)):
        moving = replace(here.moving, internal=np.full(12, inside), abroad=np.full(12, abroad))
        found = households._shares(moving, MEMBER)
        assert found == pytest.approx((inside, abroad) if inside < 1 else (0.8, 0.2))


def test_hazards_of_ecuador_are_known(here: Country) -> None:
    assert households.hazards_known(here)
    assert (households.exposed(here) >= households.EXPOSED).all()
    assert (households.exposed(here) <= 1).all()
