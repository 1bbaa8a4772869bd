"""The projects that are bundled as facts: Kazakhstan, its twin Ecuador, and the earlier Kyrgyz one, with the dated line of their outputs."""

import csv
from typing import Final

from highground.basis.project import Country, Event, Project, Related
from highground.catalogue.shelf import Shelf

RECORDS: Final = "project-records"
TIMELINE: Final = "project-timeline"


def bundled(shelf: Shelf) -> tuple[Project, ...]:
    """The three records as their pages state them, each with the outputs that name it. A blank is not reported."""
    events = timeline(shelf)
    with shelf.open(RECORDS).open(encoding="utf-8", newline="") as file:
        return tuple(_project(row, events) for row in csv.DictReader(file))


def timeline(shelf: Shelf) -> tuple[tuple[str, Event], ...]:
    """Every dated output with the project that it names; blank where it names none. A date without a year stays without."""
    with shelf.open(TIMELINE).open(encoding="utf-8", newline="") as file:
        return tuple((row["project_id"], _event(row)) for row in csv.DictReader(file))


def _project(row: dict[str, str], events: tuple[tuple[str, Event], ...]) -> Project:
    twin = row["related_project_id"]
    return Project(
        id=row["project_id"], title=row["title"], prima_id=row["prima_id"], start=row["start_year"], end=row["end_year"],
        status=row["status"].lower(), type=row["project_type"], budget=float(row["budget_usd"]), currency="USD", coverage=row["coverage"].lower(),  # type: ignore[arg-type]
        year=row["year"], region=row["idf_region"], fund=row["fund"], url=row["url"], description=row["description"], source=row["source"], grade=row["grade"],
        note=row["note"], countries=(Country(row["country_iso3"]),), related=(Related(twin, "twin"),) if twin else (),
        events=tuple(event for name, event in events if name == row["project_id"]),
    )  # fmt: skip


def _event(row: dict[str, str]) -> Event:
    return Event(
        row["date_start"],
        row["output"],
        row["date_end"],
        row["country_iso3"],
        row["actors"],
        row["source"],
        row["grade"],
        row["note"],
    )
