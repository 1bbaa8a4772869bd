import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from highground.basis.errors import BadData, CannotWrite
from highground.catalogue import staging
from highground.catalogue.staging import RUN, put_back, staged


def ended_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def earlier(folder: Path) -> Path:
    target = folder / "KAZ"
    target.mkdir()
    (target / "run.json").write_text("old", encoding="utf-8")
    return target


def test_a_new_folder_appears_whole_and_alone(tmp_path: Path) -> None:
    with staged(tmp_path / "out" / "KAZ", RUN) as folder:
        (folder / "run.json").write_text("new", encoding="utf-8")
        assert not (tmp_path / "out" / "KAZ").exists()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["KAZ"]
    assert (tmp_path / "out" / "KAZ" / "run.json").read_text(encoding="utf-8") == "new"


def test_an_earlier_run_is_replaced_only_by_a_whole_one(tmp_path: Path) -> None:
    target = earlier(tmp_path)
    with staged(target, RUN) as folder:
        (folder / "run.json").write_text("new", encoding="utf-8")
        assert (target / "run.json").read_text(encoding="utf-8") == "old"
    assert (target / "run.json").read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [target]


def write_half(target: Path, error: BaseException) -> None:
    with staged(target, RUN) as folder:
        (folder / "half").write_text("half", encoding="utf-8")
        raise error


@pytest.mark.parametrize("error", [BadData("x"), KeyboardInterrupt(), MemoryError()])
def test_whatever_goes_wrong_leaves_the_earlier_run_and_nothing_else(tmp_path: Path, error: BaseException) -> None:
    target = earlier(tmp_path)
    with pytest.raises(type(error)):
        write_half(target, error)
    assert list(tmp_path.iterdir()) == [target]
    assert (target / "run.json").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "you may not write"),
        (errno.EROFS, "read-only"),
        (errno.EDQUOT, "share of the disk"),
    ],
)
def test_a_refusal_in_mid_write_is_one_sentence_and_leaves_nothing(tmp_path: Path, number: int, words: str) -> None:
    with pytest.raises(CannotWrite, match=words) as caught:
        write_half(tmp_path / "KAZ", OSError(number, os.strerror(number)))
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_only_when_the_bytes_are_forced_out_counts_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    target = earlier(tmp_path)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="disk is full"), staged(target, RUN) as folder:
        (folder / "run.json").write_text("new", encoding="utf-8")
    assert (target / "run.json").read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_error_that_is_not_about_writing_keeps_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), staged(tmp_path / "KAZ", RUN):
        (tmp_path / "gone").read_bytes()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_the_users_own_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "KAZ").mkdir()
    (tmp_path / "KAZ" / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotWrite, match="holds files that are not a run"), staged(tmp_path / "KAZ", RUN):
        pass
    assert (tmp_path / "KAZ" / "thesis.docx").read_text(encoding="utf-8") == "mine"


def test_a_result_of_another_kind_is_never_replaced(tmp_path: Path) -> None:
    (earlier(tmp_path) / "certificates.json").write_text("signed", encoding="utf-8")
    with pytest.raises(CannotWrite, match=r"holds a result of another kind \(run.json\)"), staged(tmp_path / "KAZ", "pack.json"):
        pass
    assert sorted(path.name for path in (tmp_path / "KAZ").iterdir()) == ["certificates.json", "run.json"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "KAZ").mkdir()
    with staged(tmp_path / "KAZ", RUN) as folder:
        (folder / "run.json").touch()
    assert (tmp_path / "KAZ" / "run.json").is_file()


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "KAZ").write_text("x", encoding="utf-8")
    with pytest.raises(CannotWrite, match="not a folder"), staged(tmp_path / "KAZ", RUN):
        pass
    with pytest.raises(CannotWrite, match="a part of the path is a file"), staged(tmp_path / "KAZ" / "deeper", RUN):
        pass


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_locked_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CannotWrite, match="you may not write there"), staged(tmp_path / "KAZ", RUN):
        pass


def test_a_folder_that_refuses_us_is_one_clear_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", locked)
    with pytest.raises(CannotWrite, match="you may not write there; choose another folder"), staged(tmp_path / "out" / "KAZ", RUN):
        pass


def test_what_an_interrupted_run_left_is_cleared_at_the_start(tmp_path: Path) -> None:
    stale = tmp_path / f".KAZ.partial-{ended_process()}"
    (stale / "layers.zarr").mkdir(parents=True)
    other = tmp_path / f".ECU.partial-{ended_process()}"
    other.mkdir()
    with staged(tmp_path / "KAZ", RUN) as folder:
        assert not stale.exists()
        (folder / "run.json").touch()
    assert sorted(path.name for path in tmp_path.iterdir()) == [other.name, "KAZ"]


def test_the_folder_of_a_run_that_is_still_going_is_left_alone(tmp_path: Path) -> None:
    going = tmp_path / f".KAZ.partial-{os.getppid()}"
    going.mkdir()
    with staged(tmp_path / "KAZ", RUN) as folder:
        (folder / "run.json").touch()
    assert going.is_dir()


def test_a_run_stopped_between_the_two_moves_gets_its_earlier_result_back(tmp_path: Path) -> None:
    old = tmp_path / f".KAZ.old-{ended_process()}"
    old.mkdir()
    (old / "run.json").write_text("old", encoding="utf-8")
    with pytest.raises(BadData), staged(tmp_path / "KAZ", RUN):
        raise BadData("x")
    assert (tmp_path / "KAZ" / "run.json").read_text(encoding="utf-8") == "old"


def test_an_earlier_result_can_be_put_back_before_anything_is_written(tmp_path: Path) -> None:
    target = tmp_path / "kaz"
    old = tmp_path / f".kaz.old-{ended_process()}"
    old.mkdir()
    (old / "register.xlsx").write_bytes(b"kept")
    put_back(target)
    assert (target / "register.xlsx").read_bytes() == b"kept"
    put_back(target)  # nothing more to do
    assert [path.name for path in tmp_path.iterdir()] == ["kaz"]


def test_when_the_last_move_fails_the_earlier_run_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = earlier(tmp_path)
    replace = Path.replace

    def fails_once(path: Path, to: Path) -> Path:
        if ".partial-" in path.name:
            raise OSError(errno.EACCES, "Permission denied")
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", fails_once)
    with pytest.raises(CannotWrite), staged(target, RUN) as folder:
        (folder / "run.json").write_text("new", encoding="utf-8")
    assert (target / "run.json").read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="Linux alone keeps a list of ended processes")
def test_a_process_that_ended_but_was_never_collected_counts_as_ended(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "print(flush=True)"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # ended, not collected
        stale = tmp_path / f".KAZ.partial-{process.pid}"
        stale.mkdir()
        with staged(tmp_path / "KAZ", RUN) as folder:
            (folder / "run.json").touch()
        assert not stale.exists()


def test_a_place_where_no_folder_can_be_made_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(path: Path, *_: object, **options: object) -> None:
        if ".partial-" in path.name:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(Path, "mkdir", gone)
    with pytest.raises(CannotWrite, match="no folder can be made there"), staged(tmp_path / "KAZ", RUN):
        pass


def test_the_sentence_names_the_folder_that_the_user_asked_for(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as caught, staged(tmp_path / "KAZ", RUN) as folder, staging.telling(folder):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert str(caught.value).startswith(f"cannot write {tmp_path / 'KAZ'}: the disk is full")
