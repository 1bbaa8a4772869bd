"""Bundled tables behind policy analysis, and lists of countries that people give."""

from pathlib import Path

import pytest

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.codes.book import codebook
from highground.catalogue.codes.grounds import claims, excerpts, groups
from highground.catalogue.codes.instruments import instruments
from highground.catalogue.shelf import default_shelf


def test_excerpts_and_claims_speak_of_bundled_instruments_and_themes_only() -> None:
    shelf = default_shelf()
    themes, known = {theme.id for theme in codebook(shelf).themes}, {one.id for one in instruments(shelf)}
    assert {theme for _, theme in excerpts(shelf)} | set(claims(shelf)) <= themes
    assert {one for one, _ in excerpts(shelf)} <= known


def test_what_is_from_memory_in_the_instruments_is_from_memory_in_the_excerpts() -> None:
    shelf = default_shelf()
    memory = {one.id for one in instruments(shelf) if one.verified == "no"}
    assert {one for (one, _), basis in excerpts(shelf).items() if basis == "memory"} <= memory


def test_the_alliance_of_small_island_states_has_39_members() -> None:
    found = groups(default_shelf())
    assert len(found["sids"]) == 39
    assert set(found["sids"].values()) == {"unverified"}
    assert not set(found["sids"]) & set(found["mountain"])


def test_a_list_of_ones_own_is_read_beside_the_bundled_ones(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("group,iso3\nneighbours,kgz\nneighbours,TJK\n", encoding="utf-8-sig")
    assert groups(default_shelf(), file)["neighbours"] == {"KGZ": "given", "TJK": "given"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", "no columns"), ("group,iso3\nx,Kyrgyzstan\n", "three letters"), ("group,iso3\nx,KGZ\nx,KGZ\n", "already"),
        ("group,iso3\nsids,KGZ\n", "bundled already"), ("group,iso3\n", "rows below"), ("group,iso3\nx\n", "three letters"),
    ],
)  # fmt: skip
def test_a_list_that_is_none_is_refused_in_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadData, match=says):
        groups(default_shelf(), file)


def test_bytes_that_are_no_text_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"group,iso3\n\xff\xfe,KGZ\n")
    with pytest.raises(BadData, match="UTF-8"):
        groups(default_shelf(), tmp_path / "x.csv")
    with pytest.raises(MissingSource, match="there is no file"):
        groups(default_shelf(), tmp_path / "y.csv")
