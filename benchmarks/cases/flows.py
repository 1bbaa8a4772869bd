"""Flows between all pairs of places, with who leaves kept: gravity and radiation; the person-km are part of the call, as the peers' are."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cases import Case
from highground.people.mobility.flows.costs import Places, travelled
from highground.people.mobility.flows.found import Flows
from highground.people.mobility.flows.gravity import gravity
from highground.people.mobility.flows.radiation import radiation


def _gravity(z: dict[str, Any]) -> Flows:
    return gravity(z["population"], Places(z["lat"], z["lon"]), -float(z["exponent"]), out=z["outflow"])


def _radiation(z: dict[str, Any]) -> Flows:
    return radiation(z["population"], Places(z["lat"], z["lon"]), z["outflow"])


def _flows(law: Callable[[dict[str, Any]], Flows], z: dict[str, Any]) -> Callable[[], tuple[NDArray[Any], float]]:
    def call() -> tuple[NDArray[Any], float]:
        table = law(z).table()
        return table, travelled(table, Places(z["lat"], z["lon"]))

    return call


def _checks(result: tuple[NDArray[Any], float]) -> dict[str, float]:
    table, person_km = result
    total = float(table.sum())
    return {
        "total": total, "mean_km": person_km / total, "largest": float(table.max()), "sum_of_squares": float(np.vdot(table, table)),
    }  # fmt: skip


CASES = {
    f"{name}-{places}": Case(f"places-{places}", partial(_flows, law), _checks, reps=2)
    for name, law in (("gravity", _gravity), ("radiation", _radiation))
    for places in (2000, 5000)
}
