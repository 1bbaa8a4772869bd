import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from highground.catalogue.events.clean import read_clean

Say = Callable[..., tuple[int, str, str]]
TEXT = (
    "Дата;Место;Опасность;Эвакуировано;Разрушено домов;По состоянию на\n"
    "03.2024;Актобе;половодье;74 942;;08.04.2024\n"
    "03.2024;Актобе;половодье;119 220;;27.04.2024\n"
    "23.07.2015;Каргалы;прорыв моренного озера;;12;\n"
    "2016;Алматы;землетрясение;более 100;;\n"
    "soon;Алматы;сель;1;;\n"
)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "потери 2024.csv"
    path.write_text(TEXT, encoding="cp1251")
    return path


def test_a_table_becomes_a_folder_with_everything_in_it(say: Say, table: Path) -> None:
    code, out, _ = say("events", str(table), "--country", "KAZ")
    assert code == 0
    folder = Path("runs/events-потери-2024")
    assert {path.name for path in folder.iterdir()} == {"events.xlsx", "events.csv", "events.json", "monty"}
    assert "Rows: 5 · read: 4 · refused: 1 · events: 3." in out
    assert "River and snowmelt flood · events: 1 · with displacements: 1 · 119,220" in out
    assert "Earthquake · events: 1 · with displacements: 1 · at least 100" in out
    assert "In mountains or not: not said" in out


def test_the_csv_holds_one_row_per_event_and_keeps_its_range(say: Say, table: Path) -> None:
    say("events", str(table), "--country", "KAZ", "--household", "3-5")
    rows = read_clean(Path("runs/events-потери-2024/events.csv")).set_index("kind")
    assert rows.loc["snowmelt_flood", ["movement_low", "movement_mid", "movement_high"]].tolist() == [119_220] * 3
    assert rows.loc["outburst", ["movement_low", "movement_mid", "movement_high"]].tolist() == [36, 48, 60]
    assert rows.loc["outburst", "how"] == "modelled"
    assert rows["movement_high"].isna().tolist() == [False, False, True]


def test_json_says_the_same_and_nothing_else(say: Say, table: Path) -> None:
    document = json.loads(say("events", str(table), "--country", "KAZ", "--json")[1])
    assert (document["rows"], document["read"], document["refused"], document["events"], document["merged_pairs"]) == (
        5,
        4,
        1,
        3,
        1,
    )
    assert [line["hazard"] for line in document["by_hazard"]] == ["river_flood", "outburst", "other:earthquake"]
    assert [line["events"] for line in document["by_mountain"]] == [0, 0, 2]  # the earthquake is no climate hazard
    written = json.loads((Path(document["folder"]) / "events.json").read_text(encoding="utf-8"))
    assert {**written, "folder": document["folder"]} == document
    assert "NaN" not in (Path(document["folder"]) / "events.json").read_text(encoding="utf-8")


def test_each_language_gets_its_workbook(say: Say, table: Path) -> None:
    say("events", str(table), "--country", "KAZ", "--lang", "ru,es", "--out", "out")
    assert sorted(path.name for path in Path("out").glob("*.xlsx")) == ["events.es.xlsx", "events.ru.xlsx"]
    assert load_workbook("out/events.ru.xlsx", read_only=True).sheetnames


def test_an_earlier_result_is_replaced_and_a_strangers_folder_is_not(say: Say, table: Path) -> None:
    assert say("events", str(table), "--country", "KAZ", "--out", "out")[0] == 0
    assert say("events", str(table), "--country", "KAZ", "--out", "out")[0] == 0
    Path("mine").mkdir()
    Path("mine/letter.txt").write_text("dear", encoding="utf-8")
    code, _, err = say("events", str(table), "--country", "KAZ", "--out", "mine")
    assert code == 2
    assert "mine" in err
    assert [path.name for path in Path("mine").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("args", "why"),
    [((), "--country"), (("--country", "Atlantis"), "No country called"), (("--country", "KAZ", "--household", "many"), "no household size"),
     (("--country", "KAZ", "--household", "9-3"), "no household size"), (("--country", "KAZ", "--hazard", "qwerty"), "no hazard that is known"),
     (("--country", "KAZ", "--dates", "ymd"), "dmy")],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence_and_nothing_is_written(
    say: Say, table: Path, args: tuple[str, ...], why: str
) -> None:
    code, _, err = say("events", str(table), *args)
    assert code == 2
    assert why in err
    assert not Path("runs").exists() or not list(Path("runs").iterdir())


def test_a_fault_on_the_way_leaves_nothing_behind(say: Say, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("highground.catalogue.stac.write_monty", full)
    code, _, err = say("events", str(table), "--country", "KAZ", "--out", "out")
    assert code == 2
    assert "disk is full" in err
    assert [path.name for path in Path().iterdir()] == [table.name]


def test_a_missing_file_is_named(say: Say, table: Path) -> None:
    code, _, err = say("events", "none.xlsx", "--country", "KAZ")
    assert (code, "none.xlsx" in err) == (2, True)


def test_each_refusal_shows_its_first_cell_and_its_rows(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "date,place,hazard,evacuated\nsoon,A,flood,1\n2024-03-01,B,flood,45 families\nlater,C,flood,2\n", encoding="utf-8"
    )
    _, out, _ = say("events", str(path), "--country", "KAZ", "--out", str(tmp_path / "out"))
    assert "  - 2 × the whole row: the date soon is not understood; write it as 2024-03-26, 2024-03 or 2024. (Row 2, 4)" in out
    assert "  - 1 × one cell: Evacuated is 45 families: families are not persons." in out


def test_people_on_the_screen_are_whole(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date,place,hazard,houses destroyed\n2024-03-01,A,flood,3\n", encoding="utf-8")
    _, out, _ = say("events", str(path), "--country", "KAZ", "--household", "3.5", "--out", str(tmp_path / "out"))
    assert "with displacements: 1 · 10\n" in out


def test_a_slip_of_the_pen_of_three_hundred_digits_is_refused_and_nothing_breaks(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"date,place,hazard,evacuated\n2024-03-01,A,flood,1{'0' * 300}\n2024-03-02,B,flood,5\n", encoding="utf-8")
    code, out, _ = say("events", str(path), "--country", "KAZ", "--out", str(tmp_path / "out"))
    assert code == 0
    assert "more than all people on Earth" in out
