import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Say = Callable[..., tuple[int, str, str]]
HEAD = "Откуда;Куда;Год;Человек;Км\n"
KM = {"AB": 10, "AC": 20, "AD": 30, "BC": 15, "BD": 12, "CD": 40}
PAIRS = [(a, b, 10 * (3 + "ABCD".index(a)) * (2 + "ABCD".index(b)) // KM["".join(sorted(a + b))] + 3, KM["".join(sorted(a + b))])
         for a in "ABCD" for b in "ABCD" if a != b]  # fmt: skip


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "переезды 2024.csv"
    rows = [f"{a};{b};{year};{flow + year - 2022};{km}" for year in (2022, 2023) for a, b, flow, km in PAIRS]
    path.write_text(HEAD + "\n".join([*rows, "A;A;2022;7;0", "A;B;2024;-3;10"]) + "\n", encoding="cp1251")
    return path


def test_a_table_becomes_a_folder_and_a_short_account(say: Say, table: Path) -> None:
    code, out, _ = say("flows", str(table))
    assert code == 0
    folder = Path("runs/flows-переезды-2024")
    assert {path.name for path in folder.iterdir()} == {"flows.csv", "flows.xlsx", "flows.json"}
    assert "Rows: 26 · refused: 2 · places: 4 · years: 2022 to 2023." in out
    assert "row 26 (A to A, 2022): 7 people go from A to A" in out
    assert "log km" in out
    assert "historical mean" in out
    assert "the mean of the pair's other years" in out


def test_fitted_flows_are_whole_people_and_keep_the_margins(say: Say, table: Path) -> None:
    say("flows", str(table))
    with Path("runs/flows-переезды-2024/flows.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    for column in ("origin", "destination"):
        for place in "ABCD":
            kept = [row for row in rows if row[column] == place and row["year"] == "2022"]
            assert sum(int(row["fitted"]) for row in kept) == sum(int(row["recorded"]) for row in kept)


def test_json_says_the_same_and_nothing_else(say: Say, table: Path) -> None:
    document = json.loads(say("flows", str(table), "--json")[1])
    assert [one["name"] for one in document["coefficients"]] == ["log km"]
    assert document["coefficients"][0]["low"] < document["coefficients"][0]["estimate"] < document["coefficients"][0]["high"]
    assert [one["row"] for one in document["refused"]] == [26, 27]
    assert document["in_time"]["pairs"] == 12
    written = json.loads((Path(document["folder"]) / "flows.json").read_text(encoding="utf-8"))
    assert {**written, "folder": document["folder"]} == document


def test_margins_that_do_not_balance_are_one_sentence_and_leave_nothing(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("m.csv").write_text("place,arrivals,departures\nA,500,600\nB,700,400\n", encoding="utf-8")
    code, out, err = say("flows", "m.csv")
    assert code != 0
    assert out == ""
    assert "1,000 people leave and 1,200 arrive" in err
    assert not Path("runs").exists()


def test_margins_and_totals_are_told_as_guesses(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("p.csv").write_text("place,lat,lon,people\nA,43,77,9\nB,51,71,8\nC,42,69,7\nD,50,57,6\n", encoding="utf-8")
    Path("m.csv").write_text("place,arrivals,departures\nA,50,30\nB,40,30\nC,10,40\nD,20,20\n", encoding="utf-8")
    _, out, _ = say("flows", "m.csv", "--places", "p.csv")
    assert "Margins do not tell how far people go" in out
    Path("t.csv").write_text("origin,destination,flow\nA,total,100\nA,B,60\n", encoding="utf-8")
    _, out, _ = say("flows", "t.csv", "--places", "p.csv", "--totals")
    assert "60 of 100 people are in known pairs" in out


def test_an_unknown_unit_of_a_country_is_refused_with_the_nearest(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text("origin,destination,flow,km\nAlpha,B,3,10\n", encoding="utf-8")
    code, _, err = say("flows", "t.csv", "--places", "none.csv")
    assert code != 0
    assert "there is no file none.csv" in err
