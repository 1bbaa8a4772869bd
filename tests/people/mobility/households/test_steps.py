"""Each step of a year does what it says: by hand, or by a law of large numbers."""

from typing import Any

import numpy as np
import pytest
from numba import njit
from scipy.stats import kstest

from highground.people.mobility.households.conditions import HANDED_ON, INCOME_CHANGE, LIVELIHOOD_CHANGE, Hazard, Programme, tables
from highground.people.mobility.households.numbers import key_of
from highground.people.mobility.households.simulate import simulate
from highground.people.mobility.households.steps import aged, kind_of, worked
from highground.people.mobility.households.synthesis import SHAPE, TYPES, Crowd, households, plan


def many(country: Any, people: int = 200_000, **given: Any) -> Crowd:
    return households(plan(np.full(5, people), country.shares, given.get("mean", 4.0), given.get("exposed", 0.25)))


@njit
def years_of_work(seed, t, households, years):  # type: ignore[no-untyped-def]
    fifths, works = np.zeros((households, years), np.int64), np.zeros((households, years), np.int64)
    for i in range(households):
        fifth, work = np.int64(2), np.int64(0)
        for year in range(years):
            fifth, work = worked(key_of(seed, i), year, t, 0, fifth, work)
            fifths[i, year], works[i, year] = fifth, work
    return fifths, works


@njit
def years_of_age(seed, t, age, households, years):  # type: ignore[no-untyped-def]
    ages, sexes = np.zeros((households, years), np.int64), np.zeros((households, years), np.int64)
    for i in range(households):
        now, sex = np.int64(age), np.int64(0)
        for year in range(years):
            now, sex = aged(key_of(seed, i), year, t, now, sex)
            ages[i, year], sexes[i, year] = now, sex
    return ages, sexes


@njit
def types(works, fifths, ages, sexes):  # type: ignore[no-untyped-def]
    return [kind_of(works[i], fifths[i], ages[i], sexes[i]) for i in range(works.size)]


def test_the_type_is_the_place_in_the_table_of_types() -> None:
    works, fifths, groups, sexes = (index.ravel() for index in np.indices(SHAPE))
    found = types(works, fifths, np.array([29, 30, 60])[groups], sexes)
    assert list(found) == list(range(TYPES))


def test_the_four_cells_are_products_of_wish_and_means(country: Any) -> None:
    wish, can = np.full((5, 6, TYPES), 0.3), np.full((5, 6, TYPES), 0.6)
    found = simulate(many(country), tables(country.still(aspiration=wish, capability=can)))
    cells = [found.of(cell).sum() / 6e6 for cell in ("mobile", "voluntary", "involuntary", "acquiescent")]
    assert cells == pytest.approx([0.18, 0.42, 0.12, 0.28], abs=0.003)
    assert found.of("households")[:, -1].sum() == many(country).size
    assert sum(found.of(cell) for cell in ("mobile", "voluntary", "involuntary", "acquiescent")).tolist() == [[200_000] * 6] * 5


def test_of_those_who_can_a_share_moves_and_a_share_leaves(country: Any) -> None:
    found = simulate(many(country), tables(country.still(internal=0.2, abroad=0.1)))
    mobile = found.of("mobile")[:, 0].sum()
    assert found.of("moved_out")[:, 0].sum() / mobile == pytest.approx(0.2, abs=0.008)
    assert found.of("emigrants")[:, 0].sum() / mobile == pytest.approx(0.1, abs=0.006)
    ways = found.moves[0] / found.moves[0].sum(axis=1, keepdims=True)
    assert ways == pytest.approx(np.array([[0, 0.75, 0.25], [0.5, 0, 0.5], [2 / 3, 1 / 3, 0]]), abs=0.025)


