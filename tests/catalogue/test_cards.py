from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from highground.basis.errors import BadCard
from highground.catalogue.cards import read_card, wanted

Card = Callable[..., str]


def read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "card.toml"
    path.write_bytes(text.encode())
    return read_card(path)


def test_a_whole_card_is_read_as_it_stands(tmp_path: Path, make_card: Card) -> None:
    text = make_card("demo-table-1.2", "a" * 64, file="facts/data.csv", columns=["a", "b"], key=["a"], grade="computed")
    (tmp_path / "card.toml").write_text(text, encoding="utf-8")
    card = read_card(tmp_path / "card.toml")
    assert (card.id, card.accessed, card.columns, card.key, card.grade) == (
        "demo-table-1.2", date(2026, 11, 23), ("a", "b"), ("a",), "computed",
    )  # fmt: skip


@pytest.mark.parametrize(
    "key", ["producer", "title", "edition", "url", "licence", "citation", "sha256", "measures", "blank_means", "caveat"]
)
def test_a_card_without_a_required_key_names_it(tmp_path: Path, make_card: Card, key: str) -> None:
    arguments = {"sha256": "", key: None}
    with pytest.raises(BadCard, match=f"card card.toml: lacks {key}"):
        read(tmp_path, make_card("demo", **arguments))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"colour": "red"}, "unknown keys 'colour'"),
        ({"licence": "  "}, "licence is empty"),
        ({"producer": 3}, "producer must be text in quotes, got 3"),
        ({"columns": "a"}, "columns must be a list"),
        ({"columns": ["a", 1]}, "columns must be a list of texts, got 1"),
        ({"columns": ["a", "a"]}, "one column twice"),
        ({"columns": ["a"], "numbers": ["b"]}, "numbers names 'b'"),
        ({"grade": "perfect"}, "grade must be one of read, computed, unverified"),
        ({"url": "file:///etc/passwd"}, "url must begin with https"),
        ({"caveat": "\\u001b[2Jgone"}, "control characters"),
        ({"file": "x.csv", "sha256": ""}, "sha256 must be the 64"),
        ({"file": "x.csv", "sha256": "A" * 64}, "sha256 must be the 64"),
        ({"file": "x.csv", "sha256": "a" * 64, "package": "itur"}, "both a file and a package"),
    ],
)
def test_a_broken_value_is_refused_in_one_sentence(tmp_path: Path, make_card: Card, more: dict[str, object], words: str) -> None:
    with pytest.raises(BadCard, match=words) as caught:
        read(tmp_path, make_card("demo", **{"sha256": "", **more}))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("card_id", ["", "Demo", "a b", "../x", "a--b", "-a", "a_b", "é", "a" * 81])
def test_an_id_that_could_not_stand_in_a_table_or_a_path_is_refused(tmp_path: Path, make_card: Card, card_id: str) -> None:
    with pytest.raises(BadCard, match="id "):
        read(tmp_path, make_card(card_id, ""))


@pytest.mark.parametrize(
    "file",
    ["/etc/passwd", "../secret.csv", "a/../../b.csv", "C:/x.csv", "a\\\\..\\\\b.csv", ".hidden", "a//b.csv", "./a.csv", "a/"],
)
def test_a_file_name_that_plays_tricks_with_paths_is_refused(tmp_path: Path, make_card: Card, file: str) -> None:
    with pytest.raises(BadCard, match="file must be a plain path"):
        read(tmp_path, make_card("demo", "a" * 64, file=file))


@pytest.mark.parametrize("day", ['"2026-11-23"', "2026-11-23T10:00:00", "2026"])
def test_a_day_must_be_a_date(tmp_path: Path, make_card: Card, day: str) -> None:
    with pytest.raises(BadCard, match="accessed must be a date"):
        read(tmp_path, make_card("demo", "").replace("accessed = 2026-11-23", f"accessed = {day}"))


def test_text_that_is_not_toml_or_not_utf_8_or_too_long_is_refused(tmp_path: Path, make_card: Card) -> None:
    with pytest.raises(BadCard, match="not valid TOML"):
        read(tmp_path, "id = ")
    with pytest.raises(BadCard, match="not valid TOML"):
        read(tmp_path, "a = " + "[" * 60_000)
    with pytest.raises(BadCard, match=r"70,\d+ bytes, more than the 65,536"):
        read(tmp_path, make_card("demo", "", caveat="x" * 70_000))
    (tmp_path / "latin.toml").write_bytes(b'id = "caf\xe9"')
    with pytest.raises(BadCard, match="not UTF-8"):
        read_card(tmp_path / "latin.toml")
    with pytest.raises(BadCard, match="cannot be read"):
        read_card(tmp_path / "absent.toml")


def test_what_would_help_most_says_what_it_improves_and_under_which_terms() -> None:
    assert len({entry.id for entry in wanted()}) == len(wanted()) >= 7
    for entry in wanted():
        assert all([entry.title, entry.improves, entry.licence])
        assert entry.url.startswith("https://")
