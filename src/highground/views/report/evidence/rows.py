"""The evidence table as views read it: one row at a time, by name, with the number that readers quote."""

from dataclasses import dataclass
from functools import lru_cache
from math import isclose

import pandas as pd

from highground.catalogue.runs import Run


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the evidence table. `number` is its position from 0; `label` is what readers see: E1 is the first."""

    number: int
    indicator: str
    place: str
    group: str
    level: float | None
    year: int | None
    status: str
    low: float
    mid: float
    high: float
    unit: str
    how: str
    confidence: str
    grade: str
    sources: tuple[str, ...]

    @property
    def label(self) -> str:
        """The row's name in every output: E1, E2 ..."""
        return label(self.number)

    @property
    def known(self) -> bool:
        """Whether the row has a number; a blank is never zero."""
        return self.status == "value"

    @property
    def kind(self) -> str:
        """The kind of its group: belt of belt:alpine."""
        return self.group.partition(":")[0]

    @property
    def value(self) -> str:
        """The value of its group: alpine of belt:alpine."""
        return self.group.partition(":")[2]


def label(number: int) -> str:
    """The name of evidence row `number`, counted from 0, in every output."""
    return f"E{number + 1}"


@lru_cache(maxsize=2)  # a mirror reads two runs
def all_rows(run: Run) -> tuple[Row, ...]:
    """Every row of the run's evidence table, in its order."""
    records = run.evidence.to_dict("records")
    return tuple(
        Row(
            number, str(r["indicator"]), str(r["place"]), "" if pd.isna(r["group"]) else str(r["group"]),
            None if pd.isna(r["level"]) else float(r["level"]), None if pd.isna(r["year"]) else int(r["year"]), str(r["status"]),
            float(r["low"]), float(r["mid"]), float(r["high"]), str(r["unit"]), str(r["how"]),
            "" if pd.isna(r["confidence"]) else str(r["confidence"]), str(r["grade"]), tuple(str(r["sources"]).split()),
        )
        for number, r in enumerate(records)
    )  # fmt: skip


class Evidence:
    """The rows of one run, ready to be asked: `Evidence(run).one("mountain_share", "definition:K1")`."""

    def __init__(self, run: Run) -> None:
        self.rows = all_rows(run)
        self.place = str(run.about["iso3"])
        self._by_indicator: dict[str, list[Row]] = {}
        for row in self.rows:
            self._by_indicator.setdefault(row.indicator, []).append(row)

    def find(
        self,
        indicator: str,
        group: str | None = None,
        *,
        level: float | None = None,
        year: int | None = None,
        place: str | None = None,
    ) -> tuple[Row, ...]:
        """Rows of an indicator for the country (or `place`; "*" for any unit), narrowed by group or kind of group, level and year."""
        wanted = place or self.place
        return tuple(
            row
            for row in self._by_indicator.get(indicator, [])
            if (row.place == wanted or (wanted == "*" and row.place != self.place))
            and (group is None or group in (row.group, row.kind))
            and (level is None or (row.level is not None and isclose(row.level, level)))
            and (year is None or row.year == year)
        )

    def one(
        self,
        indicator: str,
        group: str | None = None,
        *,
        level: float | None = None,
        year: int | None = None,
        place: str | None = None,
    ) -> Row | None:
        """The first such row that has a number; None where there is none."""
        found = self.find(indicator, group, level=level, year=year, place=place)
        return next((row for row in found if row.known), None)
