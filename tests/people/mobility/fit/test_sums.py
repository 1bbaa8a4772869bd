import numpy as np

from highground.people.mobility.fit import sums
from highground.people.mobility.fit.pairs import Pairs, pairs


def table(seed: int = 1) -> tuple[Pairs, np.ndarray]:
    r = np.random.default_rng(seed)
    flow = r.poisson(5, (2, 300, 200)).astype(float)
    flow[:, np.arange(200), np.arange(200)] = np.nan
    given = {"pull": r.normal(size=(1, 200)), "km": r.normal(size=(300, 200)), "year": r.normal(size=(2, 300, 200))}
    return pairs(flow, given), flow


def test_blocks_cover_every_origin_of_every_period_once() -> None:
    found, _ = table()
    seen = [(period, row) for period, rows in sums.blocks(found) for row in range(rows.start, rows.stop)]
    assert seen == [(period, row) for period in range(2) for row in range(300)]


def test_level_slope_and_information_equal_those_of_whole_tables() -> None:
    found, flow = table()
    b, leaving = np.array([0.4, -0.3, 0.2]), found.leaving()
    seen = sums.look(found, b, leaving, sums.targets(found))
    x = np.stack([np.broadcast_to(one, flow.shape) for one in found.covariates])
    w = np.where(np.isnan(flow), 0.0, np.exp(np.tensordot(b, x, 1)))
    p = w / w.sum(axis=2, keepdims=True)
    mean = (p * x).sum(axis=3)
    target = np.where(np.isnan(flow), 0.0, flow * x).sum(axis=(1, 2, 3))
    assert np.isclose(seen.level, b @ target - (leaving * np.log(w.sum(axis=2))).sum())
    assert np.allclose(seen.slope, target - (mean * leaving).sum(axis=(1, 2)))
    square = np.einsum("kpod,mpod,pod,po->km", x, x, p, leaving)
    assert np.allclose(seen.information, square - np.einsum("kpo,mpo,po->km", mean, mean, leaving))
    assert np.allclose(seen.raw, np.diag(square))


def test_an_origin_without_any_reported_pair_weighs_nothing_and_harms_nothing() -> None:
    flow = np.array([[np.nan, np.nan], [3.0, 1.0]])
    found = pairs(flow, {"km": [[1.0, 2.0], [1.0, 2.0]]})
    seen = sums.look(found, np.array([1.0]), found.leaving(), sums.targets(found))
    alone = pairs(flow[1:], {"km": [[1.0, 2.0]]})
    assert np.isclose(seen.level, sums.look(alone, np.array([1.0]), alone.leaving(), sums.targets(alone)).level)
