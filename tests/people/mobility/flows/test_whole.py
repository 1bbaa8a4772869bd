from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from highground.basis.errors import BadData
from highground.people.mobility.flows.gravity import gravity
from highground.people.mobility.flows.radiation import radiation
from highground.people.mobility.flows.whole import whole

TABLES = arrays(
    float, st.tuples(st.integers(1, 7), st.integers(1, 7)),
    elements=st.one_of(st.floats(0, 50), st.sampled_from([0.0, 0.25, 0.5, 1.0, 3.0])),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(TABLES, st.integers(-5, 10**9))
def test_every_flow_and_every_sum_is_the_whole_number_next_to_it(flows: Any, seed: int) -> None:
    found = whole(flows, seed)
    assert (np.abs(found - flows) < 1).all()
    for axis in (0, 1, None):
        assert (np.abs(found.sum(axis=axis) - flows.sum(axis=axis)) < 1 + 1e-8).all()


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9), st.integers(2, 12))
def test_margins_in_whole_people_are_kept_to_the_person(seed: int, size: int) -> None:
    r = np.random.default_rng(seed)
    counted = r.integers(0, 40, (size, size))
    out, into = counted.sum(axis=1), counted.sum(axis=0)
    if not counted.sum():
        return
    flows = np.outer(out, into) / counted.sum()  # fractions with both margins whole
    found = whole(flows, seed)
    assert (found.sum(axis=1) == out).all()
    assert (found.sum(axis=0) == into).all()
    assert found.sum() == counted.sum()
    assert (np.abs(found - flows) < 1).all()


def test_flows_of_a_country_keep_who_leaves_and_who_arrives(country: Callable[..., Any]) -> None:
    here = country(3, 60)
    into = np.roll(here.out, 7)
    for flows in (gravity(here.people, here.places, 1.3, out=here.out), radiation(here.people, here.places, here.out)):
        assert (whole(flows.table()).sum(axis=1) == here.out).all()
    both = whole(gravity(here.people, here.places, 1.3, out=here.out, into=into).table())
    assert (both.sum(axis=1) == here.out).all()
    assert (both.sum(axis=0) == into).all()
    assert (np.diag(both) == 0).all()


def test_whole_flows_stay_as_they_are() -> None:
    counted = np.random.default_rng(1).integers(0, 9, (6, 4))
    assert np.array_equal(whole(counted), counted)
    assert whole(np.zeros((0, 0))).shape == (0, 0)
    assert whole([[0.0]]).tolist() == [[0]]


def test_one_seed_gives_one_answer_and_seeds_differ() -> None:
    flows = np.random.default_rng(2).random((9, 9))
    assert np.array_equal(whole(flows, 5), whole(flows, 5))
    assert not np.array_equal(whole(flows, 5), whole(flows, 6))


def test_on_the_average_over_seeds_nothing_changes() -> None:
    flows = np.random.default_rng(3).random((5, 5)) * 2
    seeds = 2000
    mean = np.mean([whole(flows, seed) for seed in range(seeds)], axis=0)
    spread = np.sqrt((flows % 1) * (1 - flows % 1) / seeds)
    assert (np.abs(mean - flows) < 4.5 * spread + 1e-6).all()


def test_rounding_noise_in_a_margin_is_not_a_person() -> None:
    flows = np.full((30, 30), 1 / 3)  # rows of ten people but for the last digit
    for seed in range(20):
        found = whole(flows, seed)
        assert (found.sum(axis=0) == 10).all()
        assert (found.sum(axis=1) == 10).all()


@pytest.mark.parametrize("flows", [[1.0, 2.0], [[-0.5]], [[np.nan]], [[np.inf]]])
def test_what_is_no_table_of_flows_is_refused(flows: Any) -> None:
    with pytest.raises(BadData, match="table"):
        whole(flows)