def test_of_those_who_wish_and_stay_a_share_goes_for_a_season(country: Any) -> None:
    found = simulate(many(country, mean=1.0), tables(country.still(seasonal=[0.4, 0.0, 0.0, 0.0], livelihoods=[[1, 0, 0, 0]] * 5)))
    herding = country.shares.reshape(5, SHAPE[0], -1).sum(axis=2)[:, 0] / country.shares.sum(axis=1)
    assert found.of("seasonal")[:, 0] / 200_000 == pytest.approx(0.4 * 0.5 * herding, abs=0.005)


def test_births_and_deaths_follow_their_rates(country: Any) -> None:
    found = simulate(many(country), tables(country.still(births=np.linspace(0, 0.05, 6), deaths=np.linspace(0.03, 0.01, 6))))
    before = np.concatenate([found.start[:, None], found.of("people")[:, :-1]], axis=1).sum(axis=0)
    assert found.of("births").sum(axis=0) / before == pytest.approx(np.linspace(0, 0.05, 6), rel=0.02)
    assert found.of("deaths").sum(axis=0) / before == pytest.approx(np.linspace(0.03, 0.01, 6), rel=0.03)


def test_displacement_follows_its_rate_and_strikes_the_exposed_alone(country: Any) -> None:
    crowd = many(country)
    shared = tables(country.still(hazard=Hazard(np.full((5, 6), 0.05), 0.25, stay=0.0, scale_days=1.0)))
    found = simulate(crowd, shared)
    assert found.of("displaced")[:, 0].sum() / 1e6 == pytest.approx(0.05, abs=0.002)
    struck = found.households("displaced", 1).sum()
    assert 0 < struck <= (crowd.turn >= 0).sum()
    safe = Crowd(
        0, *(getattr(crowd, name) for name in ("place", "kind", "age", "persons", "arrival")), np.full(crowd.size, -1, np.int32)
    )
    assert simulate(safe, shared).of("displaced").sum() == 0


def test_return_follows_the_curve(country: Any) -> None:
    """Of all displaced of one year, those still away at its end: the curve's mean over the days that are left."""
    crowd = many(country, people=1_000_000, exposed=1.0)
    hit = np.zeros((5, 6))
    hit[:, 0] = 0.5
    found = simulate(crowd, tables(country.still(hazard=Hazard(hit, 1.0, stay=0.2, scale_days=120.0, shape=0.8))))
    displaced = found.of("displaced").sum()
    assert found.of("lasting").sum() / displaced == pytest.approx(0.2, abs=0.003)
    days = np.arange(0.5, 365)
    still = 0.8 * np.exp(-((days / 120.0) ** 0.8)).mean()
    assert found.of("waiting")[:, 0].sum() / displaced == pytest.approx(still, abs=0.003)
    later = [0.8 * np.exp(-(((days + 365 * year) / 120.0) ** 0.8)).mean() for year in range(6)]
    assert found.of("waiting").sum(axis=0) / displaced == pytest.approx(later, abs=0.003)
    spent = np.array([(0.2 + 0.8 * np.exp(-((np.arange(0.5, left) / 120.0) ** 0.8))).sum() for left in range(1, 366)]).mean()
    assert found.of("displaced_days")[:, 0].sum() / displaced == pytest.approx(spent, rel=0.01)


def test_those_who_never_return_are_out_of_reach(country: Any) -> None:
    found = simulate(many(country), tables(country.still(hazard=Hazard(np.full((5, 6), 0.1), 0.25, stay=1.0))))
    assert found.households("displaced", 2).sum() == 0
    assert found.of("returned").sum() == 0
    assert np.array_equal(found.of("lasting"), found.of("displaced"))


def test_a_programme_makes_so_many_offers_a_year_the_riskiest_first(country: Any) -> None:
    made = plan([400] * 5, country.shares, 1.0, 0.25)  # 500 exposed households of one person
    risk = np.repeat(np.array([[0.0], [0.0], [0.0], [0.2], [0.1]]), 6, axis=1)
    given = country.still(hazard=Hazard(np.zeros((5, 6)), 0.25), programme=Programme(90, consent=1.0, risk=risk[:, 0]))
    found = simulate(households(made), tables(given, made.exposed_at(5)))
    assert found.of("offered").sum(axis=0).tolist() == [90, 90, 90, 90, 90, 50]
    assert found.of("offered")[:, 0].tolist() == [0, 0, 0, 90, 0]
    assert found.of("offered")[:, 1].tolist() == [0, 0, 0, 10, 80]
    assert np.array_equal(found.of("offered"), found.of("relocated_out"))


