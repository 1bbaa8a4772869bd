"""Random numbers that are looked up, not drawn in turn: a hash of seed, household, year and purpose.

A household's luck depends on nothing but these four, so results are the same for any order and any number of workers, and runs with
and without climate share their numbers. Hash: splitmix64 (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195). One hash holds
two draws of 31 bits; chances are kept as whole numbers of 2**-31, so that a chance of 0 never happens and one of 1 always does.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData

Whole = NDArray[np.int64]

BITS: Final = 31  # of a draw; a chance is rounded at the tenth digit
ONE: Final = 2**BITS
PURPOSES: Final = 16  # numbers that one household may need in one year
(WISH, MOVE, LIFE, WORK, AGE, WHERE, ARRIVAL, HAZARD, AWAY, HEIR, OFFER, START) = range(12)  # what a number is for

_GAMMA: Final = np.uint64(0x9E3779B97F4A7C15)  # splitmix64
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)  # splitmix64
_SECOND: Final = np.uint64(0x94D049BB133111EB)  # splitmix64
_27, _30, _31, _33, _2 = (np.uint64(bits) for bits in (27, 30, 31, 33, 2))
_LOW: Final = np.uint64(ONE - 1)
_PURPOSES: Final = np.uint64(PURPOSES)


@njit(cache=True, inline="always")
def mixed(bits):  # type: ignore[no-untyped-def]
    """The finishing hash of splitmix64."""
    bits = (bits ^ (bits >> _30)) * _FIRST
    bits = (bits ^ (bits >> _27)) * _SECOND
    return bits ^ (bits >> _31)


@njit(cache=True, inline="always")
def key_of(seed, household):  # type: ignore[no-untyped-def]
    """Where the numbers of a household begin."""
    return mixed(mixed(np.uint64(seed) * _GAMMA + _GAMMA) + np.uint64(household) * _GAMMA)


@njit(cache=True, inline="always")
def number(key, year, purpose):  # type: ignore[no-untyped-def]
    """64 bits of a household for a year and a purpose."""
    return mixed(key + (np.uint64(year) * _PURPOSES + np.uint64(purpose + 1)) * _GAMMA)


@njit(cache=True, inline="always")
def upper(bits):  # type: ignore[no-untyped-def]
    """One draw of a number, 0 to 2**31 - 1."""
    return np.int64(bits >> _33)


@njit(cache=True, inline="always")
def lower(bits):  # type: ignore[no-untyped-def]
    """The other draw of the same number."""
    return np.int64((bits >> _2) & _LOW)


def chances(values: ArrayLike, what: str) -> NDArray[np.uint32]:
    """Chances as whole numbers of 2**-31; what: words for the error. Raises BadData for values that are not between 0 and 1.

    >>> chances([0.0, 0.5, 1.0], "halves").tolist()
    [0, 1073741824, 2147483648]
    """
    given = np.asarray(values, dtype=np.float64)
    if not np.all((given >= 0) & (given <= 1)):
        raise BadData(f"{what} must be chances between 0 and 1; got {_worst(given):g}")
    return np.rint(given * ONE).astype(np.uint32)


def _worst(given: NDArray[np.float64]) -> float:
    """The value that is furthest from a chance; a blank before any other."""
    flat = given.ravel()
    return float(flat[np.argmax(np.where(np.isnan(flat), np.inf, np.abs(flat - 0.5)))])


def alias(shares: ArrayLike, what: str) -> tuple[NDArray[np.int32], NDArray[np.uint32]]:
    """Tables by which one number picks a column with the chances of its row: (row, column) other column, and the cut below which it is own.

    shares: (row, column), 0 or more, each row's sum above 0 (rows are divided by it). Source: Walker 1977, doi:10.1145/355744.355749.
    Raises BadData. By hand: of shares 3/4 and 1/4 the second column is its own in half of the cases, else the first.
    >>> others, cuts = alias([[0.75, 0.25]], "halves")
    >>> others.tolist(), (cuts / 2**31).tolist()
    ([[0, 0]], [[1.0, 0.5]])
    """
    given = np.atleast_2d(np.asarray(shares, dtype=np.float64))
    total = given.sum(axis=1, keepdims=True)
    if not (np.all(np.isfinite(given)) and np.all(given >= 0) and np.all(total > 0)):
        raise BadData(f"{what} must be shares of 0 or more with a sum above 0 in every row; a row has none, or a blank")
    others, cuts = np.zeros(given.shape, np.int32), np.ones(given.shape)
    for row, parts in enumerate(given / total * given.shape[1]):
        small, large = [int(i) for i in np.flatnonzero(parts < 1)], [int(i) for i in np.flatnonzero(parts >= 1)]
        others[row] = np.arange(parts.size)
        while small and large:
            short, rich = small.pop(), large.pop()
            others[row, short], cuts[row, short] = rich, parts[short]
            parts[rich] -= 1 - parts[short]
            (small if parts[rich] < 1 else large).append(rich)
    return others, chances(cuts, what)


@njit(cache=True, inline="always")
def pick(others, cuts, row, bits):  # type: ignore[no-untyped-def]
    """A column with the chances of its row; both draws of the number are used up."""
    column = (upper(bits) * others.shape[1]) >> BITS
    return column if lower(bits) < cuts[row, column] else np.int64(others[row, column])
