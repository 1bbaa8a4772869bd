import json
from pathlib import Path
from typing import Any

import pytest

from highground import __version__
from highground.basis.errors import MissingSource
from highground.views.cli.options import order
from highground.views.cli.work import fresh, note_outputs, read, written


class Shelf:
    """One card, and perhaps a pack that answers for the population."""

    def __init__(self, sha256: str = "aa", pack: bool = False) -> None:
        self.sha256, self.pack = sha256, pack

    def card(self, name: str) -> Any:
        if name != "facts":
            raise MissingSource(name)
        return type("Card", (), {"id": name, "sha256": self.sha256, "provides": ""})

    def cards(self) -> tuple[Any, ...]:
        pack = type("Card", (), {"id": "raster", "sha256": "", "provides": "population"})
        return (self.card("facts"), *([pack] if self.pack else []))

    def provides(self, role: str) -> Any:
        return self.cards()[1] if self.pack else None


def a_run(folder: Path, **about: object) -> Path:
    plain = {"version": __version__, "seed": 1, "members": 1000, "cards": {"facts": "aa"}}
    (folder / "run.json").write_text(json.dumps(plain | about))
    return folder


def test_a_run_of_the_same_seed_members_version_and_data_is_fresh(tmp_path: Path) -> None:
    shelf: Any = Shelf()
    assert fresh(a_run(tmp_path), order({}), shelf)


@pytest.mark.parametrize("about", [{"seed": 2}, {"members": 10}, {"version": "0"}, {"cards": {}}, {"cards": {"gone": "aa"}}])
def test_anything_else_is_not(tmp_path: Path, about: dict[str, object]) -> None:
    shelf: Any = Shelf()
    assert not fresh(a_run(tmp_path, **about), order({}), shelf)


def test_new_bytes_or_a_new_pack_make_a_run_stale(tmp_path: Path) -> None:
    new: Any = Shelf(sha256="bb")
    packed: Any = Shelf(pack=True)
    assert not fresh(a_run(tmp_path), order({}), new)
    assert not fresh(a_run(tmp_path), order({}), packed)


@pytest.mark.parametrize("text", ["", "{", "[1]", "\x00"])
def test_a_damaged_record_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text)
    assert read(tmp_path / "run.json") == {}
    assert read(tmp_path / "absent.json") == {}


def test_outputs_are_there_when_noted_and_still_on_disk(tmp_path: Path) -> None:
    chosen = order({"formats": ("pdf",), "lang": ("en", "ru")})
    (tmp_path / "brief.pdf").write_text("")
    assert not written(tmp_path, chosen)
    note_outputs(tmp_path, chosen)
    assert written(tmp_path, chosen)
    assert written(tmp_path, order({"formats": ("pdf",)}))
    assert not written(tmp_path, order({"formats": ("pdf", "html")}))
    (tmp_path / "brief.pdf").unlink()
    assert not written(tmp_path, chosen)
