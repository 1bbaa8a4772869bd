from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.basis.mobility import LEVERS
from highground.people.mobility.levers import EFFICACY, NO_EFFECTS, NO_LEVERS, Levers, asked_for, effects, efficacy, relocated

WORKS = efficacy(Ensemble(seed=1, members=200))
SHARES = st.floats(0, 1)


def test_no_levers_change_nothing_exactly():
    none = effects(NO_LEVERS, WORKS)
    assert not NO_LEVERS.used
    for found in (none, NO_EFFECTS):
        assert (found.displaced == 1).all()
        assert (found.means == 1).all()
        assert (found.capability == 0).all()
        assert (found.receiving == 0).all()
        assert all((factor == 1).all() for factor in found.impacts.values())


@given(SHARES, SHARES)
def test_more_of_a_lever_never_works_against_itself_in_any_member(one, other):
    less, more = (effects(Levers(r, r, r, 0, r, r), WORKS) for r in sorted((one, other)))
    assert (more.displaced <= less.displaced).all()
    assert (more.displaced >= 0).all()
    assert (more.means <= less.means).all()
    assert (more.means >= 0).all()
    assert (more.capability >= less.capability).all()
    assert (more.receiving >= less.receiving).all()
    for driver, factor in more.impacts.items():
        assert (factor <= less.impacts[driver]).all()
        assert (factor >= 0).all()


def test_water_and_pasture_hold_back_only_what_gets_worse():
    z = np.array([[1.0, -1.0, 0.0]])
    half = effects(Levers(water=1.0), dict.fromkeys(EFFICACY, np.array([0.5])))
    assert half.felt("water", z).tolist() == [[0.5, -1.0, 0.0]]
    assert half.felt("crops", z).tolist() == [[0.5, -1.0, 0.0]]
    assert half.felt("pasture", z).tolist() == z.tolist()


@pytest.mark.parametrize(
    ("lever", "felt"),
    [
        ("early_warning", {"displaced": 0.8}),
        ("water", {"water": 0.8, "crops": 0.8}),
        ("pasture", {"pasture": 0.8}),
        ("relocation", {}),
        ("pathways", {"capability": 0.2}),
        ("remittances", {"receiving": 0.2, "means": 0.8}),
    ],
)
def test_each_lever_changes_its_own_part_and_no_other(lever: str, felt: dict[str, float]) -> None:
    found = effects(Levers(**{lever: 0.5}), dict.fromkeys(EFFICACY, np.array([0.4])))  # 0.5 x 0.4 = 0.2
    parts = {name: getattr(found, name) for name in ("displaced", "capability", "receiving", "means")} | dict(found.impacts)
    neutral = {name: 0.0 if name in {"capability", "receiving"} else 1.0 for name in parts}
    assert {name: float(values[0]) for name, values in parts.items()} == pytest.approx(neutral | felt)


def test_efficacy_of_full_reach_has_its_stated_range_and_does_not_depend_on_the_reach():
    for name, (low, mid, high) in EFFICACY.items():
        assert np.quantile(WORKS[name], [0.05, 0.5, 0.95]) == pytest.approx([low, mid, high], rel=0.02, abs=0.02)
    half, full = (1 - effects(Levers(early_warning=r), WORKS).displaced for r in (0.5, 1.0))
    assert half == pytest.approx(full / 2)


def test_relocation_of_nobody_is_nothing_and_more_of_it_avoids_no_less() -> None:
    homes = np.tile([100.0, 1000.0, 0.0], (200, 1))
    displaced = np.tile([5.0, 2.0, 0.0], (200, 1))
    size = np.full(200, 4.0)
    none = relocated(NO_LEVERS, WORKS, size, homes, displaced)
    assert (none[0] == 0).all()
    assert (none[1] == 0).all()
    found = [relocated(Levers(relocation=n), WORKS, size, homes, displaced) for n in (1, 5, 50, 100_000)]
    for less, more in pairwise(found):
        assert (more[0] >= less[0]).all()
        assert (more[1] >= less[1]).all()
    assert (found[-1][1] <= 7 + 1e-9).all()
    assert (found[-1][0] * 10 <= 1100).all()


def test_relocation_by_hand() -> None:
    works = {"consent": np.array([0.5]), "crowding": np.array([2.0]), "left_behind": np.array([0.2])}
    persons, avoided = relocated(Levers(relocation=1), works, np.array([2.0]), np.array([[100.0]]), np.array([[5.0]]))
    assert (persons[0], avoided[0]) == (1.0, pytest.approx(0.8))  # ten people in ten years, of the fifty on whom all falls


def test_places_displaced_most_often_are_emptied_first() -> None:
    works = {"consent": np.array([1.0]), "crowding": np.array([2.0]), "left_behind": np.array([0.0])}
    homes, displaced = np.array([[100.0, 100.0]]), np.array([[1.0, 10.0]])  # 50 people of each bear all: 0.02 and 0.2 a year
    for a_year, avoided in ((1, 2.0), (6, 10.2)):  # 10 people of the second; 60: all 50 of the second and 10 of the first
        assert relocated(Levers(relocation=a_year), works, np.array([1.0]), homes, displaced)[1][0] == pytest.approx(avoided)


def test_every_lever_of_the_table_is_a_field_and_is_read_in_its_unit():
    found = asked_for({lever.id: lever.most for lever in LEVERS})
    assert found == Levers(1, 1, 1, 100_000, 1, 1)
    assert found.used == tuple(lever.id for lever in LEVERS)
    assert found.alone("relocation") == Levers(relocation=100_000)


@pytest.mark.parametrize(
    ("amounts", "said"),
    [({"dams": 1}, "no lever 'dams'"), ({"water": 101}, "between 0 and 100 %"), ({"relocation": -1}, "between 0")],
)
def test_a_lever_that_is_not_there_or_out_of_bounds_is_refused(amounts, said):
    with pytest.raises(BadData, match=said):
        asked_for(amounts)


@pytest.mark.parametrize("shares", [{"water": 1.01}, {"pasture": -0.1}, {"remittances": float("nan")}])
def test_shares_lie_between_nothing_and_all(shares):
    with pytest.raises(BadData, match="between 0 and 1"):
        Levers(**shares)
