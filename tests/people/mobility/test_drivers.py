"""The driver table is read strictly, no row of war is transferred, and what is drawn keeps the signs that were published."""

import numpy as np
import pandas as pd
import pytest

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


def test_the_effect_of_dry_years_has_the_published_points(drawn: drivers.Parameters) -> None:
    dry = np.quantile(
        drawn.effect[:, 0] * drivers.prior(FEW, "felt_there") / np.maximum(drivers.prior(FEW, "lasting"), 1.0), [0.05, 0.5, 0.95]
    )
    assert dry == pytest.approx(np.log([1.0, 1.045, 1.093]), abs=0.003)
    assert np.array_equal(drawn.effect[:, 0], drawn.effect[:, 1])  # water, pasture and crops: one effect of dryness


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
    z = np.array([1.0, 1.0, 1.0, 0.0, 2.0])
    pressed = rule.pressure(drawn.effect[:, None, :], drawn.weight, z)
    wish = rule.aspiration(drawn.wish[:, None, :, :], pressed[:, :, None, None])
    for fifth, sign in ((0, -1), (4, 1)):
        can = rule.capability(
            drawn.can[:, :, fifth], rule.loss(drawn.means[:, None, :], drawn.weight, z, drawn.lose[:, fifth, None])
        )
        before = rule.chance(drawn.wish)[:, None] * rule.chance(drawn.can[:, :, fifth])[:, :, None, None]
        change = wish * can[:, :, None, None] - before
        assert (sign * change >= -1e-12).all()


def test_the_same_seed_gives_the_same_numbers(told: pd.DataFrame, drawn: drivers.Parameters) -> None:
    again = drivers.draw(told, FEW)
    assert np.array_equal(again.means, drawn.means)
    assert set(drivers.labelled(again)) == {"effect", "heat", "wish", "can", "means", "remote"}
