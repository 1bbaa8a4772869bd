import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from highground.catalogue.staging import MARKS
from highground.views.cli.show import MADE_BY
from highground.views.cli.verbs import paths

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


def printed(text: str) -> list[str]:
    """Lines without the seconds that it took."""
    return [re.sub(r" \(\d+ s\)$", "", line) for line in text.splitlines()]


def test_show_reads_a_runout_back_and_prints_what_the_verb_printed(say: Say, asked: Any, tmp_path: Path) -> None:
    given = ["--dem", asked.dem[0], "--release", asked.release, "--settlements", asked.settlements, "--members", "4"]
    said = say("runout", *map(str, given), "--out", str(tmp_path / "out"), "--lang", "es")[1]
    assert "Foot" in said
    assert printed(say("show", str(tmp_path / "out"), "--lang", "es")[1]) == printed(said)
    document = json.loads(say("show", str(tmp_path / "out"), "--json")[1])
    assert {row["name"] for row in document["reach"]} == {"Foot"}
    assert document == json.loads(say("runout", *map(str, given), "--out", str(tmp_path / "out"), "--lang", "es", "--json")[1])


def test_a_runout_with_a_changed_file_is_refused_by_its_name(say: Say, asked: Any, tmp_path: Path) -> None:
    say("runout", "--dem", str(asked.dem[0]), "--release", str(asked.release), "--members", "2", "--out", str(tmp_path / "out"))
    with (tmp_path / "out" / "reach.csv").open("a") as file:
        file.write("a,b")
    code, _, err = say("show", str(tmp_path / "out"))
    assert code == 2
    assert "reach.csv is damaged or changed; run the runout again" in err


def test_show_reads_events_back_and_prints_what_the_verb_printed(say: Say, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "date,hazard,evacuated,households\n2024-03,flood,1000,\nsoon,flood,1,\n2020,landslide,,7\n", "utf-8"
    )
    given = (str(tmp_path / "t.csv"), "--country", "KAZ", "--out", str(tmp_path / "out"))
    said = say("events", *given, "--lang", "ru")[1]
    assert said == say("show", str(tmp_path / "out"), "--lang", "ru")[1]
    assert json.loads(say("show", str(tmp_path / "out"), "--json")[1]) == json.loads(say("events", *given, "--json")[1])
    (tmp_path / "out" / "events.json").write_text("{}")
    assert "events.json is damaged" in say("show", str(tmp_path / "out"))[2]


def test_every_folder_that_a_verb_writes_can_be_shown() -> None:
    assert set(MARKS) == {"run.json", "mirror.json", "events.json", "runout.json", *MADE_BY}
    assert {tuple(verb.split()) for verb in MADE_BY.values()} <= set(paths())


@pytest.mark.parametrize(
    ("mark", "document", "said"),
    [
        ("gaps.json", {"iso3": "KAZ"}, "highground policy gaps · KAZ"),
        ("pack.json", {"countries": ["KAZ", "ECU"], "event": "COP 31"}, "highground pack · KAZ, ECU · COP 31"),
        ("report.json", {"project": {"id": "NC.0090"}, "report": {}}, "highground project report · NC.0090"),
        ("iati.json", {"projects": ["NC.0090"], "org": "X"}, "highground project iati · NC.0090"),
        ("project.json", {"project": None, "made_on": "2026-11-25"}, "highground project template"),
    ],
)
def test_other_results_say_who_wrote_them_what_they_are_about_and_what_to_open(
    mark: str, document: dict[str, Any], said: str, say: Say, tmp_path: Path
) -> None:
    (tmp_path / mark).write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "report.docx").write_bytes(b"")
    code, out, _ = say("show", str(tmp_path), "--lang", "ru")
    assert (code, out.splitlines()) == (0, [said, "", f"Результаты: {tmp_path}", "  report.docx"])
    assert json.loads(say("show", str(tmp_path), "--json")[1]) == {"folder": str(tmp_path), **document}
    (tmp_path / mark).write_text("[", encoding="utf-8")
    assert say("show", str(tmp_path))[0] == 2
