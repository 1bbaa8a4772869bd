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


def test_two_orders_of_forms_take_out_that_one_is_easier() -> None:
    # learnt 0.5 in every head; form B is easier by 0.25: A then B shows 0.75, B then A 0.25
    def one(who: str, test: Test, form: str, right: int) -> AnswerSheet:
        return sheet(who, test, form, **{f"{form.lower()}{n}": int(n < right) for n in range(4)})

    sessions = {f"{form}{n}": f"s{1 + n % 2}" for form in "ab" for n in range(4)}
    pre = by_number(
        one("1", "pre", "A", 0), one("2", "pre", "A", 1), one("3", "pre", "B", 1), one("4", "pre", "B", 2), one("5", "pre", "B", 1)
    )
    post = by_number(
        one("1", "post", "B", 3),
        one("2", "post", "B", 4),
        one("3", "post", "A", 2),
        one("4", "post", "A", 3),
        one("5", "post", "A", 3),
    )
    found = evaluated(pre, post, {}, sessions)
    crossed = found.crossed
    assert crossed is not None
    assert (crossed.first, crossed.second, crossed.people) == ("A", "B", (2, 3))
    assert crossed.change.mid == pytest.approx((0.75 + (0.25 + 0.25 + 0.5) / 3) / 2)
    assert crossed.easier.mid == pytest.approx((0.75 - (0.25 + 0.25 + 0.5) / 3) / 2)
    assert [(taken.test, taken.form, taken.people) for taken in found.tests] == [
        ("pre", "A", 2),
        ("pre", "B", 3),
        ("post", "A", 3),
        ("post", "B", 2),
    ]
    assert [item.share for item in found.items if (item.test, item.form) == ("post", "A")] == pytest.approx([1, 1, 2 / 3, 0])
    assert [(part.id, part.items) for part in found.sessions] == [("s1", (2, 2)), ("s2", (2, 2))]


def test_one_order_alone_or_the_same_form_is_no_crossed_class() -> None:
    assert evaluated(PRE, POST, {}, SESSIONS).crossed is None
    post = by_number(sheet("1", "post", "A", a1=1, a2=1), sheet("2", "post", "A", a1=0, a2=1))
    assert evaluated(PRE, post, {}, SESSIONS).crossed is None


def test_of_those_who_had_a_question_twice_only_they_are_counted() -> None:
    post = by_number(
        sheet("1", "post", "A", a1=1, a2=1), sheet("2", "post", "B", b1=1, b2=1, b3=1), sheet("3", "post", "A", a1=1, a2=0)
    )
    found = evaluated(PRE, post, {}, SESSIONS)
    assert [(one.id, one.won, one.lost) for one in found.changed] == [("a1", 2, 0), ("a2", 1, 0)]


def test_who_did_not_come_back_is_held_against_who_did() -> None:
    later = by_number(sheet("1", "later", "A", a1=1, a2=0))
    found = evaluated(PRE, POST, later, SESSIONS).later
    assert found is not None
    assert found.stayed is not None
    assert found.stayed.mid == pytest.approx(2 / 3 - 1)  # person 1 had two of three right after, person 2 all
    everybody = evaluated(PRE, POST, later | by_number(sheet("2", "later", "A", a1=1, a2=1)), SESSIONS).later
    assert everybody is not None
    assert everybody.stayed is None


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
