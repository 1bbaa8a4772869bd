"""highground policy suggest: files in, a page and a workbook to answer in out; nothing is confirmed."""

import json
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from highground.catalogue.codes.workbook import read_lines

Say = Callable[..., tuple[int, str, str]]
WORDS = "The plan supports families who migrate to towns. Glaciers melt.\n\nThe plan does not address displacement of people.\n"


def test_a_page_a_workbook_and_a_document_are_written(say: Say, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(WORDS, encoding="utf-8")
    code, said, _ = say("policy", "suggest", str(tmp_path / "plan.txt"), "--out", str(tmp_path / "out"))
    assert code == 0
    assert "None is confirmed" in said
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"suggestions.html", "coding.xlsx", "suggestions.json"}
    rows = [line for line in read_lines(tmp_path / "out" / "coding.xlsx") if line.part == "code"]
    assert len(rows) == 3
    assert all(not line.cells["present"] for line in rows)


def test_answers_that_stand_in_the_workbook_are_never_written_over(say: Say, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(WORDS, encoding="utf-8")
    given = ("policy", "suggest", str(tmp_path / "plan.txt"), "--out", str(tmp_path / "out"))
    assert [say(*given)[0], say(*given)[0]] == [0, 0]
    book = load_workbook(tmp_path / "out" / "coding.xlsx")
    book.worksheets[0]["A1"] = "answered"
    book.save(tmp_path / "out" / "coding.xlsx")
    before = (tmp_path / "out" / "coding.xlsx").read_bytes()
    code, _, err = say(*given)
    assert (code, "was filled since it was written and would be lost; add its texts with" in err) == (2, True)
    assert (tmp_path / "out" / "coding.xlsx").read_bytes() == before


def test_json_gives_themes_quotes_and_denials(say: Say, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(WORDS, encoding="utf-8")
    found = json.loads(
        say("policy", "suggest", str(tmp_path / "plan.txt"), str(tmp_path / "plan.txt"), "--json", "--theme", "displacement")[1]
    )
    assert [(one["theme"], one["denied"], one["status"]) for one in found["suggestions"]] == [("displacement", True, "suggested")]


def test_a_wrong_theme_or_file_is_refused_in_one_sentence(say: Say, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "own.toml").write_text("[x]\n", encoding="utf-8")
    for arguments in (("--theme", "love"), ("--dictionary", str(tmp_path / "own.toml"))):
        code, _, told = say("policy", "suggest", str(tmp_path / "plan.txt"), *arguments)
        assert code == 2
        assert len(told.strip().splitlines()[-1]) < 300
    assert say("policy", "suggest", str(tmp_path / "none.pdf"))[0] == 2


def test_without_files_the_texts_of_the_library_are_read(say: Say, tmp_path: Path) -> None:
    from highground.basis.policy import Text, TextPassage
    from highground.catalogue.store.records import opened

    records = str(tmp_path / "records.db")
    code, _, told = say("policy", "suggest", "--records", records)
    assert code == 2
    assert "holds no such text" in told
    with opened(records, "ministry") as store:
        store.add(Text("a" * 16, "law.txt", "text", "0" * 64, "en", "KAZ"))
        store.add(TextPassage("a" * 16 + "-00001", "a" * 16, 1, 4, "", "Families migrate to towns."))
    found = json.loads(say("policy", "suggest", "--records", records, "--country", "KAZ", "--json")[1])
    assert [(one["theme"], one["page"]) for one in found["suggestions"]] == [("migration", 4)]
