import numpy as np
import pandas as pd
import pytest

from highground.basis.indicators import BY_ID, COLUMNS
from highground.research.validation import mobility


def evidence(*rows: tuple[str, str, str, float | None, int | None, float]) -> pd.DataFrame:
    cells = [
        {"indicator": name, "place": place, "group": group, "level": level, "year": year, "status": "value", "low": mid / 2, "mid": mid,
         "high": 2 * mid, "unit": BY_ID[name].unit, "how": "modelled", "confidence": "low", "grade": "read", "sources": "a"}
        for name, place, group, level, year, mid in rows
    ]  # fmt: skip
    return pd.DataFrame(cells, columns=[name for name, _, _ in COLUMNS]).astype({name: kind for name, kind, _ in COLUMNS})


@pytest.mark.parametrize(("mid", "verdict"), [(500_000.0, "pass"), (700_000.0, "fail")])
def test_the_upper_ends_of_all_countries_together_stay_below_the_bound(mid: float, verdict: str) -> None:
    each = {iso3: evidence(("moves_sum", iso3, mobility.WORST, None, 2050, mid), ("moves_sum", iso3, mobility.WORST, None, 2080, 1e9)) for iso3 in ("KAZ", "TJK")}  # fmt: skip
    told, judged = mobility.bound(each)
    assert (told.ours, judged.ours, judged.verdict) == (2 * mid, 4 * mid, verdict)


def test_a_hotspot_has_the_sign_of_its_units_together() -> None:
    found = {
        row.check.split(", ", 1)[1]: row.verdict
        for row in mobility.signs(
            evidence(
                ("unit_net_added", "KZ-AST", "", 2.0, None, 30.0),
                ("unit_net_added", "KZ-AKM", "", 2.0, None, -10.0),
                ("unit_net_added", "KZ-YUZ", "", 2.0, None, 5.0),
                ("unit_net_added", "KZ-YUZ", "", 3.0, None, -5.0),
            )
        )
    }
    assert found == {"northern Kazakhstan, Astana": "pass", "southern border of Kazakhstan": "fail"}


def test_the_order_of_provinces_is_a_rank_correlation_by_hand() -> None:
    places = ("EC-A", "EC-B", "EC-C", "EC-D")
    census = [("lifetime_out", place, "", None, 2022, value) for place, value in zip(places, (4.0, 3, 2, 1), strict=True)]
    census.append(("lifetime_out", "EC-D", "", None, 2010, 9.0))  # an older census is left out
    leaving = [("unit_leaving", place, "", 1.09, None, value) for place, value in zip(places, (40.0, 30, 10, 20), strict=True)]
    row = next(mobility.order(evidence(*census, *leaving)))
    assert np.isclose(row.ours, 1 - 6 * 2 / (4 * 15))  # 1 - 6 sum(d2) / (n (n2 - 1)) = 0.8
    assert row.verdict == "pass"
