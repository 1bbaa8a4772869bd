"""What people answered before and after a training, by number and never by name, and what a certificate says."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from highground.basis.errors import BadData

Test = Literal["pre", "post", "later"]
TESTS: Final[tuple[Test, ...]] = get_args(Test)
Kind = Literal["passed", "attended"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the id of the question, what was given (letters, a number or pairs; blank where nothing was), whether it is right."""

    item: str
    given: str
    right: bool


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What one participant answered in one test, in the order of the form.

    participant: a number or a pseudonym, not a name. Raises BadData for no answers or the same question twice.
    """

    participant: str
    test: Test
    form: str
    answers: tuple[Answer, ...]

    def __post_init__(self) -> None:
        items = [answer.item for answer in self.answers]
        if not items or len(set(items)) < len(items):
            raise BadData(f"participant {self.participant}: a sheet holds each question once, and at least one")

    @property
    def share(self) -> float:
        """Share of right answers, 0 to 1; a blank is a wrong answer."""
        return sum(answer.right for answer in self.answers) / len(self.answers)


@dataclass(frozen=True, slots=True)
class Award:
    """What a certificate says. `name` as the trainer typed it; email blank where none is to be named; issued_on: day, ISO 8601."""

    number: str
    name: str
    email: str
    kind: Kind
    title: str
    about: str
    criteria: str
    issuer: str
    issuer_did: str
    issued_on: str


@dataclass(frozen=True, slots=True)
class Issued:
    """That a certificate was issued, without the person's name: id of the credential, the participant's number, what for, by whom, when."""

    id: str
    number: str
    kind: Kind
    title: str
    issuer: str
    issuer_did: str
    issued_on: str
