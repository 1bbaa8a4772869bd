"""highground teach questions: a bank from a run, in one folder, whole or not at all."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from highground.basis.errors import HighgroundError
from highground.catalogue.quizzes import gift, moodle, scorm
from highground.catalogue.runs import Run, save
from highground.views.cli.teach import questions as verb


def call(*arguments: str) -> tuple[int, str]:
    """Exit code and everything said; a refusal is the error's one sentence and 2, as the command line prints it."""
    found = CliRunner().invoke(verb.questions, list(arguments))
    return (2, str(found.exception)) if isinstance(found.exception, HighgroundError) else (found.exit_code, found.output)


@pytest.fixture(scope="module")
def made(sample_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    save(sample_run, folder / "run")
    code, said = call(str(folder / "run"), "--lang", "en,kk", "--out", str(folder / "bank"))
    assert code == 0, said
    return folder / "bank"


def test_every_export_holds_the_same_questions(made: Path) -> None:
    ids = [one["id"] for one in json.loads((made / "questions.json").read_text(encoding="utf-8"))["questions"]]
    assert [item.id for item in moodle.read(made / "questions.xml")] == ids
    assert [item.id for item in gift.read(made / "questions.kk.gift")] == ids
    assert scorm.check(made / "questions.scorm.zip")[1] == 5
    bank = zipfile.ZipFile(made / "questions.scorm.zip").read("bank.js").decode().removeprefix("var BANK = ").rstrip(";\n")
    assert [[item["id"] for item in some] for some in json.loads(bank)["items"].values()] == [ids, ids]


def test_both_ways_of_writing_carry_the_same_items(made: Path) -> None:
    for ending in ("", ".kk"):
        assert moodle.read(made / f"questions{ending}.xml") == gift.read(made / f"questions{ending}.gift")


def test_no_two_answers_of_a_question_read_alike_in_any_language(made: Path) -> None:
    for one in json.loads((made / "questions.json").read_text(encoding="utf-8"))["questions"]:
        for lang, told in one["texts"].items():
            assert len(set(told["options"])) == len(told["options"]), (lang, one["id"])
            assert "{" not in told["stem"] + told["explanation"], (lang, one["id"])


def test_forms_name_questions_of_the_bank(made: Path) -> None:
    ids = {one["id"] for one in json.loads((made / "questions.json").read_text(encoding="utf-8"))["questions"]}
    forms = json.loads((made / "forms.json").read_text(encoding="utf-8"))["forms"]
    assert set(forms) == {"A", "B"}
    assert set(forms["A"]) | set(forms["B"]) <= ids


def test_forms_are_packages_of_their_own_and_tags_in_a_learning_system(made: Path) -> None:
    """Whoever teaches with Moodle builds the test before and the test after from tags, or takes two packages of 20 questions."""
    forms = json.loads((made / "forms.json").read_text(encoding="utf-8"))["forms"]
    tagged = {item.id: item.tags for item in moodle.read(made / "questions.xml")}
    for name, ids in forms.items():
        assert {one for one, tags in tagged.items() if f"form-{name}" in tags} == set(ids)
        assert scorm.check(made / f"test-{name}.scorm.zip")[0].endswith(f"· Form {name}")
        bank = zipfile.ZipFile(made / f"test-{name}.scorm.zip").read("bank.js").decode().removeprefix("var BANK = ").rstrip(";\n")
        assert [[item["id"] for item in some] for some in json.loads(bank)["items"].values()] == [ids, ids]


def test_paper_tests_hold_no_key(made: Path) -> None:
    from docx import Document

    texts = [paragraph.text for paragraph in Document(str(made / "test-A.docx")).paragraphs]
    assert any(text.startswith("1. ") for text in texts)
    assert not any("Source:" in text for text in texts)
    key = [paragraph.text for paragraph in Document(str(made / "key.docx")).paragraphs]
    assert any("Source:" in text for text in key)


def test_a_bank_is_checked_and_a_hostile_one_refused(made: Path, tmp_path: Path) -> None:
    code, said = call("--read", str(made / "questions.xml"))
    assert (code, "whole" in said) == (0, True)
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../run.me", "x")
    code, said = call("--read", str(path))
    assert code == 2
    assert "leads out of the package" in said


def test_without_a_country_the_verb_says_what_it_needs() -> None:
    code, said = call()
    assert code == 2
    assert "Missing the country" in said


def test_a_few_questions_for_a_learning_system_need_no_forms(made: Path, tmp_path: Path) -> None:
    run = str(made.parent / "run")
    code, said = call(run, "--count", "3", "--exports", "gift,scorm", "--out", str(tmp_path / "few"))
    assert code == 0, said
    assert len(gift.read(tmp_path / "few/questions.gift")) == 3
    assert not (tmp_path / "few/forms.json").exists()
    code, said = call(run, "--count", "3", "--out", str(tmp_path / "paper"))
    assert code == 2
    assert "too few for two forms; take more questions, sessions or levels, or leave docx out of --exports" in said
    assert not (tmp_path / "paper").exists()


def test_whoever_chooses_few_questions_is_not_told_that_the_run_holds_few(pilots: tuple[Run, Run], tmp_path: Path) -> None:
    save(pilots[0], tmp_path / "KAZ")
    code, said = call(str(tmp_path / "KAZ"), "--session", "s7", "--exports", "gift", "--out", str(tmp_path / "few"))
    assert (code, "Fewer than" in said) == (0, False), said


def test_a_run_that_holds_few_questions_says_so(
    pilots: tuple[Run, Run], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verb._print(verb.Asked(pilots[0], (), (), ()), 59, tmp_path, "en")
    assert "Fewer than 60 questions: the run does not hold the evidence for more." in capsys.readouterr().out
    verb._print(verb.Asked(pilots[0], (), (), ()), 60, tmp_path, "en")
    assert "Fewer than" not in capsys.readouterr().out
