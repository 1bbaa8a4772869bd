"""What is done with the evidence: an ask, a lesson or a step of a project, and the claims that it rests on."""

from dataclasses import dataclass
from typing import Literal, get_args

from highground.basis.errors import BadData

Kind = Literal["ask", "lesson", "step"]


@dataclass(frozen=True, slots=True, order=True)
class Ground:
    """One claim of one country's run."""

    iso3: str
    claim: str  # id of the claim, such as glaciers.area


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to ask for, to teach or to do, in a sentence that rests on claims.

    `template` is a message for translation with {placeholders}; `values` fills them, as in a Claim. An action that rests on no
    claim is an error, whoever wrote it: evidence that supports nothing changes nothing.
    Raises BadData when no ground is given, one is given twice, or the kind is unknown.
    >>> Action("ask.ice", "ask", "Measure the ice.", {}, (Ground("KAZ", "glaciers.area"),)).countries
    ('KAZ',)
    """

    id: str
    kind: Kind
    template: str
    values: dict[str, object]
    grounds: tuple[Ground, ...]

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise BadData(f"action {self.id}: {self.kind!r} is no kind of action; choose one of {', '.join(get_args(Kind))}")
        if not self.grounds:
            raise BadData(f"action {self.id} rests on no claim; name the claims of a run that support it, or leave it out")
        if len(set(self.grounds)) < len(self.grounds):
            raise BadData(f"action {self.id} names a claim twice; name each claim once")

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries whose evidence supports it, in the order of their codes."""
        return tuple(sorted({ground.iso3 for ground in self.grounds}))
