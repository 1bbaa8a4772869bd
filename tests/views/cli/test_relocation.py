import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

Say = Callable[..., tuple[int, str, str]]
FILES = ["changes.csv", "register.csv", "register.xlsx", "relocation.html", "relocation.json", "relocation.pdf"]


@pytest.fixture
def given(valley: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    options = {name: valley[name] for name in ("families", "settlements", "destinations", "hazards")}
    pairs = [part for name, path in options.items() for part in (f"--{name}", str(path))]
    return [*pairs, "--runout", f"{valley['runout']}=10-30", "--members", "20"]


def test_a_list_becomes_a_register_in_one_folder(say: Say, given: list[str]) -> None:
    code, out, err = say("relocation", *given, "--by", "district office")
    assert (code, "Traceback" in err) == (0, False)
    assert sorted(path.name for path in Path("runs/relocation").iterdir()) == FILES
    assert "Upper Bridge: rank 1" in out
    assert "Fan: excluded" in out
    assert "1. U-02, Upper Bridge: consent given" in out
    assert "U-04" not in out  # consent withdrawn: not among those to be talked to


def test_a_register_that_was_filled_is_read_back_and_the_earlier_one_is_kept(say: Say, given: list[str]) -> None:
    assert say("relocation", *given)[0] == 0
    path = Path("runs/relocation/register.xlsx")
    book = load_workbook(path)
    book["Families"]["J5"] = "no"
    book["Families"].append(["U-50", "Mill"])
    book.save(path)
    code, out, _ = say("relocation", "--register", str(path), "--members", "20")
    assert code == 0
    assert "Cells that changed since the last register: 2." in out
    assert "New families: 1." in out  # written below the last row
    assert "Upper Bridge: rank 1" in out  # hazards come from the register itself
    assert [one.name.partition(" ")[0] for one in Path("runs/relocation/earlier").iterdir()] == ["register"]
    assert "U-03,consent,not asked,no" in Path("runs/relocation/changes.csv").read_text(encoding="utf-8-sig")


def test_a_register_that_is_there_is_never_replaced_by_a_new_list(say: Say, given: list[str]) -> None:
    assert say("relocation", *given)[0] == 0
    before = Path("runs/relocation/register.xlsx").read_bytes()
    code, _, err = say("relocation", *given)
    assert code == 2
    assert "is there already; give it with --register" in err
    assert Path("runs/relocation/register.xlsx").read_bytes() == before


def test_new_families_are_added_and_nothing_is_overwritten(say: Say, given: list[str], tmp_path: Path) -> None:
    assert say("relocation", *given)[0] == 0
    more = tmp_path / "more.csv"
    more.write_text("id,village,people\nU-09,Upper Bridge,4\nU-03,Upper Bridge,2\n", encoding="utf-8")
    code, out, _ = say("relocation", "--register", "runs/relocation/register.xlsx", "--families", str(more), "--members", "20")
    assert (code, "New families: 1." in out) == (0, True)
    more.write_text("id,village,people\nU-02,Upper Bridge,9\n", encoding="utf-8")
    code, _, err = say("relocation", "--register", "runs/relocation/register.xlsx", "--families", str(more))
    assert code == 2
    assert "the register has '4-6'" in err


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("id,village,ФИО\n1,Mill,x\n", "names of people"), ("id,village\n1,Mill\n1,Mill\n", "stands in row 2 too"), ("id,village\n1,Nowhere\n", "is no settlement of the table"),
        ("id,village,people,children\n1,Mill,2,3\n", "children 3 are more"), ("id,village,consent date\n1,Mill,2099-01-01\n", "in the future"), ("", "the file is empty"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_is_refused_in_one_sentence_and_nothing_is_written(
    say: Say, given: list[str], tmp_path: Path, text: str, why: str
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    code, _, err = say("relocation", *given[2:], "--families", str(path))
    assert code == 2
    assert why in err
    assert err.strip().count("\n") <= 1  # the step, and the sentence
    assert not Path("runs/relocation").exists()


def test_families_or_a_register_are_needed_and_by_is_no_person(say: Say, given: list[str]) -> None:
    code, _, err = say("relocation")
    assert (code, "give --families FILE" in err) == (2, True)
    code, _, err = say("relocation", *given, "--by", "Maria Lopez")
    assert (code, "name an office or a post" in err, "Lopez" in err) == (2, True, False)


def test_json_is_one_document_without_numbers_that_are_none(say: Say, given: list[str]) -> None:
    document = json.loads(say("relocation", *given, "--json")[1])
    assert document["families"] == 13
    assert [one["excluded"] for one in document["destinations"]] == [False, True, True]
    assert {one["step"] for one in document["order"]} >= {"ask", "withdrawn", "no", "moved"}


def test_the_first_language_is_that_of_the_register(say: Say, given: list[str]) -> None:
    assert say("relocation", *given, "--lang", "ru,es", "--out", "x")[0] == 0
    assert "Семьи" in load_workbook("x/register.xlsx").sheetnames
    assert Path("x/relocation.es.pdf").is_file()


def test_a_register_of_a_call_that_was_stopped_between_two_moves_is_found_again(say: Say, given: list[str]) -> None:
    assert say("relocation", *given)[0] == 0
    Path("runs/relocation").rename("runs/.relocation.old-999999999")  # as a stopped call leaves it; no process has that number
    assert say("relocation", "--register", "runs/relocation/register.xlsx", "--members", "20")[0] == 0
    assert [path.name for path in Path("runs").iterdir()] == ["relocation"]


def test_a_register_that_a_colleague_gives_back_meanwhile_is_never_replaced(
    say: Say, given: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from highground.views.report.pages import relocation_page

    assert say("relocation", *given)[0] == 0
    path = Path("runs/relocation/register.xlsx")
    write = relocation_page.write
    monkeypatch.setattr(relocation_page, "write", lambda *some: (path.write_bytes(b"theirs"), write(*some))[1])
    code, _, err = say("relocation", "--register", str(path), "--members", "20")
    assert (code, "changed by somebody else" in err) == (2, True)
    assert path.read_bytes() == b"theirs"
