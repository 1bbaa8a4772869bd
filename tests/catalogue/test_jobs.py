from pathlib import Path

import numpy as np
import pytest

from highground.basis.errors import CannotWrite
from highground.catalogue.jobs import Finished, key_of

ARRAYS = {"cell": np.arange(5), "z": np.linspace(0, 1, 5, dtype=np.float32)}


def test_a_finished_job_is_read_back_as_it_was(tmp_path: Path) -> None:
    Finished(tmp_path / "out").keep("a", ARRAYS)
    back = Finished(tmp_path / "out").get("a")
    assert back is not None
    assert {name: (array.dtype, array.tolist()) for name, array in back.items()} == {
        name: (array.dtype, array.tolist()) for name, array in ARRAYS.items()
    }


def test_a_job_that_was_not_finished_is_not_there(tmp_path: Path) -> None:
    assert Finished(tmp_path / "out").get("a") is None


@pytest.mark.parametrize(
    "harm", [lambda data: data[:-7], lambda data: data[:10], lambda data: b"", lambda data: data[:50] + b"x" + data[51:]]
)
def test_a_job_cut_short_or_changed_is_thrown_away_and_counted(tmp_path: Path, harm: object) -> None:
    jobs = Finished(tmp_path / "out")
    jobs.keep("a", ARRAYS)
    path = jobs.folder / "a.part"
    path.write_bytes(harm(path.read_bytes()))  # type: ignore[operator]
    assert jobs.get("a") is None
    assert jobs.damaged == 1
    assert not path.exists()


def test_jobs_lie_hidden_beside_the_target_and_vanish_when_cleared(tmp_path: Path) -> None:
    jobs = Finished(tmp_path / "out")
    jobs.keep("a", ARRAYS)
    assert [path.name for path in tmp_path.iterdir()] == [".out.jobs"]
    jobs.clear()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_gets_one_sentence_and_leaves_no_half_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    jobs = Finished(tmp_path / "out")
    with pytest.raises(CannotWrite, match="out: the disk is full"):
        jobs.keep("a", ARRAYS)
    assert list(tmp_path.iterdir()) == []


def test_a_key_changes_with_every_part_and_with_where_parts_end() -> None:
    keys = {key_of(parts) for parts in (["ab", "c"], ["a", "bc"], [np.arange(4)], [np.arange(4).reshape(2, 2)], [1.0], [1])}
    assert len(keys) == 6
