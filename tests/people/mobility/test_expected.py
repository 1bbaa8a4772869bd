"""The expectation over types is the mean of the rule over every type, and keeps the laws of the rule."""

import dataclasses

import numpy as np
import pytest
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.basis.mobility import DRIVERS
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table
from highground.people.mobility import drivers, expected, levers

FEW = Ensemble(seed=5, members=40)
PLACES = 3


@pytest.fixture(scope="module")
def parameters() -> drivers.Parameters:
    return drivers.draw(table(Shelf(), "mobility-parameters"), FEW)


def even(*shape: int) -> NDArray[np.float64]:
    """Shares drawn once, adding up to 1 over the last axis."""
    found = np.random.default_rng(7).gamma(2.0, size=shape)
    return np.asarray(found / found.sum(axis=-1, keepdims=True))


def a_country(people: float = 1000.0) -> expected.Types:
    members = FEW.members
    homes = people * (1 + np.arange(members * PLACES).reshape(members, PLACES) / 100)
    return expected.Types(
        unit=np.array([0, 0, 1]), band=np.array([1, 4, 2]), town=np.array([0.8, 0.0, 0.3]), remote=np.array([-1.0, 2.0, 0.0]), people=homes, mountain=homes * np.array([0.0, 1.0, 0.5]),
        livelihood=even(members, PLACES, 4), fifth=even(members, 2, 4, 5), age=even(members, 3), sex=even(members, 2),
    )  # fmt: skip


def worse(*drivers_: str, by: float = 2.0) -> dict[str, NDArray[np.float64]]:
    return {name: np.full((FEW.members, PLACES), by) for name in drivers_}


ALL = tuple(driver.id for driver in DRIVERS)


def test_the_expectation_is_the_sum_of_the_rule_over_every_type(parameters: drivers.Parameters) -> None:
    types, z = a_country(), worse(*ALL) | {"pasture": np.full((1, PLACES), -1.5)}
    asked = levers.effects(levers.Levers(water=0.5, pathways=0.3, remittances=0.8), levers.efficacy(FEW))
    found = expected.evaluate(types, z, parameters, asked)
    for member in (0, 17):
        wish, can = expected.chances(types, z, parameters, member, asked)
        shares = types.shares(member)
        assert shares.shape == wish.shape == (PLACES, *expected.SHAPE)
        assert (shares * wish).sum(axis=(1, 2, 3, 4)) == pytest.approx(found.wish[member])
        assert (shares * can).sum(axis=(1, 2, 3, 4)) == pytest.approx(found.can[member])
        assert (shares * wish * can).sum(axis=(1, 2, 3, 4)) == pytest.approx(found.mobile[member])
        fifths = np.einsum("plfas,p->f", shares * wish * can, types.people[member])
        assert fifths == pytest.approx(found.fifths[member])


def test_one_type_by_hand(parameters: drivers.Parameters) -> None:
    wish, can = expected.chances(a_country(), worse("water"), parameters, 3)
    farming, poorest, young, women = 1, 0, 0, 0
    felt = 0.5 * 2.0  # a farmer feels half of dryness as water, two sd of it
    odds = parameters.wish[3, young, women] + parameters.effect[3, 0] * felt
    means = parameters.can[3, farming, poorest] - parameters.means[3, 0] * felt + parameters.remote[3]  # half as far as the middle
    assert wish[0, farming, poorest, young, women] == pytest.approx(1 / (1 + np.exp(-odds)))
    assert can[0, farming, poorest, young, women] == pytest.approx(1 / (1 + np.exp(-means)))


def test_without_impacts_nothing_differs_by_a_single_bit(parameters: drivers.Parameters) -> None:
    types = a_country()
    without = expected.evaluate(types, expected.NO_IMPACTS, parameters)
    still = expected.evaluate(types, worse(*ALL, by=0.0), parameters)
    for name in ("wish", "can", "mobile", "fifths"):
        assert np.array_equal(getattr(without, name), getattr(still, name))


def test_the_four_cells_add_up_to_one(parameters: drivers.Parameters) -> None:
    cells = expected.evaluate(a_country(), worse(*ALL), parameters).cells()
    assert sum(cells.values()) == pytest.approx(np.ones((FEW.members, PLACES)))
    assert min(part.min() for part in cells.values()) > 0


