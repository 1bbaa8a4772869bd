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
    half,
    kept,
    share,
    size,
)
from highground.response.capacity.learning.items import difficulty, discrimination, holm, kr20, mcnemar, upper_lower

Sheets = Mapping[str, AnswerSheet]  # by participant
FEW: Final = 3  # participants; what a question tells about fewer is chance alone; judged


@dataclass(frozen=True, slots=True)
class Session:
    """One session of the training: questions before and after (of the longer form), mean share right of those who took both, and the change."""

    id: str
    items: tuple[int, int]
    pre: Span
    post: Span
    change: Span


@dataclass(frozen=True, slots=True)
class Taken:
    """One form as it was taken in one test: by how many, and how far it agrees with itself (KR-20; None where that does not exist)."""

    test: Test
    form: str
    people: int
    items: int
    agreement: Span | None


@dataclass(frozen=True, slots=True)
class Crossed:
    """A class of which a part had form `first` before and `second` after, the others the other way round, so that the forms can be told apart.

    people: how many in each part; easier: by how much the second form is easier; change: the change without that.
    """

    first: str
    second: str
    people: tuple[int, int]
    easier: Span
    change: Span


@dataclass(frozen=True, slots=True)
class Item:
    """One question in one test. discrimination and upper_lower are None where they cannot be told."""

    test: Test
    form: str
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
    """The follow-up: how many took all three tests, their means, and the share of the gain that is left (None where no gain is sure).

    stayed: how much better they had been after the training than those who did not come back (None: everybody did).
    """

    tested: int
    all: int
    stayed: Span | None
    pre: float
    post: float
    later: float
    change: Span
    kept: Span | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What two or three tests show. All shares are from 0 to 1."""

    tests: tuple[Taken, ...]
    pre: Span
    post: Span
    gain: Span | None
    own_gain: Span | None
    change: Span
    size: Span | None
    attrition: Attrition
    crossed: Crossed | None
    sessions: tuple[Session, ...]
    items: tuple[Item, ...]
    changed: tuple[Changed, ...]
    later: Later | None

    def forms(self, test: Test) -> tuple[str, ...]:
        """The forms of a test, by name."""
        return tuple(one.form for one in self.tests if one.test == test)


def evaluated(pre: Sheets, post: Sheets, later: Sheets, sessions: Mapping[str, str]) -> Evaluation:
    """The evaluation of tests; later may be empty. sessions: question -> session. Raises BadData when nobody took both tests."""
    both = sorted(pre.keys() & post.keys())
    if not both:
        raise BadData("nobody is in both tests, so nothing can be compared; check that people wrote the same number on both sheets")
    before, after = _shares(pre, both), _shares(post, both)
    tests: dict[Test, Sheets] = {"pre": pre, "post": post, **({"later": later} if later else {})}
    taken = [(test, form, mine) for test, sheets in tests.items() for form, mine in _by_form(sheets).items()]
    return Evaluation(
        tuple(_taken(*one) for one in taken), share(before), share(after), gain_of_class(before, after), gain_of_people(before, after),
        change(before, after), size(before, after), _attrition(pre, post, both), _crossed(pre, post, both), _sessions(pre, post, both, sessions),
        tuple(item for one in taken for item in _items(*one, sessions)), _changed(pre, post, both, sessions), _later(pre, post, later) if later else None,
    )  # fmt: skip


def _by_form(sheets: Sheets) -> dict[str, dict[str, AnswerSheet]]:
    """The sheets of each form, the forms by name."""
    forms = sorted({one.form for one in sheets.values()})
    return {form: {who: one for who, one in sheets.items() if one.form == form} for form in forms}


def _taken(test: Test, form: str, sheets: Sheets) -> Taken:
    right = _matrix(sheets)
    people, items = right.shape
    return Taken(test, form, people, items, kr20(right))


def _crossed(pre: Sheets, post: Sheets, both: Sequence[str]) -> Crossed | None:
    """What two orders of two forms tell; None for any other design."""
    parts: dict[tuple[str, str], list[str]] = {}
    for one in both:
        parts.setdefault((pre[one].form, post[one].form), []).append(one)
    first, second = min(parts)
    if first == second or parts.keys() != {(first, second), (second, first)}:
        return None
    there, back = (_shares(post, parts[order]) - _shares(pre, parts[order]) for order in ((first, second), (second, first)))
    return Crossed(first, second, (there.size, back.size), half(between(there, back)), half(between(there, -back)))


def _shares(sheets: Sheets, people: Sequence[str]) -> Shares:
    return np.array([sheets[one].share for one in people], dtype=np.float64)


def _matrix(sheets: Sheets) -> Shares:
    """Who was right where, of sheets of one form."""
    return np.array([[answer.right for answer in sheets[one].answers] for one in sorted(sheets)], dtype=np.float64)


def _attrition(pre: Sheets, post: Sheets, both: Sequence[str]) -> Attrition:
    left = sorted(pre.keys() - post.keys())
    stayed = between(_shares(pre, both), _shares(pre, left)) if left else None
    return Attrition(len(left), len(post.keys() - pre.keys()), len(both), stayed)


def _sessions(pre: Sheets, post: Sheets, both: Sequence[str], sessions: Mapping[str, str]) -> tuple[Session, ...]:
    """Sessions that everybody was asked about in both tests."""
    found = []
    for name in SESSIONS:
        rows = [[_part(sheets[one], name, sessions) for one in both] for sheets in (pre, post)]
        if all(answers for side in rows for answers in side):
            before, after = (np.array([np.mean(answers) for answers in side], dtype=np.float64) for side in rows)
            most = [max(map(len, side)) for side in rows]
            found.append(Session(name, (most[0], most[1]), share(before), share(after), change(before, after)))
    return tuple(found)


def _part(sheet: AnswerSheet, session: str, sessions: Mapping[str, str]) -> list[bool]:
    """Whether each answer about a session is right."""
    return [answer.right for answer in sheet.answers if sessions[answer.item] == session]


def _items(test: Test, form: str, sheets: Sheets, sessions: Mapping[str, str]) -> list[Item]:
    right = _matrix(sheets)
    asked = [answer.item for answer in next(iter(sheets.values())).answers]
    enough = len(sheets) >= FEW
    tell = discrimination(right) if enough else [None] * len(asked)
    ends: Sequence[float | None] = upper_lower(right) if enough else [None] * len(asked)
    shares = difficulty(right)
    return [
        Item(test, form, at + 1, item, sessions[item], shares[at], tell[at], ends[at] if tell[at] is not None else None)
        for at, item in enumerate(asked)
    ]


def _changed(pre: Sheets, post: Sheets, both: Sequence[str], sessions: Mapping[str, str]) -> tuple[Changed, ...]:
    """Questions of both tests, with how many of those who took both changed their answer."""
    before, after = ({one: {answer.item: answer.right for answer in sheets[one].answers} for one in both} for sheets in (pre, post))
    shared = list(dict.fromkeys(item for one in both for item in before[one] if item in after[one]))
    pairs = [
        [(before[one][item], after[one][item]) for one in both if item in before[one] and item in after[one]] for item in shared
    ]
    counts = [(sum(new and not old for old, new in people), sum(old and not new for old, new in people)) for people in pairs]
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
    gone = sorted((pre.keys() & post.keys()) - later.keys())
    stayed = between(two, _shares(post, gone)) if gone else None
    return Later(
        len(later), len(people), stayed, float(one.mean()), float(two.mean()), float(three.mean()), change(two, three), kept(one, two, three)
    )  # fmt: skip
