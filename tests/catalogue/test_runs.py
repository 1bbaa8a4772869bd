import dataclasses
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from shapely.geometry import box

from highground.basis.claim import Claim
from highground.basis.errors import BadData, BadRun, CannotWrite
from highground.basis.indicators import COLUMNS
from highground.basis.source import Source
from highground.catalogue import runs
from highground.catalogue.runs import Run, as_evidence, load, save
from highground.catalogue.shelf import sha256_of

TEXTS = ("indicator", "place", "group", "status", "unit", "how", "confidence", "grade", "sources")


def evidence() -> pd.DataFrame:
    words = dict.fromkeys(TEXTS, "demo")
    rows: list[dict[str, Any]] = [
        {**words, "level": 2.0, "year": pd.NA, "status": "value", "low": 1.0, "mid": 2.0, "high": 4.0},
        {**words, "level": np.nan, "year": 2050, "status": "value", "low": 0.0, "mid": 0.0, "high": 0.0},
        {
            **words,
            "level": np.nan,
            "year": pd.NA,
            "status": "not reported",
            "low": np.nan,
            "mid": np.nan,
            "high": np.nan,
            "group": "",
        },
    ]
    return pd.DataFrame(rows, columns=[name for name, _, _ in COLUMNS]).astype({name: kind for name, kind, _ in COLUMNS})


def a_run() -> Run:
    lat, lon = np.array([43.0, 42.0]), np.array([179.0, 180.0, 181.0])
    layers = xr.Dataset(
        {
            "elevation": (("lat", "lon"), np.array([[1.5, np.nan, 3], [4, 5, 6]]), {"units": "m", "sources": ("itu-p1511-2",)}),
            "k1": (("lat", "lon"), np.array([[0, 7, 255], [1, 2, 3]], dtype="uint8")),
            "belt_today": (("lat", "lon"), np.array([[-1, 0, 3], [1, 2, 3]], dtype="int8")),
        },
        {"lat": lat, "lon": lon},
    )
    claim = Claim(
        "c1", "people", "{mid} people live in mountains.", {"mid": np.float64(2.5), "years": [2020]}, (0,), "limited", "low", "low",
        against=("one", "two"),
    )  # fmt: skip
    card = Source(
        "demo", "P", "T", "1", date(2026, 1, 2), "", "CC0", "C", "", "m", "not reported", "c", columns=("a", "b"), key=("a",)
    )
    units = gpd.GeoDataFrame({"code": ["KZ-1"], "name": ["Жетісу"]}, geometry=[box(179, 42, 182, 43)], crs="EPSG:4326")
    sensitivity = pd.DataFrame({"headline": ["h"], "level": [2.0], "share": [0.5], "input": ["lapse"]})
    places = pd.DataFrame({"name": ["Алматы", "x"], "lat": [43.2, 1.0], "lon": [76.9, 2.0], "people": [2e6, np.nan]})
    about = {"iso3": "KAZ", "names": {"kk": "Қазақстан"}, "seed": 1, "members": np.int64(10), "timings_s": {"all": 1.5}}
    return Run(about, evidence(), (claim,), sensitivity, layers, units, places, (card,))


def test_a_run_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    run = a_run()
    save(run, tmp_path / "KAZ")
    back = load(tmp_path / "KAZ")
    pd.testing.assert_frame_equal(back.evidence, run.evidence)
    pd.testing.assert_frame_equal(back.places, run.places)
    pd.testing.assert_frame_equal(back.sensitivity, run.sensitivity)
    xr.testing.assert_identical(back.layers, run.layers)
    assert {name: var.dtype for name, var in back.layers.items()} == {name: var.dtype for name, var in run.layers.items()}
    assert back.units.geom_equals(run.units).all()
    assert back.units.crs == run.units.crs
    assert back.sources == run.sources
    assert back.claims == (dataclasses.replace(run.claims[0], values={"mid": 2.5, "years": [2020]}),)
    assert {key: back.about[key] for key in run.about} == run.about


