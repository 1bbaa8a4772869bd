"""What a what-if answers: each measure without and with the levers, and the difference between the two, member by member.

The difference is the range of paired members: the same member with and without, never the middle of one less the middle of the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from highground.basis.ensemble import Members
from highground.basis.estimate import Estimate, How, summarise
from highground.basis.indicators import BY_ID, COLUMNS
from highground.basis.source import Source
from highground.basis.words import N_
from highground.research.confidence import ASSUMED, bounded, confidence
from highground.research.evidence import Ledger

Key = tuple[str, str]  # measure and group, as indicator and group of the evidence table
Found = Mapping[Key, Members]  # measures of one chain; a measure that does not apply is left out
Note = tuple[str, dict[str, Any]]  # a message for translation and what fills it
WITHOUT, WITH, DIFFERENCE, PERCENT = "without", "with", "difference", "difference, %"
ROW_COLUMNS: Final = (
    ("what", "string", "without the levers, with them, their difference, or the difference in % of without"),
    ("levers", "string", "the levers that are pulled, joined by a space; blank without"),
    *COLUMNS,
)
OWN: Final = {  # measures that only a what-if has: label and unit
    "relocated": (N_("People moved by the relocation programme"), "persons yr-1"),
    "relocation_avoided": (N_("Displacements avoided by relocation"), "displacements yr-1"),
    "displaced_twice": (N_("Households displaced more than once in 25 years"), "%"),
    "moved_once": (N_("Households that move at least once in 25 years"), "%"),
    "stuck_long": (N_("Households that wish to move and cannot for 5 years or more"), "%"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class WhatIf:
    """One finished what-if.

    about: iso3, names, level, seed, members, levers (id to amount in its own unit), version, made_on, cards, households.
    rows: columns of `ROW_COLUMNS`; one row a measure, group, levers and what.
    """

    about: dict[str, Any]
    rows: pd.DataFrame
    sources: tuple[Source, ...]
    notes: tuple[Note, ...] = ()


def unit_of(measure: str) -> str:
    """The unit of a measure."""
    return BY_ID[measure].unit if measure in BY_ID else OWN[measure][1]


def label_of(measure: str) -> str:
    """The words of a measure, to be translated."""
    return BY_ID[measure].label if measure in BY_ID else OWN[measure][0]


class Book:
    """Collects the rows of an answer. cards: card id to Source, for grades; level: degC."""

    def __init__(self, place: str, level: float, cards: Mapping[str, Source]) -> None:
        self._place, self._level, self._cards = place, level, cards
        self._grades = Ledger(place, dict(cards))
        self._rows: list[dict[str, object]] = []

    def compare(
        self, before: Found, after: Found, pulled: str, sources: Mapping[str, tuple[str, ...]], how: How = "judged"
    ) -> None:
        """Rows of the difference that the levers make, in units and, where a quantity is above zero, in percent of it.

        pulled: ids of the levers, joined by a space. sources: measure to cards.
        """
        for key in after:
            old, new = before.get(key, np.zeros(1)), after[key]
            self._add(DIFFERENCE, key, summarise(new - old, unit_of(key[0]), how, sources[key[0]]), pulled)
            if unit_of(key[0]) != "%" and (old > 0).all():
                self._add(PERCENT, key, summarise(100 * (new - old) / old, "%", how, sources[key[0]]), pulled)

    def state(self, found: Found, what: str, pulled: str, sources: Mapping[str, tuple[str, ...]], how: How = "modelled") -> None:
        """Rows of the measures themselves, without or with the levers."""
        for key, members in found.items():
            self._add(what, key, summarise(members, unit_of(key[0]), how, sources[key[0]]), pulled)

    def _add(self, what: str, key: Key, estimate: Estimate, pulled: str) -> None:
        cards, low, mid, high = estimate.sources, estimate.low, estimate.mid, estimate.high
        grade = self._grades.grade(cards)
        coarse = any(self._cards[card].package for card in cards)
        word = bounded(confidence(estimate.how, grade, low, mid, high, coarse, len(cards))[2], cards)
        self._rows.append(
            {
                "what": what, "levers": pulled, "indicator": key[0], "place": self._place, "group": key[1], "level": self._level,
                "year": pd.NA, "status": "value", "low": low, "mid": mid, "high": high, "unit": estimate.unit, "how": estimate.how,
                "confidence": word, "grade": grade, "sources": " ".join(sorted(set(cards))),
            }
        )  # fmt: skip

    def frame(self) -> pd.DataFrame:
        """The finished table."""
        return pd.DataFrame(self._rows, columns=[name for name, _, _ in ROW_COLUMNS]).astype({"year": "Int64"})

    @property
    def used(self) -> tuple[str, ...]:
        """Cards behind any row, and our own assumptions, which stand behind every lever."""
        return tuple(sorted({card for row in self._rows for card in str(row["sources"]).split()} | {ASSUMED}))


def one(rows: pd.DataFrame, measure: str, what: str, *, group: str = "", levers: str | None = None) -> dict[str, Any] | None:
    """One row as a dict, or None; levers: ids joined by a space, None for those of the first row that fits."""
    found = rows[(rows["indicator"] == measure) & (rows["what"] == what) & (rows["group"] == group)]
    found = found if levers is None else found[found["levers"] == levers]
    return None if found.empty else {str(name): value for name, value in found.iloc[0].items()}
