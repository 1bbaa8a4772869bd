"""The tables of a runout: settlements, releases, and which release reaches which settlement, each with ranges over all members.

A range of people is over all members, those in which nothing arrives included: a low of 0 says that it may not happen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from highground.land.hazards.routing import speed_m_s
from highground.people.impacts.reach import Draws, Exposed, Groups, displaced, reach
from highground.research.reach.work import Arrays

Values = NDArray[np.float64]

ENDS: Final = (0.05, 0.5, 0.95)  # low, mid and high of published ranges
NAMES: Final = ("low", "mid", "high")


@dataclass(frozen=True, slots=True)
class Hits:
    """Per member: shares of each group's people reached and in unfit housing, and the largest energy height, (group, member)."""

    reached: Values
    unfit: Values
    height_m: Values


def hits_of(answer: Arrays, groups: Groups, drawn: Draws) -> Hits:
    """What all releases together do to each settlement: a cell counts once, however many releases reach it."""
    members = drawn.share.size
    order = np.lexsort((answer["lives_group"], answer["lives_cell"]))
    exposed = Exposed(*(answer[f"lives_{name}"][order] for name in ("cell", "group", "away", "share")))
    found = Hits(*(np.zeros((groups.people.size, members)) for _ in range(3)))
    for member in range(members):
        mine = answer["near_member"] == member
        cells, height = answer["near_cell"][mine], answer["near_height"][mine]
        one = reach(np.zeros(cells.size, np.int64), cells, height, exposed, groups, member, float(drawn.threshold_m[member]))
        found.reached[one.group, member] = one.reached
        found.unfit[one.group, member] = one.unfit
        found.height_m[one.group, member] = one.height_m
    return found


def places_table(names: Sequence[str], groups: Groups, hits: Hits, drawn: Draws, still: Values) -> pd.DataFrame:
    """One row for each settlement that any member reaches, most people displaced first.

    chance: share of members that reach it. still: share of the displaced who are still away after 30 days, (member,).
    People are NaN where the settlement's people are not reported.
    """
    chosen = np.flatnonzero((hits.reached > 0).any(axis=1))
    people = groups.people[chosen, None]
    away = displaced(people, hits.unfit[chosen], drawn.away)
    table = pd.DataFrame(
        {
            "place": chosen,
            "name": [names[int(number)] for number in chosen],
            "people": groups.people[chosen],
            "chance": (hits.reached[chosen] > 0).mean(axis=1),
            **_speed(hits.height_m[chosen]),
            **_range("reached", people * hits.reached[chosen]),
            **_range("displaced", away),
            **_range("still", away * still),
        }
    )
    return _ranked(table)


def pairs_table(answer: Arrays, names: Sequence[str], releases: Sequence[str], groups: Groups, drawn: Draws) -> pd.DataFrame:
    """One row for each release and settlement that it reaches in any member."""
    key, value = answer["pair_key"], answer["pair_value"]
    pair, at = np.unique(key[:, :2].reshape(-1, 2), axis=0, return_inverse=True)
    filled = np.zeros((3, len(pair), drawn.share.size))
    filled[:, at.ravel(), key[:, 2]] = value.T
    people = groups.people[pair[:, 1], None]
    table = pd.DataFrame(
        {
            "release": pair[:, 0],
            "release_name": [releases[number] for number in pair[:, 0]],
            "place": pair[:, 1],
            "name": [names[number] for number in pair[:, 1]],
            "chance": (filled[0] > 0).mean(axis=1),
            **_speed(filled[2]),
            **_range("reached", people * filled[0]),
            **_range("displaced", displaced(people, filled[1], drawn.away)),
        }
    )
    return _ranked(table)


def releases_table(answer: Arrays, releases: Sequence[str], groups: Groups, drawn: Draws) -> pd.DataFrame:
    """One row for each release: settlements that it reaches in any member, share of members that reach any, people alone.

    A release alone: where two reach the same house, both count it. People are NaN where none of its settlements' people are reported.
    """
    key, value, members = answer["pair_key"], answer["pair_value"], drawn.share.size
    shape = (len(releases), members)
    reached, away, any_place = np.zeros(shape), np.zeros(shape), np.zeros(shape, bool)
    known = np.nan_to_num(groups.people[key[:, 1]])
    np.add.at(reached, (key[:, 0], key[:, 2]), known * value[:, 0])
    np.add.at(away, (key[:, 0], key[:, 2]), displaced(known, value[:, 1], drawn.away[key[:, 2]]))
    any_place[key[:, 0], key[:, 2]] = True
    pairs = np.unique(key[:, :2].reshape(-1, 2), axis=0).astype(int)
    places, counted = (
        np.bincount(some[:, 0], minlength=len(releases)) for some in (pairs, pairs[~np.isnan(groups.people[pairs[:, 1]])])
    )
    reached[(places > 0) & (counted == 0)] = away[(places > 0) & (counted == 0)] = np.nan
    table = pd.DataFrame(
        {
            "release": np.arange(len(releases)),
            "release_name": list(releases),
            "places": places,
            "chance": any_place.mean(axis=1),
            **_range("reached", reached),
            **_range("displaced", away),
        }
    )
    return _ranked(table)


def totals(groups: Groups, hits: Hits, drawn: Draws, still: Values) -> dict[str, dict[str, float]]:
    """People reached, displaced and still away after 30 days, all settlements with known people together: low, mid, high.

    NaN where settlements are reached and the people of none are reported.
    """
    hit = (hits.reached > 0).any(axis=1)
    unknown = bool(hit.any()) and bool(np.isnan(groups.people[hit]).all())
    people = np.full((groups.people.size, 1), np.nan) if unknown else np.nan_to_num(groups.people)[:, None]
    away = displaced(people, hits.unfit, drawn.away)
    members = {"reached": people * hits.reached, "displaced": away, "still": away * still}
    return {name: dict(zip(NAMES, np.quantile(values.sum(axis=0), ENDS).tolist(), strict=True)) for name, values in members.items()}


def _range(name: str, values: Values) -> dict[str, Values]:
    """Low, mid and high of rows over members."""
    ends = np.quantile(values, ENDS, axis=1) if values.size else np.empty((3, len(values)))
    return {f"{name}_{end}": row for end, row in zip(NAMES, ends, strict=True)}


def _speed(height_m: Values) -> dict[str, Values]:
    """Bound of the speed over the members that arrive; 0 where flow only begins or arrives without speed."""
    rows = [np.quantile(speed_m_s(row[row > 0]), ENDS) if (row > 0).any() else np.zeros(3) for row in height_m]
    return {f"speed_{end}": ends for end, ends in zip(NAMES, np.array(rows).reshape(-1, 3).T, strict=True)}


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Most people displaced first, then the likeliest; ties keep their order."""
    filled = table.assign(rank_people=table["displaced_mid"].fillna(0), rank_high=table["displaced_high"].fillna(0))
    order = filled.sort_values(["rank_people", "rank_high", "chance"], ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)
