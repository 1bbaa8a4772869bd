"""From a table of flows or of margins to what may be said of it: estimates, how good they are in space and in time, and fitted flows."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from highground.basis.errors import BadData
from highground.catalogue.flows.read import Flows, Margins, Table
from highground.people.mobility.fit import ahead, measures
from highground.people.mobility.fit.lifetime import completed
from highground.people.mobility.fit.margins import EXPONENTS, guessed
from highground.people.mobility.fit.pairs import Floats, pairs
from highground.people.mobility.fit.poisson import Effects, Fit, fit, fitted
from highground.people.mobility.flows.sphere import all_km

FEW_ORIGINS: Final = 20  # judged: below it, errors by origin are themselves unsure
APART_KM: Final = 1.0  # judged: two places nearer than this have no distance that a fit could use
GIVEN: Final = "the table"
GREAT_CIRCLE: Final = "great circles between the places' points"
NOT_TOLD: Final = (
    "Margins do not tell how far people go: every exponent of distance has flows with these margins. It is a prior here, from {low:g} to {high:g}, "
    "and {share:.0f} % of all movers change their destination from one end to the other."
)
STOCKS: Final = (
    "{known:,.0f} of {held:,.0f} people are in known pairs; where the other {left:,.0f} went is the prior's guess, by people there and distance. "
    "{unknown} of {places} places report no total, and their people are left blank. These are the counts of the source, all causes together."
)
LOSES: Final = (
    "In years that it has not seen, the model misses a pair by {error:,.1f} people on average, the mean of the pair's other years by {baseline:,.1f}: "
    "{verdict}."
)
WORSE: Final = "use the historical mean, not the model, for what the next year brings"
BETTER: Final = "the model does better here"
ONE_YEAR: Final = "The table holds one year: how well the model follows changes over time cannot be said. Models of migration fit space and fail in time."
NO_TIME: Final = "How well the model does in years that it has not seen cannot be said: {why}."
FEW: Final = "Only {n} places send people: errors by origin are unsure with so few."
EMPTY: Final = "Places that nobody leaves or reaches, whose flows are fitted as 0 and say nothing about the coefficients: {n}."


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out of a table.

    kind: fit, margins or totals. recorded, mid, low, high: (year, from, to), NaN where nothing is known; low and high only where a
    prior decides. past: the mean of the pair's other years. found: the estimates. ahead and past_ahead measure unseen years.
    """

    kind: str
    table: Table
    km: Floats
    measured: str
    recorded: Floats
    mid: Floats
    low: Floats | None = None
    high: Floats | None = None
    past: Floats | None = None
    found: Fit | None = None
    space: measures.InSpace | None = None
    time: measures.InTime | None = None
    ahead: measures.InTime | None = None
    said: tuple[str, ...] = field(default=())


def distances(table: Table) -> tuple[Floats, str]:
    """Kilometres (from, to) between the places, and where they come from: the table, else great circles. Raises BadData.

    A distance that the table gives one way holds both ways.
    """
    if isinstance(table, Flows) and table.km is not None:
        km = np.where(np.isnan(table.km), table.km.T, table.km)
        lacking = np.isnan(km) & ~np.isnan(table.flow).all(axis=0)
        if not lacking.any():
            return np.where(np.isnan(km), np.inf, km), GIVEN
    points = [(place.lat, place.lon) for place in table.places]
    if unknown := [place.name for place, (lat, _) in zip(table.places, points, strict=True) if lat is None]:
        raise BadData(
            f"{table.name}: there is no distance between the places ({', '.join(unknown[:3])}{' ...' if len(unknown) > 3 else ''}); add a column km, "
            "or name the places with --places (a list with place, lat, lon) or --country"
        )
    km = all_km(*np.array(points, dtype=float).T)
    used = _used(table)
    near = np.argwhere((km < APART_KM) & ~np.eye(len(km), dtype=bool) & used[:, None] & used)
    if near.size:
        one, other = (table.places[at].name for at in near[0])
        raise BadData(
            f"{table.name}: {one} and {other} lie at one point, so that they have no distance; give their own points with --places"
        )
    return km, GREAT_CIRCLE


def _used(table: Table) -> NDArray[np.bool_]:
    """Places of which the table reports anything."""
    if not isinstance(table, Flows):
        return np.ones(len(table.places), dtype=bool)
    known = np.isfinite(table.flow)
    return np.asarray(np.any(known, axis=(0, 1)) | np.any(known, axis=(0, 2)))


