"""Jobs are done by anybody, lost workers are replaced, and the answers stay the same."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from highground.basis.errors import MissingSource
from highground.research.reach.crew import Alone, Cluster, Crew, Processes, do, hire


def square(task: int) -> int:
    return task * task


def fall_once(task: tuple[int, str]) -> int:
    """Kills its own process the first time that it is asked."""
    number, mark = task
    if number == 2 and not Path(mark).exists():
        Path(mark).write_text("fell", encoding="utf-8")
        os._exit(9)
    return number * number


def fall_always(task: int) -> int:
    os._exit(9)


def answers(crew: Crew, jobs: list[Any], work: Any) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    try:
        do(crew, jobs, lambda job: job, work, found.__setitem__)
    finally:
        crew.close()
    return found


def test_alone_every_job_is_done_once() -> None:
    assert answers(Alone(), [1, 2, 3], square) == {1: 1, 2: 4, 3: 9}


def test_a_job_given_back_is_done_again() -> None:
    seen = []

    def finish(job: int, answer: int) -> int | None:
        seen.append(answer)
        return job + 1 if job < 3 else None

    do(Alone(), [1], lambda job: job, square, finish)
    assert seen == [1, 4, 9]


def test_tasks_are_made_just_before_they_are_handed_over() -> None:
    made: list[int] = []
    with pytest.raises(ZeroDivisionError):
        do(Alone(), [1, 0, 5], lambda job: made.append(job) or job, lambda task: 1 / task, lambda job, answer: None)
    assert made == [1, 0]


def test_a_killed_workers_job_is_done_again(tmp_path: Path) -> None:
    jobs = [(number, str(tmp_path / "mark")) for number in range(4)]
    found = answers(Processes(2), jobs, fall_once)
    assert sorted(found.values()) == [0, 1, 4, 9]
    assert (tmp_path / "mark").exists()


def test_a_job_that_kills_every_worker_ends_the_run() -> None:
    with pytest.raises(MemoryError):
        answers(Processes(1), [1], fall_always)


def test_who_is_hired() -> None:
    assert isinstance(hire(1, ""), Alone)
    crew = hire(2, "")
    assert isinstance(crew, Processes)
    crew.close()


def test_without_dask_the_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask.distributed", None)
    with pytest.raises(MissingSource, match=r"highground\[cluster\]"):
        Cluster("tcp://127.0.0.1:1")


IN_A_CLUSTER = """
from dask.distributed import LocalCluster
from highground.research.reach.crew import Cluster, do
import math
if __name__ == "__main__":
    found = {}
    with LocalCluster(n_workers=2, processes=False, dashboard_address=None, protocol="tcp") as local:
        crew = Cluster(local.scheduler_address)
        do(crew, [4, 9], lambda job: job, math.isqrt, found.__setitem__)
        crew.close()
    print(found)
"""


def test_a_dask_cluster_gives_the_same_answers() -> None:
    done = subprocess.run([sys.executable, "-c", IN_A_CLUSTER], capture_output=True, text=True, check=False, timeout=60)
    assert "4: 2" in done.stdout, done.stderr[-2000:]
    assert "9: 3" in done.stdout


def test_a_scheduler_that_does_not_answer_is_named() -> None:
    code = "from highground.research.reach import crew\ncrew.WAIT_S = 1\ncrew.Cluster('tcp://127.0.0.1:9')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert "MissingSource: no dask scheduler answers at tcp://127.0.0.1:9" in done.stderr
