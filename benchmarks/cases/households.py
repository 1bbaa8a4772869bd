"""Households one by one: the full yearly rule on the peers' towns, and their simple hop expressed in the same kernel.

The full rule, each year and household: relocation offers, sudden displacement and return, wish and means by place, year and type, moves inside and
abroad, seasonal absence, births and deaths, ageing, income and livelihood, and all that is counted. Simple hop: leave with the chance of the town, go
to a neighbour at random; nothing else. Flee: its own default rule of flight. These three are not the same work.
"""

import numpy as np

from cases import Case
from highground.basis.ensemble import Ensemble
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table
from highground.people.mobility.drivers import draw
from highground.people.mobility.expected import SHAPE, Types
from highground.people.mobility.households.conditions import Conditions, Hazard, Programme, tables
from highground.people.mobility.households.simulate import simulate
from highground.people.mobility.households.synthesis import TYPES, households, plan
from highground.people.mobility.households.typed import choices, livelihoods, plan_of

YEARS, MEAN_PERSONS = 30, 3.5
DRIVERS = ("water", "pasture", "crops", "hazards", "heat")


def ways(z):
    """Shares of the peers' towns: an even share to each neighbour."""
    towns = len(z["neighbour"])
    shares = np.zeros((towns, towns))
    for town, row in enumerate(z["neighbour"]):
        shares[town, row[row >= 0]] = 1.0
    return shares


def country(z, count):
    """Types of `count` households over the towns, parameters of the rule, and impacts that grow over the years."""
    towns, r = len(z["leave"]), np.random.default_rng(1)
    people = r.uniform(0.5, 1.5, towns)
    people *= count * MEAN_PERSONS / people.sum()
    shares = (r.dirichlet(np.full(n, 3.0), shape) for n, shape in ((4, (1, towns)), (5, (1, 4)), (3, 1), (2, 1)))
    types = Types(np.arange(towns), np.zeros(towns, int), people[None], people[None], *shares)
    numbers = draw(table(Shelf(), "mobility-parameters"), Ensemble(seed=1, members=2)).of(0)
    worst = {name: r.uniform(-0.5, 3.0, (1, towns)) for name in DRIVERS}
    return types, numbers, [{name: z * year / YEARS for name, z in worst.items()} for year in range(YEARS)]


def conditions(z, count):
    """The plan of the households of the towns, and all that happens to them."""
    types, numbers, impacts = country(z, count)
    made = plan_of(types, 0, MEAN_PERSONS, 0.25, immigrants=np.full((YEARS, len(z["leave"])), count // 50_000))
    wish, can = choices(types, impacts, numbers, 0)
    given = Conditions(
        np.arange(len(z["leave"])), wish, can, 0.2, 0.05, ways(z), types.people[0], np.linspace(0.019, 0.017, YEARS),
        np.linspace(0.0067, 0.008, YEARS), [0.05, 0.05, 0.02, 0.02], livelihoods(types, 0),
        Hazard(np.broadcast_to(np.linspace(0.002, 0.004, YEARS), (len(z["leave"]), YEARS)), 0.25, 0.15, 20.0, 0.9),
        Programme(count // 10_000, 0.6, 0.2),
    )  # fmt: skip
    return made, given


def full(count):
    """Run `count` households for 30 years; they are made before."""

    def prepare(z):
        made, given = conditions(z, count)
        crowd, shared = households(made), tables(given, made.exposed_at(len(z["leave"])))
        return lambda: (crowd, simulate(crowd, shared))

    return prepare


def full_checks(found):
    """Persons lost or made from nothing in any place and year (none), and sums that must not move."""
    crowd, totals = found
    of = totals.of
    before = np.concatenate([totals.start[:, None], of("people")[:, :-1]], axis=1)
    after = before + of("births") - of("deaths") - of("emigrants") + of("immigrants") + of("moved_in") - of("moved_out")
    lost = np.abs(after + of("relocated_in") - of("relocated_out") - of("people")).sum()
    sums = {kind: of(kind).sum() for kind in ("people", "moved_out", "emigrants", "displaced", "relocated_out")}
    return {"lost": lost, **sums}, {"households": crowd.size, "years": YEARS, "steps": int(of("households").sum())}


def hop(people):
    """The peers' simple hop in the same kernel: households of one person who always wish and can, and leave with the chance of the town."""

    def prepare(z):
        towns, days = len(z["leave"]), YEARS
        here = np.zeros(towns, np.int64)
        np.add.at(here, z["start"][np.arange(people) % z["start"].size], 1)
        always, never = np.ones((towns, days, TYPES)), np.zeros(days)
        hazard = Hazard(np.zeros((towns, days)), 0.0)
        shared = tables(
            Conditions(
                np.arange(towns), always, always, z["leave"][:, None], 0.0, ways(z), np.ones(towns), never, never, np.zeros(4),
                np.ones((towns, 4)), hazard,
            )
        )  # fmt: skip
        crowd = households(plan(here, np.ones((towns, *SHAPE)), 1.0, 0.0))
        return lambda: simulate(crowd, shared)

    return prepare


def hop_checks(totals):
    """People at the end, and the mean column of the towns where they are."""
    last = totals.of("people")[:, -1]
    return {"people": last.sum(), "mean_column": (last * (np.arange(last.size) % 10)).sum() / last.sum()}


CASES = {
    "households-1M": Case("towns", full(1_000_000), full_checks, reps=5),
    "hop-10k": Case("towns", hop(10_000), hop_checks, reps=5),
    "hop-1M": Case("towns", hop(1_000_000), hop_checks, reps=5),
}
