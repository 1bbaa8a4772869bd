"""Rows of the evidence table as questions see them: one range with its place, part, level and year, and ranges that are surely wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import isfinite, isnan
from typing import TYPE_CHECKING, Final

from highground.basis.estimate import honest

if TYPE_CHECKING:
    from highground.catalogue.runs import Run

FACTORS: Final = (3.0, 0.3, 10.0, 0.1)  # a wrong order of size, where the table has no other range to confuse with; judged
MILD: Final = (0.5, 2.0, 0.3, 3.0)  # the same for degrees and days, where ten times as much gives itself away; judged
MILD_UNITS: Final = ("degC", "days", "times")
YEARS_OFF: Final = (30.0, -20.0, 45.0)  # wrong years, the same; judged
MOST: Final = {"%": 100.0, "days": 365.0, "year": 2100.0}  # unit -> more than this there cannot be
NEAR: Final = {"%": 1.0, "year": 5.0}  # unit -> closer than this nobody can be asked to tell two middles apart; judged
OUTLYING: Final = 4.0  # times larger or smaller than every wrong middle, and the right one is seen at once; judged
ALIKE: Final = 0.15  # and any two middles closer than this share of the larger; judged
WHOLE: Final = ("persons", "displacements", "moves")  # what these begin with is counted in wholes
MIXED: Final = {"definition": "definition", "where": "place", "cell": "term"}  # part of a count -> mistake; others are another part


@dataclass(frozen=True, slots=True)
class Row:
    """One row with a value. number: its place in the table; level and year are None where it depends on none."""

    number: int
    indicator: str
    place: str
    group: str
    level: float | None
    year: int | None
    low: float
    mid: float
    high: float
    unit: str
    how: str
    confidence: str
    status: str = "value"

    @property
    def key(self) -> str:
        """A name that stays the same from run to run."""
        parts = (self.indicator, self.place, self.group, self.level, self.year)
        return ".".join(str(part).replace(":", "-") for part in parts if part not in (None, ""))

    @property
    def range(self) -> dict[str, object]:
        """The range as messages take it."""
        return {"low": self.low, "mid": self.mid, "high": self.high, "unit": self.unit}

    @property
    def printed(self) -> tuple[float, float, float]:
        """The range as it is printed: a key must be worked out from what can be read, and two that print alike are one."""
        return honest(self.low, self.mid, self.high)


def table(run: "Run") -> tuple[Row, ...]:
    """Every row of the run, blanks included."""
    return tuple(_rows(run))


def _rows(run: "Run") -> Iterator[Row]:
    for number, one in enumerate(run.evidence.to_dict("records")):
        low, mid, high, level = (float(one[name]) for name in ("low", "mid", "high", "level"))
        yield Row(
            number, str(one["indicator"]), str(one["place"]), str(one["group"]), None if isnan(level) else level,
            int(one["year"]) if str(one["year"]).isdigit() else None, low, mid, high, str(one["unit"]), str(one["how"]), str(one["confidence"]), str(one["status"]),
        )  # fmt: skip


def apart(one: Row, other: Row) -> bool:
    """Whether nobody can defend one range for the other: no middle lies in the other's range, or as near that only digits tell."""
    if one.low <= other.mid <= one.high or other.low <= one.mid <= other.high:
        return False
    return abs(one.mid - other.mid) >= NEAR.get(one.unit, 0.0)


def alike(one: Row, other: Row) -> bool:
    """Whether two answers are one: two wrong ones would show that neither is meant, a right and a wrong one would ask for digits."""
    least = NEAR.get(one.unit, 0.0) if one.unit == "year" else ALIKE * max(abs(one.mid), abs(other.mid))
    return abs(one.mid - other.mid) < least


def wrong(right: Row, rows: Iterable[Row], count: int = 3) -> list[tuple[Row, str]]:
    """Ranges that a learner may confuse with the right one, each with its mistake; none overlaps it in its middle, no two are alike.

    First what the table holds of the same indicator, the same place before others; then wrong orders of size.
    """
    kin = [row for row in rows if row.indicator == right.indicator and row.unit == right.unit and row.status == "value"]
    kin.sort(key=lambda row: (row.place != right.place, row.group != right.group, row.number))
    found: list[tuple[Row, str]] = []
    seen = {0.0, right.printed[1]}  # nought beside what is asked for gives itself away
    for row in (*kin, *_scaled(right)):
        if row.number == right.number or not isfinite(row.mid) or not apart(row, right) or row.printed[1] in seen:
            continue
        if not alike(row, right) and not any(alike(row, kept) for kept, _ in found):
            seen.add(row.printed[1])
            found.append((row, _mistake(row, right)))
    return _flanked(right, found, count)


def _flanked(right: Row, found: list[tuple[Row, str]], count: int) -> list[tuple[Row, str]]:
    """The first of them, and where the right middle would stand out as by far the largest or smallest, a last one from its other side."""
    kept, rest, size = found[:count], found[count:], abs(right.mid)
    sizes = [abs(row.mid) for row, _ in kept]
    beyond: list[tuple[Row, str]] = []
    if count > 1 and kept and size > OUTLYING * max(sizes):
        beyond = [one for one in rest if abs(one[0].mid) > size]
    elif count > 1 and kept and size * OUTLYING < min(sizes):
        beyond = [one for one in rest if abs(one[0].mid) < size]
    return [*kept[:-1], beyond[0]] if beyond else kept


def _scaled(right: Row) -> Iterator[Row]:
    """Wrong ranges of the same shape: another order of size, other years; nothing that cannot be, no parts of what is whole."""
    factors = YEARS_OFF if right.unit == "year" else MILD if right.unit in MILD_UNITS else FACTORS
    most = MOST.get(right.unit, float("inf"))
    for number, factor in enumerate(factors):
        low, mid, high = ((x + factor) if right.unit == "year" else x * factor for x in (right.low, right.mid, right.high))
        if right.unit == "%" and high > most:
            low, mid, high = (100 - (100 - x) / 3 for x in (right.low, right.mid, right.high))
        if right.low == right.high:
            low = mid = high = round(mid, 0 if right.unit.startswith(WHOLE) else _decimals(right.mid))
        if high <= most:
            yield replace(right, number=-1 - number, low=low, mid=mid, high=high, confidence="")


def _decimals(x: float) -> int:
    """Digits after the point that a number is written with."""
    return len(f"{x:.6f}".rstrip("0").partition(".")[2])


def _mistake(row: Row, right: Row) -> str:
    if row.number < 0:
        return "level" if right.unit == "year" else "size"
    if row.place != right.place:
        return "place"
    if row.group != right.group:
        return MIXED.get((right.group or row.group).partition(":")[0], "part")
    return "level"
