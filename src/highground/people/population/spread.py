"""Members of the mixture, and people by zone: one small matrix product instead of members times pieces."""

import numpy as np
import xarray as xr
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData
from highground.people.population.patterns import NAMES, RURAL

Values = NDArray[np.float64]

LISTED = (0.80, 1.00, 1.15)  # factor u on the sum of places: 5, 50, 95 %; judged: stale counts, wide boundaries, double counting
MOST_LISTED = 0.95  # highest share of a nation that may live in listed settlements; judged: some people are always rural
OWN_CELL = (0.3, 0.8)  # share of a settlement's people in its own 5' cell, even between; judged: cells are 9 km, towns are not
RURAL_CONCENTRATION = {"even": 1.5, "near": 4.5, "wide": 2.5, "growth": 1.5}  # Dirichlet; judged: means 15, 45, 25, 15 %
RASTER_AS_IS = (0.7, 1.0)  # share of a raster taken cell for cell, the rest moved by up to one cell; judged


def sample(ensemble: Ensemble, patterns: xr.Dataset, total: float) -> xr.Dataset:
    """Weights of the patterns for each member.

    total: national population of the year of the place list, persons. Returns weight(member, pattern) and unknown(member), which
    add up to 1, and the sampled inputs listed_factor, own_cell_share and rural_even, rural_near, rural_wide, rural_growth
    (member) for the sensitivity ranking. Raises BadData for a total that is not positive.
    """
    if not total > 0:
        raise BadData(f"A national population must be above zero, got {total:g}: check the population table.")
    if "raster" in patterns["pattern"]:
        return _raster_weights(ensemble, patterns)
    factor = ensemble.between("people.listed", *LISTED)
    own = ensemble.uniform("people.own_cell", *OWN_CELL)
    rural = _dirichlet(ensemble)
    listed, outside = float(patterns["listed"]), float(patterns["outside"])
    settled = np.clip(listed * factor / total, 0.0, MOST_LISTED)
    unknown = settled * outside / listed if listed > 0 else np.zeros_like(settled)
    town = settled - unknown
    weight = np.column_stack([town * own, town * (1 - own), (1 - settled)[:, None] * rural])
    inputs = {"listed_factor": factor, "own_cell_share": own} | {f"rural_{name}": rural[:, i] for i, name in enumerate(RURAL)}
    return _weights(weight, unknown, inputs, NAMES)


def _dirichlet(ensemble: Ensemble) -> Values:
    """Shares of the rural patterns, shape (member, 4), from one stream per pattern so that the order of calls never matters."""
    draws = [gammaincinv(shape, ensemble.uniform(f"people.rural.{name}")) for name, shape in RURAL_CONCENTRATION.items()]
    gamma = np.column_stack(draws)
    return np.asarray(gamma / gamma.sum(axis=1, keepdims=True), dtype=np.float64)


def _raster_weights(ensemble: Ensemble, patterns: xr.Dataset) -> xr.Dataset:
    as_is = ensemble.uniform("people.raster", *RASTER_AS_IS)
    names = tuple(str(name) for name in patterns["pattern"].to_numpy())
    return _weights(np.column_stack([as_is, 1 - as_is]), np.zeros_like(as_is), {"raster_as_is": as_is}, names)


def _weights(weight: Values, unknown: Members, inputs: dict[str, Members], names: tuple[str, ...]) -> xr.Dataset:
    attrs = {"units": "1", "how": "judged", "sources": "highground-judgement"}
    data: dict[str, tuple[tuple[str, ...], Values, dict[str, str]]]
    data = {"weight": (("member", "pattern"), weight, attrs | {"long_name": "share of the nation under each pattern"})}
    data["unknown"] = (("member",), unknown, attrs | {"long_name": "share of the nation outside the outline"})
    data |= {name: (("member",), values, attrs | {"long_name": name.replace("_", " ")}) for name, values in inputs.items()}
    return xr.Dataset(data, coords={"pattern": list(names)})


def people_by(labels: ArrayLike, n: int, patterns: xr.Dataset, weights: xr.Dataset, total: Members | float) -> Values:
    """People of zones 0..n-1 for each member, persons, shape (member, n).

    labels: zone of each piece. Rows add up to total x (1 - unknown): all people whose place is known, and everyone where the
    outline holds the whole country. Raises BadData for a label outside 0..n-1, because people would be lost.
    """
    zone = np.asarray(labels).astype(np.intp)
    if zone.size and not 0 <= int(zone.min()) <= int(zone.max()) < n:
        raise BadData(f"Zones must be numbered 0 to {n - 1}, got {zone.min()} to {zone.max()}: give every piece a zone.")
    shares = np.stack([np.bincount(zone, share, n) for share in patterns["share"].to_numpy()])
    whole = np.broadcast_to(np.asarray(total, dtype=float), weights.sizes["member"])
    return np.asarray(whole[:, None] * (weights["weight"].to_numpy() @ shares), dtype=np.float64)


def people_where(mountain: ArrayLike, patterns: xr.Dataset, weights: xr.Dataset, total: Members | float) -> xr.Dataset:
    """People in mountains, elsewhere and unknown for each member, persons, and the share in mountains, percent.

    mountain: True for pieces in mountains, under whichever definition. people(member, where) adds up to the total; share(member)
    is mountain / (mountain + elsewhere), so people whose place is unknown count on neither side.
    """
    known = people_by(np.asarray(mountain).astype(bool), 2, patterns, weights, total)
    unknown = np.asarray(total, dtype=float) * weights["unknown"].to_numpy()
    people = np.column_stack([known[:, 1], known[:, 0], unknown])
    share = 100 * known[:, 1] / known.sum(axis=1)
    attrs = {"how": "modelled", "sources": "un-wpp-2024 " + str(patterns["share"].attrs["sources"])}
    return xr.Dataset(
        {
            "people": (
                ("member", "where"),
                people,
                attrs | {"units": "persons", "long_name": "people in mountains, elsewhere, unknown"},
            ),
            "share": (("member",), share, attrs | {"units": "%", "long_name": "share of people in mountains"}),
        },
        coords={"where": ["mountain", "elsewhere", "unknown"]},
    )


def people_per_piece(patterns: xr.Dataset, weights: xr.Dataset, total: float) -> Values:
    """People per piece under the mean weights, persons, shape (piece,), for the map; adds up to total x (1 - mean unknown)."""
    mean = weights["weight"].to_numpy().mean(axis=0)
    return np.asarray(total * (mean @ patterns["share"].to_numpy()), dtype=np.float64)
