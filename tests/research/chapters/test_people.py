import dataclasses

import numpy as np
import pytest
import xarray as xr

from highground.basis.ensemble import Ensemble
from highground.research.chapters import mountains, people
from highground.research.evidence import Ledger
from highground.research.material import Material

ENSEMBLE = Ensemble(members=60)


def book(material: Material) -> tuple[Ledger, people.Spread]:
    ledger, who = Ledger("ECU", material.cards), people.spread(material, ENSEMBLE)
    people.write(ledger, material, who, mountains.draw(ENSEMBLE), ENSEMBLE)
    return ledger, who


def test_people_are_kept_in_every_split_of_every_member(material: Material) -> None:
    ledger, who = book(material)
    known = who.total * (1 - who.weights["unknown"].to_numpy())
    for indicator, whole in (("people_k1", known), ("people_band", known), ("unit_people", known), ("people_place", who.total)):
        rows = [values for key, values in ledger.members.items() if key[0] == indicator and key[4] == people.NOW]
        assert np.sum(rows, axis=0) == pytest.approx(whole, rel=5 * people.FEW), indicator  # parts of fewer have no row


def test_mountain_people_of_units_never_exceed_the_unit_and_add_up(material: Material) -> None:
    ledger, _ = book(material)
    rows = {key[1]: values for key, values in ledger.members.items() if key[0] == "unit_mountain_people"}
    for code, values in rows.items():
        assert (values <= ledger.members["unit_people", code, "", None, people.NOW] * (1 + 1e-12)).all()
    mountain = ledger.members["people_place", "ECU", "where:mountain", None, people.NOW]
    assert np.sum(list(rows.values()), axis=0) == pytest.approx(mountain)


def test_the_national_total_is_that_of_the_united_nations(material: Material) -> None:
    ledger, _ = book(material)
    total = ledger.frame().query("indicator == 'population' and year == 2025")
    assert total["mid"].item() == 18_289_896  # UN WPP 2024


def test_a_raster_of_a_pack_takes_the_place_of_the_rule(material: Material) -> None:
    lat, lon = np.arange(1.0, -5.0, -0.25), np.arange(-81.0, -75.0, 0.25)
    everyone_in_quito = np.zeros((lat.size, lon.size))
    everyone_in_quito[np.argmin(abs(lat + 0.25)), np.argmin(abs(lon + 78.5))] = 1000
    raster = xr.DataArray(
        everyone_in_quito, {"lat": lat, "lon": lon}, ("lat", "lon"), attrs={"units": "persons", "sources": ("geonames-cities500",)}
    )
    ledger, _ = book(dataclasses.replace(material, raster=raster))
    share = ledger.frame().query("indicator == 'mountain_people_share' and group == 'definition:K1' and place == 'ECU'")
    assert share["mid"].item() == pytest.approx(100, abs=1)


def test_the_map_holds_the_nation(material: Material) -> None:
    who = people.spread(material, ENSEMBLE)
    known = np.median(who.total) * (1 - float(who.weights["unknown"].mean()))
    assert people.per_piece(who).sum() == pytest.approx(known, rel=0.01)


def test_a_height_where_the_rule_puts_almost_nobody_has_no_number(material: Material) -> None:
    ledger, _ = book(material)
    highest = ledger.frame().query("indicator == 'people_band' and group == 'band:4500'")
    assert highest["status"].to_list() == ["not reported"]
