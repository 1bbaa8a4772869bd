"""Return after the floods of 2024 beside counts that the curve has not seen: fitted on the counts to a day, held to those after it."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from highground.basis.ensemble import Ensemble, Members
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table
from highground.people.impacts import returns
from highground.research.validation.rows import Row, shown

CARD: Final = "kazakhstan-return-2024"
SEEN_UNTIL: Final = pd.Timestamp("2024-04-23")  # counts up to here are fitted; judged: half of them
LATER: Final = ("kz2024_14", "kz2024_17")  # counts of 27 April and 3 May
BEGAN_DAYS: Final = float(np.mean(returns.BEGAN_DAYS))  # days from the first leaving to the first count, middle


def checks(shelf: Shelf) -> Iterator[Row]:
    """Share of the evacuated who had returned, as foreseen and as counted: 5 to 95 % of our range passes."""
    found = returns.counts(table(shelf, CARD))
    curve = returns.fit(found[found["latest"] <= SEEN_UNTIL], Ensemble())
    evacuated = found["evacuated"].max()
    for name in LATER:
        row = found.loc[name]
        ours = 100 * returned_share(curve, found, pd.Timestamp(str(row["earliest"])))
        counted = 100 * float(row["returned"] / evacuated)
        title = f"Returned by {row['earliest']:%d %B %Y}, fitted on counts to {SEEN_UNTIL - pd.Timedelta(days=1):%d %B}"
        yield shown(title, float(np.median(ours)), counted, "%", CARD)
        yield Row(f"{title}: its place in our range", 100 * float((ours < counted).mean()), 50.0, 5.0, 95.0, "%", CARD)


def returned_share(curve: returns.ReturnCurve, found: pd.DataFrame, when: pd.Timestamp) -> Members:
    """Share of all evacuated who have returned at a moment, shape (member,): each cohort of evacuated by its own days since leaving.

    The first cohort left BEGAN_DAYS / 2 before the first count, each later one halfway between two counts of evacuated.
    """
    told = found[found["evacuated"].notna() & (found["earliest"] <= when)]
    ago = (when - told["earliest"]).dt.total_seconds().to_numpy(dtype=float) / 86_400  # days from each count to the moment
    days = np.concatenate([ago[:1] + BEGAN_DAYS / 2, (ago[1:] + ago[:-1]) / 2])
    people = np.diff(told["evacuated"].to_numpy(dtype=float), prepend=0.0)
    away = curve.displaced(np.maximum(days, 0.0)) @ people / people.sum()
    return np.asarray(1 - away, dtype=np.float64)
