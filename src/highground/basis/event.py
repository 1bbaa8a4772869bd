"""A record of a disaster: when, where, which hazard, and counts of people and houses that know their range and method."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from highground.basis.estimate import How

Precision = Literal["day", "month", "year", "range"]
MEASURES: Final = (  # what a table may count; each apart, none adds up with another
    "deaths", "missing", "injured", "evacuated", "displaced", "relocated", "homeless", "affected",
    "families_affected", "families_evacuated", "families_displaced", "families_relocated", "houses_destroyed", "houses_damaged", "houses_affected",
)  # fmt: skip
MOVED: Final = ("displaced", "evacuated", "homeless", "relocated")  # counts of persons who left home, the widest meaning first
OTHER: Final = "other"  # a hazard that is kept under its own kind and never counted among the mountain climate hazards


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence for people: a message for translation and the values that fill it."""

    template: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


@dataclass(frozen=True, slots=True)
class Count:
    """How many: low, mid and high. A blank mid or high means that the source gives no such bound; low is always known.

    >>> str(Count(1000, 1000, None)), str(Count(200, 250, 300)), str(Count(7, 7, 7))
    ('at least 1,000', '250 (200 to 300)', '7')
    """

    low: float
    mid: float | None
    high: float | None
    how: How = "counted"

    def __str__(self) -> str:
        if self.high is None:
            return f"at least {self.low:,.0f}"
        return f"{self.mid:,.0f}" if self.low == self.high else f"{self.mid:,.0f} ({self.low:,.0f} to {self.high:,.0f})"

    def times(self, factor: "Count") -> "Count":
        """A modelled count: houses times people per house, ends with ends.

        >>> str(Count(10, 10, 10).times(Count(2.5, 4, 7)))
        '40 (25 to 70)'
        """
        mid = None if self.mid is None or factor.mid is None else self.mid * factor.mid
        high = None if self.high is None or factor.high is None else self.high * factor.high
        return Count(self.low * factor.low, mid, high, "modelled")


@dataclass(frozen=True, slots=True)
class When:
    """The first and the last day that a date may mean, and how exact it is."""

    start: date
    end: date
    precision: Precision

    def __str__(self) -> str:
        if self.precision == "range":
            whole = (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31)
            return f"{self.start.year}/{self.end.year}" if whole else f"{self.start}/{self.end}"
        return self.start.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]

    @property
    def year(self) -> int | None:
        """The year, or nothing where it may be one of several."""
        return self.start.year if self.start.year == self.end.year else None


def moment(year: int, month: int | None = None, day: int | None = None) -> When:
    """A date as exact as what is given. Raises ValueError for a day or month that does not exist.

    >>> str(moment(2024, 3)), moment(2024, 2).end.day, str(moment(1957))
    ('2024-03', 29, '1957')
    """
    if month is None:
        return When(date(year, 1, 1), date(year, 12, 31), "year")
    if day is None:
        return When(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")
    return When(date(year, month, day), date(year, month, day), "day")


def years(first: int, last: int) -> When:
    """A span of whole years, ends included.

    >>> str(years(1955, 1966))
    '1955/1966'
    """
    return When(date(first, 1, 1), date(last, 12, 31), "range") if first != last else moment(first)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table of disasters, as its source has it. A measure that is not in `counts` is not reported."""

    row: int  # line of the source's sheet, from 1
    hazard: str  # id of basis.hazards, or `other`
    kind: str  # finer kind of hazard, see catalogue/events/hazards.toml
    when: When
    iso3: str
    id: str = ""
    name: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    mountain: str = ""  # yes, no or unknown, as the source says
    counts: dict[str, Count] = field(default_factory=dict)
    glide: str = ""
    source: str = ""
    as_of: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One disaster: the records that speak of it, and for each measure the figure kept and the rows that it came from."""

    id: str
    first: Record  # when, where and which hazard; the most exact of its records
    records: tuple[Record, ...]
    counts: dict[str, Count]
    kept: dict[str, Remark]  # measure -> why this figure
    moved: Count | None  # new displacements, evacuations included: one figure, never a sum of two
    moved_from: str  # the measure behind it

    @property
    def sources(self) -> tuple[str, ...]:
        """What the records name as their sources, each once."""
        return tuple(dict.fromkeys(record.source for record in self.records if record.source))
