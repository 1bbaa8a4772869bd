from pathlib import Path

import numpy as np
import pytest

from highground.catalogue.flows.read import Flows, read_table
from highground.catalogue.flows.written import rows, write_csv


@pytest.fixture
def table(tmp_path: Path) -> Flows:
    path = tmp_path / "t.csv"
    path.write_text("origin,destination,year,flow\n=A,B,2022,3\nB,=A,2022,\nB,C,2022,1\n", encoding="utf-8")
    found = read_table(path)
    assert isinstance(found, Flows)
    return found


def test_every_pair_of_which_something_is_known_has_a_row(table: Flows) -> None:
    fitted = np.where(np.isnan(table.flow), np.nan, table.flow + 0.4)
    parts = {"recorded": table.flow, "fitted": fitted, "low": fitted - 1, "high": fitted, "past": None}
    found = rows(table, parts)
    assert [(line[1], line[2], line[5:]) for line in found] == [("=A", "B", (3, 3, 2, 4, None)), ("B", "C", (1, 1, 0, 2, None))]


def test_blanks_stay_blank_and_text_stays_text(table: Flows, tmp_path: Path) -> None:
    lines = rows(table, {"recorded": table.flow, "fitted": None, "low": None, "high": None, "past": table.flow / 3})
    write_csv(lines, tmp_path / "flows.csv")
    text = (tmp_path / "flows.csv").read_text(encoding="utf-8-sig").splitlines()
    assert text[0].startswith("year,origin,destination")
    assert text[1] == "2022,'=A,B,'=A,B,3,,,,1"
    assert text[2] == "2022,B,C,B,C,1,,,,0.33"
