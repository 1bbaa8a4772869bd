import os
from pathlib import Path

import pytest

from highground.basis.errors import CannotWrite
from highground.catalogue.staging import RUN
from highground.views.cli.target import checked, default_target, outputs


def test_a_new_folder_is_fine_and_is_not_made_yet(tmp_path: Path) -> None:
    assert checked(tmp_path / "a" / "b", RUN) == tmp_path / "a" / "b"
    assert not (tmp_path / "a").exists()


def test_an_empty_folder_and_an_older_run_may_be_written_over(tmp_path: Path) -> None:
    assert checked(tmp_path, RUN) == tmp_path
    (tmp_path / "run.json").write_text("{}")
    assert checked(tmp_path, RUN) == tmp_path


def test_a_folder_with_other_files_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(CannotWrite, match="not a run of highground"):
        checked(tmp_path, RUN)
    assert (tmp_path / "thesis.docx").read_text() == "mine"


def test_as_a_parent_of_runs_a_folder_may_hold_anything(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    assert checked(tmp_path, None) == tmp_path


@pytest.mark.parametrize("below", ["", "a", "a/b"])
def test_a_file_is_no_folder(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CannotWrite, match="is a file, not a folder"):
        checked(tmp_path / "file" / below, RUN)


@pytest.mark.parametrize("mark", [None, RUN])
def test_a_folder_that_refuses_writing_is_named_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str | None
) -> None:
    monkeypatch.setattr(os, "access", lambda place, mode: False)
    with pytest.raises(CannotWrite, match="does not let you write"):
        checked(tmp_path / "new", mark)


@pytest.mark.parametrize("out", [".", ".."])
def test_the_ground_you_stand_on_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(CannotWrite, match="You are inside"):
        checked(Path(out), RUN)
    assert checked(Path("KAZ"), RUN) == tmp_path / "here" / "KAZ"


def test_a_name_that_the_disk_refuses_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="too long"):
        checked(tmp_path / ("a" * 300), RUN)


def test_default_folders_carry_the_codes() -> None:
    assert [str(default_target(*codes)) for codes in ((), ("KAZ",), ("KAZ", "ECU"))] == ["runs", "runs/KAZ", "runs/KAZ-ECU"]


def test_a_result_of_another_verb_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "certificates.json").write_text("{}")
    with pytest.raises(CannotWrite, match=r"holds a result of another kind \(certificates.json\), which would be lost"):
        checked(tmp_path, RUN)


def test_outputs_come_in_the_order_of_the_formats(tmp_path: Path) -> None:
    for name in ("slides.pptx", "report.html", "report.ru.html", "run.json", "evidence.parquet"):
        (tmp_path / name).write_text("")
    assert [path.name for path in outputs(tmp_path, ("html", "pptx"))] == ["report.html", "report.ru.html", "slides.pptx"]
