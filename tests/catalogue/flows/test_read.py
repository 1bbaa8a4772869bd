import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import Workbook

from highground.basis.errors import BadData
from highground.catalogue.flows.places import Place, known
from highground.catalogue.flows.read import Flows, Margins, read_table

KNOWN = known([Place("A", "Alpha"), Place("B", "Beta")], [(0, "A"), (0, "Alpha"), (1, "B"), (1, "Beta")], "list")


def csv(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def flows(folder: Path, rows: str, places: Any = None, head: str = "origin,destination,flow") -> Flows:
    found = read_table(csv(folder, f"{head}\n{rows}"), places)
    assert isinstance(found, Flows)
    return found


def test_flows_become_a_table_with_blanks_where_nothing_is_reported(tmp_path: Path) -> None:
    found = flows(tmp_path, 'A,B,"1 131"\nB,A,0\nA,C,\n')
    assert [place.code for place in found.places] == ["A", "B", "C"]
    assert found.flow[0, 0, 1] == 1131
    assert found.flow[0, 1, 0] == 0
    assert np.isnan(found.flow[0, 0, 2])
    assert found.refused == ()
    assert any("4 of 6 pairs are blank or not in the table" in said for said in found.said)
    assert len(found.sha256) == 64


def test_years_are_kept_apart_and_said(tmp_path: Path) -> None:
    found = flows(tmp_path, "A,B,2023,7\nA,B,2022,5\n", head="origin,destination,year,flow")
    assert found.years == (2022, 2023)
    assert found.flow[:, 0, 1].tolist() == [5, 7]
    assert any("2 years, 2022 to 2023" in said for said in found.said)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("A,Gamma,3", "'Gamma' is no place of the list"), ("A,Betta,3", "nearest: Beta"), ("A,B,-3", "never negative"), ("A,B,2.5", "whole"),
        ("A,A,4", "4 people go from A to A"), (",B,3", "no origin is named"), ("Total,B,3", "a total of other rows"), ("A,B,=1+1", "a formula"),
        ("A,B,about 9", "not one number"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_is_named_with_its_reason_and_the_others_stay(tmp_path: Path, row: str, says: str) -> None:
    found = flows(tmp_path, f"B,A,9\n{row}\n", KNOWN)
    assert found.flow[0, 1, 0] == 9
    assert [one.row for one in found.refused] == [3]
    assert says in found.refused[0].reason
    assert found.rows == 2


def test_totals_are_known_sums_only_where_they_are_asked_for(tmp_path: Path) -> None:
    path = csv(tmp_path, "origin,destination,flow\nA,B,3\nA,Total,10\nTotal,B,9\n")
    found, plain = read_table(path, totals=True), read_table(path)
    assert isinstance(found, Flows)
    assert isinstance(plain, Flows)
    assert found.totals[0].tolist()[0] == 10
    assert np.isnan(found.totals[0, 1])
    assert [[one.row for one in table.refused] for table in (found, plain)] == [[4], [3, 4]]
    assert [place.name for place in found.places] == ["A", "B"]
    assert np.isnan(plain.totals).all()


def test_every_row_is_taken_or_refused(tmp_path: Path) -> None:
    found = flows(tmp_path, "A,B,3\nA,X,1\nB,A,-1\nA,A,2\nB,B,0\n", KNOWN)
    taken = int(np.isfinite(found.flow).sum())
    self_of_nobody = 1  # a zero on the diagonal says nothing and is left out
    assert taken + len(found.refused) + self_of_nobody == found.rows


def test_a_copy_is_taken_once_and_a_clash_not_at_all(tmp_path: Path) -> None:
    found = flows(tmp_path, "A,B,3\nA,B,3\nB,A,4\nBeta,Alpha,5\n", KNOWN)
    assert found.flow[0, 0, 1] == 3
    assert np.isnan(found.flow[0, 1, 0])
    reasons = {one.row: one.reason for one in found.refused}
    assert "the same as row 2" in reasons[3]
    assert "rows 4, 5 with different counts" in reasons[4] == reasons[5]


def test_a_row_without_a_year_among_others_that_have_one_is_refused(tmp_path: Path) -> None:
    found = flows(tmp_path, "A,B,2022,3\nB,A,,4\nB,A,2021/22,4\n", head="origin,destination,year,flow")
    assert ["blank while other rows have one" in found.refused[0].reason, "not one year" in found.refused[1].reason] == [True, True]


def test_distances_come_along(tmp_path: Path) -> None:
    found = flows(tmp_path, 'A,B,3,"10,5"\nA,A,0,1e-300\nB,A,2,far\n', head="origin,destination,flow,km")
    assert found.km is not None
    assert found.km[0, 1] == 10.5
    assert "above 0" in found.refused[0].reason


def test_a_table_of_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="no row with people who move"):
        flows(tmp_path, "A,B,0\n")
    with pytest.raises(BadData, match="row 2: 'X' is no place"):
        flows(tmp_path, "X,Y,3\n", KNOWN)
    with pytest.raises(BadData, match="row 2: flow is -1"):
        flows(tmp_path, "A,B,-1\n")


def margins(folder: Path, rows: str, head: str = "place,arrivals,departures", places: Any = None) -> Margins:
    found = read_table(csv(folder, f"{head}\n{rows}"), places)
    assert isinstance(found, Margins)
    return found


def test_margins_are_read_by_year_and_place(tmp_path: Path) -> None:
    found = margins(tmp_path, "A,2022,5,3\nB,2022,3,5\nA,2023,1,1\nB,2023,1,1\nTotal,2023,2,2\n", "place,year,arrivals,departures")
    assert found.years == (2022, 2023)
    assert found.arriving.tolist() == [[5, 3], [1, 1]]
    assert found.leaving.tolist() == [[3, 5], [1, 1]]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("A,500,600\nB,700,400\n", "1,000 people leave and 1,200 arrive, a difference of 200"), ("A,5,\nB,3,5\n", "departures of A is not reported"),
        ("A,5,3\nA,3,5\n", "stands twice"), ("A,-5,3\nB,3,5\n", "row 2: arrivals is -5"), (",5,5\n", "names no place"),
    ],
)  # fmt: skip
def test_margins_are_taken_whole_or_refused_in_one_sentence(tmp_path: Path, rows: str, says: str) -> None:
    with pytest.raises(BadData, match=says):
        margins(tmp_path, rows)


