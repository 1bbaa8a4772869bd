"""highground teach certificate and verify: from a list and answers to a file that a third party can check."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from highground.basis.errors import HighgroundError
from highground.basis.learning import Issued
from highground.catalogue.store.records import opened
from highground.views.cli.teach.certificate import certificate
from highground.views.cli.teach.verify import verify

QUESTION = {"session": "s1", "level": "basic", "kind": "truefalse", "number": None, "claims": ["c"], "rows": [], "facts": [], "texts": {"en": {"stem": "?"}}}  # fmt: skip
OPTIONS = [{"id": "t", "letter": "A", "right": True}, {"id": "f", "letter": "B", "right": False}]


def call(command: object, *arguments: object) -> tuple[int, str]:
    found = CliRunner().invoke(command, [str(one) for one in arguments], standalone_mode=False)  # type: ignore[arg-type]
    if isinstance(found.exception, HighgroundError | click.UsageError):
        return 2, str(found.exception)
    assert found.exception is None, found.exception
    return int(found.return_value), found.output


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A bank of two questions, answers after the training, and a list of four people."""
    bank = tmp_path / "bank"
    bank.mkdir()
    questions = [{**QUESTION, "id": name, "options": OPTIONS} for name in ("q1", "q2")]
    (bank / "questions.json").write_text(
        json.dumps({"country": "KAZ", "made_on": "2026-11-25", "questions": questions}), encoding="utf-8"
    )
    (bank / "forms.json").write_text(json.dumps({"country": "KAZ", "forms": {"A": ["q1", "q2"]}}), encoding="utf-8")
    (tmp_path / "after.csv").write_text("participant,form,1,2\n1,A,A,A\n2,A,A,B\n9,A,A,A\n", encoding="utf-8")
    people = "number,name,email,days\n1,Әлия Сейтқызы,aliya@example.org,2\n2,Ana Ibáñez,,2\n3,John Smith,,2\n4,Max Noone,,1\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    return tmp_path


def made(place: Path, *more: object) -> tuple[int, str]:
    given = (
        "--records",
        place / "records.sqlite",
        "--who",
        "desk",
        "--training",
        "Mountains",
        "--issuer",
        "Institute",
        "--days",
        "2",
        "--key",
        place / "own" / "key.pem",
        "--out",
        place / "out",
    )
    return call(certificate, place / "people.csv", *given, *more)


def passed(place: Path) -> tuple[int, str]:
    return made(place, "--bank", place / "bank", "--after", place / "after.csv", "--threshold", "60")


def test_certificates_and_lists_that_lie_in_the_folder_are_never_written_over(place: Path) -> None:
    assert made(place)[0] == 0
    before = (place / "out" / "certificate-1.json").read_bytes()
    code, said = made(place, "--training", "Rivers")
    assert (code, "holds the certificates of “Mountains”; choose another folder with --out." in said) == (2, True)
    (place / "out" / "after.csv").write_text((place / "after.csv").read_text(encoding="utf-8"), encoding="utf-8")
    code, said = made(place, "--bank", place / "bank", "--after", place / "out" / "after.csv", "--threshold", "60")
    assert (code, "which is written anew" in said) == (2, True)
    assert (place / "out" / "certificate-1.json").read_bytes() == before


def test_who_passed_who_attended_and_who_gets_none(place: Path) -> None:
    code, said = passed(place)
    assert code == 0, said
    assert "passed 1, attendance 2, none 1" in said
    assert "not in the list of participants: 9" in said
    listed = json.loads((place / "out" / "certificates.json").read_text(encoding="utf-8"))
    assert {one["number"]: one["kind"] for one in listed["certificates"]} == {"1": "passed", "2": "attended", "3": "attended"}
    names = {path.name for path in (place / "out").iterdir()}
    assert names == {"certificates.json", *(f"certificate-{n}.{end}" for n in "123" for end in ("pdf", "json"))}


def test_names_stand_on_paper_and_nowhere_else(place: Path) -> None:
    passed(place)
    told = "".join(path.read_text(encoding="utf-8") for path in (place / "out").glob("*.json"))
    assert not [name for name in ("Әлия", "Ana", "aliya", "Smith") if name in told]


def test_the_key_is_told_once_and_lies_outside(place: Path) -> None:
    assert "Keep a copy in a safe place" in passed(place)[1]
    assert "Keep a copy" not in passed(place)[1]
    assert (
        call(
            certificate,
            place / "people.csv",
            "--training",
            "M",
            "--issuer",
            "I",
            "--out",
            place / "out",
            "--key",
            place / "out" / "k.pem",
        )[0]
        == 2
    )


