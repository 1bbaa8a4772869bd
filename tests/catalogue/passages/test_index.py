"""The index finds passages by beginnings of words, in any alphabet, and never fails on a strange text."""

from hypothesis import given
from hypothesis import strategies as st

from highground.catalogue.passages.index import ranked


def test_a_beginning_finds_every_ending() -> None:
    passages = ["ледники тают", "дорога", "мұздықтардың еруі", "у ледника", "los glaciares"]
    assert {place for place, _ in ranked(passages, ["ледник"])} == {0, 3}
    assert [place for place, _ in ranked(passages, ["мұздық"])] == [2]
    assert {place for place, _ in ranked(passages, ["glaci", "дорог"])} == {1, 4}


def test_the_passage_that_speaks_of_it_most_comes_first() -> None:
    assert [place for place, _ in ranked(["migrants", "other words here", "migrants, migration, migrants"], ["migra"])] == [2, 0]


def test_no_beginning_finds_nothing() -> None:
    assert ranked(["snow"], []) == ranked(["snow"], ['"', "* OR", ""]) == ()


@given(st.lists(st.text(), max_size=5), st.lists(st.text(max_size=6), max_size=5))
def test_any_text_can_be_indexed_and_asked(passages: list[str], beginnings: list[str]) -> None:
    assert all(0 <= place < len(passages) for place, _ in ranked(passages, beginnings))
