from pathlib import Path

import pytest
from openpyxl import Workbook

from highground.basis.errors import BadData
from highground.catalogue.flows.headings import read_columns


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("origin,destination,year,flow", "flows"), ("Откуда;Куда;Год;Человек", "flows"), ("Қайдан;Қайда;Жыл;Саны", "flows"),
        ("Origen;Destino;Año;Personas", "flows"), ("region,month,arrivals,departures,net", "margins"), ("Регион;Прибыло;Выбыло", "margins"),
        ("Облыс;Келгендер;Кеткендер", "margins"), ("Provincia;Llegadas;Salidas", "margins"),
    ],
)  # fmt: skip
def test_headings_are_known_in_four_languages(tmp_path: Path, line: str, kind: str) -> None:
    sign = ";" if ";" in line else ","
    row = sign.join("1" for _ in line.split(sign))
    assert read_columns(written(tmp_path / "t.csv", f"{line}\n{row}\n"), ["flows", "margins"]).kind == kind


def test_titles_may_stand_above_and_unknown_columns_are_told(tmp_path: Path) -> None:
    table = read_columns(written(tmp_path / "t.csv", "Migration,,,\nfrom,to,people,note\nA,B,3,x\n"), ["flows"])
    assert table.fields == {"origin": 0, "destination": 1, "flow": 2}
    assert table.unused == ("note",)
    assert table.lines[0][0] == 3


def test_the_one_sheet_with_such_a_table_is_found(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["read me"])
    for name in ("a", "b"):
        page = book.create_sheet(name)
        page.append(["origin", "destination", "flow"])
        page.append(["A", "B", 3])
    book.save(tmp_path / "two.xlsx")
    with pytest.raises(BadData, match="more than one sheet"):
        read_columns(tmp_path / "two.xlsx", ["flows"])
    assert read_columns(tmp_path / "two.xlsx", ["flows"], "b").name.endswith("sheet b")
    with pytest.raises(BadData, match="no visible sheet 'c'"):
        read_columns(tmp_path / "two.xlsx", ["flows"], "c")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("t.csv", "a,b\n1,2\n", "no line holds the headings"), ("t.csv", "origin,destination,flow\n", "no rows below"),
        ("t.csv", "from,from,to,flow\nA,A,B,1\n", "two headings"), ("t.pdf", "x", "only xlsx and csv"), ("t.xlsx", "x", "not a whole xlsx"),
        ("t.csv", "", "empty"),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_said(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(BadData, match=says):
        read_columns(written(tmp_path / name, text), ["flows"])


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="there is no file"):
        read_columns(tmp_path / "none.csv", ["flows"])
