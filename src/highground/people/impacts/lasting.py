"""How long evacuated people stay away, from counts of people evacuated and returned."""

from typing import Final

import numpy as np
import pandas as pd

from highground.basis.ensemble import Ensemble, Members

START_DAYS: Final = (
    3.0,
    12.0,
)  # days from the first count back to the middle of the evacuations, even between; judged: people left over three weeks
EVACUATED, RETURNED = "evacuated, cumulative", "returned home, cumulative"
UNSEEN: Final = (
    0.85,
    1.0,
)  # share of people still counted as away who are: some went home or moved on unseen, even between; judged


def away_pct(counts: pd.DataFrame, days: float, ensemble: Ensemble) -> Members:
    """Share of evacuated people who are still away after so many days, %, shape (member,).

    counts: measure, as_of (date) and value (persons, cumulative) of one disaster. Days run from the middle of the evacuations, which is
    not known and sampled. Between counts straight lines in the log of the share, beyond the last the pace of the last two weeks. The most
    people ever counted as evacuated are the whole.
    """
    dated = counts[counts["as_of"].notna() & counts["measure"].isin([EVACUATED, RETURNED])]
    whole = float(dated.loc[dated["measure"] == EVACUATED, "value"].max())
    back = dated[dated["measure"] == RETURNED].groupby("as_of")["value"].max()
    day = (pd.to_datetime(back.index) - pd.to_datetime(dated["as_of"].min())).days.to_numpy(dtype=float)
    log_away = np.log(1 - back.to_numpy(dtype=float) / whole)
    start = ensemble.uniform("hazards.evacuated", *START_DAYS)
    since = np.concatenate([[0.0], day]) + start[:, None]
    since[:, 0] = 0.0  # at the start everybody is away
    known = np.concatenate([[0.0], log_away])
    pace = (log_away[-1] - np.interp(day[-1] - 14, day, log_away)) / 14
    here = np.array([np.interp(days, row, known) for row in since]) + pace * np.maximum(days - since[:, -1], 0.0)
    return np.asarray(100 * np.exp(np.minimum(here, 0.0)) * ensemble.uniform("hazards.unseen", *UNSEEN))
