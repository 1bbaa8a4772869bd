"""Which uncertain input moves each headline most: first-order shares of variance from the ensemble that was run anyway.

Not SALib: its import costs over a second of a profile of some ten, and its given-data methods bring nothing at 1,000 members. On the
Ishigami function our shares miss the true ones by 0.026 (root mean square over eight seeds), as SALib's rbd_fast does; its
delta misses by up to 0.13 and takes a second per headline. A test holds ours to SALib's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from highground.basis.ensemble import Members
from highground.basis.errors import BadData
from highground.basis.estimate import LEVEL

BIN_MEMBERS = 33  # members per bin: about 30 bins of 1,000 members, where bias and noise were least on Ishigami
FEWEST_BINS = 5  # below 25 members or so a share means nothing
CHANCE_SD = 4.0  # shares nearer to zero than so many standard errors are chance: one false row in some 30,000 looked at
RESAMPLES = 100  # bootstrap draws; the 5 and 95 % points then wander by about 0.01
COLUMNS = ("headline", "indicator", "group", "level", "input", "share", "low", "high")


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline number with its members: text (message for translation), indicator, group, level (NaN where none)."""

    text: str
    indicator: str
    group: str
    level: float
    members: Members


def sensitivity(inputs: Mapping[str, Members], headlines: list[Headline], seed: int = 1) -> pd.DataFrame:
    """Share of each headline's variance that each input explains on its own, 0 to 1, with a bootstrap range.

    inputs: label (message for translation) -> draws, shape (member,). Inputs and headlines that do not vary are left out, and
    inputs whose share cannot be told from chance (below about 3 % at 1,000 members).
    First-order shares leave out what inputs do together, so they need not add up to 1. Rows are sorted by headline in the order
    given, then largest share first. Columns as in COLUMNS. Raises BadData when the lengths differ or a value is missing.
    Source: correlation ratio, Saltelli et al. 2008, Global Sensitivity Analysis, chapter 1; bias as in Kelley 1935.
    """
    moving = {label: np.asarray(draws, dtype=float) for label, draws in inputs.items() if np.ptp(draws) > 0}
    rows: list[dict[str, object]] = []
    for headline in headlines:
        result = np.asarray(headline.members, dtype=float)
        _check(moving, headline.text, result)
        if np.ptp(result) == 0:
            continue
        found = [{"input": label} | _share(draws, result, seed) for label, draws in moving.items()]
        found = [row for row in found if float(str(row["share"])) > _chance(result.size)]
        found.sort(key=lambda row: (-float(str(row["share"])), str(row["input"])))
        about = {"headline": headline.text, "indicator": headline.indicator, "group": headline.group, "level": headline.level}
        rows += [about | row for row in found]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(("level", "share", "low", "high"), "float64"))


def _check(inputs: Mapping[str, Members], name: str, result: Members) -> None:
    for label, draws in (*inputs.items(), (name, result)):
        if draws.shape != result.shape:
            raise BadData(f"{label} has {draws.size} members, {name} has {result.size}: give both the same ensemble.")
        if not np.isfinite(draws).all():
            raise BadData(f"{label} has members without a value: leave it out of the ranking.")


def _bins(members: int) -> int:
    return max(FEWEST_BINS, members // BIN_MEMBERS)


def _chance(members: int) -> float:
    """Largest share that an input without any effect reaches; its standard error is that of a chi-square over bins."""
    return float(CHANCE_SD * np.sqrt(2 * (_bins(members) - 1)) / members)


def _share(draws: Members, result: Members, seed: int) -> dict[str, object]:
    """First-order share of one input: variance between bins of the input over all variance, less what chance alone gives."""
    n = result.size
    bins = _bins(n)
    order = np.argsort(result, kind="stable")  # one fixed order, so that permuting members changes nothing
    draws, result = draws[order], result[order]
    values, slot = np.unique(draws, return_inverse=True)
    if values.size > bins:  # else a choice among few options: one bin per option
        slot = np.argsort(np.argsort(draws, kind="stable"), kind="stable") * bins // n
    whole = _ratio(slot[None, :], result[None, :])[0]
    picks = np.random.default_rng([seed, n]).integers(0, n, (RESAMPLES, n))
    again = _ratio(slot[picks], result[picks])
    tail = (1 - LEVEL) / 2
    low, high = whole + np.quantile(
        again - np.median(again), [tail, 1 - tail]
    )  # resampling repeats members, so only its width is used
    return {name: float(np.clip(value, 0, 1)) for name, value in (("share", whole), ("low", low), ("high", high))}


def _ratio(slot: NDArray[np.intp], result: NDArray[np.float64]) -> NDArray[np.float64]:
    """Correlation ratio of each row, corrected for the number of bins; both of shape (resample, member)."""
    rows, n = result.shape
    bins = int(slot.max()) + 1
    flat = (slot + bins * np.arange(rows)[:, None]).ravel()
    count = np.bincount(flat, minlength=rows * bins).reshape(rows, bins)
    centred = result - result.mean(axis=1, keepdims=True)
    sums = np.bincount(flat, centred.ravel(), rows * bins).reshape(rows, bins)
    between = (sums**2 / np.maximum(count, 1)).sum(axis=1)
    whole = (centred**2).sum(axis=1)
    used = (count > 0).sum(axis=1)
    within = (whole - between) / np.maximum(n - used, 1)
    return np.asarray(1 - within / np.where(whole > 0, whole / (n - 1), 1), dtype=np.float64)
