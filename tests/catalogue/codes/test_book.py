"""The code book against the published table of fields, and what it refuses."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData, HighgroundError, MissingSource
from highground.basis.policy import STRENGTH
from highground.basis.settings import LANGS
from highground.catalogue.codes.book import _labels, codebook
from highground.catalogue.shelf import Shelf

OWN = """
[[field]]
id = "own_water"
kind = "category"
label = "Water"
values = ["river", "spring"]

[[theme]]
id = "water"
group = "response"
label = { en = "Water", ru = "Вода", kk = "Су", es = "Agua" }
"""


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf()


def _own(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_field_of_the_published_table_is_in_the_book(shelf: Shelf, shared: Path) -> None:
    with (shared / "facts" / "policy_codebook.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    fields = {one.id: one for one in codebook(shelf).fields}
    assert set(fields) == {row["field_id"] for row in rows}
    for row in rows:
        one = fields[row["field_id"]]
        assert (one.layer, one.kind, one.required, one.grade) == (row["layer"], row["field_type"], row["required"], row["grade"])
        if row["allowed_values"] and one.id not in ("hg_strength", "hg_date", "hg_reliability"):
            assert list(one.values) == row["allowed_values"].split("|")
            assert one.values_status == row["allowed_values_status"]


def test_strength_goes_from_a_mention_to_a_measure_with_budget(shelf: Shelf) -> None:
    (strength,) = (one for one in codebook(shelf).fields if one.id == STRENGTH)
    assert list(strength.values) == ["0", "1", "2", "3", "4"]
    assert strength.values["4"]["es"].startswith("4 medida")
    assert strength.closed


def test_lists_of_which_one_value_was_seen_stay_open(shelf: Shelf) -> None:
    fields = {one.id: one for one in codebook(shelf).fields}
    assert not fields["climb_driver"].closed
    assert not fields["climb_mobility_type"].closed
    assert not fields["hg_institution"].closed
    assert fields["climb_gcm"].closed


def test_everything_that_is_asked_has_words_in_four_languages(shelf: Shelf) -> None:
    book = codebook(shelf)
    asked = [(one.label, one.guidance) for one in (*book.asked("passage"), *book.asked("text"))]
    for label, guidance in asked + [(one.label, one.guidance) for one in book.themes]:
        assert set(label) == set(guidance) == set(LANGS)
    for lang in LANGS:
        labels = [theme.label[lang] for theme in book.themes]
        assert len(set(labels)) == len(labels)


def test_ones_own_fields_come_behind_and_change_the_version(shelf: Shelf, tmp_path: Path) -> None:
    book = codebook(shelf, _own(tmp_path, OWN))
    assert (book.fields[-1].id, book.fields[-1].layer, list(book.fields[-1].values)) == ("own_water", "own", ["river", "spring"])
    assert book.themes[-1].label["kk"] == "Су"
    assert book.version.startswith("1+")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no \\[\\[field\\]\\]"),
        ("[[field]]\nid = 'A b'\n", "small Latin letters"),
        ("[[field]]\nid = 'a'\nkind = 'colour'\nlabel = 'x'\n", "kind is 'colour'"),
        ("[[field]]\nid = 'a'\nkind = 'text'\nlabel = {en = 'x'}\n", "label must be a text"),
        ("[[field]]\nid = 'a'\nkind = 'text'\nlabel = 'x'\nscope = 'given'\n", "scope is 'given'"),
        ("[[field]]\nid = 'a'\nkind = 'text'\nlabel = 'x'\nlayer = 'CLIMB'\n", "layer is 'CLIMB'"),
        ("[[field]]\nid = 'a'\nkind = 'ordinal'\nlabel = 'x'\nvalues = ['low']\n", "whole numbers"),
        ("[[field]]\nid = 'a'\nkind = 'category'\nlabel = 'x'\nvalues = ['b', 'b']\n", "comes twice"),
        ("[[field]]\nid = 'a'\nkind = 'category'\nlabel = 'x'\nvalues = 'gone'\n", "no list 'gone'"),
        ("[[field]]\nid = 'a'\nkind = 'text'\nlabel = 'x'\ncolour = 1\n", "not read"),
        ("[[field]]\nid = 'hg_quote'\nkind = 'text'\nlabel = 'x'\n", "exists already"),
        ("[[theme]]\nid = 'a'\ngroup = 'sea'\nlabel = 'x'\n", "group is 'sea'"),
        ("[[theme]]\nid = 'a'\ngroup = 'place'\nlabel = 'x'\n" * 2, "comes twice"),
        ("theme = 3\n", "fields are"),
        ("other = 3\n", "not read"),
        ("[[field\n", "valid TOML"),
        ("field = " + "[" * 3000 + "]" * 3000, "own.toml"),
    ],
)
def test_a_broken_book_is_refused_in_one_sentence(shelf: Shelf, tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadData, match=said) as caught:
        codebook(shelf, _own(tmp_path, text))
    assert "\n" not in str(caught.value).strip()


def test_a_book_that_is_not_there_is_named(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match=r"gone\.toml"):
        codebook(shelf, tmp_path / "gone.toml")


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(LANGS), inner, max_size=4), max_leaves=6))  # fmt: skip
def test_labels_are_words_in_every_language_or_refused(labels: object) -> None:
    try:
        found = _labels(labels, "here", "label")
    except HighgroundError:
        return
    assert set(found) == set(LANGS)
    assert all(word.strip() for word in found.values())
