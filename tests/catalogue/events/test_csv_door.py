from collections.abc import Callable
from pathlib import Path

import pytest

from highground.basis.errors import BadData
from highground.catalogue.events.csv_door import read_csv

Maker = Callable[..., Path]

TEXT = "Дата;Опасность;Эвакуировано\n26.03.2023;сель;1 200\n27.03.2023;оползень;\n"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("cp1251", "CP1251")],
)
def test_every_alphabet_of_an_office_is_found_and_said(csv_file: Maker, encoding: str, said: str) -> None:
    sheet = read_csv(csv_file(TEXT, encoding))
    assert sheet.lines[0][1] == ("Дата", "Опасность", "Эвакуировано")
    assert str(sheet.said[0]) == f"The text of the file was read as {said}."


def test_spanish_accents_of_an_old_file_are_not_cyrillic(csv_file: Maker) -> None:
    sheet = read_csv(csv_file("Fecha;Evento;Población\n2023;Inundación;Alausí\n", "cp1252"))
    assert sheet.lines[1][1] == ("2023", "Inundación", "Alausí")


@pytest.mark.parametrize(("sign", "name"), [(",", "“,”"), (";", "“;”"), ("\t", "Tab"), ("|", "“|”")])
def test_the_sign_between_cells_is_found_and_said(csv_file: Maker, sign: str, name: str) -> None:
    sheet = read_csv(csv_file(sign.join(["date", "hazard", "place"]) + "\n" + sign.join(["2023", "flood", "x"]) + "\n"))
    assert sheet.lines[1][1] == ("2023", "flood", "x")
    assert name in str(sheet.said[1])


def test_a_blank_cell_is_nothing_and_a_blank_line_is_no_line(csv_file: Maker) -> None:
    sheet = read_csv(csv_file("date,hazard\n\n2023,\n"))
    assert sheet.lines == ((1, ("date", "hazard")), (3, ("2023", None)))


@pytest.mark.parametrize(
    ("raw", "why"),
    [(b"PK\x03\x04", "archive"), (b"\xd0\xcf\x11\xe0rest", "archive"), (b"<html>", "web page"), (b"", "empty"), (b"a,b\n1,2,3,4\n1,2\n", "line 2 has 4 cells"),
     (b'a,b\n"1,2\n', "not plain csv"), (b"date,hazard\n2023,a\x00b\n", "no known encoding")],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_one_sentence(csv_file: Maker, raw: bytes, why: str) -> None:
    path = csv_file("")
    path.write_bytes(raw)
    with pytest.raises(BadData, match=why) as refused:
        read_csv(path)
    assert "\n" not in str(refused.value)


def test_signs_that_move_a_terminals_cursor_or_turn_letters_are_dropped(csv_file: Maker) -> None:
    sheet = read_csv(csv_file("date,hazard\n2023,\x1b[31mflood\u202e\n"))
    assert sheet.lines[1][1] == ("2023", "[31mflood")
