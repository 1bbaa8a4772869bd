"""The evidence table as a book to look things up in, and the maker of claims."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isclose
from typing import Any, Final

import pandas as pd

from highground.basis.claim import Agreement, Claim, Confidence, Evidence
from highground.basis.region import Region
from highground.research.confidence import TABLE, bounded, confidence, lower, weakest

COARSE: Final = ("itu-p1511-2", "itu-p1510-1", "itu-p837-7", "geonames-cities500")  # card ids of 9 km grids and of rough places
MAIN_LEVEL: Final = 2.0  # degC; the level that most claims speak of, the upper end of the Paris goal
Words = tuple[Evidence, Agreement, Confidence]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the evidence table and its number."""

    number: int
    indicator: str
    place: str
    group: str
    level: float
    year: int | None
    status: str
    low: float
    mid: float
    high: float
    unit: str
    how: str
    grade: str
    sources: tuple[str, ...]

    @property
    def code(self) -> str:
        """The value of the group: RGI13 of rgi:RGI13."""
        return self.group.partition(":")[2]

    @property
    def range(self) -> dict[str, object]:
        """Low, mid, high and unit, as views print them."""
        return {"low": self.low, "mid": self.mid, "high": self.high, "unit": self.unit}

    @property
    def words(self) -> Words:
        """Evidence, agreement and confidence of the row."""
        coarse = any(card in COARSE for card in self.sources)
        found = confidence(self.how, self.grade, self.low, self.mid, self.high, coarse, len(self.sources))
        return found[0], found[1], bounded(found[2], self.sources)


@dataclass(frozen=True, slots=True)
class Book:
    """The evidence of one country."""

    region: Region
    rows: dict[str, list[Row]] = field(default_factory=dict)
    unit_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by language and code

    @classmethod
    def of(cls, evidence: pd.DataFrame, region: Region, unit_names: Mapping[str, Mapping[str, str]] | None = None) -> "Book":
        """Read the evidence table once."""
        book = cls(region, unit_names=unit_names or {})
        for number, row in enumerate(evidence.to_dict("records")):
            found = _row(number, {str(key): value for key, value in row.items()})
            book.rows.setdefault(found.indicator, []).append(found)
        return book

    def all(
        self, indicator: str, group: str = "", *, level: float | None = None, year: int | None = None, place: str | None = None
    ) -> list[Row]:
        """Rows of an indicator in the order of the table; `group` ending in a colon means the whole kind."""
        where = self.region.iso3 if place is None else place
        return [
            row for row in self.rows.get(indicator, [])
            if (not where or row.place == where)
            and (row.group == group or (group.endswith(":") and row.group.startswith(group)))
            and (level is None or isclose(row.level, level))
            and (year is None or row.year == year)
        ]  # fmt: skip

    def values(self, indicator: str, group: str = "", **where: Any) -> list[Row]:
        """The same, only rows that hold a number."""
        return [row for row in self.all(indicator, group, **where) if row.status == "value"]

    def one(self, indicator: str, group: str = "", **where: Any) -> Row | None:
        """The first row with a number, or None."""
        return next(iter(self.values(indicator, group, **where)), None)

    def unit(self, code: str) -> dict[str, str]:
        """The names of a unit by language; English is the outline's name, or the code where the outline does not hold it."""
        english = next((unit.name for unit in self.region.units if unit.code == code), code)
        return {"en": english} | {lang: names[code] for lang, names in self.unit_names.items() if code in names}

    def claim(
        self,
        name: str,
        template: str,
        values: dict[str, object],
        rows: Sequence[Row],
        *,
        against: tuple[str, ...] = (),
        gaps: tuple[str, ...] = (),
        likelihood: str = "",
        agreement: Agreement | None = None,
        words: Words | None = None,
    ) -> Claim:
        """A claim named `topic.name`. Its words are the weakest of its rows; `agreement` between definitions may lower them.

        A likelihood is kept only at medium confidence or more: with less, a probability would sound surer than it is.
        """
        found = words or weakest([row.words for row in rows])
        if agreement is not None and not words:
            evidence, between, word = weakest([found, (found[0], agreement, found[2])])
            found = evidence, between, lower(word, TABLE[evidence, between])
        return Claim(
            id=name, topic=name.partition(".")[0], template=template, values={"country": self.region.names, **values},
            rows=tuple(row.number for row in rows), evidence=found[0], agreement=found[1], confidence=found[2],
            against=against, gaps=gaps, likelihood=likelihood if found[2] not in ("very low", "low") else "",
        )  # fmt: skip

    def silence(self, name: str, template: str, rows: Sequence[Row], values: dict[str, object] | None = None) -> Claim:
        """A claim that says honestly why there is no number; it is as sure as a look into our own tables can be."""
        return self.claim(name, template, values or {}, rows, words=("limited", "medium", "low"))


def _row(number: int, row: dict[str, Any]) -> Row:
    return Row(
        number, str(row["indicator"]), str(row["place"]), "" if pd.isna(row["group"]) else str(row["group"]), float(row["level"]),
        None if pd.isna(row["year"]) else int(row["year"]), str(row["status"]), float(row["low"]), float(row["mid"]), float(row["high"]),
        str(row["unit"]), str(row["how"]), str(row["grade"]), tuple(str(row["sources"]).split()),
    )  # fmt: skip


def total(rows: Sequence[Row]) -> Row:
    """Sum of rows as a row: lows and highs are added too, which is at least as wide as the true range."""
    worst = max(rows, key=lambda row: ("read", "computed", "unverified").index(row.grade))
    sources = tuple(sorted({card for row in rows for card in row.sources}))
    low, mid, high = (sum(getattr(row, end) for row in rows) for end in ("low", "mid", "high"))
    return replace(worst, low=low, mid=mid, high=high, sources=sources)