def test_a_run_that_was_loaded_can_be_saved_again(tmp_path: Path) -> None:
    save(a_run(), tmp_path / "one")
    save(load(tmp_path / "one"), tmp_path / "two")
    for part in runs.PARTS:
        if (tmp_path / "one" / part).is_file():
            assert (tmp_path / "one" / part).read_bytes() == (tmp_path / "two" / part).read_bytes()


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    save(a_run(), tmp_path / "one")
    other = a_run()
    shuffled = other.evidence.set_axis([7, 8, 9])[list(reversed(other.evidence.columns))]
    save(dataclasses.replace(other, evidence=shuffled), tmp_path / "two")
    assert (tmp_path / "one/evidence.parquet").read_bytes() == (tmp_path / "two/evidence.parquet").read_bytes()


def test_a_blank_stays_a_blank_and_a_zero_a_zero(tmp_path: Path) -> None:
    save(a_run(), tmp_path)
    mid = load(tmp_path).evidence["mid"]
    assert mid[1] == 0
    assert np.isnan(mid[2])


def test_run_json_is_written_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    original = runs._write_json

    def watched(value: object, path: Path) -> None:
        written.append(path.name)
        original(value, path)

    monkeypatch.setattr(runs, "_write_json", watched)
    save(a_run(), tmp_path)
    assert written[-1] == "run.json"


def test_evidence_with_a_missing_or_an_unknown_column_is_refused() -> None:
    with pytest.raises(BadData, match="unknown columns extra, mid"):
        as_evidence(evidence().rename(columns={"mid": "extra"}))


def test_a_missing_text_becomes_empty_and_a_missing_number_stays_missing() -> None:
    df = evidence()
    df.loc[0, "group"] = pd.NA
    assert as_evidence(df)["group"].tolist() == ["", "demo", ""]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "KAZ"
    save(a_run(), folder)
    return folder


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_every_file_of_a_run_is_watched_by_run_json(whole: Path) -> None:
    listed = json.loads((whole / "run.json").read_text(encoding="utf-8"))["files"]
    assert sorted([*listed, "run.json"]) == files_of(whole)


@pytest.mark.parametrize("damage", ["halve", "empty", "flip", "delete"])
def test_damage_to_any_file_is_one_clear_sentence_that_names_it(whole: Path, tmp_path: Path, damage: str) -> None:
    for name in files_of(whole):
        copy = tmp_path / "copy"
        shutil.copytree(whole, copy)
        path = copy / name
        before = path.read_bytes()
        after = {"halve": before[: len(before) // 2], "empty": b"", "flip": bytes([before[0] ^ 1]) + before[1:]}
        if damage == "delete":
            path.unlink()
        else:
            path.write_bytes(after[damage])
        with pytest.raises(BadRun, match="run the profile again") as caught:
            load(copy)
        assert name in str(caught.value)
        assert "\n" not in str(caught.value)
        shutil.rmtree(copy)


def test_a_folder_that_is_no_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadRun, match="no run at"):
        load(tmp_path / "nowhere")
    with pytest.raises(BadRun, match="unfinished or not a run"):
        load(tmp_path)


@pytest.mark.parametrize("text", ["[]", '{"schema": 99}', '{"schema": 1}', '{"schema": 1, "files": {"../../etc/passwd": "0"}}'])
def test_a_run_json_of_another_layout_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadRun, match="run the profile again"):
        load(tmp_path)


def test_a_run_json_that_points_outside_the_folder_is_refused(whole: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy)
    about = json.loads((copy / "run.json").read_text(encoding="utf-8"))
    about["files"]["layers.zarr/../../secret"] = "0"
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    (copy / "run.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(BadRun, match="missing"):
        load(copy)


def test_a_table_with_a_true_hash_but_wrong_columns_is_refused(whole: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy)
    pd.DataFrame({"a": [1]}).to_parquet(copy / "evidence.parquet")
    about = json.loads((copy / "run.json").read_text(encoding="utf-8"))
    about["files"]["evidence.parquet"] = sha256_of(copy / "evidence.parquet")
    (copy / "run.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(BadRun, match="cannot be read"):
        load(copy)


def test_a_claim_that_json_cannot_hold_is_refused(tmp_path: Path) -> None:
    claim = dataclasses.replace(a_run().claims[0], values={"mid": object()})
    with pytest.raises(TypeError, match="object cannot be kept in a run"):
        save(dataclasses.replace(a_run(), claims=(claim,)), tmp_path)


def test_a_full_disk_is_one_clear_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(runs, "_write_layers", full)
    with pytest.raises(CannotWrite, match="the disk is full"), runs.staged(tmp_path / "KAZ", "run.json") as folder:
        save(a_run(), folder)
    assert list(tmp_path.iterdir()) == []