def test_a_credential_is_checked_offline_with_its_holder(place: Path) -> None:
    passed(place)
    file = place / "out" / "certificate-1.json"
    did = json.loads(file.read_text(encoding="utf-8"))["issuer"]["id"]
    code, said = call(verify, file, "--recipient", "Aliya@example.org", "--did", did)
    assert code == 0, said
    assert "issued to the person that you named" in said
    assert "at least 60 %" in said
    assert call(verify, file, "--recipient", "other@example.org")[0] == 1
    assert call(verify, file, "--did", "did:key:z6MkOther")[0] == 1
    assert call(verify, place / "out" / "certificate-2.json", "--recipient", "ana ibáñez")[0] == 0


def test_a_changed_credential_is_told_in_one_sentence(place: Path) -> None:
    passed(place)
    file = place / "out" / "certificate-2.json"
    file.write_text(file.read_text(encoding="utf-8").replace("It does not say", "It does say"), encoding="utf-8")
    code, said = call(verify, file)
    assert code == 1
    assert said.startswith("Not genuine: ")
    assert said.count("\n") == 1
    code, said = call(verify, file, "--json")
    assert (code, json.loads(said)["genuine"]) == (1, False)
    assert "подпись не подходит" in call(verify, file, "--lang", "ru")[1]
    (place / "x.json").write_text("{", encoding="utf-8")
    assert call(verify, place / "x.json")[0] == 2


def test_a_certificate_made_by_hand_never_passes_for_another_issuers(place: Path) -> None:
    passed(place)
    document = json.loads((place / "out" / "certificate-1.json").read_text(encoding="utf-8"))
    document["issuer"]["name"] = "Ministry"
    (place / "forged.json").write_text(json.dumps(document), encoding="utf-8")
    assert call(verify, place / "forged.json")[0] == 1


@pytest.mark.parametrize(
    "more", [("--threshold", "60"), ("--after", "x.csv"), ("--after", "x.csv", "--bank", "b"), ("--issuer", "")]
)
def test_half_an_order_is_refused(place: Path, more: tuple[str, ...]) -> None:
    code, said = made(place, *more)
    assert code == 2
    assert not (place / "out").exists(), said


def test_whoever_reaches_the_threshold_exactly_has_passed(place: Path) -> None:
    code, said = made(place, "--bank", place / "bank", "--after", place / "after.csv", "--threshold", "50")
    assert code == 0
    assert "passed 2, attendance 1, none 1" in said  # number 2 has one of two answers right


def test_who_had_one_before_is_told(place: Path) -> None:
    assert "issued before" not in passed(place)[1]
    assert "issued before to 1, 2, 3." in passed(place)[1]
    assert "issued before" not in made(place, "--training", "Another")[1]


@pytest.mark.parametrize("name", ["training", "held", "issuer"])
def test_a_text_that_no_sheet_has_room_for_is_refused(place: Path, name: str) -> None:
    code, said = made(place, f"--{name}", "x" * 241)
    assert code == 2
    assert f"--{name} has 241 letters, and a certificate has room for" in said
    assert not (place / "out").exists()


def test_without_answers_all_who_came_get_attendance(place: Path) -> None:
    code, said = made(place, "--json", "--lang", "ru,kk")
    assert code == 0, said
    assert '"attended": 3' in said
    assert (place / "out" / "certificate-1.kk.pdf").is_file()


def test_the_records_keep_what_was_issued_and_no_name(place: Path) -> None:
    passed(place)
    with opened(str(place / "records.sqlite"), "desk") as store:
        kept = store.find(Issued)
        said = str(store.log())
    listed = json.loads((place / "out" / "certificates.json").read_text(encoding="utf-8"))["certificates"]
    assert {one.record.id for one in kept} == {one["id"] for one in listed}
    assert {(one.record.number, one.record.kind, one.who) for one in kept} == {
        ("1", "passed", "desk"),
        ("2", "attended", "desk"),
        ("3", "attended", "desk"),
    }
    assert not [name for name in ("Сейт", "Ana", "aliya", "Smith") if name in said]


def test_records_that_cannot_be_kept_leave_no_certificates(place: Path) -> None:
    (place / "records.sqlite").write_bytes(b"not a database, but long enough to look at" * 100)
    code, said = passed(place)
    assert code == 2, said
    assert not (place / "out").exists()
