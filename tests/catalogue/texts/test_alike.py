"""Sketches of wording against the true share of common runs."""

import random

import pytest

from highground.catalogue.texts.alike import KEPT, WORDS, alike, sketch


def _true(one: list[str], other: list[str]) -> float:
    first, second = ({tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)} for words in (one, other))
    return len(first & second) / len(first | second)


@pytest.mark.parametrize("changed", [0, 20, 100, 400])
def test_the_sketch_tells_the_share_of_common_wording(changed: int) -> None:
    dice = random.Random(1)  # noqa: S311  no secret
    one = [f"w{dice.randrange(5000)}" for _ in range(4000)]
    other = list(one)
    for place in dice.sample(range(len(one)), changed):
        other[place] = "changed"
    assert alike(sketch([" ".join(one)]), sketch([" ".join(other)])) == pytest.approx(_true(one, other), abs=0.12)


def test_case_marks_and_lines_make_no_difference() -> None:
    assert sketch(["The people of the mountains, they move"]) == sketch(["the PEOPLE of", "the mountains they move."])


def test_a_sketch_is_small_and_an_empty_text_is_like_no_other() -> None:
    assert len(sketch([" ".join(map(str, range(10_000)))])) == KEPT
    assert sketch(["…"]) == ()
    assert alike((), ()) == 0
    assert len(sketch(["two words"])) == 1
