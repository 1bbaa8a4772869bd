import json
from collections.abc import Callable
from pathlib import Path

import pytest

from highground.catalogue.runs import Run, save

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def runs(pilots: tuple[Run, Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for run in pilots:
        save(run, tmp_path / "runs" / run.about["iso3"])
    return tmp_path


def test_two_countries_get_one_folder_with_every_file(say: Say, runs: Path) -> None:
    code, out, _ = say("pack", "KAZ", "ECU", "--event", "SB 66, Bonn, June 2027")
    assert code == 0
    assert "What we ask together" in out
    assert {path.name for path in (runs / "runs" / "pack-KAZ-ECU").iterdir()} == {
        "pack.en.html",
        "pack.en.docx",
        "pack.en.pptx",
        "cards.en.xlsx",
        "pack.json",
    }
    again = say("pack", "KAZ", "ECU", "--event", "SB 66", "--json")
    document = json.loads(again[1])
    assert document["countries"] == ["KAZ", "ECU"]
    assert all(ask["grounds"] for ask in document["asks"])


def test_what_cannot_be_is_refused_in_one_sentence(say: Say, runs: Path) -> None:
    for given, why in (
        (("KAZ",), "Missing the event"), (("KAZ", "--event", "a\x01"), "a sign that nobody sees"), (("KAZ", "KAZ", "--event", "x"), "named twice"),
        (("KAZ", "NLD", "--event", "x"), "There is no finished run of NLD"),
    ):  # fmt: skip
        code, _, error = say("pack", *given)
        assert code == 2
        assert why in error
        assert not (runs / "runs" / "pack-KAZ").exists()


def test_a_comparison_takes_the_place_of_its_absence_in_every_file(say: Say, runs: Path) -> None:
    folder = runs / "compared"
    folder.mkdir()
    sides = [{"name": name, "read": codes, "shares": {"mobility": {"hits": 1, "n": len(codes)}}, "used": [{"iso3": code, "year": 2021} for code in codes]}
             for name, codes in (("mountain", ["ARM", "NPL", "CHE"]), ("sids", ["FJI", "NIU"]))]  # fmt: skip
    (folder / "compare.json").write_text(json.dumps(dict(zip(("one", "other"), sides, strict=True))), encoding="utf-8")
    code, out, _ = say("pack", "KAZ", "--event", "SB 66", "--comparison", str(folder), "--lang", "en,es", "--json")
    assert code == 0
    assert json.loads(out)["comparison"]["mountain"]["n"] == 3
    page = (runs / "runs" / "pack-KAZ" / "pack.en.html").read_text(encoding="utf-8")
    assert "1 of 3" in page
    assert "No comparison" not in page
    assert "1 de 3" in (runs / "runs" / "pack-KAZ" / "pack.es.html").read_text(encoding="utf-8").replace("\u00a0", " ")


def test_a_folder_without_a_comparison_is_refused_and_nothing_is_written(say: Say, runs: Path) -> None:
    code, _, error = say("pack", "KAZ", "--event", "SB 66", "--comparison", str(runs))
    assert code == 2
    assert "there is no compare.json" in error
    assert not (runs / "runs" / "pack-KAZ").exists()
