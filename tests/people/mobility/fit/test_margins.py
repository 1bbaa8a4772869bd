import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.people.mobility.fit.margins import check_balanced, guessed, nearest


def country(seed: int, places: int = 8) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Margins of flows that exist, and distances."""
    r = np.random.default_rng(seed)
    x, y = r.uniform(0, 1000, (2, places))
    flow = r.poisson(200, (places, places)) * (1 - np.eye(places))
    return flow.sum(axis=1), flow.sum(axis=0), np.hypot(x[:, None] - x, y[:, None] - y)


def test_three_places_have_one_table_whatever_the_exponent_leaves_open() -> None:
    # 3 places without a diagonal: 6 pairs, 5 margins that are free of each other: one number is open, and the exponent sets it
    cost = np.array([[0, 1.0, 2.0], [1.0, 0, 1.0], [2.0, 1.0, 0]])
    near, far = (nearest([10, 10, 10], [10, 10, 10], cost, exponent) for exponent in (0.0, 3.0))
    assert near == pytest.approx(5 * (1 - np.eye(3)))  # no distance: all alike
    assert far.sum(axis=0) == pytest.approx([10, 10, 10])
    round_one, round_other = far[0, 1] * far[1, 2] * far[2, 0], far[0, 2] * far[2, 1] * far[1, 0]
    assert round_one == pytest.approx(round_other)  # both ways round cost the same


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.0, 2.5))
def test_margins_are_kept_and_nobody_stays_whatever_the_exponent(seed: int, exponent: float) -> None:
    out, into, km = country(seed)
    found = nearest(out, into, km, exponent)
    assert found.sum(axis=1) == pytest.approx(out, rel=1e-8)
    assert found.sum(axis=0) == pytest.approx(into, rel=1e-8)
    assert (np.diag(found) == 0).all()


def test_margins_do_not_identify_the_exponent() -> None:
    out, into, km = country(1)
    near, far = nearest(out, into, km, 0.8), nearest(out, into, km, 1.8)
    assert near.sum(axis=0) == pytest.approx(far.sum(axis=0), rel=1e-8)
    assert near.sum(axis=1) == pytest.approx(far.sum(axis=1), rel=1e-8)
    assert (near * km).sum() > 1.1 * (far * km).sum()


def test_ranges_hold_every_exponent_between_their_ends() -> None:
    out, into, km = country(2)
    found = guessed(out, into, km)
    for exponent in (0.8, 0.9, 1.3, 1.8):
        one = nearest(out, into, km, exponent)
        assert (found.low - 1e-6 <= one).all()
        assert (one <= found.high + 1e-6).all()
    assert 0 < found.unsettled < 1
    assert guessed(out, into, km, (1.3, 1.3, 1.3)).unsettled == pytest.approx(0, abs=1e-9)


def test_a_gravity_table_is_its_own_nearest() -> None:
    r = np.random.default_rng(3)
    _, _, km = country(3)
    flow = r.lognormal(5, 1, (8, 1)) * r.lognormal(0, 1, (1, 8)) * (km + np.eye(8)) ** -1.3 * (1 - np.eye(8))
    assert nearest(flow.sum(axis=1), flow.sum(axis=0), km, 1.3) == pytest.approx(flow, rel=1e-6)


def test_margins_that_do_not_balance_name_both_sums() -> None:
    with pytest.raises(BadData, match="1,000 people leave and 1,200 arrive, a difference of 200"):
        nearest([600, 400], [500, 700], [[0, 1], [1, 0]], 1.0)
    check_balanced(np.array([1.0, 2.0]), np.array([3.0, 0.0]))


@pytest.mark.parametrize(
    ("out", "into", "cost", "says"),
    [
        ([np.nan, 1], [1, 0], [[0, 1], [1, 0]], "a blank is not 0"),
        ([1, -1], [0, 0], [[0, 1], [1, 0]], "from 0 up"),
        ([1, 0], [0, 1], [[0, np.nan], [1, 0]], "blanks or numbers below 0"),
        ([1, 0, 0], [0, 1], [[0, 1], [1, 0]], "do not fit"),
        ([0, 0], [0, 0], [[0, 1], [1, 0]], "nobody leaves"),
        ([5, 5], [6, 4], [[0, 1], [1, 0]], "no flows fit both margins"),  # place 0 cannot receive 6 from the 5 who leave place 1
    ],
)
def test_margins_that_cannot_be_are_refused(out: list[float], into: list[float], cost: list[list[float]], says: str) -> None:
    with pytest.raises(BadData, match=says):
        nearest(out, into, cost, 1.0)


def test_exponents_rise() -> None:
    with pytest.raises(BadData, match="rise from low to high"):
        guessed([1, 0], [0, 1], [[0, 1], [1, 0]], (1.8, 1.3, 0.8))
