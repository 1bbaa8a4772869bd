from dataclasses import replace

import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.people.mobility.levers import NO_LEVERS, Levers, efficacy
from highground.research import crowd
from highground.research.material import Material
from highground.research.profile import silent
from highground.research.reach import crew
from highground.research.whatif import histories as module
from highground.research.whatif.asked import Asked
from highground.research.whatif.ground import Ground, ground
from highground.research.whatif.histories import COUNTED, FOLLOWED, followed, histories

ENSEMBLE = Ensemble(seed=3, members=12)
WORKS = efficacy(ENSEMBLE)


@pytest.fixture(scope="module")
def here(material: Material) -> Ground:
    return ground(material, 2.0, ENSEMBLE)


def test_without_levers_both_histories_are_the_same_household_by_household(here: Ground) -> None:
    lives = histories(here, Asked(NO_LEVERS, 2.0, 3000), WORKS, 1, silent)
    before, after = lives.without, lives.with_levers
    assert set(before) == {(name, "") for name in COUNTED}
    assert all(np.array_equal(before[key], after[key]) for key in before)
    assert all(((values >= 0) & (values <= 100)).all() and values.size == FOLLOWED for values in before.values())


def test_open_ways_leave_fewer_stuck_for_years_and_more_who_move(here: Ground) -> None:
    lives = histories(here, Asked(Levers(pathways=1.0), 2.0, 20_000), WORKS, 1, silent)
    before, after = lives.without, lives.with_levers
    assert after["stuck_long", ""].mean() < before["stuck_long", ""].mean()
    assert after["moved_once", ""].mean() > before["moved_once", ""].mean()


def test_warning_displaces_fewer_households_twice(here: Ground) -> None:
    lives = histories(here, Asked(Levers(early_warning=1.0), 2.0, 50_000), WORKS, 1, silent)
    before, after = lives.without, lives.with_levers
    assert (after["displaced_twice", ""] <= before["displaced_twice", ""]).all()
    assert after["displaced_twice", ""].sum() < before["displaced_twice", ""].sum()


def test_members_that_are_followed_are_spread_over_the_ensemble_and_none_twice(here: Ground) -> None:
    assert followed(here) == [0, 1, 2, 3, 4, 6, 7, 8, 9, 11]


def test_the_note_tells_how_many_were_followed_and_what_one_of_them_weighs(here: Ground) -> None:
    _, values = histories(here, Asked(NO_LEVERS, 2.0, 3000), WORKS, 1, silent).note
    assert 3000 < values["households"] < 1.1 * 3000  # every place with people has a household of its own
    assert values["least"] == pytest.approx(100 * FOLLOWED / values["households"])  # one of the 300 or so of a draw


def test_no_more_households_are_followed_than_there_are(here: Ground) -> None:
    scarce = replace(
        here,
        moving=replace(
            here.moving,
            types=replace(here.moving.types, people=here.moving.types.people / 1000, mountain=here.moving.types.mountain / 1000),
        ),
    )
    lives = histories(scarce, Asked(NO_LEVERS, 2.0, 10_000_000), WORKS, 1, silent)
    there = sum((here.moving.types.people[member] / 1000).sum() / here.size[member] for member in followed(here))
    assert lives.households == pytest.approx(there, rel=0.02)


def test_any_number_of_workers_follows_the_same_lives(here: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked(Levers(pathways=0.5, relocation=500), 2.0, 12_000)
    alone = histories(here, asked, WORKS, 1, silent)
    monkeypatch.setattr(crowd, "PART", 400)
    hired: list[int] = []
    monkeypatch.setattr(module, "hire", lambda workers, address: hired.append(workers) or crew.hire(workers, address))
    many = histories(here, replace(asked, workers=2), WORKS, 1, silent)
    assert hired == [2]  # once for all draws
    for key, values in alone.without.items():
        assert np.array_equal(values, many.without[key])
        assert np.array_equal(alone.with_levers[key], many.with_levers[key])
