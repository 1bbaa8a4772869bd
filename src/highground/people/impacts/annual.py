"""From records and people at risk to displacement a year: by hazard, by place, by unit, for every member.

Where a country has a record of a class of hazards, the record sets the level, and neighbours help it in the measure in which it is
weak: the logs of both are weighed by their precision. Where it has none, its level is what the countries with records allow for one
more country (posterior predictive of a normal sample: Student's t with n - 1 degrees of freedom), per person at risk; this is wide.
The four of the pool are countries of middle income, alike in dykes, warning and building, which no table of ours tells of a fifth. So
each event of a country without a record is also multiplied by `PROTECTION`: down to a tenth at the lower end, since well protected
countries have far fewer displaced (for Switzerland the second model of IDMC gives a tenth of what the pool alone would).
Inside a class, and for hazards that no class holds, displacement follows people at risk times how much one person at risk is
displaced by the hazard against river floods (`RELATIVE`, sampled widely).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import gammaincinv, ndtri, stdtrit

from highground.basis.ensemble import Ensemble, Members
from highground.basis.hazards import SUDDEN
from highground.people.impacts import severity
from highground.people.impacts.records import Anchor

Values = NDArray[np.float64]

RELATIVE: Final = {  # displacement of a person at risk against one at risk of river floods, 5, 50 and 95 %; judged, medians near what totals of KAZ, KGZ, TJK and ECU give together
    "river_flood": (1.0, 1.0, 1.0), "debris_flow": (0.12, 0.50, 2.0), "outburst": (0.02, 0.10, 0.5), "landslide": (0.04, 0.20, 1.0),
    "avalanche": (0.01, 0.05, 0.25),
}  # fmt: skip
SHARE_DISPLACED: Final = {  # of the people at risk in the footprint of one event, 5, 50 and 95 %; judged after FLODIS: 0.013 to 0.61 (quartiles) of people in flooded land, a small part of a cell
    "river_flood": (0.004, 0.03, 0.2), "debris_flow": (0.003, 0.02, 0.15), "outburst": (0.003, 0.02, 0.1), "landslide": (0.002, 0.02, 0.15),
    "avalanche": (0.001, 0.01, 0.06),
}  # fmt: skip
REACH_CELLS: Final = {  # least and greatest half width of the land that one event covers, 9 km cells; judged, floods of 2024 struck ten regions of Kazakhstan
    "river_flood": (1, 40), "debris_flow": (0, 2), "outburst": (0, 2), "landslide": (0, 1), "avalanche": (0, 4),
}  # fmt: skip
POOLED: Final = ("flood", "mass movement")  # classes whose rate stands for hazards of the country without a record
ALIKE: Final = 0.5  # 1 sd of the log by which a hazard without a record departs from the country's other hazards; judged
POOL_TAIL: Final = 0.01  # chance at each end of the pooled rate that is cut off; judged: beyond, few countries say nothing
MOST_A_YEAR: Final = 0.02  # displacements a year for one person whom the hazard can reach, at most; judged: no record comes near
PROTECTION: Final = (0.1, 1.0, 2.0)  # displacement with better, like, worse protection than the pool, 5, 50, 95 %; judged, above
LATER: Final = 0.5  # share of members in which events after the totals count to the mean; judged, see `levels`
POOL_YEARS: Final = 14  # length of the records in the pool, 2008-2021; IDMC
MOST_UNSEEN: Final = 4.0  # largest event that a record may have missed, over all that it holds; judged
POOL_SIZE: Final = 1700.0  # displacements a year, geometric mean of the four records; computed
POOL_CAP: Final = 1e5  # persons, largest event of a country of the pool; judged
TERRAIN_WORTH: Final = 3.0  # events that terrain is worth when recorded events say where displacement happens; judged: weak
UNIT_ERROR: Final = 0.6  # 1 sd of the log of a unit's departure from terrain and people; judged: dykes, warning, building differ


@dataclass(frozen=True, slots=True)
class Level:
    """What sets a hazard's level in a country: displacements a year (power law), exponent and cap by member, years of the record."""

    per_year: Members
    power: Members
    years: float
    recorded: bool
    ratio: Members  # mean of a record of that length over the true mean: how typical the recorded years are
    protection: Members | float = 1.0  # size of events against those of the pool; 1 where the country's own record tells


def at_risk(ensemble: Ensemble) -> dict[str, Members]:
    """Displacement of one person at risk of each hazard against river floods, shape (member,)."""
    return {hazard: _log_between(ensemble, f"hazards.relative.{hazard}", RELATIVE[hazard]) for hazard in SUDDEN}


