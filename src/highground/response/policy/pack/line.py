"""The dated line of mountain diplomacy, as it was on the day of the event; what is disputed or unverified says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any, Final

from highground.basis.settings import LANGS
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table

CARD: Final = "mountain-diplomacy"
MEASURES: Final = (12,)  # steps whose note says what might be measured, and nothing of what happened


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step. start and end are ISO dates, of which only year, or year and month, may be known; texts by language."""

    number: int
    start: str
    end: str
    place: str
    process: str
    actor: str
    event: Mapping[str, str]
    outcome: Mapping[str, str]
    note: Mapping[str, str]
    source: str
    grade: str
    disputed: bool


def line(shelf: Shelf, until: date) -> tuple[Step, ...]:
    """The steps that had begun by a day, oldest first; a step of which only the year is known counts from its first day.

    Within a month the table's own order holds: a step of which only the month is known may be its last.

    Raises BadData when the table breaks its card.
    """
    steps = [_step({str(key): _text(cell) for key, cell in row.items()}) for row in table(shelf, CARD).to_dict("records")]
    return tuple(
        sorted((step for step in steps if begun(step.start) <= until), key=lambda step: (step.start[: len("2025-11")], step.number))
    )


def begun(start: str) -> date:
    """The first day that a date may mean.

    >>> begun("2025-11").isoformat(), begun("2022").isoformat()
    ('2025-11-01', '2022-01-01')
    """
    return date.fromisoformat((start + "-01-01")[:10])


def _text(cell: Any) -> str:
    return "" if isinstance(cell, float) and isnan(cell) else f"{cell:g}" if isinstance(cell, float) else str(cell)


def _step(row: Mapping[str, str]) -> Step:
    said = {
        name: {lang: row[name if lang == "en" else f"{name}_{lang}"] for lang in LANGS} for name in ("event", "outcome", "note")
    }
    return Step(
        int(row["step_no"]), row["date_start"], row["date_end"], row["place"], row["process"], row["actor"],
        said["event"], said["outcome"], dict.fromkeys(LANGS, "") if int(row["step_no"]) in MEASURES else said["note"], row["source"], row["grade"], row["disputed"] == "yes",
    )  # fmt: skip
