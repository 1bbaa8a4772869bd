"""Poisson estimates of flows: origin-constrained, with both effects, and of the pairs with flows alone. From rows to estimates, as the peers."""

import numpy as np

from cases import Case
from highground.people.mobility.fit.pairs import from_rows, pairs
from highground.people.mobility.fit.poisson import fit


def origin(z):
    """Log population of the destination and log km, with effects of origins."""
    return lambda: fit(table(z, slice(None), population=True), "origin", "model")


def both(z):
    """Log km, with effects of origins and destinations."""
    return lambda: fit(table(z, slice(None), population=False), "both", "model")


def positive(z):
    """As `origin`, of the rows with a flow: what a tool that drops zeros can see."""
    return lambda: fit(table(z, z["flow"] > 0, population=True), "origin", "model")


def table(z, kept, *, population):
    """Flows and covariates of the rows that are kept; every other pair counts as not reported."""
    people = z["population"]
    rows = z["origin"][kept], z["destination"][kept]
    km = from_rows(*rows, np.log(z["km"][kept]), people.size)
    given = {"population": np.log(people)[None, :]} if population else {}
    return pairs(from_rows(*rows, z["flow"][kept], people.size), given | {"distance": km})


def checks(found):
    """Estimates by name, and their standard errors."""
    errors = {f"se_{name}": round(float(e), 6) for name, e in zip(found.names, found.standard_error, strict=True)}
    return dict(zip(found.names, found.estimate, strict=True)), errors | {"errors": found.errors, "steps": found.steps}


CASES = {
    "fit-200": Case("od-200", origin, checks, reps=5),
    "fit-500": Case("od-500", origin, checks, reps=5),
    "fit-1000": Case("od-1000", origin, checks, reps=5),
    "fit-doubly-200": Case("od-200", both, checks, reps=5),
    "fit-doubly-500": Case("od-500", both, checks, reps=5),
    "fit-positive-100": Case("od-100", positive, checks, reps=5),
}
