import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from highground.views.cli.main import main

IOM = ("--org", "XM-DAC-47066")


@pytest.fixture(autouse=True)
def _own_records(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HIGHGROUND_RECORDS", str(tmp_path / "records.db"))
    monkeypatch.chdir(tmp_path)


def said(*args: str, capsys: Any) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main(("project", *args))
    out = capsys.readouterr()
    return int(left.value.code or 0), out.out + out.err


def test_the_bundled_projects_are_listed_and_shown(capsys: Any) -> None:
    code, out = said("list", "--json", capsys=capsys)
    assert code == 0
    assert [one["id"] for one in json.loads(out)["projects"]] == ["NC.0090", "NC.0092", "CS.0702"]
    assert "NC.0090  2022 – 2024  действует  Addressing" in said("list", "--lang", "ru", capsys=capsys)[1]
    code, out = said("show", "NC.0090", "--lang", "ru", capsys=capsys)
    assert code == 0
    assert "KZ10P0506" in out
    document = json.loads(said("show", "NC.0090", "--json", capsys=capsys)[1])
    assert (document["prima_id"], document["report"]["answer"][:13]) == ("KZ10P0506", "No indicators")
    assert "22–23" in out


def test_a_project_goes_out_as_a_workbook_and_comes_into_the_records(capsys: Any) -> None:
    assert said("template", "NC.0090", "--out", "t", capsys=capsys)[0] == 0
    assert said("add", "t/project.xlsx", capsys=capsys)[0] == 0
    assert "(in the records)" in said("list", capsys=capsys)[1]


def test_the_pilots_go_out_as_one_valid_iati_file_and_come_back(capsys: Any) -> None:
    code, out = said("iati", "NC.0090", "NC.0092", "CS.0702", *IOM, "--out", "i", capsys=capsys)
    assert code == 0, out
    code, out = said("check", "i/iati.xml", "--json", capsys=capsys)
    assert (code, json.loads(out)["faults"], json.loads(out)["warnings"]) == (0, [], [])
    code, out = said("add", "i/iati.xml", "--json", capsys=capsys)
    assert json.loads(out)["added"] == ["NC.0090", "NC.0092", "CS.0702"]


def filled(path: str, **cells: object) -> None:
    """Write entries of the sheet of the project, as a person does."""
    book = load_workbook(path)
    for tagged, _, entry in book["Project"].iter_rows(max_col=3):
        if (name := str(tagged.value).removeprefix("#project+")) in cells:
            entry.value = cells[name]
    book.save(path)


def test_the_second_of_two_who_fill_a_workbook_is_told_and_nothing_is_written_over(capsys: Any) -> None:
    said("template", "NC.0090", "--out", "t", capsys=capsys)
    said("add", "t/project.xlsx", "--who", "desk 1", capsys=capsys)
    for desk in ("one", "two"):
        assert said("template", "NC.0090", "--out", desk, capsys=capsys)[0] == 0
        filled(f"{desk}/project.xlsx", note=f"of desk {desk}")
    assert said("add", "one/project.xlsx", "--who", "desk 1", capsys=capsys)[0] == 0
    code, out = said("add", "two/project.xlsx", "--who", "desk 2", capsys=capsys)
    assert code == 2
    assert "Project NC.0090 was changed by desk 1 on" in out
    assert "of desk one" in said("show", "NC.0090", capsys=capsys)[1]
    assert said("add", "two/project.xlsx", "--replace", capsys=capsys)[0] == 0
    assert "of desk two" in said("show", "NC.0090", capsys=capsys)[1]


def test_a_file_that_knows_nothing_of_the_records_changes_them_only_when_asked(capsys: Any) -> None:
    said("template", "NC.0090", "--out", "t", capsys=capsys)
    assert said("add", "t/project.xlsx", capsys=capsys)[0] == 0
    assert said("add", "t/project.xlsx", capsys=capsys)[0] == 0, "the same again changes nothing"
    filled("t/project.xlsx", note="other")
    code, out = said("add", "t/project.xlsx", capsys=capsys)
    assert (code, "is in the records already, kept by" in out) == (2, True)
    assert said("add", "t/project.xlsx", "--replace", capsys=capsys)[0] == 0


@pytest.mark.parametrize(
    ("verb", "why"),
    [
        (("template", "NC.0090"), "was filled since it was written and would be lost; give it back with `highground project add`"),
        (("report", "NC.0090"), "holds a result of another kind (project.json), which would be lost"),
        (("iati", "NC.0090", *IOM), "holds a result of another kind (project.json), which would be lost"),
    ],
)
def test_a_workbook_that_was_filled_and_not_given_back_is_never_written_over(verb: tuple[str, ...], why: str, capsys: Any) -> None:
    assert said("template", "NC.0090", "--out", "t", capsys=capsys)[0] == 0
    assert said("template", "NC.0090", "--out", "t", capsys=capsys)[0] == 0, "nobody filled it"
    filled("t/project.xlsx", note="two hours of work")
    before = Path("t/project.xlsx").read_bytes()
    code, out = said(*verb, "--out", "t", capsys=capsys)
    assert (code, why in out) == (2, True)
    assert Path("t/project.xlsx").read_bytes() == before
    assert said("add", "t/project.xlsx", capsys=capsys)[0] == 0
    assert said("template", "NC.0090", "--out", "t", capsys=capsys)[0] == 0, "all of it is in the records"


def test_a_report_lies_beside_the_workbook_and_may_be_made_again(capsys: Any) -> None:
    assert said("template", "NC.0090", capsys=capsys)[0] == 0
    filled("runs/project-NC.0090/project.xlsx", note="work")
    assert said("report", "NC.0090", capsys=capsys)[0] == 0
    book = load_workbook("runs/report-NC.0090/report.xlsx")
    book.save("runs/report-NC.0090/report.xlsx")
    assert said("report", "NC.0090", capsys=capsys)[0] == 0, "a report is there to be read; who saved it loses nothing"
    assert Path("runs/project-NC.0090/project.xlsx").is_file()


def test_two_activities_of_one_number_are_refused(capsys: Any) -> None:
    said("iati", "NC.0090", "NC.0092", *IOM, "--out", "i", capsys=capsys)
    text = Path("i/iati.xml").read_text(encoding="utf-8")
    Path("a.xml").write_text(text.replace(">NC.0092<", ">NC.0090<").replace('"NC.0092"', '"NC.0090"'), encoding="utf-8")
    code, out = said("add", "a.xml", capsys=capsys)
    assert (code, "two activities have the number NC.0090" in out) == (2, True)
    assert "(in the records)" not in said("list", capsys=capsys)[1]


def test_a_project_whose_number_is_a_path_stays_in_its_folder(capsys: Any) -> None:
    said("template", "--out", "t", capsys=capsys)
    filled("t/project.xlsx", id="../../x", title="Ice", start="2022")
    assert said("add", "t/project.xlsx", capsys=capsys)[0] == 0
    assert said("report", "../../x", capsys=capsys)[0] == 0
    assert Path("runs/report-..-..-x/report.docx").is_file()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"currency": "AAA"}, "'AAA' is no code of the IATI list Currency"),
        ({"language": "english"}, "'english' is no code of the IATI list Language"),
        ({"budget": "250,000"}, "may be thousands or a decimal"),
        ({"started": "2999"}, "the actual start is dated 2999, which is still to come"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_when_the_workbook_is_given_back(
    cells: dict[str, object], words: str, capsys: Any
) -> None:
    said("template", "NC.0090", "--out", "t", capsys=capsys)
    filled("t/project.xlsx", **cells)
    code, out = said("add", "t/project.xlsx", capsys=capsys)
    assert (code, words in out) == (2, True), out


def test_a_report_is_written_in_every_language(capsys: Any) -> None:
    assert said("report", "NC.0090", "--lang", "all", "--out", "r", capsys=capsys)[0] == 0
    assert sorted(path.name for path in Path("r").iterdir() if path.suffix in (".docx", ".xlsx")) == sorted(
        f"report.{lang}.{kind}" for lang in ("en", "ru", "kk", "es") for kind in ("docx", "xlsx")
    )


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("show", "NC.009"), "there is no project 'NC.009'; the nearest are NC.009"),
        (("iati", "NC.0090"), "Missing --org"),
        (("iati", "NC.0090", "--org", "IOM"), "must begin with a registration agency"),
        (("add", "none.xlsx"), "there is no file none.xlsx"),
        (("check", "none.xml"), "there is no file none.xml"),
        (("report", "NC.0090", "--run", "runs/none"), "run"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(args: tuple[str, ...], words: str, capsys: Any) -> None:
    code, out = said(*args, capsys=capsys)
    assert code == 2
    assert words in out
    assert "Traceback" not in out


def test_a_file_that_is_not_valid_ends_with_two_and_names_line_and_element(capsys: Any) -> None:
    Path("a.xml").write_text('<iati-activities version="2.03">\n<iati-activity/></iati-activities>', encoding="utf-8")
    code, out = said("check", "a.xml", capsys=capsys)
    assert code == 2
    assert "line 2, iati-activity: iati-identifier is missing inside it; add it" in out
    assert said("add", "a.xml", capsys=capsys)[0] == 2
