import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.scenario import LEVELS, SSPS
from highground.research.chapters import climate
from highground.research.evidence import Ledger
from highground.research.material import Material


@pytest.fixture(scope="module")
def ledger(material: Material) -> Ledger:
    book, ensemble = Ledger("ECU", material.cards), Ensemble(members=400)
    climate.write(book, material, climate.draw(material, ensemble), ensemble)
    return book


def test_years_are_whole_and_a_path_that_stays_below_has_none(ledger: Ledger) -> None:
    years = ledger.frame().query("indicator == 'level_year'")
    assert len(years) == len(SSPS) * len(LEVELS)
    known = years[years["status"] == "value"]
    assert (known[["low", "mid", "high"]] % 1 == 0).all(axis=None)
    low_path = years[(years["group"] == "ssp:SSP1-1.9") & (years["level"] == 3.0)]
    assert low_path["status"].item() == "not applicable"


def test_the_middle_path_reaches_one_and_a_half_degrees_when_ar6_says(ledger: Ledger) -> None:
    frame = ledger.frame()
    hit = frame[(frame["indicator"] == "level_year") & (frame["group"] == "ssp:SSP2-4.5") & (frame["level"] == 1.5)]
    assert hit["mid"].item() == pytest.approx(2030, abs=2)  # AR6 WGI table 4.5: 2021-2040


def test_the_chance_of_a_level_never_grows_with_the_level(ledger: Ledger) -> None:
    chances = ledger.frame().query("indicator == 'warming_share'").sort_values(["group", "level"])
    assert (chances.groupby("group")["mid"].diff().dropna() <= 0).all()


def test_every_member_is_warmer_at_a_higher_level(ledger: Ledger) -> None:
    stack = np.stack([ledger.members["mountain_temperature", "ECU", "", level, None] for level in LEVELS])
    assert (np.diff(stack, axis=0) > 0).all()


def test_extremes_name_their_region_and_their_grade(ledger: Ledger) -> None:
    rows = ledger.frame().query("indicator == 'hottest_day'")
    assert set(rows["group"]) >= {"ar6:NWS"}
    assert (rows["sources"] == "ipcc-ar6-extremes ipcc-ar6-regions").all()  # the numbers, and the outlines that choose them
