"""Flows in whole people: every row, every column and the whole keep their sums to the person.

Each flow becomes the whole number below or above it. What is cut from one must come to another in its row and in its column:
fractions are shifted round closed ways (out of one flow, into the next in the same row or column, and so on back) until a
flow on the way is whole, again and again. Fractions are kept as whole numbers of ticks, so that nothing drifts.
Source: controlled rounding, Cox and Ernst 1982; by chance without bias, Gandhi et al. 2006, doi:10.1145/1147954.1147956.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData

TICKS: Final = 1 << 30  # a person; a flow is read to a thousand millionth of one
NEAR: Final = 2e-5  # persons; a sum nearer than this to a whole number is that number: rounding, not people

Ticks = NDArray[np.int32]


def whole(flows: ArrayLike, seed: int = 1) -> NDArray[np.int64]:
    """Flows as whole people, shape (from, to): sums of rows, of columns and of all are those of `flows`, rounded.

    Each flow and each sum is the whole number just below or just above (a whole one stays), and rows, columns and the whole agree:
    a margin that is a whole number is kept exactly. Which way a flow goes is drawn with its fraction as the chance, so that on
    the average over seeds nothing changes. Raises BadData for blanks, flows below 0 and flows beyond 2^53.
    Two people leave each place and two arrive, some in halves:
    >>> found = whole([[0.5, 1.5], [1.5, 0.5]])
    >>> found.sum(axis=0).tolist(), found.sum(axis=1).tolist()
    ([2, 2], [2, 2])
    """
    table = np.asarray(flows, dtype=float)
    if table.ndim != 2 or not np.all((table >= 0) & (table < 2.0**53)):
        raise BadData("flows must be a table (from, to) of finite numbers from 0 up; a blank is not 0: fill or drop it first")
    result = table.astype(np.int64)
    ticks = np.zeros((table.shape[0] + 1, table.shape[1] + 1), dtype=np.int32)
    for row, own in enumerate(table):  # one at a time, so that no second table of floats is held
        ticks[row, :-1] = np.rint((own - result[row]) * TICKS)
    _close(ticks)
    _shift(ticks, _near(ticks[:, -1]), _near(ticks[-1]), np.array([seed % 2**64], dtype=np.uint64))
    result += ticks[:-1, :-1] == TICKS
    return result


def _close(ticks: Ticks) -> None:
    """Fill the last column and row with what the others lack to whole people, so that every row and column is whole."""
    ticks[:-1, -1] = -ticks[:-1, :-1].sum(axis=1, dtype=np.int64) % TICKS
    ticks[-1] = -ticks[:-1].sum(axis=0, dtype=np.int64) % TICKS


def _near(margin: Ticks) -> NDArray[np.int8]:
    """Which way each sum must go because it is whole but for rounding: -1 to 0, 1 to 1, 0 either way."""
    near = int(NEAR * TICKS)
    return np.asarray(np.where(margin <= near, -1, np.where(margin >= TICKS - near, 1, 0)), dtype=np.int8)


@njit(cache=True, nogil=True)
def _shift(ticks, right, below, state):  # type: ignore[no-untyped-def]
    """Make every entry 0 or TICKS: walk from row to column to row along fractions, and shift them where the walk closes.

    A row with one fraction has another, for its sum is whole, so that the walk never ends before it closes.
    """
    rows, columns = ticks.shape
    across, upright = (
        (np.zeros(rows, np.int64), np.zeros(rows, np.int64)),
        (np.zeros(columns, np.int64), np.zeros(columns, np.int64)),
    )
    turned = ticks.T
    path, row_at, column_at = np.empty(rows + columns, np.int64), np.full(rows, -1), np.full(columns, -1)
    length, root = 0, 0
    while root < rows:
        if length == 0:
            path[0], row_at[root], length = root, 0, 1
        node, before = path[length - 1], path[length - 2] if length > 1 else -1
        at_row = length % 2 == 1
        following = _fraction(ticks, node, across, before) if at_row else _fraction(turned, node, upright, before)
        if following < 0:  # only the root can have become whole
            length, root = 0, root + 1
            continue
        seen = column_at[following] if at_row else row_at[following]
        if seen < 0:
            if at_row:
                column_at[following] = length
            else:
                row_at[following] = length
            path[length] = following
            length += 1
            continue
        _turn(ticks, path[seen:length], seen % 2 == 0, right, below, state)
        for k in range(seen + 1, length):
            if k % 2 == 0:
                row_at[path[k]] = -1
            else:
                column_at[path[k]] = -1
        length = seen + 1


@njit(cache=True, nogil=True)
def _fraction(ticks, row, ahead, but):  # type: ignore[no-untyped-def]
    """The first fraction of a row that does not stand in the column `but`, or -1. `ahead`: no fraction before these."""
    size = ticks.shape[1]
    one = ahead[0][row]
    while one < size and (ticks[row, one] == 0 or ticks[row, one] == TICKS):
        one += 1
    ahead[0][row] = one
    if one == size:
        return -1
    if one != but:
        return one
    two = max(ahead[1][row], one + 1)
    while two < size and (ticks[row, two] == 0 or ticks[row, two] == TICKS):
        two += 1
    ahead[1][row] = two
    return two if two < size else -1


@njit(cache=True, nogil=True)
def _turn(ticks, ring, from_row, right, below, state):  # type: ignore[no-untyped-def]  # noqa: PLR0917  compiled
    """Shift fractions round a closed walk, up and down in turn, until one of them is whole; the way is drawn, or given by a sum."""
    up, down, wanted = TICKS, TICKS, 0
    contested = False
    for k in range(ring.size):
        i, j, sign = _entry(ring, k, from_row)
        here = ticks[i, j]
        up = min(up, TICKS - here if sign > 0 else here)
        down = min(down, here if sign > 0 else TICKS - here)
        want = sign * (right[i] if j == ticks.shape[1] - 1 else below[j] if i == ticks.shape[0] - 1 else 0)
        contested = contested or want * wanted < 0
        wanted = want if want != 0 else wanted
    if contested:
        rise = up <= down
    elif wanted != 0:
        rise = wanted > 0
    else:
        rise = _chance(state) * (up + down) < down
    step = up if rise else -down
    for k in range(ring.size):
        i, j, sign = _entry(ring, k, from_row)
        ticks[i, j] += sign * step


@njit(cache=True, nogil=True)
def _entry(ring, k, from_row):  # type: ignore[no-untyped-def]
    """Row, column and sign of the k-th entry on a closed walk."""
    here, there = ring[k], ring[(k + 1) % ring.size]
    if (k % 2 == 0) == from_row:
        return here, there, 1 - 2 * (k % 2)
    return there, here, 1 - 2 * (k % 2)


@njit(cache=True, nogil=True)
def _chance(state):  # type: ignore[no-untyped-def]
    """A number from 0 to below 1; splitmix64, Steele et al. 2014, doi:10.1145/2714064.2660195."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return float((z ^ (z >> np.uint64(31))) >> np.uint64(11)) * 2.0**-53
