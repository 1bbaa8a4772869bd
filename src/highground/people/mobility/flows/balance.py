"""Balancing factors: two rows of numbers that make weights keep both who leaves and who arrives."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from highground.basis.errors import BadData
from highground.people.mobility.flows.found import Floats

TOLERANCE: Final = 1e-9  # share of a margin by which flows may miss it; a person in a thousand million
EQUAL: Final = 1e-9  # share by which the sums of both margins may differ: rounding, not people
MOST_ROUNDS: Final = 5000  # judged: margins that can be met need some dozens, hard ones hundreds
PATIENCE: Final = 200  # judged: rounds in which the largest miss must shrink by a hundredth, or the margins cannot be met

Weights = Callable[[], Iterator[tuple[int, Floats]]]


def factors(weights: Weights, out: Floats, into: Floats, tolerance: float = TOLERANCE) -> tuple[Floats, Floats]:
    """Factors a (from,) and b (to,) for which flows a_i b_j weight_ij leave as `out` says and arrive as `into` says.

    weights() yields the first row and rows of weights, as often as it is called. Rows are kept exactly, columns within
    `tolerance` of each. Source: Deming and Stephan 1940, doi:10.1214/aoms/1177731829 (iterative proportional fitting).
    Raises BadData when the sums of the margins differ, or when no flows over the weights can have both.
    """
    check_sums(out, into)
    wanted = into > 0
    b, arriving = wanted.astype(float), np.zeros(into.size)
    best, since = np.inf, 0
    for _ in range(MOST_ROUNDS):
        a, columns = _round(weights, out, b)
        arriving = b * columns
        miss = float(np.abs(arriving[wanted] / into[wanted] - 1).max(initial=0.0))
        if abs(arriving.sum() - out.sum()) > EQUAL * out.sum():
            break  # somebody leaves a place from which nobody who receives can be reached
        if miss <= tolerance:
            return a, b
        best, since = (miss, 0) if miss < 0.99 * best else (best, since + 1)
        if since > PATIENCE or not (columns[wanted] > 0).all():
            break
        b = np.divide(into, columns, out=np.zeros(into.size), where=wanted)
    worst = int(np.argmax(np.abs(arriving - into)))
    raise BadData(
        f"no flows fit both margins: {into[worst]:,.10g} people should arrive at place {worst}, {arriving[worst]:,.6g} can. "
        "People do not move to where they are, nor where there is no way; see who else can reach it, and correct the margins"
    )


def _round(weights: Weights, out: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Factors of the rows that fit those of the columns, and the sums of the columns under them."""
    a, columns = np.zeros(out.size), np.zeros(b.size)
    for start, rows in weights():
        own = slice(start, start + len(rows))
        whole = np.einsum("ij,j->i", rows, b)  # no BLAS, whose threads spin where others use the cores
        np.divide(out[own], whole, out=a[own], where=whole > 0)
        columns += np.einsum("i,ij->j", a[own], rows)
    return a, columns


def check_sums(out: Floats, into: Floats) -> None:
    """Refuse margins with different sums. Raises BadData."""
    if abs(out.sum() - into.sum()) > EQUAL * max(out.sum(), into.sum()):
        raise BadData(
            f"margins do not balance: {out.sum():,.10g} people leave and {into.sum():,.10g} arrive; everyone who leaves must arrive, "
            "so add those from and to elsewhere as a place of their own, or correct the margins"
        )
