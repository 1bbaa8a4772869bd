import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from highground.basis.errors import CannotWrite

Say = Callable[..., tuple[int, str, str]]


def test_all_profiles_every_country_and_lists_those_refused_with_the_reason(say: Say, pipeline: Any) -> None:
    code, out, err = say("profile", "--all")
    assert code == 0
    assert [iso3 for iso3, _, _ in pipeline.profiled] == ["KAZ", "ECU", "NLD"]
    assert "2 made, 0 there already, 1 refused" in out
    assert "NLD  The Netherlands has no mountains" in out
    assert "Ecuador, 2 of 3" in err


def test_a_second_call_goes_on_where_the_first_stopped(say: Say, pipeline: Any) -> None:
    pipeline.profile_raises["ECU"] = KeyboardInterrupt()
    assert say("profile", "--all")[0] == 130
    pipeline.profile_raises.clear()
    pipeline.profiled.clear()
    code, out, _ = say("profile", "--all", "--json")
    assert code == 0
    assert [iso3 for iso3, _, _ in pipeline.profiled] == ["ECU", "NLD"]
    assert {key: json.loads(out)[key] for key in ("made", "skipped")} == {"made": ["ECU"], "skipped": ["KAZ"]}


def test_another_seed_language_or_a_lost_file_is_made_again(say: Say, pipeline: Any) -> None:
    say("profile", "--all")
    for extra in (("--seed", "2"), ("--seed", "2", "--lang", "ru")):
        pipeline.profiled.clear()
        say("profile", "--all", *extra)
        assert [iso3 for iso3, _, _ in pipeline.profiled] == ["KAZ", "ECU", "NLD"]
    Path("runs/KAZ/report.pdf").unlink()
    pipeline.profiled.clear()
    say("profile", "--all", "--seed", "2", "--lang", "ru")
    assert [iso3 for iso3, _, _ in pipeline.profiled] == ["KAZ", "NLD"]


def test_our_fault_in_one_country_does_not_cost_the_others(say: Say, pipeline: Any) -> None:
    pipeline.profile_raises["KAZ"] = ZeroDivisionError("division by zero")
    code, out, _ = say("profile", "--all", "--json")
    document = json.loads(out)
    assert code == 1
    assert document["failed"] == {"KAZ": "ZeroDivisionError: division by zero"}
    assert document["made"] == ["ECU"]


def test_a_full_disk_ends_the_batch(say: Say, pipeline: Any) -> None:
    pipeline.profile_raises["KAZ"] = CannotWrite("The disk is full at runs; free some space.")
    code, _, err = say("profile", "--all")
    assert code == 2
    assert "The disk is full" in err
    assert len(pipeline.profiled) == 1


def test_a_folder_that_is_not_a_run_is_left_alone(say: Say, pipeline: Any) -> None:
    Path("runs/ECU").mkdir(parents=True)
    Path("runs/ECU/notes.txt").write_text("mine")
    _, out, _ = say("profile", "--all", "--json")
    assert "holds files that are not a run" in json.loads(out)["refused"]["ECU"]
    assert Path("runs/ECU/notes.txt").read_text() == "mine"
