import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Say = Callable[..., tuple[int, str, str]]


def test_a_mirror_holds_both_runs_and_their_comparison(say: Say, pipeline: Any) -> None:
    code, out, _ = say("mirror", "KAZ", "ECU")
    assert code == 0
    assert "Kazakhstan and Ecuador" in out
    assert Path("runs/KAZ-ECU/mirror.json").is_file()
    assert Path("runs/KAZ-ECU/KAZ/run.json").is_file()
    assert Path("runs/KAZ-ECU/ECU/run.json").is_file()


def test_a_finished_profile_beside_it_is_used_again(say: Say, pipeline: Any) -> None:
    say("profile", "KAZ")
    pipeline.profiled.clear()
    say("mirror", "KAZ", "ECU")
    assert pipeline.profiled == [("ECU", 1, 1000)]
    assert not Path("runs/KAZ-ECU/KAZ").exists()


def test_a_profile_with_another_seed_is_not_used(say: Say, pipeline: Any) -> None:
    say("profile", "KAZ", "--seed", "2")
    pipeline.profiled.clear()
    say("mirror", "KAZ", "ECU")
    assert [iso3 for iso3, _, _ in pipeline.profiled] == ["KAZ", "ECU"]


def test_json_shows_both_countries_and_every_row(say: Say, pipeline: Any) -> None:
    document = json.loads(say("mirror", "KAZ", "ECU", "--json")[1])
    assert (document["a"]["iso3"], document["b"]["iso3"]) == ("KAZ", "ECU")
    assert document["table"] == [{"indicator": "land_area", "mid_a": None, "comparable": "yes"}]


def test_a_country_is_no_mirror_of_itself(say: Say, pipeline: Any) -> None:
    code, _, err = say("mirror", "KAZ", "KAZ")
    assert code == 2
    assert "needs two countries" in err


def test_a_country_without_mountains_ends_the_mirror_with_nothing_written(say: Say, pipeline: Any) -> None:
    assert say("mirror", "KAZ", "NLD")[0] == 2
    assert not Path("runs/KAZ-NLD").exists()


def test_formats_that_a_mirror_does_not_have_are_refused_before_any_work(say: Say, pipeline: Any) -> None:
    code, _, err = say("mirror", "KAZ", "ECU", "--formats", "docx,pptx")
    assert (code, pipeline.profiled) == (2, [])
    assert "--formats" in err
