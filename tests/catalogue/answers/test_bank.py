"""The key is read as it was written, and refused where it is not whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from highground.basis.errors import BadData, MissingSource
from highground.basis.question import answered
from highground.catalogue.answers.bank import read_bank

ONE: dict[str, Any] = {
    "id": "q1", "session": "s1", "level": "basic", "kind": "single", "number": None, "claims": ["c"], "rows": [], "facts": [],
    "options": [{"id": "x", "letter": "A", "right": False}, {"id": "y", "letter": "B", "right": True}], "texts": {"en": {"stem": "Which?"}},
}  # fmt: skip
TWO: dict[str, Any] = {**ONE, "id": "q2", "kind": "numeric", "options": [], "number": [5.0, 0.5], "session": "s2"}


def made(folder: Path, questions: list[dict[str, Any]], forms: object) -> Path:
    (folder / "questions.json").write_text(
        json.dumps({"country": "KAZ", "made_on": "2026-11-25", "questions": questions}), encoding="utf-8"
    )
    (folder / "forms.json").write_text(json.dumps({"country": "KAZ", "forms": forms}), encoding="utf-8")
    return folder


def test_the_key_is_that_of_the_bank(tmp_path: Path) -> None:
    bank = read_bank(made(tmp_path, [ONE, TWO], {"A": ["q2", "q1"]}))
    two, one = bank.forms["A"]
    assert (answered(one, ["y"]), answered(one, ["x"]), answered(two, 5.4), answered(two, 5.6)) == (True, False, True, False)
    assert bank.sessions == {"q1": "s1", "q2": "s2"}
    assert bank.stems["q1"]["en"] == "Which?"


@pytest.mark.parametrize(
    ("questions", "forms"),
    [
        ([ONE], {"A": ["q9"]}),
        ([ONE], {}),
        ([ONE], {"A": []}),
        ([{**ONE, "options": []}], {"A": ["q1"]}),
        ([{"id": "q1"}], {"A": ["q1"]}),
        ([ONE], [1]),
        ([{**ONE, "number": ""}], {"A": ["q1"]}),
        ([{**ONE, "number": [1]}], {"A": ["q1"]}),
    ],
)
def test_a_damaged_bank_is_refused(tmp_path: Path, questions: list[dict[str, Any]], forms: object) -> None:
    with pytest.raises(BadData):
        read_bank(made(tmp_path, questions, forms))


def test_no_bank_and_no_json_are_told(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match="highground teach questions"):
        read_bank(tmp_path)
    made(tmp_path, [ONE], {"A": ["q1"]})
    (tmp_path / "forms.json").write_text("{", encoding="utf-8")
    with pytest.raises(BadData, match="make the bank again"):
        read_bank(tmp_path)
