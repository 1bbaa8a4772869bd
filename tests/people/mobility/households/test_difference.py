"""With minus without, each figure with its rule; slow and sudden apart; no climate, no difference."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from highground.basis.errors import BadData
from highground.people.mobility.households.conditions import Hazard, tables
from highground.people.mobility.households.difference import PLANNED, SLOW, STAYING, SUDDEN, Difference, difference
from highground.people.mobility.households.simulate import simulate
from highground.people.mobility.households.synthesis import households, plan
from highground.people.mobility.households.totals import KINDS, Totals


@pytest.fixture(scope="module")
def crowd(country: Any) -> Any:
    return households(plan(country.people, country.shares, 3.5, 0.25))


def every(found: Difference) -> dict[str, Any]:
    return found.slow | found.sudden | found.planned | found.staying


def test_no_climate_no_difference(country: Any, crowd: Any) -> None:
    one, two = simulate(crowd, tables(country.conditions())), simulate(crowd, tables(country.conditions()))
    assert not any(figure.values.any() for figure in every(difference(one, two)).values())
    assert one.of("moved_out").any()  # there was something to count
    assert one.of("displaced").any()


def test_more_frequent_hazards_change_displacement_and_wishes_migration(country: Any, crowd: Any) -> None:
    without = simulate(crowd, tables(country.conditions()))
    wishes = np.full((5, 6, 120), 0.6)
    found = difference(simulate(crowd, tables(country.conditions(aspiration=wishes))), without)
    assert found.slow["moved_out"].values.sum() > 0
    assert found.slow["moved_out"].values.sum() == found.slow["moved_in"].values.sum()
    harder = difference(simulate(crowd, tables(country.conditions(hazard=Hazard(np.full((5, 6), 0.03), 0.25)))), without)
    assert harder.sudden["displaced"].values.sum() > 0
    assert harder.sudden["displaced"].values[0].min() >= 0  # in the first year the same households and some more


def test_a_difference_is_counted_by_unit_and_year(country: Any) -> None:
    counts = np.zeros((5, 2, len(KINDS)), np.int64)
    counts[[0, 1, 4], [1, 1, 0], KINDS.index("emigrants")] = 120, 3, 7
    empty = Totals(
        np.zeros_like(counts), np.zeros((2, 3, 3), np.int64), np.zeros((3, 3, 7), np.int64), country.people, country.unit
    )
    more = Totals(counts, empty.moves, empty.times, country.people, country.unit)
    assert difference(more, empty).slow["emigrants"].values.tolist() == [[0, 0, 7], [123, 0, 0]]
    assert difference(empty, more).slow["emigrants"].values.tolist() == [[0, 0, -7], [-123, 0, 0]]


def test_each_figure_says_how_it_is_counted(country: Any, crowd: Any) -> None:
    run = simulate(crowd, tables(country.conditions()))
    for name, figure in every(difference(run, run)).items():
        assert figure.rule.startswith("With climate impacts minus without")
        assert figure.rule.endswith(".")
        assert figure.unit in {"moves", "movements", "persons", "person-seasons", "person-days"}
        assert ("stock" in figure.rule) <= (figure.unit == "persons"), name


def test_slow_and_sudden_are_never_added_up() -> None:
    assert [field.name for field in fields(Difference)] == ["slow", "sudden", "planned", "staying"]
    groups = [set(group) for group in (SLOW, SUDDEN, PLANNED, STAYING)]
    assert sum(map(len, groups)) == len(set().union(*groups))  # no figure stands in two groups
    assert set().union(*groups) < set(KINDS)
    assert [name for name in dir(Difference) if not name.startswith("_")] == ["planned", "slow", "staying", "sudden"]


def test_runs_of_different_people_are_refused(country: Any, crowd: Any) -> None:
    shared = tables(country.conditions())
    with pytest.raises(BadData, match="same households"):
        difference(simulate(crowd, shared), simulate(crowd.part(0, 100), shared))
