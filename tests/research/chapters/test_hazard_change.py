import dataclasses

import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.hazards import SLOW, SUDDEN
from highground.basis.scenario import LEVELS, TODAY
from highground.research.chapters import climate, hazard_risk, people
from highground.research.chapters.hazard_change import Change
from highground.research.material import Material

ENSEMBLE = Ensemble(members=60)


@pytest.fixture(scope="module")
def change(material: Material) -> Change:
    return of(material)


def of(material: Material) -> Change:
    risk = hazard_risk.at_risk(material, people.spread(material, ENSEMBLE), ENSEMBLE)
    return Change(material, risk, climate.draw(material, ENSEMBLE), ENSEMBLE)


def test_today_every_factor_is_one(change: Change) -> None:
    assert all(np.array_equal(factor, np.ones(60)) for factor in change.factors(TODAY).values() if factor is not None)


def test_heavy_rain_and_heat_come_more_often_with_every_level(change: Change) -> None:
    for hazard in ("debris_flow", "landslide", "heat"):
        medians = [np.median(change.factors(level)[hazard]) for level in LEVELS]  # type: ignore[arg-type]
        assert medians == sorted(medians)
        assert medians[0] > 1


def test_outbursts_are_no_straight_line_up(change: Change) -> None:
    members = np.stack([change.factors(level)["outburst"] for level in LEVELS])  # type: ignore[misc]
    assert (members[-1] < 1).mean() > 0.5
    assert (members[0] > 1).any()


def test_ecuador_has_no_avalanche_setting_with_people(change: Change) -> None:
    assert change.factors(2.0)["avalanche"] is None
    assert set(change.here) == {*SUDDEN, *SLOW} - {"avalanche"}


def test_a_region_without_figures_has_no_rain_factors(material: Material) -> None:
    factors = of(dataclasses.replace(material, ar6=("SAH",))).factors(2.0)
    assert {hazard for hazard, factor in factors.items() if factor is None} >= {"river_flood", "debris_flow", "landslide", *SLOW}
    assert factors["outburst"] is not None
