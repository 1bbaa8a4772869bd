"""Every household is run through all its years at once; what it sees besides are shared tables by year and place.

Nobody is lost: people at the end of a year = people before + births - deaths - emigrants + immigrants, and whoever leaves one
place for another arrives there. The rule of a year is in `steps`. Results depend on the seed alone: not on the order of households, nor
on how many workers share them.
"""

from typing import Any

import numpy as np

from highground.basis.errors import BadData
from highground.people.mobility.households.conditions import Tables
from highground.people.mobility.households.steps import run
from highground.people.mobility.households.synthesis import Crowd
from highground.people.mobility.households.totals import HISTORIES, KINDS, TIMES, Totals


def simulate(crowd: Crowd, shared: Tables, seed: int = 1) -> Totals:
    """Run households through all years. Same seed, same totals, whatever the parts and their order. Raises BadData."""
    if crowd.size and int(crowd.place.max()) >= shared.places:
        raise BadData(
            f"a household lives in place {crowd.place.max()}, but conditions are given for {shared.places}; use one plan for both"
        )
    if crowd.size and int(crowd.arrival.max()) > shared.years:
        raise BadData(
            f"households arrive until year {crowd.arrival.max()}, but conditions are given for {shared.years} years; give more"
        )
    counts = np.zeros((shared.places, shared.years, len(KINDS)), np.int64)
    moves = np.zeros((shared.years, shared.units, shared.units), np.int64)
    times, start = np.zeros((shared.units, len(HISTORIES), TIMES + 1), np.int64), np.zeros(shared.places, np.int64)
    run(
        crowd.first, seed, crowd.place, crowd.kind, crowd.age, crowd.persons, crowd.arrival, crowd.turn, _writable(shared),
        counts, moves, times, start,
    )  # fmt: skip
    return Totals(counts, moves, times, start, shared.unit)


def _writable(shared: Tables) -> Tables:
    """The same tables, with copies of what came from another process and cannot be written: one compiled kernel serves all."""
    held: dict[str, Any] = shared._asdict()
    sealed = [name for name, value in held.items() if isinstance(value, np.ndarray) and not value.flags.writeable]
    own: dict[str, Any] = {name: np.array(held[name]) for name in sealed}
    return shared._replace(**own)
