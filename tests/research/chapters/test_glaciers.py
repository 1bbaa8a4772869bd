import dataclasses

import pytest

from highground.basis.ensemble import Ensemble
from highground.research.chapters import glaciers
from highground.research.evidence import Ledger
from highground.research.material import Material


def book(material: Material, **changes: object) -> Ledger:
    changed = dataclasses.replace(material, **changes)
    ledger = Ledger("ECU", material.cards)
    glaciers.write(ledger, changed, Ensemble(members=50))
    return ledger


def test_a_country_without_glaciers_says_not_applicable(material: Material) -> None:
    frame = book(material, rgi=()).frame()
    assert set(frame["status"]) == {"not applicable"}


def test_a_glacier_region_without_projections_says_not_reported(material: Material) -> None:
    frame = book(material, rgi=("RGI05",)).frame()
    left = frame[frame["indicator"] == "glacier_mass_left"]
    assert set(left["status"]) == {"not reported"}


def test_measured_areas_keep_their_series_apart(material: Material) -> None:
    frame = book(material).frame()
    areas = frame[frame["indicator"] == "glacier_area"]
    assert areas["group"].str.startswith("series:").all()
    antisana = areas[areas["group"] == "series:EC-ANTISANA-INAMHI"].set_index("year")["mid"]
    assert (antisana[1956], antisana[2011]) == (20, 12)  # as published


def test_an_area_without_a_stated_error_gets_a_judged_range_and_says_so(material: Material) -> None:
    areas = book(material).frame().query("indicator == 'glacier_area'")
    judged = areas[areas["sources"].str.contains("highground-judgement")]
    assert judged["low"].to_list() == pytest.approx((judged["mid"] * 0.9).to_list())


def test_the_water_index_is_a_class_from_zero_to_four(material: Material) -> None:
    index = book(material).frame().query("indicator == 'summer_water_index'")
    assert index[["low", "mid", "high"]].isin(range(5)).all(axis=None)
