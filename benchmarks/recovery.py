"""Recovery of a known law: how often stated intervals hold the true coefficients. python benchmarks/recovery.py [REPLICATIONS]

Each replication draws places, people and counts anew from a seed and fits them. Three laws of counts: Poisson; each pair scattered
beyond Poisson by a gamma factor of variance 1; and each origin and destination with its own level. Intervals are of 90 %. Ends with 1
when intervals by origin, which `fit` gives unless told, hold less than 90 % of the truths. A share of 200 is sure to some 2 %.
"""

import sys
import time

import numpy as np

from highground.people.mobility.fit.pairs import pairs
from highground.people.mobility.fit.poisson import ERRORS, fit

REPLICATIONS, LEVEL = 200, 0.9
LEAVE, PEOPLE, DISTANCE = 0.02, 1.0, -1.3  # share who leave, and the law: that of the peers' inputs
LAWS = {  # name: places, variance of the scatter, effects
    "Poisson, 30 places": (30, 0.0, "origin"),
    "Poisson, 100 places": (100, 0.0, "origin"),
    "scattered, 30 places": (30, 1.0, "origin"),
    "scattered, 100 places": (100, 1.0, "origin"),
    "own levels, Poisson, 30 places": (30, 0.0, "both"),
    "own levels, scattered, 100 places": (100, 1.0, "both"),
}


def draw(seed, places, scatter, effects):
    """Counts of the law, and its coefficients."""
    r = np.random.default_rng(seed)
    x, y = r.uniform(0, 1000, (2, places))
    km, people = np.hypot(x[:, None] - x, y[:, None] - y), r.lognormal(10, 1, places)
    np.fill_diagonal(km, 1.0)
    pull = people**PEOPLE if effects == "origin" else r.lognormal(10, 1, places)
    expected = pull * km**DISTANCE
    np.fill_diagonal(expected, 0.0)
    expected *= LEAVE * people[:, None] / expected.sum(axis=1, keepdims=True)
    if scatter:
        expected = expected * r.gamma(1 / scatter, scatter, expected.shape)
    flow = r.poisson(expected).astype(float)
    np.fill_diagonal(flow, np.nan)
    given = {"people": np.log(people)[None]} if effects == "origin" else {}
    return pairs(flow, given | {"distance": np.log(km)}), np.array([PEOPLE, DISTANCE][2 - len(given) - 1 :])


def coverage(law, replications):
    """Share of replications whose interval holds the truth, by kind of error, (kind, coefficient)."""
    places, scatter, effects = LAWS[law]
    hits = {kind: [] for kind in ERRORS}
    for seed in range(replications):
        flows, truth = draw(seed, places, scatter, effects)
        for kind in ERRORS:
            low, high = fit(flows, effects, kind).interval()
            hits[kind].append((low <= truth) & (truth <= high))
    return {kind: np.mean(found, axis=0) for kind, found in hits.items()}


def main():
    """Print one row a law and coefficient."""
    replications = int(sys.argv[1]) if len(sys.argv) > 1 else REPLICATIONS
    start, short = time.process_time(), 0
    print(f"| law, {replications} replications | coefficient | {' | '.join(ERRORS)} |\n|---|---|{'---|' * len(ERRORS)}")
    for law in LAWS:
        found = coverage(law, replications)
        names = ("people", "distance")[-len(found["model"]) :]
        for at, name in enumerate(names):
            print(f"| {law} | {name} | {' | '.join(f'{100 * found[kind][at]:.1f} %' for kind in ERRORS)} |")
            short += found["by origin"][at] < LEVEL
    print(
        f"\ncoefficients whose interval by origin holds less than {100 * LEVEL:.0f} %: {short}; {time.process_time() - start:.0f} s CPU"
    )
    sys.exit(1 if short else 0)


if __name__ == "__main__":
    main()
