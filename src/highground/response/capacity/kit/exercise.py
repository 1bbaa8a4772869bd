"""What an exercise is, and the material it is made of: claims and rows of a run, and bundled figures with their sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from highground.basis.claim import Claim
from highground.basis.policy import Codebook
from highground.basis.question import NOTHING, Said

if TYPE_CHECKING:
    from highground.catalogue.runs import Run

Span = dict[str, object]  # low, mid, high, unit, as in the values of a claim


@dataclass(frozen=True, slots=True)
class Item:
    """One question of an exercise with its answer, why it is so, and where its numbers come from (claims, figures)."""

    ask: Said
    answer: Said
    why: Said = NOTHING
    claims: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table for a lab: column heads, and lines of which the first cell is the code of a unit; a blank cell is None."""

    heads: tuple[str, ...]
    lines: tuple[tuple[str | Span | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of a session: a title, what to do in three steps, its questions, and a table where it needs one."""

    id: str
    session: str
    title: str
    steps: tuple[str, ...]
    items: tuple[Item, ...]
    note: str = ""
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that exercises are made of."""

    run: "Run"
    figures: Mapping[str, Mapping[str, Any]]
    book: Codebook
    claims: Mapping[str, Claim] = field(default_factory=dict)

    @property
    def iso3(self) -> str:
        """The country's code."""
        return str(self.run.about["iso3"])

    @property
    def country(self) -> dict[str, str]:
        """The country's names by language."""
        names: dict[str, str] = self.run.about["names"]
        return names

    def has(self, claim: str, *values: str) -> bool:
        """Whether the run makes the claim, with these values."""
        return claim in self.claims and all(value in self.claims[claim].values for value in values)

    def value(self, claim: str, name: str) -> object:
        """One value of a claim: a range, a number or names."""
        return self.claims[claim].values[name]

    def said(self, claim: str) -> Said:
        """The claim as it stands in the run."""
        return Said(self.claims[claim].template, dict(self.claims[claim].values))

    def figure(self, figure: str) -> float:
        """The value of a bundled figure."""
        return float(self.figures[figure]["value"])
