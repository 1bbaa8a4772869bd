"""Return curves: the share of evacuated people still displaced after some days, from counts that were published while it lasted.

Four numbers are kept apart: *evacuated* and *returned* (both since the beginning), *displaced* (the difference, where one count
gives both) and *in centres* (the few who stay in official shelters; most stay with kin and are in no such count).

People leave over weeks, so a count is a mixture of cohorts: returned(day) = sum over cohorts of people x (1 - S(days since they
left)). S is a Weibull curve with a share of people who stay away: S(t) = stay + (1 - stay) exp(-(t / scale) ** shape). What is
not known is drawn: the day of each count within its bounds, the first day of leaving, roundings, the departure of counts from
the curve, and the share who stay away, which counts that end after a month cannot tell. Beyond `seen_days` nobody counted.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData
from highground.people.impacts.curves import Floats, floats

MEASURES: Final = {  # words of the table -> our column
    "evacuated, cumulative": "evacuated",
    "returned home, cumulative": "returned",
    "staying in official centres": "in_centres",
}
DERIVED: Final = "returned / evacuated"  # worked out from the other rows, so never read
FROM_PAGE: Final = "address of the page"  # a date read from the page's address: the count may be of the evening before
STAY: Final = (0.0, 0.5)  # share who do not come back within the year, homes lost; judged: counts of a month cannot tell
BEGAN_DAYS: Final = (1.0, 14.0)  # days from the first leaving to the first count; judged
SLICES: Final = 2  # judged: cohorts between two counts of evacuated; 16 change no share by 0.1 %
STEPS: Final = 12  # judged: the fit has then settled to a millionth
FEWEST: Final = 3  # counts of returned; two would fit any curve
ROUND_DIGITS: Final = 3  # judged: a count that ends in so many zeros was rounded there
_DAY: Final = pd.Timedelta(days=1)


def counts(table: pd.DataFrame) -> pd.DataFrame:
    """One row a published count: earliest and latest moment, evacuated, returned, in_centres, displaced, returned_share.

    table: columns check_id (count and measure, such as kz2024_14_ret), measure, value, as_of or period_start and period_end, and
    date_basis. Numbers that a count does not give stay blank; displaced is evacuated less returned of the same count.
    By hand: 36,745 of 119,220 had returned on 27 April 2024 in Kazakhstan: 30.8 %. Raises BadData.
    """
    wanted = ["check_id", "measure", "value", "as_of", "period_start", "period_end", "date_basis"]
    if lacking := [name for name in wanted if name not in table]:
        raise BadData(f"a table of counts lacks the columns {', '.join(lacking)}")
    rows = table[table["measure"] != DERIVED]
    if unknown := sorted(set(rows["measure"]) - set(MEASURES)):
        raise BadData(f"counts of {', '.join(map(str, unknown))} are not known; they may be of: {', '.join(MEASURES)}")
    rows = rows.assign(count=rows["check_id"].str.rsplit("_", n=1).str[0], column=rows["measure"].map(MEASURES))
    earliest, latest = _moments(rows)
    dates = (
        rows.assign(earliest=earliest, latest=latest)
        .groupby("count")[["earliest", "latest"]]
        .agg({"earliest": "min", "latest": "max"})
    )
    if rows.duplicated(["count", "column"]).any():
        raise BadData("a count gives the same number twice; one check_id a number")
    numbers = rows.assign(value=pd.to_numeric(rows["value"])).pivot_table(
        index="count", columns="column", values="value", aggfunc="first"
    )
    found = dates.join(numbers.reindex(columns=list(MEASURES.values()))).sort_values(["earliest", "latest", "returned"])
    found["displaced"] = found["evacuated"] - found["returned"]
    found["returned_share"] = found["returned"] / found["evacuated"]
    _check(found)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class ReturnCurve:
    """Share still displaced by days since leaving, one curve a member: scale_days, shape and stay of S, shape (member,)."""

    scale_days: Members
    shape: Members
    stay: Members
    seen_days: float  # median days from the first leaving to the last count; beyond lies extrapolation

    def displaced(self, days: ArrayLike) -> Floats:
        """Share of the evacuated who have not returned after so many days (0 or more), shape (member, day).

        >>> one = ReturnCurve(np.array([10.0]), np.array([1.0]), np.array([0.2]), 25.0)
        >>> one.displaced([0.0, 10.0]).round(3).tolist()  # 0.2 + 0.8 / e
        [[1.0, 0.494]]
        """
        t = np.atleast_1d(floats(days))
        if not np.all(t >= 0):
            raise BadData("days since leaving must be 0 or more")
        left = np.exp(-((t / self.scale_days[:, None]) ** self.shape[:, None]))
        return np.asarray(self.stay[:, None] + (1 - self.stay[:, None]) * left)


def fit(found: pd.DataFrame, ensemble: Ensemble) -> ReturnCurve:
    """Return curve of every member from the counts of one displacement, as `counts` gives them.

    The last count of evacuated holds until the last count of returned, so that later leaving is missed: a caveat, not drawn.
    Raises BadData when fewer than three counts give returned, or none evacuated.
    """
    if found["returned"].count() < FEWEST or not found["evacuated"].count():
        raise BadData(
            f"{found['returned'].count()} counts of returned and {found['evacuated'].count()} of evacuated; a return curve needs "
            f"{FEWEST} and 1 at least"
        )
    days = _days(found, ensemble)
    began = days[:, 0] - ensemble.uniform("return began", *BEGAN_DAYS)
    stay = ensemble.uniform("return stay", *STAY)
    back, out = (found[name].notna().to_numpy() for name in ("returned", "evacuated"))
    left = _left(np.c_[began, days[:, out]], _rounded(found["evacuated"][out], "evacuated", ensemble), stay)
    told = _rounded(found["returned"][back], "returned", ensemble)
    first = _settle(told, days[:, back], left)
    off = told - _returned(first, days[:, back], left)
    spread = np.sqrt((off**2).sum(axis=1) / max(told.shape[1] - 2, 1))  # two numbers were fitted
    noise = np.column_stack([ensemble.normal(f"return count {i}") for i in range(told.shape[1])])
    scale, shape = np.exp(_settle(told + spread[:, None] * noise, days[:, back], left, first)).T
    return ReturnCurve(scale, shape, stay, float(np.median(days[:, -1] - began)))


def _moments(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Bounds of the moment of each number: within its day, from the evening before, or between its neighbours."""
    at, start, end = (pd.to_datetime(rows[name]) for name in ("as_of", "period_start", "period_end"))
    before = rows["date_basis"].fillna("").str.startswith(FROM_PAGE)
    earliest = (at - pd.to_timedelta(before.astype(int), unit="D")).fillna(start)
    latest = at.fillna(end) + _DAY
    undated = earliest.isna() | latest.isna() | (latest < earliest)
    if undated.any():
        raise BadData(f"{rows['check_id'][undated].iloc[0]} has no date; give as_of, or period_start and a later period_end")
    return earliest, latest


