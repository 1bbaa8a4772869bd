from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.mobility import CELLS, LEVERS
from highground.basis.scenario import TODAY
from highground.people.mobility.expected import NO_IMPACTS, evaluate
from highground.people.mobility.levers import NO_LEVERS, Levers, efficacy
from highground.research.material import Material
from highground.research.whatif.answer import label_of, unit_of
from highground.research.whatif.ground import Ground, ground
from highground.research.whatif.measures import NO_DISPLACEMENT, measure, notes, sources

ENSEMBLE = Ensemble(seed=3, members=60)
WORKS = efficacy(ENSEMBLE)
STUCK = ("immobility_people", "cell:involuntary")
AIMS = {  # lever -> what more of it must not make larger, in any member
    "early_warning": ("displacement_aad", ""), "relocation": ("displacement_aad", ""), "pathways": STUCK, "remittances": STUCK, "water": STUCK, "pasture": STUCK,
}  # fmt: skip
NOISE = 1e-9  # of a share


@pytest.fixture(scope="module")
def here(material: Material) -> Ground:
    return ground(material, 3.0, ENSEMBLE)


def test_without_levers_the_difference_is_exactly_nothing(here: Ground) -> None:
    one, two = measure(here, NO_LEVERS, WORKS), measure(here, Levers(water=0.0, relocation=0.0), WORKS)
    assert one.keys() == two.keys()
    assert all(np.array_equal(one[key], two[key]) for key in one)
    assert ("relocated", "") not in one


@pytest.mark.parametrize("lever", [lever.id for lever in LEVERS])
def test_more_of_a_lever_never_works_against_its_aim_in_any_member(here: Ground, lever: str) -> None:
    steps = [0.0, 200.0, 20_000.0] if lever == "relocation" else [0.0, 0.3, 1.0]
    found = [measure(here, Levers(**{lever: reach}), WORKS)[AIMS[lever]] for reach in steps]
    for less, more in pairwise(found):
        assert (more <= less * (1 + NOISE)).all()
    assert (found[-1] < found[0]).any()


@pytest.mark.parametrize("levers", [NO_LEVERS, Levers(1, 1, 1, 1000, 1, 1)])
def test_mountain_people_are_conserved_over_the_four_cells(here: Ground, levers: Levers) -> None:
    found = measure(here, levers, WORKS)
    cells = [found["immobility_people", f"cell:{cell}"] for cell in CELLS]
    assert np.sum(cells, axis=0) == pytest.approx(here.moving.types.mountain.sum(axis=1))
    assert all((cell >= 0).all() for cell in cells)


def test_nobody_is_displaced_less_than_never_or_relocated_who_does_not_live_there(here: Ground) -> None:
    found = measure(here, Levers(early_warning=1.0, relocation=100_000), WORKS)
    assert here.displaced is not None
    assert (found["displacement_aad", ""] >= 0).all()
    assert (found["relocated", ""] * 10 <= here.displaced.homes.sum(axis=1)).all()
    assert (found["relocation_avoided", ""] <= here.displaced.total).all()


def test_what_relocation_avoids_is_what_it_takes_off_the_displacement_that_warning_leaves(here: Ground) -> None:
    warned, both = (measure(here, Levers(early_warning=0.5, relocation=households), WORKS) for households in (0, 1000))
    avoided = warned["displacement_aad", ""] - both["displacement_aad", ""]
    assert both["relocation_avoided", ""] == pytest.approx(avoided, rel=1e-6)
    assert (avoided > 0).all()


def test_no_more_displacement_is_avoided_than_there_is(here: Ground) -> None:
    assert here.displaced is not None
    doubled = replace(here, displaced=replace(here.displaced, units=here.displaced.units * 2))  # units above the total
    found = measure(doubled, Levers(relocation=100_000), WORKS | {"left_behind": np.zeros(60), "consent": np.ones(60)})
    assert (found["displacement_aad", ""] >= 0).all()


def test_a_lever_leaves_alone_what_it_does_not_reach(here: Ground) -> None:
    none, warned = measure(here, NO_LEVERS, WORKS), measure(here, Levers(early_warning=1.0), WORKS)
    assert {key for key in none if not np.array_equal(none[key], warned[key])} == {("displacement_aad", "")}
    open_ways = measure(here, Levers(pathways=1.0), WORKS)
    assert np.array_equal(none["displacement_aad", ""], open_ways["displacement_aad", ""])
    assert (open_ways["internal_moves", ""] >= none["internal_moves", ""]).all()
    assert (open_ways["internal_moves", ""] > none["internal_moves", ""]).mean() > 0.9


def test_levers_together_are_not_the_sum_of_each_alone(here: Ground) -> None:
    both, key = Levers(pathways=1.0, remittances=1.0), ("internal_moves", "")
    none = measure(here, NO_LEVERS, WORKS)[key]
    together, *alone = (measure(here, levers, WORKS)[key] - none for levers in (both, *(both.alone(name) for name in both.used)))
    assert not np.allclose(together, np.sum(alone, axis=0), rtol=1e-3)


def test_without_warming_impacts_add_nothing_whatever_levers_are_pulled(material: Material) -> None:
    now = ground(material, 1.09, ENSEMBLE)
    for levers in (NO_LEVERS, Levers(water=1.0, pathways=1.0)):
        found = measure(now, levers, WORKS)
        assert (found["moves_added", "kind:internal"] == 0).all()
        assert (found["moves_income", "income:1"] == 0).all()


def test_every_measure_has_words_a_unit_and_cards(here: Ground) -> None:
    found = measure(here, Levers(1, 1, 1, 1000, 1, 1), WORKS)
    cards = sources(here)
    for name, _ in found:
        assert unit_of(name)
        assert label_of(name)
        assert set(cards[name]) <= set(here.material.cards)
    assert notes(here) == ()


def test_fifths_change_by_what_impacts_add_to_what_would_be_without_them(here: Ground) -> None:
    own = here.moving
    then, none = (evaluate(own.types, impacts, own.parameters) for impacts in (here.impacts, NO_IMPACTS))
    found = measure(here, NO_LEVERS, WORKS)
    for number in (1, 5):
        grown = found["moves_income", f"income:{number}"]
        assert none.fifths[:, number - 1] * (1 + grown / 100) == pytest.approx(then.fifths[:, number - 1])
        assert (abs(grown) > 0.1).any()


def test_the_change_of_hazards_is_cited_only_where_the_climate_is_not_that_of_today(here: Ground) -> None:
    change = "ipcc-ar6-extremes"
    assert change in sources(here)["displacement_aad"]
    assert change not in sources(replace(here, level=TODAY))["displacement_aad"]


def test_displacement_that_is_not_known_is_left_out_and_said(here: Ground) -> None:
    blind = replace(here, displaced=None)
    found = measure(blind, Levers(early_warning=1.0, relocation=1000, pathways=0.5), WORKS)
    assert not {"displacement_aad", "displaced_stock", "relocated"} & {name for name, _ in found}
    assert ("internal_moves", "") in found
    assert [message for message, _ in notes(blind)] == [NO_DISPLACEMENT]
    unknown = replace(here, moving=replace(here.moving, unknown=("heat",)))
    assert "moves_added" not in {name for name, _ in measure(unknown, NO_LEVERS, WORKS)}
    assert notes(unknown)[0][1] == {"driver": "Heat that wears people out"}
