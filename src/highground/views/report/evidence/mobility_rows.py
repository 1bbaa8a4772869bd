"""Rows of mobility as views ask for them: at a level or without one, by unit, and by flow between units."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose
from typing import Final

from highground.basis.scenario import TODAY
from highground.catalogue.runs import Run
from highground.views.report.evidence.rows import Evidence, Row

MAIN: Final = 2.0  # degC of global warming: the level that pictures by unit and by impact show
SHOWN: Final = (TODAY, 2.0, 3.0)  # levels of the forms and of the four cells
UNTIL: Final = (2050, 2080)  # years until which moves are summed
Key = tuple[str, str, float | None]  # indicator, group, level


@dataclass(frozen=True, slots=True)
class Flow:
    """Migration from one unit to another: codes and the row."""

    code: str
    to: str
    row: Row


def told(
    evidence: Evidence, indicator: str, group: str = "", *, level: float | None = None, place: str | None = None
) -> Row | None:
    """The row of a part at a level, or the one that depends on no level; with or without a number; None where there is no row."""
    found = evidence.find(indicator, group, place=place)
    if level is None:
        return next(iter(found), None)
    at = [row for row in found if row.level is not None and isclose(row.level, level)]
    return next(iter([*at, *(row for row in found if row.level is None)]), None)


def known(
    evidence: Evidence, indicator: str, group: str = "", *, level: float | None = None, place: str | None = None
) -> Row | None:
    """The same, only where it has a number."""
    row = told(evidence, indicator, group, level=level, place=place)
    return row if row and row.known else None


def flows(evidence: Evidence, codes: Sequence[str]) -> list[Flow]:
    """Flows of today between units of the outline that come to a whole move, the largest first."""
    held = set(codes)
    found = [
        Flow(row.place, row.value, row)
        for row in evidence.find("unit_flow", "to", place="*")
        if row.known and row.mid >= 1 and (row.level is None or isclose(row.level, TODAY)) and {row.place, row.value} <= held
    ]
    return sorted(found, key=lambda flow: (-flow.row.mid, flow.code, flow.to))


def by_unit(run: Run, evidence: Evidence, keys: Sequence[Key]) -> list[tuple[str, tuple[Row | None, ...]]]:
    """Code and rows of each unit that has a number for any of the keys; the largest by the first key that anyone has comes first."""
    found = [
        (str(code), tuple(told(evidence, name, group, level=level, place=str(code)) for name, group, level in keys))
        for code in run.units["code"]
    ]
    kept = [(code, rows) for code, rows in found if any(row and row.known for row in rows)]
    first = next((at for at in range(len(keys)) if any(rows[at] and rows[at].known for _, rows in kept)), 0)  # type: ignore[union-attr]

    def size(rows: tuple[Row | None, ...]) -> float:
        row = rows[first]
        return row.mid if row and row.known else float("-inf")

    return sorted(kept, key=lambda each: -size(each[1]))


def recorded(evidence: Evidence, code: str) -> tuple[Row, ...]:
    """The recorded nets of a unit by year, oldest first."""
    return tuple(sorted((row for row in evidence.find("net_recorded", "", place=code) if row.known), key=lambda row: row.year or 0))


def any_known(evidence: Evidence, indicator: str) -> bool:
    """Whether any unit has a number of the indicator."""
    return any(row.known for row in evidence.find(indicator, place="*"))
