"""Where those who leave go: shares that add up, read between nodes of the exponent and of the pull of cities."""

import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.people.mobility import drivers, travel
from highground.people.mobility.flows.shares import shares
from highground.research.chapters import mobility_ways
from highground.research.chapters.mobility_ways import Ways, ways
from highground.research.material import Material

ENSEMBLE = Ensemble(members=40)


@pytest.fixture(scope="module")
def kernel(material: Material) -> Ways:
    units, pieces = len(material.units), material.pieces.sizes["piece"]
    table = drivers.rows(material.tables["mobility-parameters"])
    return ways(material, np.linspace(1e5, 3e6, units), np.linspace(0.0, 1e6, units), np.ones(pieces), table, ENSEMBLE)


def test_nobody_is_lost_on_the_way(kernel: Ways) -> None:
    leaving = np.random.default_rng(3).random((40, 24)) * 1e4
    assert kernel.open.all()
    assert kernel.arrivals(leaving).sum(axis=1) == pytest.approx(leaving.sum(axis=1))
    assert kernel.weights.sum(axis=1) == pytest.approx(np.ones(40))


def test_one_flow_is_its_part_of_all_arrivals(kernel: Ways) -> None:
    leaving = np.zeros((40, 24))
    leaving[:, 5] = 1000.0
    arrived = kernel.arrivals(leaving)
    for end in (0, 12, 23):
        assert kernel.flow(leaving[:, 5], 5, end) == pytest.approx(arrived[:, end])
    assert kernel.flow(leaving[:, 5], 5, 5) == pytest.approx(np.zeros(40))


def test_shares_between_nodes_are_near_those_of_the_exponent_itself() -> None:
    rng = np.random.default_rng(1)
    people, apart = rng.random(9) * 1e6, np.abs(rng.normal(20.0, 9.0, (9, 9))) + 1
    nodes = np.linspace(0.8, 1.8, mobility_ways.EXPONENT_NODES)
    weights = mobility_ways._between(np.array([1.13]), nodes)
    between = np.tensordot(weights[0], shares(people, apart, nodes), axes=1)
    assert between == pytest.approx(shares(people, apart, 1.13), abs=0.01)


def test_arrivals_are_near_those_of_each_member_s_own_exponent_and_pull(material: Material, kernel: Ways) -> None:
    people, cities = np.linspace(1e5, 3e6, 24), np.linspace(0.0, 1e6, 24)
    hours = mobility_ways.cost(material, *travel.centres(material.pieces, np.ones(material.pieces.sizes["piece"])))
    arrived = kernel.arrivals(np.full((40, 24), 1000.0))
    for member in range(40):
        own = shares(people + kernel.pull[member] * cities, hours, kernel.exponent[member])
        assert arrived[member] == pytest.approx(1000 * own.sum(axis=0), rel=0.02, abs=5)


def test_the_pull_of_cities_sends_more_people_to_them(kernel: Ways) -> None:
    each = mobility_ways.EXPONENT_NODES
    plain, pulled = kernel.shares[:each], kernel.shares[-each:]
    assert (pulled[:, 0, 23] > plain[:, 0, 23]).all()  # the last unit has most people in cities


def test_a_table_without_ends_of_the_exponent_is_refused(material: Material) -> None:
    table = drivers.rows(material.tables["mobility-parameters"].query("parameter_id != 'distance_exponent'"))
    with pytest.raises(BadData, match="no row distance_exponent"):
        ways(material, np.ones(24), np.zeros(24), np.ones(material.pieces.sizes["piece"]), table, ENSEMBLE)
