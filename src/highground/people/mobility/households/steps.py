"""The yearly rule on one household, step by step, and the loop over households and years that the steps are compiled into.

In a year, in this order: a relocation programme makes its offers; sudden hazards displace exposed households, which return by the
return curve, later, or never; the choice: aspiration by capability gives the four cells, and of those who wish to move and can some
move to another unit or abroad; of the others who wish, some send one person away for a season; births and deaths; the reference
person ages or hands on; income and livelihood change.

Simple and stated: households move whole; those displaced and not back at the end of the year do not choose; those who never return
stay in their place, out of the reach of hazards; a household's leaning to wish, and its luck with means, last for some years (LASTS), so
that in later years fewer of those are left who wish and can; livelihood is drawn anew on arrival; sizes change by one birth and one death a year
at most. Aspiration and capability come from `people.mobility.rule` through tables: a household's chances depend on its place, the
year and its type, so that they are worked out once for each of these and looked up.
"""

import math
from typing import Any, Final

import numpy as np
from numba import njit

from highground.people.mobility.households.conditions import ABROAD, BIRTH, DEATH, HEIR_AGES, INTERNAL, LASTS, STRUCK
from highground.people.mobility.households.numbers import (
    AGE,
    ARRIVAL,
    AWAY,
    BITS,
    HAZARD,
    HEIR,
    LIFE,
    MOVE,
    OFFER,
    ONE,
    WHERE,
    WISH,
    WORK,
    key_of,
    lower,
    number,
    pick,
    upper,
)
from highground.people.mobility.households.synthesis import AGE_FROM, NEVER, NO_TURN, SHAPE
from highground.people.mobility.households.totals import (
    ACQUIESCENT,
    BIRTHS,
    DEATHS,
    DISPLACED,
    DISPLACED_DAYS,
    EMIGRANTS,
    HOUSEHOLDS,
    IMMIGRANTS,
    LASTING,
    MOVED_IN,
    MOVED_OUT,
    OFFERED,
    PEOPLE,
    RELOCATED_IN,
    RELOCATED_OUT,
    RETURNED,
    SEASONAL,
    TIMES,
    WAITING,
)

# numba keeps what it compiled until this file changes: change it too when the functions of `numbers` or numbers of `conditions` do
# numba would count references to arrays at every turn, at eleven times the cost of the work; nothing here makes an array
COMPILED: Final[dict[str, Any]] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
DAYS: Final = 365
HOME: Final = -1  # day of return of those who are not away
GONE: Final = -1  # place of those who emigrated
LATEST: Final = 100 * DAYS  # days; a later return counts as this one
_SPARE: Final = np.uint64(40)  # bits of the key that set when leanings change
OLD: Final = AGE_FROM[2]  # years; from here on reference persons hand the household on


@njit(cache=True, inline="always")
def kind_of(work, fifth, age, sex):  # type: ignore[no-untyped-def]
    """The household's type."""
    group = np.int64(age >= AGE_FROM[1]) + np.int64(age >= AGE_FROM[2])
    return ((work * SHAPE[1] + fifth) * SHAPE[2] + group) * SHAPE[3] + sex


@njit(cache=True, inline="always")
def due_in(t, place, turn):  # type: ignore[no-untyped-def]
    """The year in which a relocation programme comes to a household, or one that never comes."""
    return (t.queue[place] + turn) // t.offers if t.offers and turn not in (NO_TURN, NEVER) else NEVER


@njit(cache=True, inline="always")
def offered(key, year, t, place, size, counts):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """A new home is offered; place and exposure after that."""
    bits = number(key, year, OFFER)
    counts[place, year, OFFERED] += size
    if upper(bits) >= t.consent:
        return place, True
    counts[place, year, RELOCATED_OUT] += size
    counts[t.refuge[place], year, RELOCATED_IN] += size
    return np.int64(t.refuge[place]), lower(bits) < t.left_behind


