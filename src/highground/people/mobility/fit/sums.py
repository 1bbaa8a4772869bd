"""Sums over destinations that the estimates need, by blocks of origins that stay near the processor. The effects of origins are
solved in closed form: each origin's people are shared out among destinations."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from highground.people.mobility.fit.pairs import BLOCK, Floats, Pairs

At = tuple[int, slice]  # a period, and a run of its origins
Rooms = tuple[Floats, Floats]  # space for a block: the result, and scratch


@dataclass(frozen=True, slots=True)
class Look:
    """The likelihood at a point: its level, its slope in each coefficient, and what the data tell about them (information)."""

    level: float
    slope: Floats
    information: Floats
    raw: Floats  # people-weighted squares of the covariates, before the effects take their part


def blocks(pairs: Pairs) -> Iterator[At]:
    """Periods and runs of origins, some BLOCK pairs each."""
    periods, origins, destinations = pairs.flow.shape
    step = max(1, BLOCK // destinations)
    for period in range(periods):
        for start in range(0, origins, step):
            yield period, slice(start, min(origins, start + step))


def cut(x: Floats, period: int, rows: slice) -> Floats:
    """The part of a covariate that belongs to a block; (rows or 1, destination or 1)."""
    part: Floats = x[period if x.shape[0] > 1 else 0]
    return part[rows] if part.shape[0] > 1 else part


def weights(pairs: Pairs, b: Floats, at: At, rooms: Rooms, pull: Floats | None = None) -> tuple[Floats, Floats]:
    """exp(sum of coefficient times covariate) of a block, 0 where not reported, and the logarithm that was taken out of each row.

    `pull` (destination,) is added before. The answer lies in the first of the rooms; the second is scratch space of the same size.
    """
    period, rows = at
    w, spare = (room[: rows.stop - rows.start] for room in rooms)
    w[:] = 0.0 if pull is None else pull
    for coefficient, x in zip(b, pairs.covariates, strict=True):
        part = cut(x, period, rows)
        w += np.multiply(coefficient, part, out=spare) if part.shape == w.shape else coefficient * part
    _blank(pairs, period, rows, w)
    top = w.max(axis=1, keepdims=True)
    top[np.isneginf(top)] = 0.0  # an origin without any reported pair
    w -= top
    np.exp(w, out=w)
    return w, top[:, 0]


def look(pairs: Pairs, b: Floats, leaving: Floats, target: Floats) -> Look:
    """Level, slope and information of the coefficients where every origin's people are shared out; leaving (period, origin)."""
    count = len(pairs.names)
    longest = max(rows.stop - rows.start for _, rows in blocks(pairs))
    rooms = np.empty((longest, pairs.flow.shape[2])), np.empty((longest, pairs.flow.shape[2]))
    level, slope = float(b @ target), target.copy()
    second, raw = np.zeros((count, count)), np.zeros(count)
    for period, rows in blocks(pairs):
        w, top = weights(pairs, b, (period, rows), rooms)
        people = leaving[period, rows]
        whole = w.sum(axis=1)
        whole[whole == 0] = 1.0  # an origin without any reported pair: nobody leaves it either
        level -= float(people @ (top + np.log(whole)))
        mean, square = _moments(pairs, w, (people / whole, whole), (period, rows), rooms[1])
        slope -= people @ mean
        second += square - (mean * people[:, None]).T @ mean
        raw += np.diag(square)
    return Look(level, slope, second, raw)


def _moments(pairs: Pairs, w: Floats, rates: tuple[Floats, Floats], at: At, other: Floats) -> tuple[Floats, Floats]:
    """Mean of each covariate in each row, (row, covariate), and the summed products of each two, people-weighted.

    A covariate of destinations alone needs only the block's column sums, which one matrix product gives; others a pass of their own.
    """
    scale, whole = rates
    parts = [cut(x, *at) for x in pairs.covariates]
    mean, square = np.empty((w.shape[0], len(parts))), np.empty((len(parts), len(parts)))
    full = {k: np.broadcast_to(x, w.shape) for k, x in enumerate(parts) if x.shape[0] > 1}
    flat = {k: np.broadcast_to(x[0], w.shape[1:]) for k, x in enumerate(parts) if x.shape[0] == 1}
    columns = scale @ w
    for k, x in flat.items():
        mean[:, k] = w @ x / whole
        for m, y in flat.items():
            square[k, m] = columns @ (x * y)
    spare = other[: w.shape[0]]
    for k, x in full.items():
        np.multiply(w, x, out=spare)
        mean[:, k] = spare.sum(axis=1) / whole
        weighted = scale @ spare
        for m, y in flat.items():
            square[k, m] = square[m, k] = weighted @ y
        for m, y in full.items():
            if m >= k:
                square[k, m] = square[m, k] = scale @ np.einsum("ij,ij->i", spare, y)
    return mean, square


def targets(pairs: Pairs) -> Floats:
    """Flow times covariate, summed over all pairs, of each covariate."""
    return np.array([np.einsum("pod,pod->", pairs.flow, np.broadcast_to(x, pairs.flow.shape)) for x in pairs.covariates])


def _blank(pairs: Pairs, period: int, rows: slice, w: Floats) -> None:
    """Give the pairs of a block that are not reported no weight."""
    _, origins, destinations = pairs.flow.shape
    first = (period * origins + rows.start) * destinations
    low, high = np.searchsorted(pairs.absent, (first, first + w.size))
    w.reshape(-1)[pairs.absent[low:high] - first] = -np.inf
