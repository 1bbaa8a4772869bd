"""What people live on adds up, follows towns and growth, and leaves each income fifth a fifth of the country."""

import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.mobility import LIVELIHOODS
from highground.people.mobility import livelihoods

MANY = Ensemble(seed=4, members=400)
HERD, FARM, WAGE, REMIT = (list(LIVELIHOODS).index(name) for name in ("herding", "farming", "wage", "remittances"))


def test_shares_add_up_in_every_member_and_place_and_none_is_negative() -> None:
    found = livelihoods.shares([0.0, 0.5, 1.0], [200.0, 600.0, 1500.0], MANY)
    assert found.shape == (400, 3, 4)
    assert found.sum(axis=2) == pytest.approx(np.ones((400, 3)))
    assert found.min() >= 0


def test_a_village_by_hand() -> None:
    herd, farm, wage, remit = np.median(livelihoods.shares([0.0], [600.0], MANY)[:, 0], axis=0)
    assert herd == pytest.approx(0.2, abs=0.03)
    assert farm == pytest.approx(0.2, abs=0.03)
    assert remit == pytest.approx(0.2, abs=0.02)
    assert wage == pytest.approx(0.4, abs=0.03)


def test_where_more_grows_more_farm_and_in_towns_few_do_either() -> None:
    dry, lush, town = (livelihoods.shares([t], [g], MANY)[:, 0] for t, g in ((0.0, 150.0), (0.0, 1500.0), (0.97, 150.0)))
    assert (dry[:, HERD] >= lush[:, HERD]).all()
    assert (lush[:, FARM] >= dry[:, FARM]).all()
    assert np.median(town[:, HERD]) < 0.1 < np.median(dry[:, HERD])


def test_each_fifth_holds_a_fifth_of_the_country_and_rural_people_and_those_on_the_land_are_poorer() -> None:
    lots = np.abs(np.random.default_rng(1).normal(1.0, 0.3, (400, 2, 4)))
    found = livelihoods.fifths(lots, MANY)
    assert found.sum(axis=3) == pytest.approx(np.ones((400, 2, 4)))
    national = np.einsum("msl,mslf->mf", lots / lots.sum(axis=(1, 2), keepdims=True), found)
    assert national == pytest.approx(np.full((400, 5), 0.2), abs=1e-3)
    assert (found[:, :, FARM, 0] >= found[:, :, WAGE, 0]).all()
    assert (found[:, 0, :, 0] >= found[:, 1, :, 0]).all()


def test_ages_and_sexes_add_up() -> None:
    assert livelihoods.ages(MANY).sum(axis=1) == pytest.approx(np.ones(400))
    assert livelihoods.sexes(MANY).sum(axis=1) == pytest.approx(np.ones(400))
    assert livelihoods.ages(MANY).min() > 0
