"""highground policy gaps, from a run to files; the run is an invented country's."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from highground.catalogue.runs import Run
from highground.views.cli.policy import gaps as verb


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_run: Run) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(verb, "run_of", lambda _: sample_run)
    return tmp_path


def test_it_writes_a_set_a_language_and_says_the_answer(home: Path) -> None:
    given = ["KAZ", "--records", str(home / "r.sqlite"), "--out", str(home / "out"), "--lang", "en,ru"]
    said: Any = CliRunner().invoke(verb.gaps, given)
    assert said.exit_code == 0, said.output
    assert {path.name for path in (home / "out").iterdir()} == {
        "gaps.html", "gaps.pdf", "gaps.xlsx", "gaps.ru.html", "gaps.ru.pdf", "gaps.ru.xlsx", "gaps.json",
    }  # fmt: skip
    assert "Instruments of the country that are known" in said.output


def test_json_is_one_document_with_the_claims_that_each_gap_rests_on(home: Path) -> None:
    said = CliRunner().invoke(verb.gaps, ["KAZ", "--records", str(home / "r.sqlite"), "--out", str(home / "out"), "--json"])
    document = json.loads(said.stdout)
    assert all(gap["action"]["grounds"] for gap in document["gaps"] if gap["action"])