def _check(found: pd.DataFrame) -> None:
    for name in ("evacuated", "returned"):
        told = found[name].dropna()
        if (falls := told[told.diff() < 0]).size or (told < 0).any():
            raise BadData(
                f"{name} is counted since the beginning and cannot fall or be negative, as at {falls.index.tolist()[:1] or name}"
            )
    if (more := found.index[found["displaced"] < 0]).size:
        raise BadData(f"{more[0]}: more people returned than were evacuated")


def _days(found: pd.DataFrame, ensemble: Ensemble) -> Floats:
    """Moment of each count in days, drawn within its bounds and kept in order, shape (member, count)."""
    zero = found["earliest"].iloc[0]
    low, high = (((found[name] - zero) / _DAY).to_numpy(dtype=float) for name in ("earliest", "latest"))
    drawn = [low[i] + (high[i] - low[i]) * ensemble.uniform(f"return date {name}") for i, name in enumerate(found.index)]
    return np.sort(np.column_stack(drawn), axis=1)


def _rounded(told: pd.Series, name: str, ensemble: Ensemble) -> Floats:
    """Counts of every member: round ones drawn within their rounding, never falling, shape (member, count)."""
    values = told.to_numpy(dtype=float)
    unit = np.where(values % 10**ROUND_DIGITS == 0, 10.0**ROUND_DIGITS, 0.0)
    drawn = [
        v + u * ensemble.uniform(f"return rounding {name} {i}", -0.5, 0.5)
        for i, (v, u) in enumerate(zip(values, unit, strict=True))
    ]
    return np.maximum.accumulate(np.maximum(np.column_stack(drawn), 0.0), axis=1)


class _Left(NamedTuple):
    """Those who left: middle day and people of each cohort, shape (member, cohort), and the share who stay away, (member,)."""

    days: Floats
    people: Floats
    stay: Members


def _left(days: Floats, evacuated: Floats, stay: Members) -> _Left:
    """Cohorts between counts of evacuated: an even stream between two counts, in SLICES."""
    total = np.c_[np.zeros(len(days)), evacuated]
    parts = (np.arange(SLICES) + 0.5) / SLICES
    middle = days[:, :-1, None] + np.diff(days, axis=1)[:, :, None] * parts
    people = np.repeat(np.diff(total, axis=1) / SLICES, SLICES, axis=1)
    return _Left(middle.reshape(len(days), -1), people, stay)


def _returned(logs: Floats, days: Floats, left: _Left) -> Floats:
    """People who have returned by each day, shape (member, day); logs: logarithms of scale and shape, (member, 2)."""
    since = np.maximum(days[:, :, None] - left.days[:, None, :], 0.0)
    gone = -np.expm1(-((since / np.exp(logs[:, 0, None, None])) ** np.exp(logs[:, 1, None, None])))
    return np.asarray((1 - left.stay)[:, None] * (gone * left.people[:, None, :]).sum(axis=2))


def _settle(told: Floats, days: Floats, left: _Left, start: Floats | None = None) -> Floats:
    """Least squares for all members at once (Levenberg-Marquardt): logarithms of scale (days) and shape, (member, 2)."""
    logs = np.tile(np.log([30.0, 1.0]), (len(told), 1)) if start is None else start.copy()
    damping, step = np.full(len(told), 1e-2), 1e-5
    total = left.people.sum(axis=1, keepdims=True)

    def off(at: Floats) -> Floats:
        return np.asarray((_returned(at, days, left) - told) / total)

    now = off(logs)
    for _ in range(STEPS):
        slope = np.stack([(off(logs + step * axis) - now) / step for axis in np.eye(2)], axis=2)
        normal = np.einsum("mna,mnb->mab", slope, slope)
        normal += (damping[:, None] * np.einsum("maa->ma", normal) + 1e-12)[:, :, None] * np.eye(2)
        move = -np.linalg.solve(normal, np.einsum("mna,mn->ma", slope, now)[:, :, None])[:, :, 0]
        tried = np.clip(logs + np.clip(move, -1, 1), -4.0, 9.0)
        new = off(tried)
        better = (new**2).sum(axis=1) < (now**2).sum(axis=1)
        logs, now = np.where(better[:, None], tried, logs), np.where(better[:, None], new, now)
        damping = np.where(better, damping / 4, damping * 4).clip(1e-9, 1e9)
    return logs
