"""What all households of a run share: chances by place and year, ways to go, programmes. Households see nothing else.

A place is a unit and altitude band. Numbers are plain chances and shares here (`Conditions`); the kernel reads them as whole numbers
(`tables`). What a policy or a climate changes is changed here, once, and every household then looks its own chances up.
"""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData
from highground.people.mobility.households.numbers import Whole, alias, chances
from highground.people.mobility.households.synthesis import NEVER, SHAPE, TYPES, Floats

LIVELIHOOD_CHANGE: Final = 0.02  # yr-1; share of households that take up another livelihood; judged: once in a working life
INCOME_CHANGE: Final = 0.10  # yr-1; share that moves one income fifth up or down, even chances; judged: half do in ten years
HANDED_ON: Final = 1 / 12  # yr-1; reference persons of 60 and over who hand on; judged: near remaining years of life at work
LASTS: Final = 5  # years that a household's leaning to wish, and its luck with means, last; judged: longer than a whim
HEIR_AGES: Final = (18, 40)  # years, first and end, even between; judged: keeps the shares of age groups near those of censuses
(BIRTH, DEATH, STRUCK, INTERNAL, ABROAD) = range(5)  # columns of Tables.yearly
COLUMNS: Final = 8  # one line of memory holds two years


@dataclass(frozen=True, slots=True, eq=False)
class Hazard:
    """Sudden displacement and return. displaced (place, year): displacements a person and year; exposed (place,): share of households that
    hazards can reach, who bear all of it; stay, scale_days, shape: the return curve of one member (`impacts.returns.ReturnCurve`).
    """

    displaced: ArrayLike
    exposed: ArrayLike
    stay: float = 0.1
    scale_days: float = 20.0
    shape: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """Planned relocation: so many households a year are offered a new home, those of the riskiest places first, and consent or not.

    households a year; consent: chance that one consents; left_behind: chance that the new home is within reach of hazards too.
    Only households that are exposed at the start, and live there yet, are offered one, each once. risk (place,): order of the places.
    """

    households: int = 0
    consent: float = 0.6
    left_behind: float = 0.0
    risk: ArrayLike | None = None  # the displacement of the first year if None


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """All that a run rests on. Years are those of the run, in order; chances are yearly.

    unit (place,): number of its unit, from 0; aspiration, capability (place, year, TYPES): by `rule`; internal, abroad: share of those who
    wish to move and can that moves to another unit, or abroad, in a year; destinations (unit, unit): shares of the flow kernel, zero
    diagonal; room (place,): weight of the places of a unit for those who arrive, such as its people; births, deaths (year,): a person;
    seasonal (livelihood,): share of those who wish to move, and stay, of whom one person works away for a season;
    livelihoods (place, livelihood): shares, by which those who arrive or change take up theirs. `refuge` (place,): where relocated
    households go, a place of the same unit; their own if None. Raises BadData.
    """

    unit: ArrayLike
    aspiration: ArrayLike
    capability: ArrayLike
    internal: ArrayLike
    abroad: ArrayLike
    destinations: ArrayLike
    room: ArrayLike
    births: ArrayLike
    deaths: ArrayLike
    seasonal: ArrayLike
    livelihoods: ArrayLike
    hazard: Hazard
    programme: Programme = field(default_factory=Programme)
    refuge: ArrayLike | None = None


class Tables(NamedTuple):
    """Conditions as the kernel reads them: chances in whole numbers of 2**-31."""

    unit: NDArray[np.int32]  # (place,)
    choice: NDArray[np.uint32]  # (place, year, type, 2): aspiration, capability
    yearly: NDArray[np.uint32]  # (place, year, COLUMNS)
    seasonal: NDArray[np.uint32]  # (livelihood,)
    livelihoods: NDArray[np.uint32]  # (place, livelihood): upper bounds
    exposed: NDArray[np.uint32]  # (place,)
    others: NDArray[np.int32]  # (unit, place): alias table of destinations
    cuts: NDArray[np.uint32]
    refuge: NDArray[np.int32]  # (place,)
    queue: Whole  # (place,): households of riskier places on the programme's list
    offers: int  # a year
    consent: int
    left_behind: int
    stay: int
    scale_days: float
    one_over_shape: float
    changes: NDArray[np.uint32]  # livelihood, income, handed on

    @property
    def places(self) -> int:
        """Number of places."""
        return self.unit.size

    @property
    def units(self) -> int:
        """Number of units."""
        return int(self.others.shape[0])

    @property
    def years(self) -> int:
        """Number of years."""
        return int(self.yearly.shape[1])