def answer(table: Table, effects: Effects = "both", *, totals: bool = False) -> Answer:
    """Fit recorded flows; or, of margins alone, or of totals of origins, the flows nearest to a prior. Raises BadData."""
    km, measured = distances(table)
    if isinstance(table, Margins):
        return _margins(table, km, measured)
    if not isinstance(table, Flows):
        raise BadData(f"{table.name} holds neither flows nor margins")
    return _totals(table, km, measured) if totals else _fit(table, effects, km, measured)


def _fit(table: Flows, effects: Effects, km: Floats, measured: str) -> Answer:
    given = np.where(np.isinf(km) | np.eye(len(km), dtype=bool), np.nan, 0.0)
    flows = pairs(table.flow + given, covariates(table, effects, km))
    found = fit(flows, effects)
    recorded, expected = measures.recorded(flows), fitted(flows, found)
    mid = np.where(np.isnan(recorded), np.nan, expected)
    said = [EMPTY.format(n=found.empty)] if found.empty else []
    senders = int((flows.leaving().sum(axis=0) > 0).sum())
    said += [FEW.format(n=senders)] if senders < FEW_ORIGINS else []
    past, time, unseen = None, None, None
    if len(table.years) > 1:
        past = ahead.historical_mean(recorded)
        try:
            time = measures.in_time(recorded, mid)
            unseen = measures.in_time(recorded, ahead.foreseen(flows, effects))
        except BadData as error:  # single years may tell less than all together
            said.append(NO_TIME.format(why=error))
        else:
            said.append(
                LOSES.format(
                    error=unseen.error, baseline=unseen.baseline, verdict=WORSE if unseen.error >= unseen.baseline else BETTER
                )
            )
    else:
        said.append(ONE_YEAR)
    return Answer(
        "fit", table, km, measured, recorded, mid, past=past, found=found, space=measures.in_space(recorded, mid), time=time, ahead=unseen,
        said=tuple(said),
    )  # fmt: skip


def covariates(table: Table, effects: Effects, km: Floats) -> dict[str, Floats]:
    """Logarithm of distance, and of people where the effects leave them to be told. Raises BadData where people are not known."""
    found = {}
    if effects != "both":
        people = np.array([place.residents or np.nan for place in table.places])
        if np.isnan(people).any():
            lacking = [place.name for place in table.places if not place.residents]
            raise BadData(
                f"{table.name}: effects of {effects} need the people of every place, and {lacking[0]} has none; give --places a list with a column "
                "people, or --country, or take --effects both"
            )
        if effects in ("none", "destination"):
            found["log people of origin"] = np.log(people)[:, None]
        if effects in ("none", "origin"):
            found["log people of destination"] = np.log(people)[None, :]
    with np.errstate(divide="ignore"):
        return found | {"log km": np.where(np.isfinite(km) & (km > 0), np.log(np.where(km > 0, km, 1.0)), 0.0)}


def _margins(table: Margins, km: Floats, measured: str) -> Answer:
    every = [guessed(out, into, km) for out, into in zip(table.leaving, table.arriving, strict=True)]
    low, mid, high = (np.stack([getattr(one, end) for one in every]) for end in ("low", "mid", "high"))
    unsettled = float(np.mean([one.unsettled for one in every]))
    said = NOT_TOLD.format(low=EXPONENTS[0], high=EXPONENTS[2], share=100 * unsettled)
    return Answer("margins", table, km, measured, np.full(mid.shape, np.nan), mid, low, high, said=(said,))


def _totals(table: Flows, km: Floats, measured: str) -> Answer:
    """Known totals of origins, such as people who live outside their place of birth: the rest of each shared out by the prior."""
    if np.isnan(table.totals).all():
        raise BadData(
            f"{table.name}: no row gives the total of an origin; write one with the destination “total”, or leave out --totals"
        )
    people = [place.residents for place in table.places]
    if not all(people):
        raise BadData(
            f"{table.name}: sharing out totals needs the people of every place; give --places a list with a column people, or --country"
        )
    every = [
        completed(sums, known, np.array(people, dtype=float), km) for sums, known in zip(table.totals, table.flow, strict=True)
    ]
    low, mid, high = (np.stack([getattr(one, end) for one in every]) for end in ("low", "mid", "high"))
    held, known = sum(one.reported for one in every), sum(one.settled for one in every)
    said = STOCKS.format(known=known, held=held, left=held - known, unknown=len(every[0].unknown), places=len(people))
    return Answer("totals", table, km, measured, table.flow, mid, low, high, said=(said,))


def whole(flows: Floats) -> Floats:
    """Flows (year, from, to) in whole people that keep the sums of each year; NaN stays NaN."""
    from highground.people.mobility.flows.whole import whole as rounded  # noqa: PLC0415  loads numba

    blank = np.isnan(flows)
    return np.where(blank, np.nan, np.stack([rounded(one) for one in np.where(blank, 0.0, flows)]))
