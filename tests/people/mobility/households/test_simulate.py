"""Laws of a run: nobody is lost, parts and order change nothing, more means never leave more people stuck, and luck is the same for all."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.people.mobility.households.conditions import Hazard, Programme, Tables, tables
from highground.people.mobility.households.simulate import simulate
from highground.people.mobility.households.synthesis import Crowd, Plan, households, plan
from highground.people.mobility.households.totals import Totals

PARTS = ("counts", "moves", "times", "start")
chance = st.floats(0, 1)


def same(one: Totals, two: Totals) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(two, name)) for name in PARTS)


def settled(country: Any, seed: int = 1) -> Plan:
    immigrants = np.random.default_rng(seed).integers(0, 60, (country.years, 5))
    return plan(country.people, country.shares, 3.4, 0.25, immigrants=immigrants, seed=seed)


def lively(country: Any, made: Plan) -> Tables:
    """Everything happens often."""
    hazard = Hazard(np.full((5, 6), 0.1), 0.25, stay=0.2, scale_days=90.0)
    given = country.conditions(internal=0.4, abroad=0.1, hazard=hazard, programme=Programme(50), refuge=[1, 1, 3, 3, 4])
    return tables(given, made.exposed_at(5))


LIVES = st.fixed_dictionaries(
    dict.fromkeys(("wish", "can", "go", "leave", "stay", "consent"), chance)
    | {"born": st.floats(0, 0.06), "dead": st.floats(0, 0.06), "hit": st.floats(0, 0.25), "days": st.floats(0.01, 2000)}
)


@settings(max_examples=25, deadline=None)
@given(LIVES, st.integers(0, 300), st.integers(0, 2**40))
def test_people_are_conserved_in_every_place_and_year(country: Any, lives: dict[str, float], offers: int, seed: int) -> None:
    made = settled(country, seed)
    go, leave = lives["go"], lives["leave"]
    given = country.conditions(
        aspiration=np.full((5, 6, 120), lives["wish"]), capability=np.full((5, 6, 120), lives["can"]), internal=go * (1 - leave),
        abroad=go * leave, births=np.full(6, lives["born"]), deaths=np.full(6, lives["dead"]), refuge=[1, 1, 3, 3, 4],
        hazard=Hazard(np.full((5, 6), lives["hit"]), 0.25, lives["stay"], lives["days"]), programme=Programme(offers, lives["consent"], 0.1),
    )  # fmt: skip
    shared = tables(given, made.exposed_at(5))
    found = simulate(households(made), shared, seed)
    assert found.start.tolist() == country.people.tolist()
    of = found.of
    before = np.concatenate([found.start[:, None], of("people")[:, :-1]], axis=1)
    after = before + of("births") - of("deaths") - of("emigrants") + of("immigrants") + of("moved_in") - of("moved_out")
    assert np.array_equal(after + of("relocated_in") - of("relocated_out"), of("people"))
    assert np.array_equal(found.by_unit("moved_out"), found.moves.sum(axis=2))
    assert np.array_equal(found.by_unit("moved_in"), found.moves.sum(axis=1))
    assert found.times.sum(axis=(0, 2)).tolist() == [made.size] * 3
    assert (found.counts >= 0).all()
    assert (of("households") <= of("people")).all()


def test_immigrants_are_those_of_the_plan(country: Any) -> None:
    made = settled(country)
    found = simulate(households(made), lively(country, made))
    arrived = made.arrival > 0
    expected = np.zeros((5, 6), np.int64)
    expected[made.place[arrived], made.arrival[arrived] - 1] = made.people[arrived]
    assert np.array_equal(found.of("immigrants"), expected)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 4000), max_size=5), st.randoms())
def test_any_parts_in_any_order_give_the_same_totals(country: Any, cuts: list[int], luck: Any) -> None:
    made = settled(country)
    shared = lively(country, made)
    whole = simulate(households(made), shared)
    edges = sorted({0, made.size, *(min(cut, made.size) for cut in cuts)})
    parts = [simulate(households(made, start, stop), shared) for start, stop in itertools.pairwise(edges)]
    luck.shuffle(parts)
    merged = parts[0]
    for part in parts[1:]:
        merged = merged + part
    assert same(merged, whole)


def test_another_seed_is_another_run_of_the_same_law(country: Any) -> None:
    made = settled(country)
    shared, crowd = lively(country, made), households(made)
    one, again, other = simulate(crowd, shared, 1), simulate(crowd, shared, 1), simulate(crowd, shared, 2)
    assert same(one, again)
    assert not same(one, other)
    assert other.of("moved_out").sum() == pytest.approx(one.of("moved_out").sum(), rel=0.1)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**31), st.floats(0, 1), st.floats(0, 1))
def test_more_capability_never_raises_involuntary_immobility(country: Any, seed: int, wish: float, gain: float) -> None:
    """Household by household, so in every place and year, while they stay where they are."""
    crowd = households(plan(country.people, country.shares, 3.4, 0.25))
    rng = np.random.default_rng(seed)
    can, wishes = rng.random((5, 6, 120)), wish * rng.random((5, 6, 120))
    more = can + gain * (1 - can) * rng.random(can.shape)
    less, richer = (simulate(crowd, tables(country.still(aspiration=wishes, capability=c)), seed) for c in (can, more))
    assert (richer.of("involuntary") <= less.of("involuntary")).all()
    assert (richer.of("mobile") >= less.of("mobile")).all()
    moving = [simulate(crowd, tables(country.conditions(aspiration=wishes, capability=c)), seed) for c in (can, more)]
    assert (moving[1].of("involuntary")[:, 0] <= moving[0].of("involuntary")[:, 0]).all()


def test_tables_from_another_process_are_taken(country: Any) -> None:
    made = settled(country)
    shared = lively(country, made)
    sealed: Any = {name: value.copy() for name, value in shared._asdict().items() if isinstance(value, np.ndarray)}
    for value in sealed.values():
        value.flags.writeable = False
    assert same(simulate(households(made), shared._replace(**sealed)), simulate(households(made), shared))


def test_households_beyond_the_conditions_are_refused(country: Any) -> None:
    made = plan(np.full(6, 100), np.ones((6, 120)), 4.0, 0.1)
    with pytest.raises(BadData, match="lives in place 5"):
        simulate(households(made), tables(country.conditions()))
    later = plan(country.people, country.shares, 4.0, 0.1, immigrants=np.full((7, 5), 10))
    with pytest.raises(BadData, match="until year 7"):
        simulate(households(later), tables(country.conditions()))


def test_nobody_at_all_is_a_run_too(country: Any) -> None:
    made = plan(np.zeros(5, np.int64), country.shares, 4.0, 0.1)
    crowd: Crowd = households(made)
    assert crowd.size == 0
    assert simulate(crowd, tables(country.conditions())).counts.sum() == 0
