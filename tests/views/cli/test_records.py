import json
import re
import sqlite3
from pathlib import Path

import pytest

from highground.basis.policy import Text
from highground.basis.stakeholder import Person
from highground.catalogue.store import audit
from highground.catalogue.store.records import opened
from highground.catalogue.store.rooms import SHAPES
from highground.views.cli.main import main
from highground.views.cli.records.log import DOINGS
from highground.views.cli.records.naming import KINDS


def say(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["records", *args])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out + said.err


def test_every_doing_has_words_for_people() -> None:
    assert set(DOINGS) == set(audit.DOINGS)


def test_every_kind_of_record_has_a_name_for_people() -> None:
    assert set(KINDS) == {shape.name for shape in SHAPES.values()}


@pytest.fixture
def kept(tmp_path: Path) -> str:
    address = str(tmp_path / "records.sqlite")
    with opened(address, "desk") as store:
        store.add(Text("t1", "ndc.pdf", "pdf", "a", "ru"))
        store.put(Text("t1", "ndc.pdf", "pdf", "a", "kk"))
    return address


def test_status_and_log_say_how_many_who_and_what(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = say(capsys, "status", "--records", kept)
    assert (code, "policy text (policy_texts): 1" in said, "desk" in said) == (0, True, True)
    _, said = say(capsys, "log", "t1", "--records", kept)
    assert [line.split("  ")[0] for line in said.splitlines()] == ["2", "1"]
    assert re.search(r"^2  \d{4}-\d\d-\d\d \d\d:\d\d UTC  desk  policy text t1: changed \(language\)$", said, re.MULTILINE)
    _, said = say(capsys, "log", "--records", kept, "--most", "1", "--lang", "ru")
    assert said.splitlines()[0].endswith("текст политики t1: изменено (language)")
    assert "--most" in said.splitlines()[1]
    assert "--most" not in say(capsys, "log", "--records", kept, "--most", "2")[1]
    _, said = say(capsys, "log", "--records", kept, "--by", "nobody", "--lang", "en")
    assert said == "No change is recorded.\n"
    _, said = say(capsys, "log", "--records", kept, "--table", "policy_texts", "--most", "1", "--json")
    assert json.loads(said)["changes"][0]["before"]["language"] == "ru"
    code, said = say(capsys, "log", "--records", kept, "--since", "yesterday")
    assert (code, "is no day" in said) == (2, True)


def test_a_backup_is_restored_into_a_new_store_by_one_command_each(
    kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, said = say(capsys, "backup", "--records", kept, "--out", str(tmp_path / "b.zip"), "--json")
    assert json.loads(said)["records"] == 1
    code, said = say(capsys, "restore", str(tmp_path / "b.zip"), "--records", str(tmp_path / "new.sqlite"), "--who", "desk 2")
    assert (code, "Restored 1 records" in said) == (0, True)
    with opened(str(tmp_path / "new.sqlite")) as store:
        assert store.log()[0].who == "desk 2"


def test_records_are_replaced_only_when_asked_and_after_a_copy(
    kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say(capsys, "backup", "--records", kept, "--out", str(tmp_path / "b.zip"))
    code, said = say(capsys, "restore", str(tmp_path / "b.zip"), "--records", kept)
    assert (code, "add --replace" in said) == (2, True)
    code, said = say(capsys, "restore", str(tmp_path / "b.zip"), "--records", kept, "--replace", "--json")
    assert code == 0
    assert Path(json.loads(said)["copy"]).is_file()


def test_who_was_erased_since_a_backup_is_named_when_it_brings_them_back(
    kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(kept, "desk") as store:
        store.add(Person("p-1", "A", "Ministry", "head", "", "2026-09-01", "training"))
        say(capsys, "backup", "--records", kept, "--out", str(tmp_path / "b.zip"))
        store.erase(Person, "p-1")
    code, said = say(capsys, "restore", str(tmp_path / "b.zip"), "--records", kept, "--replace")
    assert (code, "now back: p-1. Erase them again." in said) == (0, True)
    next(tmp_path.glob("records-before-restore-*.zip")).unlink()  # two copies in one second would have one name
    code, said = say(capsys, "restore", str(tmp_path / "b.zip"), "--records", kept, "--replace", "--json")
    assert json.loads(said)["erased_and_back"] == []  # nobody was erased between the two


def test_records_that_lost_a_table_are_moved_aside_too(kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say(capsys, "backup", "--records", kept, "--out", str(tmp_path / "b.zip"))
    with sqlite3.connect(kept) as connection:
        connection.execute("DROP TABLE projects")
    connection.close()
    assert "is gone" in say(capsys, "status", "--records", kept)[1]
    code, said = say(capsys, "restore", str(tmp_path / "b.zip"), "--records", kept, "--replace")
    assert (code, "Restored 1 record" in said, "if somebody was, erase them again" in said) == (0, True, True)
    assert say(capsys, "status", "--records", kept)[0] == 0


def test_damaged_records_are_moved_aside_before_a_restore(kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say(capsys, "backup", "--records", kept, "--out", str(tmp_path / "b.zip"))
    whole = Path(kept).read_bytes()
    Path(kept).write_bytes(whole[: len(whole) // 2])
    code, said = say(capsys, "status", "--records", kept)
    assert (code, "damaged" in said) == (2, True)
    code, said = say(capsys, "restore", str(tmp_path / "b.zip"), "--records", kept, "--replace", "--json")
    assert code == 0
    assert Path(json.loads(said)["copy"]).read_bytes() == whole[: len(whole) // 2]
    assert say(capsys, "status", "--records", kept)[0] == 0


def test_upgrade_says_when_there_is_nothing_to_do(
    kept: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIGHGROUND_RECORDS", kept)
    assert say(capsys, "upgrade") == (0, "The records are up to date.\n")
