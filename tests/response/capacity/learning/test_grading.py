"""Grading: what people type is read as they mean it; what cannot be an answer is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.basis.question import Choice, Item, Option, Question, Said
from highground.catalogue.answers.read import Filled
from highground.response.capacity.learning.grading import LETTERS, graded, meant


def options(*rights: bool) -> tuple[Option, ...]:
    return tuple(Option(f"o{n}", Said(""), right) for n, right in enumerate(rights))


SINGLE = Question("q1", "KAZ", "s1", "basic", "single", Said("?"), options(False, True, False), rows=(1,))
MANY = Question("q2", "KAZ", "s1", "basic", "multiple", Said("?"), options(True, False, True), rows=(1,))
NUMBER = Question("q3", "KAZ", "s1", "basic", "numeric", Said("?"), number=(1234.5, 0.5), rows=(1,))
SHARE = Question("q5", "KAZ", "s1", "basic", "numeric", Said("?"), number=(0.125, 0.01), rows=(1,))
PAIRS = Question("q4", "KAZ", "s1", "basic", "matching", Said("?"), options(True, True, True), rows=(1,))


def right(ask: Question, told: str) -> bool:
    sheets = graded([Filled("P1", "A", {ask.id: told}, "row 2")], {"A": [ask]}, "pre")
    return sheets["P1"].answers[0].right


@pytest.mark.parametrize(
    ("ask", "told", "expected"),
    [
        (SINGLE, "B", True), (SINGLE, "b", True), (SINGLE, "В", True), (SINGLE, "A", False), (SINGLE, "", False), (SINGLE, "A B", False),
        (MANY, "A, C", True), (MANY, "CA", True), (MANY, "a;с", True), (MANY, "A", False), (MANY, "ABC", False),
        (NUMBER, "1234.5", True), (NUMBER, "1234,9", True), (NUMBER, "1 235", True), (NUMBER, "1\u202f234,5", True), (SHARE, "0,125", True), (SHARE, "0.125", True), (SHARE, "0,25", False), (NUMBER, "1235 %", True), (NUMBER, "1236", False), (NUMBER, "", False),
    ],
)  # fmt: skip
def test_answers_are_read_as_people_write_them(ask: Question, told: str, expected: bool) -> None:
    assert right(ask, told) is expected


def test_pairs_follow_the_order_that_stands_on_paper() -> None:
    order = Item(PAIRS.id, "matching", "", tuple(Choice(option.id, True) for option in PAIRS.options)).order
    key = [f"{n + 1}-{LETTERS[order.index(n)]}" for n in range(3)]
    assert right(PAIRS, ", ".join(key))
    assert right(PAIRS, " ".join(reversed(key)).replace("-", ""))
    assert not right(PAIRS, ", ".join(key[:2]))


@pytest.mark.parametrize(
    ("ask", "told", "said"),
    [
        (SINGLE, "D", "write A, B, C"), (SINGLE, "1", "write A, B, C"), (SINGLE, "Б", "write A, B, C"), (NUMBER, "1,234", "thousands or a fraction"),
        (NUMBER, "many", "no number"), (NUMBER, "=1", "no number"), (NUMBER, "1e9", "no number"), (NUMBER, "nan", "no number"), (PAIRS, "1-B x", "no pairs"),
        (PAIRS, "9-A", "no pairs"), (PAIRS, "1-H", "no pairs"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_answer_is_refused_with_its_place(ask: Question, told: str, said: str) -> None:
    with pytest.raises(BadData, match=rf"row 2, question 1: .*{said}"):
        right(ask, told)


@given(st.sampled_from([SINGLE, MANY, NUMBER, PAIRS]), st.text(min_size=1, max_size=12))
def test_nothing_that_is_typed_breaks_the_grading(ask: Question, told: str) -> None:
    try:
        meant(ask, told, "row")
    except BadData:
        return
