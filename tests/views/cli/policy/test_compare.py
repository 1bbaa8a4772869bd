"""highground policy compare, from the records to files, and what it refuses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from highground.basis.errors import BadData
from highground.basis.policy import WHOLE, Code, Text, TextPassage, code_id, passage_id
from highground.catalogue.store.records import opened
from highground.views.cli.policy.compare import compare


def filled(path: Path) -> str:
    with opened(str(path), "office") as store:
        for iso3 in ("KGZ", "FJI"):
            text = Text(iso3.ljust(16, "0"), f"{iso3}.txt", "text", iso3.ljust(64, "0"), "en", iso3=iso3, year=2021)
            words = "People displaced by floods move to the valley and live there."
            store.add(text)
            store.add(TextPassage(passage_id(text.id, 1), text.id, 1, None, "", words))
            done = code_id(text.id, WHOLE, "", "one")
            store.add(Code(done, text.id, WHOLE, "", None, "", {"a": "b"}, "en", "one", "2026-11-25", "confirmed", "yes"))
    return str(path)


def test_it_writes_files_and_keeps_what_is_unconfirmed_out_of_them(tmp_path: Path) -> None:
    given = ["--records", filled(tmp_path / "r.sqlite"), "--out", str(tmp_path / "out"), "--unconfirmed"]
    said = CliRunner().invoke(compare, given)
    assert said.exit_code == 0, said.output
    assert "UNCONFIRMED" in said.stderr
    assert "UNCONFIRMED" not in said.stdout
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"compare.html", "compare.pdf", "compare.xlsx", "compare.json"}
    held = json.loads((tmp_path / "out" / "compare.json").read_text(encoding="utf-8"))
    assert held["one"]["shares"]["mobility"]["hits"] == 0
    assert b"UNCONFIRMED" not in (tmp_path / "out" / "compare.html").read_bytes()


def test_a_country_without_an_outline_has_its_name_and_no_marks_of_wording_leave_the_house(tmp_path: Path) -> None:
    given = ["--records", filled(tmp_path / "r.sqlite"), "--out", str(tmp_path / "out"), "--lang", "ru"]
    with opened(str(tmp_path / "r.sqlite"), "office") as store:
        text = Text("NIU".ljust(16, "0"), "NIU.txt", "text", "9" * 64, "en", iso3="NIU", year=2016, shingles=(1, 2, 3))
        store.add(text)
        done = code_id(text.id, WHOLE, "", "one")
        store.add(Code(done, text.id, WHOLE, "", None, "", {"a": "b"}, "en", "one", "2026-11-25", "confirmed", "yes"))
    assert CliRunner().invoke(compare, given).exit_code == 0
    assert "Ниуэ" in (tmp_path / "out" / "compare.html").read_text(encoding="utf-8")
    assert "shingles" not in (tmp_path / "out" / "compare.json").read_text(encoding="utf-8")


def test_a_group_of_ones_own_may_have_any_name_and_leads_out_of_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "g.csv").write_text("group,iso3\n../../Alps / Tian Shan,KGZ\n=islands,FJI\n", encoding="utf-8")
    given = ["../../Alps / Tian Shan", "=islands", "--group", "g.csv", "--records", filled(tmp_path / "r.sqlite")]
    said = CliRunner().invoke(compare, given)
    assert said.exit_code == 0, said.output
    assert [path.name for path in (tmp_path / "runs").iterdir()] == ["compare-_Alps_Tian_Shan-_islands"]


def test_an_empty_library_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    said = CliRunner().invoke(compare, ["--records", str(tmp_path / "r.sqlite"), "--out", str(tmp_path / "out")])
    assert isinstance(said.exception, BadData)
    assert not (tmp_path / "out").exists()
