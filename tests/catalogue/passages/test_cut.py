"""Passages are cut in one way, lose nothing and are never too long."""

import re

from hypothesis import given
from hypothesis import strategies as st

from highground.catalogue.passages.cut import MOST, cut, name_of

TEXT = st.lists(
    st.sampled_from(["Snow", "melts.", "Люди", "переезжают.", "\n", "  ", "•", "(a)", "ñandú;", "\x00", "5"]), max_size=400
)


@given(TEXT.map(" ".join) | st.text(max_size=500))
def test_no_word_is_lost_and_no_passage_is_too_long(text: str) -> None:
    found = cut(text)
    assert " ".join(found).split() == text.split()
    assert all(0 < len(passage.split()) <= MOST for passage in found)


def test_a_passage_ends_with_its_sentence() -> None:
    found = cut("The people of the valley stay where they are. " * 20)
    assert [len(passage.split()) for passage in found] == [63, 63, 54]
    assert all(passage.endswith(".") for passage in found)


def test_a_short_rest_joins_the_last_passage_where_both_make_120_words() -> None:
    sentences = [" ".join(["Word", *["x"] * (count - 2), "x."]) for count in (45, 45, 30)]
    assert [len(one.split()) for one in cut(" ".join(sentences))] == [120]
    assert [
        len(one.split())
        for one in cut(
            " ".join(
                [
                    *sentences[:2],
                    sentences[2].replace(".", " x."),
                ]
            )
        )
    ] == [90, 31]


def test_a_sentence_without_end_is_cut_after_sixty_words() -> None:
    assert [len(passage.split()) for passage in cut("word " * 205)] == [60, 60, 85]


def test_the_hash_does_not_depend_on_blanks_and_tells_words_apart() -> None:
    assert name_of(" Snow\n melts") == name_of("Snow melts") != name_of("Snow melt")
    assert re.fullmatch("[0-9a-f]{64}", name_of(""))
