"""A small country: two units of two altitude bands, and a third unit of one."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from highground.people.mobility.households.conditions import Conditions, Hazard, Programme
from highground.people.mobility.households.synthesis import SHAPE, TYPES

YEARS = 6
UNIT = np.array([0, 0, 1, 1, 2])
PEOPLE = np.array([3000, 700, 2000, 40, 9000])
SHARES = np.random.default_rng(3).gamma(2.0, 1.0, (UNIT.size, TYPES))
WAYS = np.array([[0.0, 3.0, 1.0], [1.0, 0.0, 1.0], [2.0, 1.0, 0.0]])


class Country:
    """Conditions of the small country; what is named is changed."""

    unit, people, shares, years = UNIT, PEOPLE, SHARES, YEARS

    @staticmethod
    def conditions(**changed: Any) -> Conditions:
        """Half of the households wish to move and half of them can, one in five of these goes; 2 % are displaced a year."""
        typed = np.full((UNIT.size, YEARS, TYPES), 0.5)
        given = Conditions(
            unit=UNIT, aspiration=typed, capability=typed, internal=0.15, abroad=0.05, destinations=WAYS, room=PEOPLE,
            births=np.full(YEARS, 0.02), deaths=np.full(YEARS, 0.01), seasonal=np.full(SHAPE[0], 0.1),
            livelihoods=SHARES.reshape(UNIT.size, SHAPE[0], -1).sum(axis=2),
            hazard=Hazard(np.full((UNIT.size, YEARS), 0.02), np.full(UNIT.size, 0.25)), programme=Programme(),
        )  # fmt: skip
        return replace(given, **changed)

    @staticmethod
    def still(**changed: Any) -> Conditions:
        """The same, but nobody is born, dies, moves or is displaced."""
        nobody = {
            "internal": 0.0, "abroad": 0.0, "births": np.zeros(YEARS), "deaths": np.zeros(YEARS), "seasonal": np.zeros(SHAPE[0]),
            "hazard": Hazard(np.zeros((UNIT.size, YEARS)), np.full(UNIT.size, 0.25)),
        }  # fmt: skip
        return Country.conditions(**(nobody | changed))


@pytest.fixture(scope="session")
def country() -> type[Country]:
    return Country
