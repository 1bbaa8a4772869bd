"""What a training asks: questions in no language, what they rest on, and the same in one language as an item of a test."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from math import isfinite
from typing import Final, Literal, get_args

from highground.basis.errors import BadData
from highground.basis.words import N_

Level = Literal["basic", "advanced"]
Kind = Literal["single", "multiple", "truefalse", "numeric", "matching"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
SESSIONS: Final = {  # the eight sessions of the two days, in order
    "s1": N_("Mountains and who lives there"),
    "s2": N_("Warming and ice"),
    "s3": N_("Hazards and counting displacement"),
    "s4": N_("Five forms of mobility, and who cannot move"),
    "s5": N_("Hotspots: where first"),
    "s6": N_("Reading doubt and checking a draft"),
    "s7": N_("What policies say, and where they are silent"),
    "s8": N_("Negotiation and action plan"),
}
LEVELS: Final[Mapping[Level, str]] = {  # what the learner has to do: find it, or think with it
    "basic": N_("basic"),
    "advanced": N_("advanced"),
}
TRAPS: Final = {  # typical mistakes; a wrong answer names the one that it shows
    "persons": N_("Movements, people and families are different counts."),
    "stock": N_("A stock at one moment is not a flow in a year."),
    "end": N_("One end of a range is not its middle."),
    "level": N_("Another warming level or another year."),
    "national": N_("A national total is not a mountain total."),
    "place": N_("The number of another place."),
    "definition": N_("Another definition of the same thing."),
    "size": N_("Another order of size than the evidence gives."),
    "part": N_("The number of another part: another band, hazard, group or path."),
    "beside": N_("This stands beside another sentence of the run."),
    "cause": N_("Nobody moves for a single cause."),
    "blank": N_("A blank is not a zero."),
    "certainty": N_("More certain than the evidence allows, or less."),
    "term": N_("Another term with another meaning."),
    "baseline": N_("Another base year or base level."),
    "cumulative": N_("A sum that counts the same people twice."),
    "method": N_("How a number is known is a part of the number."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A message for translation and what fills it; numbers stay numbers, as in a Claim. An empty template says nothing."""

    template: str
    values: dict[str, object] = field(default_factory=dict)


NOTHING: Final = Said("")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that may be chosen.

    id        the same in every language and run; letters of a printed test follow the order of the options
    right     whether it belongs to the right answer
    match     for matching: what belongs to `text`; empty otherwise
    trap      the mistake of TRAPS that a wrong answer shows; empty where there is none to name
    """

    id: str
    text: Said
    right: bool
    feedback: Said = NOTHING
    match: Said = NOTHING
    trap: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the bank. Raises BadData when it rests on nothing, or when its right answer is not one answer.

    number      for numeric: the value, and how far off an answer may be
    claims      ids of claims of the run of `iso3`
    rows        numbers of rows of its evidence table
    facts       rows of bundled tables, as card:row
    """

    id: str
    iso3: str
    session: str
    level: Level
    kind: Kind
    stem: Said
    options: tuple[Option, ...] = ()
    number: tuple[float, float] | None = None
    explanation: Said = NOTHING
    trap: str = ""
    claims: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.claims or self.rows or self.facts):
            raise BadData(
                f"question {self.id} rests on nothing; name a claim, a row of the evidence table or a bundled fact, or leave it out"
            )
        if self.session not in SESSIONS or self.level not in LEVELS or self.kind not in KINDS:
            raise BadData(f"question {self.id}: no such session, level or kind: {self.session}, {self.level}, {self.kind}")
        odd = {self.trap, *(option.trap for option in self.options)} - {"", *TRAPS}
        if odd:
            raise BadData(f"question {self.id}: no such mistake: {', '.join(sorted(odd))}")
        if len({option.id for option in self.options}) < len(self.options):
            raise BadData(f"question {self.id} names an option twice")
        if why := _flaw(self.kind, [option.right for option in self.options], self.number):
            raise BadData(f"question {self.id}: {why}")

    @property
    def right(self) -> tuple[str, ...]:
        """Ids of the options that together are the right answer."""
        return tuple(option.id for option in self.options if option.right)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of an item, in plain text of one language."""

    text: str
    right: bool
    feedback: str = ""
    match: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A question in one language, as test systems take it. Raises BadData when its right answer is not one answer.

    category: from the bank down to the session; tags: session, level and mistake, in words of the code.
    """

    id: str
    kind: Kind
    stem: str
    choices: tuple[Choice, ...] = ()
    value: float | None = None
    tolerance: float = 0.0
    explanation: str = ""
    category: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise BadData(f"item {self.id}: {self.kind!r} is no kind of question; there are {', '.join(KINDS)}")
        number = None if self.value is None else (self.value, self.tolerance)
        if why := _flaw(self.kind, [choice.right for choice in self.choices], number):
            raise BadData(f"item {self.id}: {why}")

    @property
    def order(self) -> tuple[int, ...]:
        """In which order the right sides of pairs are shown: mixed, the same in every language; empty where there are no pairs."""
        mixed = sorted(range(len(self.choices)), key=lambda n: sha256(f"{self.id}:{n}".encode()).digest())
        return tuple(mixed) if self.kind == "matching" else ()


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a test: ids of questions in the order in which they are asked."""

    id: str
    questions: tuple[str, ...]


def _flaw(kind: str, rights: list[bool], number: tuple[float, float] | None) -> str:
    """Why no answer can be judged by this key; empty when one can."""
    count = sum(rights)
    if kind == "numeric":
        sound = number is not None and all(map(isfinite, number)) and number[1] >= 0
        return "" if sound and not rights else "a numeric question has one finite number, a tolerance of 0 or more, and no options"
    if number is not None:
        return "only a numeric question has a number"
    if kind == "matching":
        return "" if len(rights) >= 2 and all(rights) else "matching needs two pairs or more"
    if kind == "truefalse":
        return "" if len(rights) == 2 and count == 1 else "true or false has two options, one of them right"
    if kind == "single":
        return (
            ""
            if len(rights) >= 2 and count == 1
            else f"a single choice has one right option among two or more, here {count} of {len(rights)}"
        )
    return "" if 1 <= count < len(rights) else f"a multiple choice has right and wrong options, here {count} of {len(rights)} right"


def answered(question: Question, given: Collection[str] | float) -> bool:
    """Whether an answer is right: the number within its tolerance, or exactly the right options. All or nothing.

    Matching takes pairs written as left=right, with ids of options on both sides.
    >>> ask = Question("q", "KAZ", "s1", "basic", "numeric", Said("?"), number=(2.0, 0.5), rows=(0,))
    >>> answered(ask, 2.5), answered(ask, 2.6)
    (True, False)
    """
    if question.number is not None:
        value, tolerance = question.number
        return isinstance(given, int | float) and abs(given - value) <= tolerance * (1 + 1e-9)
    if isinstance(given, int | float):
        return False
    if question.kind == "matching":
        return set(given) == {f"{name}={name}" for name in question.right}
    return set(given) == set(question.right)
