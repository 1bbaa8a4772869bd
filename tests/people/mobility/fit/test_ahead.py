import numpy as np
import pytest

from highground.basis.errors import BadData
from highground.people.mobility.fit.ahead import foreseen, historical_mean
from highground.people.mobility.fit.pairs import pairs

KM = np.log([[1.0, 10.0, 20.0], [10.0, 1.0, 30.0], [20.0, 30.0, 1.0]])


def years(*factors: float) -> np.ndarray:
    """A law that is met exactly, so many times as large each year."""
    w = np.exp(-1.5 * KM) * ~np.eye(3, dtype=bool)
    flow = np.array(factors)[:, None, None] * 100 * w / w.sum(axis=1, keepdims=True)
    return np.where(np.eye(3, dtype=bool), np.nan, flow)


def test_a_law_that_holds_every_year_is_foreseen_exactly() -> None:
    found = foreseen(pairs(years(1, 1, 1), {"km": KM}), "origin")
    assert np.nanmax(np.abs(found - np.nan_to_num(years(1, 1, 1)))) == pytest.approx(0, abs=1e-4)


def test_nobody_knows_how_many_will_leave_next_year() -> None:
    found = foreseen(pairs(years(1, 2, 3), {"km": KM}), "origin")
    assert found.sum(axis=(1, 2), where=~np.isnan(found)) == pytest.approx([750, 600, 450])  # means of 600, 900; 300, 900; 300, 600


def test_the_historical_mean_is_blank_where_no_other_year_is_reported() -> None:
    found = historical_mean(np.array([[1.0, np.nan], [3.0, 5.0]]))
    assert np.array_equal(found, [[3.0, 5.0], [1.0, np.nan]], equal_nan=True)


def test_one_year_foresees_nothing() -> None:
    with pytest.raises(BadData, match="two years"):
        foreseen(pairs(years(1), {"km": KM}), "origin")
