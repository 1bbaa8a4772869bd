import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Say = Callable[..., tuple[int, str, str]]


def test_a_country_name_is_all_it_takes(say: Say, pipeline: Any) -> None:
    code, out, err = say("profile", "KAZ")
    assert code == 0
    assert pipeline.profiled == [("KAZ", 1, 1000)]
    assert pipeline.rendered == [(("en",), ("html", "pdf", "docx", "pptx", "xlsx"))]
    assert "10 % (8 to 12) of Kazakhstan is mountains." in out.replace("\N{NO-BREAK SPACE}", " ")
    assert "report.html" in out
    assert "Profile: Terrain" in err


def test_the_run_lies_in_runs_by_code_and_nothing_beside_it(say: Say, pipeline: Any, tmp_path: Path) -> None:
    say("profile", "KAZ")
    assert [path.name for path in (tmp_path / "runs").iterdir()] == ["KAZ"]
    assert (tmp_path / "runs/KAZ/run.json").is_file()


def test_json_is_the_only_thing_on_standard_output(say: Say, pipeline: Any) -> None:
    code, out, _ = say("profile", "KAZ", "--json")
    document = json.loads(out)
    assert code == 0
    assert set(document) == {"folder", "about", "evidence", "claims", "sensitivity", "outputs"}
    assert document["evidence"] == [{"indicator": "land_area", "place": "KAZ", "mid": 1.5, "high": None}]
    assert document["claims"][0]["confidence"] == "high"
    assert all(Path(path).is_file() for path in document["outputs"])


def test_languages_formats_seed_and_members_reach_the_work(say: Say, pipeline: Any) -> None:
    say("profile", "ECU", "--lang", "ru,es", "--formats", "pdf", "--seed", "7", "--members", "20", "--out", "here")
    assert pipeline.profiled == [("ECU", 7, 20)]
    assert pipeline.rendered == [(("ru", "es"), ("pdf",))]
    assert Path("here/report.pdf").is_file()


def test_packs_and_the_network_reach_the_shelf(say: Say, pipeline: Any) -> None:
    say("profile", "KAZ", "--pack", "a", "--pack", "b", "--online")
    assert (pipeline.shelves[0].packs, pipeline.shelves[0].online) == ((Path("a"), Path("b")), True)


def test_the_network_stays_closed_unless_asked(say: Say, pipeline: Any) -> None:
    say("profile", "KAZ")
    assert not pipeline.shelves[0].online


@pytest.mark.parametrize(
    "args", [("--members", "1"), ("--members", "0"), ("--members", "many"), ("--seed", "-1"), ("--lang", "tlh")]
)
def test_nonsense_is_refused_before_any_work(say: Say, pipeline: Any, args: tuple[str, str]) -> None:
    code, out, _ = say("profile", "KAZ", *args)
    assert (code, out, pipeline.profiled) == (2, "", [])


@pytest.mark.parametrize("out", ["file", "file/inside", "foreign"])
def test_a_bad_target_is_refused_before_any_work(say: Say, pipeline: Any, out: str) -> None:
    Path("file").write_text("mine")
    Path("foreign").mkdir()
    Path("foreign/thesis.docx").write_text("mine")
    code, _, err = say("profile", "KAZ", "--out", out)
    assert (code, pipeline.profiled) == (2, [])
    assert "--out" in err
    assert Path("file").read_text() == Path("foreign/thesis.docx").read_text() == "mine"


def test_an_older_run_is_replaced_only_when_the_new_one_stands(say: Say, pipeline: Any) -> None:
    say("profile", "KAZ", "--seed", "1")
    pipeline.render_raises = OSError(28, "No space left on device")
    assert say("profile", "KAZ", "--seed", "2")[0] == 2
    assert json.loads(Path("runs/KAZ/run.json").read_text())["seed"] == 1


def test_a_country_without_mountains_gets_one_sentence(say: Say, pipeline: Any) -> None:
    code, out, err = say("profile", "NLD")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == "The Netherlands has no mountains by K1 or K2."
    assert not Path("runs/NLD").exists()


def test_a_country_and_all_at_once_is_refused(say: Say, pipeline: Any) -> None:
    assert say("profile", "KAZ", "--all")[0] == 2