def tables(given: Conditions, exposed_households: ArrayLike | None = None) -> Tables:
    """Conditions as whole numbers, checked. exposed_households (place,): of the plan, for the list of a programme. Raises BadData."""
    unit = np.asarray(given.unit, dtype=np.int32)
    choice = np.stack(
        [_typed(given.aspiration, "aspiration", unit.size), _typed(given.capability, "capability", unit.size)], axis=3
    )
    yearly = _yearly(given, unit.size, choice.shape[1])
    ways = np.asarray(given.destinations, dtype=np.float64)
    room = np.asarray(given.room, dtype=np.float64)
    _check_ways(unit, ways, room)
    within = room / np.bincount(unit, room, len(ways))[unit]
    nowhere = ways.sum(axis=1) == 0
    if np.any(yearly[nowhere[unit], :, INTERNAL]):
        raise BadData("people move inside the country from a unit without destinations; give it some, or internal 0 for its places")
    others, cuts = alias(ways[:, unit] * within + nowhere[:, None], "shares of destinations")
    lots = np.cumsum(np.asarray(given.livelihoods, dtype=np.float64), axis=1)
    hazard, plans = given.hazard, given.programme
    order = yearly[:, 0, STRUCK] if plans.risk is None else np.asarray(plans.risk)
    return Tables(
        unit=unit, choice=choice, yearly=yearly, seasonal=chances(given.seasonal, "shares of seasonal absence"),
        livelihoods=chances(np.minimum(lots / lots[:, -1:], 1.0), "shares of livelihoods"),
        exposed=chances(np.broadcast_to(np.asarray(hazard.exposed, dtype=np.float64), unit.shape), "exposed shares"),
        others=others, cuts=cuts, refuge=_refuge(given, unit), queue=_queue(order, exposed_households, plans.households),
        offers=int(plans.households), consent=int(chances(plans.consent, "consent")),
        left_behind=int(chances(plans.left_behind, "left_behind")), stay=int(chances(hazard.stay, "share who stay away")),
        scale_days=float(hazard.scale_days), one_over_shape=1 / float(hazard.shape),
        changes=chances([LIVELIHOOD_CHANGE, INCOME_CHANGE, HANDED_ON], "changes"),
    )  # fmt: skip


def _typed(values: ArrayLike, what: str, places: int) -> NDArray[np.uint32]:
    found = chances(values, what)
    if found.shape[0] != places or found.size % (places * TYPES):
        raise BadData(f"{what} of shape {found.shape} for {places} places; give (place, year, {TYPES}), or (place, year, *{SHAPE})")
    return found.reshape(places, -1, TYPES)


def _yearly(given: Conditions, places: int, years: int) -> NDArray[np.uint32]:
    """Chances by place and year, side by side."""

    def spread(values: ArrayLike) -> Floats:
        return np.broadcast_to(np.asarray(values, dtype=np.float64), (places, years))

    reached = np.broadcast_to(np.asarray(given.hazard.exposed, dtype=np.float64)[..., None], (places, years))
    struck = spread(given.hazard.displaced)
    if not np.all((struck >= 0) & (struck <= reached)):
        raise BadData("more people are displaced in a year than hazards can reach in a place; give a larger exposed share")
    internal, abroad = spread(given.internal), spread(given.abroad)
    columns = {
        BIRTH: chances(spread(given.births), "births a person"), DEATH: chances(spread(given.deaths), "deaths a person"),
        STRUCK: chances(np.divide(struck, reached, out=np.zeros_like(struck), where=reached > 0), "displacement"),
        INTERNAL: chances(internal, "internal moves of those who can"),
        ABROAD: chances(internal + abroad, "internal moves and emigration together"),
    }  # fmt: skip
    if np.any(abroad < 0):
        raise BadData("shares that emigrate must be 0 or more; check abroad")
    found = np.zeros((places, years, COLUMNS), np.uint32)
    for column, values in columns.items():
        found[:, :, column] = values
    return found


def _check_ways(unit: NDArray[np.int32], ways: Floats, room: Floats) -> None:
    if ways.ndim != 2 or ways.shape[0] != ways.shape[1] or unit.min() < 0 or unit.max() >= len(ways):
        raise BadData(f"destinations of shape {ways.shape} for units 0 to {unit.max()}; give shares from every unit to every unit")
    if np.any(np.diag(ways) != 0):
        raise BadData("destinations must be 0 from a unit to itself: a move within a unit is none here")
    if room.shape != unit.shape or not np.all(room >= 0) or not np.all(np.bincount(unit, room, len(ways)) > 0):
        raise BadData("every unit needs a place with room above 0 for those who arrive; give the people of each place as room")


def _refuge(given: Conditions, unit: NDArray[np.int32]) -> NDArray[np.int32]:
    if given.refuge is None:
        return np.arange(unit.size, dtype=np.int32)
    refuge = np.asarray(given.refuge, dtype=np.int32)
    if refuge.shape != unit.shape or np.any(unit[refuge] != unit):
        raise BadData("refuge must name a place of the same unit for every place")
    return refuge


def _queue(risk: NDArray[np.generic], exposed: ArrayLike | None, offers: int) -> Whole:
    """How many households of riskier places come before those of each place on the programme's list."""
    if not offers:
        return np.full(risk.shape, NEVER, np.int64)
    if exposed is None:
        raise BadData("a relocation programme needs the exposed households of every place; pass plan.exposed_at(places)")
    here = np.asarray(exposed, dtype=np.int64)
    order = np.argsort(-risk.astype(np.float64), kind="stable")
    queue = np.zeros(risk.shape, np.int64)
    queue[order[1:]] = np.cumsum(here[order])[:-1]
    return queue
