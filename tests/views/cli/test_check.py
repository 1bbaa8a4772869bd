import json
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

Say = Callable[..., tuple[int, str, str]]


def test_a_failed_check_shows_in_the_table_and_in_the_exit_code(say: Say, pipeline: Any) -> None:
    code, out, _ = say("check")
    assert code == 1
    assert "K1 share, NPL" in out
    assert "1 pass, 1 fail." in out


def test_json_prints_every_row_with_its_band_and_verdict(say: Say, pipeline: Any) -> None:
    document = json.loads(say("check", "--json")[1])
    assert not document["passed"]
    assert [row["verdict"] for row in document["rows"]] == ["pass", "fail"]
    assert (document["rows"][0]["low"], document["rows"][0]["high"]) == (72.0, 88.0)
    assert document["rows"][1]["published"] is None


def test_when_all_pass_the_code_is_0(say: Say, pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = pd.DataFrame({"check": ["x"], "ours": [1.0], "verdict": ["pass"]})
    monkeypatch.setitem(sys.modules, "highground.research.validation", SimpleNamespace(check=lambda shelf, reference: rows))
    assert say("check")[0] == 0


def test_large_numbers_are_whole_and_rows_without_a_band_are_counted_apart(
    say: Say, pipeline: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = pd.DataFrame({"check": ["people", "station"], "ours": [6787150.4, 3.51915], "verdict": ["pass", "info"]})
    monkeypatch.setitem(sys.modules, "highground.research.validation", SimpleNamespace(check=lambda shelf, reference: rows))
    code, out, _ = say("check")
    assert code == 0
    assert "6,787,150" in out
    assert "3.519" in out
    assert "1 pass, 0 fail, 1 shown without a band." in out


def test_a_folder_of_validation_data_that_is_not_there_is_named(say: Say, pipeline: Any) -> None:
    code, _, err = say("check", "--data", "nowhere")
    assert code == 2
    assert "no folder at nowhere" in err