def test_the_relocated_are_displaced_no_more_except_those_left_within_reach(country: Any) -> None:
    made = plan([40_000] * 5, country.shares, 1.0, 0.25)
    hazard, first = Hazard(np.full((5, 6), 0.2), 0.25, stay=0.0, scale_days=1e-3), np.arange(5)
    nobody, all_of_them = Programme(1_000_000, consent=0.0), Programme(1_000_000, consent=1.0, left_behind=0.1, risk=first)
    counts = [
        simulate(households(made), tables(country.still(hazard=hazard, programme=p), made.exposed_at(5)))
        for p in (nobody, all_of_them)
    ]
    refused, moved = (c.of("displaced").sum() for c in counts)
    assert counts[0].of("relocated_out").sum() == 0
    assert counts[1].of("relocated_in").sum() == made.exposed.sum()
    assert moved / refused == pytest.approx(0.1, abs=0.01)


def test_who_arrives_is_as_exposed_as_the_new_place_and_no_more_as_the_old(country: Any) -> None:
    made = plan(country.people, country.shares, 2.0, np.array([0.0, 0.0, 1.0, 1.0, 0.0]))
    everyone = np.ones((5, 6, TYPES))
    reached = np.array([0.0, 0.0, 1.0, 1.0, 0.0])  # the second unit, where all are displaced every year and return at once
    hazard = Hazard(np.repeat(reached[:, None], 6, axis=1), reached, stay=0.0, scale_days=1e-3)
    onwards = [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]  # all move on every year, first to second to third unit
    given = country.still(aspiration=everyone, capability=everyone, internal=1.0, destinations=onwards, hazard=hazard)
    first, second, third = (int(country.people[country.unit == unit].sum()) for unit in range(3))
    found = simulate(households(made), tables(given))
    assert found.of("displaced").sum(axis=0).tolist() == [second, first, third, second, first, third]


def test_no_offer_reaches_those_who_are_displaced_when_their_turn_comes(country: Any) -> None:
    made = plan([400] * 5, country.shares, 1.0, 0.25)  # 500 exposed households of one person
    struck = np.zeros((5, 6))
    struck[:, 2] = 0.25  # all who are exposed, in the third year, and away for the rest of the run
    hazard = Hazard(struck, 0.25, stay=0.0, scale_days=1e6)
    given = country.still(hazard=hazard, programme=Programme(90, consent=0.0, risk=np.arange(5)))
    found = simulate(households(made), tables(given, made.exposed_at(5)))
    assert found.of("waiting").sum(axis=0).tolist() == [0, 0, 500, 500, 500, 500]
    assert found.of("offered").sum(axis=0).tolist() == [90, 90, 90, 0, 0, 0]  # offers come before the hazards of a year


def test_the_relocated_go_to_the_refuge_of_their_place(country: Any) -> None:
    made = plan(country.people, country.shares, 2.0, 0.25)
    given = country.still(programme=Programme(10**6, consent=0.5), refuge=[1, 1, 3, 3, 4])
    found = simulate(households(made), tables(given, made.exposed_at(5)))
    assert found.of("relocated_in").sum(axis=1).tolist()[0] == 0
    assert found.of("relocated_in").sum(axis=1)[1] == found.of("relocated_out").sum(axis=1)[:2].sum() > 0
    assert found.moves.sum() == 0  # planned relocation is no migration


