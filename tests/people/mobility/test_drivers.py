"""The driver table is read strictly, no row of war is transferred, and what is drawn keeps the signs that were published."""

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.basis.mobility import DRIVERS, INCOME_FIFTHS, LIVELIHOODS
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table
from highground.people.mobility import drivers, rule

FEW = Ensemble(seed=3, members=200)


@pytest.fixture(scope="module")
def told() -> pd.DataFrame:
    return table(Shelf(), "mobility-parameters")


@pytest.fixture(scope="module")
def drawn(told: pd.DataFrame) -> drivers.Parameters:
    return drivers.draw(told, FEW)


def test_every_row_is_kept_with_source_and_grade_those_of_war_too(told: pd.DataFrame) -> None:
    found = drivers.rows(told)
    assert len(found) == len(told) == 37
    assert all(row.source and row.grade for row in found.values())
    assert found["extreme_rain"].transferability == "D"


def test_a_study_of_a_war_is_never_used(told: pd.DataFrame) -> None:
    with pytest.raises(BadData, match=r"extreme_rain is of transferability D.*never used"):
        drivers.usable(drivers.rows(told), "extreme_rain")


def test_no_effect_and_no_prior_stands_in_silently(told: pd.DataFrame) -> None:
    found = drivers.rows(told)
    with pytest.raises(BadData, match="no row moon_phase"):
        drivers.points(found, "moon_phase")
    with pytest.raises(BadData, match="temp_poor_intl has no whole range"):
        drivers.points(found, "temp_poor_intl")
    with pytest.raises(BadData, match="no judged prior for moon_phase"):
        drivers.prior(FEW, "moon_phase")


def test_a_table_that_lost_the_row_of_an_effect_is_refused(told: pd.DataFrame) -> None:
    with pytest.raises(BadData, match="no row aridity_internal_out"):
        drivers.draw(told[told["parameter_id"] != "aridity_internal_out"], FEW)


@pytest.mark.parametrize(
    ("cell", "value", "says"),
    [("transferability", "E", "transferability 'E'"), ("low", "9", "out of order: 9, 4.5, 9.3"), ("mid", "much", "mid is 'much'")],
)
def test_a_broken_row_is_named_with_what_is_wrong(told: pd.DataFrame, cell: str, value: str, says: str) -> None:
    one = told[told["parameter_id"] == "aridity_internal_out"].astype(object)
    one[cell] = value
    with pytest.raises(BadData, match=says):
        drivers.rows(one)


def test_a_name_given_twice_or_a_lost_column_is_refused(told: pd.DataFrame) -> None:
    with pytest.raises(BadData, match="twice"):
        drivers.rows(pd.concat([told, told.head(1)]))
    with pytest.raises(BadData, match="lacks the columns sign"):
        drivers.rows(told.drop(columns="sign"))


def grow(drawn: drivers.Parameters, driver: str, z: float = 1e-4) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Change of the log of migration per sd of one impact felt by all, of all fifths together and of the poorest, (member,) each."""
    at, wage = [one.id for one in DRIVERS].index(driver), list(LIVELIHOODS).index("wage")

    def moves(felt: float) -> NDArray[np.float64]:
        wish = rule.aspiration(drawn.wish[:, 1, 1], drawn.effect[:, at] * felt)
        can = rule.capability(drawn.can[:, wage], drawn.lose * drawn.means[:, at, None] * felt)
        return np.asarray(wish[:, None] * can)

    before, after = moves(0.0), moves(z)
    return np.log(after.sum(axis=1) / before.sum(axis=1)) / z, np.log(after[:, 0] / before[:, 0]) / z


def test_dry_years_add_to_all_migration_what_was_published_lost_means_counted(drawn: drivers.Parameters) -> None:
    lasting = np.maximum(drivers.prior(FEW, "lasting"), 1.0)
    for driver in drivers.SLOW:
        published = grow(drawn, driver)[0] * drivers.prior(FEW, "felt_there") / lasting
        assert np.quantile(published, [0.05, 0.5, 0.95]) == pytest.approx(np.log([1.0, 1.045, 1.093]), abs=0.003)
    assert np.array_equal(drawn.effect[:, 0], drawn.effect[:, 1])  # water, pasture and crops: one effect of dryness


def test_heat_adds_to_all_migration_what_was_published_for_the_environment(drawn: drivers.Parameters) -> None:
    # by hand: 0.021 sd per sd, at 0.5 in logs per sd of migration, 1.6 for a lasting change, of people who feel 0.40 of it
    assert np.median(grow(drawn, "heat")[0]) == pytest.approx(0.021 * 0.5 * 1.6 / 0.40, rel=0.25)
    assert (grow(drawn, "heat")[0] >= -1e-6).all()


def test_at_medium_damage_the_poorest_move_a_tenth_less(drawn: drivers.Parameters) -> None:
    # the damage is one: half through harvests, half through heat; of people who feel felt_there of it; Benveniste et al. 2022
    both = grow(drawn, "crops")[1] + grow(drawn, "heat")[1]
    change = np.expm1(both * np.maximum(drivers.prior(FEW, "felt_there"), 0.1) * drivers.prior(FEW, "medium_damage"))
    assert np.quantile(change, [0.05, 0.5, 0.95]) == pytest.approx([-0.35, -0.10, -0.01], abs=0.02)
    assert grow(drawn, "hazards")[1] == pytest.approx(drivers.prior(FEW, "sudden"), rel=1e-3, abs=1e-6)  # ruin is displacement


def test_shapes_and_orders_are_those_of_the_vocabulary(drawn: drivers.Parameters) -> None:
    assert drawn.effect.shape == (200, len(DRIVERS))
    assert drawn.weight.shape == (200, len(LIVELIHOODS), len(DRIVERS))
    assert drawn.wish.shape == (200, 3, 2)
    assert drawn.can.shape == (200, len(LIVELIHOODS), len(INCOME_FIFTHS))
    assert drawn.of(7).means.shape == (1, len(DRIVERS))
    assert drawn.weight.min() >= 0
    assert drawn.weight.max() <= 1


def test_one_dry_year_counts_once_for_each_livelihood(drawn: drivers.Parameters) -> None:
    slow = [driver.id in drivers.SLOW for driver in DRIVERS]
    assert drawn.weight[:, :, slow].sum(axis=2).max() <= 1 + 1e-12


def test_richer_households_can_move_more_and_lose_less(drawn: drivers.Parameters) -> None:
    assert (np.diff(drawn.can, axis=2) >= 0).all()
    assert (np.diff(drawn.lose, axis=1) <= 0).all()
    assert (drawn.lose[:, [0, 4]] == [1.0, 0.0]).all()
    assert (drawn.means >= 0).all()


def test_migration_of_the_poorest_falls_and_of_the_richest_does_not_in_every_member(drawn: drivers.Parameters) -> None:
    for driver in (*drivers.SLOW, "heat"):
        for z in (0.1, 1.0, 3.0):
            assert (grow(drawn, driver, z)[1] < 0).all()
    worse = np.array([1.0, 1.0, 1.0, 0.0, 2.0])
    assert (rule.pressure(drawn.effect[:, None, :], drawn.weight, worse) >= 0).all()
    assert not rule.loss(drawn.means[:, None, :], drawn.weight, worse, drawn.lose[:, 4, None]).any()


def test_the_same_seed_gives_the_same_numbers(told: pd.DataFrame, drawn: drivers.Parameters) -> None:
    again = drivers.draw(told, FEW)
    assert np.array_equal(again.means, drawn.means)
    assert set(drivers.labelled(again)) == {"effect", "heat", "wish", "can", "means", "remote"}
