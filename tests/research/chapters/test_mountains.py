import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.indicators import BAND_EDGES_M
from highground.research.chapters import mountains
from highground.research.evidence import Ledger
from highground.research.material import Material


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5), st.floats(-3, 3))
def test_an_error_keeps_shares_between_nothing_and_all(shares: list[float], error: float) -> None:
    moved = mountains.nudge(shares, np.array([error, 0.0]))
    assert ((moved >= 0) & (moved <= 1 + 1e-12)).all()
    assert moved[1] == pytest.approx(shares)
    assert (moved[0] >= np.array(shares) - 1e-12).all() if error > 0 else (moved[0] <= np.array(shares) + 1e-12).all()


@given(st.floats(-400, 8000))
def test_every_height_lies_in_one_band(height: float) -> None:
    index = int(mountains.band([height])[0])
    assert height < (*BAND_EDGES_M[1:], 9e9)[index]
    assert height >= BAND_EDGES_M[index] or index == 0


@pytest.fixture(scope="module")
def ledger(material: Material) -> Ledger:
    book = Ledger("ECU", material.cards)
    mountains.write(book, material, mountains.draw(Ensemble(members=50)))
    return book


def test_classes_and_the_rest_add_up_to_the_land_in_every_member(ledger: Ledger) -> None:
    classes = sum(values for key, values in ledger.members.items() if key[0] == "k1_area")
    assert np.asarray(classes) == pytest.approx(ledger.members["land_area", "ECU", "", None, None])


def test_units_add_up_to_the_country_in_every_member(ledger: Ledger) -> None:
    parts = sum(values for key, values in ledger.members.items() if key[0] == "land_area" and key[1] != "ECU")
    assert np.asarray(parts) == pytest.approx(ledger.members["land_area", "ECU", "", None, None])


def test_altitude_bands_add_up_to_the_land_in_every_member(ledger: Ledger) -> None:
    bands = sum(values for key, values in ledger.members.items() if key[0] == "band_area")
    assert np.asarray(bands) == pytest.approx(ledger.members["land_area", "ECU", "", None, None], rel=1e-6)


def test_both_definitions_stand_for_every_unit(ledger: Ledger, material: Material) -> None:
    shares = {(key[1], key[2]) for key in ledger.members if key[0] == "mountain_share"}
    assert len(shares) == 2 * (len(material.units) + 1)
