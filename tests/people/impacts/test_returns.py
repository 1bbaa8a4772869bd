from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.people.impacts.returns import MEASURES, ReturnCurve, counts, fit

ENSEMBLE = Ensemble(seed=1, members=200)
FACTS = Path(__file__).parents[4] / "shared" / "facts" / "mobility_validation.csv"
WORDS = {ours: theirs for theirs, ours in MEASURES.items()}
SUFFIX = {"evacuated": "evac", "returned": "ret", "in_centres": "ctr"}
KAZAKHSTAN_2024 = [  # Ministry of Emergency Situations through the press: day, evacuated, returned, in centres
    ("2024-04-08", 74_942, None, None),
    ("2024-04-15", 111_194, 11_950, 6_814),
    ("2024-04-27", 119_220, 36_745, 6_909),
    ("2024-05-02", None, 43_015, 6_338),
    ("2024-05-03", None, 48_611, 5_961),
]


def table(rows: list[tuple[Any, ...]], basis: str = "stated in the text") -> pd.DataFrame:
    """Counts as the facts hold them: one row a number. A day is a date, or a pair of bounds."""
    lines = []
    for i, (day, *numbers) in enumerate(rows):
        start, end, at = (*day, None) if isinstance(day, tuple) else (None, None, day)
        for name, value in zip(SUFFIX, numbers, strict=True):
            if value is not None:
                line = {"check_id": f"a_{i:02d}_{SUFFIX[name]}", "measure": WORDS[name], "value": value, "as_of": at}
                lines.append(line | {"period_start": start, "period_end": end, "date_basis": basis})
    return pd.DataFrame(lines)


def made(scale: float, shape: float, stay: float, bounds_days: int = 0) -> pd.DataFrame:
    """Counts of 10,000 people who left evenly over four days, by a known curve."""
    start, rows = pd.Timestamp("2020-03-01"), []
    leaving = (np.arange(400) + 0.5) / 100
    for day in range(4, 30, 3):
        since = np.maximum(day + 0.5 - leaving, 0)
        back = 10_000 * (1 - stay) * (1 - np.exp(-((since / scale) ** shape))).mean()
        when = start + pd.Timedelta(days=day)
        span = pd.Timedelta(days=bounds_days)
        rows.append(((str(when - span), str(when + span)) if bounds_days else str(when), 9_999, round(back), None))
    return counts(table(rows))


# counts


def test_of_119220_evacuated_in_kazakhstan_30_8_percent_had_returned_on_27_april() -> None:
    found = counts(table(KAZAKHSTAN_2024)).loc["a_02"]
    assert (found["evacuated"], found["returned"], found["in_centres"]) == (119_220, 36_745, 6_909)
    assert found["displaced"] == 82_475  # twelve times those in centres
    assert round(100 * found["returned_share"], 1) == 30.8


def test_a_number_that_a_count_does_not_give_stays_blank() -> None:
    found = counts(table(KAZAKHSTAN_2024))
    assert np.isnan(found.loc["a_00", ["returned", "displaced"]].to_numpy(dtype=float)).all()
    assert np.isnan(found.loc["a_04", "displaced"])


