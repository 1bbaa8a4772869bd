import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.indicators import BELTS
from highground.basis.scenario import ALL_LEVELS
from highground.land.grid import total
from highground.research.chapters import climate, ecosystems
from highground.research.evidence import Ledger
from highground.research.material import Material


@pytest.fixture(scope="module")
def ledger(material: Material) -> Ledger:
    book, ensemble = Ledger("ECU", material.cards), Ensemble(members=60)
    ecosystems.write(book, material, climate.draw(material, ensemble), ensemble)
    return book


def test_a_belt_too_small_for_the_grid_is_never_a_row_of_zeros(ledger: Ledger) -> None:
    nival = ledger.frame().query("indicator == 'belt_area' and group == 'belt:nival'")
    assert set(nival["status"]) == {"not applicable"}


def test_belts_of_every_member_cover_no_more_than_the_mountains(ledger: Ledger, material: Material) -> None:
    mountains = float(total(material.pieces, material.k1)[0])
    for level in ALL_LEVELS:
        belts = [ledger.members["belt_area", "ECU", f"belt:{belt}", level, None] for belt in BELTS[1:]]
        covered = np.sum(belts, axis=0)
        assert (covered <= mountains * (1 + 1e-9)).all()
        assert covered == pytest.approx(mountains, rel=0.01)  # what is missing is the nival belt


def test_where_there_speaks_of_members_that_have_the_belt() -> None:
    assert ecosystems.where_there(np.array([1.0, np.nan, 2.0])).tolist() == [1.0, 2.0]
    assert np.isnan(ecosystems.where_there(np.array([1.0, np.nan, np.nan]))).sum() == 2


def test_the_season_near_the_equator_lasts_all_year_outside_the_cold_belts(ledger: Ledger) -> None:
    season = ledger.frame().query("indicator == 'growing_season' and group == 'belt:montane'")
    assert season["mid"].to_list() == pytest.approx([365] * len(season), abs=1)


def test_maps_show_a_belt_on_every_mountain_piece_and_nowhere_else(material: Material) -> None:
    inputs = climate.draw(material, Ensemble(members=60))
    for values in ecosystems.maps(material, inputs).values():
        assert ((values >= 0) == material.k1).all()
