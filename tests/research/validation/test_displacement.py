from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from highground.basis.errors import BadData
from highground.catalogue.reference import Reference
from highground.catalogue.shelf import Shelf
from highground.research.validation import displacement


def events(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "ISO3": ["AAA"] * 4, "Year": [2008] * 4, "Hazard Category": ["Weather related"] * 3 + ["Geophysical"],
            "Hazard Type": ["Flood", "Wet mass movement", "Wildfire", "Earthquake"], "New Displacements": [90.0, 9.0, 500.0, 1000.0],
        }
        | columns
    )  # fmt: skip


def test_only_floods_and_mass_movements_of_the_weather_count_by_hand() -> None:
    assert displacement.yearly(events()) == {"AAA": (90 + 9) / 9}


def test_a_blank_is_not_zero_and_not_counted() -> None:
    assert displacement.yearly(events(**{"New Displacements": [90.0, np.nan, 1.0, 1.0]})) == {"AAA": 10}


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(BadData, match="lacks ISO3"):
        displacement.yearly(events().drop(columns="ISO3"))


def test_a_record_passes_inside_the_range_and_fails_outside() -> None:
    members = np.arange(1000.0)
    verdicts = [list(displacement.against("PER", members, recorded))[-1].verdict for recorded in (500.0, 20.0, 990.0)]
    assert verdicts == ["pass", "fail", "fail"]
    assert "out of sample" in next(displacement.against("PER", members, 500.0)).check


def test_the_records_of_four_countries_lie_in_our_ranges(shelf: Shelf, shared: Path) -> None:
    rows = {row.check: row for row in displacement.checks(shelf, Reference(shared / "data"))}
    decided = [row for row in rows.values() if row.verdict != "info"]
    assert [row.verdict for row in decided] == ["pass"] * 4
    assert any("not done" in check for check in rows)
    assert rows["Displacement a year PER, record 2008-2016 (out of sample)"].published == pytest.approx(307_973 / 9)