def test_a_net_that_is_not_the_difference_is_refused(tmp_path: Path) -> None:
    head = "place,arrivals,departures,net"
    assert margins(tmp_path, "A,5,3,2\nB,3,5,−2\n", head).leaving.sum() == 8
    with pytest.raises(BadData, match="net of A is 3, but 5 arrive and 3 leave"):
        margins(tmp_path, "A,5,3,3\nB,3,5,-2\n", head)


def test_a_place_that_a_year_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="B is missing in 2023"):
        margins(tmp_path, "A,2022,5,3\nB,2022,3,5\nA,2023,1,1\n", "place,year,arrivals,departures")
    with pytest.raises(BadData, match="row 2: 'Gamma' is no place"):
        margins(tmp_path, "Gamma,1,1\n", places=KNOWN)


def test_a_workbook_is_read_and_its_formulas_are_refused(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Откуда", "Куда", "Человек"], ["А", "Б", 12.0], ["Б", "А", "1 000"]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    found = read_table(tmp_path / "t.xlsx")
    assert isinstance(found, Flows)
    assert found.flow[0, 1, 0] == 1000
    book.active.append(["А", "Б", "=C2*2"])
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(BadData, match="cell C4 holds a formula"):
        read_table(tmp_path / "t.xlsx")


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 1024**2)
        for number in range(300):
            archive.writestr(f"xl/{number}.xml", b"0" * 1024**2)
    with pytest.raises(BadData, match="unpacks to more than"):
        read_table(path)


def test_the_tables_kept_for_validation_are_read(shared: Path) -> None:
    austria = read_table(shared / "data" / "migration" / "austria_flows.csv")
    assert isinstance(austria, Flows)
    assert np.nansum(austria.flow) == 89_575  # the sum of the column
    assert austria.refused == ()
    kazakhstan = read_table(shared / "data" / "migration" / "kazakhstan_internal_2022.csv")
    assert isinstance(kazakhstan, Margins)
    assert len(kazakhstan.places) == 20
