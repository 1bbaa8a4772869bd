"""Recorded flows and what may explain them, checked: a table of (period, origin, destination), blanks not reported and left out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData

Floats = NDArray[np.float64]
Whole = NDArray[np.intp]

BLOCK: Final = 1 << 15  # judged: pairs worked on at once, 256 kB, so that they stay near the processor


@dataclass(frozen=True, slots=True)
class Pairs:
    """Flows (period, origin, destination), zeros kept, 0 where not reported; covariates of shapes that broadcast against them."""

    flow: Floats
    absent: Whole  # places in the flat table of pairs that are not reported, in order
    names: tuple[str, ...]
    covariates: tuple[Floats, ...]

    @property
    def reported(self) -> int:
        """How many pairs are reported, zeros included."""
        return self.flow.size - self.absent.size

    def turned(self) -> "Pairs":
        """Destinations in the place of origins."""
        mask = self.missing().swapaxes(1, 2)
        flow, covariates = self.flow.swapaxes(1, 2), (x.swapaxes(1, 2) for x in self.covariates)
        return Pairs(
            np.ascontiguousarray(flow), np.flatnonzero(mask), self.names, tuple(np.ascontiguousarray(x) for x in covariates)
        )

    def missing(self) -> NDArray[np.bool_]:
        """Where nothing is reported, shape of the flows."""
        mask = np.zeros(self.flow.size, dtype=bool)
        mask[self.absent] = True
        return mask.reshape(self.flow.shape)

    def origins(self, step: int) -> "Pairs":
        """Every `step`-th origin, from the first."""
        mask = self.missing()[:, ::step]
        covariates = tuple(x[:, ::step] if x.shape[1] > 1 else x for x in self.covariates)
        return replace(self, flow=self.flow[:, ::step], absent=np.flatnonzero(mask), covariates=covariates)

    def leaving(self) -> Floats:
        """People who leave, shape (period, origin)."""
        return np.asarray(self.flow.sum(axis=2))

    def arriving(self) -> Floats:
        """People who arrive, shape (period, destination)."""
        return np.asarray(self.flow.sum(axis=1))


def pairs(flow: ArrayLike, covariates: Mapping[str, ArrayLike]) -> Pairs:
    """Check flows of shape (origin, destination) or (period, origin, destination); NaN is not reported, and such a pair is left out.

    Covariates broadcast against the flows, as (origin, 1), (1, destination) or (origin, destination), with or without a period in
    front; flows and covariates are taken as they are, so take logarithms before. Raises BadData.
    """
    table = np.array(flow, dtype=float)
    table = table[None] if table.ndim == 2 else table
    if table.ndim != 3:
        raise BadData(f"flows have shape {table.shape}; give (origin, destination) or (period, origin, destination)")
    absent = np.flatnonzero(np.isnan(table))
    table.reshape(-1)[absent] = 0.0
    if (low := float(table.min(initial=0.0))) < 0 or not np.isfinite(table.sum()):
        raise BadData(f"flows hold {'infinite numbers' if low >= 0 else f'{low:g}'}; a count is never negative nor endless")
    if not table.any():
        raise BadData("nobody moved in these flows, so that there is nothing to fit")
    return Pairs(table, absent, tuple(covariates), tuple(_covariate(name, x, table, absent) for name, x in covariates.items()))


def from_rows(origin: ArrayLike, destination: ArrayLike, values: ArrayLike, places: int) -> Floats:
    """A table (origin, destination) of rows that name both by their numbers from 0; NaN for pairs without a row.

    Raises BadData where a number is out of range or a pair has two rows.
    >>> from_rows([0, 1], [1, 0], [5, 7], 2).tolist()
    [[nan, 5.0], [7.0, nan]]
    """
    start, end = np.asarray(origin), np.asarray(destination)
    at = start * places + end
    for numbers in (start, end):
        if numbers.size and not 0 <= numbers.min() <= numbers.max() < places:
            raise BadData(f"rows name places outside 0 to {places - 1}; number the {places} places from 0")
    table = np.full(places * places, np.nan)
    table[at] = values
    if np.count_nonzero(~np.isnan(table)) < at.size - np.count_nonzero(np.isnan(np.asarray(values, dtype=float))):
        raise BadData("a pair of places has more than one row; keep one")
    return table.reshape(places, places)


def _covariate(name: str, values: ArrayLike, table: Floats, absent: Whole) -> Floats:
    """A covariate with three axes, finite wherever a flow is reported."""
    x = np.asarray(values, dtype=float)
    x = x.reshape((1,) * (3 - x.ndim) + x.shape) if x.ndim < 3 else x
    if x.ndim != 3 or any(have not in (1, want) for have, want in zip(x.shape, table.shape, strict=True)):
        raise BadData(
            f"{name} has shape {np.shape(values)}, which does not fit flows of shape {table.shape}; give one number a pair or place"
        )
    if np.isfinite(x).all():
        return x
    full = np.array(np.broadcast_to(x, table.shape))
    full.reshape(-1)[absent] = 0.0
    if not np.isfinite(full).all():
        period, origin, destination = (int(axis[0]) for axis in np.nonzero(~np.isfinite(full)))
        raise BadData(
            f"{name} is not a number for origin {origin} and destination {destination} of period {period}; fill it, or leave the pair out"
        )
    return full
