import dataclasses

import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.hazards import SUDDEN
from highground.basis.region import Region
from highground.people.impacts import exceedance, severity
from highground.research.chapters import hazard_risk, mountains, people
from highground.research.material import Material

ENSEMBLE = Ensemble(members=60)
NOWHERE = Region("PER", "PE", {"en": "Peru"}, ())  # a country without a record in the bundle


@pytest.fixture(scope="module")
def risk(material: Material) -> hazard_risk.Risk:
    return hazard_risk.at_risk(material, people.spread(material, ENSEMBLE), ENSEMBLE)


@pytest.fixture(scope="module")
def now(material: Material, risk: hazard_risk.Risk) -> hazard_risk.National:
    return hazard_risk.today(material, people.spread(material, ENSEMBLE), risk, mountains.draw(ENSEMBLE)["K1"], ENSEMBLE)


def test_people_at_risk_never_exceed_the_people(material: Material, risk: hazard_risk.Risk) -> None:
    total = people.spread(material, ENSEMBLE).total
    assert all((members <= total).all() for members in risk.plain.values())
    assert (risk.reached <= total * (1 + 1e-9)).all()


def test_the_coast_of_ecuador_floods_and_the_andes_slide(material: Material, risk: hazard_risk.Risk) -> None:
    names = material.units["name"].tolist()
    zones = np.median(risk.by_zone, axis=1)
    units = zones[:, ::2] + zones[:, 1::2]
    first = {hazard: names[int(units[SUDDEN.index(hazard)].argmax())] for hazard in ("river_flood", "landslide")}
    assert first == {"river_flood": "Guayas", "landslide": "Pichincha"}


def test_the_displacement_of_a_hazard_is_the_area_under_its_curve(now: hazard_risk.National) -> None:
    for hazard, curve in now.curves.items():
        assert now.per_year[hazard] == pytest.approx(exceedance.aad_of_curves(severity.SIZES, curve))


def test_ecuador_lies_where_its_record_and_other_models_are(now: hazard_risk.National) -> None:
    total = np.median(sum(now.per_year.values(), np.zeros(60)))
    assert 4_000 < total < 80_000  # recorded 56,705 in 14 years; IDMC 2017: 25,737 a year; second generation: 77,261


def test_the_bundled_pool_is_what_the_model_gives(material: Material, risk: hazard_risk.Risk) -> None:
    row = material.tables["highground-hazard-pool"].set_index("iso3").loc["ECU"]
    grown = 18_289_896 / 16_195_902  # UN WPP 2024: people of 2025 over those of 2015
    for hazard in ("river_flood", "debris_flow", "landslide"):
        assert np.median(risk.plain[hazard]) / grown == pytest.approx(row[hazard], rel=0.05), "run scripts/bundle_hazard_pool.py"
    assert row["per_year"] == pytest.approx((54_703 + 2_002) / 14, abs=0.1)


def test_more_people_never_mean_less_displacement_by_any_hazard_in_any_member(material: Material) -> None:
    who, logit = people.spread(material, ENSEMBLE), mountains.draw(ENSEMBLE)["K1"]

    def now(times: float, country: Material) -> hazard_risk.National:
        more = dataclasses.replace(who, total=times * who.total)
        return hazard_risk.today(country, more, hazard_risk.at_risk(country, more, ENSEMBLE), logit, ENSEMBLE)

    for country in (material, dataclasses.replace(material, told=material.told[:0], region=NOWHERE)):  # with a record, and without
        few, *others = (now(times, country) for times in (1.0, 1.02, 1.3, 3.0))
        for many in others:
            assert all((many.per_year[hazard] >= few.per_year[hazard]).all() for hazard in few.per_year)
            pmd = [
                exceedance.pmd_of_curves(severity.SIZES, sum(country.curves.values(), 0.0), (10, 100, 250))
                for country in (few, many)
            ]
            assert (pmd[1] >= pmd[0] * (1 - 1e-9)).all()
