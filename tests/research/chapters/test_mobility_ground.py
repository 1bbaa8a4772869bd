"""Who lives where and how, what presses on them and how many move: sums kept, small bands joined, records that anchor."""

import numpy as np
import pandas as pd
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.scenario import TODAY
from highground.catalogue.regions import find_region
from highground.catalogue.shelf import Shelf
from highground.people.mobility import expected
from highground.research.chapters import climate, hazards, mobility_ground, mountains, people
from highground.research.chapters.mobility_ground import Ground, prepare
from highground.research.material import Material, gather
from highground.research.profile import silent

ENSEMBLE = Ensemble(members=30)


def look(material: Material, times: float = 1.0) -> tuple[Ground, people.Spread]:
    who = people.spread(material, ENSEMBLE)
    who = people.Spread(who.patterns, who.weights, times * who.total, who.sources)
    inputs, logit = climate.draw(material, ENSEMBLE), mountains.draw(ENSEMBLE)["K1"]
    return prepare(material, who, inputs, hazards.look(material, who, inputs, logit, ENSEMBLE), logit, ENSEMBLE), who


@pytest.fixture(scope="module")
def ecuador_ground(material: Material) -> tuple[Ground, people.Spread]:
    return look(material)


def test_nobody_is_lost_when_small_bands_join(material: Material, ecuador_ground: tuple[Ground, people.Spread]) -> None:
    ground, who = ecuador_ground
    known = who.total * (1 - who.weights["unknown"].to_numpy())
    assert ground.types.people.sum(axis=1) == pytest.approx(known)
    assert ground.types.units == len(material.units)
    assert (ground.types.mountain >= 0).all()
    assert (ground.types.mountain <= ground.types.people * (1 + 1e-9)).all()


def test_remote_places_are_stuck_more_often_than_those_beside_a_city(ecuador_ground: tuple[Ground, people.Spread]) -> None:
    ground = ecuador_ground[0]
    stuck = np.median(ground.baseline.cells()["involuntary"], axis=0)
    remote = ground.types.remote
    assert remote.max() > 1 > remote.min()
    assert stuck[remote > np.quantile(remote, 0.8)].mean() > stuck[remote < np.quantile(remote, 0.2)].mean()


def test_a_larger_mountain_share_never_puts_more_people_into_mountains_than_there_are() -> None:
    high, people_ = np.array([[40.0, 0.0]]), np.array([[50.0, 50.0]])
    more = mobility_ground._within(high, people_, np.array([[0.4, 0.4]]), np.array([[0.7, 0.7]]))
    assert more == pytest.approx(np.array([[45.0, 25.0]]))  # 70 of 100
    less = mobility_ground._within(high, people_, np.array([[0.4, 0.4]]), np.array([[0.2, 0.2]]))
    assert less == pytest.approx(np.array([[20.0, 0.0]]))


def test_a_band_that_stands_alone_holds_enough_people_or_is_the_largest_of_its_unit(
    ecuador_ground: tuple[Ground, people.Spread],
) -> None:
    types = ecuador_ground[0].types
    share = types.people.mean(axis=0) / types.people.mean(axis=0).sum()
    small = share < 0.8 * mobility_ground.LEAST_PLACE
    assert all(share[at] == share[types.unit == types.unit[at]].max() for at in np.flatnonzero(small))


def test_twice_the_people_make_twice_the_moves(material: Material, ecuador_ground: tuple[Ground, people.Spread]) -> None:
    one, (two, _) = ecuador_ground[0], look(material, 2.0)
    assert two.leaving(two.baseline)[0] == pytest.approx(2 * one.leaving(one.baseline)[0])


def test_the_shares_of_destinations_stay_when_all_people_double(
    material: Material, ecuador_ground: tuple[Ground, people.Spread]
) -> None:
    one, (two, _) = ecuador_ground[0], look(material, 2.0)
    leaving = np.ones((30, 24))
    assert two.ways.arrivals(leaving) == pytest.approx(one.ways.arrivals(leaving))


