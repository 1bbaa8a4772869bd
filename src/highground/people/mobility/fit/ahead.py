"""What a fit foresees for a year that it has not seen, and what the historical mean does: the two stand side by side."""

from dataclasses import replace

import numpy as np

from highground.basis.errors import BadData
from highground.people.mobility.fit.pairs import Floats, Pairs
from highground.people.mobility.fit.poisson import Effects, fit, fitted


def foreseen(flows: Pairs, effects: Effects) -> Floats:
    """Each period as a fit of the mean of the other periods foresees it, shape of the flows; NaN where no other period reports a pair.

    People who leave (and arrive, where destinations have effects) are those of the mean of the other periods: nobody knows next
    year's. Covariates that change are taken from the period itself. Raises BadData.
    """
    periods = flows.flow.shape[0]
    if periods < 2:
        raise BadData("foreseeing a year needs two years or more")
    missing, result = flows.missing(), np.empty_like(flows.flow)
    for period in range(periods):
        others = np.arange(periods) != period
        known = (~missing[others]).sum(axis=0)
        mean = flows.flow[others].sum(axis=0) / np.maximum(known, 1)
        covariates = tuple(x[others].mean(axis=0, keepdims=True) if x.shape[0] > 1 else x for x in flows.covariates)
        table = Pairs(mean[None], np.flatnonzero(known == 0), flows.names, covariates)
        now = tuple(x[[period]] if x.shape[0] > 1 else x for x in flows.covariates)
        found = fit(table, effects, "model")
        result[period] = np.where(known == 0, np.nan, fitted(replace(table, covariates=now), found)[0])
    return result


def historical_mean(recorded: Floats) -> Floats:
    """Each period as the mean of the pair's other periods, shape of the flows (period, ...); NaN where no other period reports it.

    >>> historical_mean(np.array([[4.0], [6.0], [np.nan]])).tolist()
    [[6.0], [4.0], [5.0]]
    """
    known = np.isfinite(recorded)
    others = known.sum(axis=0) - known
    total = np.where(known, recorded, 0.0)
    return np.where(others > 0, (total.sum(axis=0) - total) / np.maximum(others, 1), np.nan)
