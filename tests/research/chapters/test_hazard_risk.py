import dataclasses
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.hazards import SUDDEN
from highground.basis.region import Region
from highground.people.impacts import exceedance, records, severity
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


# small countries of nine cells and two units, through the same chain

WEIGHTS = st.lists(st.floats(0, 1), min_size=9, max_size=9)
HOMES = st.lists(st.floats(0, 1e5), min_size=9, max_size=9).filter(lambda homes: sum(homes) > 1e4)


def small(
    homes: list[float], prone: list[float], recorded: float, times: float = 1.0
) -> tuple[hazard_risk.National, hazard_risk.Risk]:
    """What hazards do in a country of these people, `times` as many of them today; prone: of each cell, to every hazard alike."""
    ones, people_of = np.ones(ENSEMBLE.members), times * np.array(homes)
    row, col = (index.ravel() for index in np.indices((3, 3)))
    pieces = xr.Dataset({name: ("piece", values) for name, values in (("row", row), ("col", col), ("area_km2", np.full(9, 80.0)))})
    weights = xr.DataArray(np.tile(prone, (len(SUDDEN), 1)), {"hazard": list(SUDDEN)}, ("hazard", "piece"))
    zones = np.bincount(np.arange(9) % 4, people_of * prone, 4)
    risk = hazard_risk.Risk(
        weights, np.broadcast_to(zones, (len(SUDDEN), ENSEMBLE.members, 4)), dict.fromkeys(SUDDEN, zones.sum() * ones),
        np.tile((people_of * (np.array(prone) > 0)).sum() * ones, (len(SUDDEN), 1)), people_of,
    )  # fmt: skip
    pool = pd.DataFrame(
        [{"iso3": name, "per_year": rate, **dict.fromkeys(SUDDEN, 1e6)} for name, rate in (("A", 300), ("B", 3000), ("C", 900))]
    )
    totals = pd.DataFrame(
        [("SML", "flood", 2008, 2021, recorded)],
        columns=["iso3", "hazard", "period_start_year", "period_end_year", "displacements"],
    )
    census = pd.DataFrame({"iso3": "SML", "year": [2015], "kind": "estimate", "population_thousand": [sum(homes) / 1000]})
    material: Any = SimpleNamespace(
        pieces=pieces, units=range(2), region=SimpleNamespace(iso3="SML"), told=pd.DataFrame(columns=list(records.COLUMNS)),
        told_card="x", watched=None,
        tables={hazard_risk.TOTALS: totals if recorded else totals[:0], hazard_risk.POOL[0]: pool, "un-wpp-2024": census},
    )  # fmt: skip
    who: Any = SimpleNamespace(total=people_of.sum() * ones, weights={"unknown": xr.zeros_like(xr.DataArray(ones))}, sources=())
    return hazard_risk.today(material, who, risk, 0 * ones, ENSEMBLE), risk


@settings(deadline=None, max_examples=25)
@given(HOMES, WEIGHTS, st.sampled_from([0.0, 20.0, 5000.0]), st.floats(1, 4))
def test_laws_of_small_countries(homes: list[float], prone: list[float], recorded: float, more: float) -> None:
    (few, risk), (many, _) = small(homes, prone, recorded), small(homes, prone, recorded, more)
    assert set(few.curves) <= set(many.curves)
    for hazard, curve in few.curves.items():
        assert (np.diff(curve, axis=1) <= 1e-12 * curve[:, :1]).all()  # curves fall
        reached = risk.reached[SUDDEN.index(hazard)]
        assert (curve[:, reached[0] < severity.SIZES] == 0).all()  # nobody displaced who is not there
        assert (few.per_year[hazard] <= 1.01 * severity.SIZES[1] / severity.SIZES[0] * reached).all()
        assert (many.per_year[hazard] >= few.per_year[hazard] * (1 - 1e-9)).all()  # more people, never fewer displaced
    total = sum(few.per_year.values(), np.zeros(ENSEMBLE.members))
    assert few.units.sum(axis=1) == pytest.approx(total)
    assert (few.mountain_units <= few.units * (1 + 1e-9)).all()


def test_no_hazard_and_no_people_give_nobody_displaced() -> None:
    for homes, prone in (([1e5] * 9, [0.0] * 9), ([0.0] * 8 + [2e4], [1.0] * 8 + [0.0])):
        found, _ = small(homes, prone, 5000.0)
        assert not found.curves
        assert found.units.sum() == 0


def test_countries_share_their_random_numbers() -> None:
    one, other = small([1e5] * 9, [0.5] * 9, 0.0)[0].per_year, small([2e5] * 9, [0.5] * 9, 0.0)[0].per_year
    for hazard in SUDDEN:
        assert np.corrcoef(np.log(one[hazard]), np.log(other[hazard]))[0, 1] > 0.99
