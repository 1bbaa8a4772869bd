import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from highground.basis.stakeholder import Person
from highground.catalogue.store.records import opened
from highground.views.cli.main import main


def say(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["teach", *args])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out + said.err


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A register that was written empty and filled by hand."""
    monkeypatch.setenv("HIGHGROUND_RECORDS", str(tmp_path / "records.sqlite"))
    monkeypatch.setenv("HIGHGROUND_WHO", "training desk")
    assert say(capsys, "people", "--out", str(tmp_path / "register"), "--lang", "ru")[0] == 0
    path = tmp_path / "register" / "people.xlsx"
    file = load_workbook(path)
    pages = file.worksheets
    pages[1].append(["p-1", "-Айгүл", "Ministry", "analyst", None, "2026-05-01", "training"])
    pages[2].append(["e-1", "Training", "Almaty", "2026-05-01", "2026-05-02"])
    pages[3].append([None, "Ministry", "policy", 3, "gap analysis", "p-1"])
    pages[4].append([None, "e-1", "p-1", 2])
    file.save(tmp_path / "filled.xlsx")
    return tmp_path / "filled.xlsx"


def test_a_register_goes_out_is_filled_and_comes_back(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = say(capsys, "people", str(filled), "--json")
    assert (code, json.loads(said)["taken"]) == (0, {"new": 4, "changed": 0, "same": 0})
    out = filled.parent / "again"
    assert say(capsys, "people", "--out", str(out), "--lang", "all")[0] == 0
    assert sorted(path.name for path in out.glob("*.xlsx")) == ["people.es.xlsx", "people.kk.xlsx", "people.ru.xlsx", "people.xlsx"]
    cell = load_workbook(out / "people.kk.xlsx").worksheets[1]["B3"]
    assert (cell.value, cell.data_type) == ("-Айгүл", "s")
    _, said = say(capsys, "people", str(out / "people.es.xlsx"), "--lang", "es")
    assert "iguales 4" in said


def test_needs_are_told_without_names(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "No need is kept yet" in say(capsys, "needs")[1]
    say(capsys, "people", str(filled))
    code, said = say(capsys, "needs", "--out", str(filled.parent / "needs"), "--lang", "all")
    assert say(capsys, "needs", "--out", str(filled.parent / "needs"), "--lang", "all") == (
        code,
        said,
    )  # its own folder is replaced
    assert len(list((filled.parent / "needs").glob("*.html"))) == 4
    assert (code, "Ministry, Policies, laws and their gaps: needs 1, of them urgent 1" in said) == (0, True)
    for path in (filled.parent / "needs").glob("*.xlsx"):
        text = str([[cell.value for cell in row] for page in load_workbook(path) for row in page])
        assert "Ministry" in text
        assert "Айгүл" not in text


def test_a_person_can_have_everything_and_be_erased(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say(capsys, "people", str(filled))
    with opened(str(filled.parent / "records.sqlite")) as store:
        (name,) = [one.record.id for one in store.find(Person)]
    assert '"p-1"' not in filled.parent.joinpath("records.sqlite").read_bytes().decode("latin-1")  # the mark was never kept
    code, said = say(capsys, "export-person", name)
    told = json.loads(said)
    assert (code, told["person"]["name"]) == (0, "-Айгүл")
    assert [told[part][0]["person"] for part in ("needs", "attendance")] == [name, name]
    code, said = say(capsys, "erase", name)
    assert (code, "Backups" in said) == (0, True)
    code, said = say(capsys, "export-person", name)
    assert (code, f"no person {name}" in said) == (2, True)
    assert json.loads(say(capsys, "people", "--json")[1])["people"] == 0


def test_a_workbook_that_people_filled_is_not_written_over(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = filled.parent / "register"
    (out / "people.xlsx").write_bytes(filled.read_bytes())
    code, said = say(capsys, "people", "--out", str(out))
    assert (code, "would be lost" in said) == (2, True)
    assert (out / "people.xlsx").read_bytes() == filled.read_bytes()
    assert say(capsys, "people", str(out / "people.xlsx"), "--out", str(out))[0] == 0
