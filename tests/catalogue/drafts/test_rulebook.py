from pathlib import Path

import pytest

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.drafts.rulebook import rulebook
from highground.catalogue.shelf import Shelf

OWN = '[words.yeti]\nen = ["yeti*"]\n[[rule]]\nid = "yeti"\nkind = "term"\nseverity = "style"\nwhy = "w"\nwrite = "x"\nsource = "s"\ngrade = "read"\nneeds = ["yeti"]\n'


def test_own_words_and_rules_come_behind_the_bundled_ones(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    bare, more = rulebook(Shelf()), rulebook(Shelf(), path)
    assert len(more.rules) == len(bare.rules) + 1
    assert "yeti" in more.words


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[words.flood]\nen = []\n", "exist already"),
        ("rule = 3\n", "only"),
        ("x = 1\n", "only"),
        ("[[rule\n", "not valid TOML"),
        ("words = 1\n", "only"),
    ],
)
def test_a_broken_table_is_refused_in_one_sentence(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadData, match=why):
        rulebook(Shelf(), path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match=r"none\.toml"):
        rulebook(Shelf(), tmp_path / "none.toml")