def test_income_walks_between_fifths_and_livelihood_follows_the_place(country: Any) -> None:
    lots = np.array([[0.1, 0.2, 0.3, 0.4]] * 5)
    fifths, works = years_of_work(1, tables(country.still(livelihoods=lots)), 40_000, 60)
    assert (np.abs(np.diff(fifths, axis=1)) <= 1).all()
    walk = (1 - INCOME_CHANGE) * np.eye(5) + INCOME_CHANGE / 2 * (np.eye(5, k=1) + np.eye(5, k=-1))
    walk[0, 0] = walk[4, 4] = 1 - INCOME_CHANGE / 2
    for years in (1, 10, 60):
        expected = np.linalg.matrix_power(walk, years)[2]
        assert np.bincount(fifths[:, years - 1], minlength=5) / 40_000 == pytest.approx(expected, abs=0.01)
    changed = works[:, 0] != 0
    assert changed.mean() == pytest.approx(LIVELIHOOD_CHANGE * 0.9, rel=0.15)
    assert np.bincount(works[changed, 0], minlength=4)[1:] / changed.sum() == pytest.approx([2 / 9, 3 / 9, 4 / 9], abs=0.07)


def test_reference_persons_age_and_hand_on(country: Any) -> None:
    ages, sexes = years_of_age(1, tables(country.still()), 59, 40_000, 3)
    assert (ages[:, 0] == 60).all()
    handed = ages[:, 1] < 60
    assert handed.mean() == pytest.approx(HANDED_ON, abs=0.006)
    assert (ages[~handed, 1] == 61).all()
    heirs = ages[handed, 1]
    assert (heirs.min(), heirs.max()) == (18, 39)
    assert kstest((heirs - 18 + 0.5) / 22, "uniform").statistic < 0.05
    assert sexes[handed, 1].mean() == pytest.approx(0.5, abs=0.04)
    assert (ages[handed, 2] == heirs + 1).all()


def test_those_displaced_and_not_back_do_not_choose(country: Any) -> None:
    hazard = Hazard(np.full((5, 6), 0.25), 0.25, stay=0.0, scale_days=1e6)  # all exposed displaced, for long
    found = simulate(
        many(country), tables(country.conditions(hazard=hazard, births=np.zeros(6), deaths=np.zeros(6), internal=0.0, abroad=0.0))
    )
    asked = sum(found.of(cell) for cell in ("mobile", "voluntary", "involuntary", "acquiescent"))
    assert np.array_equal(asked + found.of("waiting"), np.full((5, 6), 200_000))


def test_wishes_and_means_last_some_years(country: Any) -> None:
    """Of households that never move, over 6 years with a leaning of 5 years: two draws each, or one where it changes at the start."""
    wish, can = np.full((5, 6, TYPES), 0.5), np.zeros((5, 6, TYPES))
    found = simulate(many(country), tables(country.still(aspiration=wish, capability=can)))
    every = found.households("stuck", 0).sum()
    # the first leaning lasts 1 to 5 of the 6 years with even chances: nobody wishes in none of two spells
    assert (every - found.households("stuck", 1).sum()) / every == pytest.approx(0.25, abs=0.005)
    assert found.households("stuck", 6).sum() / every == pytest.approx(0.25, abs=0.005)
    assert found.households("stuck", 5).sum() / every == pytest.approx(
        0.25 + 0.25 * 2 / 5, abs=0.005
    )  # a spell of 5 years and one of 1


def test_moves_of_a_household_are_counted(country: Any) -> None:
    always = np.ones((5, 6, TYPES))
    found = simulate(many(country, 2000), tables(country.still(aspiration=always, capability=always, internal=0.5)))
    every = found.households("moved").sum()
    times = np.diff([found.households("moved", n).sum() for n in range(7)] + [0]) / -every
    assert times == pytest.approx(np.array([1, 6, 15, 20, 15, 6, 1]) / 64, abs=0.03)  # a fair coin six times
    gone = simulate(many(country, 2000), tables(country.still(aspiration=always, capability=always, abroad=1.0)))
    assert gone.households("moved", 1).sum() == every
    assert gone.households("moved", 2).sum() == 0
    assert gone.of("people").sum() == 0