def test_internal_migration_lies_where_counted_intensities_are(ecuador_ground: tuple[Ground, people.Spread]) -> None:
    ground, who = ecuador_ground
    inside, abroad = (part.sum(axis=1) for part in ground.leaving(ground.baseline))
    # by hand: 1.1 % for 16 units, ln(24) / ln(16) times as many for 24; 17,219 lost a year and 0.15 % of people beyond
    assert np.median(100 * inside / who.total) == pytest.approx(1.1 * np.log(24) / np.log(16), rel=0.05)
    assert np.median(abroad) == pytest.approx(17_219 + 0.0015 * np.median(who.total), rel=0.05)


def test_melt_water_counts_in_the_high_andes_and_not_on_the_islands(
    material: Material, ecuador_ground: tuple[Ground, people.Spread]
) -> None:
    ground = ecuador_ground[0]
    water = np.median(ground.impacts[2.0]["water"], axis=0)
    by = {code: water[ground.types.unit == number].max() for number, code in enumerate(material.units["code"])}
    assert by["EC-X"] > 0  # Cotopaxi
    assert by["EC-W"] == 0  # Galapagos


def test_growth_of_today_is_the_base_of_every_level(material: Material) -> None:
    inputs = climate.draw(material, ENSEMBLE)
    grow = mobility_ground.Growth(material, inputs, material.pieces["unit"].to_numpy().astype(np.intp))
    assert not grow.log_change(TODAY).any()
    assert (grow.log_change(3.0) >= grow.log_change(2.0) - 1e-12).all()  # the model knows no harm by warmth at the same rain


def test_registered_departures_and_recorded_nets_anchor_kazakhstan(shelf: Shelf) -> None:
    material = gather(shelf, find_region("KAZ", shelf), silent)
    ground, _ = look(material)
    inside, abroad = (part.sum(axis=1) for part in ground.leaving(ground.baseline))
    assert np.median(abroad) == pytest.approx(1.3 * 24_239, rel=0.05)
    assert np.median(ground.impacts[2.0]["heat"], axis=0).max() > 0.3  # summers tell, not the winters of the steppe
    rows = mobility_ground.nets(material)
    assert len(rows) == 2 * 16  # moves between Shymkent and Turkistan, one oblast in the outline, are none between units
    gains = rows[rows["net"] > 0].groupby("year")["net"].sum().mean()
    assert gains == ((33_798 + 35_302) + (50_078 + 38_113)) / 2
    assert np.mean(inside >= gains - 1e-6) > 0.9  # but for members in which more would move than wish and can
    assert (ground.internal + ground.abroad).max() <= mobility_ground.MOST_MOVE + 1e-9


def test_every_card_behind_a_row_is_on_the_shelf(material: Material, ecuador_ground: tuple[Ground, people.Spread]) -> None:
    assert set(ecuador_ground[0].pressed) <= set(material.cards)


def test_the_expectation_of_single_households_is_that_of_the_rows(ecuador_ground: tuple[Ground, people.Spread]) -> None:
    ground = ecuador_ground[0]
    found = expected.evaluate(ground.types, ground.impacts[2.0], ground.parameters)
    wish, can = expected.chances(ground.types, ground.impacts[2.0], ground.parameters, 4)
    mobile = (ground.types.shares(4) * wish * can).sum(axis=(1, 2, 3, 4))
    assert mobile == pytest.approx(found.mobile[4])


def test_a_unit_of_today_that_has_no_older_one_keeps_its_name() -> None:
    rows = pd.DataFrame({"code": ["A", "B", "C"], "year": [2022] * 3, "net": [1.0, 2.0, -3.0]})
    found = mobility_ground.outline_nets(rows, {"A": "X", "B": "X"}, ["X", "C"])
    assert found.to_dict("list") == {"code": ["C", "X"], "year": [2022, 2022], "net": [-3.0, 3.0]}
