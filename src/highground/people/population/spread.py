"""Members of the mixture, and people by zone: one small matrix product instead of members times pieces."""

from collections.abc import Sequence

import numpy as np
import xarray as xr
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData
from highground.basis.words import N_
from highground.people.population.patterns import OTHERS, RURAL

Values = NDArray[np.float64]

LISTED = (0.80, 1.00, 1.15)  # factor u on the sum of places: 5, 50, 95 %; judged: stale counts, wide boundaries, double counting
MOST_LISTED = 0.95  # highest share of a nation that may live in listed settlements; judged: some people are always rural
OWN_CELL = (0.3, 0.8)  # share of a settlement's people in its own 5' cell, even between; judged: cells are 9 km, towns are not
TOWN_ERROR = 0.15  # 1 sd of the log of one big place's people against the others; judged: municipal or urban, old or new counts
OTHERS_ERROR = 0.05  # same for the sum of all other places, whose errors partly cancel; judged
# the patterns around settlements come nearer than even or growth to counts of the 16 Kazakh units of 2021 (11 against 13 % misplaced)
RURAL_CONCENTRATION = {"even": 0.5, "near": 1.5, "wide": 1.5, "gentle": 2.0, "growth": 0.5}  # Dirichlet; judged: means 8 to 33 %
UNIT_ERROR = 0.5  # 1 sd of the log of a unit's rural density against the rule; judged: history and law settle people, not only land
TOP_UNITS = 6  # units with most rural people whose density is ranked as an input of its own
RASTER_AS_IS = (0.7, 1.0)  # share of a raster taken cell for cell, the rest moved by up to one cell; judged
TOWN_LABEL, UNIT_LABEL = N_("people reported"), N_("rural density")
INPUT_LABELS = {
    "listed_factor": N_("People in listed places"), "own_cell_share": N_("How compact towns are"),
    "rural_even": N_("Rural people spread evenly"), "rural_near": N_("Rural people near towns"),
    "rural_wide": N_("Rural people in the districts of towns"), "rural_growth": N_("Rural people on fertile land"),
    "rural_gentle": N_("Rural people on gentle slopes"),
    "raster_as_is": N_("Position of the population raster"),
}  # fmt: skip


def sample(ensemble: Ensemble, patterns: xr.Dataset, total: float) -> xr.Dataset:
    """Weights of the patterns for each member.

    total: national population of the year of the place list, persons. Returns weight(member, pattern) and unknown(member), which
    add up to 1; rural_factor(member, unit), by which a unit's rural density departs from the rule; and the sampled inputs (`inputs`
    lists them with labels). A raster from a pack has no such factor. Raises BadData for a total that is not positive.
    """
    if not total > 0:
        raise BadData(f"A national population must be above zero, got {total:g}: check the population table.")
    if "raster" in patterns["pattern"]:
        return _raster_weights(ensemble, patterns)
    factor = ensemble.between("people.listed", *LISTED)
    own = ensemble.uniform("people.own_cell", *OWN_CELL)
    rural, towns = _dirichlet(ensemble), _towns(ensemble, patterns)
    listed, outside = float(patterns["listed"]), float(patterns["outside"])
    settled = np.clip(listed * factor / total, 0.0, MOST_LISTED)
    unknown = settled * outside / listed if listed > 0 else np.zeros_like(settled)
    split = towns[:, :, None] * np.column_stack([own, 1 - own])[:, None, :]
    weight = np.column_stack([(settled - unknown)[:, None] * split.reshape(factor.size, -1), (1 - settled)[:, None] * rural])
    inputs = {"listed_factor": factor, "own_cell_share": own} | {f"rural_{name}": rural[:, i] for i, name in enumerate(RURAL)}
    found = _weights(weight, unknown, inputs, patterns["pattern"].to_numpy())
    return found.assign(rural_factor=(("member", "unit"), _unit_factors(ensemble, int(patterns["unit"].max()) + 1)))


def _towns(ensemble: Ensemble, patterns: xr.Dataset) -> Values:
    """Share of the listed people in each big place and in all others, shape (member, group): errors of single counts."""
    people = patterns["people"].to_numpy()[: -len(RURAL) : 2]
    if not people.sum() > 0:
        return np.full((ensemble.members, people.size), 1 / people.size)
    draws = [ensemble.normal(f"people.town.{rank}", 0.0, TOWN_ERROR) for rank in range(people.size - 1)]
    draws.append(ensemble.normal("people.town.others", 0.0, OTHERS_ERROR))
    parts = people * np.exp(np.column_stack(draws))
    return np.asarray(parts / parts.sum(axis=1, keepdims=True), dtype=np.float64)


def _unit_factors(ensemble: Ensemble, units: int) -> Values:
    """Rural density of each unit against the rule, shape (member, unit)."""
    return np.exp(np.column_stack([ensemble.normal(f"people.rural.unit.{unit}", 0.0, UNIT_ERROR) for unit in range(units)]))


def inputs(patterns: xr.Dataset, weights: xr.Dataset, units: Sequence[str] = ()) -> dict[str, Members]:
    """The sampled inputs of the rule by label, for the sensitivity ranking.

    A label is a message for translation, or a proper name, a colon and a message: "Almaty: people reported".

    units: names of the units in the order of the outline; with them the rural density of the TOP_UNITS units with most rural people is
    listed too.
    """
    found = {label: weights[name].to_numpy() for name, label in INPUT_LABELS.items() if name in weights}
    if "rural_factor" not in weights:
        return found
    weight = weights["weight"].to_numpy()
    for i, town in enumerate(patterns["town"].to_numpy()[: -len(RURAL) : 2]):
        if town != OTHERS:
            found[f"{town}: {TOWN_LABEL}"] = weight[:, 2 * i : 2 * i + 2].sum(axis=1) / weight[:, : -len(RURAL)].sum(axis=1)
    rural = patterns["share"].to_numpy()[-len(RURAL) :].mean(axis=0)
    factors = weights["rural_factor"].to_numpy()
    largest = np.argsort(-np.bincount(patterns["unit"].to_numpy(), rural), kind="stable")[:TOP_UNITS]
    return found | {f"{units[unit]}: {UNIT_LABEL}": factors[:, unit] for unit in largest if unit < len(units)}


