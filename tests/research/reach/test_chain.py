"""A small valley in a GeoTIFF: a slope of 60 rows with a village at its foot, run alone, again, in parts, and by others."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

from highground.basis.errors import BadData
from highground.catalogue.jobs import Finished
from highground.research.reach import chain, plan
from highground.research.reach.asked import Asked, Runout
from highground.research.reach.chain import runout
from highground.research.reach.files import save


def quiet(text: str, share: float | None = None) -> None:
    """Nobody listens."""


def dig(asked: Asked) -> None:
    """Three rows without elevation across the slope."""
    with rasterio.open(asked.dem[0], "r+") as file:
        file.write(np.full((1, 3, 90), -9999, np.float32), window=((30, 33), (0, 90)))


def same(first: Runout, second: Runout) -> None:
    for name, array in first.answer.items():
        assert array.tobytes() == second.answer[name].tobytes(), name
    assert first.pairs.equals(second.pairs)
    assert first.totals == second.totals


def test_the_village_at_the_foot_is_reached_and_the_far_one_is_not(asked: Asked, tmp_path: Path) -> None:
    found = runout(asked, tmp_path / "out", quiet)
    assert found.places["name"].tolist() == ["Foot"]
    assert found.places["chance"].iloc[0] == 1.0
    assert set(found.pairs["release_name"]) <= {"upper", "side"}
    assert 0 < found.totals["displaced"]["mid"] <= found.totals["reached"]["mid"] <= 400
    assert found.totals["still"]["mid"] < found.totals["displaced"]["mid"]


def test_every_note_is_said_once_and_a_level_start_is_named(asked: Asked, tmp_path: Path) -> None:
    found = runout(asked, tmp_path / "out", quiet)
    messages = [message for message, _ in found.notes]
    assert len(messages) == len(set(messages))
    assert (
        "From {count} of the releases nothing flows: the ground there is flatter than the flow needs.",
        {"count": 1},
    ) in found.notes


def test_a_hole_on_the_way_stops_the_flow_and_is_counted(asked: Asked, tmp_path: Path) -> None:
    dig(asked)
    found = runout(asked, tmp_path / "out", quiet)
    assert found.places.empty
    assert any("without elevation and stopped there" in message and values["count"] > 10 for message, values in found.notes)
    assert any(message.startswith("No settlement is reached") for message, _ in found.notes)


def test_a_window_of_the_elevation_gives_the_same_bytes_as_the_whole(
    asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = runout(asked, tmp_path / "a", quiet)
    for module, name, value in ((plan, "SMALL", 10), (plan, "TILE", 8), (chain, "LEAST_HALO", 4), (chain, "FIRST_DROP_M", 0.0)):
        monkeypatch.setattr(module, name, value)
    parts = runout(asked, tmp_path / "b", quiet)
    assert parts.about["jobs"] == 3
    same(whole, parts)


def test_a_stopped_run_goes_on_without_the_finished_jobs(asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "STARTS", 1)
    whole = runout(asked, tmp_path / "a", quiet)
    done: list[int] = []
    real = chain.work

    def stops(task: Any) -> Any:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(1)
        return real(task)

    monkeypatch.setattr(chain, "work", stops)
    with pytest.raises(KeyboardInterrupt):
        runout(asked, tmp_path / "b", quiet)
    assert len(list((tmp_path / ".b.jobs").glob("*.part"))) == 2
    monkeypatch.setattr(chain, "work", lambda task: done.append(2) or real(task))
    same(whole, runout(asked, tmp_path / "b", quiet))
    assert done == [1, 1, 2]


def test_a_damaged_part_is_worked_out_again_and_said(asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "STARTS", 1)
    whole = runout(asked, tmp_path / "a", quiet)
    part = next((tmp_path / ".a.jobs").glob("*.part"))
    part.write_bytes(part.read_bytes()[:-20])
    again = runout(asked, tmp_path / "a", quiet)
    same(whole, again)
    assert ("{count} finished parts of an earlier run were damaged and were worked out again.", {"count": 1}) in again.notes


@pytest.mark.parametrize("change", [{"seed": 2}, {"members": 7}, {"preset": "lahar"}])
def test_another_question_uses_none_of_the_finished_jobs(asked: Asked, tmp_path: Path, change: dict[str, Any]) -> None:
    runout(asked, tmp_path / "a", quiet)
    kept = {path.name for path in (tmp_path / ".a.jobs").iterdir()}
    runout(replace(asked, **change), tmp_path / "a", quiet)
    assert len({path.name for path in (tmp_path / ".a.jobs").iterdir()} - kept) == 1


def test_other_elevation_uses_none_of_the_finished_jobs(asked: Asked, tmp_path: Path) -> None:
    runout(asked, tmp_path / "a", quiet)
    dig(asked)
    runout(asked, tmp_path / "a", quiet)
    assert len(list((tmp_path / ".a.jobs").iterdir())) == 2


def test_the_files_of_the_same_question_are_the_same_bytes(asked: Asked, tmp_path: Path) -> None:
    names = ("runout.tif", "runout.gpkg", "reach.csv", "runout.json")
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        save(runout(asked, tmp_path / "a", quiet), tmp_path / folder)
        Finished(tmp_path / "a").clear()
    assert [(tmp_path / "x" / name).read_bytes() == (tmp_path / "y" / name).read_bytes() for name in names] == [True] * 4


@pytest.mark.parametrize("more", [{"auto": True}, {"release": None}, {"lakes": Path("x.csv")}])
def test_one_place_where_flow_starts_is_asked_for(asked: Asked, tmp_path: Path, more: dict[str, Any]) -> None:
    with pytest.raises(BadData, match="one of --release, --lakes and --auto"):
        runout(replace(asked, **more), tmp_path / "out", quiet)


BY_OTHERS = """
import sys
from pathlib import Path
from dask.distributed import LocalCluster
from highground.research.reach import chain, plan
from highground.research.reach.asked import Asked
from highground.research.reach.files import save

if __name__ == "__main__":
    plan.STARTS = 1
    dem, starts, villages, out = map(Path, sys.argv[1:])
    asked = {"dem": (dem,), "preset": "debris_flow", "release": starts, "settlements": villages, "members": 6}
    for name, workers in (("alone", 0), ("one", 1), ("two", 2)):
        (out / name).mkdir()
        if workers == 0:
            save(chain.runout(Asked(**asked), out / f"{name}-run", print), out / name)
            continue
        with LocalCluster(n_workers=workers, threads_per_worker=1, processes=False, dashboard_address=None, protocol="tcp") as local:
            found = chain.runout(Asked(**asked, cluster=local.scheduler_address), out / f"{name}-run", print)
            save(found, out / name)
"""


def test_a_cluster_of_one_or_two_workers_gives_the_same_bytes(asked: Asked, tmp_path: Path) -> None:
    given = [str(path) for path in (*asked.dem, asked.release, asked.settlements, tmp_path)]
    done = subprocess.run(
        [sys.executable, "-c", BY_OTHERS, *given], capture_output=True, text=True, check=False, timeout=120, env={**os.environ, "PYTHONWARNINGS": "ignore"}
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    for name in ("runout.tif", "runout.gpkg", "reach.csv", "runout.json"):
        alone, one, two = ((tmp_path / folder / name).read_bytes() for folder in ("alone", "one", "two"))
        assert alone == one == two, name


def test_two_processes_give_the_same_answer(asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "STARTS", 1)
    same(runout(asked, tmp_path / "a", quiet), runout(replace(asked, workers=2), tmp_path / "b", quiet))
