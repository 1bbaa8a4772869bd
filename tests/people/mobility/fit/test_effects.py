import numpy as np

from highground.people.mobility.fit import effects
from highground.people.mobility.fit.pairs import Pairs, pairs
from highground.people.mobility.fit.poisson import fit


def law(seed: int, places: int = 25) -> Pairs:
    r = np.random.default_rng(seed)
    x, y = r.uniform(0, 1000, (2, places))
    km = np.log(np.hypot(x[:, None] - x, y[:, None] - y) + np.eye(places))
    border = (x[:, None] > 500) != (x > 500)
    flow = r.poisson(np.exp(r.normal(3, 1, (places, 1)) + r.normal(3, 1, (1, places)) - 0.9 * km - 0.5 * border)).astype(float)
    np.fill_diagonal(flow, np.nan)
    return pairs(flow, {"distance": km, "border": border.astype(float)})


def plain_newton(table: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """All effects as dummies, by iterated weighted least squares: slow, and with nothing in common with ours."""
    n = table.flow.shape[1]
    kept = ~table.missing()[0].reshape(-1)
    i, j = (axis.reshape(-1)[kept] for axis in np.indices((n, n)))
    x = np.column_stack([*(c[0].reshape(-1)[kept] for c in table.covariates), np.eye(n)[i], np.eye(n)[j][:, 1:]])
    y = table.flow[0].reshape(-1)[kept]
    mu = y + 0.5
    for _ in range(50):
        z = np.log(mu) + (y - mu) / mu
        beta = np.linalg.solve((x * mu[:, None]).T @ x, x.T @ (mu * z))
        mu = np.exp(x @ beta)
    inverse = np.linalg.inv((x * mu[:, None]).T @ x)
    return beta[:2], inverse[:2, :2]


def test_estimates_and_errors_equal_those_with_a_dummy_for_every_place() -> None:
    table = law(1)
    beta, covariance = plain_newton(table)
    found = fit(table, "both", "model")
    assert np.allclose(found.estimate, beta, rtol=1e-8)
    assert np.allclose(found.covariance, covariance, rtol=1e-4)


def test_conjugate_gradients_solve_what_a_dense_solver_does() -> None:
    r = np.random.default_rng(2)
    flows = r.lognormal(0, 2, (8, 6))
    leaving, came = flows.sum(axis=1), flows.sum(axis=0)
    matrix = np.diag(came) - flows.T @ (flows / leaving[:, None])
    right = matrix @ r.normal(size=(6, 3))
    found = effects._conjugate(flows, leaving, came, right)
    assert np.allclose(matrix @ found, right, rtol=1e-7, atol=1e-9 * np.abs(right).max())


def test_columns_part_leaves_nothing_to_the_columns() -> None:
    r = np.random.default_rng(3)
    expected, x = r.lognormal(0, 1, (2, 7, 5)), r.normal(size=(2, 7, 5))
    left = x - effects.columns_part(expected, x)[:, None, :]
    left -= (expected * left).sum(axis=2, keepdims=True) / expected.sum(axis=2, keepdims=True)
    assert np.abs((expected * left).sum(axis=1)).max() < 1e-8


def test_leverage_equals_that_of_dummies() -> None:
    flows = np.random.default_rng(5).lognormal(0, 1.5, (6, 5))
    i, j = (axis.reshape(-1) for axis in np.indices(flows.shape))
    x, w = np.column_stack([np.eye(6)[i], np.eye(5)[j][:, 1:]]), flows.reshape(-1)
    expected = w * np.einsum("rk,km,rm->r", x, np.linalg.inv((x * w[:, None]).T @ x), x)
    assert np.allclose(effects.leverage(flows[None])[0].reshape(-1), expected, rtol=1e-6)
    assert np.isclose(expected.sum(), 6 + 5 - 1)  # as many as there are effects


def test_balancing_meets_arrivals() -> None:
    table = law(4)
    leaving, arriving = table.leaving(), table.arriving()
    pull = effects.balanced(table, np.array([-1.0, 0.0]), np.log(arriving), (leaving, arriving))
    again = effects.balanced(table, np.array([-1.0, 0.0]), pull.copy(), (leaving, arriving))
    assert np.abs(again - pull).max() < 0.05  # three rounds bring it near; Newton does the rest
