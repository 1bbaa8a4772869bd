"""Who is trained and asked: people who consented, what they need, events, and who came. No more personal data than that."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from highground.basis.errors import BadData
from highground.basis.words import N_

THEMES: Final = {  # what a need is about
    "evidence": N_("Evidence on mountains, ice and hazards"),
    "mobility": N_("Data on human mobility"),
    "hotspots": N_("Hotspots and early warning"),
    "relocation": N_("Planned relocation and safe places"),
    "policy": N_("Policies, laws and their gaps"),
    "negotiation": N_("Negotiation and regional cooperation"),
    "survey": N_("Surveys and statistics"),
    "reporting": N_("Projects and reporting"),
    "other": N_("Other"),
}
WEIGHTS: Final = {"1": N_("useful"), "2": N_("important"), "3": N_("urgent")}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who consented to be kept: who, where and as what; a contact only where they gave one. The id says nothing of the person.

    Raises BadData without a name and an institution, and without consent, its day and its purpose.
    """

    id: str
    name: str
    institution: str
    role: str
    contact: str
    consent_on: str  # day, ISO 8601
    consent_for: str  # purpose, in the words that the person agreed to

    def __post_init__(self) -> None:
        who = f"person {self.id}"
        if not self.name.strip() or not self.institution.strip():
            raise BadData(f"{who} has no name or no institution; fill both in, or take the row out")
        if not self.consent_on or not self.consent_for.strip():
            raise BadData(
                f"{who} is not kept without consent: write the day and the purpose that they agreed to, or take the row out"
            )
        day(self.consent_on, f"{who}, day of consent")


@dataclass(frozen=True, slots=True)
class Need:
    """What an institution needs, on one theme, in its words; `person` says who told it, None where nobody need be named."""

    id: str
    institution: str
    theme: str
    weight: str
    words: str
    person: str | None = None

    def __post_init__(self) -> None:
        if not self.institution.strip():
            raise BadData(f"need {self.id} has no institution; fill it in")
        if self.theme not in THEMES or self.weight not in WEIGHTS:
            raise BadData(f"need {self.id}: the theme is one of {', '.join(THEMES)}, the weight one of {', '.join(WEIGHTS)}")


@dataclass(frozen=True, slots=True)
class Event:
    """A training, a meeting or a workshop."""

    id: str
    title: str
    place: str
    starts: str
    ends: str

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise BadData(f"event {self.id} has no title; fill it in")
        if day(self.starts, f"event {self.id}, first day") > day(self.ends, f"event {self.id}, last day"):
            raise BadData(f"event {self.id} ends before it starts; mend its days")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (date.fromisoformat(self.ends) - date.fromisoformat(self.starts)).days + 1


@dataclass(frozen=True, slots=True)
class Attendance:
    """That a person came to an event, and for how many days."""

    id: str
    event: str
    person: str
    days: int

    def __post_init__(self) -> None:
        if self.days < 0:
            raise BadData(f"attendance {self.id}: {self.days} days cannot be; write how many days the person came")


def day(text: str, where: str) -> date:
    """A day written as ISO 8601. Raises BadData, naming where it stands."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadData(f"{where}: {text or 'a blank'} is no day; write it as 2026-05-01") from None
