"""Effects of origins and destinations together. Those of origins are solved in closed form, those of destinations by Newton with the
coefficients; its equations are solved by conjugate gradients, which need only products with the table of expected flows."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from highground.basis.errors import BadData
from highground.people.mobility.fit.pairs import Floats, Pairs
from highground.people.mobility.fit.sums import blocks, cut, look, targets, weights
from highground.people.mobility.fit.uphill import Place, check_known, check_stayed, climb

CLOSE: Final = 1e-10  # of the right-hand side; judged: below what the estimates show
MOST_ROUNDS: Final = 500  # judged: some 20 are usual; more only where places fall into groups that hardly mix
FEW: Final = 50  # judged: origins that give the start
SWEEPS: Final = 3  # judged: rounds of balancing at the start and the end


@dataclass(frozen=True, slots=True)
class Known:
    """What the data tell about the coefficients once the effects have taken their part, and before."""

    information: Floats
    raw: Floats


def solve(table: Pairs, leaving: Floats, arriving: Floats) -> tuple[Floats, Floats, Floats, int]:
    """Estimates, logarithms of the destinations' effects (period, destination), information of the estimates, and steps taken."""
    count, shape = len(table.names), arriving.shape
    target, seen = targets(table), list[Known]()

    def place(at: Floats) -> Place:
        b, pull = at[:count], at[count:].reshape(shape)
        here, known = _look(table, b, pull, (leaving, arriving), target)
        if not seen:
            check_known(known.information, known.raw, table.names, "both")
        seen[:] = [known]
        return here

    at, steps = climb(place, _start(table, arriving), float(leaving.sum()))
    check_stayed(seen[-1].information, float(leaving.sum()), table.names, table.covariates)
    estimate, pull = at[:count], np.where(arriving > 0, at[count:].reshape(shape), -np.inf)
    return estimate, balanced(table, estimate, pull, (leaving, arriving)), seen[-1].information, steps


