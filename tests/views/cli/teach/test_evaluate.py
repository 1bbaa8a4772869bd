"""highground teach evaluate: from sheets that people filled to a report in a folder, whole or not at all."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from highground.basis.errors import HighgroundError
from highground.views.cli.teach.evaluate import evaluate

QUESTION = {
    "level": "basic",
    "kind": "truefalse",
    "number": None,
    "claims": ["c"],
    "rows": [],
    "facts": [],
    "texts": {"en": {"stem": "Which?"}},
}
OPTIONS = [{"id": "t", "letter": "A", "right": True}, {"id": "f", "letter": "B", "right": False}]


def call(*arguments: object) -> tuple[int, str]:
    found = CliRunner().invoke(evaluate, [str(one) for one in arguments], standalone_mode=False)
    if isinstance(found.exception, HighgroundError | click.UsageError):
        return 2, str(found.exception)
    assert found.exception is None, found.exception
    return int(found.return_value), found.output


@pytest.fixture
def place(tmp_path: Path) -> Path:
    questions = [{**QUESTION, "id": f"q{n}", "session": f"s{1 + n // 2}", "options": OPTIONS} for n in range(4)]
    (tmp_path / "questions.json").write_text(
        json.dumps({"country": "KAZ", "made_on": "2026-11-25", "questions": questions}), encoding="utf-8"
    )
    forms = {"A": ["q0", "q2"], "B": ["q1", "q3"]}
    (tmp_path / "forms.json").write_text(json.dumps({"country": "KAZ", "forms": forms}), encoding="utf-8")
    (tmp_path / "before.csv").write_text("participant,form,1,2\n1,A,B,B\n2,A,A,B\n3,A,B,B\n", encoding="utf-8")
    (tmp_path / "after.csv").write_text("participant,form,1,2\n1,B,A,B\n2,B,A,A\n4,B,A,A\n", encoding="utf-8")
    return tmp_path


def test_a_report_is_written_in_each_language(place: Path) -> None:
    code, said = call(
        place, "--before", place / "before.csv", "--after", place / "after.csv", "--out", place / "out", "--lang", "en,kk"
    )
    assert code == 0, said
    assert "Took both tests: 2" in said
    assert {path.name for path in (place / "out").iterdir()} == {
        "evaluation.json", *(f"evaluation{lang}.{kind}" for lang in ("", ".kk") for kind in ("html", "docx", "xlsx"))
    }  # fmt: skip
    held = json.loads((place / "out" / "evaluation.json").read_text(encoding="utf-8"))["evaluation"]
    assert held["gain"]["mid"] == pytest.approx((0.75 - 0.25) / 0.75)  # by hand: 1 and 3 of 4 answers right


def test_without_answers_the_sheets_are_written(place: Path) -> None:
    code, said = call(place, "--out", place / "out")
    assert code == 0, said
    names = {path.name for path in (place / "out").glob("*.xlsx")}
    assert names == {"answers-before-A.xlsx", "answers-after-B.xlsx", "answers-later-A.xlsx"}


def test_answers_that_people_typed_are_never_written_over(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    assert call(place)[0] == 0
    assert call(place)[0] == 0, "nobody typed anything yet"
    typed = place / "runs" / "answers-KAZ" / "answers-before-A.xlsx"
    book = load_workbook(typed)
    book.worksheets[0]["A2"] = 1
    book.save(typed)
    before = typed.read_bytes()
    answers = ("--before", place / "before.csv", "--after", place / "after.csv")
    for given in ((), answers):
        code, said = call(place, *given, "--out", place / "runs" / "answers-KAZ")
        assert (code, "was filled since it was written and would be lost; give it with --before" in said) == (2, True)
    (typed.parent / "before.csv").write_text((place / "before.csv").read_text(encoding="utf-8"), encoding="utf-8")
    assert call(place, *answers)[0] == 0
    report = place / "runs" / "evaluation-KAZ" / "evaluation.xlsx"
    load_workbook(report).save(report)
    assert call(place, *answers)[0] == 0, "who saved a report loses nothing"
    assert (place / "runs" / "evaluation-KAZ" / "evaluation.docx").is_file()
    inside = place / "runs" / "evaluation-KAZ" / "before.csv"
    inside.write_text((place / "before.csv").read_text(encoding="utf-8"), encoding="utf-8")
    code, said = call(place, "--before", inside, "--after", place / "after.csv")
    assert (code, "which is written anew; choose another folder" in said, inside.is_file()) == (2, True, True)
    assert typed.read_bytes() == before


def test_one_test_alone_is_refused(place: Path) -> None:
    code, said = call(place, "--before", place / "before.csv", "--out", place / "out")
    assert code == 2
    assert "--after FILE" in said


def test_a_wrong_answer_sheet_leaves_nothing_behind(place: Path) -> None:
    (place / "after.csv").write_text("participant,form,1,2\n1,B,Z,B\n", encoding="utf-8")
    code, said = call(place, "--before", place / "before.csv", "--after", place / "after.csv", "--out", place / "out")
    assert code == 2
    assert "row 2, question 1: 'Z' is no answer; write A, B" in said
    assert not (place / "out").exists()


def test_json_says_the_same(place: Path) -> None:
    _, said = call(place, "--before", place / "before.csv", "--after", place / "after.csv", "--out", place / "out", "--json")
    assert json.loads(said)["evaluation"]["attrition"]["both"] == 2
