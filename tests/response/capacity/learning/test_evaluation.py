"""A whole evaluation: who counts where, and what is not told."""

import pytest

from highground.basis.errors import BadData
from highground.basis.learning import Answer, AnswerSheet, Test
from highground.response.capacity.learning.evaluation import evaluated

SESSIONS = {"a1": "s1", "a2": "s2", "b1": "s1", "b2": "s2", "b3": "s3"}


def sheet(who: str, test: Test, form: str, **right: int) -> AnswerSheet:
    return AnswerSheet(who, test, form, tuple(Answer(name, "A", bool(value)) for name, value in right.items()))


def by_number(*sheets: AnswerSheet) -> dict[str, AnswerSheet]:
    return {one.participant: one for one in sheets}


PRE = by_number(sheet("1", "pre", "A", a1=0, a2=0), sheet("2", "pre", "A", a1=1, a2=0), sheet("3", "pre", "A", a1=0, a2=0))
POST = by_number(
    sheet("1", "post", "B", b1=1, b2=0, b3=1), sheet("2", "post", "B", b1=1, b2=1, b3=1), sheet("4", "post", "B", b1=0, b2=0, b3=0)
)


def test_only_those_who_took_both_tests_are_compared() -> None:
    found = evaluated(PRE, POST, {}, SESSIONS)
    assert (found.attrition.both, found.attrition.pre, found.attrition.post) == (2, 1, 1)
    assert found.pre.mid == pytest.approx(0.25)
    assert found.post.mid == pytest.approx((2 / 3 + 1) / 2)
    assert found.gain is not None
    assert found.gain.mid == pytest.approx((5 / 6 - 0.25) / 0.75)
    assert found.attrition.stayed is not None
    assert found.attrition.stayed.mid == pytest.approx(0.25)  # 25 % of those who stayed, 0 % of the one who left


def test_sessions_that_only_one_test_asked_about_are_left_out() -> None:
    found = evaluated(PRE, POST, {}, SESSIONS)
    assert [(one.id, one.items, one.pre.mid, one.post.mid) for one in found.sessions] == [
        ("s1", (1, 1), 0.5, 1.0),
        ("s2", (1, 1), 0.0, 0.5),
    ]


def test_different_forms_have_no_question_to_pair() -> None:
    assert evaluated(PRE, POST, {}, SESSIONS).changed == ()


def test_the_same_form_is_paired_by_question() -> None:
    post = by_number(sheet("1", "post", "A", a1=1, a2=1), sheet("2", "post", "A", a1=0, a2=1))
    found = evaluated(PRE, post, {}, SESSIONS)
    assert [(one.id, one.won, one.lost, one.chance) for one in found.changed] == [("a1", 1, 1, 1.0), ("a2", 2, 0, 0.5)]


def test_of_two_people_no_question_is_judged() -> None:
    found = evaluated(by_number(PRE["1"], PRE["2"]), POST, {}, SESSIONS)
    assert [one.discrimination for one in found.items if one.test == "pre"] == [None, None]


def test_the_later_test_counts_those_of_all_three() -> None:
    later = by_number(sheet("1", "later", "A", a1=1, a2=0), sheet("9", "later", "A", a1=1, a2=1))
    found = evaluated(PRE, POST, later, SESSIONS).later
    assert found is not None
    assert (found.tested, found.all, found.pre, found.later) == (2, 1, 0.0, 0.5)


def test_nobody_in_both_is_an_error() -> None:
    with pytest.raises(BadData, match="nobody is in both tests"):
        evaluated(PRE, by_number(POST["4"]), {}, SESSIONS)
    with pytest.raises(BadData, match="nobody of the later test"):
        evaluated(PRE, POST, by_number(sheet("9", "later", "A", a1=1)), SESSIONS)