def _start(table: Pairs, arriving: Floats) -> Floats:
    """Where to begin: the coefficients of some origins where arrivals, to a power, take the place of effects; else zero and arrivals."""
    count = len(table.names)
    pull = np.log(np.where(arriving > 0, arriving, 1.0))
    part = table.origins(max(1, table.flow.shape[1] // FEW))
    rough = replace(part, names=(*table.names, "pull"), covariates=(*part.covariates, pull[:, None, :]))
    leaving, target = rough.leaving(), targets(rough)

    def place(b: Floats) -> Place:
        here = look(rough, b, leaving, target)
        step = np.asarray(np.linalg.solve(here.information, here.slope), dtype=float)
        return Place(here.level, step, float(here.slope @ step))

    try:
        found = climb(place, np.zeros(count + 1))[0]
    except (BadData, np.linalg.LinAlgError):  # a few origins may not tell what all do
        found = np.append(np.zeros(count), 1.0)
    return np.concatenate([found[:count], (found[count] * pull).reshape(-1)])


def balanced(table: Pairs, b: Floats, pull: Floats, margins: tuple[Floats, Floats]) -> Floats:
    """Effects of destinations after a few rounds of balancing, so that arrivals are met to many digits."""
    leaving, arriving = margins
    for period in range(leaving.shape[0]):
        flows, _ = _expected(table, b, pull[period], leaving, period)
        for _ in range(SWEEPS):
            came = flows.sum(axis=0)
            live = (came > 0) & (arriving[period] > 0)
            more = np.where(live, arriving[period] / np.where(live, came, 1.0), 1.0)
            pull[period] += np.log(more)
            flows *= more
            left = flows.sum(axis=1)
            flows *= (leaving[period] / np.where(left > 0, left, 1.0))[:, None]
    return pull


def _look(table: Pairs, b: Floats, pull: Floats, margins: tuple[Floats, Floats], target: Floats) -> tuple[Place, Known]:
    """Height and Newton step at a point, and what the data tell about the coefficients there."""
    leaving, arriving = margins
    count = b.size
    level, slope = float(b @ target), target.copy()
    second, raw, ours = np.zeros((count, count)), np.zeros(count), np.zeros(count)
    kept = []
    for period in range(leaving.shape[0]):
        dead = arriving[period] == 0
        flows, height = _expected(table, b, np.where(dead, -np.inf, pull[period]), leaving, period)
        level += float(np.where(dead, 0.0, pull[period]) @ arriving[period]) - height
        came = flows.sum(axis=0)
        rows, columns, squares = _products(table, flows, period)
        slope -= rows.sum(axis=0)
        mean = rows / np.where(leaving[period] > 0, leaving[period], 1.0)[:, None]
        cross, short = columns - flows.T @ mean, np.where(dead, 0.0, arriving[period] - came)
        solved = _conjugate(flows, leaving[period], came, np.column_stack([cross, short]))
        second += squares - rows.T @ mean - cross.T @ solved[:, :count]
        raw += np.diag(squares)
        ours += cross.T @ solved[:, count]
        kept.append((solved, short))
    step = np.linalg.solve(second, slope - ours) if np.linalg.matrix_rank(second) == count else np.zeros(count)
    pulls = [solved[:, count] - solved[:, :count] @ step for solved, _ in kept]
    gain = float(slope @ step) + sum(float(short @ move) for (_, short), move in zip(kept, pulls, strict=True))
    return Place(level, np.concatenate([step, *pulls]), gain), Known(second, raw)


def _expected(table: Pairs, b: Floats, pull: Floats, leaving: Floats, period: int) -> tuple[Floats, float]:
    """Expected flows of a period, every origin's people shared out, and the logarithms of the rows' sums, people-weighted."""
    flows, other = np.empty(table.flow.shape[1:]), np.empty(table.flow.shape[1:])
    height = 0.0
    for of, rows in blocks(table):
        if of != period:
            continue
        w, top = weights(table, b, (period, rows), (flows[rows], other), pull)
        whole = w.sum(axis=1)
        whole[whole == 0] = 1.0
        w *= (leaving[period, rows] / whole)[:, None]
        height += float(leaving[period, rows] @ (top + np.log(whole)))
    return flows, height


def _products(table: Pairs, flows: Floats, period: int) -> tuple[Floats, Floats, Floats]:
    """Sums of flow times covariate by origin, by destination, and of each two covariates over all pairs."""
    parts = [np.broadcast_to(cut(x, period, slice(None)), flows.shape) for x in table.covariates]
    rows, columns, squares = (
        np.empty((flows.shape[0], len(parts))),
        np.empty((flows.shape[1], len(parts))),
        np.empty((len(parts),) * 2),
    )
    for k, x in enumerate(parts):
        weighted = flows * x
        rows[:, k], columns[:, k] = weighted.sum(axis=1), weighted.sum(axis=0)
        for m in range(k, len(parts)):
            squares[k, m] = squares[m, k] = np.einsum("ij,ij->", weighted, parts[m])
    return rows, columns, squares


def columns_part(expected: Floats, x: Floats) -> Floats:
    """The part of a covariate that destinations explain once origins have, shape (period, destination), weighted by expected flows."""
    found = np.empty((expected.shape[0], expected.shape[2]))
    for period, (flows, values) in enumerate(zip(expected, x, strict=True)):
        leaving, weighted = flows.sum(axis=1), flows * values
        mean = weighted.sum(axis=1) / np.where(leaving > 0, leaving, 1.0)
        found[period] = _conjugate(flows, leaving, flows.sum(axis=0), (weighted.sum(axis=0) - flows.T @ mean)[:, None])[:, 0]
    return found


def leverage(expected: Floats) -> Floats:
    """Share of each pair's own flow in what the effects of its origin and destination expect, shape (period, origin, destination).

    Exact: the variance that the effects give the logarithm of a pair's flow, times that flow.
    """
    share = np.zeros_like(expected)
    for period, flows in enumerate(expected):
        leaving, came = flows.sum(axis=1), flows.sum(axis=0)
        out = np.where(leaving > 0, leaving, 1.0)
        goes = flows / out[:, None]
        solid = np.where(came > 0, came, 1.0)
        matrix = np.diag(solid * (1 + CLOSE)) - flows.T @ goes + solid.mean() / solid.size  # a level for all changes no difference
        inverse = np.linalg.inv(matrix)
        there = goes @ inverse
        share[period] = flows * (1 / out[:, None] + (there * goes).sum(axis=1)[:, None] + np.diag(inverse) - 2 * there)
    return share


def _conjugate(flows: Floats, leaving: Floats, came: Floats, right: Floats) -> Floats:
    """Solve (diag(came) - flows' diag(1 / leaving) flows) x = right for each column; singular, but the right-hand side fits it.

    Preconditioned conjugate gradients. Destinations that nobody reaches stay at 0.
    """
    people, size = np.where(leaving > 0, leaving, 1.0)[:, None], np.where(came > 0, came, 1.0)[:, None]
    x, residual = np.zeros_like(right), np.where(came[:, None] > 0, right, 0.0)
    ahead = residual / size
    direction, power = ahead.copy(), (residual * ahead).sum(axis=0)
    enough = CLOSE**2 * power
    for _ in range(MOST_ROUNDS):
        live = power > enough  # a column that is solved stays as it is
        if not live.any():
            break
        turned = came[:, None] * direction - flows.T @ ((flows @ direction) / people)
        along = (direction * turned).sum(axis=0)
        pace = np.where(live & (along > 0), power / np.where(along > 0, along, 1.0), 0.0)
        x += pace * direction
        residual -= pace * turned
        ahead = residual / size
        power, before = np.where(pace > 0, (residual * ahead).sum(axis=0), 0.0), power
        direction = ahead + np.where(pace > 0, power / np.where(before > 0, before, 1.0), 0.0) * direction
    return x