def test_a_count_lies_within_its_day_or_the_evening_before_or_between_its_neighbours() -> None:
    day = counts(table([("2024-04-10", 5, 1, None)])).iloc[0]
    assert (day["earliest"], day["latest"]) == (pd.Timestamp("2024-04-10"), pd.Timestamp("2024-04-11"))
    page = counts(table([("2024-04-10", 5, 1, None)], basis="address of the page")).iloc[0]
    assert (page["earliest"], page["latest"]) == (pd.Timestamp("2024-04-09"), pd.Timestamp("2024-04-11"))
    between = counts(table([(("2024-04-10", "2024-04-14"), 5, 1, None)])).iloc[0]
    assert (between["earliest"], between["latest"]) == (pd.Timestamp("2024-04-10"), pd.Timestamp("2024-04-15"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda rows: rows.drop(columns="value"), "lacks the columns value"),
        (lambda rows: rows.replace({"measure": {WORDS["returned"]: "moved on"}}), "moved on"),
        (lambda rows: rows.assign(as_of=None), "has no date"),
        (lambda rows: rows.assign(value=rows["value"].where(rows["check_id"] != "a_02_evac", 100_000)), "cannot fall"),
        (lambda rows: rows.assign(value=rows["value"].where(rows["check_id"] != "a_01_ret", -1)), "be negative"),
        (lambda rows: rows.assign(value=rows["value"].where(rows["check_id"] != "a_01_evac", 80_000)
                                  .where(rows["check_id"] != "a_01_ret", 81_000)
                                  .where(~rows["check_id"].isin(["a_02_ret", "a_03_ret", "a_04_ret"]), 90_000)), "more people returned"),
        (lambda rows: pd.concat([rows, rows.iloc[:1]]), "same number twice"),
    ],
)  # fmt: skip
def test_counts_that_cannot_be_are_refused(change: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        counts(change(table(KAZAKHSTAN_2024)))


def test_shares_worked_out_by_others_are_not_counts() -> None:
    rows = table(KAZAKHSTAN_2024)
    share = rows.iloc[:1].assign(check_id="a_00_share", measure="returned / evacuated", value=30.8)
    assert counts(pd.concat([rows, share])).equals(counts(rows))


# curves


@given(st.lists(st.tuples(st.floats(0.1, 1000), st.floats(0.2, 5), st.floats(0, 0.5)), min_size=1, max_size=5))
def test_a_curve_is_one_at_the_start_never_rises_and_never_falls_below_those_who_stay(members: list[tuple[float, ...]]) -> None:
    scale, shape, stay = (np.array(column) for column in zip(*members, strict=True))
    left = ReturnCurve(scale, shape, stay, 30.0).displaced(np.r_[0.0, np.geomspace(1e-3, 1e5, 50)])
    assert (left[:, 0] == 1).all()
    assert (np.diff(left, axis=1) <= 1e-15).all()
    assert (left >= stay[:, None] - 1e-15).all()


@pytest.mark.parametrize(("scale", "shape", "stay"), [(10.0, 1.0, 0.1), (25.0, 1.5, 0.3), (6.0, 0.8, 0.4)])
def test_a_known_curve_is_found_again_where_people_were_counted(scale: float, shape: float, stay: float) -> None:
    curve = fit(made(scale, shape, stay), ENSEMBLE)
    days = np.array([5.0, 10.0, 20.0])
    truth = ReturnCurve(np.array([scale]), np.array([shape]), np.array([stay]), 0).displaced(days)[0]
    low, high = np.quantile(curve.displaced(days), [0.05, 0.95], axis=0)
    assert (low - 0.03 < truth).all()
    assert (truth < high + 0.03).all()
    assert 25 < curve.seen_days < 45


def test_kazakhstans_counts_are_met_and_nobody_claims_to_know_the_year_after() -> None:
    curve = fit(counts(table(KAZAKHSTAN_2024)), ENSEMBLE)
    low, high = np.quantile(curve.displaced([15.0, 365.0]), [0.05, 0.95], axis=0)
    assert 0.6 < low[0] < high[0] < 0.95  # 27 April: 69.2 % of people who had left 0 to 30 days before
    assert low[1] < 0.05
    assert high[1] > 0.4


def test_dates_less_sure_make_the_curve_less_sure() -> None:
    width = [np.ptp(np.quantile(fit(made(15, 1.2, 0.2, bounds), ENSEMBLE).displaced(10.0), [0.05, 0.95])) for bounds in (0, 5)]
    assert width[1] > 1.1 * width[0]


def test_a_curve_repeats_with_the_seed() -> None:
    found = made(15, 1.2, 0.2)
    assert (fit(found, ENSEMBLE).scale_days == fit(found, ENSEMBLE).scale_days).all()
    assert (fit(found, ENSEMBLE).scale_days != fit(found, Ensemble(seed=2, members=200)).scale_days).any()


def test_two_counts_make_no_curve() -> None:
    with pytest.raises(BadData, match="2 counts of returned"):
        fit(counts(table(KAZAKHSTAN_2024[:3])), ENSEMBLE)
    with pytest.raises(BadData, match="0 or more"):
        ReturnCurve(np.ones(1), np.ones(1), np.zeros(1), 1.0).displaced(-1.0)


@pytest.mark.skipif(not FACTS.is_file(), reason="the shared facts are not mounted")
def test_the_whole_table_of_kazakhstan_2024_can_be_read_and_fitted() -> None:
    facts = pd.read_csv(FACTS)
    found = counts(facts[facts["group"] == "kz_return_curve_2024"])
    assert len(found) == 17
    stated = facts.set_index("check_id")["value"]
    for name in found.index[found["returned_share"].notna()]:
        assert round(100 * found.loc[name, "returned_share"], 1) == pytest.approx(float(stated[f"{name}_share"]), abs=0.051)
    left = fit(found, ENSEMBLE).displaced([7.0, 30.0])
    assert 0.85 < np.median(left[:, 0]) < 0.97
    assert 0.45 < np.median(left[:, 1]) < 0.65