def share_displaced(ensemble: Ensemble) -> dict[str, Members]:
    """Share of the people at risk in a footprint that one rare event displaces, shape (member,)."""
    draws = {hazard: _log_between(ensemble, f"hazards.share.{hazard}", SHARE_DISPLACED[hazard]) for hazard in SUDDEN}
    return {hazard: np.minimum(values, severity.MOST_SHARE) for hazard, values in draws.items()}


def pooled_rate(pool: pd.DataFrame, relative: Mapping[str, Members], ensemble: Ensemble, without: str = "") -> Members:
    """Recorded displacements a year per person at risk that one more country may have, shape (member,).

    pool: one row per country with iso3, per_year (recorded) and people at risk by hazard, at the time of the record. `without` leaves a
    country out, so that its own record does not count twice. Source: Student's t, predictive of the log rates.
    """
    rows = pool[pool["iso3"] != without]
    risk = sum(relative[hazard][:, None] * rows[hazard].to_numpy(dtype=float) for hazard in SUDDEN)
    logs = np.log(rows["per_year"].to_numpy(dtype=float) / risk)
    count = logs.shape[1]
    width = logs.std(axis=1, ddof=1) * np.sqrt(1 + 1 / count)
    score = stdtrit(count - 1, np.clip(ensemble.uniform("hazards.pool"), POOL_TAIL, 1 - POOL_TAIL))
    return np.asarray(np.exp(logs.mean(axis=1) + width * score))


def levels(anchors: Mapping[str, Anchor], risk: Mapping[str, Members], pooled: Members, ensemble: Ensemble) -> dict[str, Level]:
    """The level of every hazard that people are at risk of, at the time of the record.

    risk: people at risk then times `at_risk`, shape (member,), above zero; pooled: recorded rate of one more country per person.
    """
    complete = ensemble.between("hazards.completeness", *severity.COMPLETENESS)
    typical = _pool_ratio(ensemble)
    prior = pooled / complete / typical
    found: dict[str, Level] = {}
    base, held = np.zeros_like(complete), np.zeros_like(complete)
    for name, anchor in anchors.items():
        hazards = [hazard for hazard in anchor.hazards if hazard in risk]
        if not hazards or not anchor.total > 0:
            continue
        together = sum((risk[hazard] for hazard in hazards), np.zeros_like(complete))
        true, power, ratio, late = _true(name, anchor, complete, ensemble)
        true = _weighed(true, prior * together)
        if name in POOLED:
            base, held = base + true, held + together
        for hazard in hazards:
            part = _part(anchor, late, hazard, hazards, risk, together)
            own = power if hazard == hazards[0] else severity.exponent(hazard, (), ensemble)
            found[hazard] = Level(true * part, own, anchor.years, True, ratio)
    unlike = _log_between(ensemble, "hazards.protection", PROTECTION)
    rate = np.where(held > 0, base / np.maximum(held, 1e-9), prior)
    for hazard in risk:
        if hazard not in found:
            error = np.exp(ensemble.normal(f"hazards.alike.{hazard}", 0.0, ALIKE)) if held.any() else 1.0
            power, protection = severity.exponent(hazard, (), ensemble), 1.0 if held.any() else unlike
            found[hazard] = Level(rate * risk[hazard] * error, power, POOL_YEARS, False, typical, protection)
    return {hazard: found[hazard] for hazard in SUDDEN if hazard in found}


def _true(name: str, anchor: Anchor, complete: Members, ensemble: Ensemble) -> tuple[Members, Members, Members, NDArray[np.bool_]]:
    """True mean displacements a year behind a record, exponent, ratio of the record to the mean, and members that count later events.

    A record that was carried on because of a giant stands too high, one that stops before it too low: events after the totals count in
    half of the members (LATER), in the others the record ends with the totals.
    """
    power = severity.exponent(name, anchor.sizes, ensemble)
    late = np.ones(power.size, dtype=bool) if anchor.early is None else ensemble.uniform("hazards.later") < LATER
    true, ratio = np.zeros_like(power), np.ones_like(power)
    for part, members in ((anchor, late), (anchor.early, ~late)):
        if part is not None and members.any():
            per_year = part.total / part.years / complete
            largest = max(part.sizes) / part.total if part.sizes else None
            cap = np.full(power.size, MOST_UNSEEN * part.total)
            drawn = severity.record_ratio(f"{name}.{part.years}", per_year, part.years, power, cap, largest, ensemble)
            true, ratio = np.where(members, per_year / drawn, true), np.where(members, drawn, ratio)
    return true, power, ratio, late


