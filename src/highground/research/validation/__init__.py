"""Our numbers beside published ones, each with its band and a verdict."""

import dataclasses

import pandas as pd

from highground.catalogue.reference import Reference
from highground.catalogue.shelf import Shelf
from highground.research.validation import displacement, flows, landslides, lifetime, mobility, policy, profiles, returning, runout
from highground.research.validation.rows import Row

__all__ = ["Row", "check"]


def check(shelf: Shelf, reference: Reference | None = None) -> pd.DataFrame:
    """Every check as a row: check, ours, published, low, high, unit, verdict, source.

    reference: the folder of validation data, if there is one; checks that need it are left out without it.
    """
    rows = [*profiles.checks(shelf), *returning.checks(shelf), *mobility.checks(shelf)]
    if reference:
        rows += [*displacement.checks(shelf, reference), *landslides.checks(reference), *runout.checks(reference)]
        rows += [*flows.checks(reference), *lifetime.checks(shelf, reference), *policy.checks(shelf, reference)]
    return pd.DataFrame([dataclasses.asdict(row) | {"verdict": row.verdict} for row in rows])[
        ["check", "ours", "published", "low", "high", "unit", "verdict", "source"]
    ]
