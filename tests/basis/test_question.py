"""A question rests on something and has one right answer, or it is refused."""

from typing import Any

import pytest

from highground.basis.errors import BadData
from highground.basis.question import SESSIONS, Choice, Item, Option, Question, Said, answered

YES = Option("yes", Said("yes"), right=True)
NO = Option("no", Said("no"), right=False, trap="end")
MAYBE = Option("maybe", Said("maybe"), right=True)


def ask(**given: Any) -> Question:
    whole = {"kind": "single", "options": (YES, NO), "claims": ("glaciers.left",)} | given
    return Question("q", "KAZ", "s2", "basic", stem=Said("?"), **whole)


def test_there_are_eight_sessions() -> None:
    assert list(SESSIONS) == [f"s{n}" for n in range(1, 9)]


def test_a_question_that_rests_on_nothing_is_an_error() -> None:
    with pytest.raises(BadData, match="rests on nothing"):
        ask(claims=())


@pytest.mark.parametrize("given", [{"rows": (3,)}, {"facts": ("training-facts:stock",)}])
def test_a_row_or_a_fact_is_ground_enough(given: dict[str, Any]) -> None:
    assert ask(claims=(), **given).right == ("yes",)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"options": (YES, MAYBE, NO)}, "one right option among two or more, here 2 of 3"),
        ({"options": (NO,)}, "here 0 of 1"),
        ({"kind": "multiple", "options": (YES, MAYBE)}, "right and wrong options"),
        ({"kind": "truefalse", "options": (YES, MAYBE)}, "one of them right"),
        ({"kind": "matching", "options": (YES, NO)}, "two pairs or more"),
        ({"kind": "numeric"}, "one finite number"),
        ({"kind": "numeric", "options": (), "number": (float("nan"), 0.0)}, "one finite number"),
        ({"kind": "numeric", "options": (), "number": (1.0, -1.0)}, "tolerance of 0 or more"),
        ({"number": (1.0, 0.0)}, "only a numeric question"),
        ({"options": (YES, NO, NO)}, "an option twice"),
        ({"kind": "essay"}, "no such session, level or kind"),
        ({"trap": "greed"}, "no such mistake: greed"),
    ],
)  # fmt: skip
def test_a_key_that_is_not_one_answer_is_refused_with_the_reason(given: dict[str, Any], why: str) -> None:
    with pytest.raises(BadData, match=why):
        ask(**given)


def test_several_options_are_right_only_all_together() -> None:
    many = ask(kind="multiple", options=(YES, NO, MAYBE))
    assert answered(many, ["maybe", "yes"])
    assert not answered(many, ["yes"])
    assert not answered(many, ["yes", "maybe", "no"])
    assert not answered(many, [])


def test_a_number_is_right_within_its_tolerance_and_at_its_edge() -> None:
    number = ask(kind="numeric", options=(), number=(0.3, 0.1))
    assert answered(number, 0.4)  # 0.4 - 0.3 is a little more than 0.1 in the computer
    assert not answered(number, 0.41)
    assert not answered(number, ["0.3"])


def test_pairs_are_right_only_when_each_is() -> None:
    pairs = ask(kind="matching", options=(YES, MAYBE))
    assert answered(pairs, ["yes=yes", "maybe=maybe"])
    assert not answered(pairs, ["yes=maybe", "maybe=yes"])


def test_an_item_in_one_language_keeps_the_same_law() -> None:
    with pytest.raises(BadData, match="item q: a single choice"):
        Item("q", "single", "?", (Choice("a", True), Choice("b", True)))
    with pytest.raises(BadData, match="no kind of question"):
        Item("q", "essay", "?")  # type: ignore[arg-type]
