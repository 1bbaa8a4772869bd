"""A source is a card before it is a file."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Grade = Literal["read", "computed", "unverified"]  # best to worst; an unverified fact stays marked so
GRADES: Final[tuple[Grade, ...]] = ("read", "computed", "unverified")


@dataclass(frozen=True, slots=True)
class Source:
    """One provenance card: who made the data, under which terms, what it measures, and what to beware of."""

    id: str  # <producer>-<product>-<edition>
    producer: str
    title: str
    edition: str
    accessed: date
    url: str  # empty when the source has no public address
    licence: str
    citation: str
    sha256: str  # of the file; empty only for cards without a file: packages read at run time, our own assumptions
    measures: str
    blank_means: str
    caveat: str
    file: str = ""  # name inside the bundle, a pack or the cache
    package: str = ""  # Python package that carries the bytes
    grade: Grade = "read"  # lowest grade of what it holds
    provides: str = ""  # role for which a pack replaces the bundled rule: population, elevation ...
    unit: str = ""  # of the values, for layers
    columns: tuple[str, ...] = ()  # of a table, all of them, in order
    numbers: tuple[str, ...] = ()  # columns that hold a number in every row
    key: tuple[str, ...] = ()  # columns that together name a row


def worst_grade(grades: "list[Grade] | tuple[Grade, ...]") -> Grade:
    """The lowest of several grades; nothing to grade counts as unverified.

    >>> worst_grade(("read", "unverified", "computed"))
    'unverified'
    """
    return max(grades, key=GRADES.index, default="unverified")
