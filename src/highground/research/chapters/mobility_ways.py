"""Where those who leave a unit go, by the flow kernel: people there, cities above all, over the cost of the way."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData
from highground.land.grid import picture
from highground.people.mobility import drivers, travel
from highground.people.mobility.flows.shares import shares
from highground.people.mobility.flows.sphere import all_km
from highground.research.material import Material

Values = NDArray[np.float64]

DECAY: Final = "migration-distance"  # card of the exponent, from memory
EXPONENT: Final = "distance_exponent"  # row of the driver table; its ends are even between
EXPONENT_NODES: Final = 9  # exponents at which shares are worked out; straight lines between are off by less than 1 % of a flow
CITY_PEOPLE: Final = 400_000.0  # people of a listed place that draw more than their number; judged: capitals and first cities
CITY_PULL: Final = (0.0, 4.0)  # how many more people each of them counts for, even between; judged: cities gain nearly everywhere
PULL_NODES: Final = (0.0, 0.15, 0.4, 0.8, 1.4, 2.4, 4.0)  # pulls at which shares are worked out; close where they tell most
MOST_STEPS: Final = 5_000_000  # cells times units above which ways are great circles; judged: a second of work


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Shares of destinations by node, (node, from, to), and the weight of each node in each member, (member, node)."""

    shares: Values
    weights: Values
    exponent: Members
    pull: Members
    sources: tuple[str, ...] = ()  # cards of the exponent, and of roads that a pack brought

    @property
    def open(self) -> NDArray[np.bool_]:
        """Units from which there is somewhere to go, (unit,)."""
        return np.asarray(self.shares.sum(axis=2).min(axis=0) > 0)

    def arrivals(self, leaving: Values) -> Values:
        """Moves into each unit, (member, unit), of those who leave each unit; nobody is lost on the way from an open unit."""
        arrived = np.zeros_like(leaving)
        for weight, share in zip(self.weights.T, self.shares, strict=True):
            here = np.flatnonzero(weight)  # each member leans on the four nodes around it
            arrived[here] += (weight[here, None] * leaving[here]) @ share
        return arrived

    def flow(self, leaving: Members, start: int, end: int) -> Members:
        """Moves a year from one unit to another, (member,)."""
        return np.asarray(leaving * (self.weights @ self.shares[:, start, end]))


def ways(  # noqa: PLR0917
    material: Material, people: Values, cities: Values, per_piece: Values, table: dict[str, drivers.Row], ensemble: Ensemble
) -> Ways:
    """The kernel of a country. people, cities (unit,): persons, and of them in cities; per_piece (piece,)."""
    row = drivers.usable(table, EXPONENT)
    if not row.low < row.high:
        raise BadData(f"{EXPONENT} has no low and high in the table of drivers; give both.")
    exponent = ensemble.uniform("mobility.exponent", row.low, row.high)
    pull = ensemble.uniform("mobility.city", *CITY_PULL)
    hours = cost(material, *travel.centres(material.pieces, per_piece))
    powers = np.linspace(row.low, row.high, EXPONENT_NODES)
    found = np.concatenate([shares(people + extra * cities, hours, powers) for extra in PULL_NODES])
    both = _between(pull, np.array(PULL_NODES))[:, :, None] * _between(exponent, powers)[:, None, :]
    roads = () if material.roads is None else tuple(material.roads.attrs["sources"])
    return Ways(found, both.reshape(pull.size, -1), exponent, pull, (DECAY, *roads))


def _between(values: Members, nodes: Values) -> Values:
    """Weights of the two nodes around each value, (member, node); rows add up to 1."""
    at = np.clip(np.interp(values, nodes, np.arange(nodes.size)), 0, nodes.size - 1)
    return np.asarray(np.maximum(1 - np.abs(at[:, None] - np.arange(nodes.size)), 0.0))


def cost(material: Material, lat: Values, lon: Values) -> Values:
    """Hours between points over the terrain and the roads of a pack, (from, to); great circles at the same speed where that takes too long."""
    if material.pieces.sizes["piece"] * lat.size > MOST_STEPS:
        return travel.DETOUR * all_km(lat, lon) / travel.FLAT_KM_H
    heights = picture(material.pieces["elevation"], material.pieces, "first")
    if min(heights.shape) < 2:
        return travel.DETOUR * all_km(lat, lon) / travel.FLAT_KM_H
    road = None if material.roads is None else travel.roads_on(heights, material.roads)
    return travel.between(heights, lat, lon, road=road, symmetric=True).hours
