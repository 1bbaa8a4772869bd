import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Say = Callable[..., tuple[int, str, str]]


def test_show_reads_back_what_profile_wrote(say: Say, pipeline: Any) -> None:
    said = json.loads(say("profile", "KAZ", "--json", "--seed", "3")[1])
    code, out, _ = say("show", "runs/KAZ", "--json")
    shown = json.loads(out)
    assert code == 0
    assert {key: shown[key] for key in ("about", "evidence", "claims")} == {
        key: said[key] for key in ("about", "evidence", "claims")
    }


def test_show_speaks_the_language_asked_for(say: Say, pipeline: Any) -> None:
    say("profile", "KAZ")
    assert "Казахстан (KAZ)" in say("show", "runs/KAZ", "--lang", "ru")[1]


def test_show_reads_a_mirror_back(say: Say, pipeline: Any) -> None:
    said = json.loads(say("mirror", "KAZ", "ECU", "--json")[1])
    shown = json.loads(say("show", "runs/KAZ-ECU", "--json")[1])
    assert shown["table"] == said["table"]
    assert "Kazakhstan and Ecuador" in say("show", "runs/KAZ-ECU")[1]


def test_a_damaged_mirror_gets_one_sentence(say: Say, pipeline: Any) -> None:
    say("mirror", "KAZ", "ECU")
    Path("runs/KAZ-ECU/mirror.json").write_text('{"a": ')
    code, _, err = say("show", "runs/KAZ-ECU")
    assert code == 2
    assert "is damaged" in err


def test_no_folder_no_run(say: Say, pipeline: Any) -> None:
    code, _, err = say("show", "runs/PER")
    assert code == 2
    assert "There is no run at runs/PER" in err
