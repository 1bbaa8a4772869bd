"""Numbers are a hash of what they are for; chances are kept to the tenth digit; picks follow their shares."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from highground.basis.errors import BadData
from highground.people.mobility.households.numbers import BITS, PURPOSES, alias, chances, key_of, lower, mixed, number, pick, upper


@njit
def hashed(bits):  # type: ignore[no-untyped-def]
    return mixed(bits)


@njit
def draws(seed, households, years, purposes):  # type: ignore[no-untyped-def]
    found = np.empty((households, years, purposes, 2))
    for household in range(households):
        key = key_of(seed, household)
        for year in range(years):
            for purpose in range(purposes):
                bits = number(key, year, purpose)
                found[household, year, purpose] = upper(bits), lower(bits)
    return found / 2.0**BITS


@njit
def picks(others, cuts, row, times):  # type: ignore[no-untyped-def]
    found = np.zeros(others.shape[1])
    for i in range(times):
        found[pick(others, cuts, row, number(key_of(1, i), 0, 0))] += 1
    return found / times


def test_the_hash_is_that_of_the_published_generator() -> None:
    gamma = 0x9E3779B97F4A7C15
    states = [np.uint64(gamma * step & (2**64 - 1)) for step in (1, 2, 3)]
    # first three numbers of splitmix64 with seed 0, as published with the generator
    assert [int(hashed(state)) for state in states] == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]


def test_draws_are_even_and_do_not_hang_together() -> None:
    found = draws(7, 200, 30, 12)
    assert found.min() >= 0
    assert found.max() < 1
    assert found.mean() == pytest.approx(0.5, abs=0.003)  # 144,000 draws: 4 standard errors
    assert found.var() == pytest.approx(1 / 12, abs=0.001)
    sides = [found[:-1], found[:, :-1], found[:, :, :-1], found[..., 0]]
    shifted = [found[1:], found[:, 1:], found[:, :, 1:], found[..., 1]]
    for one, two in zip(sides, shifted, strict=True):
        assert abs(np.corrcoef(one.ravel(), two.ravel())[0, 1]) < 0.015


def test_no_number_serves_two_purposes_or_years() -> None:
    found = draws(1, 20, 56, PURPOSES)[..., 0]
    assert np.unique(found).size > found.size - 3  # draws of 31 bits: a pair may meet by chance


def test_a_seed_changes_every_number() -> None:
    assert not (draws(1, 5, 4, 3) == draws(2, 5, 4, 3)).any()


@pytest.mark.parametrize("wrong", [-0.1, 1.1, np.nan, np.inf])
def test_what_is_no_chance_is_refused(wrong: float) -> None:
    with pytest.raises(BadData, match=r"births must be chances between 0 and 1"):
        chances([0.5, wrong], "births")


def test_never_and_always_are_exact() -> None:
    bounds = chances([0.0, 1.0], "ends")
    assert bounds[0] == 0
    assert bounds[1] > 2**BITS - 1  # the largest draw


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30).filter(lambda row: sum(row) > 1e-3))
def test_an_alias_table_holds_exactly_the_shares(row: list[float]) -> None:
    others, cuts = alias([row], "shares")
    own = cuts[0] / 2**BITS
    held = own / len(row)
    np.add.at(held, others[0], (1 - own) / len(row))
    assert held == pytest.approx(np.array(row) / sum(row), abs=1e-9)


def test_picks_follow_the_shares_of_their_row() -> None:
    others, cuts = alias([[1.0, 0.0, 0.0], [0.2, 0.5, 0.3]], "shares")
    assert picks(others, cuts, 0, 1000).tolist() == [1, 0, 0]
    assert picks(others, cuts, 1, 40_000) == pytest.approx([0.2, 0.5, 0.3], abs=0.01)  # 4 standard errors


@pytest.mark.parametrize("wrong", [[[0.0, 0.0]], [[1.0, -1.0]], [[1.0, np.nan]]])
def test_rows_without_shares_are_refused(wrong: list[list[float]]) -> None:
    with pytest.raises(BadData, match="in every row"):
        alias(wrong, "shares of destinations")
