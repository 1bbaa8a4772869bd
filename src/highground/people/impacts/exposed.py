"""People at risk by zone: people of each piece times how prone the piece is, for every member, without a table of members times pieces."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import ArrayLike, NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.people.population.patterns import RURAL

Values = NDArray[np.float64]
SHARPNESS: Final = (0.5, 1.0, 2.0)  # exponents of proneness at which people are summed; the sampled one lies between; judged


def exposed(  # noqa: PLR0917
    weights: ArrayLike, zone: ArrayLike, unit_of: Sequence[int], patterns: xr.Dataset, members: xr.Dataset, total: Members
) -> Values:
    """People times weight in each zone, shape (hazard, member, zone).

    weights: proneness of each piece, shape (hazard, piece), 0 to 1; zone: of each piece; unit_of: the unit that each zone lies in, since
    rural density is sampled by unit. patterns and members as `population.patterns` and `population.sample` give them. With weights of 1
    this is the people of each zone.
    """
    prone = np.asarray(weights, dtype=float)
    where, count = np.asarray(zone).astype(np.intp), len(unit_of)
    share, weight = patterns["share"].to_numpy(), members["weight"].to_numpy()
    rural = len(RURAL) if "rural_factor" in members else 0
    sums = np.stack([_by_zone(share, row, where, count) for row in prone])  # hazard, pattern, zone
    settled = share.shape[0] - rural
    people = np.matmul(weight[:, :settled], sums[:, :settled])
    if rural:
        factor = members["rural_factor"].to_numpy()
        whole = np.stack([np.bincount(patterns["unit"].to_numpy(), row, factor.shape[1]) for row in share[settled:]])
        held = np.einsum("mk,ku,mu->m", weight[:, settled:], whole, factor)
        scale = np.divide(weight[:, settled:].sum(axis=1), held, out=np.zeros_like(held), where=held > 0)
        people = people + np.matmul(weight[:, settled:], sums[:, settled:]) * factor[:, np.asarray(unit_of)] * scale[:, None]
    whole_nation = np.broadcast_to(np.asarray(total, dtype=float), members.sizes["member"])
    return np.asarray(people * whole_nation[:, None], dtype=np.float64)


def _by_zone(share: Values, row: Values, zone: NDArray[np.intp], count: int) -> Values:
    """Sum of each pattern times a weight by zone; only pieces that are prone and hold people are visited."""
    kept = np.flatnonzero(row > 0)
    out = np.zeros((share.shape[0], count))
    for number, pattern in enumerate(share):
        held = pattern[kept]
        some = np.flatnonzero(held)
        out[number] = np.bincount(zone[kept[some]], held[some] * row[kept[some]], count)
    return out


def sharpened(nodes: Values, ensemble: Ensemble) -> Values:
    """People at risk at the sampled sharpness of every hazard, shape (hazard, member, zone), from those at the nodes.

    nodes: shape (node, hazard, member, zone), at SHARPNESS; between them straight lines in the log of the exponent.
    """
    low, high = np.log(SHARPNESS[0]), np.log(SHARPNESS[-1])
    at = (ensemble.uniform("hazards.sharpness", low, high) - low) / (high - low) * (len(SHARPNESS) - 1)
    first = np.clip(np.floor(at).astype(np.intp), 0, len(SHARPNESS) - 2)
    part = (at - first)[None, :, None]
    chosen = np.arange(at.size)
    lower = np.moveaxis(nodes[first, :, chosen], 0, 1)
    upper = np.moveaxis(nodes[first + 1, :, chosen], 0, 1)
    return np.asarray((1 - part) * lower + part * upper)
