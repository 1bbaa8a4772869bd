"""Published figures that drafts quote: value, unit, place, what it measures, source and grade."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from highground.basis.errors import BadData
from highground.basis.source import GRADES, Grade
from highground.research.drafts.numbers import Figure


@dataclass(frozen=True, slots=True)
class Known:
    """One published figure. `unit` is persons, families, %, or what else is counted."""

    id: str
    place: str
    measure: str
    value: float
    unit: str
    as_of: str
    source: str
    grade: Grade
    note: str

    def is_in(self, figure: Figure) -> bool:
        """Whether a number of a draft is this figure, rounded as people round."""
        return (figure.unit == "%") == (self.unit == "%") and figure.means(self.value)

    def printed(self) -> object:
        """The value for a sentence: people and percent with their unit, others as a number."""
        if self.unit in ("persons", "%"):
            return {"low": self.value, "mid": self.value, "high": self.value, "unit": self.unit}
        return self.value


def known_figures(rows: Iterable[Mapping[str, Any]]) -> dict[str, Known]:
    """The table by id. Raises BadData for a grade that does not exist or an id that comes twice."""
    found: dict[str, Known] = {}
    for row in rows:
        name = str(row["figure_id"])
        if name in found or row["grade"] not in GRADES:
            raise BadData(f"known figure {name!r} comes twice or has the grade {row['grade']!r}; allowed are {', '.join(GRADES)}")
        texts = {
            key: "" if row[key] is None or row[key] != row[key] else str(row[key])
            for key in ("place", "measure", "as_of", "source", "note")
        }
        unit = "%" if row["unit"] == "pct" else str(row["unit"])
        found[name] = Known(
            name,
            texts["place"],
            texts["measure"],
            float(row["value"]),
            unit,
            texts["as_of"],
            texts["source"],
            row["grade"],
            texts["note"],
        )
    return found
