from pathlib import Path

import pytest

from highground.basis.errors import BadRun, UnknownRegion
from highground.views.cli.ground import folder_of


@pytest.fixture(autouse=True)
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "runs" / "KAZ").mkdir(parents=True)
    (tmp_path / "runs" / "KAZ" / "run.json").write_text("{}")
    return tmp_path / "runs"


@pytest.mark.parametrize("word", ["KAZ", "kaz", "Kazakhstan", "runs/KAZ"])
def test_a_run_is_found_by_code_name_or_folder(word: str) -> None:
    assert folder_of(word) == Path("runs/KAZ")


def test_a_country_without_a_run_is_told_how_to_make_one() -> None:
    with pytest.raises(BadRun, match="highground profile ECU"):
        folder_of("Ecuador")


def test_a_folder_that_is_no_run_is_refused(runs: Path) -> None:
    (runs / "ECU").mkdir()
    with pytest.raises(BadRun, match=r"run\.json is missing"):
        folder_of("runs/ECU")


def test_a_file_is_refused(runs: Path) -> None:
    (runs / "note.txt").write_text("x")
    with pytest.raises(BadRun, match="is a file"):
        folder_of("runs/note.txt")


def test_an_unknown_country_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(UnknownRegion):
        folder_of("Atlantis")
