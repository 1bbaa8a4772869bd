"""A whole evaluation: who took which test, what the class gained, by session and by question. Nobody is named, nobody is ranked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from highground.basis.errors import BadData
from highground.basis.learning import AnswerSheet, Test
from highground.basis.question import SESSIONS
from highground.response.capacity.learning.gain import (
    Shares,
    Span,
    between,
    change,
    gain_of_class,
    gain_of_people,
    kept,
    share,
    size,
)
from highground.response.capacity.learning.items import difficulty, discrimination, holm, kr20, mcnemar, upper_lower

Sheets = Mapping[str, AnswerSheet]  # by participant
FEW: Final = 3  # participants; what a question tells about fewer is chance alone; judged


@dataclass(frozen=True, slots=True)
class Session:
    """One session of the training: questions before and after, mean share right of those who took both tests, and the change."""

    id: str
    items: tuple[int, int]
    pre: Span
    post: Span
    change: Span


@dataclass(frozen=True, slots=True)
class Item:
    """One question in one test. discrimination and upper_lower are None where they cannot be told."""

    test: Test
    number: int
    id: str
    session: str
    share: float
    discrimination: float | None
    upper_lower: float | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that stood in both tests: how many went from wrong to right and back, chance alone, and corrected for many."""

    id: str
    session: str
    won: int
    lost: int
    chance: float
    corrected: float


@dataclass(frozen=True, slots=True)
class Attrition:
    """Who took only one test, and how much better those who stayed had been before than those who left (None: nobody left)."""

    pre: int
    post: int
    both: int
    stayed: Span | None


@dataclass(frozen=True, slots=True)
class Later:
    """The follow-up: how many took all three tests, their means, and the share of the gain that is left (None where no gain is sure)."""

    tested: int
    all: int
    pre: float
    post: float
    later: float
    change: Span
    kept: Span | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What two or three tests show. All shares are from 0 to 1."""

    forms: Mapping[Test, str]
    pre: Span
    post: Span
    gain: Span | None
    own_gain: Span | None
    change: Span
    size: Span | None
    attrition: Attrition
    sessions: tuple[Session, ...]
    items: tuple[Item, ...]
    changed: tuple[Changed, ...]
    reliability: Mapping[Test, Span | None]
    later: Later | None


def evaluated(pre: Sheets, post: Sheets, later: Sheets, sessions: Mapping[str, str]) -> Evaluation:
    """The evaluation of tests; later may be empty. sessions: question -> session. Raises BadData when nobody took both tests."""
    both = sorted(pre.keys() & post.keys())
    if not both:
        raise BadData("nobody is in both tests, so nothing can be compared; check that people wrote the same number on both sheets")
    before, after = _shares(pre, both), _shares(post, both)
    tests: dict[Test, Sheets] = {"pre": pre, "post": post, **({"later": later} if later else {})}
    return Evaluation(
        {test: next(iter(sheets.values())).form for test, sheets in tests.items()}, share(before), share(after),
        gain_of_class(before, after), gain_of_people(before, after), change(before, after), size(before, after),
        _attrition(pre, post, both), _sessions(pre, post, both, sessions), tuple(one for test, sheets in tests.items() for one in _items(test, sheets, sessions)),
        _changed(pre, post, both, sessions), {test: kr20(_matrix(sheets)) for test, sheets in tests.items()}, _later(pre, post, later) if later else None,
    )  # fmt: skip


def _shares(sheets: Sheets, people: Sequence[str]) -> Shares:
    return np.array([sheets[one].share for one in people], dtype=np.float64)


def _matrix(sheets: Sheets) -> Shares:
    return np.array([[answer.right for answer in sheets[one].answers] for one in sorted(sheets)], dtype=np.float64)


def _attrition(pre: Sheets, post: Sheets, both: Sequence[str]) -> Attrition:
    left = sorted(pre.keys() - post.keys())
    stayed = between(_shares(pre, both), _shares(pre, left)) if left else None
    return Attrition(len(left), len(post.keys() - pre.keys()), len(both), stayed)


def _sessions(pre: Sheets, post: Sheets, both: Sequence[str], sessions: Mapping[str, str]) -> tuple[Session, ...]:
    """Sessions that were asked about in both tests."""
    found = []
    for name in SESSIONS:
        counts, shares = zip(*(_part(sheets, both, name, sessions) for sheets in (pre, post)), strict=True)
        if all(counts):
            found.append(Session(name, (counts[0], counts[1]), share(shares[0]), share(shares[1]), change(shares[0], shares[1])))
    return tuple(found)


def _part(sheets: Sheets, people: Sequence[str], session: str, sessions: Mapping[str, str]) -> tuple[int, Shares]:
    """How many questions of a session a test has, and each participant's share of right ones among them."""
    rows = [[answer.right for answer in sheets[one].answers if sessions[answer.item] == session] for one in people]
    count = len(rows[0])
    return count, np.array([sum(row) / count if count else 0.0 for row in rows], dtype=np.float64)


def _items(test: Test, sheets: Sheets, sessions: Mapping[str, str]) -> list[Item]:
    right = _matrix(sheets)
    asked = [answer.item for answer in next(iter(sheets.values())).answers]
    enough = len(sheets) >= FEW
    tell = discrimination(right) if enough else [None] * len(asked)
    ends: Sequence[float | None] = upper_lower(right) if enough else [None] * len(asked)
    shares = difficulty(right)
    return [
        Item(test, at + 1, item, sessions[item], shares[at], tell[at], ends[at] if tell[at] is not None else None)
        for at, item in enumerate(asked)
    ]


def _changed(pre: Sheets, post: Sheets, both: Sequence[str], sessions: Mapping[str, str]) -> tuple[Changed, ...]:
    """Questions of both tests, with how many of those who took both changed their answer."""
    before, after = ({one: {answer.item: answer.right for answer in sheets[one].answers} for one in both} for sheets in (pre, post))
    shared = [item for item in before[both[0]] if item in after[both[0]]]
    counts = [
        (sum(after[one][item] and not before[one][item] for one in both), sum(before[one][item] and not after[one][item] for one in both))
        for item in shared
    ]  # fmt: skip
    chances = [mcnemar(lost, won) for won, lost in counts]
    rows = zip(shared, counts, chances, holm(chances), strict=True)
    return tuple(Changed(item, sessions[item], won, lost, chance, held) for item, (won, lost), chance, held in rows)


def _later(pre: Sheets, post: Sheets, later: Sheets) -> Later | None:
    """The follow-up of those who took all three tests; without means where nobody did."""
    people = sorted(pre.keys() & post.keys() & later.keys())
    if not people:
        raise BadData(
            "nobody of the later test is in both tests before it, so nothing can be compared; check that people wrote the same number"
        )
    one, two, three = (_shares(sheets, people) for sheets in (pre, post, later))
    return Later(
        len(later), len(people), float(one.mean()), float(two.mean()), float(three.mean()), change(two, three), kept(one, two, three)
    )  # fmt: skip
