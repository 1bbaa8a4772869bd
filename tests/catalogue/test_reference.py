from hashlib import sha256
from pathlib import Path

import pytest

from highground.basis.errors import BadData, HashMismatch, MissingSource
from highground.catalogue.reference import Reference, reference


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data" / "floods").mkdir(parents=True)
    (tmp_path / "data" / "floods" / "events.csv").write_bytes(b"a,b\n1,2\n")
    digest = sha256(b"a,b\n1,2\n").hexdigest()
    card = f'id = "floods"\n[[files]]\npath = "events.csv"\nsha256 = "{digest}"\n'
    (tmp_path / "data" / "floods" / "CARD.toml").write_text(card)
    return tmp_path / "data"


def test_a_file_is_found_and_proved(folder: Path) -> None:
    assert Reference(folder).path("floods", "events.csv").read_text() == "a,b\n1,2\n"


def test_a_changed_file_is_refused(folder: Path) -> None:
    (folder / "floods" / "events.csv").write_bytes(b"a,b\n1,3\n")
    with pytest.raises(HashMismatch, match=r"floods/events\.csv"):
        Reference(folder).path("floods", "events.csv")


def test_a_file_that_the_card_does_not_list_is_refused(folder: Path) -> None:
    (folder / "floods" / "more.csv").write_bytes(b"")
    with pytest.raises(HashMismatch, match=r"does not list more\.csv"):
        Reference(folder).path("floods", "more.csv")


def test_a_broken_card_is_refused_in_a_sentence(folder: Path) -> None:
    (folder / "floods" / "CARD.toml").write_text("files = 3")
    with pytest.raises(BadData, match="copy the data set again"):
        Reference(folder).path("floods", "events.csv")


def test_what_is_not_there_is_missing_and_says_how_to_bring_it(folder: Path) -> None:
    with pytest.raises(MissingSource, match="--data"):
        Reference(folder).path("storms", "events.csv")
    with pytest.raises(MissingSource, match="left out"):
        Reference(folder).facts("figures.csv")


def test_published_figures_lie_in_the_folder_beside(folder: Path) -> None:
    (folder.parent / "facts").mkdir()
    (folder.parent / "facts" / "figures.csv").write_text("x\n")
    assert Reference(folder).facts("figures.csv").name == "figures.csv"


def test_the_folder_comes_from_the_option_then_from_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HIGHGROUND_DATA", raising=False)
    assert reference() is None
    monkeypatch.setenv("HIGHGROUND_DATA", str(folder))
    assert reference() == Reference(folder)
    with pytest.raises(MissingSource, match="no folder at"):
        reference(folder / "nowhere")