@njit(cache=True, inline="always")
def struck(key, year, t, place, size, exposed, back, hits, counts):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Sudden hazards and return. `back`: day of return, counted from the beginning of the year, or HOME."""
    since = np.int64(0)
    if back == HOME:
        bits = number(key, year, HAZARD)
        if lower(bits) >= t.yearly[place, year, STRUCK]:
            return exposed, back, hits
        counts[place, year, DISPLACED] += size
        hits, since = hits + 1, (upper(bits) * DAYS) >> BITS
        bits = number(key, year, AWAY)
        if lower(bits) < t.stay:
            counts[place, year, LASTING] += size
            counts[place, year, DISPLACED_DAYS] += size * (DAYS - since)
            return False, back, hits
        lasts = t.scale_days * (-math.log((upper(bits) + 0.5) / ONE)) ** t.one_over_shape
        back = since + np.int64(min(lasts, LATEST))
    if back < DAYS:
        counts[place, year, RETURNED] += size
        counts[place, year, DISPLACED_DAYS] += size * (back - since)
        return exposed, np.int64(HOME), hits
    counts[place, year, WAITING] += size
    counts[place, year, DISPLACED_DAYS] += size * (DAYS - since)
    return exposed, back - DAYS, hits


@njit(cache=True, inline="always")
def chosen(key, year, t, place, size, kind, work, counts, moves):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """The four cells. Where the household lives after its choice (here, in a place of another unit, or GONE abroad), and 1 if it is stuck."""
    bits = number(key, (year + np.int64(key >> _SPARE) % LASTS) // LASTS, WISH)
    wishes = np.int64(upper(bits) < t.choice[place, year, kind, 0])
    can = np.int64(lower(bits) < t.choice[place, year, kind, 1])
    counts[place, year, ACQUIESCENT + 2 * wishes + can] += size
    if not wishes:
        return place, 0
    bits = number(key, year, MOVE)
    if can and upper(bits) < t.yearly[place, year, ABROAD]:
        if upper(bits) >= t.yearly[place, year, INTERNAL]:
            counts[place, year, EMIGRANTS] += size
            return np.int64(GONE), 0
        new = pick(t.others, t.cuts, t.unit[place], number(key, year, WHERE))
        counts[place, year, MOVED_OUT] += size
        counts[new, year, MOVED_IN] += size
        moves[year, t.unit[place], t.unit[new]] += size
        return new, 0
    if lower(bits) < t.seasonal[work]:
        counts[place, year, SEASONAL] += 1
    return place, 1 - can


@njit(cache=True, inline="always")
def arrived(key, year, t, place):  # type: ignore[no-untyped-def]
    """Livelihood and exposure of those who arrive in a place, by its shares."""
    bits = number(key, year, ARRIVAL)
    return livelihood(t, place, upper(bits)), lower(bits) < t.exposed[place]


@njit(cache=True, inline="always")
def livelihood(t, place, draw):  # type: ignore[no-untyped-def]
    """A livelihood by the shares of a place."""
    work = np.int64(0)
    for bound in range(SHAPE[0] - 1):
        work += draw >= t.livelihoods[place, bound]
    return work


@njit(cache=True, inline="always")
def lived(key, year, t, place, size, counts):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Persons after births and deaths."""
    bits, before = number(key, year, LIFE), size
    if upper(bits) < before * np.int64(t.yearly[place, year, BIRTH]):
        counts[place, year, BIRTHS] += 1
        size += 1
    if lower(bits) < before * np.int64(t.yearly[place, year, DEATH]):
        counts[place, year, DEATHS] += 1
        size -= 1
    return size


@njit(cache=True, inline="always")
def aged(key, year, t, age, sex):  # type: ignore[no-untyped-def]
    """Age and sex of the reference person a year later; the old hand on to an heir."""
    if age < OLD:
        return age + 1, sex
    if upper(number(key, year, AGE)) >= t.changes[2]:
        return age + 1, sex
    bits = number(key, year, HEIR)
    return HEIR_AGES[0] + ((upper(bits) * (HEIR_AGES[1] - HEIR_AGES[0])) >> BITS), lower(bits) & 1


@njit(cache=True, inline="always")
def worked(key, year, t, place, fifth, work):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Income fifth and livelihood a year later: one fifth up or down with even chances, a new livelihood by the shares of the place."""
    bits = number(key, year, WORK)
    draw = upper(bits)
    if draw < t.changes[1]:
        up = np.int64(2 * draw >= t.changes[1])
        fifth = min(max(fifth + 2 * up - 1, 0), SHAPE[1] - 1)
    draw = lower(bits)
    if draw < t.changes[0]:
        work = livelihood(t, place, (draw << BITS) // t.changes[0])  # what is left of the draw is even again
    return fifth, work


@njit(cache=True, inline="always")
def told(times, unit, hits, went, stuck):  # type: ignore[no-untyped-def]
    """A household's history is counted, in the order of HISTORIES."""
    times[unit, 0, min(hits, TIMES)] += 1
    times[unit, 1, min(went, TIMES)] += 1
    times[unit, 2, min(stuck, TIMES)] += 1


@njit(**COMPILED)
def run(  # type: ignore[no-untyped-def]  # noqa: PLR0917  compiled
    first, seed, places, kinds, ages, persons, arrivals, turns, t, counts, moves, times, start
):
    """All households, one after the other."""
    for i in range(places.size):
        key = key_of(seed, first + i)
        place, size, age, home = np.int64(places[i]), np.int64(persons[i]), np.int64(ages[i]), np.int64(places[i])
        kind, arrival = np.int64(kinds[i]), np.int64(arrivals[i])
        sex, fifth = kind % SHAPE[3], (kind // (SHAPE[2] * SHAPE[3])) % SHAPE[1]
        work = kind // (SHAPE[1] * SHAPE[2] * SHAPE[3])
        exposed, back, hits, went, stuck = turns[i] != NO_TURN, np.int64(HOME), 0, 0, 0
        due = due_in(t, place, np.int64(turns[i]))
        if arrival:
            counts[place, arrival - 1, IMMIGRANTS] += size
        else:
            start[place] += size
        begins = arrival - 1 if arrival else 0
        for year in range(begins, t.yearly.shape[1]):
            if year == due and place == home and exposed and back == HOME:
                place, exposed = offered(key, year, t, place, size, counts)
            if exposed or back != HOME:
                exposed, back, hits = struck(key, year, t, place, size, exposed, back, hits, counts)
            if back == HOME:
                new, unable = chosen(key, year, t, place, size, kind_of(work, fifth, age, sex), work, counts, moves)
                stuck += unable
                if new != place:
                    went += 1
                    if new == GONE:
                        break
                    place = new
                    work, exposed = arrived(key, year, t, place)
            size = lived(key, year, t, place, size, counts)
            if size == 0:
                break
            age, sex = aged(key, year, t, age, sex)
            fifth, work = worked(key, year, t, place, fifth, work)
            counts[place, year, PEOPLE] += size
            counts[place, year, HOUSEHOLDS] += 1
        told(times, t.unit[home], hits, went, stuck)
