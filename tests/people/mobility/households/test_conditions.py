"""Conditions become whole numbers, and what cannot hold is refused in a sentence."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from highground.basis.errors import BadData
from highground.people.mobility.households.conditions import ABROAD, BIRTH, INTERNAL, STRUCK, Hazard, Programme, tables
from highground.people.mobility.households.numbers import BITS
from highground.people.mobility.households.synthesis import NEVER, SHAPE, TYPES


def test_chances_stand_by_place_and_year(country: Any) -> None:
    found = tables(country.conditions(births=np.linspace(0, 0.05, country.years)))
    assert (found.places, found.units, found.years) == (5, 3, 6)
    shares = found.yearly / 2**BITS
    assert shares[:, :, BIRTH] == pytest.approx(np.broadcast_to(np.linspace(0, 0.05, 6), (5, 6)), abs=1e-9)
    assert shares[0, 0, [INTERNAL, ABROAD]] == pytest.approx([0.15, 0.2])


def test_the_exposed_bear_all_displacement(country: Any) -> None:
    found = tables(country.conditions(hazard=Hazard(np.full((5, 6), 0.02), 0.25)))
    assert found.yearly[2, 3, STRUCK] / 2**BITS == pytest.approx(0.08)  # 0.02 / 0.25


def test_types_may_come_in_their_full_shape(country: Any) -> None:
    flat = np.random.default_rng(1).random((5, 6, TYPES))
    found = tables(country.conditions(aspiration=flat.reshape(5, 6, *SHAPE)))
    assert found.choice[:, :, :, 0] / 2**BITS == pytest.approx(flat, abs=1e-9)


def test_arrivals_spread_over_the_places_of_a_unit_by_room(country: Any) -> None:
    found = tables(country.conditions(room=[3, 1, 1, 0, 5]))
    places = found.others.shape[1]
    cuts = found.cuts[2] / 2**BITS
    held = cuts / places
    np.add.at(held, found.others[2], (1 - cuts) / places)
    assert held == pytest.approx([2 / 3 * 3 / 4, 2 / 3 / 4, 1 / 3, 0, 0])  # unit 2 sends 2 to unit 0 and 1 to unit 1


def test_riskier_places_come_first_on_the_list(country: Any) -> None:
    risk = np.repeat([[0.01], [0.05], [0.02], [0.05], [0.0]], 6, axis=1)
    given = country.conditions(hazard=Hazard(risk, 0.3), programme=Programme(10))
    assert tables(given, [7, 2, 4, 1, 9]).queue.tolist() == [7, 0, 3, 2, 14]
    named = replace(given, programme=Programme(10, risk=np.arange(5)))
    assert tables(named, [7, 2, 4, 1, 9]).queue.tolist() == [16, 14, 10, 9, 0]
    assert tables(country.conditions()).queue.tolist() == [NEVER] * 5


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"aspiration": np.full((5, 6, 7), 0.5)}, r"aspiration of shape .* give \(place, year, 120\)"),
        ({"capability": np.full((5, 6, TYPES), 1.5)}, "capability must be chances"),
        ({"internal": 0.8, "abroad": 0.3}, "internal moves and emigration together must be chances"),
        ({"internal": 0.5, "abroad": -0.1}, "abroad"),
        ({"births": np.full(6, np.nan)}, "births a person must be chances"),
        ({"hazard": Hazard(np.full((5, 6), 0.3), 0.25)}, "larger exposed share"),
        ({"hazard": Hazard(np.full((5, 6), np.nan), 0.25)}, "larger exposed share"),
        ({"destinations": np.eye(3) + 1}, "0 from a unit to itself"),
        ({"destinations": np.ones((2, 2)) - np.eye(2)}, r"units 0 to 2"),
        ({"destinations": [[0, 1, 1], [0, 0, 0], [1, 1, 0]]}, "a unit without destinations"),
        ({"room": [1, 1, 0, 0, 1]}, "room above 0"),
        ({"refuge": [2, 1, 2, 3, 4]}, "of the same unit"),
        ({"programme": Programme(5)}, "needs the exposed households"),
    ],
)
def test_what_cannot_hold_is_refused(country: Any, changed: dict[str, Any], words: str) -> None:
    with pytest.raises(BadData, match=words):
        tables(country.conditions(**changed))


def test_nobody_need_move_from_a_lonely_unit(country: Any) -> None:
    alone = country.conditions(destinations=[[0, 1, 1], [0, 0, 0], [1, 1, 0]], internal=np.array([[0.1], [0.1], [0], [0], [0.1]]))
    assert tables(alone).units == 3
