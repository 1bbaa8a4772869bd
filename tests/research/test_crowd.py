"""Any number of workers gives the same totals, and a run that was stopped goes on where it was."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.jobs import Finished
from highground.people.mobility.households.conditions import Conditions, Hazard, Tables, tables
from highground.people.mobility.households.difference import difference
from highground.people.mobility.households.simulate import simulate
from highground.people.mobility.households.synthesis import Plan, households, plan
from highground.people.mobility.households.totals import Totals
from highground.research import crowd
from highground.research.reach.crew import hire

WORK = crowd.work


def small(people: int = 4000) -> tuple[Plan, dict[str, Tables]]:
    """Two units of one place each, with and without impacts."""
    shares, wish = np.ones((2, 120)), np.full((2, 4, 120), 0.3)

    def given(wishes: Any) -> Tables:
        return tables(
            Conditions(
                [0, 1], wishes, np.full((2, 4, 120), 0.5), 0.2, 0.02, [[0, 1], [1, 0]], [1, 1], np.full(4, 0.02), np.full(4, 0.01),
                np.full(4, 0.1), np.ones((2, 4)), Hazard(np.full((2, 4), 0.03), 0.3),
            )
        )  # fmt: skip

    return plan([people, people // 2], shares, 3.0, 0.3), {"without": given(wish), "with": given(wish + 0.1)}


def same(one: dict[str, Totals], two: dict[str, Totals]) -> bool:
    return one.keys() == two.keys() and all(
        np.array_equal(getattr(one[name], part), getattr(two[name], part)) for name in one for part in crowd.SUMS
    )


def test_one_process_in_parts_is_the_whole() -> None:
    made, runs = small()
    whole = {name: simulate(households(made), shared) for name, shared in runs.items()}
    assert same(crowd.run(made, runs), whole)
    assert same(crowd.run(made, runs, part=97), whole)
    assert difference(whole["with"], whole["without"]).slow["moved_out"].values.sum() > 0


def test_several_processes_give_the_same_totals() -> None:
    made, runs = small()
    assert same(crowd.run(made, runs, workers=2, part=400), crowd.run(made, runs))


def test_a_crew_that_was_hired_before_serves_several_runs_and_stays() -> None:
    made, runs = small()
    pair = hire(2, "")
    try:
        both = [crowd.run(made, runs, seed, part=900, crew=pair) for seed in (1, 2)]
    finally:
        pair.close()
    assert all(same(found, crowd.run(made, runs, seed)) for seed, found in zip((1, 2), both, strict=True))


IN_A_CLUSTER = """
import sys
sys.path.insert(0, sys.argv[1])
from dask.distributed import LocalCluster
from test_crowd import same, small
from highground.research import crowd
if __name__ == "__main__":
    made, runs = small()
    alone = crowd.run(made, runs)
    for workers in (1, 2, 4):
        with LocalCluster(n_workers=workers, threads_per_worker=1, processes=False, dashboard_address=None, protocol="tcp") as local:
            print(workers, same(crowd.run(made, runs, cluster=local.scheduler_address, part=300), alone))
"""


def test_a_dask_cluster_of_1_2_and_4_workers_gives_the_same_totals() -> None:
    here = Path(__file__).parent
    done = subprocess.run([sys.executable, "-c", IN_A_CLUSTER, str(here)], capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout.split("\n")[:3] == ["1 True", "2 True", "4 True"], done.stderr[-2000:]


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, runs = small()
    whole, shares = crowd.run(made, runs), []

    def stops(text: str, share: float) -> None:
        shares.append(share)
        if len(shares) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crowd.run(made, runs, target=tmp_path / "run", tell=stops, part=200)
    assert shares == pytest.approx([200 / made.size, 400 / made.size, 600 / made.size])
    again: list[Any] = []
    monkeypatch.setattr(crowd, "work", lambda task: again.append(task[1]) or WORK(task))
    assert same(crowd.run(made, runs, target=tmp_path / "run", part=200), whole)
    assert again[0] == (600, 800)
    assert not Finished(tmp_path / "run").folder.exists()


def test_parts_of_other_conditions_are_not_taken_over(tmp_path: Path) -> None:
    made, runs = small()

    def stops(text: str, share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crowd.run(made, runs, target=tmp_path / "run", tell=stops, part=200)
    other = {"without": runs["without"], "with": runs["without"]}
    assert same(crowd.run(made, other, target=tmp_path / "run", part=200), crowd.run(made, other))
    assert same(crowd.run(made, runs, 2, target=tmp_path / "run", part=200), crowd.run(made, runs, 2))


def test_nobody_at_all_is_a_run_too() -> None:
    made, runs = small(0)
    assert crowd.run(made, runs)["with"].counts.sum() == 0


def test_no_conditions_are_refused() -> None:
    with pytest.raises(BadData, match="nothing to run"):
        crowd.run(small()[0], {})


def test_without_dask_the_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask.distributed", None)
    with pytest.raises(MissingSource, match="cluster needs dask"):
        crowd.run(*small(), cluster="tcp://127.0.0.1:1")
