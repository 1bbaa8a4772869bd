"""What a session plans: its aim, what participants can do afterwards, minutes, charts, mistakes to expect. Words only, no numbers of a run."""

from dataclasses import dataclass
from typing import Final

from highground.basis.errors import BadData
from highground.basis.question import LEVELS, SESSIONS, Level

MINUTES: Final = 75  # of a session; issue: two days of four sessions each, as IOM's trainings run


@dataclass(frozen=True, slots=True)
class Chart:
    """One slide with a picture: its name among the figures, what it shows in a sentence, and the claims told beside it."""

    name: str
    title: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """One session as a facilitator plans it; every text is a message for translation.

    `steps` are minutes and what happens in them; `mistakes` are what is often said, and what to say instead. `grounds` are the ids of
    the claims that the lesson may rest on: it needs one of them. Raises BadData when the minutes do not add up to a session.
    """

    id: str
    aim: str
    outcomes: tuple[tuple[Level, str], ...]
    terms: tuple[tuple[str, str], ...]  # words of the session, and what they mean
    steps: tuple[tuple[int, str], ...]
    materials: tuple[str, ...]
    discussion: tuple[str, ...]
    mistakes: tuple[tuple[str, str], ...]
    watch: str
    lines: tuple[str, ...]  # what to take home, in three lines
    charts: tuple[Chart, ...]
    grounds: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.id not in SESSIONS:
            raise BadData(f"no session {self.id!r}; there are {', '.join(SESSIONS)}")
        total = sum(minutes for minutes, _ in self.steps)
        if total != MINUTES:
            raise BadData(f"session {self.id} takes {total} minutes; a session has {MINUTES}")
        if wrong := [level for level, _ in self.outcomes if level not in LEVELS]:
            raise BadData(f"session {self.id}: {wrong[0]!r} is no level; choose one of {', '.join(LEVELS)}")