def _dirichlet(ensemble: Ensemble) -> Values:
    """Shares of the rural patterns, shape (member, pattern), from one stream per pattern so that the order of calls never matters."""
    draws = [gammaincinv(shape, ensemble.uniform(f"people.rural.{name}")) for name, shape in RURAL_CONCENTRATION.items()]
    gamma = np.column_stack(draws)
    return np.asarray(gamma / gamma.sum(axis=1, keepdims=True), dtype=np.float64)


def _raster_weights(ensemble: Ensemble, patterns: xr.Dataset) -> xr.Dataset:
    as_is = ensemble.uniform("people.raster", *RASTER_AS_IS)
    split = np.column_stack([as_is, 1 - as_is])
    return _weights(split, np.zeros_like(as_is), {"raster_as_is": as_is}, patterns["pattern"].to_numpy())


def _weights(weight: Values, unknown: Members, inputs: dict[str, Members], names: NDArray[np.str_]) -> xr.Dataset:
    attrs: dict[str, object] = {"units": "1", "how": "judged", "sources": ("highground-judgement",)}
    data: dict[str, tuple[tuple[str, ...], Values, dict[str, object]]]
    data = {"weight": (("member", "pattern"), weight, attrs | {"long_name": "share of the nation under each pattern"})}
    data["unknown"] = (("member",), unknown, attrs | {"long_name": "share of the nation outside the outline"})
    data |= {name: (("member",), values, attrs | {"long_name": name.replace("_", " ")}) for name, values in inputs.items()}
    return xr.Dataset(data, coords={"pattern": names})


def people_by(labels: ArrayLike, n: int, patterns: xr.Dataset, weights: xr.Dataset, total: Members | float) -> Values:
    """People of zones 0..n-1 for each member, persons, shape (member, n).

    labels: zone of each piece. Rows add up to total x (1 - unknown): all people whose place is known, and everyone where the
    outline holds the whole country. Raises BadData for a label outside 0..n-1, because people would be lost.
    """
    zone = np.asarray(labels).astype(np.intp)
    if zone.size and not 0 <= int(zone.min()) <= int(zone.max()) < n:
        raise BadData(f"Zones must be numbered 0 to {n - 1}, got {zone.min()} to {zone.max()}: give every piece a zone.")
    share, weight = patterns["share"].to_numpy(), weights["weight"].to_numpy()
    settled = share.shape[0] - (len(RURAL) if "rural_factor" in weights else 0)
    people = weight[:, :settled] @ np.stack([np.bincount(zone, row, n) for row in share[:settled]])
    if "rural_factor" in weights:
        factor, unit = weights["rural_factor"].to_numpy(), patterns["unit"].to_numpy()
        units = factor.shape[1]
        both = zone * units + unit
        parts = [np.bincount(both, row, n * units).reshape(n, units) for row in share[settled:]]
        rural = sum((weight[:, settled + k, None] * factor) @ part.T for k, part in enumerate(parts))
        whole_rural = weight[:, settled:].sum(axis=1, keepdims=True)
        people = people + rural * np.divide(whole_rural, np.sum(rural, axis=1, keepdims=True))
    whole = np.broadcast_to(np.asarray(total, dtype=float), weights.sizes["member"])
    return np.asarray(whole[:, None] * people, dtype=np.float64)


def people_where(mountain: ArrayLike, patterns: xr.Dataset, weights: xr.Dataset, total: Members | float) -> xr.Dataset:
    """People in mountains, elsewhere and unknown for each member, persons, and the share in mountains, percent.

    mountain: True for pieces in mountains, under whichever definition. people(member, where) adds up to the total; share(member)
    is mountain / (mountain + elsewhere), so people whose place is unknown count on neither side.
    """
    known = people_by(np.asarray(mountain).astype(bool), 2, patterns, weights, total)
    unknown = np.asarray(total, dtype=float) * weights["unknown"].to_numpy()
    people = np.column_stack([known[:, 1], known[:, 0], unknown])
    share = 100 * known[:, 1] / known.sum(axis=1)
    attrs = {"how": "modelled", "sources": ("un-wpp-2024", *patterns["share"].attrs["sources"])}
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
    share, weight = patterns["share"].to_numpy(), weights["weight"].to_numpy()
    if "rural_factor" not in weights:
        return np.asarray(total * (weight.mean(axis=0) @ share), dtype=np.float64)
    factor, unit = weights["rural_factor"].to_numpy(), patterns["unit"].to_numpy()
    rural = weight[:, -len(RURAL) :]
    held = np.stack([np.bincount(unit, row, factor.shape[1]) for row in share[-len(RURAL) :]])
    scale = rural.sum(axis=1) / np.einsum("mk,ku,mu->m", rural, held, factor)  # keeps the rural people of each member
    mean = np.einsum("mk,mu,m->ku", rural, factor, scale) / scale.size
    people = weight[:, : -len(RURAL)].mean(axis=0) @ share[: -len(RURAL)]
    return np.asarray(total * (people + (mean[:, unit] * share[-len(RURAL) :]).sum(axis=0)), dtype=np.float64)
