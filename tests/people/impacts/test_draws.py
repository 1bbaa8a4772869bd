import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.people.impacts.curves import Vulnerability, logistic
from highground.people.impacts.draws import Draws, MemberImpact, impact_members, logistic_draws, merge_members
from highground.people.impacts.kernel import Events, gather, impact

LAWS = settings(max_examples=30, deadline=None)
GRID = np.linspace(0, 10, 21)
TWO = logistic(GRID, [0.8, 1.6], [3.0, 2.0])  # two classes


def random_case(seed: int) -> tuple[Events, np.ndarray, np.ndarray]:
    r = np.random.default_rng(seed)
    who, where = np.nonzero(r.random((25, 40)) < 0.2)
    made = gather(who, where, r.lognormal(-0.2, 1.0, who.size), r.pareto(1.5, 25) / 100)
    return made, np.round(r.pareto(1.3, 40) * 20), r.integers(0, 2, 40)


def random_draws(seed: int, members: int = 5) -> Draws:
    r = np.random.default_rng(seed + 1)
    curves = logistic(GRID, r.uniform(0.5, 2, (members, 2)), r.uniform(2, 5, (members, 2)))
    return Draws(r.uniform(0.8, 1.2, members), r.uniform(0.8, 1.2, members), GRID, curves)


def test_two_members_by_hand() -> None:
    events = Events([0, 1], [0], [1.0], [0.02])  # type: ignore[arg-type]
    curves = np.array([[[0.0, 1.0]], [[0.0, 0.5]]])
    draws = Draws(np.array([1.0, 2.0]), np.array([1.0, 0.5]), np.array([0.0, 2.0]), curves)
    result = impact_members(events, [100.0], draws, keep_events=True)
    assert result.at_event is not None
    assert result.at_event.tolist() == [[50.0], [25.0]]  # 100 x 0.5; 200 x 0.5 x 0.25
    assert result.aad == pytest.approx([1.0, 0.5], rel=1e-14)


@LAWS
@given(st.integers(0, 10**6))
def test_members_with_factors_of_one_equal_the_plain_kernel(seed: int) -> None:
    events, people, kinds = random_case(seed)
    plain = impact(events, people, Vulnerability(GRID, TWO), kinds)
    ones = Draws(np.ones(3), np.ones(3), GRID, TWO[None])
    result = impact_members(events, people, ones, kinds, keep_events=True)
    assert result.at_event is not None
    assert all(np.array_equal(totals, plain.at_event) for totals in result.at_event)
    assert result.aad == pytest.approx(plain.aad, rel=1e-12)


@LAWS
@given(st.integers(0, 10**6))
def test_each_member_is_the_plain_kernel_on_its_own_people_intensities_and_curves(seed: int) -> None:
    events, people, kinds = random_case(seed)
    draws = random_draws(seed)
    result = impact_members(events, people, draws, kinds, keep_events=True)
    for m in range(draws.people.size):
        scaled = Events(events.indptr, events.places, events.intensity * draws.intensity[m], events.frequency)
        alone = impact(scaled, people * draws.people[m], Vulnerability(GRID, draws.affected[m]), kinds)
        assert result.aad[m] == pytest.approx(alone.aad, rel=1e-12)
        assert result.at_event is not None
        assert result.at_event[m] == pytest.approx(alone.at_event, rel=1e-12)


@LAWS
@given(st.integers(0, 10**6), st.sets(st.integers(1, 24), max_size=6), st.booleans(), st.randoms())
def test_however_events_are_split_the_merged_members_are_the_whole_bit_by_bit(
    seed: int, cuts: set[int], keep: bool, random: Any
) -> None:
    events, people, kinds = random_case(seed)
    draws, bounds = random_draws(seed), [0, *sorted(cuts), events.size]

    def of(some: Events) -> MemberImpact:
        return impact_members(some, people, draws, kinds, keep_events=keep)

    whole, parts = of(events), [of(events.part(a, b)) for a, b in itertools.pairwise(bounds)]
    random.shuffle(parts)
    merged = merge_members(parts)
    assert np.array_equal(merged.aad, whole.aad)
    assert merged.size == whole.size
    assert (merged.at_event is None) == (not keep)
    assert whole.at_event is None or np.array_equal(merged.at_event, whole.at_event)  # type: ignore[arg-type]


@LAWS
@given(st.integers(0, 10**6), st.floats(1, 3))
def test_more_people_and_harder_hits_never_lower_a_members_average(seed: int, factor: float) -> None:
    events, people, kinds = random_case(seed)
    base = random_draws(seed)
    more = Draws(base.people * factor, base.intensity, GRID, base.affected)
    harder = Draws(base.people, base.intensity * factor, GRID, base.affected)
    aad = impact_members(events, people, base, kinds).aad
    for other in (more, harder):
        assert (impact_members(events, people, other, kinds).aad >= aad * (1 - 1e-12)).all()


def test_thresholds_of_members_or_of_members_and_classes() -> None:
    one = logistic_draws(np.ones(2), np.ones(2), GRID, [1.0, 2.0], [3.0, 3.0])
    assert one.affected.shape == (2, 1, GRID.size)
    assert one.affected[1, 0, 4] == 0.5  # at 2.0
    two = logistic_draws(np.ones(2), np.ones(2), GRID, [[1.0, 2.0], [3.0, 4.0]], [[3.0, 3.0], [3.0, 3.0]])
    assert two.affected[1, 1, 8] == 0.5  # at 4.0


def test_draws_that_do_not_fit_are_refused() -> None:
    with pytest.raises(BadData, match="2 factors on people, 3 on intensity"):
        Draws(np.ones(2), np.ones(3), GRID, TWO[None])
    with pytest.raises(BadData, match="as \\(member, class, node\\)"):
        Draws(np.ones(2), np.ones(2), GRID, TWO)
    with pytest.raises(BadData, match="factors on intensity"):
        Draws(np.ones(2), np.array([1.0, np.nan]), GRID, TWO[None])
    with pytest.raises(BadData, match="within 0 and 1"):
        Draws(np.ones(2), np.ones(2), GRID, 2 * TWO[None])


def test_lost_and_foreign_parts_are_refused() -> None:
    events, people, kinds = random_case(1)
    draws = random_draws(1)
    a, c = (impact_members(events.part(i, j), people, draws, kinds) for i, j in ((0, 5), (9, 25)))
    with pytest.raises(BadData, match="events 5 to 8 are in no part"):
        merge_members([a, c])
    with pytest.raises(BadData, match="different people, draws"):
        merge_members([a, impact_members(events.part(5, 25), people * 8, draws, kinds)])
