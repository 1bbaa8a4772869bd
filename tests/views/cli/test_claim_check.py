import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

Say = Callable[..., tuple[int, str, str]]
BAD = "By 2050, 5 million people in Central Asia may migrate within their countries."
RULE = '[[rule]]\nid = "valley"\nkind = "term"\nseverity = "wrong"\nwhy = "because"\nwrite = "other"\nsource = "ours"\ngrade = "read"\nneeds = ["yeti"]\n[words.yeti]\nen = ["yeti*"]\n'


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    document = Document()
    document.add_paragraph("It is fine here.")
    document.add_paragraph(BAD)
    path = tmp_path / "draft.docx"
    document.save(str(path))
    return path


def test_a_wrong_sentence_given_as_text_ends_with_one_and_says_why(say: Say) -> None:
    code, out, _ = say("claim-check", BAD)
    assert code == 1
    assert "Wrong: 1 · doubtful: 0 · wording: 0." in out
    assert "“5 million people in Central Asia”" in out
    assert "Central Asia alone has up to 2.4 million people" in out.replace("\u00a0", " ")
    assert "asiaplustj" in out


def test_a_doubtful_or_clean_text_ends_with_nought(say: Say) -> None:
    assert say("claim-check", "Illegal migrants work here in the town.")[0] == 0
    code, out, _ = say("claim-check", "The village lies above the river and people know it.")
    assert code == 0
    assert "No doubt was found" in out


def test_explanations_come_in_the_language_that_is_asked_for(say: Say) -> None:
    code, out, _ = say("claim-check", BAD, "--lang", "ru")
    assert code == 1
    assert "Источник" in out


def test_standard_input_is_read(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Экологические беженцы едут в город.".encode("cp1251"))))
    code, out, _ = say("claim-check", "-")
    assert code == 1
    assert "Экологические беженцы" in out


def test_json_says_the_same_and_nothing_else(say: Say, draft: Path) -> None:
    code, out, _ = say("claim-check", str(draft), "--json")
    document = json.loads(out)
    assert (code, document["counts"], document["sentences"]) == (1, {"wrong": 1, "doubtful": 0, "style": 0}, 2)
    (mark,) = document["marks"]
    assert (mark["rule"], mark["paragraph"], mark["grade"], mark["severity"]) == ("central-asia-5-million", 2, "read", "wrong")
    assert mark["sentence"][mark["start"] : mark["end"]] == mark["found"]
    assert mark["why"]["values"]["gs_ca"]["mid"] == 2_400_000


def test_a_folder_holds_page_workbook_json_and_a_copy_with_comments(say: Say, draft: Path) -> None:
    code, _, _ = say("claim-check", str(draft), "--out", "out")
    assert code == 1
    assert {path.name for path in Path("out").iterdir()} == {
        "claim-check.html", "claim-check.xlsx", "claim-check.json", "draft.comments.docx",
    }  # fmt: skip
    assert "<mark" in Path("out/claim-check.html").read_text(encoding="utf-8")
    sheet = load_workbook("out/claim-check.xlsx").worksheets[1]
    assert sheet.cell(2, 5).value == "5 million people in Central Asia"
    (comment,) = list(Document("out/draft.comments.docx").comments)
    assert "2.4" in comment.text


def test_the_same_draft_twice_replaces_our_folder_and_no_other(say: Say, draft: Path) -> None:
    assert say("claim-check", str(draft), "--out", "out")[0] == 1
    assert say("claim-check", str(draft), "--out", "out")[0] == 1
    Path("mine").mkdir()
    Path("mine/letter.txt").write_text("dear", encoding="utf-8")
    code, _, err = say("claim-check", str(draft), "--out", "mine")
    assert (code, "mine" in err) == (2, True)


def test_own_rules_are_read_behind_ours(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(RULE, encoding="utf-8")
    code, out, _ = say("claim-check", "The yetis of the valley know it.", "--rules", str(path))
    assert code == 1
    assert "because" in out


@pytest.mark.parametrize("given", ["none.docx", "none.pdf", "nothing here.txt"])
def test_what_looks_like_a_file_and_is_none_is_named(say: Say, given: str) -> None:
    code, _, err = say("claim-check", given)
    assert (code, given in err) == (2, True)


def test_a_text_without_words_is_refused(say: Say) -> None:
    code, _, err = say("claim-check", "12 + 30")
    assert (code, "no words" in err) == (2, True)


def test_a_text_too_long_for_a_name_is_a_text(say: Say) -> None:
    assert say("claim-check", "The people of the valley move for many reasons. " * 400)[0] == 0
