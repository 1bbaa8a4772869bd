import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from highground.basis.errors import BadData
from highground.catalogue.register.tables import read_table

Maker = Callable[..., Path]
NEEDED = ("id", "settlement")


def test_headings_may_stand_below_a_title_and_tags_below_them(book_file: Maker) -> None:
    rows: list[list[object]] = [
        ["List of 2026"],
        ["Family ID", "Village", "Roof"],
        ["#id", "#loc", "#x"],
        ["A1", "Top", "tin"],
        [None, None, "tin"],
    ]
    table = read_table(book_file(rows), "family", NEEDED)
    assert table.rows == ((4, {"id": "A1", "settlement": "Top"}),)
    assert table.unknown == ("Roof",)
    assert table.where(4, "settlement") == "list.xlsx, sheet Sheet: row 4, Village"


def test_a_column_of_names_is_refused_with_its_letter_and_what_to_do(text_file: Maker) -> None:
    with pytest.raises(BadData, match=r"column C \(ФИО\).*names of people.*take the column out"):
        read_table(text_file("Номер семьи,Село,ФИО\n1,Сай,Иванов\n"), "family", NEEDED)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("village,people\nTop,4\n", "no column is called id"), ("colour,shape\nred,round\n", "the headings are none that are known"),
        ("id,village\n", "no rows below"), ("id,village,people\n,,\n", "no rows below"),
    ],
)  # fmt: skip
def test_a_list_without_what_is_needed_is_refused(text_file: Maker, text: str, why: str) -> None:
    with pytest.raises(BadData, match=why) as refused:
        read_table(text_file(text), "family", NEEDED)
    assert "\n" not in str(refused.value)


def test_a_formula_is_refused_with_its_cell(book_file: Maker) -> None:
    with pytest.raises(BadData, match="B2 holds a formula"):
        read_table(book_file([["id", "village"], ["A1", "=A1"]]), "family", NEEDED)


def test_a_bomb_is_never_opened(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b" " * 1024**2)
    with pytest.raises(BadData, match="unpacks to more than"):
        read_table(path, "family", NEEDED)


@pytest.mark.parametrize("name", ["list.ods", "list.pdf"])
def test_other_files_are_refused(text_file: Maker, name: str) -> None:
    with pytest.raises(BadData, match="only xlsx and csv"):
        read_table(text_file("x", name), "family", NEEDED)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="there is no file"):
        read_table(tmp_path / "none.csv", "family", NEEDED)
