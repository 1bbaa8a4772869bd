import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble
from highground.land.hazards.presets import draw
from highground.land.hazards.routing import Routed, Rule, route
from highground.land.hazards.runout import Reached, share_of_members

RULES = draw("avalanche", Ensemble(seed=1, members=11))
STARTS = np.array([[3, 4], [4, 5], [3, 14], [5, 15]])


def slope(rough_m: float = 1.0) -> NDArray[np.float32]:
    """A slope of 32 degrees that ends in a plain, with some roughness; 50 rows, 20 columns."""
    fall = np.minimum(np.arange(50), 25) * 10 * np.tan(np.radians(32.0))
    return ((3000.0 - fall)[:, None] + np.random.default_rng(0).normal(0, rough_m, (50, 20))).astype(np.float32)


def flows(rules: tuple[Rule, ...], dem: NDArray[np.float32], starts: NDArray[np.int64]) -> list[Routed]:
    return [route(dem, 10.0, starts, rule) for rule in rules]


def gathered(found: list[tuple[int, Routed]], members: int) -> Reached:
    reached = Reached(1000, members)
    for member, routed in found:
        reached.add(routed, member)
    return reached


def chance(rules: tuple[Rule, ...], dem: NDArray[np.float32], starts: NDArray[np.int64]) -> NDArray[np.float32]:
    reached = gathered(list(enumerate(flows(rules, dem, starts))), len(rules))
    dense = np.zeros(1000, np.float32)
    dense[reached.cells] = share_of_members(reached.bits, len(rules))
    return dense


def test_a_cell_is_as_likely_as_the_share_of_members_that_reach_it() -> None:
    found = chance(RULES, slope(), STARTS)
    alone = [chance((rule,), slope(), STARTS) for rule in RULES]
    assert np.allclose(found, np.mean(alone, axis=0))
    assert found[3 * 20 + 4] == 1.0  # a release cell itself
    assert found.min() == 0.0


@settings(max_examples=8, deadline=None)
@given(st.randoms(), st.integers(0, 4))
def test_neither_the_order_of_members_nor_batches_of_releases_change_a_bit(random: object, cut: int) -> None:
    dem = slope()
    whole = gathered(list(enumerate(flows(RULES, dem, STARTS))), 11)
    parts = [(member, routed) for part in (STARTS[:cut], STARTS[cut:]) for member, routed in enumerate(flows(RULES, dem, part))]
    random.shuffle(parts)  # type: ignore[attr-defined]
    found = gathered(parts, 11)
    order, theirs = np.argsort(whole.cells), np.argsort(found.cells)
    for name in ("cells", "bits", "best"):
        assert getattr(whole, name)[order].tobytes() == getattr(found, name)[theirs].tobytes(), name


def test_rules_that_run_farther_never_lower_a_chance_on_a_smooth_slope() -> None:
    near, far = (
        chance(tuple(Rule(angle + shift, 400.0, 64.0) for angle in (22.0, 26.0, 30.0)), slope(0.0), STARTS[:1])
        for shift in (0.0, -4.0)
    )
    assert (far >= near).all()
    assert far.sum() > near.sum()


def test_shares_count_members() -> None:
    bits = np.array([[0b00000111, 0b1], [0, 0]], np.uint8)
    assert share_of_members(bits, 10).tolist() == [np.float32(0.4), 0]
