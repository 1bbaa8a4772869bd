"""How people, what they need, events and who came are kept: one table a noun."""

from typing import Any, Final

from highground.basis.stakeholder import Attendance, Event, Need, Person
from highground.catalogue.store.shape import Shape, kept

TABLES: Final[tuple[Shape[Any], ...]] = (
    kept(Person, "people", index=("institution",)),
    kept(Event, "people_events"),
    kept(Need, "people_needs", index=("institution", "theme"), refers={"person": "people"}),
    kept(Attendance, "people_attendance", unique=("event", "person"), refers={"event": "people_events", "person": "people"}),
)
