from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from highground.basis.errors import BadData
from highground.people.mobility.flows import costs as room
from highground.people.mobility.flows.costs import Places, blocks, costs, travelled
from highground.people.mobility.flows.sphere import all_km


def test_great_circles_are_those_of_another_formula(country: Callable[..., Any]) -> None:
    here = country(size=40)
    for start, rows, spare in blocks(40):
        costs(here.places, 40).fill(start, rows, spare)
        assert rows == pytest.approx(here.km[start : start + len(rows)], rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(("span", "near"), [(0.001, True), (12.0, True), (40.0, False), (90.0, False)])
def test_the_short_formula_serves_near_places_only_and_agrees(span: float, near: bool) -> None:
    r = np.random.default_rng(3)
    lat, lon = np.append(r.uniform(-span, span, 60), [-span, span]), np.append(r.uniform(-span, span, 60), [-span, span])
    places, km, spare = Places(lat, lon), np.empty((62, 62)), np.empty((62, 62))
    places.fill(0, km, spare)
    assert places.near is near
    assert km == pytest.approx(all_km(lat, lon), rel=1e-13)


def test_ranks_rise_with_the_costs(country: Callable[..., Any]) -> None:
    here = country(size=40)
    for where in (here.places, here.km):
        rank, spare = np.empty((40, 40)), np.empty((40, 40))
        costs(where, 40).rank(0, rank, spare)
        assert (np.argsort(rank, axis=1, kind="stable") == np.argsort(here.km, axis=1, kind="stable")).all()


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_blocks_cover_every_row_once(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(room, "AT_ONCE", at_once)
    seen = [start + row for start, rows, _ in blocks(5) for row in range(len(rows))]
    assert seen == [0, 1, 2, 3, 4]
    assert [start for start, _, _ in blocks(0)] == []


def test_a_block_stays_small_however_many_places() -> None:
    assert next(blocks(100_000))[1].shape == (1, 100_000)
    assert next(blocks(5000))[1].size <= room.AT_ONCE


def test_person_km_add_up_and_a_missing_way_without_flow_costs_nothing(country: Callable[..., Any]) -> None:
    here = country(size=25)
    flows = np.random.default_rng(2).random((25, 25))
    assert travelled(flows, here.places) == pytest.approx((flows * here.km).sum(), rel=1e-9)
    assert travelled([[0, 2], [0, 0]], np.array([[0, 3], [np.inf, 0]])) == 6


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Places([0.0, 1.0], [0.0, 0.0]), "2 places and people for 3"),
        (np.zeros((2, 2)), r"shape \(2, 2\)"),
        (np.full((3, 3), np.nan), "write infinite"),
        (-np.ones((3, 3)), "below 0"),
    ],
)
def test_costs_that_make_no_sense_are_refused(where: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        costs(where, 3)
