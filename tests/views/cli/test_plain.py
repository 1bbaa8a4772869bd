import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.views.cli.plain import plain

leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
trees = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner))


@given(trees)
def test_whatever_is_plain_is_strict_json(tree: object) -> None:
    json.dumps(plain(tree), allow_nan=False)


def test_a_table_is_a_list_of_rows_and_a_blank_stays_null() -> None:
    table = pd.DataFrame({"year": pd.array([2025, None], dtype="Int64"), "mid": [1.5, float("nan")], "unit": ["m", None]})
    assert plain(table) == [{"year": 2025, "mid": 1.5, "unit": "m"}, {"year": None, "mid": None, "unit": None}]


def test_numbers_of_numpy_are_numbers() -> None:
    assert plain({"a": np.float64(2.5), "b": np.int8(3), "c": np.array([1, 2]), "d": np.bool_(True)}) == {
        "a": 2.5,
        "b": 3,
        "c": [1, 2],
        "d": True,
    }


def test_records_dates_and_paths_are_said_in_words() -> None:
    @dataclass(slots=True)
    class Note:
        day: date
        place: Path

    assert plain(Note(date(2026, 1, 2), Path("x"))) == {"day": "2026-01-02", "place": "x"}


def test_what_json_cannot_say_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot say object"):
        plain(object())
