"""The evidence table: the one table that feeds everything people read. Members come in, estimates go out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from highground.basis.errors import BadData, UnitMismatch
from highground.basis.estimate import Estimate, How, summarise
from highground.basis.indicators import BY_ID, STATUSES
from highground.basis.source import Grade, Source, worst_grade
from highground.catalogue.runs import as_evidence
from highground.research.confidence import ASSUMED, bounded, confidence

WHOLE: Final = ("year", "index 0-4")  # units in which half of one means nothing
Key = tuple[str, str, str, float | None, int | None]  # indicator, place, group, level, year


@dataclass(slots=True)
class Ledger:
    """Collects rows for one country and remembers the members behind each, for the sensitivity ranking.

    place: ISO 3166-1 alpha-3 of the country, the default of every row. cards: card id to Source, for the grades.
    """

    place: str
    cards: dict[str, Source]
    rows: list[dict[str, object]] = field(default_factory=list)
    members: dict[Key, NDArray[np.float64]] = field(default_factory=dict)

    def add(
        self,
        indicator: str,
        members: NDArray[np.float64],
        how: How,
        sources: tuple[str, ...],
        *,
        place: str = "",
        group: str = "",
        level: float | None = None,
        year: int | None = None,
    ) -> None:
        """Add one row from an ensemble, shape (member,). Members without a value (NaN) make the row not applicable."""
        values = np.asarray(members, dtype=float)
        if not np.isfinite(values).all():
            self.blank(indicator, "not applicable", how, sources, place=place, group=group, level=level, year=year)
            return
        self.members[indicator, place or self.place, group, level, year] = values
        unit = BY_ID[indicator].unit
        estimate = summarise(values, unit, how, sources)
        if unit in WHOLE:
            low, mid, high = (float(round(value)) for value in (estimate.low, estimate.mid, estimate.high))
            estimate = Estimate(low, mid, high, unit, how, sources)
        self.state(indicator, estimate, place=place, group=group, level=level, year=year)

    def state(
        self,
        indicator: str,
        estimate: Estimate,
        *,
        place: str = "",
        group: str = "",
        level: float | None = None,
        year: int | None = None,
        grade: Grade | None = None,
    ) -> None:
        """Add one row from a range that is already known, such as a published figure."""
        if estimate.unit != BY_ID[indicator].unit:
            raise UnitMismatch(
                f"{indicator} is in {BY_ID[indicator].unit}, was given {estimate.unit}: convert it before it is stated"
            )
        grade = grade or self.grade(estimate.sources)
        coarse = any(self.cards[card].package for card in estimate.sources)  # grids of installed packages are coarse
        low, mid, high = estimate.low, estimate.mid, estimate.high
        word = bounded(confidence(estimate.how, grade, low, mid, high, coarse, len(estimate.sources))[2], estimate.sources)
        cells = {"status": "value", "low": low, "mid": mid, "high": high, "how": estimate.how, "confidence": word, "grade": grade}
        self._row((indicator, place, group, level, year), estimate.sources, cells)

    def blank(
        self,
        indicator: str,
        status: str,
        how: How,
        sources: tuple[str, ...],
        *,
        place: str = "",
        group: str = "",
        level: float | None = None,
        year: int | None = None,
    ) -> None:
        """Add a row that says why there is no number: not reported, or not applicable."""
        if status not in STATUSES[1:]:
            raise BadData(f"{indicator}: a blank is one of {', '.join(STATUSES[1:])}, was given {status!r}")
        nan = np.nan
        cells = {"low": nan, "mid": nan, "high": nan, "status": status, "how": how, "confidence": "", "grade": self.grade(sources)}
        self._row((indicator, place, group, level, year), sources, cells)

    def grade(self, sources: Sequence[str]) -> Grade:
        """The lowest grade among the cards: one unverified source makes the number unverified.

        Our own stated assumptions are no transcribed facts; they widen the range, and count only where nothing else is behind it.
        """
        facts = [card for card in sources if card != ASSUMED] or list(sources)
        return worst_grade([self.cards[card].grade for card in facts])

    def _row(self, key: Key, sources: tuple[str, ...], cells: Mapping[str, object]) -> None:
        indicator, place, group, level, year = key
        self.rows.append(
            {
                "indicator": indicator,
                "place": place or self.place,
                "group": group,
                "level": np.nan if level is None else level,
                "year": pd.NA if year is None else year,
                "unit": BY_ID[indicator].unit,
                "sources": " ".join(sorted(set(sources))),
                **cells,
            }
        )

    def frame(self) -> pd.DataFrame:
        """The finished table with the published columns and types; raises BadData when a row was stated twice."""
        frame = as_evidence(pd.DataFrame(self.rows))
        twice = frame.duplicated(["indicator", "place", "group", "level", "year"])
        if twice.any():
            row = frame[twice].iloc[0]
            raise BadData(f"{row.indicator} of {row.place} {row.group} was stated twice: one row, one number")
        return frame
