from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from highground.basis.errors import BadData
from highground.people.mobility.flows import costs as room
from highground.people.mobility.flows.found import check_reach, persons
from highground.people.mobility.flows.gravity import gravity
from highground.people.mobility.flows.radiation import radiation


def both(here: Any) -> tuple[Any, Any]:
    return gravity(here.people, here.places, 1.3, out=here.out), radiation(here.people, here.places, here.out)


@pytest.mark.parametrize("top", [1, 4, 29, 30, 50])
def test_the_strongest_and_the_rest_are_all_flows(country: Callable[..., Any], top: int) -> None:
    here = country(4, 30)
    for flows in both(here):
        table, found = flows.table(), flows.strongest(top)
        assert found.flow.sum(axis=1) + found.rest == pytest.approx(here.out)
        assert (found.rest >= 0).all()
        kept = min(top, 29)
        assert found.flow[:, :kept] == pytest.approx(np.sort(table, axis=1)[:, ::-1][:, :kept])
        row = np.arange(30)[:, None]
        assert np.array_equal(table[row, found.to[:, :kept]], found.flow[:, :kept])
        assert (found.to[:, kept:] == -1).all()
        assert (found.flow[:, kept:] == 0).all()


def test_blocks_of_any_size_give_the_same_flows(country: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    here = country(5, 40)
    whole = [(flows.table(), flows.strongest(3)) for flows in both(here)]
    monkeypatch.setattr(room, "AT_ONCE", 100)
    for (table, strongest), flows in zip(whole, both(here), strict=True):
        assert np.array_equal(table, flows.table())
        assert all(np.array_equal(a, b) for a, b in zip(strongest, flows.strongest(3), strict=True))


def test_float32_keeps_seven_digits_and_half_the_memory(country: Callable[..., Any]) -> None:
    for flows in both(country(6, 50)):
        small, large = flows.table(np.float32), flows.table()
        assert small.nbytes * 2 == large.nbytes
        assert small == pytest.approx(large, rel=1e-6)
        assert small.sum(dtype=float) == pytest.approx(large.sum(), rel=1e-7)


def test_asking_twice_gives_the_same(country: Callable[..., Any]) -> None:
    for flows in both(country(7, 20)):
        assert np.array_equal(flows.table(), flows.table())
        assert flows.strongest(2).rest == pytest.approx(flows.strongest(2).rest)


def test_no_strongest_flow_is_refused(country: Callable[..., Any]) -> None:
    with pytest.raises(BadData, match="at least one"):
        both(country(7, 5))[0].strongest(0)


def test_people_are_checked() -> None:
    with pytest.raises(BadData, match="people who leave are given for 2 places, people for 3"):
        persons([1, 2], "people who leave", 3)
    with pytest.raises(BadData, match="a blank is not 0"):
        persons([1, np.nan], "people")
    with pytest.raises(BadData, match="3 people leave place 12,"):
        check_reach(np.array([0.0, 0.0, 3.0]), np.array([True, False, False]), 10)
    with pytest.raises(BadData, match="3 people arrive at place 0,"):
        check_reach(np.array([3.0]), np.array([False]), arriving=True)
