"""A sheet holds each question once, and counts a blank as wrong."""

import pytest

from highground.basis.errors import BadData
from highground.basis.learning import Answer, AnswerSheet


def test_the_share_counts_blanks_as_wrong() -> None:
    answers = (Answer("a", "B", True), Answer("b", "", False), Answer("c", "A", False), Answer("d", "2", True))
    assert AnswerSheet("7", "pre", "A", answers).share == 0.5


@pytest.mark.parametrize("answers", [(), (Answer("a", "A", True), Answer("a", "B", False))])
def test_no_answer_and_the_same_question_twice_are_refused(answers: tuple[Answer, ...]) -> None:
    with pytest.raises(BadData, match="each question once"):
        AnswerSheet("7", "pre", "A", answers)