def test_more_capability_never_raises_involuntary_immobility(parameters: drivers.Parameters) -> None:
    types, works = a_country(), levers.efficacy(FEW)
    now = expected.evaluate(types, worse(*ALL), parameters).cells()["involuntary"]
    for asked in (levers.Levers(pathways=0.5), levers.Levers(remittances=1.0)):
        then = expected.evaluate(types, worse(*ALL), parameters, levers.effects(asked, works)).cells()["involuntary"]
        assert (then <= now + 1e-15).all()
        assert (then < now).any()


@pytest.mark.parametrize("driver", [name for name in ALL if name != "hazards"])
def test_the_worse_an_impact_the_more_wish_to_move_and_the_fewer_can(driver: str, parameters: drivers.Parameters) -> None:
    types = a_country()
    low, high = (expected.evaluate(types, worse(driver, by=by), parameters) for by in (0.5, 2.0))
    assert (high.wish >= low.wish).all()
    assert (high.can <= low.can).all()
    assert (high.can < low.can).any()


def test_lost_harvests_hold_the_poorest_back_and_move_the_richest(parameters: drivers.Parameters) -> None:
    types = a_country()
    without = expected.evaluate(types, expected.NO_IMPACTS, parameters).fifths
    change = expected.evaluate(types, worse("water", "pasture", "crops"), parameters).fifths / without - 1
    assert (change[:, 0] < 0).all()
    assert (change[:, 4] >= 0).all()
    assert np.median(change[:, 4]) > 0


def test_twice_the_people_make_twice_the_moves_and_the_same_shares(parameters: drivers.Parameters) -> None:
    one, two = (expected.evaluate(a_country(people), worse(*ALL), parameters) for people in (1000.0, 2000.0))
    assert np.array_equal(one.mobile, two.mobile)
    assert two.fifths == pytest.approx(2 * one.fifths)


def test_sums_by_unit_run_over_its_places() -> None:
    types = a_country()
    assert expected.by_unit(types, types.people)[0].tolist() == pytest.approx([types.people[0, :2].sum(), types.people[0, 2]])


def test_a_lever_holds_back_what_gets_worse_and_leaves_what_gets_better(parameters: drivers.Parameters) -> None:
    types, full = a_country(), levers.effects(levers.Levers(pasture=1.0), levers.efficacy(FEW))
    for by, same in ((2.0, False), (-2.0, True)):
        plain, held = (
            expected.evaluate(types, worse("pasture", by=by), parameters, effect).wish for effect in (levers.NO_EFFECTS, full)
        )
        assert np.array_equal(plain, held) is same


@pytest.mark.parametrize(
    ("z", "says"), [({"rain": np.zeros((1, 1))}, "no driver 'rain'"), ({"water": np.array([[np.nan]])}, "without a value")]
)
def test_an_unknown_or_empty_impact_is_refused(
    z: dict[str, NDArray[np.float64]], says: str, parameters: drivers.Parameters
) -> None:
    with pytest.raises(BadData, match=says):
        expected.evaluate(a_country(), z, parameters)


def test_places_out_of_order_are_refused() -> None:
    whole = a_country()
    with pytest.raises(BadData, match="order of their units"):
        dataclasses.replace(whole, unit=np.array([1, 0, 0]))


def test_shares_that_do_not_add_up_are_refused() -> None:
    whole = a_country()
    with pytest.raises(BadData, match="shares by age"):
        dataclasses.replace(whole, age=whole.age / 2)


def test_more_mountain_people_than_people_are_refused() -> None:
    whole = a_country()
    with pytest.raises(BadData, match="mountains of a place"):
        dataclasses.replace(whole, mountain=1.1 * whole.people)


def test_the_farther_the_city_the_fewer_can_move(parameters: drivers.Parameters) -> None:
    near, far = (
        expected.evaluate(dataclasses.replace(a_country(), remote=np.full(PLACES, away)), expected.NO_IMPACTS, parameters).can
        for away in (0.0, 2.0)
    )
    assert (far <= near).all()
    assert (far < near).any()
