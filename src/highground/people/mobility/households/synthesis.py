"""Synthetic households: whole numbers of households and persons that add up exactly to the people of every place.

A place is a unit and altitude band. Its people and the shares of its household types are given; how many households of each type and
of each size follow in whole numbers, and which household is which follows from its number alone. So any part of the
households can be made anywhere, at any time, and is the same. Types are joint (livelihood, income fifth, age group and sex of the
reference person); size and exposure are spread evenly over the types (a lattice: rank times a step coprime with the count).
People who come from abroad later are households with a year of arrival.

Limits: sizes are the same for all types, and households do not split: a household of 2050 is one of today with its offspring.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray
from scipy.stats import poisson

from highground.basis.errors import BadData
from highground.basis.mobility import INCOME_FIFTHS, LIVELIHOODS
from highground.people.mobility.households.numbers import BITS, START, key_of, number, upper

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]

AGE_FROM: Final = (15, 30, 60, 85)  # years; first age of each group of the reference person, and the end of the last; judged
SEXES: Final = ("women", "men")
SHAPE: Final = (len(LIVELIHOODS), len(INCOME_FIFTHS), len(AGE_FROM) - 1, len(SEXES))  # of the types, in this order
TYPES: Final = math.prod(SHAPE)
MOST_PERSONS: Final = 16  # of a household at the start; judged: larger ones are rare, and split in counts
MOST_PLACES: Final = 2**16
NO_TURN: Final = -1  # not exposed to sudden hazards
NEVER: Final = 2**31 - 1  # exposed, but came later than the programme's list
STEPS: Final = ((math.sqrt(5) - 1) / 2, math.sqrt(2) - 1)  # of the lattice; irrational, so that ranks spread evenly


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """How many households of which kind live in each cell (a place and a time of arrival), in whole numbers.

    place, arrival (cell,): 0 is here from the start, y + 1 comes in the beginning of year y; first (cell + 1,): number of the first
    household; types (cell, type + 1) and sizes (cell, MOST_PERSONS + 1): bounds of ranks; exposed (cell,) households; lattice
    (cell, 4): step and start of sizes, and of exposure.
    """

    place: Whole
    arrival: Whole
    people: Whole
    first: Whole
    types: Whole
    sizes: Whole
    exposed: Whole
    lattice: Whole
    seed: int

    @property
    def size(self) -> int:
        """Number of households, those that come later included."""
        return int(self.first[-1])

    def exposed_at(self, places: int) -> Whole:
        """Exposed households of each place at the start, (place,), for the list of a programme."""
        here = self.arrival == 0
        return np.bincount(self.place[here], self.exposed[here], places).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """Households as a structure of arrays, 10 bytes each; household i has the number first + i.

    place (household,); kind: the type, 0 to TYPES - 1, in the order of SHAPE; age of the reference person, years; persons; arrival as in
    Plan; turn: rank in the list of a relocation programme in its place, NO_TURN where sudden hazards do not reach.
    """

    first: int
    place: NDArray[np.uint16]
    kind: NDArray[np.uint8]
    age: NDArray[np.uint8]
    persons: NDArray[np.uint8]
    arrival: NDArray[np.uint8]
    turn: NDArray[np.int32]

    @property
    def size(self) -> int:
        """Number of households."""
        return self.place.size

    def part(self, start: int, stop: int) -> "Crowd":
        """Households start to stop (not included) of these; views, not copies."""
        cut = slice(start, stop)
        return Crowd(
            self.first + start, self.place[cut], self.kind[cut], self.age[cut], self.persons[cut], self.arrival[cut], self.turn[cut]
        )


def plan(
    people: ArrayLike,
    shares: ArrayLike,
    mean_persons: ArrayLike,
    exposed: ArrayLike,
    *,
    immigrants: ArrayLike | None = None,
    seed: int = 1,
) -> Plan:
    """Whole households for the people of every place.

    people (place,): whole persons; shares (place, TYPES) of household types, or of shape (place, *SHAPE); mean_persons (place,) or one:
    mean size, which the made households meet within rounding; exposed (place,) or one: share of households that sudden hazards can
    reach; immigrants (year, place): whole persons who come from abroad. Raises BadData.
    By hand: 10 people in households of 2.5 on average are 4 households.
    >>> made = plan([10], np.ones((1, TYPES)), 2.5, 0.5)
    >>> made.size, int(households(made).persons.sum()), int(made.exposed[0])
    (4, 10, 2)
    """
    here = _persons(people, "people")
    count = here.size
    kinds = _shares(shares, count)
    mean, reached = (np.broadcast_to(np.asarray(v, dtype=np.float64), (count,)) for v in (mean_persons, exposed))
    if not np.all((mean >= 1) & (mean <= MOST_PERSONS / 2)):
        raise BadData(f"mean sizes of households must lie between 1 and {MOST_PERSONS / 2:g} persons; check mean_persons")
    if not np.all((reached >= 0) & (reached <= 1)):
        raise BadData("shares of exposed households must lie between 0 and 1; check exposed")
    later = np.zeros((0, count), np.int64) if immigrants is None else _persons(immigrants, "immigrants")
    if later.ndim != 2 or later.shape[1] != count or count > MOST_PLACES or len(later) > 254:
        raise BadData(
            f"immigrants of shape {later.shape} for {count} places; give (year, place), at most 254 years and {MOST_PLACES} places"
        )
    cells = np.concatenate([here[None], later])
    arrival, place = np.divmod(np.flatnonzero(cells.ravel()), count)
    whole = cells[arrival, place]
    return _planned(place, arrival, whole, kinds[place], mean[place], reached[place], seed)


def _planned(  # noqa: PLR0917
    place: Whole, arrival: Whole, people: Whole, kinds: Floats, mean: Floats, reached: Floats, seed: int
) -> Plan:
    rng = np.random.default_rng([seed, 0])
    homes = np.clip(np.rint(people / mean).astype(np.int64), -(-people // MOST_PERSONS), people)
    types = bounds(kinds, homes, rng.random(place.size))
    number_of = np.arange(1, MOST_PERSONS + 1)
    counts = np.diff(bounds(poisson.pmf(number_of - 1, mean[:, None] - 1), homes, rng.random(place.size)), axis=1)
    for row, persons in zip(counts, people, strict=True):
        _to_the_person(row, int(persons))
    sizes = np.concatenate([np.zeros((place.size, 1), np.int64), np.cumsum(counts, axis=1)], axis=1)
    exposed = np.floor(homes * reached + rng.random(place.size)).astype(np.int64)
    starts = (rng.random((place.size, 2)) * homes[:, None]).astype(np.int64)
    steps = np.array([[_coprime(int(n), part) for part in STEPS] for n in homes], np.int64).reshape(-1, 2)
    lattice = np.stack([steps, starts], axis=2).reshape(-1, 4)
    first = np.concatenate([[0], np.cumsum(homes)])
    return Plan(place, arrival, people, first, types, sizes, np.minimum(exposed, homes), lattice, seed)


def bounds(shares: Floats, total: Whole, offset: Floats) -> Whole:
    """Bounds of whole parts of every row's total in proportion to shares, (row, part + 1): each part within one of its share.

    Which way a part is rounded depends on the offset, 0 to 1; over even offsets the mean of each part is exactly its share.
    """
    upto = np.cumsum(shares, axis=1)
    upto /= upto[:, -1:]
    found = np.floor(upto * total[:, None] + offset[:, None]).astype(np.int64)
    found[:, -1] = total
    return np.concatenate([np.zeros((len(total), 1), np.int64), np.minimum(found, total[:, None])], axis=1)


def _to_the_person(counts: Whole, people: int) -> None:
    """Make some households a person larger or smaller, the most frequent sizes first, until they hold exactly these people."""
    gap = people - int(counts @ np.arange(1, counts.size + 1))
    while gap:
        step = 1 if gap > 0 else -1
        free = counts[:-1] if step > 0 else counts[1:]
        at = int(free.argmax()) + (step < 0)
        moved = min(abs(gap), int(counts[at]))
        counts[at] -= moved
        counts[at + step] += moved
        gap -= step * moved


def _coprime(count: int, part: float) -> int:
    """The whole number next above a part of the count that shares no divisor with it."""
    step = max(round(count * part), 1)
    while math.gcd(step, count) > 1:
        step += 1
    return step


def _persons(given: ArrayLike, what: str) -> Whole:
    persons = np.asarray(given)
    if persons.dtype.kind not in "iu" or persons.size == 0 or persons.min() < 0:
        raise BadData(f"{what} must be whole numbers of persons, 0 or more; round them first, so that nobody is lost")
    return persons.astype(np.int64)


def _shares(given: ArrayLike, count: int) -> Floats:
    kinds = np.asarray(given, dtype=np.float64)
    if kinds.size != count * TYPES:
        raise BadData(f"shares of shape {kinds.shape} for {count} places; give one share for each of {TYPES} types of a place")
    kinds = kinds.reshape(count, TYPES)
    if not (np.all(np.isfinite(kinds)) and np.all(kinds >= 0) and np.all(kinds.sum(axis=1) > 0)):
        raise BadData("shares of types must be finite, 0 or more, and above 0 in sum for every place")
    return kinds


def households(made: Plan, start: int = 0, stop: int | None = None) -> Crowd:
    """Households start to stop (not included) of a plan, all if not told: the same whatever the part. Raises BadData."""
    end = made.size if stop is None else stop
    if not 0 <= start <= end <= made.size:
        raise BadData(f"households {start} to {end} are not in a plan of {made.size}; ask within it")
    count = end - start
    crowd = Crowd(
        start, np.empty(count, np.uint16), np.empty(count, np.uint8), np.empty(count, np.uint8), np.empty(count, np.uint8),
        np.empty(count, np.uint8), np.empty(count, np.int32),
    )  # fmt: skip
    _settle(
        start, made.seed, made.place, made.arrival, made.first, made.types, made.sizes, made.exposed, made.lattice,
        crowd.place, crowd.kind, crowd.age, crowd.persons, crowd.arrival, crowd.turn,
    )  # fmt: skip
    return crowd


@njit(cache=True, nogil=True)
def _settle(  # type: ignore[no-untyped-def]  # noqa: PLR0917  compiled
    start, seed, places, arrivals, first, types, sizes, exposed, lattice, place, kind, age, persons, arrival, turn
):
    """Fill in the arrays of households from `start` on."""
    cell = np.searchsorted(first, start, side="right") - 1
    at = 0
    for i in range(place.size):
        while start + i >= first[cell + 1]:
            cell, at = cell + 1, 0
        rank, count = start + i - first[cell], first[cell + 1] - first[cell]
        while rank >= types[cell, at + 1]:
            at += 1
        place[i], arrival[i], kind[i] = places[cell], arrivals[cell], at
        spread = (rank * lattice[cell, 0] + lattice[cell, 1]) % count
        many = 1
        while spread >= sizes[cell, many]:
            many += 1
        persons[i] = many
        order = (rank * lattice[cell, 2] + lattice[cell, 3]) % count
        turn[i] = NO_TURN if order >= exposed[cell] else order if arrivals[cell] == 0 else NEVER
        group = (at // SHAPE[3]) % SHAPE[2]
        years = AGE_FROM[group + 1] - AGE_FROM[group]
        age[i] = AGE_FROM[group] + ((upper(number(key_of(seed, start + i), 0, START)) * years) >> BITS)
