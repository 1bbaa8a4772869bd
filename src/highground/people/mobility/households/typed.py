"""From the types of the expectation to single households: the same shares, the same rule, one member at a time.

`expected` and these households share `rule`: the chances of every type of a place in a year are worked out there, once, and each
household looks its own up. So the mean over many households is the expectation; a test holds it to that.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData
from highground.people.mobility import expected
from highground.people.mobility.drivers import Parameters
from highground.people.mobility.expected import Impacts, Types
from highground.people.mobility.households.synthesis import Floats, Plan, Whole, plan
from highground.people.mobility.levers import NO_EFFECTS, Effects

DIGITS: Final = 9  # of a share of a person, below which rounding is noise of the computer


def whole(people: ArrayLike) -> Whole:
    """Whole persons of each place that add up to the rounded total: the largest remainders are rounded up, earlier places first on a tie.

    Raises BadData for values that are no numbers from 0 up.
    >>> whole([1.4, 1.4, 2.2]).tolist()  # 5 persons: the first place has the largest remainder, before the second
    [2, 1, 2]
    """
    given = np.asarray(people, dtype=np.float64)
    if not np.all(np.isfinite(given) & (given >= 0)):
        raise BadData("people of the places must be finite numbers from 0 up; a blank is not 0")
    down = np.floor(given)
    missing = int(np.rint(given.sum() - down.sum()))
    down[np.argsort(-np.round(given - down, DIGITS), kind="stable")[:missing]] += 1
    return down.astype(np.int64)


def plan_of(
    types: Types, member: int, mean_persons: ArrayLike, exposed: ArrayLike, *, immigrants: ArrayLike | None = None, seed: int = 1
) -> Plan:
    """Whole households for one member of the types; people are rounded so that the national total holds. As `synthesis.plan`."""
    return plan(whole(types.people[member]), types.shares(member), mean_persons, exposed, immigrants=immigrants, seed=seed)


def choices(
    types: Types, impacts: Sequence[Impacts], parameters: Parameters, member: int, effects: Effects = NO_EFFECTS
) -> tuple[Floats, Floats]:
    """Aspiration and capability for `Conditions`, each (place, year, *SHAPE); impacts: one for each year. Raises BadData."""
    if not impacts:
        raise BadData("no year is given; give the impacts of one year at least, NO_IMPACTS where there are none")
    found: dict[int, tuple[Floats, Floats]] = {}  # years that share their impacts are worked out once
    for year in impacts:
        if id(year) not in found:
            found[id(year)] = expected.chances(types, year, parameters, member, effects)
    wish, can = (np.stack([found[id(year)][side] for year in impacts], axis=1) for side in (0, 1))
    return wish, can


def livelihoods(types: Types, member: int) -> NDArray[np.float64]:
    """Shares of livelihoods of each place, (place, livelihood), for `Conditions`."""
    return np.asarray(types.livelihood[member], dtype=np.float64)
