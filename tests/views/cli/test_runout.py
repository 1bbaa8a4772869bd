import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import Point

from highground.research.reach import chain

Say = Callable[..., tuple[int, str, str]]
FILES = ["reach.csv", "runout.gpkg", "runout.html", "runout.json", "runout.tif"]


@pytest.fixture
def given(asked: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options of the small valley; the verb works in an empty folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    options = {"--dem": asked.dem[0], "--release": asked.release, "--settlements": asked.settlements, "--members": 4}
    return [str(part) for pair in options.items() for part in pair]


def test_a_runout_makes_one_folder_with_five_files(say: Say, given: list[str]) -> None:
    code, out, err = say("runout", *given)
    assert code == 0
    assert sorted(path.name for path in Path("runs/runout").iterdir()) == FILES
    assert "Foot: reached in 100 % of the members" in out
    assert "Runout: routing the flows" in err
    assert sorted(os.listdir("runs")) == ["runout"]  # noqa: PTH208  hidden ones too


def test_the_first_language_has_the_plain_name(say: Say, given: list[str]) -> None:
    assert say("runout", *given, "--lang", "ru,es", "--out", "x")[0] == 0
    pages = {path.name: path.read_text(encoding="utf-8")[:400] for path in Path("x").glob("*.html")}
    assert sorted(pages) == ["runout.es.html", "runout.html"]
    assert 'lang="ru"' in pages["runout.html"]


def test_json_is_one_document_with_every_pair(say: Say, given: list[str]) -> None:
    document = json.loads(say("runout", *given, "--json")[1])
    assert document["about"]["settings"]["members"] == 4
    assert {row["name"] for row in document["reach"]} == {"Foot"}


def test_a_hundred_members_are_taken_when_nothing_is_said(say: Say, given: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    members = []

    def stop(asked: Any, target: Path, tell: Any) -> None:
        members.append(asked.members)
        raise KeyboardInterrupt

    monkeypatch.setattr(chain, "runout", stop)
    assert say("runout", *given[:-2])[0] == 130
    assert members == [100]


def test_lakes_make_the_flow_an_outburst(say: Say, given: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def stop(question: Any, target: Path, tell: Any) -> None:
        asked.append((question.preset, question.lakes))
        raise KeyboardInterrupt

    monkeypatch.setattr(chain, "runout", stop)
    say("runout", "--dem", given[1], "--lakes", "lakes.csv")
    assert asked == [("outburst", Path("lakes.csv"))]


def test_a_stopped_run_leaves_no_half_result_and_goes_on(say: Say, given: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("highground.research.reach.files.save", lambda found, folder: (_ for _ in ()).throw(KeyboardInterrupt))
        assert say("runout", *given)[0] == 130
    assert [path.name for path in Path("runs").iterdir()] == [".runout.jobs"]
    assert len(list(Path("runs/.runout.jobs").glob("*.part"))) == 1
    assert say("runout", *given)[0] == 0
    assert [path.name for path in Path("runs").iterdir()] == ["runout"]


def test_a_full_disk_keeps_what_is_finished(say: Say, given: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("highground.research.reach.files.save", full)
    code, _, err = say("runout", *given)
    assert code == 2
    assert "disk is full" in err
    assert [path.name for path in Path("runs").iterdir()] == [".runout.jobs"]


def test_a_finished_run_clears_what_stopped_ones_of_that_name_left(
    say: Say, given: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("highground.research.reach.files.save", lambda found, folder: (_ for _ in ()).throw(KeyboardInterrupt))
        assert say("runout", *given, "--seed", "2")[0] == say("runout", *given, "--preset", "lahar")[0] == 130
    assert len(list(Path("runs/.runout.jobs").iterdir())) == 2
    assert say("runout", *given)[0] == 0
    assert os.listdir("runs") == ["runout"]  # noqa: PTH208  hidden ones too


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (["--auto"], "you gave --release and --auto"),
        (["--preset", "mud"], "'mud' is not one of 'debris_flow'"),
        (["--workers", "2", "--cluster", "tcp://127.0.0.1:9"], "--workers or --cluster, not both"),
        (["--dem", "no.tif"], "no.tif is not there"),
        (["--people", "no.tif"], "no.tif is not there"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_written(say: Say, given: list[str], change: list[str], said: str) -> None:
    code, out, err = say("runout", *given, *change)
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]
    assert not Path("runs").exists() or not [path for path in Path("runs").iterdir() if not path.name.startswith(".")]


def test_starts_from_which_nothing_can_be_routed_are_one_sentence(say: Say, given: list[str]) -> None:
    gpd.GeoDataFrame({"name": ["rim"]}, geometry=[Point(500_005, 9_899_995)], crs="EPSG:32717").to_file("edge.gpkg")
    code, _, err = say("runout", *given[:2], "--release", "edge.gpkg", "--out", "x")
    assert code == 2
    assert "none of the places where flow starts can be routed" in err
    assert os.listdir() == ["edge.gpkg"]  # noqa: PTH208  hidden ones too


@pytest.mark.parametrize("missing", ["--dem", "--release"])
def test_elevation_and_a_start_are_needed(say: Say, given: list[str], missing: str) -> None:
    at = given.index(missing)
    code, _, err = say("runout", *given[:at], *given[at + 2 :])
    assert code == 2
    assert "Missing the elevation" in err if missing == "--dem" else "you gave none of them" in err


def test_other_files_in_the_folder_are_not_lost(say: Say, given: list[str]) -> None:
    Path("mine").mkdir()
    Path("mine/thesis.docx").write_text("mine")
    code, _, err = say("runout", *given, "--out", "mine")
    assert code == 2
    assert "not a run of highground" in err
    assert say("runout", *given, "--out", "again")[0] == say("runout", *given, "--out", "again")[0] == 0
