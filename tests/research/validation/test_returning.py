import numpy as np
import pandas as pd

from highground.catalogue.shelf import Shelf
from highground.people.impacts.returns import ReturnCurve
from highground.research.validation import returning


def test_two_cohorts_return_by_their_own_days_by_hand() -> None:
    found = pd.DataFrame(
        {"evacuated": [100.0, 300.0, np.nan], "earliest": pd.to_datetime(["2024-04-10", "2024-04-20", "2024-04-25"])}
    )
    curve = ReturnCurve(np.array([10.0]), np.array([1.0]), np.array([0.0]), 20.0)
    first, second = 15 + returning.BEGAN_DAYS / 2, 10.0  # days since leaving on 25 April
    expected = 1 - (100 * np.exp(-first / 10) + 200 * np.exp(-second / 10)) / 300
    assert np.isclose(returning.returned_share(curve, found, pd.Timestamp("2024-04-25"))[0], expected)


def test_nobody_has_returned_on_the_day_of_leaving_and_all_do_in_the_end() -> None:
    found = pd.DataFrame({"evacuated": [100.0], "earliest": pd.to_datetime(["2024-04-10"])})
    curve = ReturnCurve(np.array([5.0]), np.array([1.0]), np.array([0.25]), 20.0)
    assert np.isclose(returning.returned_share(curve, found, pd.Timestamp("2025-04-10"))[0], 0.75)


def test_later_counts_stand_beside_the_curve_of_the_first_ones() -> None:
    rows = list(returning.checks(Shelf()))
    assert [row.verdict for row in rows[::2]] == ["info", "info"]
    assert np.allclose([row.published for row in rows[::2]], [30.8, 40.8], atol=0.1)  # 36,745 and 48,611 of 119,220
    assert all(0 <= row.ours <= 100 for row in rows)
