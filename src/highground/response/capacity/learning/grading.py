"""Grades what people typed by the key of the bank: letters, numbers, pairs. A blank is a wrong answer; what cannot be an answer is refused."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Protocol

from highground.basis.errors import BadData
from highground.basis.learning import Answer, AnswerSheet, Test
from highground.basis.question import Choice, Item, Question, answered

LETTERS: Final = "ABCDEFGH"  # as the tests on paper print them
LOOKALIKE: Final = str.maketrans("АВСЕНавсен", "ABCEHabceh")  # Cyrillic letters that look like them
_THOUSANDS: Final = re.compile(r"[-−]?[1-9]\d{0,2},\d{3}")  # one thousand and more, or a part of one: nobody can tell
_PAIR: Final = re.compile(r"(\d+)\s*[-–—=:.)]?\s*([A-H])", re.IGNORECASE)
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")


class Typed(Protocol):
    """What one participant gave, and where it stands."""

    @property
    def participant(self) -> str:
        """The number."""

    @property
    def form(self) -> str:
        """The form of the test."""

    @property
    def given(self) -> Mapping[str, str]:
        """Question -> text."""

    @property
    def where(self) -> str:
        """File and row."""


def graded(filled: Iterable[Typed], forms: Mapping[str, Sequence[Question]], test: Test) -> dict[str, AnswerSheet]:
    """The graded sheets by participant, each by the own form. Raises BadData, naming the row and the question, for what cannot be an answer."""
    return {
        one.participant: AnswerSheet(
            one.participant, test, one.form,
            tuple(_answer(ask, one.given[ask.id], f"{one.where}, question {n}") for n, ask in enumerate(forms[one.form], 1)),
        )
        for one in filled
    }  # fmt: skip


def _answer(ask: Question, told: str, where: str) -> Answer:
    return Answer(ask.id, told, bool(told) and answered(ask, meant(ask, told, where)))


def meant(ask: Question, told: str, where: str) -> Collection[str] | float:
    """What was typed, as the key knows it: a number, ids of options, or pairs of ids."""
    if ask.kind == "numeric":
        return _number(told, where)
    plain = told.translate(LOOKALIKE).upper()
    return _pairs(ask, plain, where) if ask.kind == "matching" else _letters(ask, plain, where)


def _number(told: str, where: str) -> float:
    """A number as typed, with a point or a comma; thousands apart by spaces. A comma before three digits could be either."""
    if _THOUSANDS.fullmatch(told):
        raise BadData(
            f"{where}: {told} may be thousands or a fraction; write it without a sign between thousands, and with a point"
        )
    plain = re.sub(r"[\s\u00a0\u202f]", "", told).replace("−", "-").replace(",", ".").removesuffix("%")
    if not _NUMBER.fullmatch(plain):
        raise BadData(f"{where}: {told[:30]!r} is no number; this question asks for one, such as 12.5")
    return float(plain)


def _letters(ask: Question, plain: str, where: str) -> set[str]:
    letters = re.sub(r"[\s,;./+]", "", plain)
    allowed = LETTERS[: len(ask.options)]
    if not letters or not set(letters) <= set(allowed):
        raise BadData(f"{where}: {plain[:30]!r} is no answer; write {', '.join(allowed)}, or leave it blank")
    return {ask.options[allowed.index(letter)].id for letter in letters}


def _pairs(ask: Question, plain: str, where: str) -> set[str]:
    order = Item(ask.id, "matching", "", tuple(Choice(option.id, True) for option in ask.options)).order
    found = [(int(number), LETTERS.index(letter)) for number, letter in _PAIR.findall(plain)]
    rest = re.sub(r"[\s,;]", "", _PAIR.sub("", plain))
    if rest or not found or any(not 1 <= number <= len(order) or letter >= len(order) for number, letter in found):
        raise BadData(f"{where}: {plain[:30]!r} are no pairs; write them as 1-B, 2-A, or leave it blank")
    return {f"{ask.options[number - 1].id}={ask.options[order[letter]].id}" for number, letter in found}
