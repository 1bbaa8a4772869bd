"""How well coders agree: Krippendorff's alpha and Cohen's kappa, with intervals from resampled passages. Pure arithmetic on tables of answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Scale = Literal["nominal", "ordinal", "interval"]
DRAWS: Final = 2000  # resamples of the passages; the ends of a 90 % interval are then steady to about 0.01
LEVEL: Final = 0.9  # of the interval, as everywhere in this product
FEWEST: Final = 5  # passages below which no interval is told; judged
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of agreement: value and interval, None where it is not defined (everybody gave the same answer, or nothing is paired)."""

    value: float | None
    low: float | None = None
    high: float | None = None
    units: int = 0  # answered by two coders at least


def alpha(
    answers: Sequence[Sequence[str | None]], scale: Scale, clusters: Sequence[str] = (), values: Sequence[str] = (), seed: int = 1
) -> Measure:
    """Krippendorff's alpha of a table: one row a unit, one column a coder, None where a coder gave no answer.

    `clusters` names the passage of each unit: passages are resampled, not units. `values` gives the order of an ordinal scale.
    Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; interval: percentiles of a bootstrap over passages.
    >>> alpha([["a", "a"], ["b", "b"], ["a", "b"]], "nominal").value
    0.4444444444444444
    """
    known = list(values) or sorted({one for row in answers for one in row if one is not None}, key=_number_or_word)
    paired = [number for number, row in enumerate(answers) if sum(one is not None for one in row) > 1]
    if not paired:
        return Measure(None)
    tables = np.array([_coincidences(answers[number], known) for number in paired])
    points = np.array([float(one) if scale == "interval" else place for place, one in enumerate(known)])
    value = float(_alphas(tables.sum(axis=0)[None], points, scale)[0])
    return _measured(
        value, len(paired), tables, _clusters(clusters, paired), measure=lambda sums: _alphas(sums, points, scale), seed=seed
    )


def kappa(
    one: Sequence[str | None],
    other: Sequence[str | None],
    *,
    weighted: bool = False,
    clusters: Sequence[str] = (),
    values: Sequence[str] = (),
    seed: int = 1,
) -> Measure:
    """Cohen's kappa of two coders; weighted by the squared distance of places on the scale for ordinal answers.

    Source: Cohen 1960, doi:10.1177/001316446002000104; Cohen 1968, doi:10.1037/h0026256 (quadratic weights).
    >>> kappa(["a", "a", "b", "b"], ["a", "a", "b", "a"]).value
    0.5
    """
    known = list(values) or sorted({answer for answer in (*one, *other) if answer is not None}, key=_number_or_word)
    paired = [number for number, pair in enumerate(zip(one, other, strict=True)) if None not in pair]
    if not paired:
        return Measure(None)
    tables = np.zeros((len(paired), len(known), len(known)))
    for row, number in enumerate(paired):
        tables[row, known.index(str(one[number])), known.index(str(other[number]))] = 1
    places = np.arange(len(known), dtype=float)
    distance = (places[:, None] - places[None]) ** 2 if weighted else (places[:, None] != places[None]).astype(float)
    value = float(_kappas(tables.sum(axis=0)[None], distance)[0])
    return _measured(
        value, len(paired), tables, _clusters(clusters, paired), measure=lambda sums: _kappas(sums, distance), seed=seed
    )


def _number_or_word(answer: str) -> tuple[float, str]:
    try:
        return (float(answer), answer)
    except ValueError:
        return (float("inf"), answer)


def _coincidences(row: Sequence[str | None], known: Sequence[str]) -> Floats:
    """Pairs of answers of one unit, each counted 1/(answers - 1); shape (value, value)."""
    counts = np.array([sum(one == value for one in row) for value in known], dtype=float)
    table: Floats = (np.outer(counts, counts) - np.diag(counts)) / (counts.sum() - 1)
    return table


def _alphas(tables: Floats, points: Floats, scale: Scale) -> Floats:
    """Alpha of each table of coincidences, shape (table,); NaN where no answers differ in the whole table."""
    marginals = tables.sum(axis=2)
    total = marginals.sum(axis=1)
    distance = _distances(marginals, points, scale)
    observed = (tables * distance).sum(axis=(1, 2))
    expected = (marginals[:, :, None] * marginals[:, None] * distance).sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (total - 1) * observed / expected, np.nan)


def _distances(marginals: Floats, points: Floats, scale: Scale) -> Floats:
    """Squared differences of values, shape (table, value, value)."""
    if scale == "ordinal":  # how many answers lie between two values
        middle = np.cumsum(marginals, axis=1) - marginals / 2
        return (middle[:, :, None] - middle[:, None]) ** 2
    square = (points[:, None] - points[None]) ** 2
    return np.broadcast_to(square if scale == "interval" else (square > 0).astype(float), (len(marginals), *square.shape))


def _kappas(tables: Floats, distance: Floats) -> Floats:
    total = tables.sum(axis=(1, 2))
    expected = tables.sum(axis=2)[:, :, None] * tables.sum(axis=1)[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        away = (expected * distance).sum(axis=(1, 2)) / total
        return np.where(away > 0, 1 - (tables * distance).sum(axis=(1, 2)) / away, np.nan)


def _clusters(clusters: Sequence[str], paired: Sequence[int]) -> NDArray[np.int64]:
    names = [clusters[number] if clusters else str(number) for number in paired]
    return np.unique(names, return_inverse=True)[1].astype(np.int64)


def _measured(
    value: float, units: int, tables: Floats, clusters: NDArray[np.int64], *, measure: Callable[[Floats], Floats], seed: int
) -> Measure:
    """The measure with its interval: passages drawn with replacement, each with all its units."""
    if np.isnan(value):
        return Measure(None, units=units)
    groups = int(clusters.max()) + 1
    if groups < FEWEST:
        return Measure(value, units=units)
    sums = np.zeros((groups, *tables.shape[1:]))
    np.add.at(sums, clusters, tables)
    drawn = np.random.default_rng(seed).multinomial(groups, np.full(groups, 1 / groups), size=DRAWS)
    found = measure(np.tensordot(drawn.astype(float), sums, axes=1))
    found = found[~np.isnan(found)]  # draws in which everybody says the same: of five passages and more at most 1 in e
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    unseen = _unseen(tables.sum(axis=0), groups) if value == 1 else value  # nobody differs: no resample can show that somebody may
    return Measure(value, min(float(low), value, unseen), max(float(high), value), units)


def _unseen(table: Floats, groups: int) -> float:
    """The least agreement that passages without a difference leave open: as many differ as chance would hide in one interval of twenty.

    Source: exact bound of a share of which nothing was seen, Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404.
    >>> round(_unseen(np.diag([10.0, 10.0]), 20), 2)
    0.72
    """
    hidden = 1 - ((1 - LEVEL) / 2) ** (1 / groups)
    marginals = (table.sum(axis=0) + table.sum(axis=1)) / (2 * table.sum())
    return float(1 - hidden / (1 - (marginals**2).sum()))


def table(answers: Mapping[tuple[str, str], str], units: Sequence[str], coders: Sequence[str]) -> list[list[str | None]]:
    """Answers by (unit, coder) as a table, units down, coders across; None where there is no answer.

    >>> table({("u", "a"): "yes"}, ["u"], ["a", "b"])
    [['yes', None]]
    """
    return [[answers.get((unit, coder)) for coder in coders] for unit in units]
