"""highground teach kit: everything in one folder, whole or not at all."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from highground.basis.errors import HighgroundError
from highground.catalogue.runs import Run, save
from highground.views.cli.teach import kit as verb

FILES = {"agenda.docx", "facilitator.docx", "handouts.docx", "exercises.docx", "answers.docx", "slides.pptx", "exercises.xlsx"}


def call(*arguments: str) -> tuple[int, str]:
    """Exit code and everything said; a refusal is the error's one sentence and 2, as the command line prints it."""
    found = CliRunner().invoke(verb.kit, list(arguments))
    return (2, str(found.exception)) if isinstance(found.exception, HighgroundError) else (found.exit_code, found.output)


@pytest.fixture(scope="module")
def folder(pilots: tuple[Run, Run], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit")
    save(pilots[0], folder / "KAZ")
    save(replace(pilots[0], claims=[one for one in pilots[0].claims if one.id == "terrain.share"]), folder / "bare")
    return folder


def test_the_kit_is_whole_and_names_the_claims_of_each_lesson(folder: Path, pilots: tuple[Run, Run]) -> None:
    code, said = call(str(folder / "KAZ"), "--out", str(folder / "out"))
    assert code == 0, said
    assert {path.name for path in (folder / "out").iterdir()} == {*FILES, "kit.json", "draft.txt"}
    draft = (folder / "out/draft.txt").read_text(encoding="utf-8").splitlines()
    assert "The glaciers will be gone soon, whatever we do." in draft  # what session 6 opens in the claim check
    assert len(draft) >= 5
    assert "Kazakhstan: sessions in the kit: 8; exercises: 8." in said
    kept = json.loads((folder / "out/kit.json").read_text(encoding="utf-8"))
    claims = {claim.id for claim in pilots[0].claims}
    assert [one["id"] for one in kept["lessons"]] == [f"s{number}" for number in range(1, 9)]
    assert all(one["claims"] and set(one["claims"]) <= claims for one in kept["lessons"])


def test_several_languages_have_files_of_their_own_and_json_says_so(folder: Path) -> None:
    code, said = call(str(folder / "bare"), "--lang", "en,kk", "--out", str(folder / "two"), "--json")
    assert code == 0, said
    assert {path.name for path in (folder / "two").iterdir()} == {
        "kit.json", *(name.replace(".", f".{lang}.") for name in FILES for lang in ("en", "kk")),
    }  # fmt: skip


def test_what_the_run_lacks_is_printed(folder: Path) -> None:
    code, said = call(str(folder / "bare"), "--out", str(folder / "less"))
    assert code == 0, said
    assert "! Session 2: Warming and ice is left out: the run makes no finding that it could rest on." in said


def test_a_folder_of_somebody_else_is_not_overwritten(folder: Path) -> None:
    (folder / "theirs").mkdir()
    (folder / "theirs/letter.txt").write_text("mine", encoding="utf-8")
    code, said = call(str(folder / "KAZ"), "--out", str(folder / "theirs"))
    assert code == 2, said
    assert (folder / "theirs/letter.txt").read_text(encoding="utf-8") == "mine"


def test_no_run_gives_one_sentence(tmp_path: Path) -> None:
    code, said = call(str(tmp_path / "none"), "--out", str(tmp_path / "out"))
    assert code == 2
    assert not (tmp_path / "out").exists()
    assert said
