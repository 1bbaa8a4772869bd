"""The mean over households is the expectation: the same types, the same rule, two engines."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table
from highground.people.mobility import drivers, expected
from highground.people.mobility.drivers import Parameters
from highground.people.mobility.expected import NO_IMPACTS, Impacts, Types
from highground.people.mobility.households import synthesis
from highground.people.mobility.households.conditions import Conditions, Hazard, tables
from highground.people.mobility.households.simulate import simulate
from highground.people.mobility.households.synthesis import households
from highground.people.mobility.households.totals import Totals
from highground.people.mobility.households.typed import choices, livelihoods, plan_of, whole
from highground.people.mobility.levers import EFFICACY, Effects, Levers, effects

MEMBER, SHARE, YEARS = 1, 0.3, 2
UNIT = np.array([0, 0, 1, 2])


@pytest.fixture(scope="module")
def types() -> Types:
    r = np.random.default_rng(4)
    return Types(
        UNIT, np.array([0, 3, 1, 2]), np.array([[5e5] * 4, [400_000.3, 200_000.4, 300_000.2, 100_000.1]]), np.zeros((2, 4)),
        *(r.dirichlet(np.full(n, 3.0), shape) for n, shape in ((4, (2, 4)), (5, (2, 4)), (3, 2), (2, 2))),
    )  # fmt: skip


@pytest.fixture(scope="module")
def parameters() -> Parameters:
    drawn = drivers.draw(table(Shelf(), "mobility-parameters"), Ensemble(seed=5, members=2))
    return replace(drawn, effect=5 * np.abs(drawn.effect))  # stronger than any study, so that there is something to see


IMPACTS: Impacts = {"water": np.array([[0.0] * 4, [2.0, -1.0, 0.5, 3.0]]), "heat": np.array([[1.0] * 4, [1.0, 4.0, 0.0, -1.0]])}
HELP = effects(Levers(water=0.5, pathways=0.8, remittances=0.5), dict.fromkeys(EFFICACY, np.array([0.3, 0.6])))


def simulated(types: Types, parameters: Parameters, impacts: Impacts, helped: Effects) -> Totals:
    wish, can = choices(types, [impacts] * YEARS, parameters, MEMBER, helped)
    nothing = np.zeros(YEARS)
    shared = tables(
        Conditions(
            UNIT, wish, can, SHARE, 0.0, np.ones((3, 3)) - np.eye(3), types.people[MEMBER], nothing, nothing, np.zeros(4),
            livelihoods(types, MEMBER), Hazard(np.zeros((4, YEARS)), 0.2),
        )
    )  # fmt: skip
    return simulate(households(plan_of(types, MEMBER, 1.0, 0.2)), shared)


@pytest.mark.parametrize(
    ("impacts", "helped"), [(NO_IMPACTS, expected.NO_EFFECTS), (IMPACTS, expected.NO_EFFECTS), (IMPACTS, HELP)]
)
def test_the_mean_of_households_is_the_expectation(types: Types, parameters: Parameters, impacts: Impacts, helped: Effects) -> None:
    """Households of one person: a share of n has an error of at most 0.5 / sqrt(n); four of these."""
    found = simulated(types, parameters, impacts, helped)
    outcome = expected.evaluate(types, impacts, parameters, helped)
    error = 2 / np.sqrt(types.people[MEMBER])
    for cell, share in outcome.cells().items():
        assert (np.abs(found.of(cell)[:, 0] / found.start - share[MEMBER]) < error).all(), cell
    moves = SHARE * outcome.mobile[MEMBER] * types.people[MEMBER]
    assert (np.abs(found.of("moved_out")[:, 0] - moves) < 4 * np.sqrt(moves)).all()


def test_the_difference_is_the_expected_difference(types: Types, parameters: Parameters) -> None:
    """With minus without, with the same random numbers: its error is much smaller than that of either run."""
    runs = [simulated(types, parameters, impacts, expected.NO_EFFECTS) for impacts in (IMPACTS, NO_IMPACTS)]
    outcomes = [
        expected.evaluate(types, impacts, parameters).mobile[MEMBER] * types.people[MEMBER] for impacts in (IMPACTS, NO_IMPACTS)
    ]
    wished = outcomes[0] - outcomes[1]
    assert np.abs(wished).min() > 500  # there is something to find
    added = runs[0].of("mobile")[:, 0] - runs[1].of("mobile")[:, 0]
    assert (np.abs(added - wished) < 4 * np.sqrt(np.abs(wished) * 2) + 0.002 * types.people[MEMBER]).all()


def test_types_come_in_the_order_of_the_expectation() -> None:
    assert synthesis.SHAPE == expected.SHAPE


@given(st.lists(st.floats(0, 1e7), min_size=1, max_size=20))
def test_whole_persons_keep_the_total_and_stay_within_one(people: list[float]) -> None:
    found = whole(people)
    assert found.sum() == pytest.approx(sum(people), abs=0.51)
    assert (np.abs(found - people) < 1).all()


def test_the_plan_holds_the_people_of_the_member(types: Types) -> None:
    made = plan_of(types, MEMBER, 3.5, 0.2, seed=3)
    assert made.people.tolist() == [400_000, 200_001, 300_000, 100_000]


def test_years_follow_their_own_impacts(types: Types, parameters: Parameters) -> None:
    wish, can = choices(types, [NO_IMPACTS, IMPACTS, NO_IMPACTS], parameters, MEMBER)
    assert wish.shape == can.shape == (4, 3, *expected.SHAPE)
    assert np.array_equal(wish[:, 0], wish[:, 2])
    assert not np.array_equal(wish[:, 0], wish[:, 1])


def test_blank_people_and_no_years_are_refused(types: Types, parameters: Parameters) -> None:
    broken: Any = np.where(np.arange(8).reshape(2, 4) == 5, np.nan, types.people)
    with pytest.raises(BadData, match="a blank is not 0"):
        plan_of(replace(types, people=broken), MEMBER, 3.0, 0.2)
    with pytest.raises(BadData, match="no year is given"):
        choices(types, [], parameters, MEMBER)