def _pool_ratio(ensemble: Ensemble) -> Members:
    """How typical the records of the pool are, shape (member,): records of its length and size, whatever the country at hand."""
    power = severity.exponent("pool", (), ensemble)
    return severity.record_ratio("pool", POOL_SIZE, POOL_YEARS, power, np.full(power.size, POOL_CAP), None, ensemble)


def bounded(per_year: Members, reached: Members) -> Members:
    """Displacements a year, at most MOST_A_YEAR for each person whom the hazard can reach."""
    return np.minimum(per_year, MOST_A_YEAR * reached)


def _part(  # noqa: PLR0917
    anchor: Anchor, late: NDArray[np.bool_], hazard: str, hazards: list[str], risk: Mapping[str, Members], together: Members
) -> Members:
    """Share of a class that one hazard has: what is known to be its own, and of the rest by people at risk."""
    known = {name: late * anchor.known.get(name, 0.0) / anchor.total for name in hazards}
    rest = np.maximum(1 - sum(known.values(), np.zeros_like(together)), 0.0)
    return np.asarray(known[hazard] + rest * risk[hazard] / together)


def _weighed(recorded: Members, prior: Members) -> Members:
    """Record and neighbours as one: logs weighed by their precision, member by member.

    For two normal distributions the weighted draws have exactly the mean and variance of the posterior.
    """
    own, other = (np.square(np.subtract(*np.quantile(np.log(values), [0.84, 0.16])) / 2) for values in (recorded, prior))
    weight = other / (own + other)
    return np.asarray(np.exp(weight * np.log(recorded) + (1 - weight) * np.log(prior)))


def place_shares(
    mountain: Members, unknown: Members, flags: tuple[float, float, float, float], name: str, ensemble: Ensemble
) -> Values:
    """Shares of a hazard's displacement in mountains, elsewhere and unknown, shape (member, 3); they add up to 1.

    mountain: share of people at risk in mountains; unknown: share of people whose place is unknown; flags: shares of recorded
    displacement in mountains, elsewhere and unknown, and the events that they are worth. Terrain counts as TERRAIN_WORTH events
    (Dirichlet distribution). Without flagged events the shares are those of terrain.
    """
    known, inside = 1 - unknown, np.clip(mountain, 0.0, 1.0)
    terrain = np.column_stack([known * inside, known * (1 - inside), unknown])
    if not flags[3] > 0:
        return terrain
    shape = TERRAIN_WORTH * terrain + flags[3] * np.array(flags[:3])
    draws = [ensemble.uniform(f"hazards.place.{name}.{where}") for where in ("mountain", "elsewhere", "unknown")]
    parts = np.column_stack(
        [np.where(shape[:, i] > 0, gammaincinv(np.maximum(shape[:, i], 1e-12), draws[i]), 0.0) for i in range(3)]
    )
    whole = parts.sum(axis=1, keepdims=True)
    return np.asarray(np.where(whole > 0, parts / np.where(whole > 0, whole, 1.0), terrain))


def over_units(  # noqa: PLR0917
    per_year: Members, shares: Values, mountain: Values, elsewhere: Values, hazard: str, ensemble: Ensemble
) -> tuple[Values, Values]:
    """A hazard's displacement a year in each unit, and the part of it in the unit's mountains, both of shape (member, unit).

    The units add up to the national number in every member, their mountain parts to its mountain share. shares: of `place_shares`;
    mountain, elsewhere: people at risk in the two parts of each unit, shape (member, unit). What is unknown follows all people at risk.
    A unit's own departure from terrain is sampled.
    """
    draws = [ndtri(ensemble.uniform(f"hazards.unit.{hazard}.{unit}")) for unit in range(mountain.shape[1])]
    error = np.exp(UNIT_ERROR * np.column_stack(draws))
    both = (mountain + elsewhere) * error
    parts = [
        (per_year * shares[:, i])[:, None] * _normed(part, both)
        for i, part in enumerate((mountain * error, elsewhere * error, both))
    ]
    return np.asarray(sum(parts)), parts[0]


def _normed(part: Values, otherwise: Values) -> Values:
    """Rows that add up to 1; where a part is empty, those of the whole."""
    chosen = np.where(part.sum(axis=1, keepdims=True) > 0, part, otherwise)
    return np.asarray(chosen / chosen.sum(axis=1, keepdims=True))


def top_five(units: Values) -> Values:
    """Share of members in which each unit is among the five with most displacement, percent, shape (unit,)."""
    rank = np.argsort(np.argsort(-units, axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(100 * (rank < 5).mean(axis=0))


def _log_between(ensemble: Ensemble, name: str, points: tuple[float, float, float]) -> Members:
    low, mid, high = np.log(points)
    return np.asarray(np.exp(ensemble.between(name, low, mid, high)))
